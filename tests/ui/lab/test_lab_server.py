"""What the laboratory asks the server: films of its frames."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image

from ganplay.latent.media import SOURCE_TYPE, xmp_packet
from ganplay.ui.kit.answers import Refusal
from ganplay.ui.lab.server import MOST_FRAMES, SIDE, filmed
from ganplay.ui.static import UI


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
    script = (UI / "lab" / "xmp.js").read_text(encoding="utf-8")
    assert SOURCE_TYPE in script and SOURCE_TYPE in xmp_packet()
