"""Serving the page: to this machine alone, unless told otherwise; who may come in; and at which address."""

from __future__ import annotations

import hashlib
import hmac
import os
import socket
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ganplay.runs.store.folder import RunError
from ganplay.runs.store.full import NoRoom, disk_is_full
from ganplay.runs.store.limits import on_space
from ganplay.runs.worker.signals import polite_kill

HERE = "127.0.0.1"
EVERYWHERE = ("0.0.0.0", "::")
OTHERS = stat.S_IRGRP | stat.S_IWGRP | stat.S_IROTH | stat.S_IWOTH
OURS = (HERE, "localhost", "::1")


class Accounts:
    """Names and passwords of those who may come in; called as Gradio's `auth`."""

    def __init__(self, passwords: dict[str, str]) -> None:
        self._digests = {name: _digest(password) for name, password in passwords.items()}

    def __len__(self) -> int:
        return len(self._digests)

    def __call__(self, name: str, password: str) -> bool:
        """Whether they belong together; takes as long for a name that does not exist."""
        kept = self._digests.get(name)
        same = hmac.compare_digest(kept or _digest(""), _digest(password))
        return same and kept is not None


def _digest(password: str) -> bytes:
    return hashlib.sha256(password.encode()).digest()


def read_accounts(path: Path) -> Accounts:
    """The accounts in a file of lines ``name:password``; blank lines and lines that begin with # are skipped.

    Raises:
        RunError: when it cannot be read, others may read it, a line is no account, or there is none.
    """
    try:
        if os.name != "nt" and path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH | stat.S_IWGRP | stat.S_IWOTH):
            raise RunError(
                f"Others may read or change the passwords in {path}: make it yours alone by chmod 600 {path}."
            )
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise RunError(f"The passwords in {path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise RunError(f"The passwords in {path} cannot be read: it is no UTF-8 text.") from None
    passwords: dict[str, str] = {}
    for number, line in enumerate(map(str.strip, lines), 1):
        if not line or line.startswith("#"):
            continue
        name, _, password = (part.strip() for part in line.partition(":"))
        if not name or not password:
            raise RunError(f"Line {number} of {path} is no account: write name:password.")
        if name in passwords:
            raise RunError(f"Line {number} of {path} names {name} a second time: a name has one password.")
        passwords[name] = password
    if not passwords:
        raise RunError(f"There is no account in {path}: write one a line, as name:password.")
    return Accounts(passwords)


@contextmanager
def in_one_sentence() -> Iterator[None]:
    """A refusal in this `with` is said as one sentence and ends the process, with exit code 2."""
    try:
        yield
    except Exception as error:
        told = NoRoom() if disk_is_full(error) else error
        if not isinstance(told, RunError):
            raise
        print(f"ganplay: {told}", file=sys.stderr)
        raise SystemExit(2) from None
    except KeyboardInterrupt:  # before there was a page
        print("interrupted", file=sys.stderr)
        raise SystemExit(1) from None


def serve(
    page: Any = None,
    *,
    host: str | None = None,
    port: int | None = None,
    auth: Path | None = None,
    share: bool = False,
    allow_host: Sequence[str] = (),
    proxy: str = "",
    data_root: Path | None = None,
    device: str = "auto",
) -> None:
    """Serve the page, say where, and stay until interrupted or politely killed.

    Args:
        page: what `ganplay.ui.build` made; by default it is built here, with `data_root` and `device`.
        host: whom to listen to; by default what GRADIO_SERVER_NAME says, else this machine alone.
        port: by default GRADIO_SERVER_PORT, else the first free one from 7860.
        auth: a file of accounts, see `read_accounts`; without it whoever reaches the page may come in.
        share: also through a public address of Gradio's, for a week.
        allow_host: names that the page answers to besides its own; GANPLAY_ALLOW_HOSTS adds to them.
        proxy: the address at which a reverse proxy serves it; by default GANPLAY_PROXY.

    Raises:
        RunError: when the accounts or a name cannot be used, or the address cannot be had.
    """
    host = host or os.environ.get("GRADIO_SERVER_NAME") or HERE
    accounts = read_accounts(auth) if auth else None
    if port is not None:
        _check_free(host, port)
    from ganplay.ui import build, launch

    page = page or build(device=device, data_root=data_root)
    try:
        _, _, link = launch(
            page,
            server_name=host,
            server_port=port,
            auth=accounts,
            share=share,
            allow_host=allow_host,
            proxy=proxy,
            prevent_thread_lock=True,
        )
    except RunError:
        page.manager.close()
        raise
    except OSError as error:
        page.manager.close()
        raise RunError(f"The page cannot be served at {host}: {_reason(error)}.") from None
    try:
        with polite_kill():  # what trains is saved; whoever has read the address may kill it
            for line in addresses(host, page.server_port, link):
                print(line, flush=True)
            if share and not link:
                print("ganplay: no public address could be had; the page is served here all the same.", file=sys.stderr)
            if (host not in OURS or link) and accounts is None and not on_space():
                print(f"ganplay: {WARNING}", file=sys.stderr, flush=True)
            page.block_thread()
    except KeyboardInterrupt:  # while that was said
        page.close()


WARNING = "whoever reaches this address may use the page and train on this machine; give names by --auth FILE."


def addresses(host: str, port: int, link: str | None = None) -> list[str]:
    """Where the page is to be found, a line each."""
    ours = HERE if host in EVERYWHERE or host == "localhost" else host
    lines = [f"ganplay is at {_url(ours, port)}"]
    if host in EVERYWHERE and not on_space() and (near := lan_address()):
        lines.append(f"In this network: {_url(near, port)}")
    if link:
        lines.append(f"From anywhere, for a week: {link}")
    return lines


def lan_address() -> str:
    """This machine's address in its network, or an empty string; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address for documentation: it only has to lie outside
            address = probe.getsockname()[0]
        except OSError:
            return ""
    return "" if address in (HERE, "0.0.0.0") else address


def _url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _check_free(host: str, port: int) -> None:
    if not 1 <= port <= 65535:
        raise RunError(f"There is no port {port}: a port is a number from 1 to 65535.")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            if os.name != "nt":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server will
            probe.bind(address)
    except OSError as error:
        raise RunError(f"The page cannot be served at {_url(host, port)}: {_reason(error)}.") from None


def _reason(error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return "there is no such address"
    if error.errno is None:  # Gradio's, when it has tried a port, or a hundred
        return "its port is taken; choose another by --port"
    import errno

    if error.errno == errno.EADDRINUSE:
        return "another program has this port; choose another by --port"
    return (error.strerror or str(error)).rstrip(".").lower()
