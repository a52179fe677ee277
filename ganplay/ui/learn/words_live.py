"""Words of the small trainings that several pages of the course have."""

from __future__ import annotations

WORDS = {
    "learn.live.begin": ("Start the training", "开始训练"),
    "learn.live.pause": ("Pause", "暂停"),
    "learn.live.on": ("Go on", "继续"),
    "learn.live.single": ("One step", "走一步"),
    "learn.live.single.hint": ("One step of D, then one of G", "D 走一步，G 再走一步"),
    "learn.live.again": ("Begin again", "重新开始"),
    "learn.live.again.hint": ("From the start, with other random numbers", "换一批随机数，从头开始"),
    "learn.live.step": ("step {n}", "第 {n} 步"),
    "learn.live.legend": ("What is shown", "显示内容"),
    "learn.live.diverged": (
        "The numbers grew beyond all bounds (it diverged): begin again.",
        "数值失去控制（发散）：请重新开始。",
    ),
}
