"""Where in a picture a discriminator finds what it judges by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from ganplay.latent.seeds import device_of, to_float
from ganplay.nets.conditional import BestClass
from ganplay.nets.packing import Packed
from ganplay.nets.sharing import apart, seeded
from ganplay.scoring.error import ScoringError
from ganplay.scoring.scores import judged

PACK = 8  # the most pictures that a packed discriminator takes at once


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

    A conditional one answers, like `Networks.judge`, for the class that finds a picture most real. A growing one is
    fully grown, or as far as that of the Networks.

    Args:
        recipe_or_networks: a Recipe with its channels resolved, or a checkpoint's Networks.
        pictures: (N, H, W, C) uint8, from which the twin learns in one pass, its weights staying as they are, what
            training would have left in its buffers: the statistics of batch norm, the memories of layers that compare
            pictures. Without them, or with fewer than 16, they are as built (mean 0, variance 1; no memories), and
            deep layers may see values of another size than in training. Some 64 real pictures serve.
    """
    from ganplay import nets

    recipe = getattr(recipe_or_networks, "recipe", recipe_or_networks)
    with seeded(seed):
        _, twin = nets.build(recipe)
        if hasattr(twin, "grow"):
            twin.grow(1.0)
        if pictures is not None and len(pictures) >= 2 * PACK:
            _fill_buffers(twin, pictures)
    if recipe_or_networks is not recipe:
        known = recipe_or_networks.discriminator.state_dict()
        kept = {name: value for name, value in known.items() if name.rsplit(".", 1)[-1] in ("grown", "companions")}
        twin.load_state_dict({name.removeprefix("network."): value for name, value in kept.items()}, strict=False)
    twin.eval().requires_grad_(False)
    return BestClass(twin).eval() if recipe.classes else twin


@torch.no_grad()
def _fill_buffers(twin: nn.Module, pictures: np.ndarray) -> None:
    for layer in twin.modules():
        if isinstance(layer, nn.modules.batchnorm._BatchNorm):
            layer.momentum = None  # the plain mean over the batches
    if isinstance(twin, Packed):
        twin.companions.copy_(to_float(pictures[: len(twin.companions)]))
    twin.train()
    for part in to_float(pictures[: len(pictures) // PACK * PACK]).split(8 * PACK):
        classes = getattr(twin, "num_classes", 0)
        twin(part, *([torch.arange(len(part)) % classes] if classes else []))


@dataclass(frozen=True)
class Filters:
    """The first layer, and what it makes of one picture, before the nonlinearity.

    Attributes:
        weights: (K, kh, kw, C); of a dense layer (K, H, W, C), one picture a unit, or None where its inputs are not
            a picture's. Of a packed discriminator's channels those of the picture itself, not of its companions.
        responses: (K, h, w); of a dense layer (K, 1, 1).
        strength: (K,), the mean absolute response.
    """

    weights: np.ndarray | None
    responses: np.ndarray
    strength: np.ndarray


@torch.no_grad()
def filters(discriminator: nn.Module, picture: np.ndarray) -> Filters:
    """The first convolution or dense layer that is called on `picture`, and its answer."""
    called: list[tuple[nn.Module, Tensor]] = []
    own = apart(discriminator)  # others may be asking the same network, and a hook would hear their answers too
    for layer in own.modules():
        if _is_filter(layer):
            layer.register_forward_hook(lambda module, _, out: called.append((module, out)))
    own(to_float(picture[None]).to(device_of(discriminator)))
    if not called:
        raise ScoringError("This discriminator has no convolution and no dense layer to look at.")
    first, responses = called[0]
    weights, responses = first.weight.detach().float().cpu(), responses[0].float().cpu()
    height, width, channels = picture.shape
    if weights.ndim == 2:
        fits = weights.shape[1] == channels * height * width
        shown = weights.view(-1, channels, height, width).permute(0, 2, 3, 1).numpy() if fits else None
        responses = responses.reshape(-1, 1, 1)
    else:
        shown = weights[:, :channels].permute(0, 2, 3, 1).numpy()
    return Filters(shown, responses.numpy(), responses.abs().mean((1, 2)).numpy())


def _is_filter(layer: nn.Module) -> bool:
    """A layer of torch's own kinds, or a convolution or dense layer of ours (equalised ones are no torch classes)."""
    weight = getattr(layer, "weight", None)
    return isinstance(weight, Tensor) and weight.ndim in (2, 4) and not isinstance(layer, nn.Embedding)
