"""The algorithm of adversarial training, on one page (Goodfellow et al. 2014, algorithm 1).

repeat
    n_dis times:  show D real and generated pictures; move D to tell them apart
    once:         move G so that D takes its pictures for real; move the average of G a little after it
"""

from __future__ import annotations

import copy
from contextlib import AbstractContextManager

import torch
from torch import Tensor, nn

from ganplay import nets
from ganplay.losses import LOSSES
from ganplay.recipe import Recipe


class Players:
    """Generator, discriminator, their optimizers, and the averaged generator that is shown."""

    def __init__(self, recipe: Recipe, device: torch.device, precision: str) -> None:
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(recipe.seed)
            generator, discriminator = nets.build(recipe)
        # channels_last is the layout that convolutions run fastest in, on CPUs with vector units and on GPUs.
        self.generator = generator.to(device, memory_format=torch.channels_last).train()
        self.discriminator = discriminator.to(device, memory_format=torch.channels_last).train()
        self.averaged = copy.deepcopy(self.generator).eval().requires_grad_(False)
        self.opt_g = make_optimizer(self.generator, recipe, recipe.lr_g)
        self.opt_d = make_optimizer(self.discriminator, recipe, recipe.lr_d)
        self.loss = LOSSES[recipe.loss]
        self.smoothing = recipe.smoothing
        self.clip = recipe.clip
        self.ema = recipe.ema
        self.device = device
        self.bf16 = precision == "bf16"
        self._average = _floats(self.averaged), _floats(self.generator)

    def arithmetic(self) -> AbstractContextManager:
        """bf16 for convolutions and matrix products where chosen; weights and losses stay in fp32."""
        return torch.autocast(self.device.type, torch.bfloat16, enabled=self.bf16)

    def train_discriminator(self, real: Tensor, z: Tensor) -> Tensor:
        """One D step on real pictures (N, C, H, W) in [-1, 1] and as many generated from z (N, z_dim).

        Returns (loss, mean logit of real, mean logit of generated), detached, on the device.
        """
        with self.arithmetic():
            with torch.no_grad():  # D's gradient must not reach G
                generated = self.generator(z)
            # Two batches, not one of both: batch norm in D then sees each kind by itself, as published.
            real_logits = self.discriminator(real).float()
            fake_logits = self.discriminator(generated).float()
        loss = self.loss.discriminator(real_logits, fake_logits, self.smoothing)
        self.opt_d.zero_grad(set_to_none=True)
        loss.backward()
        self.opt_d.step()
        if self.clip:
            with torch.no_grad():
                for weight in self.discriminator.parameters():
                    weight.clamp_(-self.clip, self.clip)
        return torch.stack([loss.detach(), real_logits.detach().mean(), fake_logits.detach().mean()])

    def train_generator(self, z: Tensor, step: int) -> Tensor:
        """One G step from z (N, z_dim), then the average; `step` counts G steps from 0. Returns the loss, detached."""
        self.discriminator.requires_grad_(False)  # G's gradient passes through D and must not stay there
        with self.arithmetic():
            fake_logits = self.discriminator(self.generator(z)).float()
        loss = self.loss.generator(fake_logits)
        self.opt_g.zero_grad(set_to_none=True)
        loss.backward()
        self.opt_g.step()
        self.discriminator.requires_grad_(True)
        # A young average forgets faster, or it would show the first steps for a long time.
        decay = min(self.ema, (1 + step) / (10 + step))
        averaged, current = self._average
        with torch.no_grad():
            torch._foreach_lerp_(averaged, current, 1 - decay)
        return loss.detach()


def _floats(network: nn.Module) -> list[Tensor]:
    """Parameters and batch-norm statistics: everything of a network that can be averaged."""
    return [tensor for tensor in network.state_dict().values() if tensor.is_floating_point()]


def make_optimizer(network: nn.Module, recipe: Recipe, lr: float) -> torch.optim.Optimizer:
    if recipe.optimizer == "rmsprop":
        return torch.optim.RMSprop(network.parameters(), lr=lr, alpha=0.99)
    return torch.optim.Adam(network.parameters(), lr=lr, betas=(recipe.beta1, recipe.beta2), fused=True)
