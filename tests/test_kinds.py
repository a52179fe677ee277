"""Every kind has its entry in every registry, which offers all that the house asks of one."""

import importlib
import inspect

import pytest

from ganplay.recipe.kinds import KINDS

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
