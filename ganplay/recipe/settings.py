"""Every setting of a training with its default: the plain values, which `ganplay.recipe.Recipe` checks.

This module imports nothing heavy: the page, the command line and the worker all start from it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from ganplay.recipe.fields import DEEP, FIELDS


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of one training, as they are given; a `ganplay.recipe.Recipe` is one whose values can be."""

    name: str = "custom"  # the named recipe this one came from
    dataset: str = "faces"  # a name in the catalogue, a folder or zip of pictures, or a .csv of points
    resolution: int = 32  # pixels a side; 1: points of the plane
    channels: int = 0  # 1 grey, 3 colour, 2 the coordinates of points, 0 as the data set has them
    crop: str = "crop"  # "crop": centre square; "fit": whole picture, padded
    background: str = "auto"  # what shows through pictures, see ganplay.data.look; "auto": what keeps most contrast
    black: float = 0.0  # of values of more than 8 bits: the one that is black; both 0: found in the data
    white: float = 0.0  # and the one that is white
    frames: str = "first"  # of animations and files of several pages: "first", or "all"
    flip: str = "auto"  # mirror half of the pictures; "auto": where the data set allows it
    labels: str = "off"  # train class by class: "on", "off", or "auto", where data and family both can
    classes: int = 0  # how many classes the networks are told; 0: none. Training finds it in the data
    limit: int = 0  # train on so many pictures of the data set at most; 0: all but the held-out ones
    family: str = "quick"  # architecture, see ganplay.nets.FAMILIES
    z_dim: int = 64  # numbers in a latent
    noise: str = "gaussian"  # what each of them is drawn from: N(0, 1), or "uniform" on [-1, 1]
    g_width: int = 32  # channels of the generator's last hidden layer (mlp: first layer; points: every hidden layer)
    d_width: int = 32  # channels of the discriminator's first layer (mlp: last layer; points: every hidden layer)
    g_layers: int = DEEP  # hidden layers of the generator, for families that leave the choice
    d_layers: int = DEEP  # hidden layers of the discriminator, for families that leave the choice
    activation: str = "family"  # of hidden layers, for families that leave the choice, see ganplay.nets.points
    norm_g: str = "family"  # normalisation in G, for families that leave the choice; "family": as published
    norm_d: str = "family"  # normalisation in D, for families that leave the choice; "family": as published
    packing: int = 1  # pictures that D judges together, stacked in channels (PacGAN, Lin et al. 2018)
    upsampling: str = "family"  # how G doubles its size, for families that leave the choice, see ganplay.nets.dcgan
    loss: str = "nonsaturating"  # see ganplay.losses.LOSSES
    smoothing: float = 0.0  # one-sided label smoothing: real pictures are given 1 - smoothing
    clip: float = 0.0  # keep every weight of D in [-clip, clip]; 0: no clipping
    penalty: str = "none"  # on the gradient of D by its pictures, see ganplay.penalties
    penalty_by: str = "picture"  # r1, r2: by the picture before augmentation, as published; "shown": by what D saw
    gamma: float = 10.0  # its weight: lambda of gp, gamma of r1 and r2
    gamma_end: float = 0.0  # the weight at the end of the burn-in; 0: as at its start
    penalty_every: int = 1  # take it every so many D steps, as many times as strong (lazily, Karras et al. 2020)
    drift: float = 0.0  # weight of D(real)^2, which keeps a critic near 0 (Karras et al. 2018)
    lecam: float = 0.0  # weight of the LeCam regularisation, for few pictures (Tseng et al. 2021)
    path_length: float = 0.0  # weight of StyleGAN2's path length, every 4 G steps
    orthogonal: float = 0.0  # weight of BigGAN's orthogonal regularisation of G
    historical: float = 0.0  # weight of historical averaging of both networks (Salimans et al. 2016)
    feature_matching: str = "off"  # "on": G matches the mean features of D instead of fooling it (Salimans et al. 2016)
    auxiliary: float = 1.0  # weight of D's second task, for families that have one (acgan, infogan)
    topk: float = 1.0  # share of its pictures, the best by D, that G learns from in the end (Sinha et al. 2020)
    unroll: int = 0  # D steps that G looks ahead through (Metz et al. 2017)
    style_mixing: float = 0.0  # chance that a training picture takes its layers from two latents
    instance_noise: float = 0.0  # noise on what D sees, falling to 0 over the budget; pictures lie in [-1, 1]
    augment: str = "none"  # change what D sees, see ganplay.augment; "scheduled": ada's, with p on a schedule
    ada_target: float = 0.6  # adaptive augmentation: mean sign of D(real) to hold
    ada_kimg: float = 0.0  # adaptive: thousands of pictures until p can go from 0 to 1; 0: a quarter of the budget
    augment_p: float = 0.55  # scheduled augmentation: chance of each change at the end of the burn-in, from 0
    optimizer: str = "adam"
    lr_g: float = 2e-4  # learning rate of the generator
    lr_d: float = 2e-4  # learning rate of the discriminator
    beta1: float = 0.5
    beta2: float = 0.999
    beta2_end: float = 0.0  # beta2 at the end of the burn-in; 0: as at its start
    decay: str = "constant"  # "linear": rates fall over the last fifth of the budget; "whole": all; "cosine": burn_in
    lr_end: float = 0.02  # what is left of rates that fall, as a share
    n_dis: int = 1  # discriminator steps of an iteration
    n_gen: int = 1  # generator steps of an iteration, after those of the discriminator
    freeze: str = "none"  # "g", "d": this network is not trained; its steps are counted, so that budgets are used up
    batch: int = 64
    ema: float = 0.999  # decay of the averaged generator per generator step; 0: no averaging
    ema_rampup: str = "off"  # "on": the half-life of the average grows from 0 over the burn-in
    burn_in: int = 0  # real pictures shown to D until settings with an end have reached it; 0: the whole budget
    precision: str = "auto"  # "auto": bf16 where a CPU has units for it
    seed: int = 0
    threads: int = 0  # CPU threads from beginning to end, so that the run repeats; 0: what is fastest as it trains
    steps: int = 0  # budget in generator steps; 0: no such limit
    images: int = 0  # budget in real pictures shown to D; 0: no such limit
    seconds: float = 0.0  # budget in seconds of training; 0: no such limit
    metrics: float = 0.05  # measure samples against real pictures, for at most this share of the time; 0: do not


assert set(FIELDS) == {field.name for field in fields(Settings)}, "every setting has its Field"
