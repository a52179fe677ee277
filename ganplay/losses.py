"""The losses of GAN training: pure functions of the discriminator's logits.

Every loss is a pair. ``discriminator(real, fake, smoothing)`` and ``generator(fake, real)`` take logits of shape (N,)
and return a scalar. Only relativistic losses look at the real logits when G learns; for the others `real` may be None.
Adding a loss is one pair of functions and one entry in `LOSSES`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor


def bce(logits: Tensor, target: float) -> Tensor:
    """Binary cross-entropy of sigmoid(logits) against one target in [0, 1], computed from the logits (stable)."""
    return F.binary_cross_entropy_with_logits(logits, torch.full_like(logits, target))


def classifier_d(real: Tensor, fake: Tensor, smoothing: float = 0.0) -> Tensor:
    """BCE of real against 1 - smoothing plus BCE of generated against 0 (Goodfellow et al. 2014, equation 1).

    Smoothing is one-sided: only the real target moves (Salimans et al. 2016, section 3.4).
    """
    return bce(real, 1.0 - smoothing) + bce(fake, 0.0)


def minimax_g(fake: Tensor, real: Tensor | None = None) -> Tensor:
    """log(1 - D(G(z))), minimised: the saturating loss (Goodfellow et al. 2014, equation 1)."""
    return -bce(fake, 0.0)


def nonsaturating_g(fake: Tensor, real: Tensor | None = None) -> Tensor:
    """-log D(G(z)), minimised: same fixed point, stronger gradients early (Goodfellow et al. 2014, section 3)."""
    return bce(fake, 1.0)


def lsgan_d(real: Tensor, fake: Tensor, smoothing: float = 0.0) -> Tensor:
    """Least squares with targets 1 and 0 (Mao et al. 2017, equation 9)."""
    return 0.5 * (real - 1).square().mean() + 0.5 * fake.square().mean()


def lsgan_g(fake: Tensor, real: Tensor | None = None) -> Tensor:
    return 0.5 * (fake - 1).square().mean()


def wasserstein_d(real: Tensor, fake: Tensor, smoothing: float = 0.0) -> Tensor:
    """The critic's negative estimate of the Wasserstein distance (Arjovsky et al. 2017, algorithm 1)."""
    return fake.mean() - real.mean()


def critic_g(fake: Tensor, real: Tensor | None = None) -> Tensor:
    """Raise the critic's value of generated pictures: the generator of Wasserstein and hinge."""
    return -fake.mean()


def hinge_d(real: Tensor, fake: Tensor, smoothing: float = 0.0) -> Tensor:
    """Hinge with margin 1 (Lim and Ye 2017, Geometric GAN; Miyato et al. 2018, equation 16)."""
    return F.relu(1 - real).mean() + F.relu(1 + fake).mean()


def relativistic_d(real: Tensor, fake: Tensor, smoothing: float = 0.0) -> Tensor:
    """Each real picture should look more real than its generated partner (Jolicoeur-Martineau 2019, RSGAN).

    The logistic pairing loss softplus(-(D(real) - D(fake))), as in R3GAN (Huang et al. 2024, equation 2).
    """
    return F.softplus(fake - real).mean()


def relativistic_g(fake: Tensor, real: Tensor | None = None) -> Tensor:
    """The same pairs with their roles exchanged; `real` must be given."""
    return relativistic_d(fake, _given(real))


def relativistic_average_d(real: Tensor, fake: Tensor, smoothing: float = 0.0) -> Tensor:
    """Each picture against the mean of the other kind (Jolicoeur-Martineau 2019, RaSGAN, section 4.2)."""
    return bce(real - fake.mean(), 1.0) + bce(fake - real.mean(), 0.0)


def relativistic_average_g(fake: Tensor, real: Tensor | None = None) -> Tensor:
    return relativistic_average_d(fake, _given(real))


def _given(real: Tensor | None) -> Tensor:
    if real is None:
        raise ValueError("a relativistic loss needs the real logits")
    return real


@dataclass(frozen=True)
class Loss:
    """A pair of losses, whether sigmoid(logit) is a probability, and the logit on the line between real and not.

    relativistic: only differences between a real and a generated logit mean anything.

    anchored: False where D is defined up to a constant, as of a relativistic loss and of Wasserstein's: the line
    between the two kinds is then the middle of their means, and `threshold` is not used.

    equilibrium: the values of (loss_d, loss_g) where D can no longer tell the two apart and, for every picture,
    answers the middle of its range; None where no such value is fixed by the loss.
    """

    discriminator: Callable[[Tensor, Tensor, float], Tensor]
    generator: Callable[[Tensor, Tensor | None], Tensor]
    probability: bool = False
    relativistic: bool = False
    anchored: bool = True
    threshold: float = 0.0
    equilibrium: tuple[float | None, float | None] = (None, None)


LN2 = math.log(2.0)

LOSSES: dict[str, Loss] = {
    "nonsaturating": Loss(classifier_d, nonsaturating_g, probability=True, equilibrium=(2 * LN2, LN2)),
    "minimax": Loss(classifier_d, minimax_g, probability=True, equilibrium=(2 * LN2, -LN2)),
    "lsgan": Loss(lsgan_d, lsgan_g, threshold=0.5, equilibrium=(0.25, 0.125)),
    "wasserstein": Loss(wasserstein_d, critic_g, anchored=False, equilibrium=(0.0, None)),
    "hinge": Loss(hinge_d, critic_g, equilibrium=(2.0, None)),
    "relativistic": Loss(relativistic_d, relativistic_g, relativistic=True, anchored=False, equilibrium=(LN2, LN2)),
    "relativistic_average": Loss(
        relativistic_average_d,
        relativistic_average_g,
        relativistic=True,
        anchored=False,
        equilibrium=(2 * LN2, 2 * LN2),
    ),
}


# Second tasks of a discriminator


def classification(answers: Tensor, labels: Tensor) -> Tensor:
    """Cross-entropy of the class, from (N, K) logits and (N,) int64 labels (Odena et al. 2017, equation 3)."""
    return F.cross_entropy(answers.float(), labels)


CONTINUOUS = 0.1  # of the continuous codes; their entropy and that of categories are of different sizes


def information(codes: tuple[Tensor, Tensor], z: Tensor, num_categorical: int, num_continuous: int) -> Tensor:
    """How badly the codes of z can be read: an upper bound on minus their mutual information with the pictures.

    Cross-entropy of the category, and the log-likelihood of the continuous codes under a Gaussian of unit variance
    around the answer, up to a constant (Chen et al. 2016, InfoGAN, section 5 and appendix C).

    Args:
        codes: D's answers: logits of the category (N, num_categorical), means of the others (N, num_continuous).
        z: (N, z_dim); its last numbers are the continuous codes, those before them the category, one-hot.
    """
    categorical, continuous = codes
    end = z.shape[-1] - num_continuous
    distance = (continuous.float() - z[:, end:]).square().sum(1).mean()
    return classification(categorical, z[:, end - num_categorical : end].argmax(1)) + CONTINUOUS * 0.5 * distance
