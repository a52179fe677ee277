"""The live view: one piece of HTML whose script asks what is new about a run (see `news`), and shows it.

Its functions are called by every visitor with anything they like: each checks what it is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import anyio
import gradio as gr
from starlette.routing import Route

from ganplay.data import NAMES
from ganplay.recipe.fields import LIVE, PROBABILITY_LOSSES, RecipeError
from ganplay.runs.asking.report import read_report
from ganplay.runs.store.folder import RunError
from ganplay.ui.kit import kinds
from ganplay.ui.kit.answers import told
from ganplay.ui.kit.context import Context
from ganplay.ui.kit.live.news import News, routes
from ganplay.ui.kit.places import without_places
from ganplay.ui.kit.questions import guarded, text_of, whole_of
from ganplay.ui.kit.scripts import mounted
from ganplay.ui.static import text

VERBS = ("pause", "resume", "stop", "step", "set", "remove", "bring_back")
READERS = 8  # questions answered at once; they read a cache or a file


def live_view(context: Context) -> gr.HTML:
    """The live view; put it where the pictures and curves shall be."""
    return gr.HTML(
        html_template=text("kit/live/live.html"),
        js_on_load=mounted("kit/live/live.js"),
        apply_default_css=False,
        server_functions=server_functions(context.manager),
        elem_id="gp-live",
    )


def server_functions(manager: Any) -> list[Callable[..., Any]]:
    limiter: anyio.CapacityLimiter | None = None

    async def reading(function: Callable[..., dict[str, Any]], *arguments: Any) -> dict[str, Any]:
        nonlocal limiter
        limiter = limiter or anyio.CapacityLimiter(READERS)
        try:
            return await anyio.to_thread.run_sync(function, *arguments, limiter=limiter)
        except (RunError, RecipeError) as error:  # Refused is a RunError
            return told(error)

    async def frame(query: dict[str, Any]) -> dict[str, Any]:
        """One earlier grid: {run, seq} -> {jpeg, step}."""
        if not isinstance(query, dict):
            return told(RunError("A frame is asked for by an object."))
        return await reading(manager.frame, text_of(query, "run"), whole_of(query, "seq"))

    async def report(query: dict[str, Any]) -> dict[str, Any]:
        """What was measured at the end of a run: {run} -> {report: see `runs.report.read_report`, or null}."""
        if not isinstance(query, dict):
            return told(RunError("A report is asked for by an object."))
        return await reading(lambda run: {"report": read_report(manager.store.get(run))}, text_of(query, "run"))

    async def command(query: dict[str, Any]) -> dict[str, Any]:
        """Steer a run: {run, owner, verb, args} -> {"done": true} or {"error": code, "text": sentence}."""
        if not isinstance(query, dict) or not isinstance(query.get("args"), dict):
            return told(RunError("A command is an object with args."))
        run, owner, verb = text_of(query, "run"), text_of(query, "owner"), text_of(query, "verb")
        return await reading(steer, manager, run, owner, verb, query["args"])

    async def runs(query: dict[str, Any]) -> dict[str, Any]:
        """The runs to list: {owner} -> see `listed`."""
        owner = text_of(query, "owner")
        return await reading(listed, manager, owner)

    return guarded([frame, report, command, runs])


def seen(manager: Any, run: str, since: int, frame: int) -> dict[str, Any]:
    """`Manager.poll`, with what the page needs beside it, and without paths of this machine.

    Raises:
        RunError: when there is no such run.
    """
    news = manager.poll(run, since, frame)
    if news["status"] == "unknown":
        raise RunError("There is no such run here; it may have been deleted.", code="unknown_run")
    facts = kinds.facts(news["kind"])
    news["shown"] = {name: facts[name] for name in ("whole", "rooms")}
    recipe = news.pop("recipe", None)
    if recipe:
        news["dataset"] = shown_dataset(recipe["dataset"])
        news["recipe_name"] = recipe["name"]
        news["probability"] = recipe["loss"] in PROBABILITY_LOSSES
    if details := news.get("details"):
        if sentence := details.get("sentence"):
            place = re.escape(str(manager.store.uploads)) + r"\S*"
            details = {**details, "sentence": re.sub(place, "The upload", sentence)}
        news["details"] = without_places(details)
    return news


def news_routes(manager: Any) -> list[Route]:
    """Where the script asks for news."""
    return routes(News(manager, partial(seen, manager)))


def shown_dataset(dataset: str) -> str:
    """The data set as visitors may see it: a name of the catalogue, or "own" for anything else."""
    return dataset if dataset in NAMES else "own"


def steer(manager: Any, run: str, owner: str, verb: str, args: dict[str, Any]) -> dict[str, Any]:
    """Do one command of `VERBS`; unknown arguments are refused.

    remove: gone from every list at once, and for a minute brought back by bring_back.

    Raises:
        RunError: when it is refused.
    """
    allowed = {"step": {"network", "times"}, "set": set(LIVE), "resume": {"more"}}.get(verb, set())
    if verb not in VERBS or not set(args) <= allowed:
        raise RunError(f"There is no such command: the commands are {', '.join(VERBS)}.")
    if verb == "remove":
        manager.discard(run, owner)
    elif verb == "bring_back":
        manager.bring_back(run, owner)
    else:
        manager.command(run, owner, verb, **args)
    return {"done": True}


def listed(manager: Any, owner: str) -> dict[str, Any]:
    """My runs and the pretrained ones, each row with run, status, recipe, dataset, step, title; and latest, the newest

    run that trained or trains here, of mine and of nobody, or None.
    """
    rows = manager.list(owner)
    for row in rows:
        row["dataset"] = shown_dataset(row["dataset"])
    here = [row for row in rows if not row["pretrained"]]
    latest = max(here, key=lambda row: row["created"])["run"] if here else None
    shipped = [row for row in rows if row["pretrained"]]
    return {"mine": [row for row in here if row["mine"]], "pretrained": shipped, "latest": latest}
