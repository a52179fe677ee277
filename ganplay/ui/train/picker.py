"""The gallery of data sets, and the visitor's own pictures."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ganplay.data import CATALOG, NAMES
from ganplay.ui.kit.context import PRIVATE, Context
from ganplay.ui.words import say

OWN = "own"
SUFFIXES = [".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".zip", ".csv"]


class Picker:
    """`inputs` are its components: the data set's name, the uploaded files, and how they are made square."""

    def __init__(self, context: Context, start: str = "faces") -> None:
        with gr.Column(elem_classes="gp-part"):
            context.speak(gr.Markdown(elem_classes="gp-heading one"), value="train.data")
            self.name = gr.Radio([*NAMES, OWN], value=start, show_label=False, container=False, elem_id="gp-data")
            context.on_language(self.name, _choices)
            self.about = gr.Markdown(elem_classes="gp-note", elem_id="gp-about-data")
            context.on_language(self.about, lambda language: {"value": about(start, language)})
            with gr.Column(visible=False, elem_id="gp-upload") as upload:
                self.files = gr.File(file_count="multiple", file_types=SUFFIXES, height=110)
                context.speak(self.files, label="train.upload")
                self.crop = gr.Radio(["crop", "fit"], value="crop", elem_classes="gp-segmented")
                context.on_language(self.crop, _crops)
                context.speak(gr.Markdown(elem_classes="gp-note"), value="train.upload.note")
        self.inputs = [self.name, self.files, self.crop]
        self.name.change(
            lambda name, language: (about(name, language), gr.update(visible=name == OWN)),
            [self.name, context.language],
            [self.about, upload],
            **PRIVATE,
        )


def about(name: str | None, language: str) -> str:
    """One line on a data set; those that are downloaded say so. Empty where none is chosen."""
    if name is None:
        return ""
    words = say(f"about.{name}", language)
    info = CATALOG.get(name)
    if info and info.megabytes:
        words += " " + say("about.download", language, megabytes=f"{info.megabytes:,}")
    return words


def _choices(language: str) -> dict[str, Any]:
    return {"choices": [(say(f"data.{name}", language), name) for name in (*NAMES, OWN)]}


def _crops(language: str) -> dict[str, Any]:
    choices = [(say(f"choice.crop.{crop}", language), crop) for crop in ("crop", "fit")]
    return {"choices": choices, "label": say("field.crop", language)}
