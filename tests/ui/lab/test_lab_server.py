"""What the laboratory asks the server: films of its frames, and going on there or here."""

from __future__ import annotations

import base64
import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from ganplay.latent.media import SOURCE_TYPE, xmp_packet
from ganplay.runs.server.manager import Manager
from ganplay.runs.store.folder import RunError
from ganplay.runs.store.store import Store
from ganplay.ui.kit.answers import Refusal
from ganplay.ui.lab.server import MOST_FRAMES, SIDE, filmed, given, taken
from ganplay.ui.static import UI

ME = "the owner of these runs"


def frame(colour: str, side: int = SIDE, kind: str = "PNG") -> str:
    buffer = io.BytesIO()
    Image.new("RGB", (side, side), colour).save(buffer, kind)
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()


def test_frames_become_a_film_that_says_it_was_generated():
    answer = filmed({"frames": [frame("red"), frame("blue"), frame("white")], "fps": 10})
    head, _, data = answer["data"].partition(",")
    assert head == "data:image/gif;base64"
    film = Image.open(io.BytesIO(base64.b64decode(data)))
    assert (film.n_frames, film.size, film.info["duration"]) == (3, (SIDE, SIDE), 100)
    assert SOURCE_TYPE in film.info["comment"].decode()
    assert film.convert("RGB").getpixel((5, 5)) == (255, 0, 0)


@pytest.mark.parametrize(
    "query",
    [
        None,
        {},
        {"frames": [frame("red")], "fps": 10},
        {"frames": [frame("red")] * (MOST_FRAMES + 1), "fps": 10},
        {"frames": [frame("red")] * 2, "fps": 1000},
        {"frames": [frame("red")] * 2, "fps": True},
        {"frames": [frame("red"), 7], "fps": 10},
        {"frames": [frame("red"), "data:image/png;base64,***"], "fps": 10},
        {"frames": [frame("red"), "data:image/png;base64," + "A" * 500_000], "fps": 10},
        {"frames": [frame("red"), "data:image/png;base64,AAAA"], "fps": 10},
    ],
)
def test_what_is_no_film_is_refused(query):
    with pytest.raises(Refusal):
        filmed(query)


def test_a_frame_that_unpacks_to_too_much_is_refused():
    with pytest.raises(Refusal):
        filmed({"frames": [frame("red"), frame("red", 3000)], "fps": 10})


def test_the_script_marks_pictures_by_the_same_words():
    script = (UI / "kit" / "xmp.js").read_text(encoding="utf-8")
    assert SOURCE_TYPE in script and SOURCE_TYPE in xmp_packet()


@pytest.fixture
def manager(tmp_path):
    made = Manager(Store(tmp_path), device="cpu", slots=1)
    yield made
    made.close()


def laboratory(**asked) -> dict:
    """What a laboratory saves: see saved.js."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("the laboratory trains in its script, which needs Node: https://nodejs.org")
    command = [node, str(Path(__file__).parent / "saved.js")]
    run = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, timeout=60, check=True)
    return json.loads(run.stdout)


@pytest.mark.parametrize(
    "more", [{}, {"packing": 2}, {"optimizer": "rmsprop"}, {"optimizer": "sgd", "noise": "uniform"}]
)
def test_what_was_trained_here_becomes_a_run_and_comes_back_as_it_was(manager, more):
    saved = laboratory(recipe={"dataset": "two_moons", "loss": "hinge", "g_layers": 1, "z_dim": 3, **more}, steps=7)
    run = taken(manager, {"state": saved, "owner": ME, "title": "laboratory: two moons"})["run"]
    row = next(row for row in manager.list(ME) if row["run"] == run)
    assert (row["mine"], row["status"], row["step"], row["title"]) == (True, "stopped", 7, "laboratory: two moons")
    back = given(manager, {"run": run, "owner": ME, "step": None})
    assert back["steps"] == [7] and back["state"]["weights"] == saved["weights"]
    assert back["state"]["recipe"]["loss"] == "hinge"
    assert laboratory(state=back["state"], steps=0)["optimizer"] == saved["optimizer"]
    assert laboratory(state=back["state"], steps=3)["step"] == 10


@pytest.mark.parametrize("state", [None, "no JSON", [], {}, {"recipe": {"family": "quick"}}, {"recipe": {"a": 1}}])
def test_what_is_no_state_is_refused_and_leaves_nothing(manager, state):
    with pytest.raises(ValueError):
        taken(manager, {"state": state, "owner": ME})
    assert [row for row in manager.list(ME) if row["mine"]] == []


def test_a_run_that_there_is_not_or_draws_pictures_is_refused(manager):
    with pytest.raises(RunError):
        given(manager, {"run": "nosuchrun", "owner": ME})
    shipped = next(row["run"] for row in manager.list("") if row["pretrained"] and row["kind"] == "pictures")
    with pytest.raises(RunError):
        given(manager, {"run": shipped, "owner": ME})
