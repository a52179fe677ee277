"""What may be added to a loss to keep a training in bounds: pure functions, each a scalar to add.

Those on gradients need a graph that can be differentiated twice and full precision: the squares of small gradients
vanish in bf16. Every square root has its eps inside, for its slope at zero is infinite (pytorch#2534).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import torch
from torch import Tensor

EPS = 1e-12


def picture_gradients(judged: Sequence[tuple[Tensor, Tensor]]) -> tuple[Tensor, ...]:
    """The slope of each logit by its own picture, (N, C, H, W) for every (logits, pictures), itself differentiable.

    All in one pass backwards: the logits of one kind do not depend on the pictures of another.
    """
    total = sum(logits.float().sum() for logits, _ in judged)
    return torch.autograd.grad(total, [pictures for _, pictures in judged], create_graph=True)


def zero_centred(judged: Sequence[tuple[Tensor, Tensor]], gamma: float) -> Tensor:
    """gamma/2 E ||slope of D||^2: R1 on real pictures, R2 on generated ones (Mescheder et al. 2018, equation 9).

    Args:
        judged: (logits, pictures) of each kind: (N,), or (N / packing,), computed from (N, C, H, W), which require a
            gradient. The penalties of all kinds are summed.
    """
    squares = [slope.square().flatten(1).sum(1).mean() for slope in picture_gradients(judged)]
    return gamma / 2 * sum(squares)


def gradient_penalty(
    critic: Callable[[Tensor], Tensor], real: Tensor, fake: Tensor, share: Tensor, weight: float
) -> Tensor:
    """weight E (||slope of D|| - 1)^2 between real and generated (Gulrajani et al. 2017, algorithm 1; two-sided).

    Args:
        critic: pictures to logits.
        real, fake: (N, C, H, W).
        share: of the real picture in each mixture, uniform in [0, 1], (N, 1, 1, 1).
    """
    between = torch.lerp(fake, real, share).detach().requires_grad_(True)
    squares = picture_gradients([(critic(between), between)])[0].square().flatten(1).sum(1)
    return weight * ((squares + EPS).sqrt() - 1).square().mean()


def drift(real: Tensor, weight: float) -> Tensor:
    """weight E D(real)^2: gives the values of a critic the zero that they lack (Karras et al. 2018, A.1)."""
    return weight * real.square().mean()


def lecam(real: Tensor, fake: Tensor, real_anchor: Tensor, fake_anchor: Tensor, weight: float) -> Tensor:
    """Keep D's answers near the other kind's long average (Tseng et al. 2021, equation 4).

    Args:
        real, fake: logits, (N,).
        real_anchor, fake_anchor: moving averages of the mean logit of each kind, scalars without gradient.
    """
    return weight * ((real - fake_anchor).square().mean() + (fake - real_anchor).square().mean())


def path_lengths(pictures: Tensor, w: Tensor, noise: Tensor) -> Tensor:
    """How far the pictures move for a step in W, (N,), differentiable (Karras et al. 2020, StyleGAN2, equation 4).

    Args:
        pictures: (N, C, H, W), drawn from w.
        w: (N, w_dim) or (N, layers, w_dim), requiring a gradient.
        noise: N(0, 1), the shape of `pictures`.
    """
    height, width = pictures.shape[-2:]
    inner = (pictures.float() * noise).sum() / (height * width) ** 0.5
    slope = torch.autograd.grad(inner, w, create_graph=True)[0]
    layers = slope if slope.dim() == 3 else slope[:, None]
    return (layers.square().sum(2).mean(1) + EPS).sqrt()


def path_length(lengths: Tensor, mean: Tensor, weight: float) -> Tensor:
    """weight E (length - mean)^2: equal steps in W should move pictures equally far."""
    return weight * (lengths - mean).square().mean()


def orthogonal(weights: Iterable[Tensor], strength: float) -> Tensor:
    """strength sum ||W W^T (1 - I)||^2: filters should differ, of whatever length (Brock et al. 2019, equation 3).

    Args:
        weights: of linear and convolution layers; the first dimension counts the filters.
    """
    total = torch.zeros(())
    for weight in weights:
        matrix = weight.flatten(1)
        products = matrix @ matrix.t()
        total = total.to(products) + (products - torch.diag(products.diagonal())).square().sum()
    return strength * total


def historical(parameters: Sequence[Tensor], averages: Sequence[Tensor], weight: float) -> Tensor:
    """weight ||theta - mean of all past theta||^2 (Salimans et al. 2016, section 3.3)."""
    squares = [(now - before).square().sum() for now, before in zip(parameters, averages, strict=True)]
    return weight * torch.stack(squares).sum()
