"""`ganplay score`: ask the discriminator of a run how real it finds pictures."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from ganplay.cli.shared import Verbs, store


def add(verbs: Verbs) -> None:
    verb = verbs.add_parser("score", help="ask the discriminator of a run how real it finds pictures")
    verb.add_argument("run", metavar="RUN")
    verb.add_argument("images", metavar="IMAGE", nargs="+", help="a picture file, or a folder of them")
    verb.add_argument("--json", action="store_true", help="print one JSON object a picture")
    verb.add_argument("--checkpoint", type=int, metavar="STEP", help="an earlier moment of the run")
    verb.add_argument("--crop", choices=("crop", "fit"), default="", help="centre square, or whole and padded")
    verb.add_argument("--invert", action="store_true", help="turn light and dark round")
    verb.add_argument("--centre", action="store_true", help="put light ink on dark in the middle, as in MNIST")
    verb.add_argument("--drawing", action="store_true", help="dark ink on white, made like the run's pictures")
    verb.add_argument("--data-root", type=Path, help="where torchvision's data sets lie, for a run without real ones")
    verb.set_defaults(do=run)


def run(options: argparse.Namespace) -> int:
    from ganplay.runs.asking.score import Judge, score_files

    judge = Judge(store().find(options.run), options.checkpoint, options.data_root)
    if judge.missing:
        print(f"ganplay: {judge.missing}", file=sys.stderr)
    rows = score_files(
        judge,
        options.images,
        crop=options.crop,
        invert=options.invert,
        centre=options.centre,
        pad=options.drawing,
    )
    scored = 0
    for row in rows:
        scored += "error" not in row
        print(json.dumps(row, ensure_ascii=False) if options.json else _line(row), flush=True)
    return 0 if scored else 2


def _line(row: dict[str, Any]) -> str:
    if "error" in row:
        return f"{row['file']}: {row['error']}"
    said = [f"{row['file']}: logit {row['logit']:+.3f}"]
    if row["verdict"]:
        said.append(f"called {row['verdict']} (threshold {row['threshold']:g})")
    if row["probability"] is not None:
        said.append(f"probability {row['probability']:.3f}")
    places = {"real": row["percentile_real"], "generated": row["percentile_generated"]}
    said.append(" and ".join(f"above {at:.0f} % of {kind}" for kind, at in places.items() if at is not None))
    if row["unfamiliar"]:
        said.append(
            "unlike anything it was trained on (said of 1 % of real pictures at most), so the score means little"
        )
    return ", ".join(said)
