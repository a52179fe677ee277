"""The command line: the same verbs as the page, without a browser.

Exit codes: 0 done, 2 refused (one sentence on stderr), 1 anything else.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ganplay import __version__
from ganplay.data import NAMES
from ganplay.data.kinds import entry, kind_named
from ganplay.recipe import NAMED, kind_of
from ganplay.recipe.failures import FAILURES
from ganplay.recipe.fields import RecipeError
from ganplay.recipe.kinds import LATENT
from ganplay.recipe.named import SIZES
from ganplay.runs.store.folder import RunError

CODE_HELP = "of an infogan run: fix a code, as in c1=3 (the category) or c2=-1.5; may be given several times"
EPILOG = "Without a command, ganplay starts the page. RUN is a folder, an id of the store or a pretrained model's name."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    parser = build_parser()
    options = parser.parse_args(arguments)
    if options.do is not start_page and (given := [name for name, value in _page_options(options).items() if value]):
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
        ("ganplay.scoring.error", "ScoringError"),
        ("ganplay.metrics.error", "MetricError"),
    ):
        if module in sys.modules and hasattr(sys.modules[module], name):
            kinds.append(getattr(sys.modules[module], name))
    return tuple(kinds)


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ganplay", description=__doc__.splitlines()[0], epilog=EPILOG)
    parser.add_argument("--version", action="version", version=f"ganplay {__version__}")
    parser.set_defaults(do=start_page)
    page = parser.add_argument_group("the page, when there is no command")
    page.add_argument("--host", help="whom to listen to: 127.0.0.1 (this machine alone), 0.0.0.0 (its network) ...")
    page.add_argument("--port", type=int, help="by default the first free one from 7860")
    page.add_argument("--auth", type=Path, metavar="FILE", help="let in only the accounts in FILE: lines name:password")
    page.add_argument("--share", action="store_true", help="also give it a public address of Gradio's, for a week")
    page.add_argument("--data-root", type=Path, dest="page_root", help="where torchvision's data sets lie")
    page.add_argument("--device", dest="page_device", choices=("auto", "cpu", "cuda", "mps"))
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND")

    verb = verbs.add_parser("train", help="train a GAN, or go on training one")
    verb.add_argument("recipe", nargs="?", help=f"{', '.join(NAMED)}, or a recipe.json; not needed with --resume")
    verb.add_argument("--failure", metavar="NAME", help="in place of a recipe: one that fails (see ganplay failures)")
    verb.add_argument("--remedy", action="store_true", help="with --failure: its remedy instead")
    verb.add_argument("--size", choices=SIZES, help="tiny: a minute on a CPU; small: an hour on one; full: a GPU")
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
    verb.add_argument("--class", dest="only", help="of a conditional run: this class alone, by name or number")
    verb.add_argument("--code", action="append", default=[], metavar="C=VALUE", help=CODE_HELP)
    verb.add_argument("--out", type=Path, required=True, help="a .png (grid), a .npz (images: N,H,W,C), or a folder")
    verb.add_argument("--checkpoint", type=int, metavar="STEP", help="an earlier moment of the run")
    verb.set_defaults(do=sample)

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
    verb.set_defaults(do=score)

    verb = verbs.add_parser("evaluate", help="every figure that applies to a run, with its floor and its sample size")
    verb.add_argument("run", metavar="RUN")
    verb.add_argument("--json", action="store_true", help="print one JSON document")
    verb.add_argument("--checkpoint", type=int, metavar="STEP", help="an earlier moment of the run")
    verb.add_argument("--data-root", type=Path, help="where torchvision's data sets lie, for a run without real ones")
    verb.add_argument("--n", type=int, default=1000, help="generated pictures to measure (1000); 0: D's figures alone")
    what = "FID as well, of 2,049 pictures or more (--n), by the Inception network: about 90 MB, downloaded once"
    verb.add_argument("--inception", action="store_true", help=what)
    verb.set_defaults(do=evaluate)

    verb = verbs.add_parser("morph", help="write a film from seed to seed")
    verb.add_argument("run", metavar="RUN")
    verb.add_argument("--seeds", required=True, help="2 to 8 seeds, as in 3,7,11")
    verb.add_argument("--frames", type=int, default=120, help="how many pictures in all (120)")
    verb.add_argument("--fps", type=float, default=24, help="pictures a second (24)")
    verb.add_argument("--open", action="store_true", help="end at the last seed; without it the film is a loop")
    verb.add_argument("--class", dest="only", help="of a conditional run: the class to draw, by name or number")
    verb.add_argument("--code", action="append", default=[], metavar="C=VALUE", help=CODE_HELP)
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
    action = actions.add_parser("pack", help="write a run as one file, whole: resumed elsewhere if it can be here")
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
    verb = verbs.add_parser("failures", help="recipes that fail on purpose, with their remedies")
    verb.add_argument("--json", action="store_true")
    verb.set_defaults(do=list_failures)
    verb = verbs.add_parser("datasets", help="the data sets ganplay knows")
    verb.add_argument("--json", action="store_true")
    verb.set_defaults(do=list_datasets)
    return parser


def start_page(options: argparse.Namespace) -> None:
    from ganplay.ui.hosting import serve

    wanted = _page_options(options)
    serve(**wanted | {"device": wanted["device"] or "auto"})


def _page_options(options: argparse.Namespace) -> dict[str, Any]:
    return {
        "host": options.host,
        "port": options.port,
        "auth": options.auth,
        "share": options.share,
        "data_root": options.page_root,
        "device": options.page_device,
    }


def train(options: argparse.Namespace) -> int:
    from ganplay.runs.server.session import train_here

    return train_here(options)


def sample(options: argparse.Namespace) -> None:
    from ganplay.runs.asking.sampling import sample_to

    run = _store().find(options.run)
    chosen = {"only": options.only, "codes": options.code}
    count = sample_to(run, options.out, n=options.n, seed=options.seed, step=options.checkpoint, **chosen)
    print(f"{count} {kind_of(run.recipe).name} in {options.out}")


def score(options: argparse.Namespace) -> int:
    from ganplay.runs.asking.score import Judge, score_files

    judge = Judge(_store().find(options.run), options.checkpoint, options.data_root)
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
        print(json.dumps(row, ensure_ascii=False) if options.json else _score_line(row), flush=True)
    return 0 if scored else 2


def _score_line(row: dict[str, Any]) -> str:
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
        said.append("unlike anything it was trained on, so the score means little")
    return ", ".join(said)


def evaluate(options: argparse.Namespace) -> None:
    from ganplay.metrics.kinds import entry as metrics_of
    from ganplay.runs.asking.evaluate import evaluate as measure
    from ganplay.runs.asking.report import keep_report

    run = _store().find(options.run)
    if options.inception and not (options.n and metrics_of(kind_of(run.recipe)).INCEPTION):
        raise RecipeError("FID is measured of pictures: leave --inception out, or choose --n 2049 or more.")
    facts = measure(run, options.checkpoint, options.data_root, options.n, inception=options.inception)
    with suppress(OSError):  # it is told here, whether or not it can be kept
        keep_report(run, facts)
    if options.json:
        _print_json(facts)
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
        print(f"{'':16} {'generated':>10} {'real':>10} {'n':>7}")
    print("\n".join(report["lines"]))


def _print_judgement(facts: dict[str, Any]) -> None:
    for side, found in facts["discriminator"].items():
        figures = ", ".join(
            f"{name} {found[name]:.3f}" + (f" (chance {found['chance'][name]:.3f})" if name in found["chance"] else "")
            for name in ("accuracy", "precision", "recall", "f1", "auc", "ap")
        )
        kind = side.replace("_", "-")
        print(f"D on {found['n_real']} {kind} real and {found['n_generated']} generated pictures: {figures}")
    if calibration := facts["calibration"]:
        counts = f"{calibration['n_real']} held-out real and {calibration['n_generated']} generated pictures"
        error = f"{calibration['ece']:.3f} (floor {calibration['ece_floor']:.3f})"
        print(f"calibration on {counts}: expected error {error}")
    else:
        lacking = "too few held-out pictures" if facts["calibration_applies"] else "this loss has no probabilities"
        print(f"calibration: none, {lacking}")
    for name, found in facts["samples"].items():
        counts = ", ".join(f"{key.removeprefix('n_')} {found[key]}" for key in found if key.startswith("n_"))
        print(f"{name} {found['value']:.3f} (real pictures {found['floor']:.3f}; {counts})")


def morph(options: argparse.Namespace) -> None:
    from ganplay.latent.error import LatentError

    try:
        seeds = [int(seed) for seed in options.seeds.split(",")]
    except ValueError:
        raise LatentError(
            f"Seeds are whole numbers with commas between, not {options.seeds!r}: as in 3,7,11."
        ) from None
    from ganplay.runs.asking.rooms import must_be_open

    run = _store().find(options.run)
    must_be_open(run.recipe, LATENT)
    from ganplay.runs.asking.sampling import class_number, with_codes

    networks = with_codes(run.networks(options.checkpoint), options.code)
    if options.only is not None:
        networks = networks.of_class(class_number(networks, options.only))
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
    from ganplay.runs.server.viewers import Viewers

    rows = Viewers(_store()).list("", everyone=True)
    if options.json:
        _print_json(rows)
        return
    if not rows:
        print("There are no runs yet: ganplay train quick --data shapes makes one.")
    for row in rows:
        place = f"{row['recipe']} on {row['dataset']}"
        print(f"{row['run']:14} {row['status']:12} step {row['step']:<9} {place:32} {row['title']}".rstrip())


def show_run(options: argparse.Namespace) -> None:
    from ganplay.runs.server.viewers import row

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
    from ganplay.runs.transfer.export import export

    run = _store().find(options.run)
    if options.checkpoints < 1:
        raise RunError("An export keeps at least one checkpoint: give --checkpoints 1 or more.")
    copy = export(run, options.destination, checkpoints=options.checkpoints)
    print(f"{len(copy.checkpoints())} checkpoints in {copy.path}")


def pack_run(options: argparse.Namespace) -> None:
    from ganplay.runs.transfer.pack import pack

    run = _store().find(options.run)
    try:
        size = pack(run, options.file)
    except OSError as error:
        raise RunError(f"{options.file} cannot be written: {error.strerror}.") from None
    print(f"{len(run.checkpoints())} checkpoints in {options.file} ({size / 1e6:.1f} MB)")


def unpack_run(options: argparse.Namespace) -> None:
    from ganplay.runs.transfer.pack import unpack

    data = options.data or ""
    if data and data not in NAMES:
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
        | {"sizes": {size: recipe.to_dict() for size, recipe in named.sizes.items()}}
        for name, named in NAMED.items()
    ]
    if options.json:
        _print_json(rows)
        return
    for row in rows:
        print(f"{row['name']:10} {row['note']}\n{'':10} {row['source']}")


def list_failures(options: argparse.Namespace) -> None:
    rows = [asdict(failure) | {"recipe": failure.recipe().to_dict()} for failure in FAILURES.values()]
    if options.json:
        _print_json(rows)
        return
    for row in rows:
        remedy = ", ".join(f"{name}={value}" for name, value in row["remedy"].items())
        print(f"{row['name']:18} {row['question']}\n{'':18} remedy: {remedy}\n{'':18} {row['source']}")


def list_datasets(options: argparse.Namespace) -> None:
    rows = [entry(kind_named(name)).facts(name) for name in NAMES]
    if options.json:
        _print_json(rows)
        return
    for row in rows:
        look = entry(kind_named(row["name"])).look(row["name"])
        load = f"downloads {row['megabytes']} MB" if row["megabytes"] else "offline"
        print(f"{row['name']:14} {row['size']:>7,} {look:6} {load:18} {row['source']}")


def _store() -> Any:
    from ganplay.runs.store.store import Store

    return Store()


def _print_json(value: Any) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    raise SystemExit(main())
