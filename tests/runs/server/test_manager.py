"""The server's runs as the page sees them."""

from __future__ import annotations

from pathlib import Path

import pytest

import ganplay
from ganplay.recipe import Recipe
from ganplay.runs.server.checks import Refused
from ganplay.runs.server.manager import Manager
from ganplay.runs.store.folder import RunError

from ..silent import ALICE, BOB

RECIPE = Recipe(dataset="shapes", steps=100)


@pytest.mark.parametrize("name", ["GANPLAY_SLOTS", "GANPLAY_MAX_SECONDS", "GANPLAY_MAX_QUEUE"])
def test_a_limit_that_is_no_number_is_refused_and_an_empty_one_is_not_set(make_manager, store, monkeypatch, name):
    for text in ("many", "-1", "inf", "nan"):
        monkeypatch.setenv(name, text)
        with pytest.raises(RunError, match=name):
            Manager(store, standby=False)
    monkeypatch.setenv(name, " ")
    manager = make_manager(slots=0)
    assert manager.slots == 4
    run = manager.start(RECIPE, ALICE)
    assert manager.store.get(run).recipe.seconds == 0


def test_the_list_has_my_runs_and_those_of_nobody_and_tells_which_are_mine(make_manager, store):
    manager = make_manager()
    mine, others = manager.start(RECIPE, ALICE, "A title"), manager.start(RECIPE, BOB)
    nobodys = store.create(RECIPE, status="stopped").path.name
    rows = {row["run"]: row for row in manager.list(ALICE) if not row["pretrained"]}
    assert set(rows) == {mine, nobodys}
    assert rows[mine]["mine"]
    assert rows[mine]["title"] == "A title"
    assert not rows[nobodys]["mine"]
    assert others not in rows
    with pytest.raises(Refused):
        manager.command(nobodys, "", "stop")


def test_shipped_runs_are_called_by_their_names(make_manager):
    shipped = [row for row in make_manager().list() if row["pretrained"]]
    assert shipped and all(row["title"] == row["run"] and not row["mine"] for row in shipped)


def test_the_reading_half_imports_no_torch():
    import subprocess
    import sys

    code = "import sys, ganplay.runs.server.manager, ganplay.cli; sys.exit('torch' in sys.modules)"
    root = Path(ganplay.__file__).parents[1]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
