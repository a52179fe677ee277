"""A process uses the cores it was granted, not those of the machine around it."""

import pytest

from ganplay import cores


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, 8),
        ({"cpu.max": "max 100000\n"}, 8),
        ({"cpu.max": "250000 100000\n"}, 2),
        ({"cpu.max": "50000 100000\n"}, 1),
        ({"cpu/cpu.cfs_quota_us": "300000\n", "cpu/cpu.cfs_period_us": "100000\n"}, 3),
        ({"cpu/cpu.cfs_quota_us": "-1\n", "cpu/cpu.cfs_period_us": "100000\n"}, 8),
    ],
)
def test_the_quota_of_a_container_is_kept(tmp_path, monkeypatch, files, expected):
    monkeypatch.setattr(cores.os, "sched_getaffinity", lambda _: set(range(8)), raising=False)
    monkeypatch.setattr(cores, "CGROUP", tmp_path)
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    assert cores.usable_cores() == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, 8 * 2**30),
        ({"memory.max": "max\n"}, 8 * 2**30),
        ({"memory.max": str(2**30)}, 2**30),
        ({"memory/memory.limit_in_bytes": str(3 * 2**30)}, 3 * 2**30),
        ({"memory/memory.limit_in_bytes": "9223372036854771712\n"}, 8 * 2**30),  # version 1 has no word for no limit
    ],
)
def test_the_memory_of_a_container_is_kept(tmp_path, monkeypatch, files, expected):
    pages = {"SC_PHYS_PAGES": 2 * 2**20, "SC_PAGE_SIZE": 4096}
    monkeypatch.setattr(cores.os, "sysconf", pages.__getitem__, raising=False)
    monkeypatch.setattr(cores, "CGROUP", tmp_path)
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    assert cores.usable_memory() == expected
