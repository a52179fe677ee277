"""From a view to its latents, and to the lines of Python that do the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import torch
from torch import Tensor, nn

from ganplay.latent.breeding import grown
from ganplay.latent.directions import (
    Directions,
    factorised,
    factorised_w,
    moved,
    principal,
    principal_w,
    random_directions,
    random_directions_w,
    spread_w,
    visible,
)
from ganplay.latent.error import LatentError
from ganplay.latent.keyframes import Keyframe
from ganplay.latent.mixing import mixed
from ganplay.latent.paths import loop, path, path_at
from ganplay.latent.planes import endless_plane, plane
from ganplay.latent.seeds import mapped, numbers_in, scaled, seed_latents, truncated
from ganplay.latent.teaching import Taught, teach
from ganplay.latent.uphill import climb
from ganplay.latent.view import View
from ganplay.nets.conditional import OfClass

PLACES = 40  # on a closed path, between two keyframes, at which it may be stood
FINDERS: dict[str, dict[str, Callable[[nn.Module], Directions]]] = {
    "z": {"factorised": factorised, "principal": principal, "visible": visible, "random": random_directions},
    "w": {"principal": principal_w, "factorised": factorised_w, "random": random_directions_w},
}


def finder(method: str, space: str) -> Callable[[nn.Module], Directions]:
    """What finds a view's directions. Raises LatentError where there is nothing of that name in that space."""
    if method == "named":
        raise LatentError("Directions with names are kept with the run: move the latents along those.")
    if method not in FINDERS[space]:
        raise LatentError(f"In {space.upper()} directions are one of {', '.join(FINDERS[space])}, not {method!r}.")
    return FINDERS[space][method]


def keyframe_latents(
    keyframes: Sequence[Keyframe],
    generator: nn.Module,
    space: str = "z",
    *,
    cut: float | None = None,
    labels: Sequence[int] = (),
) -> Tensor:
    """The latents of keyframes: (K, D), or (K, num_inputs, D) where any has a latent for each layer.

    Args:
        space: in which they are wanted, "z" or "w".
        cut: of seeds, see `seed_latents`.
        labels: on the way to W the class of each keyframe, where it is not for all the generator's own.

    Raises:
        LatentError: when a keyframe's numbers are not of this generator's size, or lie in W and are wanted in Z.
    """
    own = len(set(labels)) > 1
    generators = [OfClass(generator.network, label).eval() for label in labels] if own else [generator] * len(keyframes)
    latents = [_latent(*pair, space, cut) for pair in zip(keyframes, generators, strict=True)]
    if any(latent.ndim == 2 for latent in latents):
        latents = [latent.expand(generator.num_inputs, -1) for latent in latents]
    return torch.stack(latents)


def _latent(keyframe: Keyframe, generator: nn.Module, space: str, cut: float | None) -> Tensor:
    if keyframe.numbers:
        latent = torch.tensor(keyframe.numbers)
        wanted = numbers_in(generator, keyframe.space)
        if latent.numel() == wanted * generator.num_inputs and generator.num_inputs > 1:
            latent = latent.reshape(generator.num_inputs, wanted)
        elif latent.numel() != wanted:
            raise LatentError(
                f"This latent has {latent.numel()} numbers and the generator takes {wanted}: "
                "it comes from another model.",
                "other_model",
                found=latent.numel(),
                wanted=wanted,
            )
    else:
        latent = grown(seed_latents([keyframe.seed], generator.z_dim, cut)[0], keyframe.births)
    if keyframe.space == space:
        return latent
    if space == "z":
        sentence = "This picture is a place in W, and no z leads there: go through W, or leave it out."
        raise LatentError(sentence, "only_w")
    return mapped(generator, latent[None])[0]


def view_keyframes(view: View, generator: nn.Module) -> Tensor:
    """The latents of the view's keyframes, in the space that it lies in."""
    classed = view.lies_in == "w" and isinstance(generator, OfClass)
    labels = view.labels(generator.num_classes) if classed else []
    each = labels if len(labels) == len(view.keyframes) else ()
    return keyframe_latents(view.keyframes, generator, view.lies_in, cut=view.cut, labels=each)


def along_path(view: View, keyframes: Tensor, position: float | None = None) -> Tensor:
    """The frames of the view's path through its keyframes, (frames, ...), or the one place at a position in [0, 1]."""
    mode = "lerp" if view.space == "w" else view.mode
    if position is None:
        return (loop if view.loop else path)(keyframes, view.frames, mode)
    if not view.loop:
        return path_at(keyframes, torch.tensor([position]), mode)
    frames = PLACES * len(keyframes)
    return loop(keyframes, frames, mode)[[round(position * frames) % frames]]


def taught_of(view: View, generator: nn.Module) -> Taught:
    """What the view's ticked seeds teach, in the space that it goes through."""
    groups = [seed_latents(seeds, generator.z_dim) for seeds in (view.shown, view.not_shown)]
    if view.space == "z":
        return teach(*groups)
    return teach(*(mapped(generator, group) for group in groups), spread=spread_w(generator))


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
    """(latents, space) as they are drawn: those of Z with the view's z scale, all with its psi where that is not 1."""
    space = view.lies_in
    if space == "z":
        latents = scaled(latents, view.scale)
    if view.psi == 1:
        return latents, space
    return truncated(generator, latents, view.psi, space), "w"


def _tool_latents(view: View, generator: nn.Module, discriminator: nn.Module | None) -> Tensor:
    space = view.lies_in
    if view.tool == "seeds":
        return seed_latents(range(view.first, view.first + view.count), generator.z_dim, view.cut)
    if view.tool == "endless":
        place = {"zoom": view.zoom, "world": view.world, "cut": view.cut}
        mapping = partial(mapped, generator) if space == "w" else None
        return endless_plane(generator.z_dim, view.x, view.y, view.side, **place, mapping=mapping)
    latents = view_keyframes(view, generator)
    if view.tool == "path":
        return along_path(view, latents)
    if view.tool == "plane":
        return plane(latents, view.side, "lerp" if space == "w" else "slerp")
    if view.tool == "directions":
        return moved(latents, finder(view.method, space)(generator).steps, view.amounts)
    if view.tool == "teach":
        return moved(latents, taught_of(view, generator).steps, view.amounts)
    if view.tool == "mixing":
        columns = keyframe_latents(view.columns, generator, space, cut=view.cut)
        return mixed(generator, latents, columns, view.layers)
    if view.tool == "uphill":
        if discriminator is None:
            raise LatentError("Walking uphill takes the run's discriminator.")
        walk = climb(generator, discriminator, latents[0], steps=view.steps, stride=view.stride, space=space)
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
    each = len(set(labels)) > 1 and view.lies_in == "z"
    codes = [f"generator = generator.with_codes({view.codes!r})"] if view.codes else []
    return [
        "from pathlib import Path",
        "",
        *(["import numpy as np", ""] if each else []),
        "from ganplay import latent",
        "from ganplay.runs.store.store import Store",
        "",
        f"networks = Store().find({view.run!r}).networks({view.step!r})"
        + (f".of_class({labels[0]})" if labels else ""),
        "generator = networks.generator",
        *(codes if view.tool == "uphill" else []),
        *_tool_lines(view, labels),
        *(codes if view.tool != "uphill" else []),  # directions are those of the generator with all of its codes
        *([f"z = latent.scaled(z, {view.scale!r})"] if view.scale != 1 and view.lies_in == "z" else []),
        *(_class_lines(labels, view.psi) if each else _drawing_lines(view)),
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
    if view.lies_in == "w":
        cut = [f'w = latent.truncated(generator, w, {view.psi!r}, "w")'] if view.psi != 1 else []
        return [*cut, 'pictures = latent.render(generator, w, space="w")']
    if view.psi == 1:
        return ["pictures = latent.render(generator, z)"]
    return [
        f"w = latent.truncated(generator, z, {view.psi!r})",
        'pictures = latent.render(generator, w, space="w")',
    ]


def _tool_lines(view: View, labels: list[int]) -> list[str]:
    name = view.lies_in
    cut = f", cut={view.cut!r}" if view.cut is not None else ""
    if view.tool == "seeds":
        return [f"z = latent.seed_latents(range({view.first}, {view.first + view.count}), generator.z_dim{cut})"]
    if view.tool == "endless":
        place = f"{view.x!r}, {view.y!r}, {view.side}, zoom={view.zoom!r}, world={view.world}{cut}"
        mapping = ", mapping=lambda z: latent.mapped(generator, z)" if name == "w" else ""
        return [f"{name} = latent.endless_plane(generator.z_dim, {place}{mapping})"]
    lines = _keyframe_lines(name, view.keyframes, view, labels if len(labels) == len(view.keyframes) else [])
    straight = ', "lerp"' if name == "w" else ""
    if view.tool == "path":
        mode = straight or f", {view.mode!r}"
        lines.append(f"{name} = latent.{'loop' if view.loop else 'path'}({name}, {view.frames}{mode})")
    elif view.tool == "plane":
        lines.append(f"{name} = latent.plane({name}, {view.side}{straight})")
    elif view.tool == "directions":
        if view.method != "named":
            lines.append(f"directions = latent.{finder(view.method, name).__name__}(generator)")
        else:
            lines.insert(0, "from ganplay.runs.store.named import read_directions")
            lines.append(f"directions = read_directions(Store().find({view.run!r}).path, {name!r})")
        lines.append(f"{name} = latent.moved({name}, directions.steps, {list(view.amounts)!r})")
    elif view.tool == "teach":
        lines.append(f"shown = latent.seed_latents({list(view.shown)!r}, generator.z_dim)")
        lines.append(f"not_shown = latent.seed_latents({list(view.not_shown)!r}, generator.z_dim)")
        if name == "w":
            lines.append("shown, not_shown = (latent.mapped(generator, group) for group in (shown, not_shown))")
        spread = ", spread=latent.spread_w(generator)" if name == "w" else ""
        lines.append(f"taught = latent.teach(shown, not_shown{spread})")
        lines.append(f"{name} = latent.moved({name}, taught.steps, {list(view.amounts)!r})")
    elif view.tool == "mixing":
        lines += _keyframe_lines("columns", view.columns, view, [])
        lines.append(f"{name} = latent.mixed(generator, {name}, columns, {view.layers!r})")
    elif view.tool == "uphill":
        options = f"steps={view.steps}, stride={view.stride!r}" + (', space="w"' if name == "w" else "")
        lines.insert(0, "import torch")
        lines.append(f"walk = latent.climb(generator, networks.discriminator, {name}[0], {options})")
        lines.append(f"{name} = torch.stack([climbed.z for climbed in walk])")
    return lines


def _keyframe_lines(name: str, keyframes: Sequence[Keyframe], view: View, labels: list[int]) -> list[str]:
    cut = f", cut={view.cut!r}" if view.cut is not None else ""
    if view.lies_in == "z" and all(not keyframe.births and not keyframe.numbers for keyframe in keyframes):
        return [f"{name} = latent.seed_latents({[keyframe.seed for keyframe in keyframes]!r}, generator.z_dim{cut})"]
    keys = f"latent.keyframes_of({[keyframe.to_plain() for keyframe in keyframes]!r})"
    space = ', "w"' if view.lies_in == "w" else ""
    own = f", labels={labels!r}" if view.lies_in == "w" and len(set(labels)) > 1 else ""
    return [f"{name} = latent.keyframe_latents({keys}, generator{space}{cut}{own})"]
