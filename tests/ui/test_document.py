"""What the document says ahead of Gradio's script, and what is answered before Gradio is asked."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from pathlib import Path

import gradio
import pytest

from ganplay.ui import static

ASSETS = Path(gradio.__file__).parent / "templates" / "frontend" / "assets"


def asked(url: str, **headers: str):
    return urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=30)


def test_the_document_names_ahead_all_that_the_first_tab_fetches_at_once(served):
    with asked(served[0]) as answer:
        text = answer.read().decode()
        assert int(answer.headers["content-length"]) == len(text.encode())
    ahead = text[: text.index("gradio_config")]
    base, first = ahead.index("<base"), ahead.index("modulepreload")
    assert base < first
    named = re.findall(r'href="static/[0-9a-f]{12}/([^"]+)"', ahead)
    assert {static.STYLE, "kit/page.js", "kit/live/live.js", "train/settings.js", "train/facts.json"} <= set(named)
    assert len(named) == len(set(named)) > 40
    for name in named:
        with asked(f"{served[0]}{static.address(name)}") as answer:
            assert answer.read() == static._files()[name]()


@pytest.mark.parametrize(("accepted", "encoding"), [("gzip, br", "br"), ("gzip", "gzip"), ("identity", None)])
def test_a_file_of_gradio_s_own_page_is_kept_for_good(served, accepted, encoding):
    name = next(path.name for path in sorted(ASSETS.glob("index-*.js")))
    with asked(f"{served[0]}assets/{name}", **{"Accept-Encoding": accepted}) as answer:
        assert answer.headers["content-encoding"] == encoding and "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-type"].startswith("text/javascript")
        body = answer.read()
    plain = (ASSETS / name).read_bytes()
    assert body == (plain if encoding is None else static._packed(lambda: plain, encoding))


def test_every_script_and_sheet_of_gradio_s_own_page_is_answered_ahead(served):
    names = [path.name for ending in ("js", "css") for path in ASSETS.glob(f"*.{ending}")]
    assert len(names) > 100 and not [name for name in names if not static.GRADIO.fullmatch(f"/assets/{name}")]
    counted = next(name for name in sorted(names) if re.search(r"-[\w-]{8}\d\.js$", name))  # two names were alike
    with asked(f"{served[0]}assets/{counted}") as answer:
        assert "immutable" in answer.headers["cache-control"] and answer.read() == (ASSETS / counted).read_bytes()
    assert not static.GRADIO.fullmatch("/assets/index.js")


def test_only_names_of_gradio_s_files_are_answered_ahead(served):
    for name in ("../index.html", "..%2findex.html", "none-12345678.js", "index-12345678.js"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            asked(f"{served[0]}assets/{name}")
        assert refused.value.code in (400, 403, 404)


def test_the_words_are_asked_for_ahead_in_the_language_that_the_page_then_speaks(visitor):
    for locale, language in (("en-US", "en"), ("zh-CN", "zh")):
        page = visitor(locale=locale)
        page.wait_for_function(f"document.documentElement.lang.startsWith('{language}')")
        words = "performance.getEntriesByType('resource').filter((one) => one.name.includes('/words/'))"
        assert page.evaluate(f"{words}.map((one) => one.name.split('/').pop())") == [f"{language}.json"]
        link = page.locator("link[rel=preload][as=fetch][href*='/words/']")
        assert link.get_attribute("href").endswith(f"/{language}.json")
