"""Published data sets without the network: small stand-ins of the same form, from a web server of the test's own."""

from __future__ import annotations

import functools
import hashlib
import http.server
import io
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOWHERE = "http://127.0.0.1:9/"  # nobody answers there


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a web server that serves a folder."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


def tar_of(entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as tar:
        for name, data in entries.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def pets(folder: Path, address: str, jpegs: list[bytes]) -> tuple[tuple[str, str], ...]:
    """The two archives of the Oxford-IIIT Pet data set in a served folder, cats and dogs in turn.

    Returns what torchvision's class says of them: (address, checksum) of each.
    """
    names = [f"Breed_{number}" for number in range(len(jpegs))]
    rows = "\n".join(f"{name} {number + 1} {1 + number % 2} 1" for number, name in enumerate(names))
    archives = {
        "images.tar.gz": {f"images/{name}.jpg": jpeg for name, jpeg in zip(names, jpegs, strict=True)},
        "annotations.tar.gz": {"annotations/list.txt": f"#Image CLASS\n{rows}\n".encode()},
    }
    for name, entries in archives.items():
        (folder / name).write_bytes(tar_of(entries))
    return tuple((address + name, md5((folder / name).read_bytes())) for name in archives)
