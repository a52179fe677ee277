"""What the server keeps in memory has a bound in bytes, and what is free goes back to the machine."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest
import torch

from ganplay.latent import Library
from ganplay.runs.store.store import Store
from ganplay.ui.kit import answers, jobs, memory, models
from ganplay.ui.kit.bench import Benches
from ganplay.ui.kit.fair import lanes
from ganplay.ui.kit.jobs import Jobs
from ganplay.ui.kit.models import Models
from ganplay.ui.kit.once import Once
from ganplay.ui.kit.training_pictures import TrainingPictures

needs_glibc = pytest.mark.skipif(memory._glibc() is None, reason="only glibc's allocator is told anything")


def test_what_is_kept_once_weighs_no_more_than_it_may():
    kept = Once(10, 100, len)
    made = []

    def get(key: str, size: int) -> bytes:
        return kept.get(key, lambda: made.append(key) or bytes(size))

    for key in "abc":
        get(key, 40)
    assert kept.bytes == 80 and made == ["a", "b", "c"]
    get("b", 40), get("c", 40)
    assert made == ["a", "b", "c"], "the last ones are kept"
    get("a", 40)
    assert made == ["a", "b", "c", "a"], "the first one went"
    get("whale", 500)
    assert kept.bytes == 500 and len(get("whale", 1)) == 500, "the last one made is kept whatever it weighs"
    get("d", 10)
    assert kept.bytes == 10


def test_answers_of_work_weigh_no_more_than_they_may(monkeypatch):
    monkeypatch.setattr(jobs, "BYTES", 250)
    now = [0.0]
    ended = threading.Semaphore(0)
    monkeypatch.setattr(jobs, "give_back", ended.release)
    desk = Jobs(lanes.Lanes(), clock=lambda: now[0])
    keys = []
    for _ in range(4):
        now[0] += 1
        keys.append(desk.start(lambda job: {"data": "x" * 100}))
        assert ended.acquire(timeout=30), "whatever ends gives its memory back"
    for key in keys[:2]:
        with pytest.raises(answers.Refusal):
            desk.poll(key)
    assert [len(desk.poll(key)["data"]) for key in keys[2:]] == [100, 100]
    now[0] += 1
    desk.start(lambda job: {"data": "x" * 1000})
    assert ended.acquire(timeout=30)
    assert len(desk._jobs) == 1, "the last answer is kept whatever it weighs"


def test_every_question_of_the_page_gives_memory_back(monkeypatch, answered):
    given = []
    monkeypatch.setattr(lanes, "give_back", lambda: given.append(1))
    answer = answers.answering(lanes.Lanes())
    assert answered(answer(lambda: {"fine": True})) == {"fine": True}

    def refuses():
        raise answers.Refusal("work_gone")

    assert answered(answer(refuses))["error"] == "work_gone"
    assert len(given) == 2


@needs_glibc
def test_memory_is_given_back_no_more_often_than_it_may(monkeypatch):
    monkeypatch.setattr(memory, "_given", -memory.EVERY)
    now = [0.0]
    said = []
    for now[0] in (0.0, 1.0, memory.EVERY - 0.1, memory.EVERY, memory.EVERY + 1):
        said.append(memory.give_back(lambda: now[0]))
    assert said == [True, False, False, True, False]


def run(script: str) -> list[int]:
    """The numbers that a script prints, in a process of its own: heaps are the whole process's."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    found = subprocess.run([sys.executable, "-c", script], env=given, capture_output=True, text=True, check=True)
    return [int(number) for number in found.stdout.split()]


@needs_glibc
@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="nothing tells what is resident")
def test_what_was_freed_is_resident_no_longer():
    before, after = run("""
import os, threading
from ganplay.ui.kit import memory

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGESIZE") // 1_000_000

def work():
    blocks = [bytearray(b"1" * 60_000) for _ in range(2000)]
    pins.append(bytearray(b"1" * 60_000))  # on top of the heap: what lies below it is not trimmed by itself

pins = []
thread = threading.Thread(target=work)
thread.start(), thread.join()
before = resident()
assert memory.give_back()
print(before, resident())
""")
    assert before - after > 80


@needs_glibc
def test_threads_share_few_heaps(tmp_path):
    script = f"""
import ctypes, threading
from ganplay.ui.kit import memory

def work():
    block = bytearray(60_000)
    gate.wait(60), gate.wait(60)

if FEW:
    assert memory.few_heaps()
gate = threading.Barrier(13)
threads = [threading.Thread(target=work) for _ in range(12)]
[thread.start() for thread in threads]
gate.wait(60)
library = ctypes.CDLL(None)
library.fopen.restype = ctypes.c_void_p
file = ctypes.c_void_p(library.fopen({str(tmp_path / "heaps")!r}.encode(), b"w"))
library.malloc_info(0, file), library.fclose(file)
gate.wait(60)
print(open({str(tmp_path / "heaps")!r}).read().count("<heap nr"))
"""
    few, usual = (run(script.replace("FEW", kind))[0] for kind in ("True", "False"))
    assert few <= memory.HEAPS + 1 < usual


def test_checkpoints_weigh_what_their_networks_do(tmp_path, monkeypatch):
    kept = Models(Store(tmp_path))
    model = kept.get("mnist-dcgan")
    weights = [*model.generator.parameters(), *model.discriminator.parameters()]
    assert kept._kept.bytes == models.weight_of(model.generator, model.discriminator)
    assert kept._kept.bytes >= 4 * sum(weight.numel() for weight in weights) > 100_000
    monkeypatch.setattr(models, "BYTES", 1)
    small = Models(Store(tmp_path))
    first = small.get("mnist-dcgan")
    small.get("mnist-collapsed")
    assert small.get("mnist-dcgan") is not first, "two of them are more than it may keep"


def test_discriminators_ready_to_judge_weigh_their_networks_and_libraries(tmp_path):
    benches = Benches(Models(Store(tmp_path), room="judge"))
    bench = benches.get("mnist-dcgan")
    networks = models.weight_of(bench.networks.generator, bench.networks.discriminator)
    features = 512 * 4 * len(bench.reals.training)  # of each library, by pixels and by D's own
    assert benches._kept.bytes == bench.nbytes > networks + models.weight_of(bench.twin) + 2 * features
    assert benches._reals.bytes == bench.reals.training.nbytes + bench.reals.held_out.nbytes > 100_000


def test_training_pictures_weigh_themselves_and_their_features():
    images = torch.zeros(40, 1, 8, 8, dtype=torch.uint8)
    kept = TrainingPictures()
    kept._kept.get("key", lambda: (Library(images, images[:5]), images, 40))
    assert kept._kept.bytes == 40 * 64 + 4 * 40 * (64 + 1)
