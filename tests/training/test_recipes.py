"""Every named recipe, tiny: it trains without NaN, saves, resumes to the bit, draws; conditional ones by class."""

import math

import pytest
import torch
import torch.nn.functional as F

from ganplay.data.kinds.points import draw_points
from ganplay.recipe import NAMED, Recipe, named_recipe
from ganplay.recipe.fields import ALWAYS_CLASSES, CONDITIONAL, FAMILIES, RecipeError
from ganplay.recipe.named import SIZES
from ganplay.training import CheckpointError, Trainer, load_networks
from ganplay.training.events import Finished, Numbers
from ganplay.training.latents import coded
from ganplay.training.step import call

from ..slowly import usually

CLASSES = ("one", "two", "three")


def labelled(pictures, size):
    """The squares at `size` px, some of them, with a class for each; at 1 px points."""
    if size == 1:
        return draw_points("grid", 400)
    images = F.interpolate(pictures.images[:120].float(), size, mode="nearest").to(torch.uint8)
    labels = torch.arange(len(images)) % 3
    return type(pictures)(name="squares", images=images, labels=labels, classes=CLASSES, flips=True)


def tiny(name, **changes):
    recipe = named_recipe(name, "tiny")
    small = {"g_width": 4, "d_width": 4, "batch": 8, "precision": "fp32", "seconds": 0, "steps": 4}
    small["z_dim"] = {"infogan": 16}.get(name, 8)
    return recipe.with_changes(**small | changes)


def weights(trainer):
    networks = (trainer.players.generator, trainer.players.discriminator, trainer.players.averaged)
    return [value.clone() for network in networks for value in network.state_dict().values()]


@pytest.mark.parametrize("name", NAMED)
def test_every_recipe_trains_saves_resumes_to_the_bit_and_draws(name, pictures, tmp_path):
    recipe = tiny(name)
    data = labelled(pictures, recipe.resolution)
    straight = Trainer(recipe, data, device="cpu")
    before = weights(straight)
    events = list(straight.events())
    assert isinstance(events[-1], Finished)
    assert not all(torch.equal(a, b) for a, b in zip(before, weights(straight), strict=True))

    first = Trainer(recipe, data, device="cpu")
    for _ in range(2):
        first._train()
    first.save(tmp_path / "2")
    second = Trainer(recipe, data, device="cpu")
    second.restore(tmp_path / "2")
    list(second.events())
    assert all(torch.equal(a, b) for a, b in zip(weights(straight), weights(second), strict=True))

    straight.save(tmp_path / "4")
    networks = load_networks(tmp_path / "4", straight.recipe)
    drawn = networks.generator(straight.evaluator.fixed_z if name != "infogan" else torch.randn(5, recipe.z_dim))
    assert (drawn.abs().max() <= 1 or name == "points") and networks.discriminator(drawn).isfinite().all()
    assert networks.generator.early(torch.randn(2, recipe.z_dim)).isfinite().all()


@torch.no_grad()
def held_out_losses(trainer, z):
    """The losses of D and of G on held-out pictures and on latents that were never trained on."""
    players, labels = trainer.players, trainer.evaluator.held_out_labels
    fake = players.judge(call(players.generator, z, labels), labels)
    real = players.judge(trainer.evaluator.held_out, labels)
    d = players.loss.discriminator(real.logits, fake.logits, 0.0)
    return d.item(), players.goal(fake, real if players.goal.needs_real else None).item()


HEAVY = ("biggan", "r3gan", "wgan-gp")  # a third of the time of all


@pytest.mark.parametrize("name", usually(set(NAMED) - set(HEAVY), NAMED))
def test_each_network_of_every_recipe_gets_better_at_its_task_and_sixty_steps_of_both_stay_finite(name, pictures):
    small = {} if named_recipe(name).resolution < 32 else {"resolution": 32}
    recipe = tiny(name, n_dis=1, batch=4, steps=80, **small)  # of G: 40 alone, 60 with D, 20 of them beyond its end
    trainer = Trainer(recipe, labelled(pictures, recipe.resolution), device="cpu")
    z = torch.randn(len(trainer.evaluator.held_out), recipe.z_dim, generator=torch.Generator().manual_seed(9))
    z = coded(trainer.players.generator, z)
    # Against an opponent that stands still either loss must fall; where both move, neither need.
    before = held_out_losses(trainer, z)[0]
    trainer.single("d", 40)
    after, before_g = held_out_losses(trainer, z)
    trainer.single("g", 40)
    after_g = held_out_losses(trainer, z)[1]
    assert after < before
    assert after_g < before_g

    numbers, *_ = trainer.single("both", 60)
    assert isinstance(numbers, Numbers) and numbers.step == 100
    assert all(map(math.isfinite, numbers.values.values()))


@pytest.mark.parametrize("name", NAMED)
def test_every_recipe_has_three_sizes_and_a_source(name):
    named = NAMED[name]
    assert set(named.sizes) == set(SIZES) and named.source and named.note
    assert named_recipe(name, "tiny").seconds == 60
    assert named_recipe(name, "tiny").g_width <= named_recipe(name, "full").g_width
    assert named.recipe.name == name
    with pytest.raises(RecipeError, match="tiny, small, full"):
        named_recipe(name, "huge")


def test_published_settings_are_the_published_ones():
    full = {name: named_recipe(name, "full") for name in NAMED}
    gp, r3, style = full["wgan-gp"], full["r3gan"], full["stylegan"]
    assert (gp.penalty, gp.gamma, gp.n_dis, gp.beta1, gp.beta2) == ("gp", 10, 5, 0, 0.9)
    assert (gp.g_width, gp.d_width, gp.norm_d) == (256, 128, "none")
    assert (r3.loss, r3.penalty, r3.gamma, r3.batch, r3.g_width) == ("relativistic", "r1r2", 0.05, 512, 768)
    assert (r3.gamma_end, r3.beta2_end, r3.burn_in, r3.augment_p) == (0.005, 0.99, 20_000_000, 0.55)
    assert (style.penalty, style.gamma, style.penalty_every, style.lr_g) == ("r1", 0.01, 16, 0.0025)
    assert (full["wgan"].clip, full["wgan"].optimizer, full["wgan"].lr_d) == (0.01, "rmsprop", 5e-5)
    assert (full["progan"].drift, full["progan"].batch, full["biggan"].g_width) == (1e-3, 16, 96)


@pytest.mark.parametrize("family", sorted(CONDITIONAL))
def test_a_conditional_run_draws_each_class_and_checks_the_label(family, pictures, tmp_path):
    recipe = Recipe(
        family=family, labels="on", z_dim=8, g_width=4, d_width=4, batch=8, precision="fp32", steps=2, channels=1
    )
    trainer = Trainer(recipe, labelled(pictures, 32), device="cpu")
    assert trainer.recipe.classes == 3
    for _ in range(2):
        trainer._train()
    trainer.save(tmp_path / "2")
    networks = load_networks(tmp_path / "2", trainer.recipe, classes=CLASSES)
    assert networks.classes == CLASSES
    z = torch.randn(2, 8)
    plain = trainer.players.averaged
    for label in range(3):
        bound = networks.of_class(label)
        assert torch.equal(bound.generator(z), plain(z, torch.full((2,), label)))
        assert bound.generator.z_dim == 8 and bound.generator.num_inputs == plain.num_inputs
        assert bound.discriminator(bound.generator(z)).shape == (2,)
    assert torch.equal(networks.generator(z), networks.of_class(0).generator(z))
    with pytest.raises(CheckpointError, match="no class number 3: its classes are one, two, three"):
        networks.of_class(3)
    assert load_networks(tmp_path / "2", trainer.recipe).classes == ("0", "1", "2")


def test_the_display_grid_shows_the_classes_in_turn(pictures):
    trainer = Trainer(tiny("acgan"), labelled(pictures, 32), device="cpu")
    assert trainer.evaluator.fixed_labels[:5].tolist() == [0, 1, 2, 0, 1]


def test_classes_are_wanted_where_the_data_has_them_and_refused_where_not(pictures):
    unlabelled = type(pictures)(name="squares", images=labelled(pictures, 32).images)
    recipe = Recipe(family="dcgan", labels="auto", z_dim=8, g_width=4, d_width=4, batch=8)
    assert Trainer(recipe, labelled(pictures, 32), device="cpu").recipe.classes == 3
    assert Trainer(recipe, unlabelled, device="cpu").recipe.classes == 0
    off = recipe.with_changes(labels="off")
    assert Trainer(off, labelled(pictures, 32), device="cpu").recipe.classes == 0
    with pytest.raises(RecipeError, match="labels=off"):
        Trainer(recipe.with_changes(labels="on"), unlabelled, device="cpu")
    with pytest.raises(RecipeError, match="3 classes"):
        Trainer(recipe.with_changes(classes=5), labelled(pictures, 32), device="cpu")


def test_a_growing_recipe_grows_over_its_budget_and_never_shrinks(pictures, tmp_path):
    trainer = Trainer(tiny("progan", steps=10), labelled(pictures, 32), device="cpu")
    seen = []
    for _ in range(10):
        trainer._train()
        seen.append(float(trainer.players.generator.grown))
    assert seen == sorted(seen) and seen[0] == 0 and seen[-1] > seen[0]
    assert float(trainer.players.averaged.grown) == seen[-1]
    trainer.save(tmp_path / "10")
    longer = Trainer(tiny("progan", steps=40), labelled(pictures, 32), device="cpu")
    longer.restore(tmp_path / "10")
    longer._train()
    assert float(longer.players.generator.grown) == seen[-1]


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("stylegan", {"path_length": 2.0, "style_mixing": 0.9}),
        ("improved", {"norm_g": "virtual", "norm_d": "virtual"}),
        ("acgan", {"norm_g": "virtual"}),
    ],
)
def test_what_only_some_families_can_trains_and_resumes_to_the_bit(name, changes, pictures, tmp_path):
    recipe = tiny(name, steps=6, **changes)
    data = labelled(pictures, 32)
    straight, first, second = (Trainer(recipe, data, device="cpu") for _ in range(3))
    list(straight.events())
    for _ in range(3):
        first._train()
    first.save(tmp_path / "3")
    second.restore(tmp_path / "3")
    list(second.events())
    assert all(torch.equal(a, b) for a, b in zip(weights(straight), weights(second), strict=True))
    if "path_length" in changes:
        assert straight.players.state()["g.path.mean"] > 0


def test_what_recipe_says_of_families_is_true():
    assert ALWAYS_CLASSES <= CONDITIONAL <= set(FAMILIES)
