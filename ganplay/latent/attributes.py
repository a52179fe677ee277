"""A small classifier of known attributes, which ticks a generator's pictures in place of a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from ganplay.data.pictures import Pictures
from ganplay.latent.error import LatentError
from ganplay.latent.seeds import check_latents, device_of, seed_latents
from ganplay.latent.teaching import FEWEST
from ganplay.nets.sharing import seeded

INPUT = 32  # pixels a side that the classifier looks at


class AttributeClassifier(nn.Module):
    """Pictures (N, C, H, W) in [-1, 1] -> (N, K) logits, one per attribute.

    Attributes:
        names: the K attributes.
        accuracy: name -> held-out accuracy, the mean of with and without; 0.5 is guessing.
    """

    def __init__(self, names: Sequence[str], channels: int, width: int = 24) -> None:
        super().__init__()
        self.names = tuple(names)
        self.accuracy: dict[str, float] = {}
        self.layers = nn.Sequential(
            nn.Conv2d(channels, width, 3, padding=1, stride=2),
            nn.GroupNorm(4, width),  # unlike batch normalisation it does not mix pictures
            nn.ReLU(),
            nn.Conv2d(width, 2 * width, 3, padding=1, stride=2),
            nn.GroupNorm(4, 2 * width),
            nn.ReLU(),
            nn.Conv2d(2 * width, 2 * width, 3, padding=1, stride=2),
            nn.GroupNorm(4, 2 * width),
            nn.ReLU(),
            nn.Flatten(),
            nn.Linear(2 * width * (INPUT // 8) ** 2, len(names)),
        )

    def forward(self, pictures: Tensor) -> Tensor:
        if pictures.shape[-1] != INPUT:
            pictures = F.interpolate(pictures, (INPUT, INPUT), mode="bilinear", antialias=True)
        return self.layers(pictures)


def train_attribute_classifier(
    pictures: Pictures,
    names: Sequence[str],
    *,
    steps: int = 200,
    batch: int = 64,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
) -> AttributeClassifier:
    """Train an `AttributeClassifier` on a data set that knows its attributes; a few seconds on a CPU.

    A fifth of the pictures, at most 1000, is held out and gives `accuracy`. The same pictures and seed give the same
    classifier on one machine; PyTorch's global random state is neither read nor
    moved.

    Raises:
        LatentError: when an attribute is not known of these pictures, or never or always true.
    """
    for name in names:
        if name not in pictures.attributes:
            known = ", ".join(pictures.attributes) or "none"
            raise LatentError(f"{pictures.name} does not say which pictures have {name!r}; it knows {known}.")
        if pictures.attributes[name].all() or not pictures.attributes[name].any():
            raise LatentError(f"All pictures of {pictures.name} are alike in {name!r}: there is nothing to learn.")
    if not names:
        raise LatentError("Name at least one attribute to learn.")
    training, held_out = pictures.split(1000, seed)
    answers = _answers(training, names)
    with seeded(seed):
        classifier = AttributeClassifier(names, pictures.channels)
    noise = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.AdamW(classifier.parameters(), lr=3e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 3e-3, total_steps=steps)
    # rare attributes count as much as common ones
    rarity = (1 - answers.mean(0)) / answers.mean(0).clamp_min(1e-6)
    for step in range(steps):
        chosen = torch.randint(len(training), (batch,), generator=noise)
        logits = classifier(_floats(training.images[chosen]))
        loss = F.binary_cross_entropy_with_logits(logits, answers[chosen], pos_weight=rarity)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if progress is not None:
            progress((step + 1) / steps)
    classifier.requires_grad_(False).eval()
    said = torch.cat([classifier(_floats(part)) > 0 for part in held_out.images.split(256)])
    truth = _answers(held_out, names) > 0.5
    for column, name in enumerate(names):
        with_it = (said & truth)[:, column].sum() / truth[:, column].sum().clamp_min(1)
        without = (~said & ~truth)[:, column].sum() / (~truth)[:, column].sum().clamp_min(1)
        classifier.accuracy[name] = float((with_it + without) / 2)
    return classifier


@torch.no_grad()
def tick(
    generator: nn.Module,
    classifier: AttributeClassifier,
    attribute: str,
    n: int = 50,
    *,
    pool: int = 1000,
    seed: int = 0,
) -> tuple[Tensor, Tensor]:
    """Latents of pictures that show the attribute, and of pictures that do not: A, B, up to (n, z_dim) each.

    Of `pool` random latents those the classifier is surest of.

    Raises:
        LatentError: when the classifier does not know the attribute, or finds fewer than 5 of either kind.
    """
    if attribute not in classifier.names:
        raise LatentError(f"The classifier knows {', '.join(classifier.names)}, not {attribute!r}.")
    z = seed_latents(range(seed, seed + pool), generator.z_dim)
    check_latents(generator, z)
    column = classifier.names.index(attribute)
    device = device_of(generator)
    logits = torch.cat([classifier(generator(part.to(device)).to(device_of(classifier))) for part in z.split(100)])
    logits, order = logits[:, column].cpu().sort(descending=True)
    shows = int((logits > 0).sum())
    if min(shows, pool - shows) < FEWEST:
        raise LatentError(
            f"Only {min(shows, pool - shows)} of {pool} pictures differ in {attribute!r}, and teaching takes "
            f"{FEWEST}: this generator has not learned it.",
            "not_learned",
            found=min(shows, pool - shows),
            pool=pool,
            fewest=FEWEST,
        )
    return z[order[: min(n, shows)]], z[order[-min(n, pool - shows) :]]


def _answers(pictures: Pictures, names: Sequence[str]) -> Tensor:
    return torch.stack([pictures.attributes[name].float() for name in names], 1)


def _floats(images: Tensor) -> Tensor:
    return images.float() / 127.5 - 1
