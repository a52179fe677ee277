"""How much a visit may cost: of the document, of all that is fetched before Train can be pressed, and of a reload.

Bytes as they travel are counted with gzip, which every browser takes; Gradio's own files and Plotly stand aside.
"""

from __future__ import annotations

import gzip
import posixpath
import re
import urllib.error
import urllib.request
from pathlib import Path

import brotli
import pytest

from ganplay.ui import static
from ganplay.ui.page import TABS

DOCUMENT, DOCUMENT_PACKED, FIRST_VISIT = 90_000, 15_000, 150_000  # bytes
THUMBS = [name for name in static._files() if name.startswith("thumbs/")]


def fetched(url: str, **headers: str) -> tuple[bytes, dict[str, str]]:
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=30) as answer:
        return answer.read(), {name.lower(): value for name, value in answer.headers.items()}


def test_the_document_is_light(served):
    plain, _ = fetched(served[0])
    packed, headers = fetched(served[0], **{"Accept-Encoding": "gzip"})
    assert headers["content-encoding"] == "gzip" and gzip.decompress(packed)[:15] == plain[:15]
    assert len(plain) <= DOCUMENT and len(packed) <= DOCUMENT_PACKED
    assert served[1].store.root.as_posix().encode() not in plain


def needed(document: str) -> set[str]:
    """The modules that the page loads where no other tab is opened: those named in it, and what they import."""
    found, waiting = set(), re.findall(r"static/[0-9a-f]{12}/((?:kit|train)/[\w/]+\.js)", document)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            text = static._files()[name]().decode()
            imported = re.findall(r'^(?:import|export) .*?from "(\.[^"]+)";$', text, re.M | re.S)
            waiting += [posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) for path in imported]
    return found


@pytest.mark.parametrize("language", ["en", "zh"])
def test_all_that_a_first_visit_fetches_is_light(served, language):
    packed, _ = fetched(served[0], **{"Accept-Encoding": "gzip"})
    modules = needed(gzip.decompress(packed).decode())
    assert {"kit/page.js", "kit/words.js", "kit/live/live.js", "train/runs.js", "train/settings.js"} < modules
    ours = [*modules, f"words/{language}.json", "train/facts.json", static.STYLE, *THUMBS]
    bodies = [fetched(served[0] + static.address(name), **{"Accept-Encoding": "gzip"})[0] for name in ours]
    assert len(packed) + sum(map(len, bodies)) <= FIRST_VISIT


TRAVELLED = """() => {
  const [document_] = performance.getEntriesByType("navigation");
  const gradio = /\\/(assets|static\\/(fonts|img|js))\\/|theme\\.css|favicon|manifest/;
  const came = performance.getEntriesByType("resource").filter((one) => one.responseEnd <= window.pressable);
  const ours = came.filter((one) => !gradio.test(new URL(one.name).pathname));
  const bytes = new Map(ours.map((one) => [one.name, one.transferSize])); // what was fetched ahead is listed twice
  return [ours.length, document_.transferSize + [...bytes.values()].reduce((sum, one) => sum + one, 0)];
}"""
PRESSABLE = """
const look = () => {
  const button = document.querySelector("#gp-train-button");
  const form = document.querySelector("#gp-settings .gp-setting"); // Train waits for it
  if (button?.checkVisibility() && !button.disabled && form?.checkVisibility()) window.pressable = performance.now();
  else requestAnimationFrame(look);
};
look();
"""


def test_answers_too_are_within_what_comes_before_train_can_be_pressed(chromium, served):
    page = chromium.new_page()
    page.add_init_script(PRESSABLE)
    page.goto(served[0])
    page.wait_for_function("window.pressable && window.ganplay?.parts.live?.state().kind === 'replay'", timeout=60_000)
    count, travelled = page.evaluate(TRAVELLED)
    page.close()
    assert count > 3 and 20_000 < travelled <= FIRST_VISIT


def test_what_is_fetched_may_be_kept_for_good_and_is_what_lies_there(served):
    for name, kind in (
        ("kit/page.js", "text/javascript"),
        ("words/zh.json", "application/json"),
        ("style.css", "text/css"),
        ("kit/engine/kernels/kernels.wasm", "application/wasm"),
    ):
        plain, headers = fetched(served[0] + static.address(name))
        packed, _ = fetched(served[0] + static.address(name), **{"Accept-Encoding": "gzip"})
        smaller, told = fetched(served[0] + static.address(name), **{"Accept-Encoding": "gzip, br;q=1.0"})
        assert plain == static._files()[name]() == gzip.decompress(packed) == brotli.decompress(smaller)
        assert told["content-encoding"] == "br" and len(smaller) < len(packed)
        assert headers["content-type"].startswith(kind) and "immutable" in headers["cache-control"]
        assert "accept-encoding" in headers["vary"].lower() and headers["x-content-type-options"] == "nosniff"


def test_an_address_of_an_older_page_is_answered_but_not_for_good(served):
    _, headers = fetched(f"{served[0]}static/0123456789ab/kit/page.js")
    assert headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "name", ["kit/scripts.py", "../page.py", "kit/../../cli/main.py", "%2e%2e/page.py", "", "kit/"]
)
def test_nothing_else_of_the_package_can_be_fetched(served, name):
    with pytest.raises(urllib.error.HTTPError) as refused:
        fetched(served[0] + static.address("") + name)
    assert refused.value.code == 404


SEEN = """() => performance.getEntriesByType("resource")
  .map((one) => ({name: new URL(one.name).pathname, travelled: one.transferSize}))
  .filter((one) => /^\\/static\\/[0-9a-f]{12}\\//.test(one.name))"""


def ready(page) -> list[dict[str, object]]:
    """What the page has fetched of ours once Train can be pressed and the replay has begun."""
    page.wait_for_selector("#gp-train-button:visible")
    page.wait_for_function("window.ganplay?.parts.settings")
    page.wait_for_function("window.ganplay.parts.live?.state().kind === 'replay'")
    page.wait_for_function("window.Plotly")
    return page.evaluate(SEEN)


@pytest.mark.slow
def test_a_reload_fetches_none_of_it_again_and_only_what_is_seen_travels(visitor):
    page = visitor(first=True)
    first = ready(page)
    assert sum(one["travelled"] for one in first) > 10_000
    names = [one["name"].split("/", 3)[3] for one in first]
    rooms = {Path(tab.__file__).parent.name for tab in TABS.values()} - {"train"}
    unseen = (*(f"{room}/" for room in rooms), "kit/engine/")
    assert len(unseen) > 4 and not [name for name in names if name.startswith(unseen)]
    assert [name for name in names if name.startswith("words/")] == ["words/en.json"]
    page.reload()
    again = ready(page)
    assert len(again) >= 40 and not [one["name"] for one in again if one["travelled"]]


def test_the_other_language_is_fetched_when_it_is_chosen(visitor):
    page = visitor(first=True)
    ready(page)
    page.click("#gp-language")
    page.wait_for_function("document.documentElement.lang === 'zh-CN'")
    words = [one["name"].rsplit("/", 1)[1] for one in page.evaluate(SEEN) if "/words/" in one["name"]]
    assert words == ["en.json", "zh.json"]
