"""How strong the gradients of a pair are: the one that reaches the generator, and the critic's own slope."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from ganplay.losses import Loss
from ganplay.metrics.error import MetricError
from ganplay.nets.sharing import apart
from ganplay.penalties import picture_gradients

COUNT = 256  # latents


def generator_gradient(
    generator: nn.Module, discriminator: nn.Module, loss: Loss, *, count: int = COUNT, seed: int = 0
) -> float:
    """The norm of the gradient of G's loss by all of G's weights, both networks in evaluation mode.

    Where D is sure, that of log(1 - D(G(z))) vanishes (Goodfellow et al. 2014, section 3; Arjovsky and Bottou 2017).

    Raises:
        MetricError: for a relativistic loss, in which real pictures take part.
    """
    if loss.relativistic:
        raise MetricError("The gradient of a relativistic loss depends on real pictures too: it is not measured here.")
    z = torch.randn(count, generator.z_dim, generator=torch.Generator().manual_seed(seed))
    z = z.to(next(generator.parameters()).device)
    own = apart(generator).requires_grad_(True)  # whoever else draws with the generator takes no gradients
    value = loss.generator(discriminator(own(z)).float(), None)
    slopes = torch.autograd.grad(value, list(own.parameters()), allow_unused=True)
    return torch.stack([slope.square().sum() for slope in slopes if slope is not None]).sum().sqrt().item()


def critic_slope(critic: nn.Module, real: Tensor, fake: Tensor, *, seed: int = 0) -> float:
    """The mean norm of the critic's slope by its input, at random mixtures of real and generated: 1 for a WGAN's goal.

    Args:
        real, fake: as many of each, (N, C, H, W), as the critic takes them.
    """
    share = torch.rand(len(real), 1, 1, 1, generator=torch.Generator().manual_seed(seed)).to(real.device)
    between = (share * real + (1 - share) * fake).requires_grad_(True)
    return picture_gradients([(critic(between), between)])[0].flatten(1).norm(dim=1).mean().item()
