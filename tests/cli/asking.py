"""How the tests of the command line ask it."""

from __future__ import annotations

from pathlib import Path

from ganplay.cli import main

SMALL = ["--data", "digits", "--set", "resolution=28", "--set", "g_width=16", "--set", "d_width=16"]


def refused(capsys, *arguments: str) -> str:
    """The one sentence with which these arguments are refused."""
    assert main(list(arguments)) == 2
    said = capsys.readouterr().err.strip().splitlines()
    assert len(said) == 1
    assert said[0].endswith((".", ")."))
    return said[0]


def sampled(run: Path, out: Path, *arguments: str) -> Path:
    assert main(["sample", str(run), "--n", "4", "--out", str(out), *arguments]) == 0
    return out


def printed(capsys, *arguments: str) -> list[str]:
    """The lines that a command which succeeds prints."""
    capsys.readouterr()
    assert main(list(arguments)) == 0
    return capsys.readouterr().out.strip().splitlines()
