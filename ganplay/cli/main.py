"""The command line: the same verbs as the page, without a browser.

Exit codes: 0 done, 2 refused (one sentence on stderr), 1 anything else.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from ganplay import __version__
from ganplay.cli import datasets, evaluate, failures, morph, page, recipes, runs, sample, score, share, train
from ganplay.recipe import RecipeError
from ganplay.runs.store.folder import RunError
from ganplay.runs.store.full import NoRoom, disk_is_full

# as `ganplay --help` lists them
COMMANDS = (train, sample, score, evaluate, morph, share, runs, recipes, failures, datasets)
EPILOG = "Without a command, ganplay starts the page. RUN is a folder, an id of the store or a pretrained model's name."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    parser = build_parser()
    options = parser.parse_args(arguments)
    if options.do is not page.run and (given := [name for name, value in page.chosen(options).items() if value]):
        name = given[0].replace("_", "-")
        parser.error(f"--{name} before a command is for the page: write it after the command, or leave one of them out")
    try:
        return options.do(options) or 0
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of the output has seen enough
        sys.stderr.close()
        return 1
    except Exception as error:
        told = NoRoom() if disk_is_full(error) and not isinstance(error, NoRoom) else error
        if not isinstance(told, _refusals()):
            raise  # Python prints the trace and exits with 1
        print(f"ganplay: {told}", file=sys.stderr)
        return 2


def _refusals() -> tuple[type[Exception], ...]:
    """Errors whose text is a sentence for the user. Those of rooms that were never entered cannot occur."""
    kinds: list[type[Exception]] = [RecipeError, RunError]
    for module, name in (
        ("ganplay.data.pictures", "DataError"),
        ("ganplay.training.checkpoint", "CheckpointError"),
        ("ganplay.latent.error", "LatentError"),
        ("ganplay.scoring.error", "ScoringError"),
        ("ganplay.metrics.error", "MetricError"),
    ):
        if module in sys.modules and hasattr(sys.modules[module], name):
            kinds.append(getattr(sys.modules[module], name))
    return tuple(kinds)


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ganplay", description=__doc__.splitlines()[0], epilog=EPILOG)
    parser.add_argument("--version", action="version", version=f"ganplay {__version__}")
    page.add(parser)
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND")
    for command in COMMANDS:
        command.add(verbs)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
