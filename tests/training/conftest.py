import pytest
import torch

from ganplay.data.pictures import Pictures
from ganplay.recipe import Recipe
from ganplay.training import speed


@pytest.fixture(autouse=True)
def one_thread(monkeypatch):
    """Also for a trainer that is told no number: on networks this small a second thread costs more than it brings."""
    monkeypatch.setattr(speed, "default_threads", lambda: 1)
    torch.set_num_threads(1)


@pytest.fixture
def pictures():
    """Bright squares at random places on a dark ground: (400, 1, 28, 28)."""
    random = torch.Generator().manual_seed(0)
    images = torch.zeros(400, 1, 28, 28, dtype=torch.uint8)
    corners = torch.randint(0, 16, (400, 2), generator=random).tolist()
    for image, (top, left) in zip(images, corners, strict=True):
        image[:, top : top + 12, left : left + 12] = 255
    return Pictures(name="squares", images=images)


@pytest.fixture
def recipe():
    return Recipe(
        name="tiny", family="quick", resolution=28, z_dim=8, g_width=4, d_width=4, batch=8, precision="fp32", steps=6
    )


class Clock:
    """A clock that moves a little at every look, so that events come without waiting."""

    def __init__(self, tick=0.03):
        self.now, self.tick = 0.0, tick

    def __call__(self):
        self.now += self.tick
        return self.now


@pytest.fixture
def clock():
    return Clock()
