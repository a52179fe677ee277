"""From files to scores: how long the server takes for the Discriminator tab.

    python benchmarks/scoring.py [--sizes 32 64] [--times 10]

Sixty-four photographs are brought in, judged (logit, percentiles, distance to the training pictures) and drawn as the
page gets them, on networks with random weights of the recipes' own width. The promise is under 1 s on 2 cores for a
32 px model. What is asked of one picture alone (maps, variations, nudges) is timed beside it. Each figure is a pair:
seconds, and seconds of the processor, which other programs on the machine stretch less.
"""

from __future__ import annotations

import argparse
import base64
import io
import json
import statistics
import tempfile
import time
from collections.abc import Callable

import numpy as np
from PIL import Image

from ganplay.data import load
from ganplay.nets import build
from ganplay.recipe import named_recipe
from ganplay.runs.store.reals import keep_reals
from ganplay.runs.store.store import Store
from ganplay.training.checkpoint import write_checkpoint
from ganplay.training.trainer import HELD_OUT
from ganplay.ui.judge import questions as judge_questions
from ganplay.ui.judge.pictures import brought
from ganplay.ui.kit.bench import Benches
from ganplay.ui.kit.models import Models

COUNT = 64


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[32, 64])
    parser.add_argument("--families", nargs="+", default=["quick", "dcgan"])
    parser.add_argument("--times", type=int, default=10)
    asked = parser.parse_args()
    files = [photograph(number) for number in range(COUNT)]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        store = Store(home)
        for name in asked.families:
            for size in asked.sizes:
                benches = Benches(Models(store))
                query = {"run": untrained(store, name, size)}
                started = time.perf_counter()
                pictures = bring_all(benches, query, files)
                first = time.perf_counter() - started
                one, all_ = ({**query, "pictures": some, "picture": some[0]} for some in (pictures[:1], pictures))
                times = {
                    f"bring {COUNT}": timed(lambda b=benches, q=query: bring_all(b, q, files), asked.times),
                    f"judge {COUNT}": timed(lambda b=benches, q=all_: judge_questions.judged(b, q), asked.times),
                    "maps of one": timed(lambda b=benches, q=one: judge_questions.why(b, q), asked.times),
                    "variations of one": timed(lambda b=benches, q=one: judge_questions.steady(b, q), asked.times),
                    "nudges of one": timed(lambda b=benches, q=one: judge_questions.fool(b, q), asked.times),
                }
                both = zip(times[f"bring {COUNT}"], times[f"judge {COUNT}"], strict=True)
                times["both"] = tuple(bring + judge for bring, judge in both)
                row = {what: [round(seconds, 3) for seconds in both] for what, both in times.items()}
                print(json.dumps({"recipe": name, "pixels": size, "first, with comparisons": round(first, 2), **row}))


def photograph(number: int) -> str:
    """A JPEG of 1280 x 960 pixels, as the page sends it (base64): soft shapes and some grain."""
    random = np.random.default_rng(number)
    coarse = Image.fromarray(random.integers(0, 256, (6, 8, 3)).astype(np.uint8))
    smooth = np.asarray(coarse.resize((1280, 960), Image.Resampling.BICUBIC)).astype(np.int16)
    pixels = (smooth + random.integers(-8, 9, smooth.shape)).clip(0, 255).astype(np.uint8)
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "JPEG", quality=90)
    return base64.b64encode(stream.getvalue()).decode()


def untrained(store: Store, name: str, size: int) -> str:
    recipe = named_recipe(name).with_changes(dataset="faces", resolution=size, channels=3, labels="off", classes=0)
    folder = store.create(recipe)
    generator, discriminator = build(recipe)
    model = {f"ema.{key}": value for key, value in generator.state_dict().items()}
    model |= {f"d.{key}": value for key, value in discriminator.state_dict().items()}
    write_checkpoint(folder.path / "checkpoints" / "00000001", model, None, {"step": 1, "images": 64, "seconds": 1.0})
    keep_reals(folder.path, load("faces", size, count=2000), HELD_OUT)
    return folder.path.name


def bring_all(benches: Benches, query: dict, files: list[str]) -> list[str]:
    return [brought(benches, {**query, "picture": file})["png"] for file in files]


def timed(work: Callable[[], object], times: int) -> tuple[float, float]:
    """(seconds, seconds of all cores together), medians, after one time for warmth."""
    work()
    taken = []
    for _ in range(times):
        started = time.perf_counter(), time.process_time()
        work()
        taken.append((time.perf_counter() - started[0], time.process_time() - started[1]))
    return tuple(statistics.median(column) for column in zip(*taken, strict=True))


if __name__ == "__main__":
    main()
