"""What judging takes of a run: its real pictures, its calibration, and the logits that scores are compared with."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ganplay.recipe import Recipe, kind_of
from ganplay.recipe.kinds import JUDGE
from ganplay.runs.asking.rooms import must_be_open
from ganplay.runs.store.folder import RunFolder
from ganplay.runs.store.history import RunError
from ganplay.runs.store.patience import patiently
from ganplay.runs.store.reals import Reals, read_reals, sampled

if TYPE_CHECKING:
    from ganplay.data.pictures import Pictures
    from ganplay.scoring import Calibration, Context
    from ganplay.training.checkpoint import Networks

CALIBRATION = "calibration.json"
FORMAT = 2
GENERATED, CONTEXT_SEED = 512, 1_000_000  # fresh pictures that a score is compared with, and the seed of the first


def reals_of(run: RunFolder, data_root: Path | str | None = None) -> Reals:
    """The real pictures that a run kept; of one that kept none, the same ones out of its data set.

    A data set is read or drawn for that, but never downloaded.

    Raises:
        RunError: when there is nothing to be had without a download, or the run's kind is not judged.
    """
    must_be_open(run.recipe, JUDGE)
    try:
        return read_reals(run.path)
    except RunError as error:
        missing = error
    from ganplay.training.trainer import HELD_OUT

    try:
        pictures = data_of(run.recipe, data_root)
    except RunError as error:
        raise RunError(f"{missing} {error}", code="no_reals") from None
    tensors = sampled(pictures, HELD_OUT, run.recipe.limit)
    labels = {f"{name}_labels": tensors.pop(f"{name}_labels", None) for name in ("training", "held_out")}
    return Reals(
        **{name: images.permute(0, 2, 3, 1).contiguous().numpy() for name, images in tensors.items()},
        **{name: None if values is None else values.numpy() for name, values in labels.items()},
    )


def data_of(
    recipe: Recipe, data_root: Path | str | None = None, progress: Callable[[str, float], None] | None = None
) -> Pictures:
    """The data set of a recipe, whole, read or drawn as for its training, but never downloaded.

    Args:
        progress: told what is done, and how much of it, 0 to 1; see `ganplay.data.load`.

    Raises:
        RunError: when it is not to be had without a download.
    """
    from ganplay.data import CATALOG, DataError, load_for

    root = _root(data_root)
    info = CATALOG.get(recipe.dataset)
    if info is not None and info.kind == "download" and not is_there(recipe.dataset, root):
        raise RunError(
            f"It trained on {recipe.dataset}, which is not at {root}: say where it lies by --data-root, "
            "or load it once by training on it.",
            code="no_reals",
        )
    try:
        return load_for(recipe, root=root, progress=progress)
    except DataError as error:
        raise RunError(str(error), code="no_reals") from None


def _root(data_root: Path | str | None) -> Path:
    """Where published data sets lie."""
    from ganplay.data.places import cache_folder

    return Path(data_root).expanduser() if data_root else cache_folder() / "downloads"


def is_there(dataset: str, data_root: Path | str | None = None) -> bool:
    """Whether a published data set has been downloaded to where torchvision keeps it."""
    places = {
        "mnist": "MNIST/raw/train-images-idx3-ubyte",
        "stacked_mnist": "MNIST/raw/train-images-idx3-ubyte",
        "fashion_mnist": "FashionMNIST/raw/train-images-idx3-ubyte",
        "kmnist": "KMNIST/raw/train-images-idx3-ubyte",
        "cifar10": "cifar-10-binary.tar.gz",
        "svhn": "train_32x32.mat",
        "celeba": "celeba/list_attr_celeba.txt",
        "cats_dogs": "oxford-iiit-pet/annotations/list.txt",
    }
    beside = {"cats_dogs": "oxford-iiit-pet/images"}  # without which it would be downloaded again
    needed = [kept[dataset] for kept in (places, beside) if dataset in kept]
    return bool(needed) and all((_root(data_root) / place).exists() for place in needed)


def calibration_of(run: RunFolder, step: int | None = None, context: Context | None = None) -> Calibration | None:
    """The calibration of a checkpoint (by default the last), as kept beside it, or fitted now and kept where possible.

    None for kinds that are not judged, for losses whose number is never a probability, where too few real pictures were
    held out, and for a discriminator whose logits are no numbers.

    Args:
        context: the discriminator's logits, where they are known already.

    Raises:
        RunError, CheckpointError: when there is no such checkpoint, or none of the real pictures are to be had.
    """
    from ganplay.scoring import Calibration, ScoringError, calibratable, calibrate

    if not calibratable(run.recipe.loss) or JUDGE not in kind_of(run.recipe).rooms:
        return None
    folder = run.checkpoint_path(step)
    with contextlib.suppress(OSError, ValueError):  # missing, damaged, or of another version: fitted again
        facts = json.loads((folder / CALIBRATION).read_text(encoding="utf-8"))
        if isinstance(facts, dict) and facts.pop("format", None) == FORMAT:
            return Calibration.from_dict(facts)
    try:
        if context is None:
            context = context_of(run.networks(step), reals_of(run))
        calibration = calibrate(context.held_out, context.generated)
    except ScoringError:
        return None
    if not run.frozen:
        with contextlib.suppress(OSError):  # a convenience: it is fitted again the next time
            part = folder / f"{CALIBRATION}.part{os.getpid()}"
            part.write_text(json.dumps({"format": FORMAT, **calibration.to_dict()}), encoding="utf-8")
            patiently(os.replace, part, folder / CALIBRATION)
    return calibration


def threshold_of(networks: Networks, context: Context) -> float:
    """The logit above which a checkpoint's discriminator calls a picture real; see `ganplay.scoring.threshold`.

    Of a conditional one, whose best class counts, halfway between known real and generated pictures: the best of
    several logits lies higher than the one that its loss was about.
    """
    from ganplay.scoring import threshold

    if networks.classes:
        return (context.real.mean().item() + context.generated.mean().item()) / 2
    return threshold(networks.recipe.loss, context.real, context.generated)


def context_of(networks: Networks, reals: Reals) -> Context:
    """The logits of a run's real pictures and of 512 fresh generated ones."""
    from ganplay.runs.asking.sampling import seed_pictures
    from ganplay.scoring import Context, score

    generated, _ = seed_pictures(networks, range(CONTEXT_SEED, CONTEXT_SEED + GENERATED))
    return Context(*(score(networks.judge, pictures) for pictures in (reals.training, reals.held_out, generated)))
