"""What the script of the Runs tab may ask. Everybody may ask anything: each question is checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ganplay.recipe import kind_of
from ganplay.runs.store.folder import RunError
from ganplay.ui.kit.answers import answering, told
from ganplay.ui.kit.asking import working
from ganplay.ui.kit.fair.lanes import lanes_of
from ganplay.ui.kit.jobs import Job
from ganplay.ui.kit.kinds import entry
from ganplay.ui.kit.models import Models
from ganplay.ui.kit.questions import guarded, text_of
from ganplay.ui.kit.uploads import received_by
from ganplay.ui.library.card import shown_card
from ganplay.ui.library.compare import compared, drawn
from ganplay.ui.library.files import Files
from ganplay.ui.library.rows import Shelf
from ganplay.ui.library.settings import changes_of, settings
from ganplay.ui.library.share import filmed, shared

LANES = {"read": 8, "file": 1}  # questions answered at once; files one at a time, they are large
MORE = 60.0  # seconds that a run is trained on for which has used its budget


def server_functions(manager: Any) -> list[Callable[..., Any]]:
    models = Models(manager.store)
    shelf = Shelf(manager)
    files = Files(manager)
    begin = beginnings(manager)
    answer = answering(lanes_of(manager), **LANES)

    def asking(function: Callable[[dict[str, Any]], dict[str, Any]], lane: str = "read") -> Callable[..., Any]:
        """A server function that answers `function(query)` in a thread, a few at a time."""

        async def ask(query: dict[str, Any]) -> dict[str, Any]:
            if not isinstance(query, dict):
                return told(RunError("A question about runs is an object."))
            return await answer(function, query, lane=lane)

        ask.__name__ = function.__name__.lstrip("_")
        ask.__doc__ = function.__doc__
        return ask

    def describe(query: dict[str, Any]) -> dict[str, Any]:
        """{run, owner, title, tags, note}: what is not there stays as it is."""
        words = {name: query[name] for name in ("title", "tags", "note") if query.get(name) is not None}
        manager.describe(text_of(query, "run"), text_of(query, "owner"), **words)
        return {"done": True}

    def keep(query: dict[str, Any]) -> dict[str, Any]:
        """{run, owner, count} -> {left}."""
        return {"left": manager.keep(text_of(query, "run"), text_of(query, "owner"), query.get("count"))}

    def about(query: dict[str, Any]) -> dict[str, Any]:
        """{run} -> see `settings.settings`."""
        return settings(manager.store.get(text_of(query, "run")))

    def card(query: dict[str, Any]) -> dict[str, Any]:
        """{run} -> see `card.shown_card`."""
        return shown_card(manager.store.get(text_of(query, "run")))

    def compare(query: dict[str, Any]) -> dict[str, Any]:
        """{runs: two to six ids} -> see `compare.compared`."""
        return compared(manager.store, query.get("runs"))

    def share(query: dict[str, Any]) -> dict[str, Any]:
        """{run} -> see `share.shared`."""
        return shared(manager.store, query)

    def work(query: dict[str, Any]) -> Callable[[Job], dict[str, Any] | None]:
        """{what: film, run, kind} -> see `share.filmed`; {what: measure, run, owner}: the run is measured."""
        what = query.get("what") if isinstance(query, dict) else None
        if what == "film":
            return filmed(manager.store, query)
        if what != "measure":
            raise RunError("There is no such work here.")
        measure = manager.measure(text_of(query, "run"), text_of(query, "owner"))

        def measured(job: Job) -> None:
            def waiting() -> bool:
                job.tell()
                return False

            measure(waiting)

        return measured

    def draw(query: dict[str, Any]) -> dict[str, Any]:
        """{run, step, first, count} -> see `compare.drawn`."""
        return drawn(models, query)

    functions = [
        asking(shelf.rows),
        asking(shelf.thumbs),
        asking(describe),
        asking(keep),
        asking(about),
        asking(card),
        asking(begin["branch"], ""),
        asking(begin["twin"]),
        asking(begin["bring"], "file"),
        asking(compare),
        asking(draw, ""),
        asking(share, ""),
        *working(manager, answer, work),
        asking(files.save_file, "file"),
        asking(files.take_file, "file"),
    ]
    return guarded(functions)


def beginnings(manager: Any) -> dict[str, Callable[[dict[str, Any]], dict[str, Any]]]:
    """The ways to begin from a run, or to go on with one: name -> what a query starts: {run}.

    They raise RunError, RecipeError and DataError.
    """

    def branch(query: dict[str, Any]) -> dict[str, Any]:
        """{run, step, changes, title, owner} -> {run}: it goes on from that checkpoint."""
        step = query.get("step")
        if not isinstance(step, int) or isinstance(step, bool):
            raise RunError("Choose the moment to go on from.")
        title, owner = text_of(query, "title"), text_of(query, "owner")
        return {"run": manager.branch(text_of(query, "run"), step, changes_of(query), owner, title)}

    def twin(query: dict[str, Any]) -> dict[str, Any]:
        """{run, changes, title, owner} -> {run}: the same recipe and seed but for the changes, from scratch."""
        title, owner = text_of(query, "title"), text_of(query, "owner")
        return {"run": manager.twin(text_of(query, "run"), changes_of(query), owner, title)}

    def bring(query: dict[str, Any]) -> dict[str, Any]:
        """{run, paths (of files that were just uploaded), owner} -> {run}: it goes on, with its pictures among them."""
        paths, owner = query.get("paths"), text_of(query, "owner")
        if not isinstance(paths, list) or not all(isinstance(path, str) and "\0" not in path for path in paths):
            raise RunError("The pictures of a run are files that were uploaded on this page.")
        run = manager.checks.owned(text_of(query, "run"), owner)
        brought = run.recipe.with_changes(
            dataset=entry(kind_of(run.recipe)).bring(manager.store, paths, received_by(manager.store))
        )
        try:
            more = MORE if run.used_up(brought) else None
            manager.resume(run.path.name, owner, more, data=brought.dataset)
        except Exception:
            manager.store.remove_upload(brought)
            raise
        return {"run": run.path.name}

    return {"branch": branch, "twin": twin, "bring": bring}
