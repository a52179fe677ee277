"""Samples of a run's averaged generator, one a seed, written to a file."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from ganplay.data.kinds import entry
from ganplay.recipe import kind_of
from ganplay.runs.store.folder import RunError, RunFolder

if TYPE_CHECKING:
    import numpy as np

    from ganplay.training.checkpoint import Networks

MOST = 1_000_000


def sample_to(
    run: RunFolder,
    out: Path,
    *,
    n: int,
    seed: int = 0,
    step: int | None = None,
    only: str | None = None,
    codes: Sequence[str] = (),
) -> int:
    """Draw the pictures of seeds `seed` to `seed + n - 1`; a seed gives the same picture whatever `n` is.

    A conditional run draws seed s as class s % classes.

    Args:
        out: a .png (one sheet), a .npz (`images`, (N, H, W, C) uint8, and `labels`, (N,) int64, of a conditional run),
            or a folder (one PNG a seed). Points: a .png (one drawing of them) or a .npz (`points`, (N, 2) float32).
        only: draw this class alone, see `class_number`.
        codes: fix these codes of a run that has some, see `with_codes`.

    Raises:
        RunError, CheckpointError: when the run has nothing to draw with, or `out` cannot be written.
        DataError: for a folder, where samples are not written one by one.
        LatentError: for a sheet that is too large.
    """
    if not 1 <= n <= MOST:
        raise RunError(f"A sample has 1 to {MOST:,} pictures, not {n}.")
    check_name(out)
    seeds = range(seed, seed + n)
    networks = with_codes(run.networks(step), codes)
    check_place(out, networks)
    samples, labels = seed_pictures(networks, seeds, None if only is None else class_number(networks, only))
    made_from = {"run": run.path.name, "step": networks.step, **({"codes": list(codes)} if codes else {})}
    names = {f"seed{number:06d}": {"seed": number} for number in seeds}
    write_samples(out, networks, samples, labels, made_from, {"seeds": [seed, seed + n - 1]}, names)
    return n


def check_name(out: Path) -> None:
    """Raises RunError where samples are not written into a file of this name."""
    if out.suffix and out.suffix not in (".png", ".npz"):
        raise RunError(f"{out.name} should end in .png or .npz, or be a folder.")


def check_place(out: Path, networks: Networks) -> None:
    """Raises DataError where samples of these networks are not written one by one, into a folder."""
    if not out.suffix:
        entry(kind_of(networks.recipe)).check_folder(out.name)


def write_samples(
    out: Path,
    networks: Networks,
    samples: np.ndarray,
    labels: np.ndarray | None,
    made_from: Mapping[str, Any],
    of_all: Mapping[str, Any],
    names: Mapping[str, Mapping[str, Any]],
) -> None:
    """Write samples as `sample_to` says, with what they were made from.

    Args:
        made_from, of_all: what a sheet of them says.
        names: what each is called in a folder, and what it says beside `made_from`.

    Raises:
        RunError: when `out` cannot be written.
        LatentError: for a sheet that is too large.
    """
    import numpy as np

    from ganplay.latent import png_bytes, sheet

    kind = entry(kind_of(networks.recipe))
    try:
        if out.suffix:
            out.parent.mkdir(parents=True, exist_ok=True)
        if out.suffix == ".npz":
            np.savez(out, **{kind.ARRAY: samples}, **({} if labels is None else {"labels": labels}))
            return
        pictures = kind.drawing(samples, networks.recipe.dataset)
        if out.suffix:
            page = sheet(pictures, math.ceil(math.sqrt(len(pictures))))
            out.write_bytes(png_bytes(page, {**made_from, **of_all}))
            return
        out.mkdir(parents=True, exist_ok=True)
        for (name, facts), picture in zip(names.items(), pictures, strict=True):
            (out / f"{name}.png").write_bytes(png_bytes(picture, {**made_from, **facts}))
    except OSError as error:
        raise RunError(f"{out} cannot be written: {error.strerror}.") from error


def seed_pictures(
    networks: Networks, seeds: Sequence[int], label: int | None = None
) -> tuple[np.ndarray, np.ndarray | None]:
    """The pictures of seeds, (N, H, W, C) uint8, and their classes, (N,) int64, of a conditional run.

    Of another kind they are what `ganplay.data.kinds.Entry.array` of it makes of samples.

    Args:
        label: the class of all; by default seed s is of class s % classes.

    Raises:
        CheckpointError: when there is no such class.
    """
    import numpy as np

    from ganplay.latent import render, seed_latents

    kind = entry(kind_of(networks.recipe))
    latents = seed_latents(seeds, networks.generator.z_dim)
    if not networks.classes and label is None:
        return render(networks.generator, latents, of=kind), None
    labels = np.asarray(seeds) % len(networks.classes) if label is None else np.full(len(seeds), label)
    drawn = {
        one: render(networks.of_class(int(one)).generator, latents[labels == one], of=kind) for one in np.unique(labels)
    }
    some = next(iter(drawn.values()))
    samples = np.empty((len(seeds), *some.shape[1:]), some.dtype)
    for one, part in drawn.items():
        samples[labels == one] = part
    return samples, labels


def with_codes(networks: Networks, wanted: Sequence[str]) -> Networks:
    """The networks with codes fixed, each given as ``c1=3`` (the category) or ``c2=-1.5``.

    Raises:
        RunError: for what is no such pair, or a code given twice.
        CheckpointError: where the run has no such code.
    """
    if not wanted:
        return networks
    given: dict[int, float] = {}
    for pair in wanted:
        name, _, value = pair.partition("=")
        try:
            number = int(name.removeprefix("c")) if name.startswith("c") else 0
            found = float(value)
        except ValueError:
            number = 0
        if not 1 <= number <= 1000 or number in given:
            raise RunError(f"A code is given once, as in c1=3 (the category) or c2=-1.5, and not as {pair!r}.")
        given[number] = found
    return networks.with_codes([given.get(number) for number in range(1, max(given) + 1)])


def class_number(networks: Networks, wanted: str) -> int:
    """The place of a class, given by its name; or by that place, counted from 0, where no name is a number.

    Raises:
        RunError: for what is none of its classes.
    """
    names, name = [normalize("NFC", each) for each in networks.classes], normalize("NFC", wanted)
    if name in names:
        return names.index(name)
    if name.isdecimal():
        numbers = [int(each) if each.isdecimal() else None for each in names]
        if numbers.count(int(name)) == 1:  # 7 is the class 007
            return numbers.index(int(name))
        if not any(each is not None for each in numbers) and int(name) < len(names):
            return int(name)
    raise RunError(f"This run has no class {wanted!r}: {networks.known_classes}.")
