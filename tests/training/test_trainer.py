"""The loop: what trains, what it tells, and what it refuses."""

import pickle

import pytest
import torch

from ganplay.metrics.samples import compare
from ganplay.recipe.fields import FAMILIES, LOSSES, RecipeError
from ganplay.recipe.kinds import PICTURES, kind_drawn_by
from ganplay.training import CheckpointError, Trainer
from ganplay.training.batches import to_float
from ganplay.training.events import CheckpointDue, Diverged, Evaluation, Finished, Grid, Numbers

from .comparing import fitting, same, weights


def kinds(events):
    return [type(event) for event in events]


def test_d_s_gradient_does_not_reach_g_and_the_reverse(recipe, pictures):
    trainer = Trainer(recipe, pictures, device="cpu")
    players = trainer.players
    generator = [w.clone() for w in players.generator.parameters()]
    discriminator = [w.clone() for w in players.discriminator.parameters()]

    trainer._train_d()
    assert all(w.grad is None for w in players.generator.parameters())
    assert same(generator, list(players.generator.parameters()))
    assert not same(discriminator, list(players.discriminator.parameters()))

    players.opt_d.zero_grad(set_to_none=True)
    discriminator = [w.clone() for w in players.discriminator.parameters()]
    trainer._train_g()
    assert all(w.grad is None for w in players.discriminator.parameters())
    assert same(discriminator, list(players.discriminator.parameters()))
    assert not same(generator, list(players.generator.parameters()))


@pytest.mark.parametrize("loss", ["relativistic", "relativistic_average", "hinge"])
def test_a_relativistic_loss_pairs_pictures_of_one_class(loss, recipe, pictures, monkeypatch):
    labelled = type(pictures)(name="squares", images=pictures.images, labels=torch.arange(400) % 10)
    trainer = Trainer(recipe.with_changes(labels="on", loss=loss), labelled, device="cpu")
    seen = []
    players = trainer.players
    train_d, train_g = players.train_discriminator, players.train_generator
    monkeypatch.setattr(
        players, "train_discriminator", lambda real, z, *more: seen.append(more) or train_d(real, z, *more)
    )
    monkeypatch.setattr(players, "train_generator", lambda z, *more: seen.append(more) or train_g(z, *more))
    trainer._train_d()
    trainer._train_g()
    (labels, fake_labels, _), (_, drawn, real, real_labels) = seen
    paired = loss != "hinge"
    assert torch.equal(labels, fake_labels) == paired
    assert (real is not None and torch.equal(drawn, real_labels)) == paired


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("family", [family for family in FAMILIES if kind_drawn_by(family) is PICTURES])
def test_any_loss_trains_any_family(family, loss, recipe, pictures):
    recipe, pictures = fitting(family, recipe, pictures)
    bound = {"clip": 0.01} if loss == "wasserstein" else {}
    trainer = Trainer(recipe.with_changes(loss=loss, steps=1, **bound), pictures, device="cpu")
    before = weights(trainer)
    assert kinds(trainer.events())[-1] is Finished
    after = weights(trainer)
    assert all(weight.isfinite().all() for weight in after) and not same(before, after)


def test_looking_does_not_change_what_is_trained(recipe, pictures, clock):
    quiet, watched = (Trainer(recipe, pictures, device="cpu") for _ in range(2))
    for _ in range(recipe.steps):
        quiet._train()
    watched._clock = clock
    events = list(watched.events())
    assert kinds(events).count(Evaluation) > 2
    assert same(weights(quiet), weights(watched))


def test_events_tell_the_whole_story_in_order(recipe, pictures, clock):
    trainer = Trainer(recipe.with_changes(steps=200), pictures, device="cpu", clock=clock)
    events = list(trainer.events())
    assert kinds(events)[:2] == [Grid, Evaluation]
    assert kinds(events)[-3:] == [Grid, Evaluation, Finished]
    assert {Numbers, Grid, Evaluation, CheckpointDue, Finished} == set(kinds(events))
    assert [event.step for event in events] == sorted(event.step for event in events)
    numbers = next(event for event in events if isinstance(event, Numbers))
    assert set(numbers.values) == {"loss_d", "loss_g", "d_real", "d_fake", "lr_g", "lr_d", "rate"}
    grid = events[0].pictures
    assert grid.shape == (64, 28, 28, 1) and grid.dtype == "uint8"
    assert pickle.loads(pickle.dumps(events))[-1] == events[-1]


def test_an_evaluation_stands_beside_what_real_pictures_score_in_its_place(recipe, pictures):
    trainer = Trainer(recipe, pictures, device="cpu")
    values = trainer._evaluate().values
    training, held_out = (to_float(part.images) for part in pictures.split(512))
    expected = compare(held_out, training[: len(held_out)])
    assert values["n_floor"] == values["n_fake"] == 80
    assert {name: values[f"floor_{name}"] for name in expected} == pytest.approx(expected)
    few = Trainer(recipe.with_changes(limit=16), pictures, device="cpu")._evaluate().values
    assert few["n_floor"] == 16 < few["n_fake"]


@pytest.mark.parametrize(("budget", "amount"), [("steps", 5), ("images", 80), ("seconds", 1.0)])
def test_each_budget_ends_the_training(budget, amount, recipe, pictures, clock):
    trainer = Trainer(recipe.with_changes(steps=0).with_changes(**{budget: amount}), pictures, clock=clock)
    *_, last = trainer.events()
    assert isinstance(last, Finished) and last.budget == budget
    assert getattr(last, "step" if budget == "steps" else budget) >= amount
    assert {"steps": trainer.step == 5, "images": trainer.images == 80}.get(budget, True)


@pytest.mark.parametrize("loss", LOSSES)
def test_every_loss_trains(loss, recipe, pictures):
    recipe = recipe.with_changes(loss=loss, clip=0.01 if loss == "wasserstein" else 0.0)
    trainer = Trainer(recipe, pictures, device="cpu")
    before = weights(trainer)
    *_, last = trainer.events()
    assert isinstance(last, Finished)
    assert not same(before, weights(trainer))
    if recipe.clip:
        assert max(w.abs().max() for w in trainer.players.discriminator.parameters()) <= recipe.clip


def test_an_explosion_ends_as_diverged_and_is_never_saved(recipe, pictures, tmp_path):
    recipe = recipe.with_changes(loss="lsgan", lr_d=0.1, lr_g=0.1, optimizer="rmsprop", steps=500, family="mlp")
    trainer = Trainer(recipe, pictures, device="cpu")
    with torch.no_grad():
        trainer.players.discriminator.head.weight.mul_(1e9)
    *_, last = trainer.events()
    assert isinstance(last, Diverged) and last.reason == "loss"
    with torch.no_grad():
        trainer.players.generator.first.weight.fill_(float("nan"))
    with pytest.raises(CheckpointError, match="not numbers"):
        trainer.save(tmp_path / "bad")
    assert not (tmp_path / "bad").exists()
    trainer._train()
    assert trainer._broken(trainer._read_sums()).reason == "nan"


def test_live_settings_act_at_once_and_others_are_refused(recipe, pictures):
    trainer = Trainer(recipe.with_changes(steps=100), pictures, device="cpu")
    trainer._train()
    trainer.set(lr_g=0.01, lr_d=0.02, n_dis=3)
    images = trainer.images
    trainer._train()
    assert trainer.images == images + 3 * recipe.batch
    assert trainer.players.opt_g.param_groups[0]["lr"] == 0.01
    assert trainer.players.opt_d.param_groups[0]["lr"] == 0.02
    with pytest.raises(RecipeError, match="new run"):
        trainer.set(batch=16)
    with pytest.raises(RecipeError, match="lr_g"):
        trainer.set(lr_d=0.5e-3, lr_g=-1)
    assert trainer.recipe.lr_d == 0.02


def test_single_steps_move_one_network(recipe, pictures):
    trainer = Trainer(recipe, pictures, device="cpu")
    players = trainer.players
    for network, moved, still in (
        ("d", players.discriminator, players.generator),
        ("g", players.generator, players.discriminator),
    ):
        before = [[w.clone() for w in net.parameters()] for net in (moved, still)]
        events = trainer.single(network, 10)
        assert kinds(events) == [Numbers, Grid, Evaluation]
        assert not same(before[0], list(moved.parameters())) and same(before[1], list(still.parameters()))
    assert (trainer.step, trainer.images) == (10, 80)
    trainer.single("both", 1)
    assert (trainer.step, trainer.images) == (11, 88)
    with pytest.raises(RecipeError):
        trainer.single("x", 1)


def test_an_average_follows_the_generator_and_none_is_the_generator(recipe, pictures):
    averaged = Trainer(recipe.with_changes(ema=0.9, steps=30), pictures, device="cpu")
    list(averaged.events())
    assert not same(list(averaged.players.averaged.parameters()), list(averaged.players.generator.parameters()))
    plain = Trainer(recipe.with_changes(ema=0.0), pictures, device="cpu")
    list(plain.events())
    assert same(list(plain.players.averaged.parameters()), list(plain.players.generator.parameters()))


def test_pictures_of_another_size_or_device_are_refused(recipe, pictures):
    with pytest.raises(RecipeError, match="28 px"):
        Trainer(recipe.with_changes(resolution=32), pictures)
    with pytest.raises(RecipeError, match="channels"):
        Trainer(recipe.with_changes(channels=3), pictures)
    with pytest.raises(RecipeError, match="no device"):
        Trainer(recipe, pictures, device="abacus")


def test_a_limit_trains_on_so_many_pictures_alone_and_a_run_keeps_those(recipe, pictures, tmp_path):
    from ganplay.runs.store.reals import keep_reals, read_reals

    whole, few = (Trainer(recipe.with_changes(limit=limit), pictures, device="cpu") for limit in (0, 20))
    assert len(few.real_samples(64)) == 20 and len(whole.real_samples(64)) == 64
    assert (few.real_samples(20) == whole.real_samples(20)).all()
    keep_reals(tmp_path, pictures, 512, 20)
    kept = read_reals(tmp_path)
    assert len(kept.training) == 20 and len(kept.held_out) == 80
    assert (kept.training == few.real_samples(20)).all()
