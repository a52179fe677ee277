"""What the numbers say of a training, in one of seven words, with the numbers it stands on.

starting        too early to say
learning        generated pictures come closer to the real ones, or are close
d_too_strong    D is hardly ever wrong, and the generated pictures have stopped coming closer
g_not_learning  D is not that good, and yet the generated pictures do not come closer
collapsed       G makes almost the same few pictures whatever the latent
oscillating     G's loss swings to and fro, far more than batches differ, and the generated pictures come no closer
diverged        the numbers left the range in which training can go on (said by the training itself)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median

VERDICTS = ("starting", "learning", "d_too_strong", "g_not_learning", "collapsed", "oscillating", "diverged")

WINDOW = 3  # evaluations that "lately" means
MIN_STEPS = 60  # generator steps before anything is said
COLLAPSED_DIVERSITY = 0.35  # share of the real pictures' variety
COLLAPSED_DISTINCT = 0.15
STRONG = 0.97  # D's accuracy that leaves G nothing to go by
CLOSE = 0.05  # a gap as small as this needs no more progress,
NEARLY = 0.04  # or as this share of the untrained generator's: what is left is the noise of some hundred pictures
MOVED = 0.75  # share of the untrained generator's gap below which it has learned something
PROGRESS = 0.93  # the gap must have fallen below this share of what it was
SWINGS = ("swing", "swing_level", "swing_noise", "swing_turns", "swing_steps")
SWUNG = 256  # G steps whose losses are looked at for swings
FEW_STEPS = SWUNG // 2  # fewer say nothing
TURNS = 4  # times that the loss must have gone from one side to the other
SWING = 3.0  # its deviation over those steps, as a multiple of what batches alone make of it
LARGE = 0.17  # and as a share of the loss itself
NORMAL = 1.4826  # the standard deviation of normal numbers by the median of their distances to the median


def swings(losses: Sequence[float]) -> dict[str, float]:
    """How G's loss swings over its last steps.

    Args:
        losses: one of each of the last steps, oldest first.

    Returns:
        swing: their deviation about swing_level, their median; swing_noise: the deviation that the differences of
        neighbours alone would make of it, as batches do (von Neumann et al. 1941, The Mean Square Successive
        Difference); swing_turns: how often they went from well above the median to well below it, or back; swing_steps:
        how many they are. Deviations are by medians, which a single leap does not move. Nothing for fewer than
        `FEW_STEPS`.
    """
    if len(losses) < FEW_STEPS:
        return {}
    level = median(losses)
    usual = median(abs(loss - level) for loss in losses)
    noise = median(abs(a - b) for a, b in pairwise(losses)) / 2**0.5
    sides = [loss > level for loss in losses if abs(loss - level) > usual]
    return {
        "swing": NORMAL * usual,
        "swing_level": level,
        "swing_noise": NORMAL * noise,
        "swing_turns": sum(a != b for a, b in pairwise(sides)),
        "swing_steps": len(losses),
    }


def swung(found: Mapping[str, float]) -> bool:
    """Whether what `swings` found is more than the noise of batches, a drift, or a ripple."""
    if found.get("swing_turns", 0) < TURNS:
        return False
    return found["swing"] > max(SWING * found["swing_noise"], LARGE * abs(found["swing_level"]))


def verdict(evaluations: Sequence[Mapping[str, float]]) -> tuple[str, dict[str, float]]:
    """Judge a training from its evaluations, oldest first.

    Args:
        evaluations: each with step, accuracy, diversity, distinct and gap (see ganplay.metrics.samples), and what
            `swings` says of the steps before it; the first one is of the untrained generator.

    Returns:
        The verdict and its evidence: medians over the last evaluations, and the gap before them.
    """
    if len(evaluations) < WINDOW or evaluations[-1]["step"] < MIN_STEPS:
        return "starting", {}
    lately, before = evaluations[-WINDOW:], evaluations[:-WINDOW][-2 * WINDOW :]
    evidence = {key: median(entry[key] for entry in lately) for key in ("accuracy", "diversity", "distinct", "gap")}
    close = max(CLOSE, NEARLY * evaluations[0]["gap"])
    if all(map(swung, lately)) and max(entry["gap"] for entry in lately) > close and not _nears(lately, before):
        return "oscillating", evidence | {key: lately[-1][key] for key in SWINGS}
    alike = evidence["diversity"] < COLLAPSED_DIVERSITY or evidence["distinct"] < COLLAPSED_DISTINCT
    # An untrained generator's pictures are alike too: to collapse it must have got somewhere first.
    closest, widest = min(e["gap"] for e in evaluations), max(e["diversity"] for e in evaluations)
    moved = closest < MOVED * evaluations[0]["gap"] or widest > 0.5
    recovering = lately[-1]["diversity"] > 1.3 * lately[0]["diversity"]
    if alike and moved and not recovering:
        return "collapsed", evidence
    if evidence["gap"] <= close:
        return "learning", evidence
    if len(before) < WINDOW:
        return "starting", {}
    evidence["gap_before"] = median(entry["gap"] for entry in before)
    if _nears(lately, before):
        return "learning", evidence
    return ("d_too_strong" if evidence["accuracy"] >= STRONG else "g_not_learning"), evidence


def _nears(lately: Sequence[Mapping[str, float]], before: Sequence[Mapping[str, float]]) -> bool:
    """Whether the generated pictures have come closer to the real ones; False while too few evaluations can tell."""
    gap, gap_before = (median(entry["gap"] for entry in some) if some else 0.0 for some in (lately, before))
    return len(before) >= WINDOW and gap < PROGRESS * gap_before
