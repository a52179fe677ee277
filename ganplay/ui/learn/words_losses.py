"""Words of the page on losses: two runs by their curves, then by what they draw."""

from __future__ import annotations

WORDS = {
    "learn.losses.run": ("Run {letter}", "训练 {letter}"),
    "learn.losses.choose": ("{letter} draws better digits", "{letter} 画得更好"),
    "learn.losses.uncover": ("Uncover what they draw", "揭晓它们画的图"),
    "learn.losses.curves": ("The losses of run {letter} over its steps", "训练 {letter} 的损失随步数的变化"),
    "learn.losses.steps": ("{n} steps", "{n} 步"),
    "learn.losses.d": ("D's loss", "D 的损失"),
    "learn.losses.g": ("G's loss", "G 的损失"),
    "learn.losses.level": (
        "at the equilibrium: D's 2 ln 2 = {d}, G's ln 2 = {g}",
        "均衡处：D 为 2 ln 2 = {d}，G 为 ln 2 = {g}",
    ),
    "learn.losses.covered": ("What {letter} draws: covered until you have chosen", "{letter} 画的图：选好之后才揭晓"),
    "learn.losses.samples": ("Digits that run {letter} draws", "训练 {letter} 画出的数字"),
    "learn.losses.distance": (
        "of {n} digits to real ones, as ganplay's classifier sees them; lower is better.",
        "ganplay 的分类器眼中 {n} 个生成数字到真实数字的距离，越小越好。",
    ),
    "learn.losses.floor": ("Other real digits have {floor}.", "换成另一批真实数字也有 {floor}。"),
    "learn.losses.accuracy": ("D's accuracy", "D 的正确率"),
    "learn.losses.accuracy.note": (
        "on {real} real digits that it never saw and {fake} generated ones; 50 % is guessing",
        "在 {real} 个没见过的真实数字和 {fake} 个生成数字上；50 % 等于瞎猜",
    ),
    "learn.losses.precision": ("its precision", "精确率"),
    "learn.losses.precision.note": ("of what D calls real, the share that is", "D 判为真的里面，有多少确实是真的"),
    "learn.losses.recall": ("its recall", "召回率"),
    "learn.losses.recall.note": ("of the real ones, the share that D calls real", "真实的里面，有多少被 D 判为真"),
}
