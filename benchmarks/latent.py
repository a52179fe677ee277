"""From slider to picture: how long the server takes for the Latent space tab.

    python benchmarks/latent.py [--sizes 32 64] [--times 200]

Draws one picture with the discriminator's score, as a slider does, on networks with random weights of the recipes'
own width. The promise is under 100 ms on 2 cores.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from types import SimpleNamespace

from ganplay.nets import build
from ganplay.recipe import named_recipe
from ganplay.runs.store.store import Store
from ganplay.training.checkpoint import write_checkpoint
from ganplay.ui.latent.server import server_functions


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[32, 64])
    parser.add_argument("--families", nargs="+", default=["quick", "dcgan"])
    parser.add_argument("--times", type=int, default=200)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        store = Store(home)
        manager = SimpleNamespace(store=store, list=lambda owner: [])
        functions = {function.__name__: function for function in server_functions(manager)}
        for name in asked.families:
            for size in asked.sizes:
                run = _untrained(store, name, size)
                for what, query in _questions(run).items():
                    times = asyncio.run(_timed(functions["draw_view"], query, asked.times))
                    print(json.dumps({"recipe": name, "pixels": size, "what": what, **times}))


def _untrained(store: Store, name: str, size: int) -> str:
    recipe = named_recipe(name).with_changes(dataset="faces", resolution=size, channels=3)
    folder = store.create(recipe)
    generator, discriminator = build(recipe)
    model = {f"ema.{key}": value for key, value in generator.state_dict().items()}
    model |= {f"d.{key}": value for key, value in discriminator.state_dict().items()}
    write_checkpoint(folder.path / "checkpoints" / "00000001", model, None, {"step": 1, "images": 64, "seconds": 1.0})
    return folder.path.name


def _questions(run: str) -> dict[str, dict]:
    def view(**values: object) -> dict:
        return {"view": {"run": run, **values}}

    return {
        "seed": {**view(tool="time", keyframes=[5]), "here": True, "logits": True},
        "direction": {
            **view(tool="directions", keyframes=[5], method="factorised", amounts=[1.0, -2.0]),
            "here": True,
            "logits": True,
        },
        "scrub": {
            **view(tool="path", keyframes=[1, 2, 3], frames=16, position=0.4),
            "here": True,
            "logits": True,
        },
        "plane 5x5": view(tool="endless", side=5, x=0.3, y=0.1),
    }


async def _timed(function, query: dict, times: int) -> dict[str, float]:
    for _ in range(5):
        answer = await function(query)
        assert "error" not in answer, answer
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        await function(query)
        taken.append(1000 * (time.perf_counter() - start))
    return {
        "median_ms": round(statistics.median(taken), 1),
        "p95_ms": round(statistics.quantiles(taken, n=20)[-1], 1),
    }


if __name__ == "__main__":
    main()
