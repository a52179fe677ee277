"""What a discriminator believes of pictures, and why: pure functions of (discriminator, pictures).

Pictures are (N, H, W, C) uint8 arrays, logits float32 tensors (N,) on the CPU. A score says how real this discriminator
finds a picture; whether it may be read as a probability depends on the loss it was trained with (`calibratable`).
"""

from ganplay.scoring.calibration import Calibration, calibratable, calibrate
from ganplay.scoring.crossplay import cross_play
from ganplay.scoring.error import ScoringError
from ganplay.scoring.familiarity import Familiarity
from ganplay.scoring.fooling import Nudge, nudges, smallest_flip
from ganplay.scoring.maps import Filters, filters, gradient, occlusion, random_twin
from ganplay.scoring.mistakes import Mistakes, mistakes
from ganplay.scoring.over_time import over_time
from ganplay.scoring.pictures import Habits, bring, habits, on_pad
from ganplay.scoring.rejection import acceptance
from ganplay.scoring.scores import Context, has_threshold, percentile, score, sign_rule, threshold
from ganplay.scoring.separability import Curve, Separability, separability
from ganplay.scoring.steadiness import Spread, Variation, spread, steadiness

__all__ = [
    "Calibration",
    "Context",
    "Curve",
    "Familiarity",
    "Filters",
    "Habits",
    "Mistakes",
    "Nudge",
    "ScoringError",
    "Separability",
    "Spread",
    "Variation",
    "acceptance",
    "bring",
    "calibratable",
    "calibrate",
    "cross_play",
    "filters",
    "gradient",
    "habits",
    "has_threshold",
    "mistakes",
    "nudges",
    "occlusion",
    "on_pad",
    "over_time",
    "percentile",
    "random_twin",
    "score",
    "separability",
    "sign_rule",
    "smallest_flip",
    "spread",
    "steadiness",
    "threshold",
]
