"""Directions along which a generator's pictures change most, found without labels.

Every finder returns orthonormal directions, the strongest first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn

from ganplay.latent.error import LatentError
from ganplay.latent.seeds import check_latents, device_of, mapped, numbers_in

SAMPLES_W = 4096  # latents that W's spread is measured on
FLAT = 1e-4  # of the strongest component's deviation: along weaker ones W does not vary


@dataclass(frozen=True)
class Directions:
    """Directions in a latent space.

    Attributes:
        vectors: (K, D), orthonormal rows, float32, on the CPU.
        share: (K,), falling: each direction's part of the variance that the method looks at (see the finders).
        sigma: (K,), the standard deviation of latents along each direction; 1 in Z, where latents are N(0, 1).
        method: "factorised", "principal", "visible", "random" or "named".
        space: "z" or "w".
    """

    vectors: Tensor
    share: Tensor
    sigma: Tensor
    method: str
    space: str = "z"

    @property
    def steps(self) -> Tensor:
        """(K, D): each direction one standard deviation long, what `moved` takes."""
        return self.vectors * self.sigma.unsqueeze(1)

    def coordinates(self, latents: Tensor) -> Tensor:
        """(N, D) latents as (N, K) numbers along the directions, in standard deviations; float64, on the CPU."""
        return latents.detach().double().cpu() @ self.vectors.double().T / self.sigma.double()

    def deviation(self, vectors: Tensor) -> Tensor:
        """(M,): the standard deviation along unit `vectors` (M, D) of latents whose principal components these are."""
        return (vectors.double() @ self.vectors.double().T * self.sigma.double()).norm(dim=1)


def factorised(generator: nn.Module, count: int = 10) -> Directions:
    """Closed-form factorisation of the first layer (Shen & Zhou 2021, SeFa).

    The directions that the first layer's matrix A stretches most: the eigenvectors of A^T A. `share` is the part of
    the variance behind the first layer, |A v|^2 / |A|^2.
    """
    vectors, share, _ = _axes(_gram(generator.first_weight()), count)
    return _directions(vectors, share, torch.ones(len(vectors)), "factorised")


def factorised_w(generator: nn.Module, count: int = 10) -> Directions:
    """`factorised` in W: what stretches the styles most that all layers make of w, as Shen & Zhou 2021 do (SeFa)."""
    spread = spread_w(generator)
    vectors, share, _ = _axes(_gram(generator.style_weight()), count)
    return _directions(vectors, share, spread.deviation(vectors), "factorised", "w")


def random_directions(generator: nn.Module, count: int = 10, seed: int = 0) -> Directions:
    """Directions taken blindly, the control: found ones should do more. `share` as in `factorised`."""
    vectors, share = _blind(_gram(generator.first_weight()), count, seed)
    return _directions(vectors, share, torch.ones(len(vectors)), "random")


def random_directions_w(generator: nn.Module, count: int = 10, seed: int = 0) -> Directions:
    """Directions of W taken blindly. `share` as in `principal_w`, whose control they are."""
    spread = spread_w(generator)
    vectors, share = _blind(_gram(spread.steps), count, seed)
    return _directions(vectors, share, spread.deviation(vectors), "random", "w")


def principal(generator: nn.Module, count: int = 10, *, samples: int = 1024, seed: int = 0) -> Directions:
    """Principal components of the features after the first layer, carried back to Z (Härkönen et al. 2020, GANSpace).

    The coordinates of `samples` random latents on the components are regressed on the latents; the regression's
    directions are made orthonormal in their order. `share` is the part of the features' variance on each component.
    Where the first layer is linear this comes out close to `factorised`, up to the noise of the samples.
    """
    return _components(generator, generator.early, "principal", count, samples, seed)


def visible(generator: nn.Module, count: int = 10, *, samples: int = 512, seed: int = 0) -> Directions:
    """As `principal`, of the pictures themselves: along these directions most pixels change."""
    return _components(generator, generator, "visible", count, samples, seed)


@torch.no_grad()
def _components(
    generator: nn.Module, features_of: Callable[[Tensor], Tensor], method: str, count: int, samples: int, seed: int
) -> Directions:
    count = _checked_count(count, generator.z_dim)
    if samples <= 2 * count:
        raise LatentError(f"Finding {count} components takes more than {2 * count} samples.")
    z = torch.randn(samples, generator.z_dim, generator=torch.Generator().manual_seed(seed))
    check_latents(generator, z)
    device = device_of(generator)
    features = torch.cat([features_of(part.to(device)).flatten(1).float().cpu() for part in z.split(128)])
    features = features - features.mean(0)
    # the samples' Gram matrix has the eigenvalues of the covariance, and is the small one of the two
    values, axes = torch.linalg.eigh(features @ features.T)
    values, axes = values.flip(0).clamp_min(0), axes.flip(1)
    share = values / values.sum().clamp_min(1e-30)
    # one component's coordinates are orthogonal to another's: the least-squares fit is one product each
    back = axes[:, :count].T @ (z - z.mean(0))
    vectors = torch.linalg.qr(back.T).Q.T
    vectors = vectors * (vectors * back).sum(1, keepdim=True).sign()
    return _directions(vectors, share[:count], torch.ones(count), method, keep_sign=False)


def principal_w(generator: nn.Module, count: int = 10, *, samples: int = SAMPLES_W, seed: int = 0) -> Directions:
    """Principal components of W (Härkönen et al. 2020, GANSpace); `share` is the part of W's variance along each."""
    z = torch.randn(samples, generator.z_dim, generator=torch.Generator().manual_seed(seed))
    vectors, share, values = _axes(torch.cov(mapped(generator, z).double().cpu().T), count)
    return _directions(vectors, share, values.sqrt(), "principal", "w")


def spread_w(generator: nn.Module) -> Directions:
    """All principal components of W along which it varies: what its latents are measured by."""
    found = principal_w(generator, numbers_in(generator, "w"))
    varies = found.sigma > FLAT * found.sigma[0]
    return replace(found, vectors=found.vectors[varies], share=found.share[varies], sigma=found.sigma[varies])


def moved(latents: Tensor, steps: Tensor, amounts: Tensor | list[float]) -> Tensor:
    """Latents moved along directions: latents + sum of amounts[k] * steps[k].

    Args:
        latents: (N, D) or (N, num_inputs, D).
        steps: (K, D), see `Directions.steps`.
        amounts: at most K numbers, in standard deviations; directions without one stay still.
    """
    amounts = torch.as_tensor(amounts, dtype=latents.dtype, device=latents.device)
    if amounts.ndim != 1 or len(amounts) > len(steps):
        raise LatentError(f"There are {len(steps)} directions, and {amounts.numel()} amounts to move along them.")
    if not torch.isfinite(amounts).all():
        raise LatentError("An amount to move by must be a finite number.")
    return latents + amounts @ steps[: len(amounts)].to(latents)


def _gram(matrix: Tensor) -> Tensor:
    matrix = matrix.detach().double().cpu()
    return matrix.T @ matrix


def _axes(form: Tensor, count: int) -> tuple[Tensor, Tensor, Tensor]:
    """The first axes of a symmetric positive form (D, D), each one's share of the trace, and its value; falling."""
    count = _checked_count(count, len(form))
    values, vectors = torch.linalg.eigh(form)  # rising
    values, vectors = values.flip(0).clamp_min(0), vectors.flip(1).T
    share = values / values.sum().clamp_min(1e-30)
    return vectors[:count], share[:count], values[:count]


def _blind(form: Tensor, count: int, seed: int) -> tuple[Tensor, Tensor]:
    """Orthonormal directions drawn by chance, and each one's share of the form's trace; falling."""
    count = _checked_count(count, len(form))
    noise = torch.randn(len(form), count, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)
    vectors = torch.linalg.qr(noise).Q.T
    share = ((vectors @ form) * vectors).sum(1) / form.trace().clamp_min(1e-30)
    share, order = share.sort(descending=True)
    return vectors[order], share


def _directions(
    vectors: Tensor, share: Tensor, sigma: Tensor, method: str, space: str = "z", *, keep_sign: bool = True
) -> Directions:
    if keep_sign:
        # an eigenvector's sign is arbitrary: the largest entry is made positive, so that a link means the same
        # everywhere
        largest = vectors.gather(1, vectors.abs().argmax(1, keepdim=True))
        vectors = vectors * torch.where(largest < 0, -1.0, 1.0)
    return Directions(vectors.float().contiguous(), share.float(), sigma.float(), method, space)


def _checked_count(count: int, dimensions: int) -> int:
    if count < 1:
        raise LatentError("Ask for at least one direction.")
    return min(count, dimensions)
