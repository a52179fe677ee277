"""The program ends in order, whatever its threads are inside of."""

from __future__ import annotations

import subprocess
import sys

import pytest

SHARED = """
import asyncio, threading
import torch
from ganplay.ui.kit.fair.ending import ending
from ganplay.ui.kit.fair.lanes import Lanes
from ganplay.ui.kit.jobs import Jobs

began, lanes = threading.Event(), Lanes()
network = torch.nn.Sequential(torch.nn.Linear(64, 64), torch.nn.ReLU(), torch.nn.Linear(64, 1))

def step():
    network(torch.randn(32, 64)).sum().backward()
    began.set()
"""
WORK = """
def work(job):
    while True:
        step()
        job.tell(fraction=0.5)

jobs = Jobs(lanes)
jobs.start(work)
"""
QUESTION = """
def question():
    while not ending.is_set():
        step()
    step()
    print("answered", flush=True)

threading.Thread(target=lambda: asyncio.run(lanes.ask("what", "", question)), daemon=True).start()
"""
LEAVING = """
assert began.wait(200)
"""


@pytest.mark.parametrize(("begun", "printed"), [(WORK, ""), (QUESTION, "answered\n")])
def test_threads_that_are_inside_of_torch_do_not_abort_the_program_that_ends(begun, printed):
    """Without being waited for, each of them does so every time."""
    command = [sys.executable, "-c", SHARED + begun + LEAVING]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=250)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, printed, "")
