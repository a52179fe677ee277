"""What a run tells of itself in a copy that leaves this machine: nothing of where its owner keeps things."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ganplay.data import NAMES
from ganplay.runs.store.folder import RunFolder
from ganplay.runs.store.history import connect, dumps, set_journal

OWN = "own"  # the data set of a run whose pictures stayed where they were


def told(run: RunFolder, file: Path) -> bytes:
    """A file of `run` as others may read it; only JSON tells of data."""
    data = file.read_bytes()
    dataset = run.recipe.dataset
    return (
        data
        if dataset in NAMES or file.suffix != ".json"
        else json.dumps(_without(json.loads(data), dataset), indent=1).encode()
    )


def _without(value: Any, dataset: str) -> Any:
    """`value` where every data set that is no name, and the place of this one in any sentence, is "own"."""
    if isinstance(value, dict):
        return {key: _data(item) if key == "dataset" else _without(item, dataset) for key, item in value.items()}
    if isinstance(value, list):
        return [_without(item, dataset) for item in value]
    return value.replace(dataset, OWN) if isinstance(value, str) and dataset not in NAMES else value


def _data(value: Any) -> Any:
    """A data set, or several, by name."""
    if isinstance(value, list):
        return [_data(item) for item in value]
    return value if value in NAMES else OWN


def copy_history(run: RunFolder, target: Path) -> None:
    """The history in one plain file, whether or not somebody is writing to it.

    Sentences may name files and folders of this machine, and stay here: a message keeps its code.
    """
    target.unlink(missing_ok=True)
    status, meta, dataset = run.status(), run.meta(), run.recipe.dataset
    message = meta.get("message") or {}
    details = {key: value for key, value in (message.get("details") or {}).items() if key not in ("sentence", "reason")}
    facts = {
        "status": status,
        "message": {"code": message["code"], "details": details} if message.get("code") else None,
        "notes": [],
        "before": None,
    }
    if meta.get("parent"):
        facts["parent"] = meta["parent"]
    source = connect(run.path / "history.db", "frozen" if run.frozen else "read")
    copy = connect(target, "write")
    try:
        source.backup(copy)
        set_journal(copy, "DELETE")
        rows = [(key, dumps(value)) for key, value in _without(facts, dataset).items()]
        copy.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows)
        copy.execute("VACUUM")  # what was written over would still be there to read
    finally:
        source.close()
        copy.close()
