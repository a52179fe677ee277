"""What the pure scripts of the Learn tab's figures compute, for tests that hold it to the core and to PyTorch."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


def called(*asked: tuple[str, str, list[Any]]) -> list[Any]:
    """What each of these returns: a module of the figures, the name of a function or a constant, its arguments."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("what the figures' scripts compute can only be asked where there is Node: https://nodejs.org")
    command = [node, str(HERE / "called.js")]
    run = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 0, run.stderr[-4000:]
    return json.loads(run.stdout)
