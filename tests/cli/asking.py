"""How the tests of the command line ask it."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from ganplay.cli import main
from ganplay.runs.store.folder import RunFolder

TINY = ["--set", "resolution=28", "--set", "g_width=16", "--set", "d_width=16"]
SMALL = ["--data", "digits", *TINY]


def pictures(folder: Path, count: int = 20, shade: int = 10) -> Path:
    """A folder of small pictures, each of two colours."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        picture = Image.new("RGB", (28, 28), (number * shade, 90, 255 - number * shade))
        picture.paste((255, 255, 255), (7, 7, 21, 21))
        picture.save(folder / f"{number:02d}.png")
    return folder


def train(folder: Path, *arguments: str) -> RunFolder:
    """The run in `folder` after `ganplay train` with these arguments."""
    assert main(["train", *arguments, "--device", "cpu", "--run", str(folder)]) == 0
    return RunFolder(folder)


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
