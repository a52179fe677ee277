"""Train the runs that ship in pretrained/, and export them: a dozen checkpoints each, float16, no training state.

    python benchmarks/make_pretrained.py --data-root DIR [--only mnist faces] [--seconds 480]

Alone on two CPU cores this takes about the training seconds of each run. What is there already is replaced only when
its run has finished.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from ganplay.cli import main as ganplay
from ganplay.runs.export import export
from ganplay.runs.folder import RunFolder

PRETRAINED = Path(__file__).parents[1] / "pretrained"
RUNS = ("mnist", "faces")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data-root", type=Path, required=True, help="where MNIST lies, or is downloaded to")
    parser.add_argument("--only", nargs="+", choices=RUNS, default=list(RUNS))
    parser.add_argument("--seconds", type=float, default=480)
    asked = parser.parse_args()

    for name in asked.only:
        with tempfile.TemporaryDirectory() as scratch:
            run = Path(scratch) / name
            budget = ["--seconds", str(asked.seconds)]
            place = ["--data-root", str(asked.data_root), "--run", str(run)]
            if ganplay(["train", "quick", "--data", name, *budget, *place]):
                raise SystemExit(f"{name} did not finish, and pretrained/{name} stays as it was.")
            shutil.rmtree(PRETRAINED / name, ignore_errors=True)
            export(RunFolder(run), PRETRAINED / name)
            size = sum(file.stat().st_size for file in (PRETRAINED / name).rglob("*") if file.is_file())
            print(f"pretrained/{name}: {size / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
