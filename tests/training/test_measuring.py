"""Measuring while it trains: never dearer than its share, never heard by the training, always with n and the floor."""

from __future__ import annotations

import contextlib
import threading

import pytest
import torch

from ganplay.data.kinds.points import draw_points
from ganplay.data.laws import LAWS
from ganplay.data.pictures import Pictures
from ganplay.metrics import distances, kinds, reference
from ganplay.metrics.features import FeatureNetwork, Features, Head
from ganplay.metrics.kinds import pictures as of_pictures
from ganplay.recipe import kind_of
from ganplay.training import Trainer
from ganplay.training import measuring as measuring_module
from ganplay.training.events import Finished, Measured
from ganplay.training.measuring import LOADING, START, Measuring

SHARE = 0.1


class Ticking:
    """A clock that moves by `tick` seconds at every look."""

    def __init__(self, tick: float = 0.02) -> None:
        self.now, self.tick = 0.0, tick

    def __call__(self) -> float:
        self.now += self.tick
        return self.now


@pytest.fixture(autouse=True)
def small_network(monkeypatch, tmp_path):
    """A feature network with random weights in place of the trained one, and the library at hand."""
    monkeypatch.setenv("GANPLAY_CACHE", str(tmp_path))
    distances.load()

    def features_for(channels, resolution, device="cpu"):
        with torch.random.fork_rng():
            torch.manual_seed(0)
            network = FeatureNetwork(channels, 8, 16, {"squares": 3})
        head = Head("squares", ("a", "b", "c"), ("labelled",), True, 0.9, 1000)
        return Features("test", network, {"squares": head}, "0" * 64)

    monkeypatch.setattr(reference, "features_for", features_for)


def measured(measuring, generator, share, seconds, step=0.1):
    """Every measure of a training of so many seconds, with the spending checked after every turn."""
    found = []
    for turn in range(1, round(seconds / step) + 1):
        place = {"step": turn, "images": 8 * turn, "seconds": turn * step}
        if told := measuring.turn(generator, place, share):
            found.append((place["seconds"], told))
        assert measuring.spent <= share * place["seconds"] + 0.02 + 1e-9  # one slice of the ticking clock
    return found


def of(recipe, pictures, clock=None):
    trainer = Trainer(recipe, pictures, device="cpu", threads=1)
    training, held_out = pictures.split(512)
    device = torch.device("cpu")
    measure = kinds.entry(kind_of(recipe)).measure(training, held_out, device)
    return Measuring(measure, contextlib.nullcontext, clock or Ticking()), trainer.players.averaged


def test_it_takes_its_share_of_the_time_and_no_more(recipe, pictures):
    measuring, generator = of(recipe, pictures)
    found = measured(measuring, generator, SHARE, 120)
    assert len(found) >= 3 and found[0][1].seconds > START
    assert measuring.spent > 0.5 * SHARE * 120  # and it uses what it may use
    first, last = found[0][1], found[-1][1]
    assert first.n == last.n == 200  # half of the real pictures
    for told in (first, last):
        assert set(told.values) >= {"classifier_fd", "classifier_kd", "precision", "recall", "density", "coverage"}
        assert set(told.floors) == set(told.values) and all(isinstance(floor, float) for floor in told.floors.values())
    assert first.floors == last.floors  # the real side is computed once
    assert first.values == last.values  # the same samples of the same generator


def test_a_moment_is_the_one_at_which_the_generator_was_copied(recipe, pictures):
    measuring, generator = of(recipe, pictures)
    found = measured(measuring, generator, SHARE, 60)
    before = found[-1][1].values["classifier_fd"]
    while measuring._work is None:  # until the next has begun
        seconds = measuring._paid_until + 0.1
        measuring.turn(generator, {"step": 7, "images": 7, "seconds": seconds}, SHARE)
    with torch.no_grad():
        for weight in generator.parameters():
            weight.zero_()
    later = None
    while later is None:
        seconds = measuring._paid_until + 0.1
        later = measuring.turn(generator, {"step": 8, "images": 8, "seconds": seconds}, SHARE)
    assert later.step == 7 and later.values["classifier_fd"] == before


def test_a_share_of_nothing_measures_nothing_and_too_few_pictures_are_left_alone(recipe, pictures):
    measuring, generator = of(recipe, pictures)
    assert measured(measuring, generator, 0.0, 20) == [] and measuring.spent == 0
    few, generator = of(recipe, pictures.take(torch.arange(80)))
    assert measured(few, generator, SHARE, 20) == [] and few.spent < 0.2


@pytest.mark.parametrize("where", ["in_turns", "features_for", "deepcopy"])
def test_an_error_of_measuring_ends_the_measuring_with_one_warning_and_not_the_training(
    recipe, pictures, monkeypatch, caplog, where
):
    def fails(*_, **__):
        raise RuntimeError("out of memory")

    place = {"in_turns": Features, "features_for": reference, "deepcopy": measuring_module.copy}[where]
    measuring, generator = of(recipe, pictures)
    monkeypatch.setattr(place, where, fails)
    assert measured(measuring, generator, SHARE, 60) == []
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_the_library_is_imported_aside_and_only_once_that_is_paid_for(recipe, pictures, monkeypatch):
    called = threading.Event()
    monkeypatch.setattr(distances, "library", threading.Event())
    monkeypatch.setattr(distances, "load", called.set)
    measuring, generator = of(recipe, pictures)
    assert measured(measuring, generator, SHARE, 0.9 * LOADING / SHARE) == [] and not called.is_set()
    assert measured(measuring, generator, SHARE, 2 * LOADING / SHARE) == []
    assert called.wait(10) and measuring.spent == 0
    measuring._loading.join()
    distances.library.set()
    place = {"step": 1, "images": 8, "seconds": 2 * LOADING / SHARE}
    earned, measuring._import = measuring._earned, 60.0  # a slow disk
    assert measuring.turn(generator, place, SHARE) is None
    assert measuring._earned == earned - 60 and measuring.spent == 0
    assert measured(*of(recipe, pictures), SHARE, 60)


def test_of_people_s_own_pictures_nothing_is_kept(recipe, pictures, tmp_path):
    assert measured(*of(recipe, pictures), SHARE, 60)
    assert not (tmp_path / "features").exists()


def test_the_real_side_is_kept_for_the_next_training(recipe, pictures, monkeypatch):
    monkeypatch.setitem(reference.CATALOG, "squares", None)
    measured(*of(recipe, pictures), SHARE, 60)
    seen = []
    real = Features.__call__
    monkeypatch.setattr(Features, "__call__", lambda self, images: seen.append(len(images)) or real(self, images))
    first = measured(*of(recipe, pictures), SHARE, 60)
    assert first and sum(seen) % first[0][1].n == 0 and max(seen) <= 25
    assert sum(seen) <= first[0][1].n * (len(first) + 1)  # generated pictures alone


@pytest.mark.parametrize("family", ["progan", "stylegan", "infogan"])
def test_growing_styled_and_coded_generators_are_measured_as_they_are(family, recipe, pictures):
    padded = torch.nn.functional.pad(pictures.images, (2, 2, 2, 2))
    recipe = recipe.with_changes(resolution=32, family=family, z_dim=16)
    measuring, generator = of(recipe, Pictures(name="squares", images=padded))
    before = {name: value.clone() for name, value in generator.state_dict().items()}
    assert measured(measuring, generator, SHARE, 60)
    assert all(torch.equal(before[name], value) for name, value in generator.state_dict().items())


def test_packed_trainings_and_conditional_ones_are_measured_the_latter_with_their_classes(recipe, pictures):
    assert measured(*of(recipe.with_changes(packing=2), pictures), SHARE, 60)
    labels = torch.arange(len(pictures)) % 3
    labelled = Pictures(name="labelled", images=pictures.images, labels=labels, classes=("a", "b", "c"))
    found = measured(*of(recipe.with_changes(labels="on"), labelled), SHARE, 60)[0][1]
    assert {"class_kl", "label_accuracy"} <= set(found.values)
    assert 0 <= found.values["label_accuracy"] <= 1 and found.floors["label_accuracy"] is not None


def test_copies_are_told_where_all_training_pictures_are_compared(recipe, pictures, monkeypatch):
    assert "copies" not in measured(*of(recipe, pictures), SHARE, 60)[0][1].values  # of 80 held out there is no floor
    noise = torch.randint(256, (800, 1, 28, 28), dtype=torch.uint8, generator=torch.Generator().manual_seed(0))
    more = Pictures(name="squares", images=noise)  # no two alike
    found = measured(*of(recipe, more), SHARE, 60)[0][1]
    assert {"copies", "nearness"} <= set(found.values) and set(found.floors) == set(found.values)
    assert found.values["nearness"] > 0 and found.floors["nearness"] == 1
    assert found.n_floors == {"copies": 160, "nearness": 160} and found.n != 160
    training, _ = more.split(512)
    monkeypatch.setattr(  # a generator that has its training pictures by heart
        measuring_module, "draw_in_turns", lambda _, count, *__, **___: drawn(training.images[:count])
    )
    copying = measured(*of(recipe, more), SHARE, 60)[0][1]
    assert copying.values["copies"] == 1.0 and copying.values["nearness"] == 0.0
    assert copying.floors == found.floors
    monkeypatch.setattr(of_pictures, "SAMPLES", 100)  # of more training pictures than twice that
    assert "copies" not in measured(*of(recipe, more), SHARE, 60)[0][1].values


def drawn(images):
    yield
    return images, None


def test_points_are_counted_by_their_modes(recipe):
    points = draw_points("ring", 2000, 0)
    recipe = recipe.with_changes(resolution=1, family="points", dataset="ring")
    found = measured(*of(recipe, points), SHARE, 20)[0][1]
    assert set(found.values) == {"modes", "high_quality"} and found.n == 2500
    assert found.floors["modes"] == len(LAWS["ring"].centres) and found.floors["high_quality"] > 0.95


def test_points_without_modes_are_measured_by_their_distance_to_real_ones(recipe):
    recipe = recipe.with_changes(resolution=1, family="points", dataset="spiral")
    found = measured(*of(recipe, draw_points("spiral", 2000)), SHARE, 60)[0][1]
    assert set(found.values) == {"point_kl", "point_js"} and found.n == 10_000
    assert 0 < found.floors["point_kl"] < 0.04 < found.values["point_kl"]
    own = Pictures(name="mine.csv", images=torch.randn(400, 2, 1, 1))
    assert set(measured(*of(recipe, own), SHARE, 60)[0][1].values) == {"point_kl", "point_js"}


def weights(trainer):
    players = trainer.players
    networks = (players.generator, players.discriminator, players.averaged)
    return [value.clone() for network in networks for value in network.state_dict().values()]


def same(first, second):
    return all(torch.equal(a, b) for a, b in zip(first, second, strict=True))


def test_a_measured_training_is_the_same_training_and_resumes_bit_for_bit(recipe, pictures, tmp_path):
    recipe = recipe.with_changes(steps=300, metrics=0.5)
    quiet = Trainer(recipe.with_changes(metrics=0), pictures, device="cpu", threads=1)
    for _ in range(recipe.steps):
        quiet._train()
    watched = Trainer(recipe, pictures, device="cpu", threads=1, clock=Ticking(0.03))
    events = []
    for event in watched.events():
        events.append(event)
        if watched._measuring._work is not None and not (tmp_path / "in").exists():
            watched.save(tmp_path / "in")  # in the middle of a measure
    assert isinstance(events[-1], Finished)
    assert [event for event in events if isinstance(event, Measured)]
    assert same(weights(quiet), weights(watched))
    resumed = Trainer(recipe, pictures, device="cpu", threads=1, clock=Ticking(0.03))
    resumed.restore(tmp_path / "in")
    list(resumed.events())
    assert same(weights(quiet), weights(resumed))


def test_the_share_may_change_while_it_trains(recipe, pictures):
    trainer = Trainer(recipe, pictures, device="cpu")
    trainer.set(metrics=0.25)
    assert trainer.recipe.metrics == 0.25


def test_d_is_asked_for_the_pictures_it_trains_on_too(recipe, pictures):
    trainer = Trainer(recipe, pictures, device="cpu")
    with torch.no_grad():  # a discriminator that calls everything real
        trainer.players.discriminator.head.weight.zero_()
        trainer.players.discriminator.head.bias.fill_(5.0)
    values = trainer._evaluate().values
    assert values["recall_training"] == values["recall"] == 1.0 and values["n_real"] == 80
