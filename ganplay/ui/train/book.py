"""The recipe book of the Train tab: what each recipe is, what it reached, and how it fails. Drawn by book.js."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import gradio as gr

from ganplay.recipe import NAMED, kind_of
from ganplay.recipe.book import FOLDER, LONG, picture_name, records
from ganplay.ui.kit import kinds
from ganplay.ui.kit.context import PRIVATE, Context
from ganplay.ui.kit.questions import guarded
from ganplay.ui.kit.scripts import mounted, on_page
from ganplay.ui.static import address

PLACE = '<div class="rb-place"></div>'
OPEN = '(name) => { page.when("book").then((book) => book.open(name)) }'  # pressed early, it opens all the same
CHOSEN = "(name, size, ...rest) => [...page.parts.book.chosen(), ...rest]"


def opener(context: Context) -> gr.Button:
    """The button that opens the book; put it beside the choice of the recipe."""
    button = gr.Button(size="sm", elem_id="gp-book-open", elem_classes="quiet")
    context.speak(button, value="book.open")
    return button


def book(context: Context, form: Any, picker: Any, fitting_data: Callable[[str, str], Any]) -> None:
    """The book itself: it opens at the form's recipe, and fills the form when a recipe is chosen in it."""
    gr.HTML(
        html_template=PLACE,
        js_on_load=mounted("train/book.js"),
        apply_default_css=False,
        server_functions=guarded([read_book]),
        elem_id="gp-book",
    )
    form.book.click(None, form.name, None, js=on_page(OPEN), **PRIVATE)
    choose = gr.Button(elem_id="gp-book-choose", elem_classes="gp-gone")

    def chosen(name: str, size: str, dataset: str, language: str) -> list[Any]:
        return [name, *form.chosen(name, size, language), fitting_data(name, dataset)]

    choose.click(
        chosen,
        [form.name, form.size, picker.name, context.language],
        [form.name, form.size, form.about, *form.inputs[1:], picker.name],
        js=on_page(CHOSEN),
        **PRIVATE,
    )


async def read_book(query: Any) -> dict[str, Any]:
    """All of it: recipes {name, source, kind}, kinds as in `ui.kit.kinds.table`, and LONG;

    records as in `recipe.book.records`, with their samples' address and their kind.
    """
    return contents()


@cache
def contents() -> dict[str, Any]:
    kind = {name: kind_of(known.recipe).name for name, known in NAMED.items()}
    return {
        "recipes": [{"name": name, "source": known.source, "kind": kind[name]} for name, known in NAMED.items()],
        "kinds": kinds.table(),
        "records": [record | {"samples": _address(record), "kind": kind[record["recipe"]]} for record in records()],
        "long": LONG,
    }


def _address(record: dict[str, Any]) -> str | None:
    name = picture_name(record)
    return address(f"recipes/{name}") if (FOLDER / name).is_file() else None
