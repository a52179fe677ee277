"""Points of the plane train by the trainer of pictures, and are shown as one drawing."""

import numpy as np
import pytest
import torch

from ganplay.data import DataError, load
from ganplay.data.kinds.points import draw_points, plotted
from ganplay.recipe import Recipe, named_recipe
from ganplay.recipe.fields import RecipeError
from ganplay.training import Trainer
from ganplay.training.events import Grid


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
    ],
)
def test_points_and_pictures_are_not_mixed(settings, words):
    with pytest.raises(RecipeError, match=words):
        Recipe(**settings)


def test_data_of_the_other_kind_is_refused_with_what_to_choose():
    with pytest.raises(DataError, match="recipe points"):
        load("ring", 32)
    with pytest.raises(DataError, match="ring or grid"):
        load("faces", 1)
