"""The frozen feature networks that pictures are compared in: small, trained here, shipped with their hash and accuracy.

`assets/features/NAME.safetensors` holds the weights (float16), `NAME.json` the facts: architecture, heads with their
accuracy on held-out pictures, the hash of the weights, the command that trained them (benchmarks/train_features.py).
There is one network for grey pictures and one for colour. What they measure is a classifier's own distance: it is
never to be compared with figures from Inception features.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from safetensors import SafetensorError
from safetensors.torch import load as load_tensors
from torch import Tensor, nn

from ganplay.metrics.error import MetricError
from ganplay.shipped import shipped

NAMES = {1: "grey", 3: "colour"}  # channels -> network
BATCH = 250  # pictures at once


class FeatureNetwork(nn.Module):
    """uint8 (N, C, H, W) -> features (N, F) by `forward`; logits of one head by `logits`.

    Convolution 3x3, then three of stride 2 and one more in between, group norm and ReLU after each (batch norm would
    mix the statistics of unlike data sets); mean pooling to 4x4 and a dense layer to F features, which are given mean 0
    and variance 1 over what the network was trained on. Heads are linear on the positive parts of the dense layer.
    Pictures keep their size (28 px are padded with black to 32, as MNIST is): nothing is resized before it is measured.

    Args:
        channels: 1 or 3.
        width: channels of the first convolution.
        features: F.
        heads: name -> number of outputs.
    """

    def __init__(self, channels: int, width: int, features: int, heads: Mapping[str, int]) -> None:
        super().__init__()
        self.channels = channels
        self.num_features = features
        stages = [
            (channels, width, 1),
            (width, 2 * width, 2),
            (2 * width, 4 * width, 2),
            (4 * width, 4 * width, 1),
            (4 * width, 4 * width, 2),
        ]
        layers: list[nn.Module] = []
        for before, after, stride in stages:
            layers += [nn.Conv2d(before, after, 3, stride, 1, bias=False), nn.GroupNorm(8, after), nn.ReLU()]
        self.body = nn.Sequential(*layers)
        self.dense = nn.Linear(16 * 4 * width, features)
        self.register_buffer("mean", torch.zeros(features))
        self.register_buffer("scale", torch.ones(features))
        self.heads = nn.ModuleDict({name: nn.Linear(features, outputs) for name, outputs in heads.items()})

    def forward(self, images: Tensor) -> Tensor:
        x = images.float().div(127.5).sub(1)
        if x.shape[-1] == 28:
            x = F.pad(x, (2, 2, 2, 2), value=-1.0)
        x = self.body(x.contiguous(memory_format=torch.channels_last))
        return (self.dense(F.adaptive_avg_pool2d(x, 4).flatten(1)) - self.mean) / self.scale

    def logits(self, features: Tensor, head: str) -> Tensor:
        """(N, outputs of `head`) from features (N, F)."""
        return self.heads[head](F.relu(features * self.scale + self.mean))


@dataclass(frozen=True)
class Head:
    """What a network learnt to tell apart.

    Attributes:
        name: of the head.
        classes: the names of its outputs.
        datasets: the data sets whose labels (or attributes) these are.
        exclusive: True: a picture is of exactly one class; False: each output is a yes or no of its own.
        accuracy: on held-out pictures; the mean over outputs where they are not exclusive.
        n: how many held-out pictures.
    """

    name: str
    classes: tuple[str, ...]
    datasets: tuple[str, ...]
    exclusive: bool
    accuracy: float
    n: int


class Features:
    """A frozen network with its facts, ready to use on any device.

    Attributes:
        name: grey or colour.
        digest: the first 12 characters of the SHA-256 of the weights' file.
        heads: name -> Head.
    """

    def __init__(self, name: str, network: FeatureNetwork, heads: Mapping[str, Head], digest: str) -> None:
        self.name = name
        self.network = network.eval().requires_grad_(False)
        self.heads = dict(heads)
        self.digest = digest[:12]

    @property
    def num_features(self) -> int:
        return self.network.num_features

    @torch.no_grad()
    def __call__(self, images: Tensor) -> Tensor:
        """Features (N, F), float32 on the CPU, of uint8 pictures (N, C, H, W); each picture's are its own.

        Raises:
            MetricError: for anything else than uint8 pictures with this network's channels.
        """
        self._check(images)
        device = next(self.network.parameters()).device
        if not len(images):
            return torch.empty(0, self.num_features)
        return torch.cat([self.network(part.to(device)).float().cpu() for part in images.split(BATCH)])

    def in_turns(self, images: Tensor, size: int) -> Generator[None, None, Tensor]:
        """As calling it, `size` pictures at a time: yields after each, and returns the features."""
        parts = []
        for part in images.split(size):
            parts.append(self(part))
            yield
        return torch.cat(parts)

    @torch.no_grad()
    def guess(self, features: Tensor, head: str) -> Tensor:
        """The class (N,) int64 that `head` gives to each row of features (N, F)."""
        device = next(self.network.parameters()).device
        return self.network.logits(features.to(device), head).argmax(1).cpu()

    def head_for(self, dataset: str, classes: tuple[str, ...] = ()) -> Head | None:
        """The head that knows the classes of a data set; None if there is none.

        `classes`, if given, have to be the head's: a folder that is called as a known data set is not that data set.
        """
        for head in self.heads.values():
            if head.exclusive and dataset in head.datasets and classes in ((), head.classes):
                return head
        return None

    def _check(self, images: Tensor) -> None:
        if images.dtype != torch.uint8 or images.ndim != 4:
            raise MetricError("Pictures to be measured are uint8, (N, C, H, W), as they are shown.")
        if images.shape[1] != self.network.channels:
            raise MetricError(
                f"The {self.name} network takes pictures with {self.network.channels} channels, "
                f"and these have {images.shape[1]}."
            )
        if min(images.shape[2:]) < 28:
            raise MetricError(f"Pictures of {images.shape[3]} px are too small to be measured: it takes 28 or more.")


def features_for(channels: int, resolution: int, device: str | torch.device = "cpu") -> Features:
    """The network for pictures with these channels and pixels a side.

    Raises:
        MetricError: where there is none, or its file is damaged or not the one that was measured.
    """
    if channels not in NAMES:
        raise MetricError(f"There are feature networks for 1 and 3 channels, and none for {channels}.")
    if resolution < 28:
        raise MetricError(f"Pictures of {resolution} px are too small to be measured: it takes 28 or more.")
    return _loaded(NAMES[channels], str(device))


@lru_cache(maxsize=4)
def _loaded(name: str, device: str) -> Features:
    found = load_features(features_folder(), name)
    found.network.to(device, memory_format=torch.channels_last)
    return found


def load_features(folder: Path, name: str) -> Features:
    """Read `name`.json and `name`.safetensors from `folder`.

    Raises:
        MetricError: where one is missing or damaged, or the weights' hash is not the one in the facts.
    """
    try:
        facts = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        weights = (folder / f"{name}.safetensors").read_bytes()
    except (OSError, ValueError):
        raise MetricError(f"The feature network {name!r} is missing or damaged: install ganplay again.") from None
    digest = hashlib.sha256(weights).hexdigest()
    if digest != facts.get("sha256"):
        raise MetricError(
            f"The weights of the feature network {name!r} are not those whose accuracy was measured (their hash "
            f"differs): install ganplay again, or train them again with benchmarks/train_features.py."
        )
    try:
        network, heads = _from_facts(facts)
        network.load_state_dict({key: value.float() for key, value in load_tensors(weights).items()})
    except (KeyError, TypeError, RuntimeError, SafetensorError):
        raise MetricError(f"The weights and the facts of the feature network {name!r} do not fit.") from None
    return Features(name, network, heads, digest)


def _from_facts(facts: dict[str, Any]) -> tuple[FeatureNetwork, dict[str, Head]]:
    heads = {
        name: Head(name, tuple(h["classes"]), tuple(h["datasets"]), h["exclusive"], h["accuracy"], h["n"])
        for name, h in facts["heads"].items()
    }
    outputs = {name: len(head.classes) for name, head in heads.items()}
    return FeatureNetwork(facts["channels"], facts["width"], facts["features"], outputs), heads


def features_folder() -> Path:
    """Where the networks lie: inside the installed package, or in the source tree beside it."""
    return shipped("assets") / "features"
