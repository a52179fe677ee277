"""Trains the feature networks that ship in assets/features, and measures them on held-out pictures.

    python benchmarks/train_features.py grey --data-root DIR
    python benchmarks/train_features.py colour --data-root DIR [--cifar10 cifar10-train.zip]

Of every data set 5,000 pictures (a fifth of a small one) are held out by `Pictures.split`, seed 0: the ones that a
trainer holds out for its evaluation are among them. A head's accuracy is on those (on 1,000 of them at 64 px), with
the float16 weights that ship.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import save
from torch import Tensor

from ganplay import data
from ganplay.data.adjust import to_channels
from ganplay.data.catalog import CATALOG
from ganplay.metrics.features import FeatureNetwork, features_folder, load_features

WIDTH, FEATURES, BATCH = 32, 128, 128
HELD_OUT = 5000
HELD_OUT_64 = 1000  # of them, at 64 px


@dataclass
class Task:
    """One data set at one size: what a head learns from it, and how many batches of a round it gives."""

    head: str
    dataset: str
    resolution: int
    share: int
    images: Tensor  # (N, C, H, W) uint8
    targets: Tensor  # (N,) int64 classes, or (N, K) float yes or no
    held_images: Tensor
    held_targets: Tensor
    classes: tuple[str, ...]
    flips: bool


def task(
    head: str, dataset: str, resolution: int, share: int, channels: int, root: Path | None, path: str = ""
) -> Task:
    pictures = data.load(path or dataset, resolution, channels=0, root=root)
    training, held_out = pictures.split(HELD_OUT)
    if resolution == 64:
        held_out = held_out.take(torch.arange(min(HELD_OUT_64, len(held_out))))
    attributes = head.endswith("_attributes")
    classes = tuple(pictures.attributes) if attributes else CATALOG[dataset].classes
    if not attributes and pictures.classes != classes:
        raise SystemExit(f"{path} has not the classes of {dataset}.")

    def targets(part):
        return torch.stack([part.attributes[key] for key in classes], 1).float() if attributes else part.labels

    images, held_images = (to_channels(part.images, channels) for part in (training, held_out))
    return Task(
        head, dataset, resolution, share, images, targets(training), held_images, targets(held_out), classes,
        pictures.flips,
    )  # fmt: skip


def tasks(name: str, root: Path | None, cifar10: str) -> list[Task]:
    if name == "grey":
        wanted = [
            ("digits", "mnist", 32, 12),
            ("digits", "mnist", 64, 1),
            ("digits", "digits", 32, 2),
            ("shapes", "shapes", 32, 2),
            ("shapes", "shapes", 64, 1),
            ("faces_attributes", "faces", 32, 2),
        ]
        return [task(*row, channels=1, root=root) for row in wanted]
    wanted = [
        ("cifar10", "cifar10", 32, 16, cifar10),
        ("faces_attributes", "faces", 32, 4),
        ("faces_attributes", "faces", 64, 1),
        ("landscapes", "landscapes", 32, 1),
        ("landscapes", "landscapes", 64, 1),
        ("landscapes_attributes", "landscapes", 32, 2),
        ("landscapes_attributes", "landscapes", 64, 1),
        ("shapes", "shapes", 32, 2),
        ("shapes", "shapes", 64, 1),
    ]
    return [task(*row[:4], 3, root, *row[4:]) for row in wanted]


def shifted(images: Tensor, flips: bool) -> Tensor:
    """The batch moved by up to 1/16 of its size, and mirrored in half of the cases."""
    size = images.shape[-1]
    most = size // 16
    padded = F.pad(images, (most,) * 4, mode="replicate")
    top, left = (int(torch.randint(2 * most + 1, ())) for _ in range(2))
    moved = padded[..., top : top + size, left : left + size]
    return moved.flip(-1) if flips and torch.rand(()) < 0.5 else moved


def loss_of(logits: Tensor, targets: Tensor) -> Tensor:
    if targets.ndim == 2:
        return F.binary_cross_entropy_with_logits(logits, targets)
    return F.cross_entropy(logits, targets, label_smoothing=0.05)


@torch.no_grad()
def normalise(network: FeatureNetwork, given: list[Task]) -> None:
    """Give every feature mean 0 and variance 1 over 1,000 training pictures of each task."""
    features = torch.cat([network(part) for one in given for part in one.images[:1000].split(250)]).double()
    network.mean.copy_(features.mean(0))
    network.scale.copy_(features.std(0))


@torch.no_grad()
def accuracy(features, one: Task) -> float:
    logits = torch.cat([features.network.logits(features(part), one.head) for part in one.held_images.split(500)])
    targets = one.held_targets
    right = (logits > 0) == (targets > 0.5) if targets.ndim == 2 else logits.argmax(1) == targets
    return right.float().mean().item()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name", choices=("grey", "colour"))
    parser.add_argument("--data-root", type=Path)
    parser.add_argument("--cifar10", default="", help="a zip or folder of the training pictures, instead of a download")
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--out", type=Path, default=features_folder())
    asked = parser.parse_args()

    torch.manual_seed(0)
    given = tasks(asked.name, asked.data_root, asked.cifar10)
    heads = {one.head: len(one.classes) for one in given}
    channels = given[0].images.shape[1]
    network = FeatureNetwork(channels, WIDTH, FEATURES, heads).to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(network.parameters(), 2e-3, weight_decay=0.02, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, total_steps=asked.steps, pct_start=0.15)
    turns = [index for index, one in enumerate(given) for _ in range(one.share)]
    began, running, order = time.perf_counter(), 0.0, []
    for step in range(asked.steps):
        if not order:
            order = torch.randperm(len(turns)).tolist()
        one = given[turns[order.pop()]]
        batch = torch.randint(len(one.images), (BATCH if one.resolution == 32 else BATCH // 2,))
        images = shifted(one.images[batch].float(), one.flips)
        with torch.autocast("cpu", torch.bfloat16):
            logits = network.logits(network(images), one.head)
        loss = loss_of(logits.float(), one.targets[batch])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        schedule.step()
        running += (loss.item() - running) / min(step + 1, 100)
        if step % 100 == 99:
            print(f"step {step + 1}  loss {running:.4f}  {time.perf_counter() - began:.0f} s", flush=True)

    normalise(network, given)
    weights = save({key: value.half().contiguous() for key, value in network.state_dict().items()})
    facts = {
        "channels": channels,
        "width": WIDTH,
        "features": FEATURES,
        "architecture": "conv 3x3 32, /2 64, /2 128, 128, /2 128, each group norm, ReLU; mean to 4x4; dense 128",
        "parameters": sum(p.numel() for p in network.parameters()),
        "sha256": hashlib.sha256(weights).hexdigest(),
        "command": f"python benchmarks/train_features.py {asked.name} --steps {asked.steps} --data-root DIR"
        + (" --cifar10 cifar10-train.zip" if asked.cifar10 else ""),
        "torch": torch.__version__.split("+")[0],
        "seconds": round(time.perf_counter() - began),
        "heads": {
            one.head: {
                "classes": one.classes,
                "datasets": sorted({other.dataset for other in given if other.head == one.head}),
                "exclusive": one.targets.ndim == 1,
                "accuracy": 0.0,
                "n": 0,
            }
            for one in given
        },
    }
    asked.out.mkdir(parents=True, exist_ok=True)
    (asked.out / f"{asked.name}.safetensors").write_bytes(weights)
    facts_file = asked.out / f"{asked.name}.json"
    facts_file.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    features = load_features(asked.out, asked.name)
    facts["held_out"] = []
    for one in given:
        row = {
            "head": one.head,
            "dataset": one.dataset,
            "resolution": one.resolution,
            "accuracy": round(accuracy(features, one), 4),
            "n": len(one.held_images),
        }
        facts["held_out"].append(row)
        print(row, flush=True)
        head = facts["heads"][one.head]
        if not head["n"]:  # the first data set of a head is the one it is named after
            head["accuracy"], head["n"] = row["accuracy"], row["n"]
    facts_file.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
