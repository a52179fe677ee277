"""From a seed to a latent, from a latent to a picture.

A latent `z` is (N, z_dim), or (N, num_inputs, z_dim) for a generator whose layers take latents of their own. A
generator with a W space (Karras et al. 2019, StyleGAN) has `mapping(z) -> w`, `synthesis(w) -> pictures` and `w_mean`;
a generator without one has Z alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import torch
from torch import Tensor, nn

from ganplay.data.kinds import Entry
from ganplay.data.kinds import pictures as of_pictures
from ganplay.latent.error import LatentError
from ganplay.latent.keyframes import SPACES, checked_seed
from ganplay.latent.view import LEAST_CUT


def seed_latents(seeds: Sequence[int], z_dim: int, cut: float | None = None) -> Tensor:
    """The latents that belong to `seeds`: (N, z_dim), float32, on the CPU.

    Every seed has a random stream of its own, so its latent does not depend on the seeds around it, and the stream is
    the CPU's, so it does not depend on the device that draws the pictures.

    Args:
        cut: numbers beyond it, up or down, are drawn again from the seed's stream until they are not: the truncation
            trick of Brock et al. 2019 (BigGAN). None: all stay.

    Raises:
        LatentError: for a seed that is not a whole number from 0 to 2**32 - 1, or a cut below 0.1.
    """
    if cut is not None and not cut >= LEAST_CUT:
        raise LatentError(f"Numbers are cut at {LEAST_CUT:g} or more, not at {cut}: closer to 0 hardly any are drawn.")
    latents = torch.empty(len(seeds), z_dim)
    for row, seed in zip(latents, seeds, strict=True):
        stream = torch.Generator().manual_seed(checked_seed(seed))
        row.copy_(torch.randn(z_dim, generator=stream))
        while cut is not None and (beyond := row.abs() > cut).any():
            row[beyond] = torch.randn(int(beyond.sum()), generator=stream)
    return latents


def stable_seed(*numbers: int) -> int:
    """One seed from whole numbers (negative ones too), the same on every machine and in every version of Python.

    FNV-1a over the numbers as 8 bytes each, then a mix of the bits (the finaliser of MurmurHash3), 32 bits.
    """
    state = 2166136261
    for number in numbers:
        for byte in int(number).to_bytes(8, "little", signed=True):
            state = (state ^ byte) * 16777619 & 0xFFFFFFFF
    state = (state ^ state >> 16) * 0x85EBCA6B & 0xFFFFFFFF
    state = (state ^ state >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
    return state ^ state >> 16


def scaled(z: Tensor, scale: float) -> Tensor:
    """`z` times `scale`, what truncation is for a generator without W: below 1 more typical, above 1 stranger."""
    return z * scale


def mapped(generator: nn.Module, z: Tensor) -> Tensor:
    """The W latents of `z`, where z lies: (N, w_dim), or (N, num_inputs, w_dim), each mapped by itself.

    Raises:
        LatentError: when the generator has no W.
    """
    if not has_w(generator):
        raise LatentError("This generator has no W space: its latents are in Z alone.")
    with torch.no_grad():
        return _w_of(generator, z).to(z.device)


def truncated(generator: nn.Module, latents: Tensor, psi: float, space: str = "z") -> Tensor:
    """W latents drawn towards their mean: w_mean + psi (w - w_mean) (Karras et al. 2019).

    Args:
        latents: (N, z_dim), or (N, num_inputs, z_dim), whose layers are mapped one by one; W latents when `space` is
            "w".

    Raises:
        LatentError: when the generator has no W.
    """
    with torch.no_grad():
        return towards_mean(generator, latents, psi, space)


def towards_mean(generator: nn.Module, latents: Tensor, psi: float, space: str = "z") -> Tensor:
    """What `truncated` answers, for gradients to flow through."""
    if not has_w(generator):
        raise LatentError("This generator has no W space to truncate in: use the z scale.")
    mean = generator.w_mean
    w = latents.to(mean.device) if space == "w" else _w_of(generator, latents)
    return mean + psi * (w - mean)


def _w_of(generator: nn.Module, z: Tensor) -> Tensor:
    rows = z.to(device_of(generator)).reshape(-1, z.shape[-1])
    told = (generator.labels(rows),) if hasattr(generator, "labels") else ()  # the class that it was made to draw
    return generator.mapping(rows, *told).reshape(*z.shape[:-1], -1)


def has_w(generator: nn.Module) -> bool:
    """Whether the generator maps Z to a W space before it draws."""
    return getattr(generator, "mapping", None) is not None


def numbers_in(generator: nn.Module, space: str) -> int:
    """How many numbers a latent has in Z or in W. Raises LatentError where there is no W."""
    if space == "w" and not has_w(generator):
        raise LatentError("This generator has no W space: give latents in Z.")
    return generator.w_mean.numel() if space == "w" else generator.z_dim


def device_of(module: nn.Module) -> torch.device:
    """Where the module's weights lie, and so where its inputs must go."""
    return next(module.parameters()).device


def render(
    generator: nn.Module,
    latents: Tensor,
    *,
    space: str = "z",
    progress: Callable[[float], None] | None = None,
    of: Entry = of_pictures,
) -> np.ndarray:
    """The pictures of `latents`: (N, H, W, C), uint8, the same for a latent whatever company it is drawn in.

    The kernels behind a layer are chosen by the size of the batch, and round differently: one latent in batches of two
    sizes can give two pictures. So the network only ever sees batches of 4, the last one filled up with zeros, and
    a kernel treats the rows of its batch alike. Four is the middle between the single picture under a slider, for which
    three are drawn in vain, and a long film. Another processor, another number of threads or another version of
    PyTorch may still round otherwise.

    Args:
        generator: in eval mode.
        latents: (N, z_dim) or (N, num_inputs, z_dim); W latents when `space` is "w".
        space: "z" or "w".
        progress: told the fraction done, 0 to 1, after every batch.
        of: the kind that the generator draws, an entry of `ganplay.data.kinds`, which says what a sample is as an
            array, and how many are drawn together.

    Raises:
        LatentError: when the latents do not fit the generator, are not finite, or the generator is in training mode.
    """
    if not len(latents):
        raise LatentError("There is nothing to draw: give at least one latent.")
    check_latents(generator, latents, space)
    samples, done = [], 0
    for part in drawn(generator, latents, space, of):
        samples.append(part)
        done += len(part)
        if progress is not None:
            progress(done / len(latents))
    return np.concatenate(samples)


def drawn(generator: nn.Module, latents: Tensor, space: str = "z", of: Entry = of_pictures) -> Iterator[np.ndarray]:
    """What `render` puts together, batch by batch: (up to 4, H, W, C) uint8. For films too long to keep."""
    draw = generator.synthesis if space == "w" else generator
    for part in latents.to(device_of(generator)).split(of.AT_ONCE):
        full = torch.cat((part, part.new_zeros(of.AT_ONCE - len(part), *part.shape[1:])))
        with torch.no_grad():
            samples = draw(full)
        yield of.array(samples[: len(part)])


def to_uint8(pictures: Tensor) -> Tensor:
    """Float pictures (N, C, H, W) in [-1, 1] as (N, H, W, C) uint8."""
    return of_pictures.finished(pictures).permute(0, 2, 3, 1).contiguous()


def to_float(pictures: np.ndarray | Tensor) -> Tensor:
    """uint8 pictures (N, H, W, C) as (N, C, H, W) float32 in [-1, 1], what both networks work with."""
    return torch.as_tensor(pictures).permute(0, 3, 1, 2).float().div(127.5).sub(1).contiguous()


def check_latents(generator: nn.Module, latents: Tensor, space: str = "z") -> None:
    """Refuse latents that the generator cannot draw with one sentence (LatentError)."""
    if generator.training:
        raise LatentError("The generator is in training mode, where pictures depend on their batch: call eval() first.")
    if space not in SPACES:
        raise LatentError(f"Latents live in 'z' or 'w', not in {space!r}.")
    shapes = [(numbers_in(generator, space),)]
    if generator.num_inputs > 1:
        shapes.append((generator.num_inputs, *shapes[0]))
    if tuple(latents.shape[1:]) not in shapes:
        allowed = " or ".join(str(("N", *shape)) for shape in shapes).replace("'", "")
        raise LatentError(f"This generator takes latents of shape {allowed}, and these are {tuple(latents.shape)}.")
    if not torch.isfinite(latents).all():
        raise LatentError("These latents hold numbers that are not finite: start again from a seed.")
