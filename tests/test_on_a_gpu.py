"""The script for a GPU, as far as a machine without one can hold it: its lines, its bounds, its time, its failures."""

from __future__ import annotations

import importlib.util
import json
import math
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "benchmarks" / "on_a_gpu.py"
if not SCRIPT.is_file():
    pytest.skip("needs the source tree", allow_module_level=True)

PARTS = ("environment", "worker", "run", "compare", "zerogpu", "judging", "latent", "metrics", "checkpoint", "bf16")
PARTS += ("asking", "speed")
LONG = {"worker", "metrics", "asking"}  # of these parts the page, the metrics and the reports have tests of their own


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("on_a_gpu", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules["on_a_gpu"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def asked(script, tmp_path):
    return script.Asked(torch.device("cpu"), True, ("vanilla",), tmp_path)


def lines_of(file):
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_the_smallest_form_writes_a_line_a_result(script, tmp_path, monkeypatch):
    for name in ("GANPLAY_HOME", "GANPLAY_CACHE"):
        monkeypatch.setenv(name, str(tmp_path))
    asked = script.Asked(torch.device("cpu"), True, ("vanilla", "points"), tmp_path)
    lines = script.Lines(tmp_path / "lines.jsonl")
    script.measure(asked, [part for part in PARTS if part not in LONG], lines, 250)
    told = {(line["part"], line["what"]): line for line in lines_of(tmp_path / "lines.jsonl")}
    assert not [line for line in told.values() if line["status"] != "ok"]
    assert told["compare", "vanilla"]["compared"] == told["compare", "points"]["compared"] == 2
    assert told["compare", "vanilla"]["apart"] == 0 and told["compare", "vanilla"]["twin"] > 0
    assert set(told["speed", "vanilla"]) > {"fp32", "bf16"}
    assert "bf16" not in told["speed", "points"] and ("bf16", "points") not in told  # points are precise


@pytest.mark.slow
def test_every_part_runs_as_a_command(tmp_path):
    out = tmp_path / "lines.jsonl"
    command = [sys.executable, str(SCRIPT), "--small", "--device", "cpu", "--recipes", "vanilla", "--out", str(out)]
    place = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=place)
    lines = lines_of(out)
    wrong = [line for line in lines if line["status"] != "ok"]
    assert done.returncode == 0 and not wrong, (wrong, done.stderr)
    assert "There is no GPU here" in done.stdout
    assert tuple(dict.fromkeys(line["part"] for line in lines)) == PARTS
    (page,) = [line for line in lines if line["part"] == "worker"]
    assert page["frames"] >= 2 and page["rows"] >= 2
    assert {"running", "paused", "stopped", "finished"} <= {status for status, _ in page["story"]}


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (lambda steps: steps.losses[1].update(loss_g=steps.losses[1]["loss_g"] + 0.01), "not those of the CPU"),
        (lambda steps: steps.losses[1].update(loss_g=math.nan), "no number"),
        (lambda steps: steps.answers[1].add_(0.01), "untrained networks"),
    ],
)
def test_a_device_that_computes_otherwise_is_found(script, asked, monkeypatch, fault, sentence):
    path_of, nudges = script.path_of, []

    def third_off(recipe, data, device, seconds, nudge=0.0):
        nudges.append(nudge)
        steps = path_of(recipe, data, device, seconds, nudge)
        if len(nudges) == 3:
            fault(steps)
        return steps

    monkeypatch.setattr(script, "path_of", third_off)
    with pytest.raises(script.Failed, match=sentence) as found:
        script.compared(asked, "vanilla")
    assert nudges == [0.0, script.NUDGE, 0.0]
    assert found.value.figures["steps"] == 2


def test_two_trainings_see_the_same_noise_whatever_they_drew_before(script):
    drawn = []
    for before in (0, 3):
        own = torch.Generator().manual_seed(before)
        with script.FromTheCPU(7):
            drawn.append([torch.randn(4, generator=own), torch.randint(9, (5,), generator=own)])
    assert all(torch.equal(one, other) for one, other in zip(*drawn, strict=True))
    expected = torch.randn(4, generator=torch.Generator().manual_seed(7))
    assert torch.equal(drawn[0][0], expected)


def test_a_failure_is_written_with_its_traceback_and_the_next_case_runs(script, asked, tmp_path, monkeypatch, capsys):
    def cases(_):
        def broken():
            script.check(False, "It does not hold.", {"figure": 3})

        yield "broken", broken
        yield "whole", lambda: {"figure": 4}

    monkeypatch.setitem(script.PARTS, "environment", cases)
    lines = script.Lines(tmp_path / "lines.jsonl")
    script.measure(asked, ["environment"], lines, 60)
    broken, whole = lines_of(tmp_path / "lines.jsonl")
    assert (broken["status"], broken["figure"], broken["error"]) == ("failed", 3, "Failed: It does not hold.")
    assert "in broken" in broken["traceback"]
    assert (whole["status"], whole["figure"]) == ("ok", 4)
    assert lines.counts == {"ok": 1, "failed": 1, "not run": 0}
    assert "Traceback" not in capsys.readouterr().out


def test_what_there_is_no_time_for_is_written_as_not_run(script, asked, tmp_path):
    lines = script.Lines(tmp_path / "lines.jsonl")
    script.measure(asked, ["environment", "compare"], lines, 0)
    told = [(line["part"], line["what"], line["status"]) for line in lines_of(tmp_path / "lines.jsonl")]
    assert told == [("environment", "machine", "not run"), ("compare", "vanilla", "not run")]


@pytest.mark.parametrize(("failed", "status"), [(False, 0), (True, 1)])
def test_the_exit_status_tells_of_failures(script, tmp_path, monkeypatch, failed, status):
    def case(_):
        yield "one", lambda: {} if not failed else script.check(False, "No.")

    monkeypatch.setitem(script.PARTS, "environment", case)
    monkeypatch.setattr(sys, "argv", ["x", "--parts", "environment", "--out", str(tmp_path / "lines.jsonl")])
    for name in ("GANPLAY_HOME", "GANPLAY_CACHE"):
        monkeypatch.setenv(name, str(tmp_path))
    assert script.main() == status
