"""Points of the plane train by the trainer of pictures, and are shown as one drawing."""

import numpy as np
import pytest
import torch

from ganplay.data import DataError, load
from ganplay.data.kinds.points import draw_points, finished, plotted
from ganplay.latent import seed_latents
from ganplay.metrics.drawing import draw_samples
from ganplay.recipe import Recipe, named_recipe
from ganplay.recipe.fields import RecipeError
from ganplay.training import Trainer, load_networks
from ganplay.training.events import Finished, Grid, Numbers

from .comparing import same, weights


def trainer(**changes):
    small = {"dataset": "ring", "g_width": 8, "d_width": 8, "batch": 16, "seconds": 0, "steps": 3}
    return Trainer(named_recipe("points").with_changes(**small | changes), draw_points("ring", 4000), device="cpu")


def test_points_are_trained_on_in_their_own_coordinates_and_in_full_precision():
    one = trainer(precision="auto")
    assert one.precision == "fp32" and one.recipe.channels == 2
    batch, labels = one.batches.real()
    assert batch.dtype == torch.float32 and labels is None
    radius = batch.flatten(1).norm(dim=1)
    assert (radius - 1).abs().max() < 0.06, "the modes lie on the unit circle"


def test_a_grid_of_points_is_one_drawing_of_the_fixed_seeds():
    one = trainer()
    (grid,) = [event for event in one.start() if isinstance(event, Grid)]
    assert grid.pictures.shape == (1, 256, 256, 1) and grid.pictures.dtype == np.uint8
    with torch.no_grad():
        points = one.players.averaged(one.evaluator.fixed_z)
    assert len(points) == 2500
    assert np.array_equal(grid.pictures[0, :, :, 0], plotted(points, 1.5)[0, 0].numpy())
    real = one.real_samples()
    assert real.shape == (1, 256, 256, 1)
    assert np.array_equal(real[0, :, :, 0], plotted(one.batches.images[:2500], 1.5)[0, 0].numpy())


@pytest.mark.parametrize("settings", [{"loss": "relativistic", "penalty": "r1r2"}, {"packing": 4}, {"loss": "hinge"}])
def test_tricks_of_pictures_work_on_points(settings):
    events = list(trainer(**settings).events())
    assert type(events[-1]).__name__ == "Finished"


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"family": "points"}, "resolution=1"),
        ({"family": "points", "resolution": 1, "channels": 3}, "channels=0"),
        ({"family": "quick", "resolution": 1}, "family=points"),
        ({"family": "quick", "channels": 2}, "family=points"),
        ({"family": "points", "resolution": 1, "precision": "bf16"}, "precision=fp32"),
        ({"family": "points", "resolution": 1, "augment": "ada"}, "augment=none"),
        ({"family": "points", "resolution": 1, "flip": "on"}, "flip=off"),
        ({"family": "points", "resolution": 1, "labels": "on"}, "labels=off"),
        ({"g_layers": 3}, "g_layers=4 and d_layers=4, or family=points"),
        ({"d_layers": 0}, "d_layers=4"),
        ({"activation": "tanh"}, "activation=family"),
        ({"noise": "uniform"}, "noise=gaussian"),
        ({"z_dim": 1}, "z_dim=2"),
        ({"g_width": 3}, "g_width=4"),
        ({"d_width": 1}, "d_width=4"),
    ],
)
def test_points_and_pictures_are_not_mixed(settings, words):
    with pytest.raises(RecipeError, match=words):
        Recipe(**settings)


def test_data_of_the_other_kind_is_refused_with_what_to_choose():
    with pytest.raises(DataError, match="recipe points"):
        load("ring", 32)
    with pytest.raises(DataError, match="one of ring, grid, two_gaussians"):
        load("faces", 1)


LAID_OUT = {"g_layers": 1, "d_layers": 2, "activation": "tanh", "z_dim": 1, "g_width": 1, "noise": "uniform"}


def test_an_iteration_has_as_many_steps_of_each_network_as_the_recipe_says():
    one = trainer(n_dis=2, n_gen=3)
    taken = []
    one.players.train_discriminator = lambda *_: taken.append("d") or torch.zeros(3)
    one.players.train_generator = lambda *_: taken.append("g") or torch.zeros(1)
    one._train()
    assert taken == ["d", "d", "g", "g", "g"] and (one.step, one.images) == (3, 32)


@pytest.mark.parametrize(("frozen", "told"), [("g", {"loss_d"}), ("d", {"loss_g"})])
def test_a_frozen_network_stands_still_while_its_steps_are_counted(frozen, told):
    one = trainer(freeze=frozen, n_dis=2, steps=4, ema=0.9)
    before = weights(one)
    *_, last = events = list(one.events())
    assert isinstance(last, Finished) and (one.step, one.images) == (4, 4 * 2 * 16)
    networks = [len(network.state_dict()) for network in (one.players.generator, one.players.discriminator)]
    still, moved = slice(0, networks[0]), slice(networks[0], sum(networks))
    still, moved = (still, moved) if frozen == "g" else (moved, still)
    assert same(before[still], weights(one)[still]) and not same(before[moved], weights(one)[moved])
    if frozen == "g":
        averaged = slice(sum(networks), None)
        assert same(before[averaged], weights(one)[averaged]), "nor does its average"
    numbers = next(event.values for event in events if isinstance(event, Numbers))
    assert numbers.keys() & {"loss_d", "loss_g"} == told
    with pytest.raises(RecipeError, match="freeze"):
        one.set(freeze="both")
    one.set(freeze="none")
    one._train()
    assert not same(before[still], weights(one)[still])


def test_single_steps_of_a_frozen_network_leave_it_as_it_is():
    one = trainer(freeze="d")
    before = weights(one)
    assert not [event for event in one.single("d", 3) if event.step]
    assert same(before, weights(one)) and one.images == 48


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
@pytest.mark.parametrize("settings", [LAID_OUT | {"n_gen": 2}, {"freeze": "g"}, {"freeze": "d", "g_layers": 0}])
def test_stopping_and_resuming_points_gives_the_same_weights_bit_for_bit(optimizer, settings, tmp_path):
    changes = {"steps": 6, "optimizer": optimizer, "n_dis": 2} | settings
    straight, first = trainer(**changes), trainer(**changes)
    list(straight.events())
    while first.step < 4:
        first._train()
    first.save(tmp_path / "4")
    second = trainer(**changes)
    second.restore(tmp_path / "4")
    list(second.events())
    assert (second.step, second.images) == (straight.step, straight.images)
    assert same(weights(straight), weights(second))


def test_plain_sgd_goes_against_the_gradient_and_remembers_nothing():
    one = trainer(optimizer="sgd", lr_d=0.05, penalty="none", loss="hinge", gamma_end=0, decay="constant")
    discriminator = one.players.discriminator
    before = [parameter.detach().clone() for parameter in discriminator.parameters()]
    one._train_d()
    for old, new in zip(before, discriminator.parameters(), strict=True):
        torch.testing.assert_close(new, old - 0.05 * new.grad)
    assert not one.players.opt_d.state_dict()["state"] or not any(one.players.opt_d.state_dict()["state"].values())


def test_uniform_noise_is_uniform_wherever_latents_are_drawn(tmp_path):
    one = trainer(**LAID_OUT)
    z, _ = one.batches.latents()
    assert z.abs().max() <= 1 and z.shape == (16, 1)
    assert one.evaluator.fixed_z.abs().max() <= 1
    one.save(tmp_path / "0")
    networks = load_networks(tmp_path / "0", one.recipe)
    normal = seed_latents(range(2500), 1)
    with torch.no_grad():
        expected = one.players.averaged(torch.erf(normal / 2**0.5))
        torch.testing.assert_close(networks.generator(normal), expected)
        torch.testing.assert_close(one.players.averaged(one.evaluator.fixed_z), expected)
    measured, _ = draw_samples(networks.generator, 50, finish=finished)
    torch.testing.assert_close(measured, draw_samples(one.players.averaged, 50, finish=finished)[0])
