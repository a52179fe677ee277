"""What every kind's entry says of its data."""

import subprocess
import sys

import pytest
import torch

from ganplay import data
from ganplay.data import kinds
from ganplay.recipe.kinds import KINDS, PICTURES


def test_every_data_set_with_a_name_is_of_one_kind():
    assert list(data.NAMES) == list(dict.fromkeys(data.NAMES))
    for kind in KINDS.values():
        for name in kinds.entry(kind).NAMES:
            assert kinds.kind_named(name) is kind is kinds.kind_with(name) and kinds.entry(kind).look(name)
            facts = kinds.entry(kind).facts(name)
            assert (
                facts["channels"] in kind.channels and facts["size"] > 0 and facts["source"] and facts["name"] == name
            )
            assert [other for other in KINDS.values() if kinds.fits(name, other)] == [kind]
    assert kinds.kind_named("/a/folder") is None and kinds.kind_with("/a/folder") is PICTURES


@pytest.mark.parametrize("kind", KINDS)
def test_samples_become_pictures_that_a_person_can_look_at(kind):
    kind, entry = KINDS[kind], kinds.entry(kind)
    size = 28 if 28 in kind.sizes else kind.sizes[0]
    loaded = data.load("digits" if kind is PICTURES else entry.NAMES[0], size, count=100)
    made = torch.rand(70, *loaded.images.shape[1:]) * 2 - 1
    sheets = entry.sheets(loaded)
    for shown in (
        sheets.real(loaded.images, 9),
        sheets.generated(made),
        entry.drawing(entry.array(made), loaded.name),
    ):
        assert shown.dtype == "uint8" and shown.ndim == 4 and shown.shape[3] in (1, 3)
        assert len(shown) in (1, 9, 70)
    assert len(entry.finished(made)) == len(entry.array(made)) == 70
    fresh = entry.fresh(loaded.name, 5, 1)
    assert fresh is None or fresh.shape == (5, *loaded.images.shape[1:])


def test_the_registry_imports_no_torch():
    code = "import sys, ganplay.data; print('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "False"
