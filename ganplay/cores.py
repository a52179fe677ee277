"""How many CPU cores, and how much memory, this process may use: in a container less than the machine has."""

from __future__ import annotations

import os
from pathlib import Path

CGROUP = Path("/sys/fs/cgroup")


def usable_cores() -> int:
    """The cores granted by the machine, the affinity of this process and the quota of its container; at least 1."""
    granted = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    quota = _quota()
    return max(1, min(granted, int(quota))) if quota else max(1, granted)


def _quota() -> float:
    """Cores' worth of time that Linux control groups (version 2, then 1) grant; 0 where they set no limit."""
    two, one = CGROUP / "cpu.max", CGROUP / "cpu"
    for files in ([two], [one / "cpu.cfs_quota_us", one / "cpu.cfs_period_us"]):
        try:
            time, period = (float(word) for word in " ".join(file.read_text() for file in files).split())
        except (OSError, ValueError):  # no such file, or "max": no limit
            continue
        if time > 0 and period > 0:
            return time / period
    return 0.0


def usable_memory() -> int:
    """Bytes of memory of the machine, or of the container where that has less; 0 where nobody tells."""
    try:
        machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):  # Windows
        machine = 0
    granted = [machine] if machine > 0 else []
    for file in (CGROUP / "memory.max", CGROUP / "memory" / "memory.limit_in_bytes"):  # version 2, then 1
        try:
            granted.append(int(file.read_text()))
        except (OSError, ValueError):  # no such file, or "max": no limit
            continue
    return min(granted, default=0)
