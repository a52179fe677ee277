"""From a view to its latents, and to the lines of Python that do the same."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from ganplay.latent.breeding import grown
from ganplay.latent.directions import factorised, moved, principal, random_directions, visible
from ganplay.latent.error import LatentError
from ganplay.latent.keyframes import Keyframe
from ganplay.latent.mixing import mixed
from ganplay.latent.paths import loop, path
from ganplay.latent.planes import endless_plane, plane
from ganplay.latent.seeds import scaled, seed_latents, truncated
from ganplay.latent.teaching import teach
from ganplay.latent.uphill import climb
from ganplay.latent.view import View

FINDERS = {"factorised": factorised, "principal": principal, "visible": visible, "random": random_directions}


def keyframe_latents(keyframes: Sequence[Keyframe], generator: nn.Module) -> Tensor:
    """The latents of keyframes: (K, z_dim), or (K, num_inputs, z_dim) where any has a latent for each layer.

    Raises:
        LatentError: when a keyframe's numbers are not of this generator's size.
    """
    latents = []
    for keyframe in keyframes:
        if keyframe.numbers:
            latent = torch.tensor(keyframe.numbers)
            if latent.numel() == generator.z_dim * generator.num_inputs and generator.num_inputs > 1:
                latent = latent.reshape(generator.num_inputs, generator.z_dim)
            elif latent.numel() != generator.z_dim:
                raise LatentError(
                    f"This latent has {latent.numel()} numbers and the generator takes {generator.z_dim}: "
                    "it comes from another model.",
                    "other_model",
                    found=latent.numel(),
                    wanted=generator.z_dim,
                )
        else:
            latent = grown(seed_latents([keyframe.seed], generator.z_dim)[0], keyframe.births)
        latents.append(latent)
    if any(latent.ndim == 2 for latent in latents):
        latents = [latent.expand(generator.num_inputs, generator.z_dim) for latent in latents]
    return torch.stack(latents)


def view_latents(view: View, generator: nn.Module, discriminator: nn.Module | None = None) -> tuple[Tensor, str]:
    """(latents, space) of everything the view shows, for `ganplay.latent.render`; sheets are row by row.

    Of the tool "codes" they are its rows, for `ganplay.latent.code_walk`.

    Args:
        discriminator: needed by the tool "uphill" alone.

    Raises:
        LatentError: when the view asks what this generator cannot do.
    """
    return drawable(view, generator, _tool_latents(view, generator, discriminator))


def drawable(view: View, generator: nn.Module, latents: Tensor) -> tuple[Tensor, str]:
    """(latents, space) as they are drawn: with the view's z scale, and its psi where that is not 1."""
    latents = scaled(latents, view.scale)
    if view.psi == 1:
        return latents, "z"
    return truncated(generator, latents, view.psi), "w"


def _tool_latents(view: View, generator: nn.Module, discriminator: nn.Module | None) -> Tensor:
    if view.tool == "seeds":
        return seed_latents(range(view.first, view.first + view.count), generator.z_dim)
    if view.tool == "endless":
        return endless_plane(generator.z_dim, view.x, view.y, view.side, zoom=view.zoom, world=view.world)
    latents = keyframe_latents(view.keyframes, generator)
    if view.tool == "path":
        return (loop if view.loop else path)(latents, view.frames, view.mode)
    if view.tool == "plane":
        return plane(latents, view.side)
    if view.tool == "directions":
        if view.method not in FINDERS:
            raise LatentError("Directions with names are kept with the run: move the latents along those.")
        return moved(latents, FINDERS[view.method](generator).steps, view.amounts)
    if view.tool == "teach":
        taught = teach(*(seed_latents(seeds, generator.z_dim) for seeds in (view.shown, view.not_shown)))
        return moved(latents, taught.steps, view.amounts)
    if view.tool == "mixing":
        return mixed(generator, latents, keyframe_latents(view.columns, generator), view.layers)
    if view.tool == "uphill":
        if discriminator is None:
            raise LatentError("Walking uphill takes the run's discriminator.")
        walk = climb(generator, discriminator, latents[0], steps=view.steps, stride=view.stride)
        return torch.stack([climbed.z for climbed in walk])
    return latents


def view_columns(view: View) -> int:
    """How many pictures the view's sheet has in a row."""
    if view.tool == "seeds":
        return min(view.count, 10)
    if view.tool in ("plane", "endless"):
        return view.side
    if view.tool == "mixing":
        return len(view.columns)
    return 10


def python_lines(view: View, classes: int = 0) -> list[str]:
    """Lines of Python that draw the view's pictures and write them to ``view.png``.

    classes: how many the generator is told, if any.
    """
    labels = view.labels(classes) if classes else []
    codes = [f"generator = generator.with_codes({view.codes!r})"] if view.codes else []
    return [
        "from pathlib import Path",
        "",
        *(["import numpy as np", ""] if len(set(labels)) > 1 else []),
        "from ganplay import latent",
        "from ganplay.runs.store.store import Store",
        "",
        f"networks = Store().find({view.run!r}).networks({view.step!r})"
        + (f".of_class({labels[0]})" if labels else ""),
        "generator = networks.generator",
        *(codes if view.tool == "uphill" else []),
        *_tool_lines(view),
        *(codes if view.tool != "uphill" else []),  # directions are those of the generator with all of its codes
        *([f"z = latent.scaled(z, {view.scale!r})"] if view.scale != 1 else []),
        *(_class_lines(labels, view.psi) if len(set(labels)) > 1 else _drawing_lines(view)),
        f"sheet = latent.sheet(pictures, columns={'len(values)' if view.tool == 'codes' else view_columns(view)})",
        f'Path("view.png").write_bytes(latent.png_bytes(sheet, {view.to_dict()!r}))',
    ]


def _class_lines(labels: list[int], psi: float) -> list[str]:
    row = "row[None]" if psi == 1 else f'latent.truncated(kind, row[None], {psi!r}), space="w"'
    return [
        f"labels = {labels!r}  # each seed draws its own class",
        "kinds = [networks.of_class(label).generator for label in labels]",
        f"pictures = np.concatenate([latent.render(kind, {row}) for kind, row in zip(kinds, z)])",
    ]


def _drawing_lines(view: View) -> list[str]:
    if view.tool == "codes":
        return [
            f"values = latent.code_values(generator, {view.walked}, {view.side})",
            f"pictures = latent.code_walk(generator, z, {view.walked}, values)",
        ]
    if view.psi == 1:
        return ["pictures = latent.render(generator, z)"]
    return [
        f"w = latent.truncated(generator, z, {view.psi!r})",
        'pictures = latent.render(generator, w, space="w")',
    ]


def _tool_lines(view: View) -> list[str]:
    if view.tool == "seeds":
        return [f"z = latent.seed_latents(range({view.first}, {view.first + view.count}), generator.z_dim)"]
    if view.tool == "endless":
        place = f"{view.x!r}, {view.y!r}, {view.side}, zoom={view.zoom!r}, world={view.world}"
        return [f"z = latent.endless_plane(generator.z_dim, {place})"]
    lines = _keyframe_lines("z", view.keyframes)
    if view.tool == "path":
        lines.append(f"z = latent.{'loop' if view.loop else 'path'}(z, {view.frames}, {view.mode!r})")
    elif view.tool == "plane":
        lines.append(f"z = latent.plane(z, {view.side})")
    elif view.tool == "directions":
        if view.method in FINDERS:
            lines.append(f"directions = latent.{FINDERS[view.method].__name__}(generator)")
        else:
            lines.insert(0, "from ganplay.runs.store.named import read_directions")
            lines.append(f"directions = read_directions(Store().find({view.run!r}).path)")
        lines.append(f"z = latent.moved(z, directions.steps, {list(view.amounts)!r})")
    elif view.tool == "teach":
        lines.append(f"shown = latent.seed_latents({list(view.shown)!r}, generator.z_dim)")
        lines.append(f"not_shown = latent.seed_latents({list(view.not_shown)!r}, generator.z_dim)")
        lines.append(f"z = latent.moved(z, latent.teach(shown, not_shown).steps, {list(view.amounts)!r})")
    elif view.tool == "mixing":
        lines += _keyframe_lines("columns", view.columns)
        lines.append(f"z = latent.mixed(generator, z, columns, {view.layers!r})")
    elif view.tool == "uphill":
        options = f"steps={view.steps}, stride={view.stride!r}"
        lines.insert(0, "import torch")
        lines.append(f"walk = latent.climb(generator, networks.discriminator, z[0], {options})")
        lines.append("z = torch.stack([climbed.z for climbed in walk])")
    return lines


def _keyframe_lines(name: str, keyframes: Sequence[Keyframe]) -> list[str]:
    if all(not keyframe.births and not keyframe.numbers for keyframe in keyframes):
        return [f"{name} = latent.seed_latents({[keyframe.seed for keyframe in keyframes]!r}, generator.z_dim)"]
    plain = [keyframe.to_plain() for keyframe in keyframes]
    return [f"{name} = latent.keyframe_latents(latent.keyframes_of({plain!r}), generator)"]
