"""Where in a picture a discriminator finds what it judges by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from ganplay.latent.seeds import device_of, to_float
from ganplay.scoring.error import ScoringError
from ganplay.scoring.scores import judged


def occlusion(
    discriminator: nn.Module, picture: np.ndarray, *, patch: int | None = None, stride: int | None = None
) -> np.ndarray:
    """What each place adds to the logit: (H, W, C) uint8 -> (H, W) float32, in logits (Zeiler and Fergus 2014).

    logit(picture) - logit(picture with a patch of its own mean colour there): positive where what is there speaks for
    real. A pixel has the mean over the patches that cover it.

    Args:
        patch: pixels a side; an eighth of the picture unless told.
        stride: pixels between two patches; half a patch unless told.
    """
    x = to_float(picture[None])
    height, width = x.shape[2:]
    patch = max(1, min(height, width) // 8) if patch is None else patch
    stride = max(1, patch // 2) if stride is None else stride
    if not 1 <= patch <= min(height, width) or not 1 <= stride <= patch:
        raise ScoringError(f"A patch has 1 to {min(height, width)} pixels a side, and a stride no more than the patch.")
    mean = x.mean((2, 3), keepdim=True)
    places = [(top, left) for top in _starts(height, patch, stride) for left in _starts(width, patch, stride)]
    whole = judged(discriminator, x).item()
    total, count = np.zeros((height, width)), np.zeros((height, width))
    for start in range(0, len(places), 64):
        some = places[start : start + 64]
        covered = x.repeat(len(some), 1, 1, 1)
        for row, (top, left) in zip(covered, some, strict=True):
            row[:, top : top + patch, left : left + patch] = mean[0]
        for (top, left), logit in zip(some, judged(discriminator, covered).tolist(), strict=True):
            total[top : top + patch, left : left + patch] += whole - logit
            count[top : top + patch, left : left + patch] += 1
    return (total / count).astype(np.float32)


def _starts(size: int, patch: int, stride: int) -> list[int]:
    return sorted({*range(0, size - patch, stride), size - patch})


def gradient(discriminator: nn.Module, picture: np.ndarray) -> np.ndarray:
    """Gradient times input, signed: (H, W, C) uint8 -> (H, W) float32, in logits (Shrikumar et al. 2016).

    The derivative of the logit by each value, times that value's difference from the picture's mean colour, summed
    over the channels: what the occlusion of a single pixel would change if the discriminator were linear.
    """
    x = to_float(picture[None])
    slope = input_gradient(discriminator, x)
    return (slope * (x - x.mean((2, 3), keepdim=True))).sum(1)[0].numpy()


def input_gradient(discriminator: nn.Module, x: Tensor) -> Tensor:
    """The derivative of the logit of `x` (1, C, H, W) by `x`, on the CPU, the same shape."""
    if discriminator.training:
        raise ScoringError("A discriminator that scores is in evaluation mode: call its eval() first.")
    x = x.to(device_of(discriminator)).detach().clone().requires_grad_(True)
    with torch.enable_grad():
        logit = discriminator(x).float().sum()
    return torch.autograd.grad(logit, x)[0].float().cpu()


def random_twin(recipe_or_networks: Any, seed: int = 0, *, pictures: np.ndarray | None = None) -> nn.Module:
    """The same discriminator with fresh random weights, in eval mode: the control for every map (Adebayo et al. 2018).

    Args:
        recipe_or_networks: a Recipe with its channels resolved, or a checkpoint's Networks.
        pictures: (N, H, W, C) uint8, for batch norm, whose statistics are then the pictures' in one pass; without
            them they are as built (mean 0, variance 1), and deep layers may see values of another size than in
            training. Batches of some 64 real pictures serve.
    """
    from ganplay import nets

    recipe = getattr(recipe_or_networks, "recipe", recipe_or_networks)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        _, twin = nets.build(recipe)
    norms = [layer for layer in twin.modules() if isinstance(layer, nn.modules.batchnorm._BatchNorm)]
    if norms and pictures is not None and len(pictures) > 1:
        for layer in norms:
            layer.reset_running_stats()
            layer.momentum = None  # the plain mean over the batches
        twin.train()
        with torch.no_grad():
            for part in np.array_split(pictures, max(1, len(pictures) // 64)):
                twin(to_float(part))
    return twin.eval().requires_grad_(False)


@dataclass(frozen=True)
class Filters:
    """The first layer, and what it makes of one picture, before the nonlinearity.

    Attributes:
        weights: (K, kh, kw, C); of a dense layer (K, H, W, C), one picture a unit, or None where its inputs are not
            a picture's.
        responses: (K, h, w); of a dense layer (K, 1, 1).
        strength: (K,), the mean absolute response.
    """

    weights: np.ndarray | None
    responses: np.ndarray
    strength: np.ndarray


@torch.no_grad()
def filters(discriminator: nn.Module, picture: np.ndarray) -> Filters:
    """The first layer that has weights (Conv2d or Linear, in the order of the modules) and its answer to `picture`."""
    first = next((layer for layer in discriminator.modules() if isinstance(layer, (nn.Conv2d, nn.Linear))), None)
    if first is None:
        raise ScoringError("This discriminator has no convolution and no dense layer to look at.")
    kept: list[Tensor] = []
    with first.register_forward_hook(_keeper(kept)):
        discriminator(to_float(picture[None]).to(device_of(discriminator)))
    responses, weights = kept[0][0].float().cpu(), first.weight.detach().float().cpu()
    height, width, channels = picture.shape
    if isinstance(first, nn.Linear):
        fits = weights.shape[1] == channels * height * width
        shown = weights.view(-1, channels, height, width).permute(0, 2, 3, 1).numpy() if fits else None
        responses = responses.reshape(-1, 1, 1)
    else:
        shown = weights.permute(0, 2, 3, 1).numpy()
    return Filters(shown, responses.numpy(), responses.abs().mean((1, 2)).numpy())


def _keeper(kept: list[Tensor]) -> Callable[[nn.Module, Any, Tensor], None]:
    def keep(module: nn.Module, inputs: Any, output: Tensor) -> None:
        kept.append(output.detach())

    return keep
