"""Training without torch.compile's machinery: nothing of it is imported, and the weights are the same."""

from __future__ import annotations

import subprocess
import sys

import pytest

TRAIN = """
import hashlib, sys
import torch
{before}
from ganplay.data.pictures import Pictures
from ganplay.recipe import named_recipe
from ganplay.training import Trainer

random = torch.Generator().manual_seed(0)
images = torch.randint(0, 256, (64, 1, 32, 32), dtype=torch.uint8, generator=random)
weights = hashlib.sha256()
for name in ("quick", "wgan"):  # Adam, RMSprop
    recipe = named_recipe(name).with_changes(g_width=8, d_width=8, batch=8, steps=2, seconds=0, images=0, resolution=32)
    trainer = Trainer(recipe, Pictures(name="noise", images=images), device="cpu", threads=1)
    for _ in range(2):
        trainer.single("both")
    for parameter in trainer.players.generator.parameters():
        weights.update(parameter.detach().numpy().tobytes())
print(weights.hexdigest(), "sympy" in sys.modules)
"""
COMPILE = """
double = torch.compile(lambda x: 2 * x, backend="eager")
print(double(torch.ones(2)).tolist(), "sympy" in sys.modules)
"""


def printed(code: str) -> list[str]:
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=200, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


@pytest.mark.slow
def test_optimizers_are_made_without_the_compiler_and_learn_the_same():
    without, after = printed(TRAIN.format(before="") + COMPILE)
    with_it = printed(TRAIN.format(before="import torch._dynamo"))[0]
    assert without.split()[1] == "False" and with_it.split()[1] == "True"
    assert without.split()[0] == with_it.split()[0]
    assert after == "[2.0, 2.0] True"  # who wants the compiler has it
