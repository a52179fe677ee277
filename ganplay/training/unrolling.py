"""Unrolled GANs: G plays against the discriminator of a few steps later (Metz et al. 2017, algorithm 1).

Second order, as published: the gradient of G also passes through the steps that D would take in answer. Those are
Adam's, from the moments that D's optimizer holds, on the batch at hand and on D's loss alone, without penalties. D
itself, its buffers and its optimizer stay where they are.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.func import functional_call

from ganplay.losses import Loss
from ganplay.recipe import Recipe
from ganplay.training.shown import Seen, Showing


class Unrolled:
    """Looks `recipe.unroll` steps of D ahead."""

    def __init__(
        self,
        recipe: Recipe,
        discriminator: nn.Module,
        optimizer: torch.optim.Optimizer,
        loss: Loss,
        showing: Showing,
    ) -> None:
        self.steps, self.smoothing = recipe.unroll, recipe.smoothing
        self.discriminator, self.optimizer, self.loss, self.showing = discriminator, optimizer, loss, showing

    def after(
        self, generated: Tensor, labels: Tensor | None, real: Tensor, real_labels: Tensor | None
    ) -> Callable[[Tensor, Tensor | None], Seen]:
        """What judges like D, as D would be after its steps against these pictures."""
        weights = {name: weight.detach().requires_grad_(True) for name, weight in self.discriminator.named_parameters()}
        buffers = {name: buffer.clone() for name, buffer in self.discriminator.named_buffers()}

        def judge(pictures: Tensor, labels: Tensor | None = None) -> Seen:
            shown = self.showing(pictures)
            inputs = (shown,) if labels is None else (shown, labels)
            return Seen(shown, labels, functional_call(self.discriminator, weights | buffers, inputs).float())

        moments = self._moments()
        with torch.autocast(generated.device.type, enabled=False):
            for _ in range(self.steps):
                logits = judge(real, real_labels).logits, judge(generated.float(), labels).logits
                loss = self.loss.discriminator(*logits, self.smoothing)
                slopes = torch.autograd.grad(loss, list(weights.values()), create_graph=True, materialize_grads=True)
                weights = dict(zip(weights, self._adam(list(weights.values()), slopes, moments), strict=True))
        return judge

    def _moments(self) -> list[tuple[Tensor, Tensor, Tensor]]:
        """Adam's (steps, mean, mean square) of every weight; zeros before its first step."""
        moments = []
        for parameter in self.optimizer.param_groups[0]["params"]:
            state = self.optimizer.state.get(parameter)
            moments.append(
                (state["step"], state["exp_avg"].clone(), state["exp_avg_sq"].clone())
                if state
                else (torch.zeros(()), torch.zeros_like(parameter), torch.zeros_like(parameter))
            )
        return moments

    def _adam(
        self, weights: list[Tensor], slopes: tuple[Tensor, ...], moments: list[tuple[Tensor, Tensor, Tensor]]
    ) -> list[Tensor]:
        """One step of Adam (Kingma and Ba 2015, algorithm 1) that can be differentiated; `moments` move on."""
        group = self.optimizer.param_groups[0]
        (beta1, beta2), lr, eps = group["betas"], group["lr"], group["eps"]
        moved = []
        for index, (weight, slope, (steps, mean, square)) in enumerate(zip(weights, slopes, moments, strict=True)):
            steps = steps + 1
            mean = beta1 * mean + (1 - beta1) * slope
            square = beta2 * square + (1 - beta2) * slope.square()
            moments[index] = steps, mean, square
            root = (square / (1 - beta2**steps) + eps**2).sqrt()  # eps inside: the root's slope at 0 is infinite
            moved.append(weight - lr * (mean / (1 - beta1**steps)) / root)
        return moved
