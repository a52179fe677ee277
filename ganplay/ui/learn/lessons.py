"""The texts of the course: from Markdown with front matter to what the page shows. Formulas become MathML here.

One file a page and language, ``assets/lessons/LANGUAGE/NAME.md``; ``references.yaml`` and ``glossary.yaml`` beside
them. In the text ``[words](page:NAME)`` leads to another page, ``[words](term:NAME)`` to the glossary, ``[@KEY]`` to
the reading list, ``[words](run:NAME)`` opens a shipped run and ``[words](recipe:NAME)`` a recipe; ``{name}`` outside of
a formula is a number that the page's figure tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path
from threading import Lock
from typing import Any

from ganplay.shipped import shipped

LESSONS = shipped("assets") / "lessons"
REFERENCES = LESSONS / "references.yaml"
FENCE = "---"
PARTS = ("do", "seen", "more")
PART = re.compile(r"^:::(\w+)\n(.*?)^:::$", re.M | re.S)
CITED = re.compile(r"\[((?:@\w+(?:; ?)?)+)\]")
APART = re.compile(r"(<math.*?</math>|<pre.*?</pre>|<code.*?</code>)", re.S)  # where braces are no gaps
GAP = re.compile(r"\{([a-z]\w*)\}")
PERCENT = re.compile(r"(?<=[\d}])\s%")  # stands on the line of its number, as figures write it
MAKING = Lock()
LINK = re.compile(r'<a href="(page|term|cite|run|recipe):([\w-]+)">')


class LessonError(ValueError):
    """A file of the course that cannot be shown; says which and why."""


def path(language: str, name: str) -> Path:
    return LESSONS / language / f"{name}.md"


def sources() -> Iterator[Path]:
    """Every file that the texts are made of."""
    yield from sorted(LESSONS.rglob("*.md"))
    yield REFERENCES


@cache
def _yaml(file: Path) -> dict[str, Any]:
    import yaml

    return yaml.safe_load(file.read_text(encoding="utf-8"))


def references() -> dict[str, dict[str, Any]]:
    """key -> {authors, year, title, venue, id}."""
    return _yaml(REFERENCES)


def front(language: str, name: str) -> tuple[dict[str, Any], str]:
    """The front matter of a page, and the Markdown below it.

    Raises:
        LessonError: where there is no front matter.
    """
    import yaml

    file = path(language, name)
    _, matter, body = [*file.read_text(encoding="utf-8").split(f"{FENCE}\n", 2), "", ""][:3]
    said = yaml.safe_load(matter)
    if not isinstance(said, dict) or not {"title", "learn"} <= set(said):
        raise LessonError(f"{file.name} of {language} begins with no front matter that has a title and learn.")
    return said, body


def index(language: str) -> dict[str, Any]:
    """What the list of pages says.

    Returns:
        {language, pages: name -> {title, learn}, references: key -> {short, authors, year, title, venue, id}}
    """
    from ganplay.ui.learn.course import PAGES

    titles = {page.name: front(language, page.name)[0] for page in PAGES}
    return {
        "language": language,
        "pages": {name: {"title": said["title"], "learn": said["learn"]} for name, said in titles.items()},
        "references": {key: {**one, "short": short(key)} for key, one in references().items()},
    }


def lesson(language: str, name: str) -> dict[str, Any]:
    """A page as the script shows it: HTML throughout.

    Returns:
        {title, learn, intro, do, seen, more ("" where there is none), predict: {ask, answers} or null,
        quiz: rows {ask, answers: rows {text, why, right}}}

    Raises:
        LessonError: for a part that nobody knows.
    """
    said, body = front(language, name)
    parts = dict.fromkeys(PARTS, "")
    for part, text in PART.findall(body):
        if part not in parts:
            raise LessonError(f"{name}.md of {language} has a part {part}; there are {', '.join(PARTS)}.")
        parts[part] = html(text)
    predict = said.get("predict")
    return {
        "title": inline(said["title"]),
        "learn": inline(said["learn"]),
        "intro": html(PART.sub("", body)),
        **parts,
        "predict": predict and {"ask": inline(predict["ask"]), "answers": [inline(one) for one in predict["answers"]]},
        "quiz": [_question(one) for one in said.get("quiz", [])],
    }


def _question(said: dict[str, Any]) -> dict[str, Any]:
    answers = [
        {"text": inline(one["text"]), "why": inline(one["why"]), "right": bool(one.get("right"))}
        for one in said["answers"]
    ]
    return {"ask": inline(said["ask"]), "answers": answers}


def html(text: str) -> str:
    """Markdown -> HTML."""
    return _ours(_markdown().render(_cited(text)))


def inline(text: object) -> str:
    """A line of Markdown -> HTML without a paragraph."""
    return _ours(_markdown().renderInline(_cited(str(text))))


def short(key: str) -> str:
    """How a reference is named in the text: "Goodfellow et al. 2014"."""
    one = references()[key]
    names = [name.strip() for name in re.split(r"\.,|;| and |&", one["authors"].replace("et al.", "")) if name.strip()]
    families = [name.split(",")[0].strip() for name in names]
    if len(families) > 2 or "et al." in one["authors"]:
        return f"{families[0]} et al. {one['year']}"
    return f"{' & '.join(families)} {one['year']}"


def _cited(text: str) -> str:
    def link(found: re.Match[str]) -> str:
        keys = re.findall(r"\w+", found[1])
        return "(" + "; ".join(f"[{short(key)}](cite:{key})" for key in keys) + ")"

    return CITED.sub(link, text)


def _ours(text: str) -> str:
    """Links within the course, and the places of numbers."""
    text = LINK.sub(lambda found: _link(found[1], found[2]), text)
    pieces = APART.split(text)
    pieces[::2] = [
        GAP.sub(r'<output data-number="\1"></output>', PERCENT.sub("\u202f%", piece)) for piece in pieces[::2]
    ]
    return "".join(pieces)


def _link(kind: str, name: str) -> str:
    if kind in ("run", "recipe"):
        return f'<a class="ln-{kind}" href="?{kind}={name}" data-{kind}="{name}">'
    if kind == "page":
        return f'<a class="ln-leads" href="?learn={name}" data-page="{name}">'
    page = {"term": "glossary", "cite": "reading"}[kind]
    return f'<a class="ln-{kind}" href="?learn={page}" data-{kind}="{name}">'


def _markdown() -> Any:
    with MAKING:
        return _made()


@cache
def _made() -> Any:
    from latex2mathml.converter import convert
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    def formula(tex: str, options: dict[str, Any]) -> str:
        return convert(tex.strip(), display="block" if options["display_mode"] else "inline")

    def block(self: Any, tokens: Any, i: int, options: Any, env: Any) -> str:
        return f'<div class="ln-formula">{formula(tokens[i].content, {"display_mode": True})}</div>\n'

    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    made.use(dollarmath_plugin, allow_space=True, renderer=formula)
    made.add_render_rule("math_block", block)
    made.add_render_rule("fence", lambda self, tokens, i, *_: f"<pre><code>{escape(tokens[i].content)}</code></pre>\n")
    made.render("a\n\n$b$")  # it compiles itself at the first use, and several threads may ask for pages
    return made
