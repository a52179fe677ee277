"""What a run's discriminator says of picture files, one after the other, for the command line."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ganplay.recipe.kinds import JUDGE
from ganplay.runs.asking.judging import CONTEXT_SEED, GENERATED, calibration_of, context_of, reals_of, threshold_of
from ganplay.runs.asking.rooms import must_be_open
from ganplay.runs.asking.sampling import seed_pictures
from ganplay.runs.store.folder import RunFolder
from ganplay.runs.store.history import RunError

if TYPE_CHECKING:
    import numpy as np

    from ganplay.runs.store.reals import Reals
    from ganplay.training.checkpoint import Networks


class Judge:
    """A checkpoint's discriminator with all that its scores are compared with.

    Without real pictures (an older run, away from its data set) it still scores; `missing` then says what is lacking.

    Args:
        networks, reals: what is known of them already; what is missing is loaded.

    Attributes:
        discriminator: asked for every class where it is conditional.
        context: its logits of the run's real pictures and of fresh generated ones.
        threshold: the logit above which a picture is called real; None where only real pictures could tell.
        calibration: from logits to probabilities; None for critics, and where pictures are too few.
        familiarity: nearest training pictures, in pixels and in D's own features; None where none were held out.
        habits: what the real pictures have in common; None without them.

    Raises:
        RunError, CheckpointError: when there is no such checkpoint, or its kind is not judged.
        ScoringError: where the logits are no numbers.
    """

    def __init__(
        self,
        run: RunFolder,
        step: int | None = None,
        data_root: Path | str | None = None,
        *,
        networks: Networks | None = None,
        reals: Reals | None = None,
    ) -> None:
        from ganplay.scoring import Context, Familiarity, habits, has_threshold, score, sign_rule

        must_be_open(run.recipe, JUDGE)
        self.networks = networks or run.networks(step)
        self.recipe = self.networks.recipe
        self.discriminator = self.networks.judge
        self.missing = ""
        self.familiarity = self.calibration = self.habits = None
        try:
            reals = reals or reals_of(run, data_root)
        except RunError as error:
            self.missing = str(error)
            generated, _ = seed_pictures(self.networks, range(CONTEXT_SEED, CONTEXT_SEED + GENERATED))
            made = score(self.discriminator, generated)
            self.context = Context(made[:0], made[:0], made)
            # the best of all classes lies higher than the logit that the loss was about
            alone = has_threshold(self.recipe.loss) and not self.networks.classes
            self.threshold = sign_rule(self.recipe.loss)[0] if alone else None
            return
        self.context = context_of(self.networks, reals)
        self.calibration = calibration_of(run, self.networks.step, self.context)
        self.threshold = threshold_of(self.networks, self.context)
        self.habits = habits(reals.training)
        if len(reals.held_out):
            self.familiarity = Familiarity(self.discriminator, reals.training, reals.held_out)

    def say(self, pictures: np.ndarray) -> list[dict[str, Any]]:
        """Of each of (N, H, W, C) uint8: logit, threshold, verdict, probability, percentiles, far, unfamiliar.

        What cannot be told is None: the probability of a critic, percentiles where there is nothing to compare with,
        unfamiliar (said of 1 % of real pictures at most) where fewer than 99 real pictures were held out.
        """
        from ganplay.scoring import percentile, score

        logits = score(self.discriminator, pictures)
        flags = self.familiarity is not None and self.familiarity.rate is not None
        nothing = [None] * len(logits)
        real = self.context.real
        columns = (
            logits.tolist(),
            self.calibration.probability(logits).tolist() if self.calibration else nothing,
            percentile(logits, real).tolist() if len(real) else nothing,
            percentile(logits, self.context.generated).tolist(),
            self.familiarity.far(pictures).tolist() if self.familiarity else nothing,
        )
        return [
            {
                "logit": logit,
                "threshold": self.threshold,
                "verdict": self._verdict(logit),
                "probability": probability,
                "percentile_real": among_real,
                "percentile_generated": among_generated,
                "far": far,
                "unfamiliar": far > 1 if flags else None,
            }
            for logit, probability, among_real, among_generated, far in zip(*columns, strict=True)
        ]

    def _verdict(self, logit: float) -> str | None:
        if self.threshold is None:
            return None
        return "real" if logit > self.threshold else "generated"


def score_files(
    judge: Judge, paths: Sequence[str], *, crop: str = "", invert: bool = False, centre: bool = False, pad: bool = False
) -> Iterator[dict[str, Any]]:
    """One row a file, {file, ...} as `Judge.say` has it or {file, error}; folders are walked.

    Args:
        crop: "crop" or "fit"; "": as the run took its own pictures.
        pad: they are drawings, dark on white, to be made like the run's pictures.
    """
    from ganplay.data.decoding import Unusable
    from ganplay.data.look import look_of
    from ganplay.scoring import bring, on_pad
    from ganplay.scoring.pictures import native_of

    recipe = judge.recipe
    if pad and judge.habits is None:
        raise RunError(f"A drawing is made like the run's pictures, and there are none to look at. {judge.missing}")
    for path, refused in _files(paths):
        if refused:
            yield {"file": str(path), "error": refused}
            continue
        try:
            data = _bytes(path)
            if pad:
                picture = on_pad(data, recipe.resolution, recipe.channels, judge.habits)
            else:
                picture = bring(
                    data,
                    recipe.resolution,
                    recipe.channels,
                    crop=crop or recipe.crop,
                    invert=invert,
                    centre=centre,
                    extent=judge.habits.extent if judge.habits else None,
                    native=native_of(recipe.dataset),
                    look=look_of(recipe),
                )
        except Unusable as error:
            yield {"file": str(path), "error": f"This file cannot be used as a picture: {error}."}
            continue
        except OSError as error:
            yield {"file": str(path), "error": f"This file cannot be read: {error.strerror or error}."}
            continue
        yield {"file": str(path), **judge.say(picture[None])[0]}


def _files(paths: Sequence[str]) -> Iterator[tuple[Path, str]]:
    """(file, why it is refused or ""); hidden files of a folder are left out, links out of it not followed."""
    for text in paths:
        path = Path(text)
        if not path.is_dir():
            yield path, "" if path.is_file() else ("This is not a file." if path.exists() else "There is no such file.")
            continue
        found = False
        for place, folders, names in os.walk(path):
            folders.sort()
            for name in sorted(names):
                if not name.startswith("."):
                    found = True
                    file = Path(place, name)
                    yield file, "" if file.is_file() and not file.is_symlink() else "This is not a file."
        if not found:
            yield path, "There are no files in this folder."


def _bytes(path: Path) -> bytes:
    from ganplay.scoring.pictures import FILE_BYTES

    with path.open("rb") as opened:
        return opened.read(FILE_BYTES + 1)  # of a larger file enough to be refused
