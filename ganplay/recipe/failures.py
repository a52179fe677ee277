"""The ways in which GAN training is known to fail, each as a recipe that fails, and the remedy that mends it.

A failure is plain data: a named recipe with the settings that break it, the question to ask before it trains, what to
watch, why it happens, and the remedy: the few settings to change. A run of one carries its name as the recipe's name,
so recipe.json alone tells what the run shows, and whether it is the failure or its remedy. What a finished run has come
to is measured in `ganplay.runs.asking.failures`, by one number with a line between failing and mended.

Budgets are in steps, so that what comes of a run does not hang on how fast the machine is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ganplay.recipe.fields import RecipeError
from ganplay.recipe.recipe import Recipe, named_recipe

CHOICES = 3  # answers to a question


@dataclass(frozen=True, kw_only=True)
class Failure:
    """One failure.

    Attributes:
        name: the field's term for it, and the name of its runs' recipe.
        base, size: the named recipe that is broken, and in which size ("": as its name alone means).
        settings: what breaks it.
        remedy: what mends it.
        question, choices, answer: to be asked before it trains; `answer` is the index of the right choice.
        watch: where it shows while it trains.
        why: why it happens.
        cure: what the remedy changes, and why that helps.
        source: whom to cite.
        figure: what the measured number is.
        unit: "" or "%", of which the number is the hundredth part.
        digits: after the decimal point, where a person reads the number.
        line: between failing and mended.
        above: whether it fails above the line; False: below.
    """

    name: str
    base: str
    settings: Mapping[str, Any]
    remedy: Mapping[str, Any]
    question: str
    choices: tuple[str, str, str]
    answer: int
    watch: str
    why: str
    cure: str
    source: str
    figure: str
    line: float
    above: bool
    size: str = ""
    unit: str = ""
    digits: int = 0

    def recipe(self, seed: int = 0, *, remedied: bool = False) -> Recipe:
        """The recipe that fails, or the one that its remedy makes of it."""
        changes = {**self.settings, **(self.remedy if remedied else {}), "name": self.name, "seed": seed}
        return named_recipe(self.base, self.size).with_changes(**changes)

    def fails(self, value: float) -> bool:
        """On which side of the line a measured number lies; what is no number fails."""
        return not (value < self.line if self.above else value > self.line)

    def remedied(self, recipe: Recipe) -> bool:
        """Whether a run of this failure has its remedy."""
        return all(getattr(recipe, name) == value for name, value in self.remedy.items())


ON_RING = {
    "dataset": "ring",
    "g_width": 64,
    "d_width": 64,
    "batch": 64,
    "loss": "nonsaturating",
    "penalty": "none",
    "gamma": 1.0,
    "gamma_end": 0.0,
    "beta2": 0.999,
    "ema": 0.0,
    "decay": "constant",
    "seconds": 0,
}
DIGITS = {"dataset": "digits", "labels": "off", "batch": 32, "precision": "fp32", "decay": "constant", "seconds": 0}

_ALL = (
    Failure(
        name="mode-collapse",
        base="vanilla",
        settings=DIGITS | {"g_width": 16, "d_width": 64, "lr_g": 5e-3, "lr_d": 1e-4, "steps": 300},
        remedy={"lr_d": 5e-3},
        question="Handwritten digits of ten kinds. The generator learns fifty times as fast as the discriminator. What "
        "will it draw after a few hundred steps?",
        choices=(
            "A few pictures, again and again, whatever the latent",
            "Ten kinds of digits, a little blurred",
            "Noise, as at the start",
        ),
        answer=0,
        watch="The generated pictures: count how many really differ. The time line below them shows earlier ones.",
        why="Against a judge that stands still, the best answer to every latent is the one picture that it likes best, "
        "and a quick generator finds it. When the judge has moved at last, all move on together to the next.",
        cure="Let the discriminator keep up: as soon as many pictures look the same it learns to refuse them, and only "
        "variety is left to please it.",
        source="Goodfellow 2016, NIPS 2016 Tutorial: GANs, section 5.1; Heusel et al. 2017 on the two learning rates",
        figure="How distinct the pictures are: distance to the most alike other one, over that between real pictures",
        line=0.1,
        above=False,
        unit="%",
    ),
    Failure(
        name="vanishing-gradient",
        base="vanilla",
        settings=DIGITS
        | {"g_width": 16, "d_width": 64, "lr_g": 5e-4, "lr_d": 1e-3, "n_dis": 3, "loss": "minimax", "steps": 300},
        remedy={"loss": "nonsaturating"},
        question="The generator minimises log(1 - D(G(z))), as in the first equation of 2014, and the discriminator "
        "takes three steps for each of its own. D soon recognises every picture. What does the generator hear of that?",
        choices=(
            "Much: the worse its pictures, the louder D's advice",
            "As much as before: the loss has no influence on the gradient",
            "Next to nothing: its gradient goes to zero",
        ),
        answer=2,
        watch="What D believes: the dashed line of generated pictures lies on 0, D's accuracy on 100 %, and the "
        "pictures stop changing.",
        why="Where D(G(z)) is close to 0, log(1 - D(G(z))) is flat: its slope by D's answer is D(G(z)) itself. The "
        "surer the discriminator, the less of its knowledge reaches the generator.",
        cure="-log D(G(z)) has the same fixed point, and is steepest just where D is sure: its slope there is "
        "1 - D(G(z)), which is close to 1.",
        source="Goodfellow et al. 2014, section 3; Arjovsky and Bottou 2017",
        figure="Norm of the gradient that reaches the generator's weights",
        line=0.1,
        above=False,
        digits=3,
    ),
    Failure(
        name="oscillation",
        base="points",
        settings=ON_RING | {"lr_g": 3e-3, "lr_d": 3e-3, "beta1": 0.9, "steps": 600},
        remedy={"penalty": "r1"},
        question="Points on a ring. Both networks take large steps with much momentum, and nothing holds the "
        "discriminator. Where do the losses go?",
        choices=(
            "They keep swinging: each network overtakes the other, again and again",
            "They settle where D can only guess",
            "Both fall to zero",
        ),
        answer=0,
        watch="The losses: they swing about the dotted lines and do not settle. The points rush from place to place.",
        why="Each network steps towards where the other one was. Around the equilibrium these steps go round it "
        "instead of into it, and momentum carries them further out.",
        cure="R1 makes D flat on the real points. Close to the equilibrium there is then nothing to chase, and the "
        "circle becomes a spiral that ends in it.",
        source="Mescheder et al. 2018, Which Training Methods for GANs do actually Converge?",
        figure="Swing of the generator's loss: its standard deviation over the second half of the training",
        line=0.1,
        above=True,
        digits=3,
    ),
    Failure(
        name="overfitting",
        base="quick",
        settings=DIGITS | {"resolution": 28, "g_width": 8, "d_width": 16, "limit": 32, "steps": 300},
        remedy={"augment": "diffaugment"},
        question="The discriminator sees 32 pictures, again and again; 359 more of the same kind are kept from it. "
        "What will it call those?",
        choices=(
            "Real, as those it knows: digits are digits",
            "Generated: it knows its 32 by heart, and nothing else is real",
            "It can only guess on both",
        ),
        answer=1,
        watch='The chart "Does D know them by heart": the line of pictures that it trained on stays high, that of '
        "pictures it never saw falls.",
        why="With so few pictures it is easier to know them by heart than to learn what digits are. What D then tells "
        "the generator is how to copy them.",
        cure="Every picture, real or generated, is moved, recoloured and partly hidden before D sees it: 32 pictures "
        "become endlessly many, and the generator cannot learn the changes, as both kinds have them.",
        source="Zhao et al. 2020, DiffAugment; Karras et al. 2020, ADA",
        figure="How often D scores a picture that it trained on above a real one that it never saw; 50 % is guessing",
        line=0.75,
        above=True,
        unit="%",
    ),
    Failure(
        name="exploding-critic",
        base="points",
        settings=ON_RING
        | {
            "loss": "wasserstein",
            "clip": 0.5,
            "lr_g": 1e-3,
            "lr_d": 2e-3,
            "n_dis": 3,
            "beta1": 0.0,
            "beta2": 0.9,
            "steps": 300,
        },
        remedy={"clip": 0.0, "penalty": "gp"},
        question="A Wasserstein critic of four hidden layers, every weight clipped to [-0.5, 0.5]. Its slope should be "
        "at most 1. How steep will it be?",
        choices=(
            "About 1: the clipping holds it",
            "Far below 1: small weights make it flat",
            "Hundreds or more: each layer multiplies the slope of the one before",
        ),
        answer=2,
        watch="The scale of the losses: they start near 0 and swing by hundreds, and D's scores with them, though the "
        "points may find the ring.",
        why="Clipping bounds single weights, not the function. Nearly all weights end at the limit, and what passes "
        "through a layer is multiplied by about the same factor each time: above 1 it explodes with depth, below 1 it "
        "vanishes. Adam, which divides by the size of the gradient, hides it from the points; the losses say nothing "
        "any more.",
        cure="The gradient penalty asks for a slope of 1 itself, between real and generated points, and leaves the "
        "weights alone.",
        source="Gulrajani et al. 2017, Improved Training of Wasserstein GANs, section 3",
        figure="Slope of the critic between real and generated points; 1 is the goal",
        line=5.0,
        above=True,
        digits=1,
    ),
    Failure(
        name="checkerboard",
        base="dcgan",
        size="tiny",
        settings=DIGITS
        | {"upsampling": "kernel3", "g_width": 8, "d_width": 8, "batch": 16, "lr_g": 1e-3, "lr_d": 1e-3, "steps": 300},
        remedy={"upsampling": "resize"},
        question="The generator doubles its pictures by transposed convolutions with kernel 3 and stride 2: every "
        "second row and column is painted by two taps, the others by one. What will one see?",
        choices=(
            "Nothing: training evens it out",
            "Pictures that are twice as blurred",
            "A fine chequered pattern over everything",
        ),
        answer=2,
        watch="The generated pictures, closely: flat areas and edges carry a pattern that repeats every two pixels.",
        why="3 is no multiple of 2, so the taps overlap unevenly: some pixels get more paint than their neighbours, "
        "layer upon layer. The weights could make up for it, and hardly ever learn to.",
        cure="Enlarge first, by repeating pixels, and convolve then: every pixel is painted by equally many taps.",
        source="Odena et al. 2016, Deconvolution and Checkerboard Artifacts, Distill",
        figure="Energy at the stride's frequency, over that of real pictures; 1 is no more than theirs",
        line=100.0,
        above=True,
        digits=0,
    ),
)

FAILURES: dict[str, Failure] = {failure.name: failure for failure in _ALL}


def failure(name: str) -> Failure:
    """Raises RecipeError where there is no such failure; it lists those there are."""
    if name not in FAILURES:
        raise RecipeError(f"There is no failure {name!r}; the failures are {', '.join(FAILURES)}.")
    return FAILURES[name]
