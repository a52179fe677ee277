"""What the tabs of the page share while it is built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import gradio as gr

from ganplay.runs.store.full import as_no_room
from ganplay.ui.kit.answers import Refusal, refuses
from ganplay.ui.kit.places import placeless
from ganplay.ui.words import refusal, say

PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "queue": False}


@dataclass
class Context:
    """Handed to every tab.

    Attributes:
        manager: the `ganplay.runs.server.manager.Manager`: starts, steers and reads runs.
        owner: hidden Textbox with the browser's secret token; list it as an input of events that steer.
        language: hidden Textbox, "en" or "zh"; list it as an input of events that answer in words.
        run: hidden Textbox with the id of the run that the live view shows, "" where it shows none; it has
            ``.change`` for tabs that follow it. Pretrained runs have their name as id.
    """

    manager: Any
    owner: gr.Textbox
    language: gr.Textbox
    run: gr.Textbox
    spoken: list[tuple[Any, Callable[[str], dict[str, Any]]]] = field(default_factory=list)

    def speak(self, component: Any, **keys: str) -> Any:
        """Let `component` follow the language: property -> key of its words, as in label="train.recipe"."""
        return self.on_language(component, lambda language: {name: say(key, language) for name, key in keys.items()})

    def on_language(self, component: Any, properties: Callable[[str], dict[str, Any]]) -> Any:
        """Let `component` follow the language: `properties(language)` are what `gr.update` is given."""
        self.spoken.append((component, properties))
        for name, value in properties("en").items():
            setattr(component, name, value)
        return component


def refused(error: Exception, language: str) -> gr.Error:
    """A refusal as the page shows it: what happened and what to do, in the language of the page.

    Of any other error it says only that it failed.
    """
    error = as_no_room(error)
    if not refuses(error):
        error = Refusal("other")
    code = getattr(error, "code", "none")  # most refusals say all there is to say in their sentence
    details = getattr(error, "details", None)
    text = placeless(refusal(code, str(error), language, details))
    return gr.Error(text, duration=8, print_exception=False, title="ganplay")
