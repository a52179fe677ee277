"""The list of faults that the suite is tried with stays true: each can still be made, in one place, and be seen."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "benchmarks" / "faults.py"
if not SCRIPT.is_file():
    pytest.skip("needs the source tree", allow_module_level=True)

spec = importlib.util.spec_from_file_location("faults", SCRIPT)
faults = importlib.util.module_from_spec(spec)
sys.modules["faults"] = faults  # dataclasses look their module up
spec.loader.exec_module(faults)


@pytest.mark.parametrize("fault", faults.FAULTS, ids=lambda fault: fault.name)
def test_a_fault_can_be_made_in_one_place(fault):
    text = (ROOT / fault.file).read_text(encoding="utf-8")
    assert text.count(fault.before) == 1 and fault.after != fault.before
    if fault.file.endswith(".py"):  # what no longer compiles would be seen by any test
        compile(text.replace(fault.before, fault.after), fault.file, "exec")
    assert all((ROOT / part).is_file() for part in fault.part if part.startswith("tests/"))


def test_thirty_faults_and_more_have_names_of_their_own():
    names = [fault.name for fault in faults.FAULTS]
    assert len(set(names)) == len(names) >= 30
