"""The textbook's discriminator: shapes, counts, code, filters and maps are the module's own."""

from __future__ import annotations

import math
import shutil

import numpy as np
import pytest
import torch
from torch import nn

from ganplay import nets
from ganplay.latent.seeds import to_float
from ganplay.nets.sharing import seeded
from ganplay.recipe import named_recipe
from ganplay.runs.store.store import Store
from ganplay.ui.learn import textbooks
from ganplay.ui.learn.asked_textbook import ZOOM, server_functions
from ganplay.ui.learn.textbooks import EACH, LOOKED_AT, RECIPE

from ..asked import asking, picture, stand_whatever_is_asked, trained
from ..odd import OWNER

LETTERS = iter("abcdefgh")  # each copy has an id of its own, as every run
SMALL = ("g_width=4", "d_width=4", "batch=16", "z_dim=8", "precision=fp32")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store with a run of the family that belongs to OWNER, and one of another family that belongs to nobody."""
    store = Store(tmp_path_factory.mktemp("textbook"))
    with store.place(OWNER) as place:
        trained(place, "classic", "digits", 3, *SMALL)
    trained(store.runs / "anotherquick", "quick", "digits", 3, "resolution=32", *SMALL)
    return store


@pytest.fixture(scope="module", autouse=True)
def shipped(tmp_path_factory):
    """Nothing ships, until a test puts something there."""
    folder = tmp_path_factory.mktemp("shipped")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ganplay.runs.store.store.shipped", lambda name: folder)
        yield folder


@pytest.fixture(scope="module")
def ask(store, answered):
    return asking(server_functions, store, answered)


@pytest.fixture
def mine(ask):
    return ask("textbook_network", {"owner": OWNER})


@pytest.fixture
def built():
    """The recipe's discriminator, built with seed 0."""
    with seeded(0):
        _, discriminator = nets.build(named_recipe("classic").with_changes(channels=1))
    return discriminator.eval()


def layers_of(discriminator) -> list[nn.Module]:
    return [*discriminator.body, discriminator.head]


def test_who_has_no_run_of_the_family_is_shown_one_that_was_just_built(ask, built):
    told = ask("textbook_network", {"owner": "somebody else"})
    assert (told["run"], told["step"], told["input"], told["lost"]) == ("", 0, [1, 28, 28], "")
    assert not told["shipped"]
    assert [layer["parameters"] for layer in told["layers"]] == [320, 0, 0, 18_496, 0, 0, 0, 3_137]
    assert sum(layer["parameters"] for layer in told["layers"]) == nets.count_parameters(built)
    assert told["layers"][3]["shape"] == [64, 14, 14] and told["layers"][6]["shape"] == [64 * 7 * 7]
    for layer in told["layers"]:
        assert layer["parameters"] == sum(math.prod(shape) for shape in layer["weights"])


def test_the_code_that_is_shown_makes_the_network(ask, built):
    told = ask("textbook_network", {})
    made = nn.Sequential(*(eval(layer["code"], {"nn": nn}) for layer in told["layers"]))
    made.load_state_dict(dict(zip(made.state_dict(), built.state_dict().values(), strict=True)))
    pictures = torch.randn(4, 1, 28, 28)
    assert torch.equal(made(pictures).flatten(), built(pictures))
    out = pictures
    for layer, row in zip(made, told["layers"], strict=True):
        out = layer(out)
        assert list(out.shape[1:]) == row["shape"]


def test_the_visitor_s_own_run_is_shown_with_its_weights(ask, store, mine):
    [run] = [run for run in store.list(OWNER) if store.owns(run.path.name, OWNER)]
    discriminator = run.networks().discriminator
    assert (mine["run"], mine["step"], mine["input"]) == (run.path.name, 3, [1, 28, 28])
    assert sum(layer["parameters"] for layer in mine["layers"]) == nets.count_parameters(discriminator)
    weights = discriminator.body[0].weight.numpy()
    shown = picture(mine["filters"]["png"])[: 3 * ZOOM : ZOOM, : 3 * ZOOM : ZOOM]
    assert np.abs(shown / 127.5 - 1 - weights[0, 0] / np.abs(weights).max()).max() < 0.01


@pytest.mark.parametrize("index", [0, EACH])
def test_what_a_picture_does_is_what_the_layers_make_of_it(ask, store, mine, index):
    network = store.get(mine["run"]).networks().discriminator
    sheet = picture(mine["sheet"]["png"])
    row, column = divmod(index, mine["sheet"]["columns"])
    chosen = sheet[28 * row : 28 * row + 28, 28 * column : 28 * column + 28, None]
    told = ask("textbook_seen", {"run": mine["run"], "picture": index})["layers"]
    out = to_float(chosen[None])
    for layer, row in zip(layers_of(network)[:-1], told[:-1], strict=True):
        out = layer(out)
        assert (row["low"], row["high"]) == pytest.approx((out.min().item(), out.max().item()), rel=1e-4)
        assert row["count"] == (out.shape[1] if out.ndim == 4 else 1)
    first = picture(told[1]["png"])[:28, :28]  # the first map after the ReLU
    maps = network.body[1](network.body[0](to_float(chosen[None])))[0]
    assert np.abs(first / 255 - (maps[0] / maps.max()).numpy()).max() < 0.01
    last = told[-1]
    logit = network(to_float(chosen[None])).item()
    assert last["logit"] == pytest.approx(logit, abs=1e-4)
    assert last["positive"] + last["negative"] + last["bias"] == pytest.approx(logit, abs=1e-4)
    assert last["answer"] == pytest.approx(1 / (1 + math.exp(-logit)), abs=1e-5)


def test_real_pictures_come_before_generated_ones(ask, store, mine):
    from ganplay.runs.asking.sampling import seed_pictures

    drawn, _ = seed_pictures(store.get(mine["run"]).networks(), range(EACH))
    assert np.array_equal(picture(mine["sheet"]["png"])[28:], np.concatenate(list(drawn), 1).squeeze())


def test_nobody_is_shown_somebody_else_s_run_by_itself(ask, mine):
    for owner in ("", "somebody else"):
        assert ask("textbook_network", {"owner": owner})["run"] == ""


def test_a_run_of_another_family_is_refused(ask):
    assert "textbook" in ask("textbook_seen", {"run": "anotherquick", "picture": 0})["text"]


@pytest.fixture
def twice(store, mine):
    """A copy of the run that belongs to nobody, as if the command line had trained it, for as long as the test."""
    copy = store.runs / f"copyofmyrun{next(LETTERS)}"
    shutil.copytree(store.runs / mine["run"], copy, ignore=shutil.ignore_patterns("owner"))
    yield copy
    shutil.rmtree(copy, ignore_errors=True)


def test_one_s_own_run_comes_before_those_of_nobody_and_these_before_the_shipped_one(ask, shipped, twice, mine):
    shutil.copytree(twice, shipped / "ours")
    try:
        told = {owner: ask("textbook_network", {"owner": owner}) for owner in (OWNER, "")}
        assert [(one["run"], one["shipped"]) for one in told.values()] == [(mine["run"], False), (twice.name, False)]
        shutil.rmtree(twice)
        told = ask("textbook_network", {})
        assert (told["run"], told["shipped"], told["lost"]) == ("ours", True, "")
    finally:
        shutil.rmtree(shipped / "ours")


def test_many_runs_of_one_group_leave_the_others_their_share_and_those_of_the_recipe_come_first():
    def rows(group, count, **others):
        return [{"run": f"{group}{n}", "recipe": others.get(f"at{n}", "quick")} for n in range(count)]

    groups = {"mine": rows("mine", 60, at59=RECIPE), "others": rows("others", 50), "pretrained": rows("pretrained", 3)}
    likely = [row["run"] for row in textbooks._likely(groups)]
    assert likely[:2] == ["mine59", "mine0"]
    assert [run.rstrip("0123456789") for run in likely] == ["mine"] * LOOKED_AT + ["others"] * LOOKED_AT + [
        "pretrained"
    ] * 3


def test_a_run_that_was_deleted_meanwhile_gives_way_to_another_network(ask, twice, mine):
    run = ask("textbook_network", {})["run"]
    assert run == twice.name and "network" not in ask("textbook_seen", {"run": run, "picture": 0})
    shutil.rmtree(twice)
    told = ask("textbook_seen", {"run": run, "picture": 0})
    assert told["network"] == ask("textbook_network", {}) and told["network"]["run"] == ""
    assert told["layers"] == ask("textbook_seen", {"run": "", "picture": 0})["layers"]
    again = ask("textbook_seen", {"run": run, "picture": 0, "owner": OWNER})
    assert (
        again["network"] == mine
        and again["layers"] == ask("textbook_seen", {"run": mine["run"], "picture": 0})["layers"]
    )


def test_a_listed_run_that_cannot_be_opened_gives_way_and_is_named(ask, store, twice):
    weights = sorted((twice / "checkpoints").rglob("model.safetensors"))
    for file in weights:
        file.write_bytes(b"damaged")
    store.get(twice.name).set_meta(title="my textbook")
    told = ask("textbook_network", {})
    assert (told["run"], told["lost"]) == ("", "my textbook")
    assert told["layers"] and told["filters"]["count"] == 32
    assert ask("textbook_network", {"owner": OWNER})["lost"] == ""


@pytest.mark.parametrize("index", [-1, 2 * EACH, 10**12, "0", None, True, 0.0])
def test_a_picture_that_is_not_there_is_refused(ask, index):
    assert "picture" in ask("textbook_seen", {"run": "", "picture": index})["text"]


def test_odd_questions_are_answered_or_refused(ask, mine):
    stand_whatever_is_asked(ask, mine["run"])
