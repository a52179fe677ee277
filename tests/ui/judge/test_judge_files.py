"""Whatever files visitors bring to a live page: each gets its pixels or a sentence, and the server goes on."""

from __future__ import annotations

import base64
import contextlib
import importlib.util
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

import ganplay
from ganplay.ui.words import WORDS

ROOT = Path(ganplay.__file__).parents[1]
RUN = "faces"
LIMIT = 200e6  # bytes by which the server may grow, for a moment
LINUX = sys.platform.startswith("linux")


@pytest.fixture(scope="module")
def odd():
    path = Path(__file__).parents[2] / "scoring" / "odd_files.py"
    spec = importlib.util.spec_from_file_location("odd_files", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Page:
    """A page in a process of its own, asked as its script asks it."""

    def __init__(self, url: str, process: int) -> None:
        self.process = process
        self.client = httpx.Client(base_url=url, timeout=120)
        parts = self.client.get("/config").raise_for_status().json()["components"]
        self.tab = next(part["id"] for part in parts if part["props"].get("elem_id") == "gp-judge")

    def post(self, name: str, question: object) -> httpx.Response:
        body = {"session_hash": "test", "fn_name": name, "component_id": self.tab, "data": question}
        return self.client.post("/gradio_api/component_server", json=body)

    def bring(self, data: bytes, **choices: object) -> dict:
        answer = self.post("brought", {"run": RUN, "picture": base64.b64encode(data).decode(), **choices})
        assert answer.status_code in (200, 413)  # 413: too large to be looked at
        return answer.json()

    def bytes(self, name: str) -> int:
        """VmRSS: what the server takes now; VmHWM: the most since `forget`."""
        status = Path(f"/proc/{self.process}/status").read_text()
        return 1024 * int(re.search(name + r":\s+(\d+)", status)[1])

    def forget(self) -> None:
        Path(f"/proc/{self.process}/clear_refs").write_text("5")


@pytest.fixture(scope="module")
def page(tmp_path_factory, odd, ended):
    home = tmp_path_factory.mktemp("files")
    environment = {**os.environ, "GANPLAY_HOME": str(home / "home"), "GANPLAY_CACHE": str(home / "cache")}
    command = [sys.executable, "-m", "ganplay", "--device", "cpu"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            page = Page(re.search(r"http://\S+", process.stdout.readline())[0], process.pid)
            sound = page.bring(odd.saved(odd.patterned("RGB"), "PNG"))
            assert page.post("judged", {"run": RUN, "pictures": [sound["png"]]}).json()["rows"]  # all is imported now
            yield page
            assert process.poll() is None, "the server never restarts"
        finally:
            ended(process, 60)


def refused(answer: dict) -> bool:
    """Whether an answer is a refusal, and a whole one: in the words of both languages, with all gaps filled."""
    if "png" in answer:
        return False
    english, chinese = WORDS["error." + answer["error"]]
    assert answer["error"].startswith("picture_") and answer["text"] == english.format(**answer["details"])
    chinese.format(**answer["details"])
    return True


def test_every_file_gets_its_pixels_or_a_sentence_and_one_bad_file_stops_no_other(page, odd):
    files = [odd.saved(odd.patterned(mode), format) for format, mode in odd.kinds()]
    sound = len(files)
    for format in dict.fromkeys(format for format, _ in odd.kinds()):
        files += odd.damaged(format, odd.WRITTEN[format][-1] if format != "TIFF" else "RGB")[:12]
    files += [data for data, _ in odd.no_pictures()]
    with ThreadPoolExecutor(2) as visitors:  # as the page asks, and all of them in one batch
        answers = list(visitors.map(page.bring, files))
    is_refused = [refused(answer) for answer in answers]
    assert not any(is_refused[:sound]) and all(is_refused[-len(odd.no_pictures()) :])
    pictures = [answer["png"] for answer in answers if "png" in answer]
    rows = page.post("judged", {"run": RUN, "pictures": pictures[:64]}).json()["rows"]
    assert len(rows) == min(64, len(pictures)) >= sound - 1


@pytest.mark.parametrize("choices", [{"crop": "fit"}, {"centre": True, "invert": True}, {"pad": True}])
def test_extreme_shapes_become_pixels_whatever_is_chosen(page, odd, choices):
    for width, height in ((1, 1), (1, 10_000), (10_000, 1)):
        answer = page.bring(odd.saved(odd.patterned("L", width, height), "PNG"), **choices)
        assert "png" in answer or answer["error"] == "picture_blank"


@pytest.mark.skipif(not LINUX, reason="the peak of a process is read from /proc")
@pytest.mark.parametrize("told", [True, False])
def test_a_question_of_any_size_takes_little_memory(page, odd, told):
    def pieces():
        for _ in range(300):
            yield bytes(1_000_000)

    page.forget()
    before = page.bytes("VmRSS")
    with contextlib.suppress(httpx.WriteError, httpx.ReadError):  # the server need not hear it to the end
        body = bytes(300_000_000) if told else pieces()
        sent = {"content": body, "headers": {"content-type": "application/json"}}
        assert page.client.post("/gradio_api/component_server", **sent).status_code in (400, 413)
    assert page.bytes("VmHWM") - before < LIMIT / 2
    assert "png" in page.bring(odd.saved(odd.patterned("RGB"), "PNG"))


@pytest.mark.slow
@pytest.mark.skipif(not LINUX, reason="the peak of a process is read from /proc")
def test_the_server_s_memory_stays_bounded_whatever_is_brought(page, odd):
    start, peaks = page.bytes("VmRSS"), {}
    for name, data in (odd.large() | odd.bombs()).items():
        page.forget()
        before = page.bytes("VmRSS")
        answer = page.bring(data)
        assert refused(answer) == (name in odd.bombs()), (name, answer.get("text"))
        peaks[name] = page.bytes("VmHWM") - before
    assert max(peaks.values()) < LIMIT, peaks
    assert page.bytes("VmRSS") - start < LIMIT
