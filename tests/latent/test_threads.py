"""Every function of ganplay.latent, asked by eight threads at once of one network, says what it says alone."""

from __future__ import annotations

from functools import cache, partial
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from ganplay import latent, nets
from ganplay.data.pictures import Pictures
from ganplay.nets.conditional import Coded, OfClass
from ganplay.nets.sharing import seeded
from ganplay.recipe import Recipe
from ganplay.recipe.fields import ALWAYS_CLASSES

THREADS = 8
# Modulated batch norm, a mapping with noise, classes with spectral norm, codes, growth.
FAMILIES = ("quick", "stylegan", "biggan", "infogan", "progan")
NARROW = "stylegan"  # whose functions are tried one by one, against themselves


@pytest.fixture(scope="module")
def case_of(tmp_path_factory):
    return cache(lambda family: made(family, tmp_path_factory.mktemp(family)))


def made(family: str, folder) -> SimpleNamespace:
    """A pair, what the threads ask of it, and `alone`: (function, thread) -> what is said when nobody else asks."""
    torch.set_num_threads(1)
    classes = 3 if family in ALWAYS_CLASSES else 0
    sizes = {"z_dim": 16 if family != "infogan" else 24, "g_width": 4, "d_width": 4}
    with seeded(0):
        generator, discriminator = nets.build(
            Recipe(family=family, resolution=32, channels=1, classes=classes, **sizes)
        )
    generator, discriminator = (each.eval().requires_grad_(False) for each in (generator, discriminator))
    if classes:
        generator, discriminator = (OfClass(each, 1).eval() for each in (generator, discriminator))
    if hasattr(generator, "coded"):
        generator = Coded(generator).eval()
    z = latent.seed_latents(range(40), generator.z_dim)
    drawn = latent.render(generator, z)
    case = SimpleNamespace(
        g=generator,
        d=discriminator,
        z=z,
        drawn=drawn,
        folder=folder,
        images=torch.from_numpy(np.random.default_rng(0).integers(0, 256, (40, 1, 32, 32)).astype(np.uint8)),
        classifier=latent.AttributeClassifier(("one", "other"), 1, 4).eval().requires_grad_(False),
    )
    case.classifier.layers[-1].bias.copy_(-case.classifier(latent.to_float(drawn)).median(0).values)
    case.alone = {(name, i): CALLS[name](case, i) for i in range(THREADS) for name in CALLS}
    return case


def asked(function, *arguments, **options):
    """What a function says, or how it refuses: some of these networks have no W, or nothing to mix."""
    try:
        return function(*arguments, **options)
    except latent.LatentError as error:
        return str(error)


def learnt(case, i):
    pictures = Pictures(name="halves", images=case.images, attributes={"bright": torch.arange(40) % 3 < 1})
    found = latent.train_attribute_classifier(pictures, ["bright"], steps=2, batch=4, seed=i)
    return found.accuracy, dict(found.state_dict())


def library(case, i):
    found = latent.Library(case.images[i : i + 20], case.images[30:], case.d.features)
    return found.typical, found.nearest(case.drawn[i : i + 2], 3)


def judge(case):
    """(N, K) logits of how bright the upper and the lower half are."""
    middle = latent.to_float(case.drawn).unflatten(2, (2, -1)).mean((1, 3, 4)).median(0).values
    return lambda pictures: 100 * (pictures.unflatten(2, (2, -1)).mean((1, 3, 4)) - middle)


def written(case, i):
    path = case.folder / f"{i}.gif"
    latent.write_morph(case.g, [i, i + 1], 4, path)
    return path.read_bytes()


def view(i, **settings):
    return latent.View(run="tiny", tool="seeds", first=i, count=2, **settings)


def moving(i):
    ticked = {"shown": list(range(i, i + 5)), "not_shown": list(range(i + 5, i + 10))}
    return latent.View(run="tiny", tool="path", keyframes=keyframes(i), frames=5, space="w", **ticked)


def keyframes(i):
    return latent.keyframes_of([i, {"seed": i, "births": [[i, 1, 0.5]]}])


# name -> what thread i asks
CALLS = {
    "AttributeClassifier": lambda c, i: c.classifier(latent.to_float(c.drawn[i : i + 3])),
    "Library": library,
    "along_path": lambda c, i: latent.along_path(moving(i), c.z[i : i + 3]),
    "children": lambda c, i: latent.children(c.z[i], 0.3, i, 3),
    "climb": lambda c, i: list(latent.climb(c.g, c.d, c.z[i], steps=3)),
    "code_values": lambda c, i: asked(latent.code_values, c.g, i % 3),
    "code_walk": lambda c, i: asked(lambda: latent.code_walk(c.g, c.z[i : i + 2], 1, latent.code_values(c.g, 1, 3))),
    "drawable": lambda c, i: asked(latent.drawable, view(i, psi=0.5 + 0.1 * i), c.g, c.z[i : i + 2]),
    "endless_plane": lambda c, i: latent.endless_plane(16, i, -i, 3, world=i),
    "factorised": lambda c, i: latent.factorised(c.g, 1 + i),
    "factorised_w": lambda c, i: asked(latent.factorised_w, c.g, 1 + i),
    "film_strip": lambda c, i: latent.film_strip(c.drawn[i : i + 3]),
    "gif_bytes": lambda c, i: latent.gif_bytes(c.drawn[i : i + 3], 10, {"seed": i}),
    "grown": lambda c, i: latent.grown(c.z[i], [latent.Birth(i, 2, 0.5), latent.Birth(9, 1, 0.2)]),
    "has_w": lambda c, i: latent.has_w(c.g),
    "invert": lambda c, i: list(
        latent.invert(c.g, c.drawn[i], steps=2, restarts=2, candidates=4, seed=50, discriminator=c.d)
    ),
    "keyframe_latents": lambda c, i: latent.keyframe_latents(keyframes(i), c.g),
    "keyframes_of": lambda c, i: keyframes(i),
    "lattice_seed": lambda c, i: latent.lattice_seed(i, -i, 3),
    "layer_ranges": lambda c, i: asked(latent.layer_ranges, c.g),
    "lerp": lambda c, i: latent.lerp(c.z[i], c.z[i + 1], 0.3),
    "logits": lambda c, i: latent.logits(c.d, c.drawn[i : i + 3]),
    "loop": lambda c, i: latent.loop(c.z[i : i + 3], 7),
    "mapped": lambda c, i: asked(latent.mapped, c.g, c.z[i : i + 3]),
    "mixed": lambda c, i: asked(latent.mixed, c.g, c.z[i : i + 2], c.z[i + 2 : i + 4], "coarse"),
    "morph_frames": lambda c, i: list(latent.morph_frames(c.g, [i, i + 1], 5)),
    "moved": lambda c, i: latent.moved(c.z[i : i + 2], c.z[30:32], [0.1 * i, 1.0]),
    "mp4_bytes": lambda c, i: latent.mp4_bytes(c.drawn[i : i + 3], 10, {"seed": i}),
    "named_directions": lambda c, i: latent.named_directions(c.g, judge(c), samples=8 * c.g.z_dim, seed=i),
    "norms": lambda c, i: latent.norms(c.z[i : i + 3]),
    "path": lambda c, i: latent.path(c.z[i : i + 3], 7),
    "path_at": lambda c, i: latent.path_at(c.z[i : i + 3], torch.tensor([0.1 * i])),
    "pixels": lambda c, i: latent.pixels(latent.to_float(c.drawn[i : i + 2])),
    "plane": lambda c, i: latent.plane(c.z[i : i + 4], 3),
    "png_bytes": lambda c, i: latent.png_bytes(c.drawn[i], {"seed": i}, scale=2),
    "principal": lambda c, i: latent.principal(c.g, 2, samples=20, seed=i),
    "principal_w": lambda c, i: asked(latent.principal_w, c.g, 2, samples=20, seed=i),
    "python_lines": lambda c, i: latent.python_lines(view(i)),
    "random_directions": lambda c, i: latent.random_directions(c.g, 2, i),
    "random_directions_w": lambda c, i: asked(latent.random_directions_w, c.g, 2, i),
    "render": lambda c, i: latent.render(c.g, c.z[i : i + 3]),
    "scaled": lambda c, i: latent.scaled(c.z[i], 0.1 * i),
    "seed_latents": lambda c, i: latent.seed_latents([i, 1000 + i], 16),
    "shares_along": lambda c, i: latent.shares_along(
        c.g, judge(c), latent.random_directions(c.g, 1, i), [-1, 1], n=8, seed=i
    ),
    "sheet": lambda c, i: latent.sheet(c.drawn[i : i + 4], 2, gap=1),
    "shell": lambda c, i: latent.shell(1 + i),
    "slerp": lambda c, i: latent.slerp(c.z[i], c.z[i + 1], 0.3),
    "spread_w": lambda c, i: asked(latent.spread_w, c.g),
    "stable_seed": lambda c, i: latent.stable_seed(i, 1, 2),
    "taught_of": lambda c, i: asked(latent.taught_of, moving(i), c.g),
    "teach": lambda c, i: latent.teach(c.z[i : i + 6], c.z[i + 6 : i + 12], seed=i),
    "tick": lambda c, i: asked(latent.tick, c.g, c.classifier, "one", 3, pool=24, seed=i),
    "to_float": lambda c, i: latent.to_float(c.drawn[i : i + 2]),
    "to_uint8": lambda c, i: latent.to_uint8(latent.to_float(c.drawn[i : i + 2])),
    "train_attribute_classifier": learnt,
    "truncated": lambda c, i: asked(latent.truncated, c.g, c.z[i : i + 2], 0.1 * i),
    "view_columns": lambda c, i: latent.view_columns(view(i)),
    "view_keyframes": lambda c, i: asked(latent.view_keyframes, moving(i), c.g),
    "view_latents": lambda c, i: latent.view_latents(view(i, scale=0.5), c.g),
    "visible": lambda c, i: latent.visible(c.g, 2, samples=12, seed=i),
    "write_morph": written,
}


def test_every_function_has_a_call(needs_call):
    assert set(CALLS) == needs_call(latent), "a new function of ganplay.latent is called from eight threads too"


def test_calls_that_refuse_do_so_of_some_families_only(case_of):
    refused = {name for (name, _), found in case_of(NARROW).alone.items() if isinstance(found, str)}
    assert refused <= {"code_values", "code_walk"}
    assert not any(isinstance(case_of("infogan").alone[name, 0], str) for name in ("code_values", "code_walk"))


@pytest.mark.parametrize("name", sorted(CALLS))
def test_eight_threads_that_ask_the_same_get_their_own_answers(case_of, name, at_once, alike):
    case = case_of(NARROW)
    random = torch.get_rng_state()
    together = at_once([partial(CALLS[name], case, i) for i in range(THREADS)])
    assert [i for i, found in enumerate(together) if not alike(case.alone[name, i], found)] == []
    assert torch.equal(torch.get_rng_state(), random), "the random state of the process belongs to nobody's question"


@pytest.mark.parametrize("family", FAMILIES)
def test_eight_threads_that_ask_everything_leave_the_networks_as_they_were(case_of, family, at_once, alike):
    case = case_of(family)
    names = sorted(CALLS)
    turns = [names[i * len(names) // THREADS :] + names[: i * len(names) // THREADS] for i in range(THREADS)]
    pair = torch.nn.ModuleList([case.g, case.d])
    before = {name: value.clone() for name, value in pair.state_dict().items()}
    together = at_once([lambda i=i: [(name, i, CALLS[name](case, i)) for name in turns[i]] for i in range(THREADS)])
    assert [(name, i) for said in together for name, i, found in said if not alike(case.alone[name, i], found)] == []
    assert alike(before, dict(pair.state_dict()))
    assert not any(weight.requires_grad or weight.grad is not None for weight in pair.parameters())
    assert not any(layer.training or layer._forward_hooks for layer in (*case.g.modules(), *case.d.modules()))
