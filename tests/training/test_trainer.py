import pickle

import pytest
import torch

from ganplay.recipe.fields import ALWAYS_CLASSES, DRAWS_28, FAMILIES, LOSSES, RecipeError
from ganplay.recipe.kinds import PICTURES, kind_drawn_by
from ganplay.training import CheckpointError, Trainer, load_networks
from ganplay.training.checkpoint import TRAINING
from ganplay.training.events import CheckpointDue, Diverged, Evaluation, Finished, Grid, Numbers


def kinds(events):
    return [type(event) for event in events]


def weights(trainer):
    players = trainer.players
    return [
        value.clone()
        for network in (players.generator, players.discriminator, players.averaged)
        for value in network.state_dict().values()
    ]


def same(first, second):
    return all(torch.equal(a, b) for a, b in zip(first, second, strict=True))


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


def fitting(family, recipe, pictures):
    """A recipe of the family, and pictures of a size that it draws."""
    if family not in DRAWS_28:
        recipe = recipe.with_changes(resolution=32)
        padded = torch.nn.functional.pad(pictures.images[:120], (2, 2, 2, 2))
        pictures = type(pictures)(name="squares", images=padded, labels=torch.arange(120) % 3, flips=True)
    if family in ALWAYS_CLASSES:
        recipe = recipe.with_changes(labels="on", family=family)
    recipe = recipe.with_changes(z_dim=16 if family == "infogan" else 8)
    return recipe.with_changes(family=family), pictures


@pytest.mark.parametrize("family", [family for family in FAMILIES if kind_drawn_by(family) is PICTURES])
@pytest.mark.parametrize("precision", ["fp32", "bf16"])
def test_stopping_and_resuming_gives_the_same_weights_bit_for_bit(family, precision, recipe, pictures, tmp_path):
    recipe, pictures = fitting(family, recipe, pictures)
    recipe = recipe.with_changes(precision=precision, n_dis=2, decay="linear")
    straight = Trainer(recipe, pictures, device="cpu")
    list(straight.events())

    first = Trainer(recipe, pictures, device="cpu")
    for _ in range(3):
        first._train()
    first.save(tmp_path / "3")
    second = Trainer(recipe.with_changes(seed=0), pictures, device="cpu")
    second.restore(tmp_path / "3")
    list(second.events())

    assert (second.step, second.images) == (straight.step, straight.images) == (6, 6 * 2 * 8)
    assert same(weights(straight), weights(second))


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


def test_a_checkpoint_opens_as_networks_that_draw_the_grid(recipe, pictures, tmp_path):
    trainer = Trainer(recipe, pictures, device="cpu")
    *_, grid, _, _ = trainer.events()
    trainer.save(tmp_path / "6")
    networks = load_networks(tmp_path / "6", trainer.recipe)
    z = trainer.evaluator.fixed_z
    drawn = networks.generator(z).add(1).mul(127.5).round().clamp(0, 255).to(torch.uint8).permute(0, 2, 3, 1).numpy()
    assert networks.step == 6
    assert (abs(drawn.astype(int) - grid.pictures.astype(int)) <= 1).all()
    assert not networks.generator.training and not networks.discriminator.training


def test_damaged_and_foreign_checkpoints_are_refused_with_a_sentence(recipe, pictures, tmp_path):
    trainer = Trainer(recipe, pictures, device="cpu")
    folder = tmp_path / "0"
    with pytest.raises(CheckpointError):
        trainer.restore(folder)
    trainer.save(folder)
    with pytest.raises(CheckpointError, match=r"not those of this run.*older version"):
        load_networks(folder, trainer.recipe.with_changes(g_width=8))
    (folder / TRAINING).unlink()
    with pytest.raises(CheckpointError, match="looked at"):
        trainer.restore(folder)
    load_networks(folder, trainer.recipe)
    (folder / "model.safetensors").write_bytes(b"\x08\0\0\0\0\0\0\0garbage!")
    with pytest.raises(CheckpointError, match=r"model\.safetensors"):
        load_networks(folder, trainer.recipe)


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


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
def test_training_on_a_gpu_saves_and_resumes(recipe, pictures, tmp_path):
    trainer = Trainer(recipe, pictures, device="cuda")
    *_, last = trainer.events()
    assert isinstance(last, Finished)
    trainer.save(tmp_path / "6")
    again = Trainer(recipe.with_changes(steps=8), pictures, device="cuda")
    again.restore(tmp_path / "6")
    *_, last = again.events()
    assert last.step == 8
    load_networks(tmp_path / "6", trainer.recipe)


def test_a_limit_trains_on_so_many_pictures_alone_and_a_run_keeps_those(recipe, pictures, tmp_path):
    from ganplay.runs.store.reals import keep_reals, read_reals

    whole, few = (Trainer(recipe.with_changes(limit=limit), pictures, device="cpu") for limit in (0, 20))
    assert len(few.real_samples(64)) == 20 and len(whole.real_samples(64)) == 64
    assert (few.real_samples(20) == whole.real_samples(20)).all()
    keep_reals(tmp_path, pictures, 512, 20)
    kept = read_reals(tmp_path)
    assert len(kept.training) == 20 and len(kept.held_out) == 80
    assert (kept.training == few.real_samples(20)).all()
