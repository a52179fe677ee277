"""Two to six runs side by side: their curves, their settings, what was measured, the same latents."""

from __future__ import annotations

import re
from typing import Any

from ganplay.latent.error import LatentError
from ganplay.latent.keyframes import is_whole
from ganplay.runs.asking.report import read_report
from ganplay.runs.server.viewers import row
from ganplay.runs.store.disk import bytes_of
from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.ui.kit import words_quality
from ganplay.ui.kit.drawing import data_url
from ganplay.ui.kit.live.live import shown_dataset
from ganplay.ui.kit.models import Models

FEWEST, MOST = 2, 6
ROWS = 400  # of a curve
NUMBERS = ("loss_d", "loss_g", "rate")
JUDGED = ("accuracy", "diversity", "gap")
MEASURED = ("classifier_fd", "coverage", "modes", "high_quality", "point_kl")
AXES = ("step", "images", "seconds")
MOST_PICTURES = 16
# What a perfect generator scores: D can only guess, and samples are as varied as real pictures and as near to them.
FLOORS = {"accuracy": 0.5, "diversity": 1.0, "distinct": 1.0, "gap": 0.0}


def compared(store: Any, names: Any) -> dict[str, Any]:
    """runs: for each name what the page lays side by side.

    Each: row (see `viewers.row`), settings, classes (their names, of a conditional run), steps (checkpoints), bytes,
    curves (columns step, images, seconds, loss_d, loss_g, rate), evals (columns step, images, seconds, accuracy,
    diversity, gap), measures (columns step, images, seconds, and MEASURED), measured (see `_measured`),
    report (see `runs.report.read_report`, with `late`: whether training went on since; or None), equilibrium, device.

    Raises:
        RunError: for fewer than two or more than six, or a run that there is not.
    """
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise RunError("Runs are compared by their ids.")
    names = list(dict.fromkeys(names))
    if not FEWEST <= len(names) <= MOST:
        raise RunError(f"Choose {FEWEST} to {MOST} runs to compare.")
    return {"runs": [_told(store.get(name)) for name in names]}


def _told(run: RunFolder) -> dict[str, Any]:
    recipe = run.recipe
    with run.history() as history:
        points, evaluations, meta = history.points(), history.evaluations(), history.meta()
        measures = history.measures()
    facts = row(run)
    facts["dataset"] = shown_dataset(facts["dataset"])
    return {
        "row": facts | {"pretrained": run.frozen, "parent": None},
        "settings": recipe.to_dict() | {"dataset": shown_dataset(recipe.dataset)},
        "classes": _classes(run, meta),
        "steps": run.checkpoints(),
        "bytes": bytes_of(run.path),
        "curves": _columns(points, NUMBERS),
        "evals": _columns(evaluations, JUDGED),
        "measures": _columns(measures, MEASURED),
        "measured": _measured(evaluations),
        "report": _report(run),
        "equilibrium": meta.get("equilibrium") or {},
        "device": meta.get("device"),
        "precision": meta.get("precision"),
    }


def _classes(run: RunFolder, meta: dict[str, Any]) -> list[str]:
    """As `Networks.classes`, without its networks."""
    count, names = run.recipe.classes, meta.get("class_names") or ()
    return list(names) if len(names) == count else [str(label) for label in range(count)]


def _report(run: RunFolder) -> dict[str, Any] | None:
    report = read_report(run)
    if report is None:
        return None
    rows = [row | {"note": noted(row["note"])} for row in report["rows"]]
    return report | {"rows": rows, "late": run.checkpoints()[-1:] != [report["step"]]}


def noted(note: str) -> dict[str, Any]:
    """How a number was measured: the key of the page's words and what fills their gaps, found by their English.

    A note without words of ours is shown as it is: text.
    """
    for key, (english, _) in words_quality.WORDS.items():
        if key.startswith("quality.note."):
            pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[\\d,.]+)", re.escape(english))
            if found := re.fullmatch(pattern, note):
                return {"key": key, "gaps": found.groupdict(), "text": note}
    return {"key": "", "gaps": {}, "text": note}


def _columns(rows: list[dict[str, Any]], names: tuple[str, ...]) -> dict[str, list[Any]]:
    """At most ROWS rows as columns, evenly from the first to the last."""
    if len(rows) > ROWS:
        rows = [rows[index * (len(rows) - 1) // (ROWS - 1)] for index in range(ROWS)]
    return {name: [_short(row.get(name)) for row in rows] for name in (*AXES, *names)}


def _measured(evaluations: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The numbers of the last evaluation: name, value, step, floor (what a perfect generator scores), n (generated
    pictures), real and n_floor (what so many real pictures scored in their place; None in older runs, and of accuracy).
    """
    if not evaluations:
        return []
    last = evaluations[-1]
    return [
        {
            "name": name,
            "value": _short(last[name]),
            "floor": floor,
            "n": last.get("n_fake"),
            "step": last["step"],
            "real": _short(last.get(f"floor_{name}")),
            "n_floor": last.get("n_floor"),
        }
        for name, floor in FLOORS.items()
        if last.get(name) is not None
    ]


def _short(value: Any) -> Any:
    return float(f"{value:.5g}") if isinstance(value, float) else value


def drawn(models: Models, query: dict[str, Any]) -> dict[str, Any]:
    """The seeds `first` .. `first + count - 1` by the generator of `run` at checkpoint `step` (its last by default).

    A conditional run draws seed s as class s % classes, or all as the class `label`.

    Returns: png (one row), count, columns, size, step, z_dim.
    """
    run, step, first, count, label = (query.get(name) for name in ("run", "step", "first", "count", "label"))
    if not isinstance(run, str) or not (step is None or is_whole(step)):
        raise LatentError("Pictures are asked for by a run and a step.")
    if not is_whole(first) or not 0 <= first < 2**31 or not is_whole(count) or not 1 <= count <= MOST_PICTURES:
        raise LatentError(f"Ask for 1 to {MOST_PICTURES} seeds from a whole number on.")
    model = models.get(run, step)
    if label is not None and (not is_whole(label) or not 0 <= label < len(model.networks.classes)):
        raise LatentError(f"This run has no class number {label!r}: {model.networks.known_classes}.")
    from ganplay.latent import sheet
    from ganplay.runs.asking.sampling import seed_pictures

    pictures, _ = seed_pictures(model.networks, range(first, first + count), label)
    return {
        "png": data_url(sheet(pictures, count)),
        "count": count,
        "columns": count,
        "size": pictures.shape[1],
        "step": model.networks.step,
        "z_dim": model.generator.z_dim,
    }
