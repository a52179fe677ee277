"""`ganplay` without a command: the page."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any


def add(parser: argparse.ArgumentParser) -> None:
    """The options that stand before any command."""
    parser.set_defaults(do=run)
    page = parser.add_argument_group("the page, when there is no command")
    page.add_argument("--host", help="whom to listen to: 127.0.0.1 (this machine alone), 0.0.0.0 (its network) ...")
    page.add_argument("--port", type=int, help="by default the first free one from 7860")
    page.add_argument("--auth", type=Path, metavar="FILE", help="let in only the accounts in FILE: lines name:password")
    page.add_argument("--share", action="store_true", help="also give it a public address of Gradio's, for a week")
    name = "one more name that the page answers to; may be given several times"
    page.add_argument("--allow-host", action="append", default=[], metavar="NAME", help=name)
    page.add_argument("--proxy", default="", metavar="ADDRESS", help="where a reverse proxy serves the page: NAME/PATH")
    page.add_argument("--data-root", type=Path, dest="page_root", help="where torchvision's data sets lie")
    page.add_argument("--device", dest="page_device", choices=("auto", "cpu", "cuda", "mps"))


def run(options: argparse.Namespace) -> None:
    from ganplay.ui.hosting import serve

    wanted = chosen(options)
    serve(**wanted | {"device": wanted["device"] or "auto"})


def chosen(options: argparse.Namespace) -> dict[str, Any]:
    """What the options say of the page, as `ganplay.ui.hosting.serve` takes it."""
    return {
        "host": options.host,
        "port": options.port,
        "auth": options.auth,
        "share": options.share,
        "allow_host": options.allow_host,
        "proxy": options.proxy,
        "data_root": options.page_root,
        "device": options.page_device,
    }
