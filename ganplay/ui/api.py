"""The named endpoints, for scripts and classes: the same verbs as the page, through gradio_client."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

import gradio as gr

from ganplay.data import NAMES
from ganplay.data.kinds import entry, kind_named
from ganplay.recipe import NAMED, named_recipe
from ganplay.recipe.fields import RecipeError
from ganplay.runs.store.folder import RunError
from ganplay.ui.kit.context import refused
from ganplay.ui.kit.lent import starting
from ganplay.ui.kit.live.live import listed, seen, steer
from ganplay.ui.kit.places import placeless
from ganplay.ui.kit.questions import cleaned, object_in


def endpoints(manager: Any) -> None:
    """Register /train, /status, /command, /runs, /recipes and /datasets; call inside a `gr.Blocks`."""

    def train(dataset: str, recipe: str = "quick", settings_json: str = "{}", owner: str = "") -> str:
        """Start a run on a data set of the catalogue; answers with its id.

        settings_json: settings to change, for example {"steps": 20}; owner: any secret of yours, to steer it later.
        """
        if dataset not in NAMES:
            raise RecipeError(f"There is no data set {dataset!r}; the data sets are {', '.join(NAMES)}.")
        settings = object_in(settings_json, 'Settings are a JSON object, for example {"steps": 20}.')
        if "dataset" in settings or "name" in settings:
            raise RecipeError("dataset and name are arguments of their own: leave them out of the settings.")
        return manager.start(named_recipe(recipe).with_changes(dataset=dataset, **settings), owner)

    def status(run: str) -> dict[str, Any]:
        """Where a run stands: status, step, images, seconds, rate, verdict ..."""
        news = seen(manager, run, 0, 0)
        left_out = ("points", "evals", "grid", "grids", "hist", "real", "mine", "shown")
        return {key: value for key, value in news.items() if key not in left_out}

    def command(run: str, owner: str, verb: str, arguments_json: str = "{}") -> dict[str, Any]:
        """pause, resume, stop, step {"network": "d"|"g"|"both", "times": n}, set {"lr_g": x ...}, remove, bring_back.

        What was removed can be brought back for a minute.
        """
        return steer(
            manager,
            run,
            owner,
            verb,
            object_in(arguments_json, 'Arguments are a JSON object, for example {"times": 10}.'),
        )

    def runs(owner: str = "") -> dict[str, Any]:
        """The runs of an owner, and those that came with ganplay."""
        return listed(manager, owner)

    def recipes() -> list[dict[str, Any]]:
        """The named recipes, with their settings and the work they follow."""
        return [
            {"name": name, "source": named.source, "note": named.note, "settings": named.recipe.to_dict()}
            for name, named in NAMED.items()
        ]

    def datasets() -> list[dict[str, Any]]:
        """The data sets that can be named."""
        told = ("name", "kind", "channels", "size", "classes", "megabytes", "source")
        known = [{"classes": ()} | entry(kind_named(name)).facts(name) for name in NAMES]
        return [{key: list(facts[key]) if key == "classes" else facts[key] for key in told} for facts in known]

    for function in (train, status, command, runs, recipes, datasets):
        trains = function in (train, command)
        gr.api(_guarded(function), api_name=function.__name__, queue=trains and starting()["queue"])


def _guarded(function: Callable[..., Any]) -> Callable[..., Any]:
    """An endpoint that gets what it is sent `cleaned`; whatever it raises is a refusal of one sentence."""

    names = tuple(inspect.signature(function).parameters)

    @functools.wraps(function)
    def ask(*sent: Any) -> Any:
        try:
            for name, value in zip(names, sent, strict=False):
                if not isinstance(value, str) and not name.endswith("_json"):  # those say themselves what they are
                    raise RunError(f"{name} is one of the names: send each as a text.")
            return function(*cleaned(sent))
        except Exception as error:
            raise _refused(error) from None

    return ask


def _refused(error: Exception) -> gr.Error:
    """A refusal in English, which names settings as a script writes them."""
    if isinstance(error, RecipeError):
        return gr.Error(placeless(str(error)), print_exception=False)
    return refused(error, "en")
