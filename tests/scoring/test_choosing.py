"""Letting D choose, generators against other discriminators, and one picture through all checkpoints."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn

from ganplay.latent import render, seed_latents, to_float
from ganplay.metrics.samples import compare
from ganplay.scoring import Familiarity, ScoringError, acceptance, cross_play, over_time, score


class Painter(nn.Module):
    """Draws a flat picture whose grey is the first number of the latent, more or less."""

    z_dim, num_inputs = 3, 1

    def __init__(self, grey: float, side: int = 8) -> None:
        super().__init__()
        self.grey = nn.Parameter(torch.tensor(grey), requires_grad=False)
        self.side = side

    def forward(self, z):
        return (self.grey + 0.1 * z[:, :1, None, None]).clamp(-1, 1).expand(-1, 1, self.side, self.side)


class Brightness(nn.Module):
    """logit: the mean of the picture, from -1 to 1."""

    def __init__(self, offset: float = 0.0) -> None:
        super().__init__()
        self.offset = nn.Parameter(torch.tensor(offset), requires_grad=False)

    def forward(self, x):
        return x.mean((1, 2, 3)) + self.offset


def drawn_by(generator: nn.Module, count: int) -> np.ndarray:
    return render(generator, seed_latents(range(count), generator.z_dim))


def test_win_rates_are_the_shares_of_gaussians_above_the_thresholds():
    generators = [Painter(grey).eval() for grey in (-0.5, 0.0, 0.5)]
    judges = [Brightness().eval(), Brightness(0.5).eval()]
    drawn = [drawn_by(generator, 400) for generator in generators]
    rates = cross_play(drawn, judges, [0.0, 0.6])
    assert rates.shape == (3, 2)
    assert rates[0].tolist() == [0, 0] and rates[2].tolist() == [1, 1]
    assert rates[1, 0] == pytest.approx(0.5, abs=0.08) and rates[1, 1] == pytest.approx(0.159, abs=0.06)
    assert (cross_play(drawn, judges, [0.0, 0.6]) == rates).all()
    with pytest.raises(ScoringError, match="8 x 8 x 1 and 16 x 16 x 1"):
        cross_play([drawn[0], drawn_by(Painter(0.0, 16).eval(), 4)], judges, [0, 0])
    with pytest.raises(ScoringError):
        cross_play([], judges, [0, 0])


def test_keeping_the_best_costs_diversity_as_measured(noise):
    real, made = noise(60, 8, 8), np.sort(noise(100, 8, 8), 0)
    logits = torch.arange(100.0)
    rows = acceptance(logits, made, real, [1.0, 0.5, 0.2, 0.02])
    assert [row["n"] for row in rows] == [100, 50, 20, 2]
    assert [row["threshold"] for row in rows] == [0, 50, 80, 98]
    half = compare(to_float(real), to_float(made[50:]))
    assert rows[1]["diversity"] == pytest.approx(half["diversity"]) and rows[1]["gap"] == pytest.approx(half["gap"])
    assert rows[0]["diversity"] > rows[1]["diversity"] > rows[2]["diversity"]
    assert rows[3]["diversity"] is None and rows[3]["gap"] is None
    for shares in ([0], [1.5]):
        with pytest.raises(ScoringError, match="share"):
            acceptance(logits, made, real, shares)


def test_a_picture_s_place_is_told_for_every_step(noise):
    picture, real, made = (np.full((n, 8, 8, 1), grey, np.uint8) for n, grey in ((1, 128), (4, 200), (3, 50)))
    rows = over_time(((step, Brightness(step / 10).eval()) for step in (0, 5)), picture, real, made)
    assert [row["step"] for row in rows] == [0, 5]
    assert rows[0]["logits"] == pytest.approx([128 / 127.5 - 1], abs=1e-5)
    assert rows[1]["logits"][0] - rows[0]["logits"][0] == pytest.approx(0.5, abs=1e-5)
    for row in rows:
        assert (row["percentiles_real"], row["percentiles_generated"]) == ([0], [100])
    assert rows[0]["real_mean"] == pytest.approx(200 / 127.5 - 1, abs=1e-5)


def test_what_is_far_from_all_training_pictures_is_flagged(noise):
    random = np.random.default_rng(1)
    ramps = (np.linspace(0, 200, 8)[None, :, None] + random.integers(0, 40, (300, 8, 8))).astype(np.uint8)[..., None]
    known = Familiarity(Brightness().eval(), ramps[:200], ramps[200:])
    far = known.far(np.concatenate((ramps[200:220], ramps[:1], noise(1), 255 - ramps[:1])))
    assert (far[:20] <= 1).all() and known.rate <= 0.01
    assert far[20] == 0 and far[21] > 1 and far[22] > 1
    assert known.libraries[0].nearest(ramps[3:4], 1).indices[0, 0] == 3
    with pytest.raises(ScoringError):
        Familiarity(Brightness().eval(), ramps, ramps[:0])
    assert score(Brightness().eval(), ramps).shape == (300,)


def test_at_most_one_real_picture_in_a_hundred_is_called_unlike_anything():
    random = np.random.default_rng(0)
    judge, flagged, beyond = Brightness().eval(), [], []
    for _ in range(30):
        pictures = random.normal(128, 40, (440, 4, 4, 1)).clip(0, 255).astype(np.uint8)
        known = Familiarity(judge, pictures[:60], pictures[60:240])
        assert known.rate == pytest.approx(1 / 181)  # the second farthest of 180 would be beyond 0.01
        beyond.append((known.far(pictures[60:240]) > 1).float().mean().item())
        flagged.append((known.far(pictures[240:]) > 1).float().mean().item())
    assert max(beyond) == 0 and np.mean(flagged) <= 0.01
    assert (known.far(np.full((1, 4, 4, 1), 255, np.uint8)) > 1).all()


@pytest.mark.parametrize(("held_out", "rate"), [(98, None), (99, 1 / 100), (199, 2 / 200), (512, 5 / 513)])
def test_the_rate_is_told_and_of_fewer_than_99_held_out_pictures_there_is_none(noise, held_out, rate):
    known = Familiarity(Brightness().eval(), noise(20, 4, 4), noise(held_out, 4, 4))
    assert known.n == held_out and known.rate == (rate if rate is None else pytest.approx(rate))


def test_pictures_go_to_where_the_discriminator_is(noise):
    class Elsewhere(torch.nn.Module):
        """Says where its pictures came to, in place of a GPU."""

        def __init__(self):
            super().__init__()
            self.weight = torch.nn.Parameter(torch.zeros(1, device="meta"))
            self.met = set()

        def features(self, pictures):
            self.met.add(pictures.device.type)
            return torch.zeros(len(pictures), 2)

    there = Elsewhere()
    Familiarity(there, noise(20), noise(10)).far(noise(2))
    assert there.met == {"meta"}
