"""Every kind has its entry in every registry, which offers all that the house asks of one."""

import importlib
import inspect
import sys
from dataclasses import replace
from types import ModuleType

import pytest

from ganplay import data
from ganplay.metrics.evaluate import report_of
from ganplay.recipe import kinds
from ganplay.recipe.kinds import JUDGE, KINDS, LATENT, Kind, Refusal
from ganplay.recipe.settings import Settings
from ganplay.runs.asking.rooms import must_be_open
from ganplay.runs.store.folder import RunError

REGISTRIES = ("ganplay.data.kinds", "ganplay.metrics.kinds", "ganplay.ui.kit.kinds")


@pytest.mark.parametrize("registry", REGISTRIES)
@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_has_all_that_is_asked_of_it(registry, kind):
    room = importlib.import_module(registry)
    methods = {
        name: method for name, method in vars(room.Entry).items() if inspect.isfunction(method) and name[0] != "_"
    }
    entry = room.entry(KINDS[kind])
    assert entry is room.entry(kind) and methods
    assert all(hasattr(entry, name) for name in room.Entry.__annotations__)
    for name, method in methods.items():
        asked = [each for each in inspect.signature(method).parameters if each != "self"]
        assert list(inspect.signature(getattr(entry, name)).parameters) == asked


@pytest.fixture
def sounds(monkeypatch):
    """Another kind, as an entry in each registry would make it; its data set is `birds`, its family `wave`."""
    kind = Kind(
        name="sounds",
        recipe="wave",
        families=frozenset({"wave"}),
        sizes=(4096,),
        channels=(1,),
        rooms=frozenset({LATENT}),
        closed=Refusal("plays_sounds", "This run plays sounds: listen to them in the Latent space tab."),
    )
    monkeypatch.setattr(kinds, "_OTHERS", (*kinds._OTHERS, kind))
    monkeypatch.setitem(KINDS, "sounds", kind)
    offered = {
        "ganplay.data.kinds": {
            "NAMES": ("birds",),
            "OWN": False,
            "SUFFIXES": (),
            "WHOLE": True,
            "load": lambda name, size, **_: (name, size),
        },
        "ganplay.metrics.kinds": {"report": lambda *_, **told: ("heard", told["count"])},
        "ganplay.ui.kit.kinds": {"COMPARED": (), "REACHED": "book.reached"},
    }
    for registry, names in offered.items():
        module = ModuleType(f"{registry}.sounds")
        vars(module).update(names)
        monkeypatch.setitem(sys.modules, module.__name__, module)
    return kind


def test_another_kind_needs_nothing_but_its_entries(sounds):
    recipe = replace(Settings(), family="wave", dataset="birds", resolution=4096, channels=1)
    assert kinds.kind_of(recipe) is sounds and "birds" in data.kinds.names()
    assert data.kinds.kind_named("birds") is sounds and data.kinds.fits("birds", sounds)
    assert data.load_for(recipe) == data.load("birds", 4096) == ("birds", 4096)
    with pytest.raises(data.DataError, match="birds is a set of sounds, not of pictures: train the recipe wave"):
        data.load("birds", 32)
    assert report_of(None, recipe, None, None, count=7) == ("heard", 7)
    must_be_open(recipe, LATENT)
    with pytest.raises(RunError, match="plays sounds"):
        must_be_open(recipe, JUDGE)
    pytest.importorskip("gradio")
    from ganplay.ui.kit.kinds import table
    from ganplay.ui.train.facts import facts

    assert table()["sounds"]["rooms"] == ["latent"] and table()["sounds"]["data"] == ["birds"]
    assert facts()["kinds"] == table() and "sounds" in facts()["kinds"]  # by which the form pairs recipe and data
