"""Who can reach the page, who may come in, and what a person at the terminal is told."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from gradio_client import Client

import ganplay
from ganplay.cli import main
from ganplay.runs.store.folder import RunError
from ganplay.ui import hosting

ROOT = Path(ganplay.__file__).parents[1]


def accounts_file(folder: Path, text: str, mode: int = 0o600) -> Path:
    file = folder / "accounts"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    file.chmod(mode)
    return file


def test_accounts_are_lines_of_name_and_password(tmp_path):
    accounts = hosting.read_accounts(accounts_file(tmp_path, "# the class\n\nada: a:b#c \n 王芳:密码\n"))
    assert len(accounts) == 2
    assert accounts("ada", "a:b#c") and accounts("王芳", "密码")
    for name, password in (("ada", "a:b"), ("ada", ""), ("bob", "a:b#c"), ("", ""), ("王芳", "a:b#c")):
        assert not accounts(name, password)


def test_a_name_that_does_not_exist_takes_the_same_comparison(monkeypatch, tmp_path):
    compared = []
    real = hosting.hmac.compare_digest
    monkeypatch.setattr(hosting.hmac, "compare_digest", lambda a, b: compared.append((len(a), len(b))) or real(a, b))
    accounts = hosting.read_accounts(accounts_file(tmp_path, "ada:secret"))
    accounts("ada", "wrong"), accounts("nobody", "wrong and much longer")
    assert compared == [(32, 32), (32, 32)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("ada", "Line 1 of .* is no account"),
        ("# x\nada:secret\n:hidden\n", "Line 3 of .* is no account"),
        ("ada:", "Line 1 of .* is no account"),
        ("ada:one\nada:two\n", "a second time"),
        ("# nobody\n", "There is no account"),
        ("ada:\udcff", "no UTF-8"),
    ],
)
def test_what_is_no_account_is_refused_with_one_sentence_that_tells_no_password(tmp_path, text, sentence):
    with pytest.raises(RunError, match=sentence) as refused:
        hosting.read_accounts(accounts_file(tmp_path, text))
    assert not any(word in str(refused.value) for word in ("secret", "hidden", "two"))
    with pytest.raises(RunError, match="cannot be read"):
        hosting.read_accounts(tmp_path / "missing")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps files by other means")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o602])
def test_passwords_that_others_may_read_or_change_are_refused(tmp_path, mode):
    with pytest.raises(RunError, match="chmod 600"):
        hosting.read_accounts(accounts_file(tmp_path, "ada:secret", mode))


class Page:
    server_port = 7861
    manager = None

    def block_thread(self) -> None:
        pass


@pytest.fixture
def launched(monkeypatch):
    """What the page is launched with, instead of launching it."""
    for name in ("GRADIO_SERVER_NAME", "SPACE_ID", "SYSTEM"):
        monkeypatch.delenv(name, raising=False)
    seen = {}

    def launch(page, **options):
        seen.update(options)
        return None, "", "https://abc.gradio.live" if options["share"] else ""

    monkeypatch.setattr("ganplay.ui.build", lambda **options: seen.update(built=options) or Page())
    monkeypatch.setattr("ganplay.ui.launch", launch)
    monkeypatch.setattr(hosting, "lan_address", lambda: "192.0.2.7")
    return seen


def test_nothing_listens_beyond_this_machine_unless_told(launched, capsys):
    assert main([]) == 0
    assert (launched["server_name"], launched["share"], launched["auth"]) == ("127.0.0.1", False, None)
    said = capsys.readouterr()
    assert said.out == "ganplay is at http://127.0.0.1:7861\n"
    assert said.err == ""


@pytest.mark.parametrize("told", ["option", "environment"])
def test_a_network_is_told_its_address_and_warned_without_accounts(launched, capsys, monkeypatch, tmp_path, told):
    if told == "environment":
        monkeypatch.setenv("GRADIO_SERVER_NAME", "0.0.0.0")
    arguments = ["--host", "0.0.0.0"] if told == "option" else []
    assert main(arguments) == 0
    assert launched["server_name"] == "0.0.0.0"
    said = capsys.readouterr()
    assert "http://127.0.0.1:7861\nIn this network: http://192.0.2.7:7861\n" in said.out
    assert said.err.count("\n") == 1 and "--auth" in said.err
    assert main([*arguments, "--auth", str(accounts_file(tmp_path, "ada:secret"))]) == 0
    assert launched["auth"]("ada", "secret")
    assert capsys.readouterr().err == ""


def test_a_public_address_is_asked_for_in_words_and_warned_of(launched, capsys):
    assert main(["--share", "--device", "cpu", "--data-root", "data"]) == 0
    assert launched["built"] == {"device": "cpu", "data_root": Path("data")}
    said = capsys.readouterr()
    assert "From anywhere, for a week: https://abc.gradio.live" in said.out
    assert "--auth" in said.err


def test_a_space_is_public_and_is_not_warned(launched, capsys, monkeypatch):
    monkeypatch.setenv("SPACE_ID", "somebody/ganplay")
    monkeypatch.setenv("GRADIO_SERVER_NAME", "0.0.0.0")
    assert main([]) == 0
    said = capsys.readouterr()
    assert "network" not in said.out and said.err == ""


def test_a_port_that_is_taken_is_told_in_a_sentence(capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert main(["--port", str(port)]) == 2
        said = capsys.readouterr().err
        place = f"ganplay: The page cannot be served at http://127.0.0.1:{port}: "
        assert said == place + "another program has this port; choose another by --port.\n"
    assert main(["--port", "0"]) == 2
    assert "from 1 to 65535" in capsys.readouterr().err


def test_options_of_the_page_before_a_command_are_refused(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--device", "cpu", "recipes"])
    assert left.value.code == 2
    assert "--device before a command is for the page" in capsys.readouterr().err
    assert main(["recipes", "--json"]) == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_behind_accounts_nothing_answers_a_stranger(tmp_path, ended):
    environment = {**os.environ, "GANPLAY_HOME": str(tmp_path / "home"), "GANPLAY_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "ganplay", "--port", str(free_port()), "--device", "cpu"]
    command += ["--auth", str(accounts_file(tmp_path, "ada:secret\n"))]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            url = re.search(r"http://\S+", process.stdout.readline())[0]
            for path in ("/config", "/gradio_api/info", "/gradio_api/queue/data?session_hash=x"):
                assert httpx.get(url + path).status_code == 401, path
            for path in ("/gradio_api/component_server", "/gradio_api/queue/join", "/gradio_api/upload"):
                assert httpx.post(url + path, json={}).status_code == 401, path
            with pytest.raises(Exception, match=r"(?i)auth|credential|log"):
                Client(url, auth=("ada", "wrong"), verbose=False)
            client = Client(url, auth=("ada", "secret"), verbose=False)
            assert client.predict(api_name="/recipes")
        finally:
            ended(process)


def started(home: Path, **variables: str) -> subprocess.Popen:
    environment = {**os.environ, "GANPLAY_HOME": str(home), "GANPLAY_CACHE": str(home.parent / "cache"), **variables}
    command = [sys.executable, "app.py"]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize(
    "name",
    [
        "GANPLAY_SLOTS",
        "GANPLAY_GPU_SECONDS",
        "GANPLAY_MAX_SECONDS",
        "GANPLAY_MAX_QUEUE",
        "GANPLAY_MAX_UPLOAD",
        "GANPLAY_MAX_DISK",
        "GRADIO_SERVER_PORT",
    ],
)
def test_a_variable_that_is_no_number_is_one_sentence_of_the_command_line(tmp_path, monkeypatch, capsys, name):
    monkeypatch.setenv("GANPLAY_HOME", str(tmp_path / "home"))
    for text in ("abc", "-1", "nan", "1e999"):
        monkeypatch.setenv(name, text)
        assert main([]) == 2
        said = capsys.readouterr().err
        assert said.startswith(f"ganplay: {name} is {text!r}") and said.count("\n") == 1


@pytest.mark.skipif(not (ROOT / "app.py").is_file(), reason="needs the source tree")
@pytest.mark.parametrize("wrong", ["a number", "a home"])
def test_app_py_ends_in_one_sentence_too(tmp_path, wrong):
    (tmp_path / "file").write_text("mine")
    home, variables = {"a number": ("home", {"GANPLAY_SLOTS": "abc"}), "a home": ("file", {})}[wrong]
    process = started(tmp_path / home, **variables)
    said, complaint = process.communicate(timeout=120)
    assert process.returncode == 2 and said == ""
    assert complaint.startswith("ganplay: ") and complaint.count("\n") == 1
    assert ("GANPLAY_SLOTS is 'abc'" if wrong == "a number" else "GANPLAY_HOME") in complaint


def test_what_is_no_refusal_keeps_its_trace_and_a_full_disk_does_not(capsys):
    with pytest.raises(ZeroDivisionError), hosting.in_one_sentence():
        raise ZeroDivisionError
    with pytest.raises(SystemExit) as left, hosting.in_one_sentence():
        raise OSError(28, "No space left on device")
    assert left.value.code == 2 and "The disk is full" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="there is no polite kill on Windows")
@pytest.mark.skipif(not (ROOT / "app.py").is_file(), reason="needs the source tree")
def test_a_page_that_is_politely_killed_ends_cleanly(tmp_path, ended):
    with started(tmp_path / "home", GRADIO_SERVER_PORT=str(free_port())) as process:
        try:
            assert "ganplay is at" in process.stdout.readline()
            process.terminate()
            said = process.communicate(timeout=120)
        finally:
            ended(process)
    assert process.returncode == 0
    assert "Traceback" not in said[1]
