"""The named recipes as plain data: what each follows, its settings, and what changes with its size.

Settings that a table does not give are those of `ganplay.recipe.Recipe`. Sizes: ``tiny`` for a minute on a CPU,
``small`` for an hour on one, ``full`` with the published numbers of channels, for a GPU. Learning rates, losses and
penalties are the published ones in every size unless the note says otherwise; where `full` differs from the paper the
recipe book says so. Published lengths of training take a day or more, so `full` stops after an hour: give it more with
--seconds, --steps or --images.

A figure that its paper gives and that was not read again in code is marked † in its note.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

SIZES = ("tiny", "small", "full")
MINUTE, HOUR = {"seconds": 60}, {"seconds": 3600}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One named recipe.

    Attributes:
        settings: shared by all sizes.
        sizes: size -> what it changes.
        default: the size that the name alone means.
    """

    name: str
    source: str
    note: str
    settings: dict[str, Any]
    sizes: dict[str, dict[str, Any]] = field(
        default_factory=lambda: {"tiny": dict(MINUTE), "small": dict(HOUR), "full": dict(HOUR)}
    )
    default: str = ""  # "": the settings as they are


def widths(tiny: int, small: int, full: int, full_d: int | None = None, **full_more: Any) -> dict[str, dict[str, Any]]:
    """Three sizes that differ in width and time."""
    d = full if full_d is None else full_d
    return {
        "tiny": {"g_width": tiny, "d_width": max(4, tiny * d // full)} | MINUTE,
        "small": {"g_width": small, "d_width": max(4, small * d // full)} | HOUR,
        "full": {"g_width": full, "d_width": d} | HOUR | full_more,
    }


def hurried(sizes: dict[str, dict[str, Any]], **more: Any) -> dict[str, dict[str, Any]]:
    """The same sizes, with tiny in a hurry and D as wide there as G."""
    return sizes | {"tiny": sizes["tiny"] | HURRIED | {"d_width": sizes["tiny"]["g_width"]} | more}


# Adam of the residual networks (Gulrajani et al. 2017, Miyato et al. 2018; mimicry's wgan_gp_32 and sngan_32).
RESIDUAL = {
    "z_dim": 128,
    "lr_g": 2e-4,
    "lr_d": 2e-4,
    "beta1": 0.0,
    "beta2": 0.9,
    "decay": "whole",
    "n_dis": 5,
    "ema": 0.0,
}
# In minutes on a CPU G takes about a thousand steps, in which the published rates hardly move it: tiny has larger ones,
# of each recipe what it bears, one D step for each of G, and an averaged G. Measured in benchmarks/README.md.
HURRIED = {"beta1": 0.0, "beta2": 0.99, "n_dis": 1, "batch": 32, "ema": 0.99}
IN_HASTE = " tiny is made for a CPU's minutes: larger rates, smaller batches, other betas and an averaged G"
ONE_D, AND_D = IN_HASTE + ".", IN_HASTE + ", and one D step for each of G."
DCGAN_ADAM = {"lr_g": 2e-4, "lr_d": 2e-4, "beta1": 0.5, "beta2": 0.999}

ENTRIES = (
    Entry(
        name="quick",
        source="ganplay's own, measured in benchmarks/quality.py",
        note="Small convolutional networks tuned for the first minute on a laptop's CPU. Told the class where the data "
        "has labels.",
        settings={
            "family": "quick",
            "labels": "auto",
            "loss": "hinge",
            "batch": 32,
            "lr_g": 2e-3,
            "lr_d": 2e-3,
            "beta1": 0.0,
            "beta2": 0.99,
            "seconds": 60,
            "decay": "linear",
        },
    ),
    Entry(
        name="vanilla",
        source="Goodfellow et al. 2014, Generative Adversarial Nets; layer sizes of PyTorch-GAN's gan.py",
        note="Fully connected networks, the non-saturating loss.",
        settings={
            "family": "mlp",
            "resolution": 28,
            "z_dim": 100,
            "g_width": 128,
            "d_width": 256,
            "ema": 0.0,
            "seconds": 120,
        },
    ),
    Entry(
        name="classic",
        source="the textbook convolutional classifier as discriminator",
        note="Conv 3x3 32, MaxPool, Conv 3x3 64, MaxPool, Flatten, Dense 1; binary cross-entropy.",
        settings={
            "family": "textbook",
            "resolution": 28,
            "z_dim": 100,
            "g_width": 32,
            "d_width": 32,
            "seconds": 120,
        },
    ),
    Entry(
        name="dcgan",
        source="Radford et al. 2015, Unsupervised Representation Learning with DCGANs",
        note="Transposed convolutions with batch normalisation, every weight from N(0, 0.02).",
        settings={
            "family": "dcgan",
            "resolution": 64,
            "z_dim": 100,
            "g_width": 64,
            "d_width": 64,
            "ema": 0.0,
            "seconds": 600,
        },
        sizes={
            "tiny": {"resolution": 32, "g_width": 16, "d_width": 16} | MINUTE,
            "small": {"resolution": 32} | HOUR,
            "full": dict(HOUR),
        },
    ),
    Entry(
        name="improved",
        source="Salimans et al. 2016, Improved Techniques for Training GANs",
        note="DCGAN with minibatch discrimination and one-sided label smoothing; feature matching, historical "
        "averaging and virtual batch norm are switches beside it.",
        settings={
            "family": "minibatch",
            "z_dim": 100,
            "smoothing": 0.1,
            "lr_g": 3e-4,
            "lr_d": 3e-4,
            "ema": 0.0,
        },
        sizes=widths(16, 32, 64),
        default="small",
    ),
    Entry(
        name="lsgan",
        source="Mao et al. 2017, Least Squares GANs; networks and optimizer of StudioGAN's LSGAN",
        note="Squared distances to 1 and 0 in place of cross-entropy; two D steps for each of G.",
        settings={"family": "lsgan", "loss": "lsgan", "z_dim": 128, "n_dis": 2, "ema": 0.0} | DCGAN_ADAM,
        sizes=widths(16, 32, 64),
        default="small",
    ),
    Entry(
        name="wgan",
        source="Arjovsky et al. 2017, Wasserstein GAN; settings of PyTorch-GAN's wgan.py",
        note="A critic whose weights are clipped, RMSprop, five critic steps for each of G. Slow, and stable.",
        settings={
            "family": "dcgan",
            "loss": "wasserstein",
            "clip": 0.01,
            "z_dim": 100,
            "optimizer": "rmsprop",
            "lr_g": 5e-5,
            "lr_d": 5e-5,
            "n_dis": 5,
            "ema": 0.0,
        },
        sizes=widths(16, 32, 64, resolution=64),
        default="small",
    ),
    Entry(
        name="wgan-gp",
        source="Gulrajani et al. 2017, Improved Training of Wasserstein GANs; mimicry's wgan_gp_32",
        note="Residual networks, no normalisation in the critic, the gradient penalty with lambda 10." + AND_D,
        settings={"family": "resnet", "norm_d": "none", "loss": "wasserstein", "penalty": "gp", "gamma": 10.0}
        | RESIDUAL,
        sizes=hurried(widths(16, 64, 256, 128), lr_g=2e-3, lr_d=2e-3),
        default="small",
    ),
    Entry(
        name="sngan",
        source="Miyato et al. 2018, Spectral Normalization for GANs; mimicry's sngan_32",
        note="The residual networks with spectral normalisation in D and the hinge loss." + AND_D,
        settings={"family": "resnet", "loss": "hinge"} | RESIDUAL,
        sizes=hurried(widths(16, 64, 256, 128), lr_g=2e-3, lr_d=2e-3),
        default="small",
    ),
    Entry(
        name="cgan",
        source="Miyato and Koyama 2018, cGANs with Projection Discriminator; mimicry's cgan_pd_32",
        note="SNGAN that is told the class: conditional batch norm in G, projection in D. Without labels it is SNGAN."
        + AND_D,
        settings={"family": "resnet", "labels": "auto", "loss": "hinge", "dataset": "shapes"} | RESIDUAL,
        sizes=hurried(widths(16, 64, 256, 128), lr_g=2e-3, lr_d=2e-3),
        default="small",
    ),
    Entry(
        name="sagan",
        source="Zhang et al. 2019, Self-Attention GANs",
        note="Spectral normalisation in both networks, self-attention at 16x16, two rates (1e-4 and 4e-4†) and one D "
        "step for each of G†. Conditional where the data has labels." + ONE_D,
        settings={
            "family": "sagan",
            "labels": "auto",
            "loss": "hinge",
            "z_dim": 128,
            "lr_g": 1e-4,
            "lr_d": 4e-4,
            "beta1": 0.0,
            "beta2": 0.9,
            "ema": 0.0,
        },
        sizes=hurried(widths(16, 64, 256, 128), lr_g=3e-4, lr_d=1e-3),
        default="small",
    ),
    Entry(
        name="acgan",
        source="Odena et al. 2017, Conditional Image Synthesis with Auxiliary Classifier GANs",
        note="D also names the class, and G is rewarded when D can. On DCGAN's networks, without the published noise "
        "and dropout in D. Needs labels." + ONE_D,
        settings={"family": "acgan", "labels": "on", "dataset": "shapes", "z_dim": 100, "batch": 100, "ema": 0.0}
        | DCGAN_ADAM,
        sizes=hurried(widths(16, 32, 64), lr_g=1e-3, lr_d=1e-3, beta1=0.5),
        default="small",
    ),
    Entry(
        name="infogan",
        source="Chen et al. 2016, InfoGAN",
        note="Part of the latent is a code, ten categories and two numbers, which D must be able to read back; on "
        "DCGAN's networks. Rates 1e-3 and 2e-4, and the latent's 62 + 10 + 2 numbers, as for MNIST†.",
        settings={"family": "infogan", "z_dim": 74, "lr_g": 1e-3, "lr_d": 2e-4, "beta1": 0.5, "ema": 0.0},
        sizes=widths(16, 32, 64),
        default="small",
    ),
    Entry(
        name="progan",
        source="Karras et al. 2018, Progressive Growing of GANs; pytorch_GAN_zoo",
        note="Both networks grow from 4x4 to full size over the budget; WGAN-GP with drift. tiny has a smaller latent.",
        settings={
            "family": "progan",
            "loss": "wasserstein",
            "penalty": "gp",
            "gamma": 10.0,
            "drift": 1e-3,
            "z_dim": 512,
            "lr_g": 1e-3,
            "lr_d": 1e-3,
            "beta1": 0.0,
            "beta2": 0.99,
            "batch": 16,
            "ema": 0.999,
        },
        sizes={
            name: size | {"z_dim": z}
            for (name, size), z in zip(widths(8, 32, 512).items(), (64, 512, 512), strict=True)
        },
        default="small",
    ),
    Entry(
        name="stylegan",
        source="Karras et al. 2020, StyleGAN2, in the CIFAR-10 settings of stylegan2-ada (train.py, cfg=cifar)",
        note="Mapping to W, modulated convolutions, noise, R1 every 16 steps; neither style mixing nor path length, as "
        "published for CIFAR-10; adaptive augmentation, which is, is left to be set (augment=ada). Below full size a "
        "smaller latent, and an average that forgets sooner; in tiny R1 is taken every 4 steps and weighs more.",
        settings={
            "family": "stylegan",
            "loss": "nonsaturating",
            "penalty": "r1",
            "gamma": 0.01,
            "penalty_every": 16,
            "lr_g": 2.5e-3,
            "lr_d": 2.5e-3,
            "beta1": 0.0,
            "beta2": 0.99,
            "batch": 64,
            "z_dim": 512,
        },
        sizes={
            "tiny": {
                "g_width": 8,
                "d_width": 8,
                "z_dim": 64,
                "batch": 32,
                "ema": 0.99,
                "gamma": 10.0,
                "penalty_every": 4,
            }
            | MINUTE,
            "small": {"g_width": 32, "d_width": 32, "z_dim": 128, "ema": 0.999} | HOUR,
            "full": {"g_width": 512, "d_width": 512, "ema": 0.99991} | HOUR,  # half-life 500,000 pictures
        },
        default="small",
    ),
    Entry(
        name="biggan",
        source="Brock et al. 2019, Large Scale GAN Training; StudioGAN's CIFAR-10 BigGAN.yaml",
        note="Latent and class feed every block, attention, spectral norm everywhere, orthogonal regularisation (1e-4, "
        "the paper's for ImageNet†). Conditional where the data has labels. Below full size the average forgets "
        "sooner." + AND_D,
        settings={
            "family": "biggan",
            "labels": "auto",
            "dataset": "shapes",
            "loss": "hinge",
            "orthogonal": 1e-4,
            "z_dim": 80,
            "n_dis": 5,
        }
        | DCGAN_ADAM,
        sizes={
            "tiny": HURRIED | {"lr_g": 3e-4, "lr_d": 1e-3, "g_width": 8, "d_width": 8} | MINUTE,
            "small": {"g_width": 24, "d_width": 24, "ema": 0.999} | HOUR,
            "full": {"g_width": 96, "d_width": 96, "ema": 0.9999} | HOUR,
        },
        default="small",
    ),
    Entry(
        name="r3gan",
        source="Huang et al. 2024, The GAN is dead; long live the GAN! (R3GAN); train.py's CIFAR-10 settings",
        note="The relativistic pairing loss with R1 and R2 at every step on modern blocks without normalisation. "
        "Rates, beta2, the average's half-life and, in full size, gamma and augmentation follow the published cosines, "
        "over 20,000,000 pictures in full size and over the budget below. There the batch is smaller, and gamma larger "
        "and constant, for gamma does not carry over; tiny has ten times the rates, beta2 .99 throughout, and "
        "penalties every 4 steps. Its augmentation takes the transformations that ADA has here.",
        settings={
            "family": "r3gan",
            "loss": "relativistic",
            "penalty": "r1r2",
            "z_dim": 64,
            "lr_g": 2e-4,
            "lr_d": 2e-4,
            "beta1": 0.0,
            "beta2": 0.9,
            "beta2_end": 0.99,
            "decay": "cosine",
            "lr_end": 0.25,
            "ema_rampup": "on",
        },
        sizes={
            "tiny": {
                "g_width": 8,
                "d_width": 8,
                "lr_g": 2e-3,
                "lr_d": 2e-3,
                "beta2": 0.99,
                "beta2_end": 0.0,
                "batch": 16,
                "gamma": 10.0,
                "penalty_every": 4,
                "ema": 0.99,
            }
            | MINUTE,
            "small": {"g_width": 32, "d_width": 32, "batch": 64, "gamma": 1.0, "ema": 0.999} | HOUR,
            "full": {
                "g_width": 768,
                "d_width": 768,
                "batch": 512,
                "gamma": 0.05,
                "gamma_end": 0.005,
                "ema": 0.999929,  # half-life 5,000,000 pictures
                "augment": "scheduled",
                "augment_p": 0.55,
                "burn_in": 20_000_000,
            }
            | HOUR,
        },
        default="small",
    ),
    Entry(
        name="points",
        source="ganplay's own, measured in benchmarks/modes.py; Huang et al. 2024, R3GAN, for loss and penalties; "
        "Srivastava et al. 2017, VEEGAN, and Lin et al. 2018, PacGAN, for the points and how modes are counted",
        note="Small fully connected networks on points of the plane (ring, grid), where the modes a generator misses "
        "can be counted. The relativistic pairing loss with R1 and R2, whose weight falls, finds them all.",
        settings={
            "family": "points",
            "dataset": "grid",
            "resolution": 1,
            "precision": "fp32",
            "loss": "relativistic",
            "penalty": "r1r2",
            "gamma": 0.3,
            "gamma_end": 0.003,
            "z_dim": 2,
            "batch": 256,
            "lr_g": 3e-3,
            "lr_d": 6e-3,
            "beta1": 0.0,
            "beta2": 0.99,
            "decay": "whole",
            "ema": 0.99,
        },
        sizes={
            "tiny": {"g_width": 64, "d_width": 64} | MINUTE,
            "small": {"g_width": 128, "d_width": 128} | HOUR,
            "full": {"g_width": 400, "d_width": 400} | HOUR,
        },
        default="tiny",
    ),
)
