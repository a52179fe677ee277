"""Latents for pictures of one's own: found by a run's generator, for the page and the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ganplay.latent.keyframes import Keyframe
from ganplay.recipe import Recipe
from ganplay.recipe.kinds import LATENT
from ganplay.runs.asking.rooms import must_be_open
from ganplay.runs.asking.sampling import check_name, check_place, class_number, with_codes, write_samples
from ganplay.runs.store.folder import RunError, RunFolder

if TYPE_CHECKING:
    import numpy as np

    from ganplay.latent import Inverted
    from ganplay.training.checkpoint import Networks

STEPS = 300  # of a search


class Found(NamedTuple):
    """What a search came to: the latent, and the error of its picture, see `ganplay.latent.Inverted`."""

    file: Path
    keyframe: Keyframe
    error: float


def target_of(recipe: Recipe, data: bytes) -> np.ndarray:
    """A picture file as a run took its own, (H, W, C) uint8. Raises Unusable."""
    from ganplay.data.look import look_of
    from ganplay.scoring import bring
    from ganplay.scoring.pictures import native_of

    native = native_of(recipe.dataset)
    return bring(data, recipe.resolution, recipe.channels, crop=recipe.crop, native=native, look=look_of(recipe))


def search(networks: Networks, target: np.ndarray) -> Iterator[Inverted]:
    """The search for the latent whose picture is `target`, step by step. Raises LatentError."""
    from ganplay.latent import invert

    return invert(networks.generator, target, steps=STEPS, discriminator=networks.discriminator)


def find(networks: Networks, files: Sequence[Path], progress: Callable[[float], None]) -> list[Found]:
    """The latents that come closest to picture files, each searched for after all have been read.

    Args:
        progress: told the fraction done, 0 to 1.

    Raises:
        RunError: for a file that cannot be used.
    """
    from ganplay.data.decoding import Unusable

    targets = []
    for file in files:
        try:
            targets.append(target_of(networks.recipe, file.read_bytes()))
        except Unusable as error:
            raise RunError(f"{file} cannot be used as a picture: {error}.") from None
        except OSError as error:
            raise RunError(f"{file} cannot be read: {(error.strerror or str(error)).lower()}.") from None
    found = []
    for number, (file, target) in enumerate(zip(files, targets, strict=True)):
        for last in search(networks, target):
            progress((number + last.step / last.steps) / len(files))
        found.append(Found(file, Keyframe(numbers=tuple(last.z.flatten().tolist())), last.error))
    return found


def sample_found(
    run: RunFolder,
    out: Path,
    files: Sequence[Path],
    *,
    step: int | None = None,
    only: str | None = None,
    codes: Sequence[str] = (),
    progress: Callable[[float], None],
) -> list[Found]:
    """Draw what comes closest to picture files, one for each, into `out` as `sampling.sample_to` draws seeds.

    Raises:
        RunError, CheckpointError, LatentError: as there, and for a file that cannot be used, or a run of another kind.
    """
    import numpy as np

    from ganplay.latent import keyframe_latents, render

    must_be_open(run.recipe, LATENT)
    check_name(out)
    networks = with_codes(run.networks(step), codes)
    check_place(out, networks)
    label = 0 if only is None else class_number(networks, only)
    networks = networks.of_class(label) if only is not None else networks
    found = find(networks, files, progress)
    keyframes = [one.keyframe for one in found]
    samples = render(networks.generator, keyframe_latents(keyframes, networks.generator))
    labels = np.full(len(found), label) if networks.classes else None
    made_from = {"run": run.path.name, "step": networks.step, **({"codes": list(codes)} if codes else {})}
    plain = [keyframe.to_plain() for keyframe in keyframes]
    names = {f"found{number:06d}": {"keyframe": one} for number, one in enumerate(plain)}
    write_samples(out, networks, samples, labels, made_from, {"keyframes": plain}, names)
    return found
