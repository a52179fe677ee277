"""Every word of the page, in English and Chinese.

A table maps a key to the pair (English, Chinese), so that neither language can miss a key. Sentences name their gaps,
``{seconds}``, and both languages have the same ones (a test holds this). The words of a room lie in its ``words.py``,
a table `WORDS`; where that would be long, in several, ``words_WHAT.py``. They are found by their names.
"""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

Table = dict[str, tuple[str, str]]
LANGUAGES = ("en", "zh")

PAGE: Table = {
    "page.title": ("ganplay", "ganplay"),
    "page.tagline": ("a laboratory for generative adversarial networks", "生成对抗网络实验室"),
    "page.language": ("中文", "EN"),
    "page.language.hint": ("切换到中文", "Switch to English"),
    "page.theme.hint": ("Light or dark", "切换浅色或深色"),
    "page.duplicate": ("Duplicate this Space", "复制此 Space"),
    "page.duplicate.hint": (
        "A copy of your own, with limits and hardware that you choose.",
        "属于你自己的副本，限额和硬件由你决定。",
    ),
    "page.train": ("Train", "训练"),
    "page.latent": ("Latent space", "潜空间"),
    "page.judge": ("Discriminator", "判别器"),
    "page.skip": ("Skip to the pictures", "跳到图片"),
    "error.foreign_host": (
        "This page does not answer to that name; who runs it can add the name by --allow-host or GANPLAY_ALLOW_HOSTS.",
        "此页面不以该名称提供服务；运行者可用 --allow-host 或 GANPLAY_ALLOW_HOSTS 添加它。",
    ),
    "error.foreign_page": (
        "Another page has sent this: only ganplay's own page and scripts may.",
        "这是另一个网页发来的：只有 ganplay 自己的页面和脚本可以这样做。",
    ),
    "error.stranger": ("Log in first.", "请先登录。"),
    "error.unreadable_question": (
        "What was sent cannot be read: it is no JSON, nests too deep, holds too much, or a number in it is none.",
        "发送的内容无法读取：不是 JSON、嵌套过深、内容过多，或其中的数字无效。",
    ),
    "error.no_question": ("This is nothing that the page can be asked.", "这不是可以向页面提出的问题。"),
    "error.no_json": (
        "What is sent here is JSON: send it as application/json.",
        "此处只接收 JSON：请以 application/json 发送。",
    ),
}


def _tables() -> list[Table]:
    """The tables of the page, beside the rooms that say them."""
    here = Path(__file__).parent
    files = sorted(file for file in here.glob("*/**/words*.py"))
    names = [".".join(("ganplay.ui", *file.relative_to(here).with_suffix("").parts)) for file in files]
    return [PAGE, *(import_module(name).WORDS for name in names)]


TABLES = _tables()
WORDS: Table = {key: pair for table in TABLES for key, pair in table.items()}


def say(key: str, language: str = "en", **gaps: object) -> str:
    """The words of `key` in `language` ("en" or "zh"; anything else is English), with its gaps filled."""
    text = WORDS[key][1 if language == "zh" else 0]
    return text.format(**gaps) if gaps else text


def table(language: str) -> dict[str, str]:
    """All words of one language, for the scripts of the page."""
    return {key: say(key, language) for key in WORDS}


SETTING = re.compile(r"\b([a-z][a-z0-9_]*)=([\w.]*\w)", re.ASCII)
GAPS = {"setting": "field.", "kind": "budget."}  # what fills these gaps has words of its own; as in kit/wording.js


def refusal(code: str, sentence: str, language: str, details: dict[str, object] | None = None) -> str:
    """What to show for a refusal: our words for its code, or else its own (English) sentence."""
    key = f"error.{code}"
    if key not in WORDS:
        return sentence
    try:
        gaps = {name: _gap(name, value, language) for name, value in (details or {}).items()}
        return _in_words(say(key, language).format(**gaps), language)
    except (KeyError, IndexError):
        return sentence


def _in_words(text: str, language: str) -> str:
    """`loss=hinge`, as a recipe writes it, as the page's controls name it; as in kit/wording.js."""

    def named(found: re.Match[str]) -> str:
        field, choice = f"field.{found[1]}", f"choice.{found[1]}.{found[2]}"
        if field not in WORDS:
            return found[0]
        value = say(choice, language) if choice in WORDS else found[2]
        return f"“{say(field, language)}：{value}”" if language == "zh" else f"“{say(field, language)}: {value}”"

    return SETTING.sub(named, text)


def _gap(name: str, value: object, language: str) -> object:
    """What fills a gap: the words of a setting, of a refusal that is the reason of this one, or the value itself."""
    if isinstance(value, dict):
        return refusal(value["error"], value["text"], language, value["details"])
    key = f"{GAPS.get(name)}{value}"
    return say(key, language) if key in WORDS else value
