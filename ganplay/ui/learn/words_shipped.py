"""What the figures say where a run that ships with ganplay is missing."""

from __future__ import annotations

WORDS = {
    "error.not_shipped": (
        "This installation came without the run {run}: install ganplay again.",
        "此安装缺少随附的训练 {run}：请重新安装 ganplay。",
    ),
}
