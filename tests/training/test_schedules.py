"""What changes over a training: its values at start, middle and end, and that the networks get them."""

import math

import pytest
import torch
import torch.nn.functional as F

from ganplay.recipe import Recipe, named_recipe
from ganplay.recipe.fields import RecipeError
from ganplay.training import Trainer
from ganplay.training.averaging import Average
from ganplay.training.events import Numbers
from ganplay.training.schedules import moment

R3GAN = named_recipe("r3gan", "full")


@pytest.mark.parametrize(
    ("images", "rates", "gamma", "beta2", "memory", "p"),
    [
        (0, 1.0, 0.05, 0.9, 0.0, 0.0),
        (10_000_000, 0.625, 0.0275, 0.945, 0.5, 0.275),
        (20_000_000, 0.25, 0.005, 0.99, 1.0, 0.55),
        (90_000_000, 0.25, 0.005, 0.99, 1.0, 0.55),
    ],
)
def test_r3gan_in_full_size_follows_the_published_schedules(images, rates, gamma, beta2, memory, p):
    now = moment(R3GAN, images, progress=0.3)  # of an hour, which does not count where there is a burn-in
    assert (now.rates, now.gamma, now.beta2, now.memory, now.augment_p) == pytest.approx(
        (rates, gamma, beta2, memory, p)
    )
    assert R3GAN.lr_g * now.rates == pytest.approx(2e-4 * rates) and R3GAN.lr_d == R3GAN.lr_g


def test_the_schedules_are_half_a_cosine_and_not_a_line():
    assert moment(R3GAN, 5_000_000, 0.0).memory == pytest.approx((1 - math.cos(math.pi / 4)) / 2)


def test_without_a_burn_in_the_schedules_follow_the_budget():
    recipe = Recipe(penalty="r1", gamma=8.0, gamma_end=2.0, steps=100)
    assert [moment(recipe, 0, share).gamma for share in (0, 0.5, 1)] == pytest.approx([8.0, 5.0, 2.0])


def test_settings_without_an_end_stay():
    recipe = Recipe(penalty="r1", gamma=8.0, beta2=0.9, steps=100)
    for share in (0.0, 0.5, 1.0):
        now = moment(recipe, 0, share)
        assert (now.rates, now.gamma, now.beta2, now.memory) == (1.0, 8.0, 0.9, 1.0)


@pytest.mark.parametrize(
    ("decay", "values"),
    [("linear", [1, 1, 0.5, 0.1]), ("whole", [1, 0.5, 0.1, 0.1]), ("cosine", [1, 0.55, 0.122, 0.1])],
)
def test_rates_fall_to_the_share_that_is_to_be_left(decay, values):
    recipe = Recipe(decay=decay, lr_end=0.1, steps=10)
    assert [moment(recipe, 0, share).rates for share in (0, 0.5, 0.9, 1)] == pytest.approx(values, abs=1e-3)


def test_both_networks_are_trained_by_the_schedule(recipe, pictures):
    recipe = recipe.with_changes(
        penalty="r1", penalty_every=4, gamma=8.0, gamma_end=2.0, beta2=0.9, beta2_end=0.99, burn_in=800, steps=0
    )
    players = (trainer := Trainer(recipe, pictures, device="cpu")).players
    for images, gamma, beta2 in ((0, 8.0, 0.9), (400, 5.0, 0.945), (800, 2.0, 0.99)):
        trainer.images = images
        trainer._follow_budget()
        assert players.extras.on_d["slope"].gamma == pytest.approx(4 * gamma)
        assert players.opt_g.param_groups[0]["betas"] == (0.5, pytest.approx(beta2))
        assert players.opt_d.param_groups[0]["betas"][1] == pytest.approx(beta2 ** (4 / 5))


def test_scheduled_augmentation_grows_from_none(recipe, pictures, clock):
    recipe = recipe.with_changes(augment="scheduled", augment_p=0.8, steps=40)
    trainer = Trainer(recipe, pictures, device="cpu", clock=clock)
    batch = torch.rand(8, 1, 28, 28) * 2 - 1
    trainer._follow_budget()
    assert torch.equal(trainer.players.showing(batch), batch), "at p = 0 pictures stay as they are"
    p = [event.values["ada_p"] for event in trainer.events() if isinstance(event, Numbers)]
    assert p == sorted(p) and p[0] < 0.1 and 0.75 < p[-1] <= 0.8
    assert not torch.equal(trainer.players.showing(batch), batch)


@pytest.mark.parametrize("packing", [1, 2])
def test_growing_networks_grow_together_and_tell_their_size(packing, pictures):
    recipe = Recipe(family="progan", packing=packing, z_dim=8, g_width=4, d_width=4, batch=4, precision="fp32")
    recipe = recipe.with_changes(steps=14, resolution=32)
    pictures = type(pictures)(name="squares", images=F.interpolate(pictures.images.float(), 32).to(torch.uint8))
    trainer = Trainer(recipe, pictures, device="cpu")
    sizes = []
    for _ in range(14):
        sizes.append(trainer.single("both")[0].values["grown"])
        states = (trainer.players.generator.state_dict(), trainer.players.discriminator.state_dict())
        grown = [value.item() for state in states for name, value in state.items() if name.endswith("grown")]
        assert len(grown) == 2 and grown[0] == grown[1]
    assert sizes[0] == 4 and sizes[-1] == 32 and sizes == sorted(sizes) and len(set(sizes)) > 4


def test_an_average_with_a_growing_memory_has_that_share_of_its_half_life():
    network = torch.nn.Linear(1, 1, bias=False)
    average = Average(network, decay=0.5**0.1, rampup=True)  # a half-life of ten steps
    with torch.no_grad():
        network.weight.fill_(1.0)
    average.memory = 0.0
    average.follow(step=0)
    assert average.network.weight.item() == 1.0, "no memory at all"
    with torch.no_grad():
        network.weight.zero_()
    average.memory = 0.2
    for step in (1, 2):
        average.follow(step)
    assert average.network.weight.item() == pytest.approx(0.5), "two steps are half forgotten"


@pytest.mark.parametrize(
    ("settings", "hint"),
    [
        ({"decay": "cosine"}, "decay=constant"),
        ({"penalty": "r1", "gamma_end": 1.0}, "gamma_end=0"),
        ({"beta2_end": 0.99}, "burn_in=100000"),
        ({"ema_rampup": "on"}, "ema_rampup=off"),
        ({"augment": "scheduled"}, "augment=none"),
        ({"gamma_end": 1.0, "steps": 9}, "There is no penalty"),
        ({"beta2_end": 0.99, "optimizer": "rmsprop", "steps": 9}, "optimizer=adam"),
    ],
)
def test_schedules_without_an_end_or_without_their_setting_are_refused(settings, hint):
    with pytest.raises(RecipeError, match=hint):
        Recipe(**settings)
    if hint not in ("There is no penalty", "optimizer=adam"):
        Recipe(**settings, burn_in=1000)
