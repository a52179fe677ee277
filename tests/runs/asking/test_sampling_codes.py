"""Runs whose latents hold codes (InfoGAN): what a fixed code draws, on the command line and on the page."""

from __future__ import annotations

import math
import shutil

import numpy as np
import pytest
import torch
from PIL import Image

from ...ui.asked import asking, picture

SMALL = ["resolution=32", "g_width=8", "d_width=8", "batch=16", "z_dim=16", "precision=fp32"]
RUN, PLAIN = "codescodesco", "plainplainpl"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store with `infogan` on the digits for 6 steps, and a run without codes."""
    from ganplay.cli import main
    from ganplay.runs.store.store import Store

    store = Store(tmp_path_factory.mktemp("codes"))
    settings = [word for setting in SMALL for word in ("--set", setting)]
    for recipe, run in (("infogan", RUN), ("dcgan", PLAIN)):
        asked = ["train", recipe, "--data", "digits", *settings, "--steps", "6", "--device", "cpu"]
        assert main([*asked, "--run", str(store.runs / run)]) == 0
    return store


@pytest.fixture(scope="module")
def network(store):
    """The generator itself, and its latents of seeds: noise 4, category 10, continuous 2."""
    from ganplay.latent import seed_latents

    return store.get(RUN).networks().generator.network, lambda *seeds: seed_latents(seeds, 16)


def directly(generator, latents: torch.Tensor, category: int | None, *continuous: float | None) -> np.ndarray:
    """What the network gives for latents whose codes were written into them by hand."""
    from ganplay.latent import render

    rows = []
    for z in latents:
        chosen = int(z[4:14].argmax()) if category is None else category
        one_hot = torch.eye(10)[chosen]
        numbers = [
            math.erf(float(own) / 2**0.5) if value is None else value
            for own, value in zip(z[14:], continuous, strict=True)
        ]
        rows.append(torch.cat((z[:4], one_hot, torch.tensor(numbers))))
    return render(generator, torch.stack(rows))


def close(one: np.ndarray, other: np.ndarray) -> bool:
    """Equal but for the rounding of math.erf against torch.erf."""
    return bool(np.abs(one.astype(int) - other.astype(int)).max() <= 1)


def test_fixed_codes_draw_what_the_network_gives(store, network):
    from ganplay.latent import render

    generator, latents = network
    networks = store.get(RUN).networks()
    assert networks.codes == (10, 2)
    z = latents(*range(5))
    for codes in ((3, None, None), (None, 1.5, None), (7, -2.0, 0.25), (None, None, None)):
        drawn = render(networks.with_codes(codes).generator, z)
        assert close(drawn, directly(generator, z, *codes)), codes
    assert np.array_equal(render(networks.with_codes(()).generator, z), render(networks.generator, z))
    third = render(networks.with_codes((3,)).generator, z)
    assert np.array_equal(third, render(networks.with_codes((3.0, None)).generator, z))


def test_the_command_line_draws_with_codes(store, network, tmp_path, capsys):
    from ganplay.cli import main

    run, out = str(store.runs / RUN), str(tmp_path / "s.npz")
    codes = ["--code", "c1=3", "--code", "c3=-1.5"]
    assert main(["sample", run, "--n", "4", "--seed", "7", *codes, "--out", out]) == 0
    generator, latents = network
    assert close(np.load(out)["images"], directly(generator, latents(7, 8, 9, 10), 3, None, -1.5))
    sheet = tmp_path / "one.png"
    assert main(["sample", run, "--n", "1", "--seed", "7", *codes, "--out", str(sheet)]) == 0
    assert np.array_equal(np.asarray(Image.open(sheet)), np.load(out)["images"][0].squeeze())
    film = str(tmp_path / "film.gif")
    assert main(["morph", run, "--seeds", "3,7", "--frames", "4", "--open", "--code", "c2=2", "--out", film]) == 0
    with Image.open(film) as opened:
        scale = opened.width // 32
        first = np.asarray(opened.convert("L"))[::scale, ::scale]
    assert np.abs(first.astype(int) - directly(generator, latents(3), None, 2.0, None)[0].squeeze()).max() <= 2


@pytest.mark.parametrize(
    "wrong",
    ["3", "c1", "c1=x", "c0=1", "c-1=2", "c1=10", "c1=-1", "c1=1.5", "c4=0", "c2=nan", "c2=inf", "c99999=1", "="],
)
def test_a_code_that_is_not_there_is_refused_with_a_sentence(store, wrong, tmp_path, capsys):
    from ganplay.cli import main

    out = tmp_path / "s.png"
    assert main(["sample", str(store.runs / RUN), "--n", "2", "--code", wrong, "--out", str(out)]) == 2
    said = capsys.readouterr().err.strip()
    assert said.endswith(".") and "\n" not in said and not out.exists()
    assert main(["sample", str(store.runs / RUN), "--code", "c2=1", "--code", "c2=2", "--out", str(out)]) == 2


def test_a_run_without_codes_says_so(store, tmp_path, capsys):
    from ganplay.cli import main

    assert main(["sample", str(store.runs / PLAIN), "--code", "c1=3", "--out", str(tmp_path / "s.png")]) == 2
    assert "no codes" in capsys.readouterr().err


# On the page


@pytest.fixture(scope="module")
def ask(store, answered):
    from ganplay.ui.latent.server import server_functions

    return asking(server_functions, store, answered)


def view(**values: object) -> dict:
    return {"view": {"run": RUN, **values}}


def test_the_page_is_told_of_codes(ask):
    assert ask("open_run", {"run": RUN})["codes"] == [10, 2]
    assert ask("open_run", {"run": PLAIN})["codes"] == []


def test_every_tool_draws_with_the_codes(ask, network):
    generator, latents = network
    codes = [4, 1.25, None]
    one = picture(ask("draw_view", view(tool="time", keyframes=[5], codes=codes))["png"])
    assert close(one, directly(generator, latents(5), *codes)[0].squeeze())
    tools = {
        "seeds": {"first": 5, "count": 6},
        "path": {"keyframes": [5, 3], "frames": 6},
        "plane": {"keyframes": [5, 1, 2, 3], "side": 3},
        "directions": {"keyframes": [5], "amounts": [0.0]},
        "teach": {"keyframes": [5], "shown": [1, 2, 3, 4, 5], "not_shown": [6, 7, 8, 9, 10]},
    }
    for tool, values in tools.items():
        sheet = picture(ask("draw_view", view(tool=tool, codes=codes, **values))["png"])
        assert np.array_equal(sheet[:32, :32], one), tool
    for tool in ("endless", "seeds"):
        sheets = [ask("draw_view", view(tool=tool, side=3, count=9, codes=some))["png"] for some in ([], [1], [2])]
        assert len(set(sheets)) == 3


def test_a_walk_through_a_code_has_a_row_for_each_seed_and_a_column_for_each_value(ask, network):
    generator, latents = network
    question = view(tool="codes", keyframes=[5, 9], walked=2, side=5, codes=[3])
    answer = ask("draw_view", question)
    assert (answer["count"], answer["columns"], answer["values"]) == (10, 5, [-2, -1, 0, 1, 2])
    sheet = picture(answer["png"])
    for row, seed in enumerate((5, 9)):
        for column, value in enumerate(answer["values"]):
            cell = sheet[32 * row : 32 * row + 32, 32 * column : 32 * column + 32]
            assert close(cell, directly(generator, latents(seed), 3, None, value)[0].squeeze())
    categories = ask("draw_view", view(tool="codes", keyframes=[5], walked=0, codes=[3, 0.5]))
    assert categories["values"] == list(range(10)) and categories["columns"] == 10
    assert close(picture(categories["png"])[:, -32:], directly(generator, latents(5), 9, 0.5, None)[0].squeeze())
    saved = ask("download_view", {**question, "scale": 1})["data"]
    assert np.array_equal(picture(saved), sheet)
    assert ask("pick_latent", {**question, "index": 1}) == {"latent": 9}


@pytest.mark.parametrize(
    "values",
    [
        {"tool": "codes", "keyframes": [5, 9], "walked": 1, "side": 3, "codes": [2]},
        {"tool": "directions", "keyframes": [5], "amounts": [1.5], "method": "principal", "codes": [2, 0.5]},
        {"tool": "seeds", "count": 12, "codes": [None, -1.0]},
        {"tool": "uphill", "keyframes": [5], "steps": 2, "codes": [6]},
    ],
    ids=lambda values: values["tool"],
)
def test_a_view_with_codes_comes_back_from_a_link_and_from_python(ask, store, values, tmp_path, monkeypatch):
    told = ask("share_view", view(**values))
    assert ask("read_view", {"text": told["text"]})["view"]["codes"] == values["codes"]
    monkeypatch.setenv("GANPLAY_HOME", str(store.root))
    monkeypatch.chdir(tmp_path)
    exec(compile(told["python"], "view", "exec"), {})
    drawn = np.asarray(Image.open(tmp_path / "view.png"))
    if values["tool"] == "uphill":  # work that is started, not a picture
        assert drawn.shape[0] == 32
    else:
        assert np.array_equal(drawn, picture(ask("draw_view", view(**values))["png"]))


@pytest.mark.parametrize(
    "values",
    [
        {"codes": [10]},
        {"codes": [-1]},
        {"codes": [1.5]},
        {"codes": [1, 2, 3, 4]},
        {"codes": 3},
        {"codes": ["1"]},
        {"codes": [True]},
        {"codes": [None, math.nan]},
        {"codes": [None, 1e9]},
        {"codes": [None] * 99},
        {"tool": "codes", "walked": 3},
        {"tool": "codes", "walked": -1},
        {"tool": "codes", "walked": 0.5},
        {"run": PLAIN, "codes": [1]},
        {"run": PLAIN, "tool": "codes"},
    ],
    ids=str,
)
def test_codes_that_cannot_be_are_refused_with_a_sentence(ask, values):
    answer = ask("draw_view", view(**{"tool": "time", "keyframes": [5], **values}))
    assert answer["error"] and answer["text"].endswith(".")


def test_codes_of_a_moment_are_not_those_of_another_visitor(ask, store):
    """What is kept in memory is the checkpoint without codes."""
    plain = view(tool="time", keyframes=[5])
    before = ask("draw_view", plain)["png"]
    assert ask("draw_view", view(tool="time", keyframes=[5], codes=[1, 2, -2]))["png"] != before
    assert ask("draw_view", plain)["png"] == before
    shutil.copytree(store.runs / RUN, store.runs / "othersothers")
    assert ask("draw_view", {"view": {**plain["view"], "run": "othersothers"}})["png"] == before
