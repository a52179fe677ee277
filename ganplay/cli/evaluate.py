"""`ganplay evaluate`: every figure that applies to a run, with its floor and its sample size."""

from __future__ import annotations

import argparse
from contextlib import suppress
from pathlib import Path
from typing import Any

from ganplay.cli.shared import Verbs, print_json, store
from ganplay.metrics.report import HEAD
from ganplay.recipe import RecipeError, kind_of


def add(verbs: Verbs) -> None:
    verb = verbs.add_parser("evaluate", help="every figure that applies to a run, with its floor and its sample size")
    verb.add_argument("run", metavar="RUN")
    verb.add_argument("--json", action="store_true", help="print one JSON document")
    verb.add_argument("--checkpoint", type=int, metavar="STEP", help="an earlier moment of the run")
    verb.add_argument("--data-root", type=Path, help="where torchvision's data sets lie, for a run without real ones")
    verb.add_argument("--n", type=int, default=1000, help="generated pictures to measure (1000); 0: D's figures alone")
    what = "FID as well, of 2,049 pictures or more (--n), by the Inception network: about 90 MB, downloaded once"
    verb.add_argument("--inception", action="store_true", help=what)
    verb.set_defaults(do=run)


def run(options: argparse.Namespace) -> None:
    from ganplay.metrics.kinds import entry as metrics_of
    from ganplay.runs.asking.evaluate import evaluate
    from ganplay.runs.asking.report import keep_report

    found = store().find(options.run)
    if options.inception and not (options.n and metrics_of(kind_of(found.recipe)).INCEPTION):
        raise RecipeError("FID is measured of pictures: leave --inception out, or choose --n 2049 or more.")
    facts = evaluate(found, options.checkpoint, options.data_root, options.n, inception=options.inception)
    with suppress(OSError):  # it is told here, whether or not it can be kept
        keep_report(found, facts)
    if options.json:
        print_json(facts)
        return
    above = "" if facts["threshold"] is None else f", real above {facts['threshold']:g}"
    print(f"{facts['run']} at step {facts['step']}, {facts['loss']} loss{above}")
    if facts["discriminator"]:
        _print_judgement(facts)
    if report := facts["generator"]:
        _print_generator(report)


def _print_generator(report: dict[str, Any]) -> None:
    if data := report["data"]:
        where = "that the run kept" if data["kept"] else "of its data set"
        print(f"G against {data['training']:,} training and {data['held_out']:,} held-out pictures {where}")
    else:
        print(HEAD)
    print("\n".join(report["lines"]))


def _print_judgement(facts: dict[str, Any]) -> None:
    for side, found in facts["discriminator"].items():
        figures = ", ".join(
            f"{name} {found[name]:.3f}" + (f" (chance {found['chance'][name]:.3f})" if name in found["chance"] else "")
            for name in ("accuracy", "precision", "recall", "f1", "auc", "ap")
        )
        kind = side.replace("_", "-")
        print(
            f"D on {found['n_real']} {kind} real and {found['n_generated']} generated pictures, the kinds weighing the "
            f"same: {figures}"
        )
    if calibration := facts["calibration"]:
        counts = f"{calibration['n_real']} held-out real and {calibration['n_generated']} generated pictures"
        error = f"{calibration['ece']:.3f} (floor {calibration['ece_floor']:.3f})"
        print(f"calibration on {counts}: expected error {error}")
    else:
        lacking = "too few held-out pictures" if facts["calibration_applies"] else "this loss has no probabilities"
        print(f"calibration: none, {lacking}")
    for name, found in facts["samples"].items():
        print(
            f"{name} {found['value']:.3f} of {found['n_generated']} generated against {found['n_real']} held-out real "
            f"pictures (real {found['floor']:.3f}, of {found['n_floor']} trained on)"
        )
