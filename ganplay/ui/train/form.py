"""The controls of a recipe, built from `ganplay.recipe.fields`: the same limits as the checks of a recipe read."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ganplay.data.kinds import fits, kind_with
from ganplay.recipe import NAMED, Recipe, kind_of, named_recipe
from ganplay.recipe.fields import FIELDS
from ganplay.recipe.named import SIZES
from ganplay.ui.kit.context import PRIVATE, Context
from ganplay.ui.kit.scripts import on_page
from ganplay.ui.train.book import opener
from ganplay.ui.words import WORDS, say

IN_SIGHT = (("resolution", "seconds"), ("lr_g", "lr_d"), ("n_dis", "batch"))
ADVANCED = (  # networks, objective, penalties, tricks, what D sees, optimisation, data and budget
    ("family", "activation"),
    ("z_dim", "noise"),
    ("g_width", "d_width"),
    ("g_layers", "d_layers"),
    ("norm_g", "norm_d"),
    ("loss", "smoothing"),
    ("penalty", "gamma"),
    ("gamma_end", "penalty_every"),
    ("clip", "drift"),
    ("lecam", "auxiliary"),
    ("path_length", "orthogonal"),
    ("feature_matching", "historical"),
    ("topk", "unroll"),
    ("packing", "upsampling"),
    ("style_mixing", "instance_noise"),
    ("augment", "augment_p"),
    ("ada_target", "ada_kimg"),
    ("optimizer", "seed"),
    ("n_gen", "freeze"),
    ("beta1", "beta2"),
    ("beta2_end", "decay"),
    ("lr_end", "burn_in"),
    ("ema", "ema_rampup"),
    ("channels", "labels"),
    ("flip", "limit"),
    ("steps", "images"),
    ("precision", "metrics"),
)
NAMES = tuple(name for row in (*IN_SIGHT, *ADVANCED) for name in row)
RATES = (1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2)


class Form:
    """Recipe and settings: `inputs` are its components, `recipe(*values)` reads their values."""

    def __init__(self, context: Context, start: str = "quick") -> None:
        self._context = context
        self._defaults = named_recipe(start)
        with gr.Column(elem_classes="gp-part"):
            context.speak(gr.Markdown(elem_classes="gp-heading two"), value="train.recipe")
            self.book = opener(context)
            self.name = gr.Dropdown(list(NAMED), value=start, show_label=False, elem_id="gp-recipe", filterable=False)
            context.on_language(self.name, _recipe_choices)
            self.size = gr.Radio(
                ["own", *SIZES],
                value=_size(start),
                show_label=False,
                container=False,
                elem_id="gp-size",
                elem_classes="gp-segmented",
            )
            context.on_language(self.size, _size_choices)
            self.about = gr.Markdown(elem_classes="gp-note", elem_id="gp-about-recipe")
            context.on_language(self.about, lambda language: {"value": about(start, language)})
        self.fields: dict[str, Any] = {}
        with gr.Column(elem_classes="gp-part"):
            context.speak(gr.Markdown(elem_classes="gp-heading three"), value="train.settings")
            self._rows(IN_SIGHT)
            with gr.Accordion(open=False, elem_id="gp-advanced") as advanced:
                self._rows(ADVANCED)
            context.speak(advanced, label="train.advanced")
            legend = gr.Markdown(elem_classes="gp-note")
            context.on_language(
                legend, lambda language: {"value": f"{say('train.live', language)}  \n{say('train.new', language)}"}
            )
        self.inputs = [self.name, *(self.fields[name] for name in NAMES)]
        fields = [self.fields[name] for name in NAMES]
        self.name.input(self._choose, [self.name, context.language], [self.size, self.about, *fields], **PRIVATE)
        self.size.input(self._resize, [self.name, self.size], fields, **PRIVATE)
        for name in NAMES:
            if FIELDS[name].live:  # no server event: the live view sends it to the run, if one of mine trains
                steer = f"(value) => page.parts.live?.set({{{name}: value}})"
                self.fields[name].input(None, self.fields[name], None, js=on_page(steer), **PRIVATE)

    def _rows(self, rows: tuple[tuple[str, ...], ...]) -> None:
        for row in rows:
            with gr.Row(elem_classes="gp-pair"):
                for name in row:
                    self.fields[name] = self._control(name)

    def _control(self, name: str) -> Any:
        field, value = FIELDS[name], getattr(self._defaults, name)
        common = {"min_width": 110, "elem_id": f"gp-{name.replace('_', '-')}", "container": True}
        if name == "resolution":
            control = gr.Radio(list(field.choices), value=value, elem_classes="gp-segmented", **common)
        elif field.kind == "choice":
            control = gr.Dropdown(list(field.choices), value=value, filterable=False, **common)
        elif name in ("lr_g", "lr_d"):
            choices = [(_plain(rate), rate) for rate in RATES]
            control = gr.Dropdown(choices, value=value, allow_custom_value=True, **common)
        else:
            whole = field.kind == "int"
            step = 1 if whole else None
            control = gr.Number(value, precision=0 if whole else None, step=step, minimum=field.low, **common)
        self._context.on_language(control, lambda language: _words(name, language))
        return control

    def _choose(self, name: str | None, language: str) -> list[Any]:
        return self.chosen(name, _size(name) if name else "", language)

    def chosen(self, name: str | None, size: str, language: str) -> list[Any]:
        """New values of size, line and fields for a recipe in a size; as they are where none is chosen."""
        if not name:
            return [gr.skip()] * (2 + len(NAMES))
        return [size, about(name, language), *self._resize(name, size)]

    def _resize(self, name: str | None, size: str) -> list[Any]:
        if not name:
            return [gr.skip()] * len(NAMES)
        recipe = named_recipe(name, "" if size == "own" else size)
        return [getattr(recipe, field) for field in NAMES]

    def fitting(self, dataset: str, name: str, language: str) -> list[Any]:
        """New values of name, size, line and fields where the data set is of another kind, and needs another recipe.

        Recipe and data are of one kind as long as the visitor changes nothing in Advanced.
        """
        if not dataset or not name or fits(dataset, kind_of(named_recipe(name))):
            return [gr.skip()] * (3 + len(NAMES))
        wanted = kind_with(dataset).recipe
        return [wanted, *self._choose(wanted, language)]

    def recipe(self, name: str, *values: Any, **data: str) -> Recipe:
        """The recipe of the form's values, in the order of `inputs`; raises RecipeError."""
        settings = {key: value for key, value in zip(NAMES, values, strict=True) if value not in (None, "")}
        return named_recipe(name).with_changes(**settings, **data)


def about(name: str, language: str) -> str:
    """One line on a named recipe and the work it follows."""
    source = say("recipe.source", language, source=NAMED[name].source)
    key = f"recipe.{name}.note"
    return f"{say(key, language) if key in WORDS else NAMED[name].note}  \n{source}"


def _size(name: str) -> str:
    """The size that a recipe's name alone means."""
    return NAMED[name].size or "own"


def _size_choices(language: str) -> dict[str, Any]:
    return {"choices": [(say(f"train.size.{size}", language), size) for size in ("own", *SIZES)]}


def _recipe_choices(language: str) -> dict[str, Any]:
    named = {name: f"recipe.{name}" for name in NAMED}
    return {"choices": [(say(key, language) if key in WORDS else name, name) for name, key in named.items()]}


def _words(name: str, language: str) -> dict[str, Any]:
    mark = "●" if FIELDS[name].live else "○"
    words: dict[str, Any] = {"label": f"{say(f'field.{name}', language)} {mark}"}
    if not any(name in row for row in IN_SIGHT):
        words["info"] = say(f"field.{name}.info", language)
    choices = FIELDS[name].choices
    if choices:
        keys = {choice: f"choice.{name}.{choice}" for choice in choices}
        words["choices"] = [(say(k, language) if k in WORDS else str(c), c) for c, k in keys.items()]
    return words


def _plain(rate: float) -> str:
    return f"{rate:.5f}".rstrip("0")
