"""The losses of one step of training once more, as the papers have them: slowly, and by nothing that trains here.

What is taken over is the networks, DiffAugment's and adaptive augmentation's pieces (tests/test_augment.py holds them),
and the order in which random numbers are drawn, without which no two programs could be compared.
"""

from __future__ import annotations

import copy

import torch
import torch.nn.functional as F
from torch import nn

from ganplay.augment import colour, cutout, move, recolour, translate
from ganplay.nets.packing import Packed


def softly(x):
    """-log sigmoid(-x)."""
    return torch.log1p(torch.exp(x)).mean()


# loss: (that of D, that of G) of the logits of real and of generated pictures
LOSSES = {
    "nonsaturating": (lambda real, fake: softly(-real) + softly(fake), lambda real, fake: softly(-fake)),
    "lsgan": (
        lambda real, fake: ((real - 1) ** 2).mean() / 2 + (fake**2).mean() / 2,
        lambda real, fake: ((fake - 1) ** 2).mean() / 2,
    ),
    "wasserstein": (lambda real, fake: fake.mean() - real.mean(), lambda real, fake: -fake.mean()),
    "hinge": (
        lambda real, fake: (1 - real).clamp(min=0).mean() + (1 + fake).clamp(min=0).mean(),
        lambda real, fake: -fake.mean(),
    ),
    "relativistic": (lambda real, fake: softly(fake - real), lambda real, fake: softly(real - fake)),
    "relativistic_average": (
        lambda real, fake: softly(fake.mean() - real) + softly(fake - real.mean()),
        lambda real, fake: softly(real.mean() - fake) + softly(real - fake.mean()),
    ),
}


def copied(network):
    return [weight.detach().clone() for weight in network.parameters()]


class Naive:
    """Copies of the players as they are now, and what they are to minimise.

    Args:
        recipe: with the values of this moment where they change as a training goes on.
        players: ganplay.training.step.Players.
        p: the chance of each change of adaptive augmentation.
        progress: the share of the budget that is used up.
    """

    def __init__(self, recipe, players, *, p=0.0, progress=0.0, dtype=torch.float32) -> None:
        self.recipe, self.p, self.progress, self.dtype = recipe, p, progress, dtype
        self.random = torch.Generator()
        self.random.set_state(players.random.get_state())
        self.anchors = None  # of LeCam
        self.past = [[copied(network)] for network in (players.discriminator, players.generator)]
        self.path_mean = torch.zeros(())
        self.follow(players)

    def follow(self, players) -> None:
        """Take over the weights, D's optimizer and the random numbers, but none of the memories."""
        self.d, self.g = (copy.deepcopy(n).to(self.dtype) for n in (players.discriminator, players.generator))
        if hasattr(self.g, "noise_source"):
            self.g.noise_source = self.random
        self.adam = copy.deepcopy(players.opt_d.state_dict())
        self.random.set_state(players.random.get_state())

    # what D sees, and says

    def shown(self, x):
        if self.recipe.augment == "diffaugment":
            x = cutout(translate(colour(x, self.random), self.random), self.random)
        elif self.recipe.augment in ("ada", "scheduled"):
            p = torch.tensor(self.p)
            x = recolour(move(x, p, self.random), p, self.random)
        if self.recipe.instance_noise:
            x = x + self.recipe.instance_noise * (1 - self.progress) * torch.randn(x.shape, generator=self.random)
        return x

    def judged(self, x, y, d=None):
        """The logits; of packs, where D judges packs, neighbours in the batch side by side."""
        d = d or self.d
        if isinstance(d, Packed):
            x, d = torch.cat([x[first :: d.packing] for first in range(d.packing)], 1), d.discriminator
        return d(x) if y is None else d(x, y)

    def named(self, x, y):
        """How badly D names the classes of pictures."""
        return -F.log_softmax(self.d.classify(x), 1)[torch.arange(len(y)), y].mean()

    def read(self, x, z):
        """How badly D reads the codes of z in its pictures: a category of ten and two numbers, the last of z."""
        logits, means = self.d.codes(x)
        one_hot, numbers = z[:, -12:-2], z[:, -2:]
        return -(F.log_softmax(logits, 1) * one_hot).sum(1).mean() + 0.1 * ((means - numbers) ** 2).sum(1).mean() / 2

    def away(self, network, number):
        """The squared distance from the mean of all weights so far."""
        now, past = list(network.parameters()), self.past[number]
        past.append(copied(network))
        return sum(((w - torch.stack(before).mean(0)) ** 2).sum() for w, *before in zip(now, *past, strict=True))

    def draw(self, z, y):
        return self.g(z) if y is None else self.g(z, y)

    # the losses

    def loss_d(self, real, z, y=None, fake_y=None, step=0):
        recipe, n = self.recipe, len(real)
        generated = self.draw(z, fake_y).detach().requires_grad_(True)
        given = real.detach().requires_grad_(True)
        real = self.shown(given)
        if recipe.penalty_by == "shown":
            given = real = real.detach().requires_grad_(True)
        says_real = self.judged(real, y)
        fake = self.shown(generated)
        if recipe.penalty_by == "shown":
            generated = fake = fake.detach().requires_grad_(True)
        says_fake = self.judged(fake, fake_y)
        total = LOSSES[recipe.loss][0](says_real, says_fake)
        due = step % recipe.penalty_every == 0
        strength = recipe.gamma * recipe.penalty_every
        for pictures, says, kind in ((given, says_real, "r1"), (generated, says_fake, "r2")):
            if due and kind in recipe.penalty:
                slope = torch.autograd.grad(says.sum(), pictures, create_graph=True)[0]
                total = total + strength / 2 * (slope**2).sum() / n
        if due and recipe.penalty == "gp":
            share = torch.rand(n, 1, 1, 1, generator=self.random)
            between = (share * real + (1 - share) * fake).detach().requires_grad_(True)
            slope = torch.autograd.grad(self.judged(between, y).sum(), between, create_graph=True)[0]
            total = total + strength * ((slope.flatten(1).norm(dim=1) - 1) ** 2).mean()
        total = total + recipe.drift * (says_real**2).mean()
        if recipe.lecam:
            now = torch.stack([says_real.mean(), says_fake.mean()]).detach()
            self.anchors = now if self.anchors is None else 0.99 * self.anchors + 0.01 * now
            of_real, of_fake = self.anchors
            total = total + recipe.lecam * (((says_real - of_fake) ** 2).mean() + ((says_fake - of_real) ** 2).mean())
        if recipe.historical:
            total = total + recipe.historical * self.away(self.d, 0)
        if hasattr(self.d, "classify"):
            total = total + recipe.auxiliary * (self.named(real, y) + self.named(fake, fake_y))
        if hasattr(self.d, "codes"):
            total = total + recipe.auxiliary * self.read(fake, z)
        self.says_real = says_real.detach()
        return total

    def loss_g(self, z, real=None, y=None, real_y=None, step=0):
        recipe = self.recipe
        generated = self.draw(z, y)
        d = self.unrolled(real, generated, y) if recipe.unroll else self.d
        if "relativistic" in recipe.loss or recipe.feature_matching == "on":
            real = self.shown(real)
            says_real = self.judged(real, real_y, d)
        else:
            says_real = None
        fake = self.shown(generated)
        says_fake = self.judged(fake, y, d)
        if recipe.topk < 1:  # of the best, from all at the start to the share asked for at half time
            best = round(len(says_fake) * recipe.topk ** min(1, 2 * self.progress))
            says_fake = says_fake.sort(descending=True).values[:best]
        if recipe.feature_matching == "on":
            total = ((d.features(real).mean(0) - d.features(fake).mean(0)) ** 2).sum()
        else:
            total = LOSSES[recipe.loss][1](says_real, says_fake)
        if recipe.historical:
            total = total + recipe.historical * self.away(self.g, 1)
        if hasattr(d, "classify"):
            total = total + recipe.auxiliary * self.named(fake, y)
        if hasattr(d, "codes"):
            total = total + recipe.auxiliary * self.read(fake, z)
        if recipe.path_length and step % 4 == 0:
            total = total + self.path_length(z, y)
        if recipe.orthogonal:
            total = total + recipe.orthogonal * self.not_orthogonal()
        return total

    def unrolled(self, real, generated, y):
        """D after some steps of its own against these pictures."""
        ahead = copy.deepcopy(self.d)
        optimizer = torch.optim.Adam(ahead.parameters())
        optimizer.load_state_dict(copy.deepcopy(self.adam))  # which it would move on
        for _ in range(self.recipe.unroll):
            says = self.judged(self.shown(real), y, ahead), self.judged(self.shown(generated.detach()), y, ahead)
            optimizer.zero_grad()
            LOSSES[self.recipe.loss][0](*says).backward()
            optimizer.step()
        return ahead

    def path_length(self, z, y):
        """On half of the batch, four times as strong, for it comes every fourth step."""
        w = self.g.mapping(z[: len(z) // 2])
        pictures = self.g.synthesis(w)
        noise = torch.randn(pictures.shape, generator=self.random) / pictures.shape[-1]
        lengths = torch.autograd.grad((pictures * noise).sum(), w, create_graph=True)[0].norm(dim=1)
        self.path_mean = 0.99 * self.path_mean + 0.01 * lengths.detach().mean()
        return 4 * self.recipe.path_length * ((lengths - self.path_mean) ** 2).mean()

    def not_orthogonal(self):
        """The squared products of different filters of each layer."""
        total = 0
        for layer in self.g.modules():
            if isinstance(layer, (nn.Conv2d, nn.ConvTranspose2d, nn.Linear)):
                filters = layer.weight.transpose(0, 1) if isinstance(layer, nn.ConvTranspose2d) else layer.weight
                products = filters.flatten(1) @ filters.flatten(1).t()
                total = total + (products[~torch.eye(len(products), dtype=bool)] ** 2).sum()
        return total
