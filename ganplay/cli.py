"""The command line: the same verbs as the page, without a browser.

Exit codes: 0 done, 2 refused (one sentence on stderr), 1 anything else.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ganplay import __version__
from ganplay.data.catalog import CATALOG
from ganplay.recipe import NAMED, RecipeError
from ganplay.runs.folder import RunError

EPILOG = "Without a command, ganplay starts the page. RUN is a folder, an id of the store or a pretrained model's name."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    parser = build_parser()
    options = parser.parse_args(arguments)
    try:
        return options.do(options) or 0
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of the output has seen enough
        sys.stderr.close()
        return 1
    except Exception as error:
        if not isinstance(error, _refusals()):
            raise  # Python prints the trace and exits with 1
        print(f"ganplay: {error}", file=sys.stderr)
        return 2


def _refusals() -> tuple[type[Exception], ...]:
    """Errors whose text is a sentence for the user. Those of rooms that were never entered cannot occur."""
    kinds: list[type[Exception]] = [RecipeError, RunError]
    for module, name in (
        ("ganplay.data.pictures", "DataError"),
        ("ganplay.training.checkpoint", "CheckpointError"),
        ("ganplay.latent.error", "LatentError"),
    ):
        if module in sys.modules and hasattr(sys.modules[module], name):
            kinds.append(getattr(sys.modules[module], name))
    return tuple(kinds)


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ganplay", description=__doc__.splitlines()[0], epilog=EPILOG)
    parser.add_argument("--version", action="version", version=f"ganplay {__version__}")
    parser.set_defaults(do=start_page)
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND")

    verb = verbs.add_parser("train", help="train a GAN, or go on training one")
    verb.add_argument("recipe", nargs="?", help=f"{', '.join(NAMED)}, or a recipe.json; not needed with --resume")
    verb.add_argument("--data", help="a data set (see ganplay datasets), a folder or a zip of pictures")
    verb.add_argument("--data-root", type=Path, help="where torchvision's data sets lie or are downloaded to")
    verb.add_argument("--steps", help="train this many generator steps")
    verb.add_argument("--images", help="train on this many pictures")
    verb.add_argument("--seconds", help="train this long; set-up, evaluation and saving are not counted")
    verb.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="change a setting of the recipe")
    verb.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda", "mps"))
    verb.add_argument("--seed", help="another seed, another run")
    verb.add_argument("--resume", action="store_true", help="go on with the run in --run")
    verb.add_argument("--run", help="the folder of the run; by default the store keeps it under a new id")
    verb.add_argument("--json", action="store_true", help="at the end print one JSON object about the run")
    verb.set_defaults(do=train)

    verb = verbs.add_parser("sample", help="draw pictures with the averaged generator of a run")
    verb.add_argument("run", metavar="RUN")
    verb.add_argument("--n", type=int, default=64, help="how many pictures, one a seed (64)")
    verb.add_argument("--seed", type=int, default=0, help="the first seed (0)")
    verb.add_argument("--out", type=Path, required=True, help="a .png (grid), a .npz (images: N,H,W,C), or a folder")
    verb.add_argument("--checkpoint", type=int, metavar="STEP", help="an earlier moment of the run")
    verb.set_defaults(do=sample)

    verb = verbs.add_parser("morph", help="write a film from seed to seed")
    verb.add_argument("run", metavar="RUN")
    verb.add_argument("--seeds", required=True, help="2 to 8 seeds, as in 3,7,11")
    verb.add_argument("--frames", type=int, default=120, help="how many pictures in all (120)")
    verb.add_argument("--fps", type=float, default=24, help="pictures a second (24)")
    verb.add_argument("--open", action="store_true", help="end at the last seed; without it the film is a loop")
    verb.add_argument("--mode", choices=("slerp", "lerp"), default="slerp", help="arcs (slerp), or straight lines")
    verb.add_argument("--out", type=Path, required=True, help="a .mp4 or a .gif")
    verb.add_argument("--checkpoint", type=int, metavar="STEP", help="an earlier moment of the run")
    verb.set_defaults(do=morph)

    verb = verbs.add_parser("runs", help="list, show, export, pack, unpack or remove runs")
    verb.set_defaults(do=list_runs, json=False)
    actions = verb.add_subparsers(metavar="ACTION")
    action = actions.add_parser("list", help="the runs of the store and the pretrained ones")
    action.set_defaults(do=list_runs)
    action.add_argument("--json", action="store_true")
    action = actions.add_parser("show", help="one run: its recipe, status and checkpoints")
    action.set_defaults(do=show_run)
    action.add_argument("run", metavar="RUN")
    action.add_argument("--json", action="store_true")
    action = actions.add_parser("export", help="copy a run, made small, to share it")
    action.set_defaults(do=export_run)
    action.add_argument("run", metavar="RUN")
    action.add_argument("destination", metavar="DEST", type=Path)
    action.add_argument("--checkpoints", type=int, default=12, help="how many moments to keep (12)")
    action = actions.add_parser("pack", help="write a run as one file, whole: it can be resumed elsewhere")
    action.set_defaults(do=pack_run)
    action.add_argument("run", metavar="RUN")
    action.add_argument("file", metavar="FILE.ganplay", type=Path)
    action = actions.add_parser("unpack", help="make a run of such a file, after checking all of it")
    action.set_defaults(do=unpack_run)
    action.add_argument("file", metavar="FILE", type=Path)
    action.add_argument("--run", metavar="DIR", type=Path, help="its folder; by default the store keeps it")
    action.add_argument("--data", help="the pictures of a run that was trained on pictures of your own")
    action = actions.add_parser("remove", help="delete a run of the store")
    action.set_defaults(do=remove_run)
    action.add_argument("run", metavar="ID")

    verb = verbs.add_parser("recipes", help="the named recipes and their sources")
    verb.add_argument("--json", action="store_true")
    verb.set_defaults(do=list_recipes)
    verb = verbs.add_parser("datasets", help="the data sets ganplay knows")
    verb.add_argument("--json", action="store_true")
    verb.set_defaults(do=list_datasets)
    return parser


def start_page(options: argparse.Namespace) -> None:
    from ganplay.ui import launch

    launch(quiet=False)


def train(options: argparse.Namespace) -> int:
    from ganplay.runs.session import train_here

    return train_here(options)


def sample(options: argparse.Namespace) -> None:
    from ganplay.runs.sampling import sample_to

    run = _store().find(options.run)
    count = sample_to(run, options.out, n=options.n, seed=options.seed, step=options.checkpoint)
    print(f"{count} pictures in {options.out}")


def morph(options: argparse.Namespace) -> None:
    from ganplay.latent.error import LatentError

    try:
        seeds = [int(seed) for seed in options.seeds.split(",")]
    except ValueError:
        raise LatentError(
            f"Seeds are whole numbers with commas between, not {options.seeds!r}: as in 3,7,11."
        ) from None
    networks = _store().find(options.run).networks(options.checkpoint)
    from tqdm import tqdm

    from ganplay.latent import write_morph

    with tqdm(total=options.frames, unit="frame", disable=None) as bar:  # only on a terminal
        try:
            write_morph(
                networks.generator,
                seeds,
                options.frames,
                options.out,
                fps=options.fps,
                loop=not options.open,
                mode=options.mode,
                progress=lambda fraction: bar.update(round(fraction * options.frames) - bar.n),
            )
        except OSError as error:
            raise RunError(f"{options.out} cannot be written: {error.strerror}.") from None
    print(f"{options.frames} frames in {options.out}")


def list_runs(options: argparse.Namespace) -> None:
    from ganplay.runs.viewers import Viewers

    rows = Viewers(_store()).list("", everyone=True)
    if options.json:
        _print_json(rows)
    elif not rows:
        print("There are no runs yet: ganplay train quick --data shapes makes one.")
    for row in rows if not options.json else ():
        place = f"{row['recipe']} on {row['dataset']}"
        print(f"{row['run']:14} {row['status']:12} step {row['step']:<9} {place:32} {row['title']}".rstrip())


def show_run(options: argparse.Namespace) -> None:
    from ganplay.runs.viewers import row

    run = _store().find(options.run)
    facts = row(run) | {
        "folder": str(run.path),
        "checkpoints": run.checkpoints(),
        "settings": run.recipe.to_dict(),
    }
    if options.json:
        _print_json(facts)
        return
    for name, value in facts.items():
        if name == "settings":
            value = " ".join(f"{key}={setting}" for key, setting in value.items())
        elif name == "checkpoints":
            value = " ".join(map(str, value)) or "none"
        elif name == "budget":
            value = f"{value['value']:g} {value['kind']}" if value["kind"] else "none"
        print(f"{name:12} {value}")


def export_run(options: argparse.Namespace) -> None:
    from ganplay.runs.export import export

    run = _store().find(options.run)
    if options.checkpoints < 1:
        raise RunError("An export keeps at least one checkpoint: give --checkpoints 1 or more.")
    copy = export(run, options.destination, checkpoints=options.checkpoints)
    print(f"{len(copy.checkpoints())} checkpoints in {copy.path}")


def pack_run(options: argparse.Namespace) -> None:
    from ganplay.runs.pack import pack

    run = _store().find(options.run)
    try:
        size = pack(run, options.file)
    except OSError as error:
        raise RunError(f"{options.file} cannot be written: {error.strerror}.") from None
    print(f"{len(run.checkpoints())} checkpoints in {options.file} ({size / 1e6:.1f} MB)")


def unpack_run(options: argparse.Namespace) -> None:
    from ganplay.runs.pack import unpack

    data = options.data or ""
    if data and data not in CATALOG:
        data = str(Path(data).absolute())
    if options.run:
        run = unpack(options.file, options.run, dataset=data)
    else:
        with _store().place() as place:
            run = unpack(options.file, place, dataset=data)
    print(f"{options.run or run.path.name}: {len(run.checkpoints())} checkpoints, {run.status()}")


def remove_run(options: argparse.Namespace) -> None:
    _store().remove(options.run)
    print(f"{options.run} is removed")


def list_recipes(options: argparse.Namespace) -> None:
    rows = [
        {"name": name, "note": named.note, "source": named.source, "settings": named.recipe.to_dict()}
        for name, named in NAMED.items()
    ]
    if options.json:
        _print_json(rows)
    for row in rows if not options.json else ():
        print(f"{row['name']:10} {row['note']}\n{'':10} {row['source']}")


def list_datasets(options: argparse.Namespace) -> None:
    rows = [asdict(info) for info in CATALOG.values()]
    if options.json:
        _print_json(rows)
    for row in rows if not options.json else ():
        colour = "grey" if row["channels"] == 1 else "colour"
        load = f"downloads {row['megabytes']} MB" if row["megabytes"] else "offline"
        print(f"{row['name']:14} {row['size']:>7,} {colour:6} {load:18} {row['source']}")


def _store() -> Any:
    from ganplay.runs.store import Store

    return Store()


def _print_json(value: Any) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    raise SystemExit(main())
