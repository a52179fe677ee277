"""Walking through W: paths, planes, relatives and searches between the w of pictures, not between their z."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from torch import nn

from ganplay.latent import (
    Keyframe,
    LatentError,
    View,
    children,
    climb,
    drawable,
    endless_plane,
    keyframe_latents,
    lattice_seed,
    logits,
    mapped,
    mixed,
    morph_frames,
    path,
    python_lines,
    render,
    seed_latents,
    sheet,
    truncated,
    view_columns,
    view_latents,
)
from ganplay.nets.conditional import OfClass
from ganplay.nets.stylegan import Generator as StyleGAN

PATH = View(run="r", tool="path", keyframes=(1, 2), frames=3, space="w")


def w_of(generator, *seeds):
    return mapped(generator, seed_latents(seeds, generator.z_dim))


def place(latent) -> Keyframe:
    """A latent of W as it is written down."""
    return Keyframe(numbers=tuple(latent.tolist()), space="w")


def test_half_way_through_w_is_the_mean_of_the_two_w(style):
    latents, space = view_latents(PATH, style)
    one, two = w_of(style, 1, 2)
    assert space == "w"
    assert torch.allclose(latents, torch.stack((one, (one + two) / 2, two)), atol=1e-6)
    through_z, _ = view_latents(replace(PATH, space="z"), style)
    bent = mapped(style, through_z)[1]
    assert (bent - latents[1]).norm() > 0.1 * (two - one).norm()  # the other way is another picture


def test_an_old_view_goes_through_z_as_it_did(style):
    old = View.from_dict({"run": "r", "tool": "path", "keyframes": [1, 2], "frames": 3})
    latents, space = view_latents(old, style)
    assert space == "z"
    assert torch.equal(latents, path(seed_latents([1, 2], 8), 3, "slerp"))


@pytest.mark.parametrize("psi", [0.0, 0.5])
def test_psi_draws_what_lies_in_w_to_the_mean_once(style, psi):
    latents, space = view_latents(replace(PATH, psi=psi), style)
    between = w_of(style, 1, 2).mean(0)
    assert space == "w"
    assert torch.allclose(latents[1], style.w_mean + psi * (between - style.w_mean), atol=1e-6)
    moving = View(run="r", tool="directions", keyframes=(1,), method="principal", amounts=(2.0,), space="w")
    still, far = (view_latents(replace(moving, amounts=(amount,)), style)[0] for amount in (0.0, 2.0))
    near = [view_latents(replace(moving, amounts=(amount,), psi=psi), style)[0] for amount in (0.0, 2.0)]
    assert torch.allclose(near[1] - near[0], psi * (far - still), atol=1e-5)


def test_a_loop_through_w_passes_every_w(style):
    latents, _ = view_latents(replace(PATH, keyframes=(1, 2, 3), frames=12, loop=True), style)
    assert torch.allclose(latents[::4], w_of(style, 1, 2, 3), atol=1e-5)


def test_a_plane_in_w_has_the_mean_of_its_corners_in_the_middle(style):
    view = View(run="r", tool="plane", keyframes=(1, 2, 3, 4), side=3, space="w")
    latents, _ = view_latents(view, style)
    corners = w_of(style, 1, 2, 3, 4)
    assert torch.allclose(latents[[0, 2, 6, 8]], corners, atol=1e-6)
    assert torch.allclose(latents[4], corners.mean(0), atol=1e-6)


def test_an_endless_plane_in_w_is_bilinear_between_the_w_of_its_lattice(style):
    view = View(run="r", tool="endless", x=0.5, y=2.0, side=3, space="w")
    latents, space = view_latents(view, style)
    left, right = w_of(style, lattice_seed(0, 2), lattice_seed(1, 2))
    assert space == "w"
    assert torch.allclose(latents[3], left, atol=1e-5)
    assert torch.allclose(latents[4], (left + right) / 2, atol=1e-5)
    assert torch.equal(latents, endless_plane(8, 0.5, 2.0, 3, mapping=partial(mapped, style)))


def test_a_place_in_w_comes_back_from_a_link_and_draws_the_same(style):
    between = view_latents(PATH, style)[0][1]
    keyframe = place(between)
    view = View.from_text(View(run="r", tool="time", keyframes=(keyframe,)).to_text())
    assert view.keyframes == (keyframe,) and view.lies_in == "w"
    latents, space = view_latents(view, style)
    assert torch.equal(latents[0], between)
    assert np.array_equal(render(style, latents, space=space), render(style, between[None], space="w"))


def test_no_z_leads_to_a_place_in_w_and_that_is_said(style, known):
    keyframe = place(w_of(style, 1)[0])
    with pytest.raises(LatentError, match="go through W") as refused:
        view_latents(View(run="r", tool="path", keyframes=(keyframe, 2)), style)
    assert refused.value.code == "only_w"
    mean = w_of(style, 1, 2).mean(0)
    through = view_latents(replace(PATH, keyframes=(keyframe, 2)), style)[0]  # W takes both
    assert torch.allclose(through[1], mean, atol=1e-6)
    with pytest.raises(LatentError, match="no W space"):
        view_latents(PATH, known)
    with pytest.raises(LatentError, match="In W directions are one of principal"):
        view_latents(View(run="r", tool="directions", keyframes=(1,), method="visible", space="w"), style)


def test_what_is_written_down_as_a_place_has_numbers():
    with pytest.raises(LatentError, match="'z' or in 'w'"):
        Keyframe(3, space="w")
    with pytest.raises(LatentError, match="A keyframe is"):
        Keyframe.from_plain({"v": "AAAAAA=="})
    with pytest.raises(LatentError, match="space is one of z, w"):
        View(run="r", space="v")
    with pytest.raises(LatentError, match="cut is a number"):
        View(run="r", cut=0.01)


def test_places_and_seeds_side_by_side_keep_their_classes():
    generator = conditional()
    seeds = [OfClass(generator, label).eval() for label in (1, 2)]
    keyframes = (1, place(w_of(seeds[1], 5)[0]), 2)
    view = View(run="r", tool="time", keyframes=keyframes)
    latents, space = view_latents(view, OfClass(generator, 1).eval())
    assert space == "w"
    # seed 1 is of class 1 and seed 2 of class 2, as each is alone
    assert torch.allclose(latents, torch.stack((w_of(seeds[0], 1)[0], w_of(seeds[1], 5)[0], w_of(seeds[1], 2)[0])))


def conditional():
    generator = StyleGAN(z_dim=8, width=4, channels=1, resolution=32, num_classes=3).eval()
    generator.w_mean.normal_()
    return generator.requires_grad_(False)


def test_mixing_w_is_mixing_z_for_a_generator_that_maps_each_layer(style):
    z, columns = seed_latents([1], 8), seed_latents([2], 8)
    of_z = render(style, mixed(style, z, columns, "fine"))
    of_w = render(style, mixed(style, mapped(style, z), mapped(style, columns), "fine"), space="w")
    assert abs(of_z.astype(int) - of_w).max() <= 1
    again = mixed(style, mixed(style, z, columns, "fine"), columns, "fine")  # of what was mixed before
    assert torch.equal(again, mixed(style, z, columns, "fine"))


def test_children_in_w_lie_on_the_way_to_a_stranger(style):
    parent = w_of(style, 1)[0]
    litter = children(parent, 0.25, 5, 3, partial(mapped, style))
    strangers = children(parent, 1.0, 5, 3, partial(mapped, style))
    assert torch.allclose(litter, parent + 0.25 * (strangers - parent), atol=1e-6)
    assert torch.equal(children(parent, 0.0, 5, 3, partial(mapped, style)), parent.expand(3, -1))


def test_a_walk_uphill_in_w_keeps_its_distance_from_the_mean(style):
    torch.manual_seed(0)
    discriminator = nn.Sequential(nn.Flatten(), nn.Linear(32 * 32, 1), nn.Flatten(0)).eval()
    start = w_of(style, 3)[0]
    walk = list(climb(style, discriminator, start, steps=5, psi=0.7, space="w"))
    assert len(walk) > 2 and torch.equal(walk[0].z, start)
    assert all(after.logit > before.logit for before, after in pairwise(walk))
    distance = float((start - style.w_mean).norm())
    assert all(float((now.z - style.w_mean).norm()) == pytest.approx(distance, rel=1e-4) for now in walk)
    drawn = render(style, truncated(style, walk[-1].z[None], 0.7, "w"), space="w")
    assert float(logits(discriminator, drawn)[0]) == pytest.approx(walk[-1].logit, abs=0.02)


def test_a_film_goes_through_w_by_itself_where_there_is_one(style, known):
    middle = list(morph_frames(style, [1, 2], 3, loop=False))[1]
    between = w_of(style, 1, 2).mean(0, keepdim=True)
    assert abs(middle.astype(int) - render(style, between, space="w")[0]).max() <= 1
    arc = list(morph_frames(style, [1, 2], 3, loop=False, mode="slerp"))[1]
    assert np.array_equal(arc, render(style, path(seed_latents([1, 2], 8), 3))[1])
    assert not np.array_equal(arc, middle)
    near = list(morph_frames(style, [1, 2], 3, loop=False, psi=0.5))[1]
    assert abs(near.astype(int) - render(style, truncated(style, between, 0.5, "w"), space="w")[0]).max() <= 1
    assert np.array_equal(
        list(morph_frames(known, [1, 2], 3, loop=False))[1], render(known, path(seed_latents([1, 2], 12), 3))[1]
    )
    with pytest.raises(LatentError, match="no W space"):
        morph_frames(known, [1, 2], 3, mode="w")


VIEWS = [
    PATH,
    replace(PATH, loop=True, psi=0.6, frames=5),
    View(run="r", tool="plane", keyframes=(1, 2, 3, 4), side=3, space="w", psi=0.6),
    View(run="r", tool="endless", x=0.3, side=3, space="w"),
    View(run="r", tool="directions", keyframes=(1,), method="factorised", amounts=(1.0, -2.0), space="w"),
    View(
        run="r",
        tool="teach",
        keyframes=(1,),
        shown=(0, 1, 2, 3, 4),
        not_shown=(5, 6, 7, 8, 9),
        amounts=(2.0,),
        space="w",
    ),
    View(run="r", tool="mixing", keyframes=(1,), columns=(Keyframe(numbers=(0.5,) * 8, space="w"), 3), psi=0.5),
    View(run="r", tool="uphill", keyframes=(Keyframe(numbers=(0.5,) * 8, space="w"),), steps=2),
    View(run="r", tool="seeds", count=4, cut=0.5),
    View(run="r", tool="endless", side=3, cut=0.5),
    View(run="r", tool="path", keyframes=(1, {"seed": 3, "births": [[5, 1, 0.3]]}), frames=3, cut=0.5, space="w"),
    View(run="r", tool="time", keyframes=(1, Keyframe(numbers=(0.5,) * 8, space="w"))),
]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view.tool}-{VIEWS.index(view)}")
def test_the_lines_of_python_draw_the_same_through_w(style, view, monkeypatch, tmp_path):
    torch.manual_seed(0)
    discriminator = nn.Sequential(nn.Flatten(), nn.Linear(32 * 32, 1), nn.Flatten(0)).eval()
    drawn_by_lines(monkeypatch, tmp_path, SimpleNamespace(generator=style, discriminator=discriminator), view)
    latents, space = view_latents(view, style, discriminator)
    again = view_latents(View.from_text(view.to_text()), style, discriminator)[0]
    assert torch.equal(latents, again)
    compare(tmp_path, render(style, latents, space=space), view)


def test_the_lines_of_python_keep_the_class_of_each_place(monkeypatch, tmp_path):
    generator = conditional()
    view = View(run="r", tool="time", keyframes=(1, Keyframe(5, numbers=(0.5,) * 8, space="w"), 2), psi=0.8)
    networks = SimpleNamespace(of_class=lambda label: SimpleNamespace(generator=OfClass(generator, label).eval()))
    drawn_by_lines(monkeypatch, tmp_path, networks, view, classes=3)
    latents, space = view_latents(view, OfClass(generator, 1).eval())
    compare(tmp_path, render(generator, latents, space=space), view)


def drawn_by_lines(monkeypatch, folder, networks, view, classes=0):
    run = SimpleNamespace(networks=lambda step: networks)
    monkeypatch.setattr("ganplay.runs.store.store.Store", lambda: SimpleNamespace(find=lambda name: run))
    monkeypatch.chdir(folder)
    exec("\n".join(python_lines(view, classes)), {})


def compare(folder, pictures, view):
    from PIL import Image

    expected = sheet(pictures, view_columns(view))
    with Image.open(folder / "view.png") as image:
        assert np.abs(np.asarray(image).reshape(expected.shape).astype(int) - expected).max() <= 1


def test_the_z_scale_belongs_to_z(style):
    plain, small = (view_latents(replace(PATH, scale=scale), style)[0] for scale in (1.0, 0.5))
    assert torch.equal(plain, small)
    between = plain[1:2]
    assert torch.equal(drawable(PATH, style, between)[0], between)


def test_keyframes_are_mapped_one_by_one(style):
    keyframes = (Keyframe(1), Keyframe(2), Keyframe(3))
    together = keyframe_latents(keyframes, style, "w")
    assert torch.equal(together[1:2], keyframe_latents(keyframes[1:2], style, "w"))
