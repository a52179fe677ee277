"""Networks to try the latent room on: every family, small, and three whose answers are known beforehand."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from ganplay.nets import FAMILIES, build
from ganplay.nets.stylegan import Generator as StyleGAN
from ganplay.recipe import Recipe
from ganplay.recipe.fields import ALWAYS_CLASSES
from ganplay.recipe.kinds import PICTURES, kind_drawn_by
from ganplay.runs.store.folder import RunFolder
from ganplay.training.checkpoint import write_checkpoint

DRAWN = sorted(family for family in set(FAMILIES) - ALWAYS_CLASSES if kind_drawn_by(family) is PICTURES)


@pytest.fixture(autouse=True)
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="session", params=DRAWN)
def networks(request):
    """(generator, discriminator) of each family, small, with random weights, in eval mode."""
    resolution = 28 if request.param in ("mlp", "textbook") else 32
    recipe = Recipe(family=request.param, resolution=resolution, channels=3, z_dim=16, g_width=8, d_width=8)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        generator, discriminator = build(recipe)
        give_contrast(generator)
    return generator.eval(), discriminator.eval()


@torch.no_grad()
def give_contrast(generator):
    """Untrained generators draw almost even grey, or beyond black and white: settle the batch norms, and bring what
    makes the picture to full range."""
    z = torch.randn(256, generator.z_dim)
    norms = [layer for layer in generator.modules() if isinstance(layer, nn.modules.batchnorm._BatchNorm)]
    for norm in norms:
        norm.momentum = 1.0
    for _ in norms:
        generator(z)
    layers = [layer for layer in generator.modules() if hasattr(layer, "weight") and layer not in norms]
    last = [picture.conv for picture in getattr(generator, "pictures", [])] or layers[-1:]
    # those without batch norm have no last tanh either; in training mode their picture is not cut off yet
    factor = 0.7 / torch.atanh(generator.eval()(z)).std() if norms else 0.4 / generator(z).std()
    for layer in last:
        layer.weight.mul_(factor)


class KnownGenerator(nn.Module):
    """z (N, 12) -> (N, 1, 8, 8): z[0] lights the upper half, z[1] half as strongly the lower half, and no more."""

    z_dim = 12
    num_inputs = 1

    def __init__(self) -> None:
        super().__init__()
        matrix = torch.zeros(2, self.z_dim)
        matrix[0, 0], matrix[1, 1] = 1.0, 0.5
        self.matrix = nn.Parameter(matrix)

    def first_weight(self):
        return self.matrix

    def early(self, z):
        return z @ self.matrix.T

    def forward(self, z):
        upper, lower = torch.tanh(self.early(z)).unbind(1)
        return torch.stack((upper, lower), 1)[:, None, :, None].repeat_interleave(4, 2).expand(-1, 1, 8, 8)


class LayeredGenerator(nn.Module):
    """Takes a latent at each of 3 layers and shows their first numbers in 3 stripes."""

    z_dim = 4
    num_inputs = 3

    def __init__(self) -> None:
        super().__init__()
        self.gain = nn.Parameter(torch.ones(()))

    def forward(self, z):
        if z.ndim == 2:
            z = z.unsqueeze(1).expand(-1, self.num_inputs, -1)
        return torch.tanh(self.gain * z[:, None, :, :1]).repeat_interleave(2, 2).expand(-1, 1, 6, 6)


class MappedGenerator(KnownGenerator):
    """Has a W space: w = 2 z + 1."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("w_mean", torch.ones(self.z_dim))

    def mapping(self, z):
        return 2 * z + 1

    def style_weight(self):
        return self.matrix

    def synthesis(self, w):
        return KnownGenerator.forward(self, w)

    def forward(self, z):
        return self.synthesis(self.mapping(z))


class UnevenGenerator(MappedGenerator):
    """w varies by 3 along its first number, by 2 along its second and by 1 along its third, and no further."""

    def mapping(self, z):
        spread = torch.zeros(self.z_dim)
        spread[:3] = torch.tensor([3.0, 2.0, 1.0])
        return spread * z + 1


@pytest.fixture(scope="session")
def tiny_run(tmp_path_factory):
    """A run on disk with one checkpoint of small untrained networks whose layers mix."""
    folder = tmp_path_factory.mktemp("runs") / "tiny"
    recipe = Recipe(family="quick", resolution=32, channels=3, z_dim=16, g_width=8, d_width=8)
    run = RunFolder.create(folder, recipe)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        generator, discriminator = build(recipe)
        give_contrast(generator)
    model = {f"ema.{key}": value for key, value in generator.state_dict().items()}
    model |= {f"d.{key}": value for key, value in discriminator.state_dict().items()}
    write_checkpoint(folder / "checkpoints" / "00000001", model, None, {"step": 1})
    return run


@pytest.fixture(scope="session")
def known():
    return KnownGenerator().eval()


@pytest.fixture(scope="session")
def layered():
    return LayeredGenerator().eval()


@pytest.fixture(scope="session")
def mapped():
    return MappedGenerator().eval()


@pytest.fixture(scope="session")
def uneven():
    return UnevenGenerator().eval()


@pytest.fixture(scope="session")
def style():
    """A small StyleGAN2, untrained: its mapping bends, and its mean w is not 0."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        generator = StyleGAN(z_dim=8, width=4, channels=1, resolution=32).requires_grad_(False)
        give_contrast(generator)
        generator.w_mean.normal_()
    return generator.eval()
