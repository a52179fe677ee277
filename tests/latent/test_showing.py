import io
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from PIL import Image

import ganplay
from ganplay.latent import (
    Birth,
    Keyframe,
    LatentError,
    View,
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

LINEAGE = Keyframe(3, (Birth(5, 8, 0.25),))
VIEWS = [
    View(run="tiny", count=12, first=5),
    View(run="tiny", tool="path", keyframes=(1, LINEAGE, 3), frames=5, mode="lerp"),
    View(run="tiny", tool="path", keyframes=(1, 2), frames=4, loop=True, scale=0.7),
    View(run="tiny", tool="plane", keyframes=(1, 2, 3, 4), side=3),
    View(run="tiny", tool="endless", x=0.25, y=-3.5, side=3, zoom=2.0),
    View(run="tiny", tool="directions", keyframes=(1,), amounts=(1.0, -2.5)),
    View(run="tiny", tool="directions", keyframes=(LINEAGE,), amounts=(3.0,), method="random"),
    View(run="tiny", tool="teach", keyframes=(1,), shown=(0, 1, 2, 3, 4), not_shown=(5, 6, 7, 8, 9), amounts=(2.0,)),
    View(run="tiny", tool="mixing", keyframes=(1, 2), columns=(3, LINEAGE, 5), layers="fine"),
    View(run="tiny", tool="breeding", keyframes=(LINEAGE,)),
    View(run="tiny", tool="inversion", keyframes=(Keyframe(numbers=tuple(index / 8 for index in range(16))),)),
    View(run="tiny", tool="uphill", keyframes=(4,), steps=3),
]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view.tool}-{VIEWS.index(view)}")
def test_every_view_can_be_drawn_by_every_family(networks, view):
    generator, discriminator = networks
    if view.tool == "mixing" and generator.num_inputs == 1:
        with pytest.raises(LatentError, match="nothing to mix"):
            view_latents(view, generator)
        return
    latents, space = view_latents(view, generator, discriminator)
    again, _ = view_latents(View.from_text(view.to_text()), generator, discriminator)
    assert torch.equal(latents, again)
    assert len(render(generator, latents[:2], space=space)) == min(len(latents), 2)


def test_truncation_is_part_of_a_view_where_there_is_w(mapped, known):
    view = View(run="r", tool="breeding", keyframes=(1,), psi=0.0)
    latents, space = view_latents(view, mapped)
    assert space == "w"
    assert torch.equal(latents, torch.ones(1, 12))
    with pytest.raises(LatentError, match="z scale"):
        view_latents(view, known)


@pytest.mark.parametrize("label", [None, 1])
def test_truncation_draws_each_layer_s_w_to_the_mean_whatever_the_class(label):
    classes = 0 if label is None else 3
    generator = StyleGAN(z_dim=8, width=4, channels=1, resolution=32, num_classes=classes).eval()
    torch.manual_seed(0)
    generator.w_mean.normal_()
    shown = generator if label is None else OfClass(generator, label).eval()
    mixed = torch.randn(2, generator.num_inputs, 8)
    for z in (mixed, mixed[:, 0]):
        near, itself = truncated(shown, z, 0.0), truncated(shown, z, 1.0)
        assert torch.equal(near, generator.w_mean.expand_as(near)) and near.shape == z.shape
        apart = render(shown, itself, space="w").astype(int) - render(shown, z)
        assert abs(apart).max() <= 1  # the mean, taken away and added again, is rounded


def test_the_lines_of_python_truncate_each_seed_s_own_class(monkeypatch, tmp_path):
    generator = StyleGAN(z_dim=8, width=4, channels=1, resolution=32, num_classes=3).eval()
    generator.w_mean.normal_()

    def of_class(label):
        return SimpleNamespace(generator=OfClass(generator, label).eval(), of_class=of_class)

    run = SimpleNamespace(networks=lambda step: SimpleNamespace(of_class=of_class))
    monkeypatch.setattr("ganplay.runs.store.store.Store", lambda: SimpleNamespace(find=lambda name: run))
    monkeypatch.chdir(tmp_path)
    view = View(run="r", count=6, psi=0.4)
    ran = {}
    exec("\n".join(python_lines(view, 3)), ran)
    z, labels = seed_latents(range(6), 8), view.labels(3)
    assert len(set(labels)) == 3
    for picture, row, label in zip(ran["pictures"], z, labels, strict=True):
        kind = OfClass(generator, label).eval()
        assert np.array_equal(picture, render(kind, truncated(kind, row[None], 0.4), space="w")[0])
        assert not np.array_equal(picture, render(kind, row[None])[0])


def test_a_latent_of_another_model_is_refused(known):
    with pytest.raises(LatentError, match="comes from another model"):
        view_latents(View(run="r", tool="inversion", keyframes=(Keyframe(numbers=(1.0, 2.0)),)), known)


def test_walking_uphill_takes_a_discriminator(known):
    with pytest.raises(LatentError, match="discriminator"):
        view_latents(View(run="r", tool="uphill", keyframes=(1,)), known)


def test_the_lines_of_python_draw_the_very_same_sheet(tiny_run, tmp_path):
    networks = tiny_run.networks()
    views = [View.from_dict(view.to_dict() | {"run": str(tiny_run.path)}) for view in VIEWS]
    lines = []
    for index, view in enumerate(views):
        lines += [*python_lines(view), f'Path("view.png").rename("{index}.png")']
    # all in one process: a fresh one for each would load PyTorch twelve times
    done = subprocess.run(
        [sys.executable, "-"],
        input="\n".join(lines),
        text=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(Path(ganplay.__file__).parents[1])},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for index, view in enumerate(views):
        image = Image.open(io.BytesIO((tmp_path / f"{index}.png").read_bytes()))
        latents, space = view_latents(view, networks.generator, networks.discriminator)
        expected = sheet(render(networks.generator, latents, space=space), view_columns(view))
        assert np.abs(np.array(image).reshape(expected.shape).astype(int) - expected).max() <= 1, view.tool
        assert View.from_dict(json.loads(image.text["ganplay"])) == view
