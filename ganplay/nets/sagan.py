"""SAGAN (Zhang et al. 2019): the residual networks with spectral normalisation in both and a self-attention layer.

Attention stands at 16x16, at 128 px at 32x32 as published.
"""

from __future__ import annotations

from ganplay.nets.resnet import Discriminator, Generator
from ganplay.recipe import Recipe


def build(recipe: Recipe) -> tuple[Generator, Discriminator]:
    norm = "spectral" if recipe.norm_d == "family" else recipe.norm_d
    attention = max(16, recipe.resolution // 4)
    channels, resolution, classes = recipe.channels, recipe.resolution, recipe.classes
    return (
        Generator(recipe.z_dim, recipe.g_width, channels, resolution, classes, spectral=True, attention=attention),
        Discriminator(recipe.d_width, channels, resolution, classes, norm, attention=attention),
    )
