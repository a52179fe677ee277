"""Every trick in training: it acts, it resumes to the bit, it keeps the networks apart, and off it costs nothing."""

import copy
import importlib.util
import math
from pathlib import Path

import pytest
import torch
from torch import nn

from ganplay.losses import LOSSES
from ganplay.nets import build
from ganplay.recipe import Recipe
from ganplay.recipe.fields import ALWAYS_CLASSES, FAMILIES, RecipeError
from ganplay.recipe.kinds import PICTURES, kind_drawn_by
from ganplay.training import Trainer, load_networks
from ganplay.training.averaging import Average
from ganplay.training.events import Finished, Numbers
from ganplay.training.extras import LeCam, Orthogonal
from ganplay.training.goals import Fool, MatchFeatures
from ganplay.training.latents import training_latents
from ganplay.training.optimizers import make_optimizers
from ganplay.training.schedules import moment
from ganplay.training.shown import Seen
from ganplay.training.step import Players

spec = importlib.util.spec_from_file_location("naive", Path(__file__).with_name("naive.py"))
naive = importlib.util.module_from_spec(spec)
spec.loader.exec_module(naive)
Naive = naive.Naive

TRICKS = {
    "gp": {"family": "mlp", "loss": "wasserstein", "penalty": "gp", "drift": 0.001},
    "lazy_gp": {"family": "mlp", "penalty": "gp", "penalty_every": 2},
    "r1": {"family": "textbook", "penalty": "r1", "gamma": 1.0},
    "r2": {"penalty": "r2", "gamma": 1.0},
    "lazy_r1": {"penalty": "r1", "gamma": 1.0, "penalty_every": 3},
    "r3gan": {"loss": "relativistic", "penalty": "r1r2", "gamma": 0.1},
    "relativistic_average": {"loss": "relativistic_average"},
    "lecam": {"loss": "hinge", "lecam": 0.3},
    "orthogonal": {"orthogonal": 1e-4},
    "historical": {"historical": 0.01},
    "feature_matching": {"feature_matching": "on"},
    "topk": {"topk": 0.5},
    "unroll": {"unroll": 2},
    "unroll_mlp": {"unroll": 1, "family": "mlp", "loss": "relativistic"},
    "packing": {"packing": 2},
    "style_mixing": {"style_mixing": 0.9},
    "instance_noise": {"instance_noise": 0.2},
    "diffaugment": {"augment": "diffaugment"},
    "ada": {"augment": "ada", "ada_kimg": 0.1, "ada_target": 0.1},
    "ada_by_budget": {"augment": "ada", "ada_target": 0.1},
    "slopes_before": {"penalty": "r1r2", "gamma": 1.0, "augment": "scheduled", "augment_p": 0.9, "burn_in": 40},
    "slopes_behind": {"penalty": "r1", "penalty_by": "shown", "gamma": 1.0, "augment": "diffaugment"},
    "schedules": {
        "penalty": "r1",
        "gamma": 1.0,
        "gamma_end": 0.1,
        "beta2_end": 0.9,
        "decay": "cosine",
        "lr_end": 0.1,
        "ema_rampup": "on",
        "augment": "scheduled",
        "augment_p": 0.9,
        "burn_in": 40,
    },
    "many": {
        "loss": "hinge",
        "penalty": "r1r2",
        "gamma": 0.5,
        "penalty_every": 2,
        "lecam": 0.1,
        "historical": 0.01,
        "orthogonal": 1e-4,
        "topk": 0.6,
        "packing": 4,
        "unroll": 1,
        "style_mixing": 0.5,
        "instance_noise": 0.1,
        "augment": "ada",
        "ada_kimg": 0.5,
        "drift": 0.01,
        "decay": "whole",
        "n_dis": 2,
    },
}


def weights(trainer):
    networks = (trainer.players.generator, trainer.players.discriminator, trainer.players.averaged)
    return [value.clone() for network in networks for value in network.state_dict().values()]


def same(first, second):
    return all(torch.equal(a, b) for a, b in zip(first, second, strict=True))


# What belongs to one family, tiny as the others. Told, where its pictures have classes: three of them.
OF_FAMILIES = {
    "acgan": {"family": "acgan", "resolution": 32, "labels": "on", "classes": 3, "auxiliary": 0.5},
    "infogan": {"family": "infogan", "resolution": 32, "z_dim": 16, "auxiliary": 0.5},
    "path_length": {"family": "stylegan", "resolution": 32, "path_length": 2.0},
}
# Strong enough to weigh beside the loss; the settings of a schedule, half a cosine, in its middle.
STRONG = {"orthogonal": {"orthogonal": 0.01}, "historical": {"historical": 1.0}}
HALFWAY = {"schedules": {"gamma": 0.55}}
WITHOUT = {name: getattr(Recipe(), name) for name in Recipe().to_dict()}
NO_TRICKS = ("family", "resolution", "z_dim", "labels", "classes", "packing", "n_dis", "decay", "burn_in")


def gradients(loss, network):
    found = torch.autograd.grad(loss, list(network.parameters()), allow_unused=True)
    return [torch.zeros_like(w) if g is None else g for w, g in zip(network.parameters(), found, strict=True)]


def left(network):
    """The gradients that a step has left."""
    return [torch.zeros_like(weight) if weight.grad is None else weight.grad for weight in network.parameters()]


def apart(first, second):
    """The greatest distance of two lists of gradients, weight by weight, as a share of the second's length."""
    whole = torch.cat([g.flatten() for g in second]).norm()
    return max(((a - b).norm() / (b.norm() + 0.01 * whole)).item() for a, b in zip(first, second, strict=True))


@pytest.mark.parametrize("trick", [*TRICKS, *OF_FAMILIES])
def test_every_trick_asks_of_both_networks_what_its_paper_asks(trick, recipe):
    """Losses and gradients of three steps of each network, against the formulas written out in naive.py."""
    settings = (TRICKS | OF_FAMILIES)[trick] | STRONG.get(trick, {})
    recipe = recipe.with_changes(channels=1, lr_g=0.01, lr_d=0.01, **settings)
    off = {name: WITHOUT[name] for name in settings if name not in (*NO_TRICKS, "loss")}
    off |= {"auxiliary": 0, "clip": 0.1 if recipe.loss == "wasserstein" else 0}
    off |= {"loss": "nonsaturating"} if set(settings) == {"loss"} else {}
    plain = recipe.with_changes(**off)
    players = Players(recipe, torch.device("cpu"), "fp32")
    players.set_schedules(moment(recipe, images=20, progress=0.5))
    players.set_progress(0.25, 1.0)
    p = 0.0
    if recipe.augment == "ada":
        p = 0.5
        players.showing.strength.state[0] = p
    elif recipe.augment == "scheduled":
        p = 0.45
    naive = Naive(recipe.with_changes(**HALFWAY.get(trick, {})), players, p=p, progress=0.25)
    without = Naive(plain, players)

    random = torch.Generator().manual_seed(1)
    different = 0.0
    for step in range(3):
        real = torch.rand(8, 1, recipe.resolution, recipe.resolution, generator=random) * 2 - 1
        y, fake_y = torch.randint(3, (2, 8), generator=random) if recipe.classes else (None, None)
        z = training_latents(players.generator, recipe, random)
        unmixed = z if z.dim() == 2 else z[:, 0]

        naive.follow(players), without.follow(players)
        expected = naive.loss_d(real, z, y, fake_y, step)
        slopes = gradients(expected, naive.d)
        different = max(different, apart(gradients(without.loss_d(real, unmixed, y, fake_y), without.d), slopes))
        loss, _, _, *extra = players.train_discriminator(real, z, y, fake_y, step)
        assert sum(extra, loss).item() == pytest.approx(expected.item(), rel=1e-4)
        assert apart(left(players.discriminator), slopes) < 1e-3

        naive.follow(players), without.follow(players)
        before = copy.deepcopy(players) if recipe.unroll and recipe.augment == "none" else None
        expected = naive.loss_g(z, real, fake_y, y, step)
        slopes = gradients(expected, naive.g)
        different = max(different, apart(gradients(without.loss_g(unmixed, real, fake_y), without.g), slopes))
        loss, *extra = players.train_generator(z, step, fake_y, real, y)
        assert sum(extra, loss).item() == pytest.approx(expected.item(), rel=1e-4)
        if not recipe.unroll:
            assert apart(left(players.generator), slopes) < 1e-3
        elif before:  # through D's steps there is no plain gradient: G's loss must rise as steeply as it says
            double = Naive(recipe, before, dtype=torch.float64)
            assert rise(double, z.double(), real.double(), left(players.generator)) == pytest.approx(1, rel=0.01)
            assert apart(left(players.generator), slopes) > 0.01, "the steps of D leave their trace"
    assert different > 0.01 or set(settings) == {"packing"}, "the trick weighs too little here to be seen"


@torch.no_grad()
def rise(naive, z, real, slopes, small=1e-7):
    """By how much the loss of G rises along these slopes, as a share of what they say."""
    length = torch.cat([slope.flatten() for slope in slopes]).norm().item()
    values = []
    for sign in (1, -1):
        for weight, slope in zip(naive.g.parameters(), slopes, strict=True):
            weight += sign * (1 if sign > 0 else 2) * small * slope.double() / length
        with torch.enable_grad():
            values.append(naive.loss_g(z, real).item())
    return (values[0] - values[1]) / (2 * small) / length


# Tried in bf16 too: a penalty in the step's own pass, one in a pass of its own, steps ahead, and all with augmentation.
HALF = ("r3gan", "gp", "unroll", "many")


@pytest.mark.parametrize(
    ("trick", "precision"), [(trick, "fp32") for trick in TRICKS] + [(trick, "bf16") for trick in HALF]
)
def test_every_trick_trains_and_resumes_bit_for_bit(trick, precision, recipe, pictures, tmp_path):
    recipe = recipe.with_changes(precision=precision, **TRICKS[trick])
    straight = Trainer(recipe, pictures, device="cpu")
    events = list(straight.events())
    assert isinstance(events[-1], Finished)

    first = Trainer(recipe, pictures, device="cpu")
    for _ in range(3):
        first._train()
    first.save(tmp_path / "3")
    second = Trainer(recipe, pictures, device="cpu")
    second.restore(tmp_path / "3")
    assert all(torch.equal(value, first.players.state()[name]) for name, value in second.players.state().items())
    list(second.events())
    assert same(weights(straight), weights(second))
    straight.save(tmp_path / "6")
    networks = load_networks(tmp_path / "6", straight.recipe)
    drawn = networks.generator(torch.randn(3, recipe.z_dim))
    one, three = networks.discriminator(drawn[:1]), networks.discriminator(drawn)
    assert three.shape == (3,) and three.isfinite().all()
    torch.testing.assert_close(one, three[:1], atol=1e-4, rtol=1e-3)


@pytest.mark.parametrize("trick", TRICKS)
def test_with_every_trick_each_step_moves_one_network_only(trick, recipe, pictures):
    trainer = Trainer(recipe.with_changes(**TRICKS[trick]), pictures, device="cpu")
    players = trainer.players
    for step, still, moved in (
        (trainer._train_d, players.generator, players.discriminator),
        (trainer._train_g, players.discriminator, players.generator),
    ):
        for network in (still, moved):
            network.zero_grad(set_to_none=True)
        before = [[w.clone() for w in network.parameters()] for network in (still, moved)]
        step()
        assert all(w.grad is None for w in still.parameters())
        assert same(before[0], list(still.parameters())) and not same(before[1], list(moved.parameters()))


@pytest.mark.parametrize("budget", ["steps", "images", "seconds", "published"])
def test_the_pace_of_adaptive_augmentation_is_a_quarter_of_whatever_budget_there_is(budget, recipe, pictures, clock):
    limits = {"steps": {"steps": 120}, "images": {"steps": 0, "images": 960}, "seconds": {"steps": 0, "seconds": 6}}
    chosen = limits.get(budget, {"steps": 120, "ada_kimg": 500})
    trainer = Trainer(recipe.with_changes(augment="ada", metrics=0, **chosen), pictures, device="cpu", clock=clock)
    showing = trainer.players.showing
    steer = showing.steer
    showing.steer = lambda logits, n, _: steer(torch.ones(n), n, 0.0)  # D is certain of every real picture
    told = [event for event in trainer.events() if isinstance(event, Numbers)]
    assert len(told) > 15
    for event in told:
        used = (
            event.images / 500_000
            if budget == "published"
            else 4 * getattr(event, budget.replace("steps", "step")) / chosen[budget]
        )
        assert used - 0.25 <= event.values["ada_p"] <= used + 0.01 or event.values["ada_p"] == pytest.approx(1)
    assert (told[-1].values["ada_p"] == 1) == (budget != "published")


def test_a_budget_that_grows_takes_nothing_back(recipe, pictures):
    trainer = Trainer(recipe.with_changes(augment="ada", ada_target=0.1, steps=20), pictures, device="cpu")
    showing = trainer.players.showing
    steer = showing.steer
    showing.steer = lambda logits, n, _: steer(torch.ones(n), n, 0.0)
    for _ in range(3):
        trainer._train()
    trainer.set(steps=2000)
    seen = []
    for _ in range(12):
        trainer._train()
        seen.append(showing.p.item())
    assert seen == sorted(seen) and 0 < seen[0] <= 0.5 and seen[-1] - seen[0] < 0.1


def test_numbers_tell_what_is_added_and_how_strong_the_augmentation_is(recipe, pictures, clock):
    recipe = recipe.with_changes(penalty="r1", orthogonal=1e-3, augment="ada", ada_kimg=0.1, ada_target=0.1, steps=40)
    trainer = Trainer(recipe, pictures, device="cpu", clock=clock)
    numbers = [event.values for event in trainer.events() if isinstance(event, Numbers)]
    assert all({"extra_d", "extra_g", "ada_p"} <= set(values) for values in numbers)
    assert all(values["extra_d"] > 0 and values["extra_g"] > 0 for values in numbers)
    assert max(values["ada_p"] for values in numbers) > 0


def test_a_plain_recipe_does_no_extra_work(recipe, pictures):
    players = Trainer(recipe, pictures, device="cpu").players
    assert not players.extras.on_d and not players.extras.on_g and not players.state() and not players.needs_real
    batch = torch.rand(4, 1, 28, 28)
    assert players.showing(batch) is batch
    assert players.average._copied == ([], [])


def test_a_lazy_penalty_is_taken_every_so_many_steps_and_as_many_times_as_strong(recipe, pictures):
    recipe = recipe.with_changes(penalty="r1", gamma=1.0, lr_d=1e-6, family="mlp")  # D hardly moves: the same slopes
    added = {}
    for every in (1, 4):
        trainer = Trainer(recipe.with_changes(penalty_every=every), pictures, device="cpu")
        added[every] = []
        for _ in range(8):
            trainer._train_d()
            added[every].append(trainer._sums[3].item())
            trainer._sums.zero_()
    assert [value > 0 for value in added[4]] == [True, False, False, False] * 2
    assert added[4][0] == pytest.approx(4 * added[1][0], rel=1e-4)


def test_lazy_penalties_correct_rate_and_memory_as_published():
    recipe = Recipe(penalty="r1", penalty_every=16, lr_d=0.0025, beta1=0.0, beta2=0.99)
    opt_g, opt_d = make_optimizers(nn.Linear(1, 1), nn.Linear(1, 1), recipe)
    assert opt_g.param_groups[0]["lr"] == recipe.lr_g
    assert opt_d.param_groups[0]["lr"] == pytest.approx(0.0025 * 16 / 17)
    assert opt_d.param_groups[0]["betas"] == (0.0, pytest.approx(0.99 ** (16 / 17)))


def test_a_lazy_rate_survives_steps_and_live_changes(recipe, pictures):
    trainer = Trainer(recipe.with_changes(penalty="r1", penalty_every=4, lr_d=0.001), pictures, device="cpu")
    trainer._train()
    assert trainer.players.opt_d.param_groups[0]["lr"] == pytest.approx(0.001 * 4 / 5)
    trainer.set(lr_d=0.002)
    trainer._train()
    assert trainer.players.opt_d.param_groups[0]["lr"] == pytest.approx(0.002 * 4 / 5)


def seen(logits):
    return Seen(torch.zeros(len(logits), 1, 4, 4), None, torch.tensor(logits, requires_grad=True))


def test_top_k_learns_from_the_best_pictures_only_and_from_fewer_as_the_budget_goes():
    fake = seen([0.0, 3.0, -2.0, 1.0])
    goal = Fool(LOSSES["hinge"], topk=0.5)
    assert goal(fake, None).item() == pytest.approx(-0.5)
    goal.progress = 0.5
    assert goal(fake, None).item() == pytest.approx(-2.0)
    goal(fake, None).backward()
    assert fake.logits.grad.tolist() == [0.0, -0.5, 0.0, -0.5]


def test_feature_matching_compares_means_of_features():
    real, fake = (
        Seen(torch.zeros(n, 1, 2, 2), None, torch.zeros(n), torch.full((n, 4), value))
        for n, value in ((3, 1.0), (5, 0.5))
    )
    assert MatchFeatures()(fake, real).item() == pytest.approx(4 * 0.25)


@pytest.mark.parametrize(
    ("settings", "in_d", "in_g"),
    [({}, 2, 1), (OF_FAMILIES["acgan"], 2, 1), (OF_FAMILIES["infogan"], 2, 1), ({"feature_matching": "on"}, 2, 2)],
    ids=["plain", "acgan", "infogan", "feature_matching"],
)
def test_d_reads_a_picture_once_for_all_that_is_asked_of_it(settings, in_d, in_g, recipe):
    recipe = recipe.with_changes(channels=1, **settings)
    players = Players(recipe, torch.device("cpu"), "fp32")
    passes = []
    players.discriminator.body.register_forward_hook(lambda *_: passes.append(1))
    norm = next(layer for layer in players.discriminator.body.modules() if isinstance(layer, nn.BatchNorm2d))
    real = torch.rand(8, 1, recipe.resolution, recipe.resolution)
    y, fake_y = torch.randint(3, (2, 8)) if recipe.classes else (None, None)
    z = training_latents(players.generator, recipe, players.random)
    for step, wanted in (
        (lambda: players.train_discriminator(real, z, y, fake_y), in_d),
        (lambda: players.train_generator(z, 0, fake_y, real, y), in_g),
    ):
        passes.clear()
        before = norm.num_batches_tracked.item()
        step()
        assert len(passes) == wanted == norm.num_batches_tracked.item() - before


@pytest.mark.parametrize("family", ["acgan", "infogan"])
def test_steps_with_a_second_task_are_those_of_a_program_written_apart(family, recipe):
    """Weights and statistics of both networks after three steps of each, every picture read once."""
    recipe = recipe.with_changes(channels=1, optimizer="sgd", lr_g=0.05, lr_d=0.05, **OF_FAMILIES[family])
    players = Players(recipe, torch.device("cpu"), "fp32")
    g, d = copy.deepcopy(players.generator), copy.deepcopy(players.discriminator)
    opt_g, opt_d = (torch.optim.SGD(network.parameters(), lr=0.05) for network in (g, d))
    random = torch.Generator().manual_seed(2)
    told = family == "acgan"

    def read(pictures, y, z, real=False):
        """(-log of what D believes of them, what its second task costs), of one pass."""
        convolved = d.body(pictures)
        features, logits = convolved.flatten(1), d.head(convolved).flatten()
        if told:
            second = nn.functional.cross_entropy(d.class_head(features), y)
        elif real:
            second = 0.0
        else:
            out = d.code_head(features)
            category = nn.functional.cross_entropy(out[:, :10], z[:, -12:-2].argmax(1))
            second = category + 0.1 * (out[:, 10:] - z[:, -2:]).square().sum(1).mean() / 2
        return logits, 0.5 * second

    for step in range(3):
        real = torch.rand(8, 1, 32, 32, generator=random) * 2 - 1
        y, fake_y = torch.randint(3, (2, 8), generator=random) if told else (None, None)
        z = training_latents(g, recipe, random)
        labels = (fake_y,) if told else ()

        fake = g(z, *labels).detach()
        (of_real, first), (of_fake, second) = read(real, y, z, real=True), read(fake, fake_y, z)
        opt_d.zero_grad()
        (naive.softly(-of_real) + naive.softly(of_fake) + first + second).backward()
        opt_d.step()
        of_fake, second = read(g(z, *labels), fake_y, z)
        opt_g.zero_grad()
        (naive.softly(-of_fake) + second).backward()
        opt_g.step()

        players.train_discriminator(real, z, y, fake_y, step)
        players.train_generator(z, step, fake_y)
    for mine, theirs in ((g, players.generator), (d, players.discriminator)):
        for name, value in theirs.state_dict().items():
            torch.testing.assert_close(
                value, mine.state_dict()[name], atol=1e-4, rtol=1e-3, msg=lambda m, n=name: f"{n}: {m}"
            )


def test_what_is_compared_with_in_evaluation_is_real(recipe):
    recipe = recipe.with_changes(channels=1, family="minibatch", resolution=32)
    players = Players(recipe, torch.device("cpu"), "fp32")
    layer, rows = players.discriminator.others, []
    layer.tensor.register_forward_hook(lambda *told: rows.append(told[-1].detach().view(8, layer.kernels, -1)))
    for step in range(2):
        players.train_discriminator(torch.rand(8, 1, 32, 32), torch.randn(8, 8), step=step)
        players.train_generator(torch.randn(8, 8), step)
    real = rows[0::3]  # of a step real, generated, and generated again for G
    assert len(rows) == 6 and torch.equal(layer.bank[:16], torch.cat([real[1], real[0]])) and not layer.bank[16:].any()

    players = Players(recipe.with_changes(family="progan"), torch.device("cpu"), "fp32")
    layer, wanted = players.discriminator.spread, []
    layer.register_forward_hook(lambda *told: wanted.append(told[-1][:, -1].mean().item()))
    players.train_discriminator(torch.rand(8, 1, 32, 32), torch.randn(8, 8))
    players.train_generator(torch.randn(8, 8), 0)
    assert len(wanted) == 3 and layer.batches == 1 and layer.spread.item() == pytest.approx(wanted[0])


def test_lecam_holds_to_the_averages_of_the_past():
    term = LeCam(1.0, {"anchors": torch.zeros(3)})
    first = term(real=seen([2.0]), fake=seen([-1.0]))
    assert first.item() == pytest.approx(9 + 9)  # the first averages are the first values
    term(real=seen([4.0]), fake=seen([-1.0]))
    assert term.state["anchors"][0].item() == pytest.approx(0.99 * 2 + 0.01 * 4)


@pytest.mark.parametrize("family", FAMILIES)
def test_orthogonal_regularisation_reaches_every_convolution_of_every_family(family):
    small = {"g_width": 8, "d_width": 8, "z_dim": 16, "resolution": 32, "channels": 1}
    if kind_drawn_by(family) is not PICTURES:
        small |= {"resolution": 1, "channels": 2}
    told = {"labels": "on", "classes": 3} if family in ALWAYS_CLASSES else {}
    generator, _ = build(Recipe(family=family, **small, **told))
    cost = Orthogonal(generator, 1.0)()
    cost.backward()
    assert cost > 0
    assert all(weight.grad is not None for weight in generator.parameters() if weight.dim() == 4)


def test_instance_noise_fades_with_the_budget(recipe, pictures):
    trainer = Trainer(recipe.with_changes(instance_noise=0.5, steps=100), pictures, device="cpu")
    showing, batch = trainer.players.showing, torch.zeros(64, 1, 28, 28)
    for step, deviation in ((0, 0.5), (50, 0.25), (100, 0.0)):
        trainer.step = step
        trainer._follow_budget()
        assert showing(batch).std().item() == pytest.approx(deviation, rel=0.05)


def test_mixed_latents_have_their_later_layers_from_another(recipe, pictures):
    generator = Trainer(recipe, pictures, device="cpu").players.generator
    random = torch.Generator().manual_seed(0)
    recipe = recipe.with_changes(batch=200, style_mixing=0.5)
    z = training_latents(generator, recipe, random)
    assert z.shape == (200, generator.num_inputs, recipe.z_dim)
    changes = (z[:, 1:] != z[:, :-1]).any(2).sum(1)
    assert set(changes.tolist()) == {0, 1}  # at most one change of latent from layer to layer
    assert 0.4 < changes.float().mean() < 0.6


def test_a_packed_discriminator_judges_packs_in_training_and_single_pictures_after(recipe, pictures):
    trainer = Trainer(recipe.with_changes(packing=2), pictures, device="cpu")
    discriminator = trainer.players.discriminator
    real, _ = trainer.batches.real()
    assert discriminator(real).shape == (4,)
    packs = discriminator.pack(real)
    assert torch.equal(packs[1], torch.cat([real[2], real[3]]))
    discriminator.eval()
    assert discriminator(real).shape == (8,)
    first = trainer.batches.images[0].float() / 127.5 - 1
    assert torch.equal(discriminator.pack(real)[5], torch.cat([real[5], first]))


def test_an_unrolled_generator_plays_against_the_discriminator_after_its_steps(recipe, pictures):
    trainer = Trainer(recipe.with_changes(unroll=3, family="mlp"), pictures, device="cpu")
    for _ in range(3):
        trainer._train()  # so that Adam has moments
    players = trainer.players
    (real, _), (z, _) = trainer.batches.real(), trainer.batches.latents()
    with torch.no_grad():
        generated = players.generator(z)
    before = [w.clone() for w in players.discriminator.parameters()]
    judge = players.unrolled.after(generated, None, real, None)
    looked_ahead = judge(generated).logits
    assert same(before, list(players.discriminator.parameters()))
    for _ in range(3):
        players.opt_d.zero_grad()
        players.loss.discriminator(players.discriminator(real), players.discriminator(generated), 0.0).backward()
        players.opt_d.step()
    torch.testing.assert_close(looked_ahead, players.discriminator(generated), atol=1e-4, rtol=1e-3)


def test_the_unrolled_gradient_passes_through_the_discriminator_s_answer(recipe, pictures):
    trainer = Trainer(recipe.with_changes(unroll=1, family="mlp", loss="lsgan"), pictures, device="cpu")
    players = trainer.players
    real, _ = trainer.batches.real()
    generated = torch.zeros(8, 1, 28, 28, requires_grad=True)
    through = players.unrolled.after(generated, None, real, None)(generated.detach()).logits.sum()
    slope = torch.autograd.grad(through, generated, allow_unused=True)[0]
    assert slope is not None and slope.abs().max() > 0  # by the weights alone: the judged pictures were detached


def test_an_average_copies_what_cannot_be_averaged():
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.weight = nn.Parameter(torch.zeros(2))
            self.norm = nn.BatchNorm2d(1)
            self.register_buffer("spectral_u", torch.tensor([1.0, 0.0]))
            self.register_buffer("grown", torch.tensor(0.0))

    network = Net()
    average = Average(network, decay=0.9)
    with torch.no_grad():
        network.weight.fill_(1.0)
        network.norm.running_mean.fill_(1.0)
        network.spectral_u.copy_(torch.tensor([0.0, 1.0]))
        network.grown.fill_(1.5)
    average.follow(step=1000)
    assert average.network.weight.tolist() == pytest.approx([0.1, 0.1])
    assert average.network.norm.running_mean.item() == pytest.approx(0.1)
    assert average.network.spectral_u.tolist() == [0.0, 1.0] and average.network.grown.item() == 1.5


def test_rates_fall_over_the_whole_budget(recipe, pictures):
    trainer = Trainer(recipe.with_changes(decay="whole", steps=100, lr_g=1e-3), pictures, device="cpu")
    for step, share in ((0, 1.0), (50, 0.5), (90, 0.1), (100, 0.02)):
        trainer.step = step
        trainer._follow_budget()
        assert trainer.players.opt_g.param_groups[0]["lr"] == pytest.approx(1e-3 * share)


def test_a_checkpoint_without_the_memory_of_a_trick_is_refused(recipe, pictures, tmp_path):
    from ganplay.training import CheckpointError

    Trainer(recipe, pictures, device="cpu").save(tmp_path / "0")
    with pytest.raises(CheckpointError, match="lacks"):
        Trainer(recipe.with_changes(lecam=0.1), pictures, device="cpu").restore(tmp_path / "0")


@pytest.mark.parametrize(
    ("settings", "hint"),
    [
        ({"loss": "wasserstein", "penalty": "gp", "clip": 0.01, "family": "mlp"}, "one is enough"),
        ({"penalty": "gp"}, "batch norm in D mixes"),
        ({"penalty": "gp", "family": "dcgan"}, "norm_d=none"),
        ({"penalty": "gp", "family": "mlp", "norm_d": "instance"}, "norm_d=family"),
        ({"loss": "relativistic", "lecam": 0.1}, "lecam=0"),
        ({"loss": "relativistic", "topk": 0.5, "steps": 9}, "topk=1"),
        ({"loss": "relativistic_average", "augment": "ada"}, "augment=diffaugment"),
        ({"loss": "relativistic", "smoothing": 0.1}, "smoothing=0"),
        ({"feature_matching": "on", "unroll": 1}, "feature_matching=off"),
        ({"style_mixing": 0.5, "family": "dcgan"}, "no styles to mix"),
        ({"path_length": 2.0}, "family=stylegan"),
        ({"unroll": 2, "optimizer": "rmsprop"}, "optimizer=adam"),
        ({"topk": 0.5}, "seconds=60"),
        ({"instance_noise": 0.1}, "seconds=60"),
        ({"augment": "ada"}, "seconds=60, or ada_kimg=500"),
        ({"packing": 3, "batch": 64}, "multiple of packing"),
        ({"labels": "on", "family": "infogan"}, "labels=off"),
        ({"labels": "on", "family": "dcgan", "packing": 2}, "packing=1"),
        ({"family": "acgan"}, "labels=on"),
        ({"augment": "ada", "loss": "wasserstein", "clip": 0.01}, "drift"),
    ],
)
def test_tricks_that_cannot_go_together_are_refused_with_the_remedy(settings, hint):
    with pytest.raises(RecipeError, match=hint) as refusal:
        Recipe(**settings)
    assert str(refusal.value).endswith(".")


def test_penalties_are_finite_where_d_has_no_slope_at_all(recipe, pictures):
    recipe = recipe.with_changes(penalty="gp", family="mlp")
    trainer = Trainer(recipe, pictures, device="cpu")
    with torch.no_grad():
        for weight in trainer.players.discriminator.parameters():
            weight.zero_()
    trainer._train_d()
    assert all(math.isfinite(value) for value in trainer._sums.tolist())
    assert all(weight.isfinite().all() for weight in trainer.players.discriminator.parameters())
