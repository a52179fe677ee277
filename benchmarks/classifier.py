"""A small classifier whose 64 features measure the Frechet distance of grey 32 px digits.

Trained on MNIST's training split, zero-padded to 32 px, seed 0; the same weights for the same torch build. Its distance
is a classifier's Frechet distance and is not to be compared with FID from Inception features.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torchmetrics.image.fid import FrechetInceptionDistance

from ganplay import data
from ganplay.data import cache_folder
from ganplay.data.pictures import Pictures


class Classifier(nn.Module):
    """uint8 (N, 1, 32, 32) -> features (N, 64) by `forward`, class logits (N, 10) by `logits`."""

    num_features = 64

    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(1, 32, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(32, 64, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(64 * 8 * 8, 64),
            nn.ReLU(),
        )
        self.head = nn.Linear(64, 10)

    def forward(self, images: Tensor) -> Tensor:
        return self.body(images.float() / 127.5 - 1)

    def logits(self, images: Tensor) -> Tensor:
        return self.head(self(images))


def trained_classifier(pictures: Pictures) -> tuple[Classifier, str, float]:
    """(classifier, hash of its weights, accuracy on held-out pictures); kept in the cache folder."""
    training, held_out = pictures.split(5000)
    classifier = Classifier()
    kept = Path(cache_folder()) / "benchmark-classifier.safetensors"
    if kept.exists():
        classifier.load_state_dict(load_file(kept))
    else:
        torch.manual_seed(0)
        classifier = Classifier()
        optimizer = torch.optim.Adam(classifier.parameters(), 1e-3)
        for _ in range(3):
            for batch in torch.randperm(len(training)).split(128):
                loss = F.cross_entropy(classifier.logits(training.images[batch]), training.labels[batch])
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
        kept.parent.mkdir(parents=True, exist_ok=True)
        save_file(classifier.state_dict(), kept)
    classifier.eval().requires_grad_(False)
    guesses = torch.cat([classifier.logits(part).argmax(1) for part in held_out.images.split(500)])
    accuracy = (guesses == held_out.labels).float().mean().item()
    digest = hashlib.sha256(b"".join(v.numpy().tobytes() for v in classifier.state_dict().values())).hexdigest()[:12]
    return classifier, digest, accuracy


class Distance:
    """Frechet distance of samples to the whole of MNIST's training split, in the classifier's features, fp64."""

    def __init__(self, root: Path | None) -> None:
        self.pictures = data.load("mnist", 32, root=root)
        self.classifier, self.digest, self.accuracy = trained_classifier(self.pictures)
        self._metric = FrechetInceptionDistance(feature=self.classifier, reset_real_features=False)
        for part in self.pictures.images.split(1000):
            self._metric.update(part, real=True)

    def __call__(self, samples: Tensor) -> float:
        """samples: uint8 (N, 1, 32, 32)."""
        self._metric.reset()
        for part in samples.split(1000):
            self._metric.update(part, real=False)
        return self._metric.compute().item()

    def floor(self, count: int) -> float:
        """The distance of `count` real pictures, drawn at random: what a perfect generator would score."""
        chosen = torch.randperm(len(self.pictures), generator=torch.Generator().manual_seed(1))[:count]
        return self(self.pictures.images[chosen])
