"""Questions that the scripts of several tabs ask alike: which runs there are, how far a piece of work is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from ganplay.recipe.kinds import KINDS
from ganplay.ui.kit.fair.lanes import lanes_of
from ganplay.ui.kit.jobs import Jobs
from ganplay.ui.kit.live.live import shown_dataset
from ganplay.ui.kit.questions import text_of, whole_of

Asked = Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]


def choices(manager: Any, owner: str, room: str) -> dict[str, Any]:
    """Runs that a room (of `ganplay.recipe.kinds`) is open to.

    Args:
        owner: a visitor's secret token, or "".

    Returns:
        mine, others (of nobody: the command line's) and pretrained: rows of run, title, status, recipe, changed, step,
        dataset, note, created.
    """
    groups: dict[str, Any] = {"mine": [], "others": [], "pretrained": []}
    for row in manager.list(owner):
        if (row["step"] > 0 or row["pretrained"]) and row["kind"] and room in KINDS[row["kind"]].rooms:
            group = "pretrained" if row["pretrained"] else "mine" if row["mine"] else "others"
            names = ("run", "title", "status", "recipe", "changed", "step", "note", "created")
            kept = {name: row[name] for name in names}
            groups[group].append({**kept, "dataset": shown_dataset(row["dataset"])})
    return groups


def job_of(query: dict[str, Any]) -> tuple[str, int]:
    """(job, since) as a page sent them; what is neither becomes ("", 0)."""
    return text_of(query, "job"), whole_of(query, "since")


def asked_alike(
    manager: Any,
    room: str,
    answer: Callable[..., Awaitable[dict[str, Any]]],
    warm: Callable[[], Any],
    work: Callable[[dict[str, Any]], Callable[..., Any]],
) -> list[Asked]:
    """The server functions runs, ready, start_work, poll_work and stop_work of a room.

    Args:
        answer: of `ganplay.ui.kit.answers.answering`, with a lane "read".
        warm: imports what the room's answers need.
        work: what a query asks to be worked on.
    """

    async def runs(query: dict[str, Any]) -> dict[str, Any]:
        """The runs to choose from: {owner} -> {mine, others, pretrained}, those that have been trained."""
        return await answer(choices, manager, text_of(query, "owner"), room, lane="read")

    def warmed() -> dict[str, Any]:
        warm()
        return {"ready": True}

    async def ready(query: dict[str, Any]) -> dict[str, Any]:
        """Answers once the room can."""
        return await answer(warmed)

    return [runs, ready, *working(manager, answer, work)]


def working(
    manager: Any,
    answer: Callable[..., Awaitable[dict[str, Any]]],
    work: Callable[[dict[str, Any]], Callable[..., Any]],
    prefix: str = "",
) -> list[Asked]:
    """The server functions start_work, poll_work and stop_work, for ``kit/job.js``.

    Args:
        answer: of `ganplay.ui.kit.answers.answering`.
        work: what a query asks to be worked on; raises what refuses it.
        prefix: of their names, where a room has several kinds of work that know nothing of one another.
    """
    jobs = Jobs(lanes_of(manager))

    def begun(query: dict[str, Any]) -> dict[str, Any]:
        return {"job": jobs.start(work(query))}

    async def start_work(query: dict[str, Any]) -> dict[str, Any]:
        """{what, ...} -> {job}."""
        return await answer(begun, query)

    async def poll_work(query: dict[str, Any]) -> dict[str, Any]:
        """{job, since} -> fraction, curve after since, done, place in the line, and what the work tells."""
        return await answer(jobs.poll, *job_of(query), lane="hear")

    async def stop_work(query: dict[str, Any]) -> dict[str, Any]:
        """{job}: what it has reached stays readable."""
        return await answer(jobs.stop, job_of(query)[0], lane="hear")

    functions = [start_work, poll_work, stop_work]
    for function in functions:
        function.__name__ = prefix + function.__name__
    return functions
