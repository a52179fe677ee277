"""Every word of the page, in English and Chinese.

A table maps a key to the pair (English, Chinese), so that neither language can miss a key. Sentences name their gaps,
``{seconds}``, and both languages have the same ones (a test holds this). The words of a room lie in its ``words.py``,
a table `WORDS`; where that would be long, in several, ``words_WHAT.py``. They are found by their names. What the rooms
`LATER` say travels when their tab (or the book, or a note) is first opened, all else with the page.
"""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

Table = dict[str, tuple[str, str]]
LANGUAGES = ("en", "zh")
LATER = ("judge", "lab", "latent", "learn", "library", "notes", "book")
AT_ONCE = ("page.", "error.")  # keys that begin so: names of tabs, and refusals, which may be said anywhere

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
    "page.more": ("More tabs", "更多标签页"),
    "page.skip.train": ("Skip to the button Train", "跳到“开始训练”按钮"),
    "page.skip": ("Skip to the pictures", "跳到图片"),
    "why": ("Why?", "为什么？"),
    "why.hint": ("The page of the course about what you see", "打开课程中讲你眼前内容的那一页"),
    "terms": ("Terms", "术语"),
    "terms.hint": (
        "What the words mean; dotted ones explain themselves (F1)",
        "各个词的意思；带点线的词可以直接点开（F1）",
    ),
    "terms.title": ("What the words mean", "术语解释"),
    "terms.here": ("In front of you", "眼前的"),
    "terms.rest": ("All others", "其他"),
    "terms.all": ("All", "全部"),
    "terms.search": ("Search", "搜索"),
    "terms.none": ("No term says this.", "没有这样的术语。"),
    "terms.close": ("Close", "关闭"),
    "tour": ("Tour", "导览"),
    "tour.hint": ("Two minutes through everything", "两分钟看遍全部功能"),
    "tour.at": ("{at} of {of}", "{at} / {of}"),
    "tour.next": ("Next", "下一步"),
    "tour.before": ("Back", "上一步"),
    "tour.end": ("Done", "完成"),
    "tour.leave": ("Leave the tour; the button Tour goes on with it", "离开导览；按“导览”可继续"),
    "tour.train": (
        "Press Train: within a minute a generator G learns to draw such pictures, and a discriminator D to tell them "
        "from real ones. Everything else has a good default.",
        "按“开始训练”：一分钟之内，生成器 G 学着画出这样的图片，判别器 D 学着把它们和真实图片分开。"
        "其余设置都有合适的默认值。",
    ),
    "tour.live": (
        "Here the fight is seen: real pictures beside generated ones, what D makes of both, and a verdict in words "
        "with its reason. Drag the line of time to see earlier moments.",
        "对抗在这里看得见：真实图片与生成图片并排，D 对两者的判断，以及一句说明理由的结论。"
        "拖动时间轴可以回看以前的时刻。",
    ),
    "tour.break": (
        "Break it: six ways in which this training fails. Predict, watch, mend.",
        "“弄坏它”：训练失败的六种方式。先预测，再观察，然后修好。",
    ),
    "tour.lab": (
        "The Laboratory trains points of the plane in your own browser: D's belief at every place, the push on every "
        "point, step by step and back.",
        "“实验室”在你自己的浏览器里训练平面上的点：D 在每一处的判断、每个点受到的推动，可以一步步走，也可以倒回去。",
    ),
    "tour.latent": (
        "Latent space: every picture is a place. Walk between two, follow a direction, mix, breed, or find your own "
        "picture.",
        "潜空间：每张图片都是一个位置。可以在两张之间行走、沿某个方向移动、混合、繁殖，或者找到你自己的图片。",
    ),
    "tour.judge": (
        "Discriminator: hand it any picture and see how real it finds it, and why. Or play against it.",
        "判别器：给它任何图片，看它觉得有多真、为什么。也可以和它比一比。",
    ),
    "tour.runs": (
        "Runs keep everything: films, comparisons, branches, a file to take home.",
        "“训练记录”保存一切：影片、对比、分支，以及可以带走的文件。",
    ),
    "tour.learn": (
        "And the course: short pages, each with one thing to do. On every tab the button Why? opens the page about "
        "what you see.",
        "最后是课程：每页很短，都有一件要动手做的事。在任何标签页按“为什么？”，会打开讲你眼前内容的那一页。",
    ),
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


def _tables() -> dict[str, list[Table]]:
    """The tables beside the rooms that say them, by the tab that they travel with: "" is the page."""
    here = Path(__file__).parent
    tables: dict[str, list[Table]] = {"": [PAGE], **{room: [] for room in LATER}}
    for file in sorted(here.glob("*/**/words*.py")):
        parts = file.relative_to(here).with_suffix("").parts
        words = import_module(".".join(("ganplay.ui", *parts))).WORDS
        told_by = (parts[0], parts[-1].removeprefix("words_"))
        tables[next((room for room in told_by if room in LATER), "")].append(words)
    return tables


BY_ROOM = _tables()
TABLES = [table for tables in BY_ROOM.values() for table in tables]
WORDS: Table = {key: pair for table in TABLES for key, pair in table.items()}


def say(key: str, language: str = "en", **gaps: object) -> str:
    """The words of `key` in `language` ("en" or "zh"; anything else is English), with its gaps filled."""
    text = WORDS[key][1 if language == "zh" else 0]
    return text.format(**gaps) if gaps else text


def table(language: str, room: str = "") -> dict[str, str]:
    """The words of one language for the scripts of the page, or for those of a room that says its own later."""
    keys = [key for words in BY_ROOM[room] for key in words]
    if not room:
        keys += [key for later in LATER for words in BY_ROOM[later] for key in words if key.startswith(AT_ONCE)]
    return {key: say(key, language) for key in keys}


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
