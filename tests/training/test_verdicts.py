"""Each verdict, from a short real training that deserves it."""

import pytest

from ganplay.data import load_for
from ganplay.recipe import named_recipe
from ganplay.recipe.failures import FAILURES
from ganplay.training import Trainer
from ganplay.training.events import Diverged, Evaluation


def told(recipe, pictures, clock, **settings):
    """The evaluations of a training, and its last event."""
    recipe = recipe.with_changes(g_width=8, d_width=8, batch=16, **settings)
    events = list(Trainer(recipe, pictures, device="cpu", threads=1, clock=clock).events())
    return [event for event in events if isinstance(event, Evaluation)], events[-1]


def test_a_training_that_goes_well_is_learning(recipe, pictures, clock):
    evaluations, _ = told(recipe, pictures, clock, lr_g=1e-3, lr_d=1e-3, steps=350)
    last = evaluations[-1]
    assert last.verdict == "learning"
    assert last.values["diversity"] > 0.6 and last.values["gap"] < evaluations[0].values["gap"] / 3


def test_nothing_is_said_of_the_first_steps(recipe, pictures, clock):
    evaluations, _ = told(recipe, pictures, clock, steps=40)
    assert {event.verdict for event in evaluations} == {"starting"}


def test_a_saturating_generator_against_a_fast_discriminator_finds_it_too_strong(recipe, pictures, clock):
    evaluations, _ = told(recipe, pictures, clock, family="mlp", loss="minimax", lr_g=2e-5, lr_d=2e-3, steps=300)
    last = evaluations[-1]
    assert last.verdict == "d_too_strong"
    assert last.evidence["accuracy"] > 0.97


def test_two_networks_that_hardly_move_are_not_learning(recipe, pictures, clock):
    evaluations, _ = told(recipe, pictures, clock, lr_g=1e-6, lr_d=1e-6, steps=300)
    assert evaluations[-1].verdict == "g_not_learning"


def test_a_generator_that_leaps_collapses(recipe, pictures, clock):
    evaluations, _ = told(recipe, pictures, clock, family="mlp", loss="hinge", lr_g=3e-2, lr_d=1e-3, steps=400)
    collapsed = [event for event in evaluations if event.verdict == "collapsed"]
    assert collapsed
    assert min(event.evidence["distinct"] for event in collapsed) < 0.15


def evaluated(recipe, clock):
    """The evaluations of a training's second half."""
    trainer = Trainer(recipe, load_for(recipe), device="cpu", threads=1, clock=clock)
    events = [event for event in trainer.events() if isinstance(event, Evaluation)]
    return [event for event in events if 2 * event.step > recipe.steps]


def test_the_failure_that_oscillates_is_told_as_that_with_its_evidence_and_its_remedy_is_not(clock):
    failure = FAILURES["oscillation"]
    swung = [event for event in evaluated(failure.recipe(), clock) if event.verdict == "oscillating"]
    assert swung
    assert all(event.values["swing"] == event.evidence["swing"] for event in swung)
    assert "oscillating" not in {event.verdict for event in evaluated(failure.recipe(remedied=True), clock)}


@pytest.mark.parametrize("recipe", [FAILURES["exploding-critic"].recipe(), named_recipe("points", "tiny")])
def test_neither_another_failure_of_points_nor_their_own_recipe_oscillates(recipe, clock):
    told = evaluated(recipe.with_changes(seconds=0, steps=300), clock)
    assert "oscillating" not in {event.verdict for event in told}


def test_wild_rates_diverge(recipe, pictures, clock):
    wild = {"loss": "lsgan", "optimizer": "rmsprop", "lr_d": 0.1, "lr_g": 0.1, "family": "mlp"}
    _, last = told(recipe, pictures, clock, steps=100, **wild)
    assert isinstance(last, Diverged)
    assert last.reason == "loss" and last.evidence
