"""Every function of ganplay.scoring, asked by eight threads at once of one network, says what it says alone."""

from __future__ import annotations

import io
from functools import cache, partial
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from PIL import Image

from ganplay import scoring

from ..slowly import usually

THREADS = 8
# Minibatch deviation; classes, spectral norm and batch norm; a bank of pictures; growth; packs.
FAMILIES = {
    "stylegan": {},
    "biggan": {},
    "minibatch": {},
    "progan": {},
    "packed": {"family": "dcgan", "packing": 2, "norm_d": "spectral"},
}
NARROW = "biggan"  # whose functions are tried one by one, against themselves


def file_of(picture: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(picture[:, :, 0]).save(buffer, "PNG")
    return buffer.getvalue()


def drawing(number: int) -> np.ndarray:
    """A dark bar on white, elsewhere for every number."""
    pad = np.full((64, 64, 1), 255, np.uint8)
    pad[10 + number : 40 + number, 20 : 24 + number] = 0
    return pad


@pytest.fixture(scope="module")
def case_of(pair_of, recipe_of):
    return cache(partial(made, pair_of, recipe_of))


def made(pair_of, recipe_of, name: str) -> SimpleNamespace:
    """A network, what the threads ask of it, and `alone`: (function, thread) -> what is said when nobody else asks."""
    torch.set_num_threads(1)
    settings = dict(FAMILIES[name])
    family = settings.pop("family", name)
    _, discriminator = pair_of(family, 32, 1, **settings)
    pictures = np.random.default_rng(1).integers(0, 256, (64, 32, 32, 1)).astype(np.uint8)
    logits = scoring.score(discriminator, pictures)
    case = SimpleNamespace(
        recipe=recipe_of(family, 32, 1, **settings),
        d=discriminator,
        pictures=pictures,
        logits=logits,
        split=[logits[:32], logits[32:] - 0.1],
        rolled=[torch.randn(100, generator=torch.Generator().manual_seed(seed)) for seed in range(THREADS)],
    )
    case.alone = {(name, i): CALLS[name](case, i) for i in range(THREADS) for name in CALLS}
    return case


def far(case, i):
    return scoring.Familiarity(case.d, case.pictures[i : i + 20], case.pictures[40:50]).far(case.pictures[50:53])


def twin(case, i):
    made = scoring.random_twin(case.recipe, i, pictures=case.pictures[:16])
    return scoring.score(made, case.pictures[i : i + 2]), dict(made.state_dict())


def apart(case, i):
    """How far logits lie apart."""
    return scoring.spread(
        [scoring.Variation("as_is", 0.0, logit, case.pictures[0]) for logit in case.rolled[i].tolist()]
    )


def flip(case, i):
    middle = case.logits.median().item()
    walked = scoring.nudges(case.d, case.pictures[i], (4, 64), up=case.logits[i].item() <= middle, steps=2)
    return scoring.smallest_flip(case.d, case.pictures[i], middle, walked)


# name -> what thread i asks
CALLS = {
    "Familiarity": far,
    "acceptance": lambda c, i: scoring.acceptance(c.logits + i, c.pictures, c.pictures[i : i + 20], (0.5, 1.0)),
    "bring": lambda c, i: scoring.bring(file_of(drawing(i)), 32, 1, centre=True, invert=True),
    "calibratable": lambda c, i: scoring.calibratable(("wasserstein", "nonsaturating", "lsgan", "hinge")[i % 4]),
    "calibrate": lambda c, i: scoring.calibrate(c.rolled[i] + 1, c.rolled[i - 1]),
    "cross_play": lambda c, i: scoring.cross_play([c.pictures[i : i + 3]], [c.d], [c.logits.median().item()]),
    "filters": lambda c, i: scoring.filters(c.d, c.pictures[i]),
    "gradient": lambda c, i: scoring.gradient(c.d, c.pictures[i]),
    "habits": lambda c, i: scoring.habits(c.pictures[i : i + 20]),
    "has_threshold": lambda c, i: scoring.has_threshold(("wasserstein", "hinge")[i % 2]),
    "mistakes": lambda c, i: scoring.mistakes(*c.split, 0.1 * i),
    "nudges": lambda c, i: scoring.nudges(c.d, c.pictures[i], (4, 16), up=i % 2 == 0, steps=3),
    "occlusion": lambda c, i: scoring.occlusion(c.d, c.pictures[i], patch=16),
    "on_pad": lambda c, i: scoring.on_pad(file_of(drawing(i)), 32, 1, scoring.Habits(True, True, True, stroke=0.1)),
    "over_time": lambda c, i: scoring.over_time([(i, c.d)], c.pictures[i : i + 2], c.pictures[:3], c.pictures[3:5]),
    "percentile": lambda c, i: scoring.percentile(c.logits[i : i + 3], c.logits),
    "random_twin": twin,
    "score": lambda c, i: scoring.score(c.d, c.pictures[i : i + 5]),
    "separability": lambda c, i: scoring.separability(*c.split, 0.1 * i),
    "sign_rule": lambda c, i: scoring.sign_rule(("wasserstein", "hinge")[i % 2]),
    "smallest_flip": flip,
    "spread": apart,
    "steadiness": lambda c, i: scoring.steadiness(c.d, c.pictures[i]),
    "threshold": lambda c, i: scoring.threshold("wasserstein", c.split[0] + i, c.split[1]),
}


def test_every_function_has_a_call(needs_call):
    assert set(CALLS) == needs_call(scoring), "a new function of ganplay.scoring is called from eight threads too"


@pytest.mark.parametrize("name", sorted(CALLS))
def test_eight_threads_that_ask_the_same_get_their_own_answers(case_of, name, at_once, alike):
    case = case_of(NARROW)
    random = torch.get_rng_state()
    together = at_once([partial(CALLS[name], case, i) for i in range(THREADS)])
    assert [i for i, found in enumerate(together) if not alike(case.alone[name, i], found)] == []
    assert torch.equal(torch.get_rng_state(), random), "the random state of the process belongs to nobody's question"


@pytest.mark.parametrize("family", usually(["stylegan", "packed"], FAMILIES))
def test_eight_threads_that_ask_everything_leave_the_network_as_it_was(case_of, family, at_once, alike):
    case = case_of(family)
    names = sorted(CALLS)
    turns = [names[i * len(names) // THREADS :] + names[: i * len(names) // THREADS] for i in range(THREADS)]
    before = {name: value.clone() for name, value in case.d.state_dict().items()}
    marks = [(weight.requires_grad, weight.grad) for weight in case.d.parameters()]
    together = at_once([lambda i=i: [(name, i, CALLS[name](case, i)) for name in turns[i]] for i in range(THREADS)])
    assert [(name, i) for said in together for name, i, found in said if not alike(case.alone[name, i], found)] == []
    assert alike(before, dict(case.d.state_dict()))
    assert marks == [(weight.requires_grad, weight.grad) for weight in case.d.parameters()]
    assert not any(layer.training or layer._forward_hooks for layer in case.d.modules())
