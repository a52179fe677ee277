"""What an error says of a file is its name: where it lies is nobody's business on the page."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest

import ganplay
from ganplay.data.own import pack_uploads
from ganplay.data.pictures import DataError
from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.transfer.pack import unpack
from ganplay.ui.kit.answers import Refusal, told
from ganplay.ui.kit.context import refused
from ganplay.ui.kit.places import placeless, without_places

HOME = str(Path.home())


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("/srv/data/pets/a.zip is damaged: pack it again.", "a.zip is damaged: pack it again."),
        ("No run in /srv/data/pets.", "No run in pets."),
        ("It lies at '/srv/data/pets/', not here (/srv/a/b).", "It lies at 'pets', not here (b)."),
        ("C:\\Users\\Ada\\pets.zip cannot be read.", "pets.zip cannot be read."),
        ("\\\\server\\share\\pets.zip cannot be read.", "pets.zip cannot be read."),
        (f"{HOME}/pets.zip cannot be read", "pets.zip cannot be read"),
        (f"It is in {HOME}.", "It is in …."),
        (f"{tempfile.gettempdir()}/x/y.png: no picture", "y.png: no picture"),
        (f"{Path(ganplay.__file__).parents[1]}/assets is missing", "assets is missing"),
        (f"{sys.prefix}/lib: no room", "lib: no room"),
        ("See https://example.org/a/b and 1/2/3 of D/G, either/or.", None),
        ("Send loss=hinge or d/g/both: 3 / 4 is fine.", None),
    ],
)
def test_of_a_path_its_last_name_stays(sentence, shown):
    assert placeless(sentence) == (sentence if shown is None else shown)


def test_a_place_with_a_space_in_its_name_is_known_by_its_variable(monkeypatch, tmp_path):
    home = tmp_path / "all my runs"
    monkeypatch.setenv("GANPLAY_HOME", str(home))
    assert placeless(f"{home / 'runs' / 'abc'} is not a run.") == "abc is not a run."


def test_everything_in_plain_values_is_looked_through():
    found = without_places({"sentence": "/srv/a/b: no", "more": [{"text": "/srv/a/b"}, 3, None]})
    assert found == {"sentence": "b: no", "more": [{"text": "b"}, 3, None]}


def errors(folder):
    """Errors that tell the command line where something lies."""
    (folder / "pets.zip").write_bytes(b"PK\3\4 no zip at all")
    (folder / "pets.ganplay").write_bytes(b"no pack at all")
    for attempt in (
        lambda: pack_uploads([folder / "pets.zip"], folder / "own"),
        lambda: unpack(folder / "pets.ganplay", folder / "new", most=1000),
        lambda: RunFolder(folder),
    ):
        with pytest.raises((DataError, RunError)) as caught:
            attempt()
        yield caught.value


def test_no_refusal_of_the_page_says_where_a_file_lies(tmp_path):
    found = list(errors(tmp_path))
    assert any(str(tmp_path) in str(error) for error in found)
    for error in found:
        for shown in (str(told(error)), refused(error, "en").message, refused(error, "zh").message):
            assert str(tmp_path) not in shown
            assert str(tmp_path.parent) not in shown


def test_a_fault_of_ours_says_nothing_of_itself(caplog):
    fault = KeyError("/srv/secret/place")
    assert told(fault) == {"error": "other", "text": str(Refusal("other"))}
    assert refused(fault, "en").message == str(Refusal("other"))
    assert "secret" in caplog.text  # the server's log has it
