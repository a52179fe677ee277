"""Every failure fails as it says, and its remedy mends it: trained on some seeds, measured, and written down.

python benchmarks/failures.py [NAME ...] [--seeds 0 1 2] [--set KEY=VALUE ...] [--check | --write | --words]

--check ends with 1 where a run lies on the wrong side of its line; --write also writes the page docs/failures.md, where
failures that were not measured now keep their numbers; --words measures nothing and writes the page's words anew.
"""

from __future__ import annotations

import argparse
import queue
import tempfile
import time
from pathlib import Path

from ganplay.recipe import Recipe
from ganplay.recipe.failures import FAILURES, Failure
from ganplay.runs.asking.failures import Outcome, outcome
from ganplay.runs.store.folder import RunFolder
from ganplay.runs.worker.drive import drive, prepare
from ganplay.runs.worker.writer import RunWriter

PAGE = Path(__file__).parents[1] / "docs" / "failures.md"
HEAD = """# Failures

Six ways in which training a GAN is known to fail, each a recipe that fails on purpose and a remedy that mends it: on
the page under **Break it** in the Train tab, where a prediction is asked first, and on the command line:

    ganplay failures
    ganplay train --failure mode-collapse
    ganplay train --failure mode-collapse --remedy

Both runs start from the same seed and differ in nothing but the remedy. The numbers below are of the seeds {seeds}, as
measured by `ganplay.runs.asking.failures` at the end of each run, on one thread of a CPU. To repeat them, and write
this page:

    python benchmarks/failures.py --seeds {seeds} --write
"""


def trained(recipe: Recipe, folder: Path) -> RunFolder:
    """A finished run of the recipe, trained here on one thread."""
    run = RunFolder.create(folder, recipe)
    with RunWriter(run) as writer:
        drive(prepare(writer, device="cpu", threads=1), writer, queue.Queue())
    return run


def told(failure: Failure, value: float | None) -> str:
    if value is None:
        return "diverged"
    return f"{value:.{failure.digits + 2}%}" if failure.unit == "%" else f"{value:.{failure.digits}f}"


def changes(settings: object) -> str:
    return " ".join(f"{name}={value}" for name, value in dict(settings).items())


def table(failure: Failure, outcomes: dict[int, tuple[Outcome, Outcome]]) -> str:
    return "\n".join(
        f"| {seed} | {told(failure, broken.value)} | {told(failure, mended.value)} |"
        for seed, (broken, mended) in outcomes.items()
    )


def tables(page: str) -> dict[str, str]:
    """name -> the rows of its table, as a page has them."""
    found = {}
    for part in page.split("\n## ")[1:]:
        rows = [line for line in part.splitlines() if line.startswith("| ") and line[2].isdigit()]
        found[part.partition("\n")[0]] = "\n".join(rows)
    return found


def section(failure: Failure, rows: str) -> str:
    """One failure of the page."""
    choices = "\n".join(
        f"- {'**' + choice + '**' if index == failure.answer else choice}"
        for index, choice in enumerate(failure.choices)
    )
    side = "above" if failure.above else "below"
    size = f" --size {failure.size}" if failure.size else ""
    return f"""
## {failure.name}

`{failure.base}{size}` with `{changes(failure.settings)}`.

{failure.question}

{choices}

**Watch.** {failure.watch}

**Why.** {failure.why}

**Remedy: `{changes(failure.remedy)}`.** {failure.cure}

{failure.figure}; it fails {side} {told(failure, failure.line)}:

| seed | without | with the remedy |
|---|---|---|
{rows}

Source: {failure.source}.
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(FAILURES))
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--set", nargs="+", default=[], metavar="KEY=VALUE", help="try other settings, for both runs")
    parser.add_argument("--remedy", nargs="+", default=[], metavar="KEY=VALUE", help="try another remedy")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--words", action="store_true")
    asked = parser.parse_args()
    if (asked.write or asked.words) and (asked.set or asked.remedy):
        parser.error("the page tells of failures as they are: leave other settings out")
    wrong, new = 0, {}
    for name in [] if asked.words else asked.names or FAILURES:
        outcomes = {seed: measured(FAILURES[name], seed, asked.set, asked.remedy) for seed in asked.seeds}
        wrong += sum(not broken.fails or mended.fails for broken, mended in outcomes.values())
        new[name] = table(FAILURES[name], outcomes)
    if asked.write or asked.words:
        known = (tables(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else {}) | new
        seeds = " ".join(map(str, asked.seeds))
        sections = (section(failure, known[name]) for name, failure in FAILURES.items())
        PAGE.write_text(HEAD.format(seeds=seeds) + "".join(sections), encoding="utf-8")
    return 1 if wrong and (asked.check or asked.write) else 0


def measured(failure: Failure, seed: int, settings: list[str], remedy: list[str]) -> tuple[Outcome, Outcome]:
    """What comes of the failure and of its remedy, both trained here from one seed."""
    pair = []
    for remedied in (False, True):
        recipe = failure.recipe(seed, remedied=remedied and not remedy).with_settings(settings)
        if remedied:
            recipe = recipe.with_settings(remedy)
        began = time.process_time()
        with tempfile.TemporaryDirectory() as place:
            run = trained(recipe, Path(place) / "run")
            cost = time.process_time() - began
            found, last = outcome(run), run.evaluations()[-1]
        print(
            f"{failure.name} seed {seed} {'remedy' if remedied else 'failure'}: {told(failure, found.value)}"
            f"{'' if found.fails != remedied else '  WRONG SIDE'} (line {told(failure, failure.line)}; diversity "
            f"{last['diversity']:.2f} gap {last['gap']:.2f} accuracy {last['accuracy']:.2f}, {last['verdict']}, "
            f"{cost:.0f} CPU s)",
            flush=True,
        )
        pair.append(found)
    return pair[0], pair[1]


if __name__ == "__main__":
    raise SystemExit(main())
