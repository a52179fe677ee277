import subprocess
import sys
from pathlib import Path

import pytest
import torch

import ganplay
from ganplay.latent import Birth, Keyframe, LatentError, View
from ganplay.latent.view import TOOLS

FULL = View(
    run="faces",
    step=1234,
    tool="path",
    keyframes=(7, Keyframe(3, (Birth(5, 8, 0.25),)), Keyframe(numbers=(0.5, -1.25, 2.0))),
    scale=0.8,
    mode="lerp",
    loop=True,
    frames=48,
    position=0.5,
    amounts=(1.5, -3.0),
    shown=(1, 2, 3),
)


def test_a_view_comes_back_from_a_link_and_from_json():
    assert View.from_text(FULL.to_text()) == FULL
    assert View.from_json(FULL.to_json()) == FULL
    assert View.from_dict(FULL.to_dict()) == FULL


def test_a_link_needs_no_escapes_and_leaves_defaults_out():
    assert all(letter.isalnum() or letter in "-_" for letter in FULL.to_text())
    assert View(run="faces").to_dict() == {"run": "faces"}


def test_the_numbers_of_a_latent_come_back_exactly():
    z = torch.randn(64, generator=torch.Generator().manual_seed(0))
    keyframe = Keyframe(numbers=tuple(z.tolist()))
    back = View.from_text(View(run="r", tool="inversion", keyframes=(keyframe,)).to_text()).keyframes[0]
    assert torch.equal(torch.tensor(back.numbers), z)


def test_reading_a_view_does_not_load_pytorch():
    code = "import sys; from ganplay.latent import View; View(run='r'); sys.exit('torch' in sys.modules)"
    root = Path(ganplay.__file__).parents[1]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"tool": "path", "keyframes": list(range(9))}, "2 to 8 keyframes, and these are 9"),
        ({"tool": "path", "keyframes": [1]}, "2 to 8 keyframes, and these are 1"),
        ({"tool": "plane", "keyframes": [1, 2, 3]}, "4 keyframes"),
        ({"tool": "magic"}, "tool is one of seeds, path"),
        ({"colour": 1}, "has no 'colour'"),
        ({"scale": float("nan")}, "scale is a number from 0 to 3"),
        ({"scale": "1"}, "scale is a number"),
        ({"scale": True}, "scale is a number"),
        ({"x": float("inf")}, "x is a number"),
        ({"side": 12}, "side is a whole number from 3 to 11"),
        ({"side": 4.0}, "side is a whole number"),
        ({"amounts": [float("nan")]}, "amounts"),
        ({"amounts": [1] * 11}, "amounts"),
        ({"amounts": 3}, "amounts is a list"),
        ({"keyframes": "7"}, "keyframes is a list"),
        ({"keyframes": [1.5]}, "A keyframe is"),
        ({"keyframes": [-1]}, "whole number"),
        ({"keyframes": [{"z": "!!"}]}, "link is damaged"),
        ({"keyframes": [{"z": ""}]}, "link is damaged"),
        ({"keyframes": [{"z": "AADAfw=="}]}, "finite"),
        ({"keyframes": [{"seed": 1, "births": [[1, 2]]}]}, "A keyframe is"),
        ({"keyframes": [{"seed": 1, "births": [[1, 2, 3]]}]}, "Variation"),
        ({"shown": ["a"]}, "whole number"),
        ({"step": -1}, "step"),
        ({"loop": 1}, "loop is true or false"),
        ({"run": ""}, "belongs to a run"),
        ({"tool": "mixing", "keyframes": [1]}, "columns"),
    ],
)
def test_impossible_views_are_refused_with_a_sentence(changes, sentence):
    with pytest.raises(LatentError, match=sentence):
        View.from_dict({"run": "faces"} | changes)


@pytest.mark.parametrize("text", ["", "%%%", "AAAA", FULL.to_text()[:-7], "a" * 200_000, None])
def test_damaged_links_are_refused_with_a_sentence(text):
    with pytest.raises(LatentError):
        View.from_text(text)


@pytest.mark.parametrize("text", ["", "[]", "3", "{", '{"tool": "seeds"}', '{"run": "r", "x": NaN}', "[" * 100_000])
def test_what_is_no_view_is_refused_with_a_sentence(text):
    with pytest.raises(LatentError):
        View.from_json(text)


def test_every_tool_has_a_view():
    for tool, (fewest, _) in TOOLS.items():
        view = View(run="r", tool=tool, keyframes=tuple(range(fewest)), columns=[1])
        assert View.from_text(view.to_text()) == view
