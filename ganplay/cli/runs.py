"""`ganplay runs`: list, show, export, pack, unpack or remove runs."""

from __future__ import annotations

import argparse
from pathlib import Path

from ganplay.cli.shared import Verbs, print_json, store
from ganplay.runs.store.folder import LIVE_STATUSES, RunError, is_run


def add(verbs: Verbs) -> None:
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


def list_runs(options: argparse.Namespace) -> None:
    from ganplay.runs.server.viewers import Viewers

    rows = Viewers(store()).list("", everyone=True)
    if options.json:
        print_json(rows)
        return
    if not rows:
        print("There are no runs yet: ganplay train quick --data shapes makes one.")
    for row in rows:
        place = f"{row['recipe']}{', changed' if row['changed'] else ''} on {row['dataset']}"
        title = "" if row["pretrained"] else row["title"]
        print(f"{row['run']:14} {row['status']:12} step {row['step']:<9} {place:32} {title}".rstrip())


def show_run(options: argparse.Namespace) -> None:
    from ganplay.runs.server.viewers import row
    from ganplay.runs.store.description import noted
    from ganplay.ui.words import say

    run = store().find(options.run)
    facts = row(run) | {
        "folder": str(run.path),
        "checkpoints": run.checkpoints(),
        "settings": run.recipe.to_dict(),
        "notes": [note["text"] for note in noted(run.meta())],
    }
    if options.json:
        print_json(facts)
        return
    for name, value in facts.items():
        if name == "settings":
            value = " ".join(f"{key}={setting}" for key, setting in value.items())
        elif name == "changed":
            value = " ".join(f"{key}={facts['settings'][key]}" for key in value) or "nothing"
        elif name == "notes":
            value = f"\n{'':12} ".join(value) or "none"
        elif name == "checkpoints":
            value = " ".join(map(str, value)) or "none"
        elif name == "verdict" and value:
            value = say(f"live.verdict.{value}" + ("" if facts["status"] in (*LIVE_STATUSES, "queued") else ".past"))
        elif name == "budget":
            value = f"{value['value']:g} {value['kind']}" if value["kind"] else "none"
        print(f"{name:12} {value}")


def export_run(options: argparse.Namespace) -> None:
    from ganplay.runs.transfer.export import export

    run = store().find(options.run)
    if options.checkpoints < 1:
        raise RunError("An export keeps at least one checkpoint: give --checkpoints 1 or more.")
    try:
        copy = export(run, options.destination, checkpoints=options.checkpoints)
    except OSError as error:
        raise RunError(f"{options.destination} cannot be written: {(error.strerror or str(error)).lower()}.") from error
    print(f"{len(copy.checkpoints())} checkpoints in {copy.path}")


def pack_run(options: argparse.Namespace) -> None:
    from ganplay.runs.transfer.pack import pack

    run = store().find(options.run)
    try:
        size = pack(run, options.file)
    except OSError as error:
        raise RunError(f"{options.file} cannot be written: {error.strerror}.") from error
    print(f"{len(run.checkpoints())} checkpoints in {options.file} ({size / 1e6:.1f} MB)")


def unpack_run(options: argparse.Namespace) -> None:
    from ganplay.runs.transfer.pack import unpack

    if options.file.is_dir():
        way = (
            "it is a run already, and is used where it is" if is_run(options.file) else "give the file that it lies in"
        )
        raise RunError(f"{options.file} is a folder, and what is unpacked is a file: {way}.")
    from ganplay.runs.server.session import dataset_named

    data = dataset_named(options.data) if options.data else ""
    try:
        if options.run:
            run = unpack(options.file, options.run, dataset=data)
        else:
            with store().place() as place:
                run = unpack(options.file, place, dataset=data)
    except OSError as error:
        where = error.filename or options.run or options.file
        raise RunError(f"{where} cannot be used: {(error.strerror or str(error)).lower()}.") from error
    print(f"{options.run or run.path.name}: {len(run.checkpoints())} checkpoints, {run.status()}")


def remove_run(options: argparse.Namespace) -> None:
    store().remove(options.run)
    print(f"{options.run} is removed")
