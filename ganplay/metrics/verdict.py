"""What the numbers say of a training, in one of six words, with the numbers it stands on.

starting        too early to say
learning        generated pictures come closer to the real ones, or are close
d_too_strong    D is hardly ever wrong, and the generated pictures have stopped coming closer
g_not_learning  D is not that good, and yet the generated pictures do not come closer
collapsed       G makes almost the same few pictures whatever the latent
diverged        the numbers left the range in which training can go on (said by the training itself)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

VERDICTS = ("starting", "learning", "d_too_strong", "g_not_learning", "collapsed", "diverged")

WINDOW = 3  # evaluations that "lately" means
MIN_STEPS = 60  # generator steps before anything is said
COLLAPSED_DIVERSITY = 0.35  # share of the real pictures' variety
COLLAPSED_DISTINCT = 0.15
STRONG = 0.97  # D's accuracy that leaves G nothing to go by
CLOSE = 0.05  # a gap as small as this needs no more progress,
NEARLY = 0.04  # or as this share of the untrained generator's: what is left is the noise of some hundred pictures
MOVED = 0.75  # share of the untrained generator's gap below which it has learned something
PROGRESS = 0.93  # the gap must have fallen below this share of what it was


def verdict(evaluations: Sequence[Mapping[str, float]]) -> tuple[str, dict[str, float]]:
    """Judge a training from its evaluations, oldest first.

    Args:
        evaluations: each with step, accuracy, diversity, distinct and gap (see ganplay.metrics.samples); the first
            one is of the untrained generator.

    Returns:
        The verdict and its evidence: medians over the last evaluations, and the gap before them.
    """
    if len(evaluations) < WINDOW or evaluations[-1]["step"] < MIN_STEPS:
        return "starting", {}
    lately, before = evaluations[-WINDOW:], evaluations[:-WINDOW][-2 * WINDOW :]
    evidence = {key: median(entry[key] for entry in lately) for key in ("accuracy", "diversity", "distinct", "gap")}
    alike = evidence["diversity"] < COLLAPSED_DIVERSITY or evidence["distinct"] < COLLAPSED_DISTINCT
    # An untrained generator's pictures are alike too: to collapse it must have got somewhere first.
    closest, widest = min(e["gap"] for e in evaluations), max(e["diversity"] for e in evaluations)
    moved = closest < MOVED * evaluations[0]["gap"] or widest > 0.5
    recovering = lately[-1]["diversity"] > 1.3 * lately[0]["diversity"]
    if alike and moved and not recovering:
        return "collapsed", evidence
    if evidence["gap"] <= max(CLOSE, NEARLY * evaluations[0]["gap"]):
        return "learning", evidence
    if len(before) < WINDOW:
        return "starting", {}
    evidence["gap_before"] = median(entry["gap"] for entry in before)
    if evidence["gap"] < PROGRESS * evidence["gap_before"]:
        return "learning", evidence
    return ("d_too_strong" if evidence["accuracy"] >= STRONG else "g_not_learning"), evidence
