"""Images a second of `quick`'s training step by arithmetic, threads and batch; variants interleaved, medians.

python benchmarks/speed.py [--resolution 32] [--rounds 5]
"""

from __future__ import annotations

import argparse
import time
from itertools import product
from statistics import median

import torch

from ganplay.data.pictures import Pictures
from ganplay.recipe import named_recipe
from ganplay.training import Trainer, speed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--resolution", type=int, default=32)
    parser.add_argument("--channels", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--device", default="auto")
    asked = parser.parse_args()

    random = torch.Generator().manual_seed(0)
    shape = (2000, asked.channels, asked.resolution, asked.resolution)
    pictures = Pictures(name="noise", images=torch.randint(0, 256, shape, dtype=torch.uint8, generator=random))
    everyone = sorted({1, speed.default_threads()})
    trainers = {}
    for precision, threads in product(("fp32", "bf16"), everyone):
        recipe = named_recipe("quick").with_changes(resolution=asked.resolution, precision=precision)
        trainers[precision, threads] = Trainer(recipe, pictures, device=asked.device, threads=threads)
    rates = {key: [] for key in trainers}
    for _ in range(asked.rounds + 1):  # the first round warms up
        for key, trainer in trainers.items():
            trainer.set_threads(key[1])
            before, began = trainer.images, time.perf_counter()
            while time.perf_counter() - began < 2:
                trainer._train()
            trainer._read_sums()
            rates[key].append((trainer.images - before) / (time.perf_counter() - began))
    slowest = median(rates["fp32", 1][1:])
    for (precision, threads), measured in rates.items():
        rate = median(measured[1:])
        print(f"{precision} {threads} threads: {rate:7.0f} images/s, {rate / slowest:.2f} x fp32 on one thread")


if __name__ == "__main__":
    main()
