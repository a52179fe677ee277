"""Words of the page on binary cross-entropy: its eight points, its two sliders, the loss line by line."""

from __future__ import annotations

WORDS = {
    "learn.entropy.graph": (
        "Eight points on a line, four real ones above and four generated ones below, and D's answer to every place "
        "between 0 and 1.",
        "一条直线上的八个点：真实的四个在上，生成的四个在下；曲线是 D 在每一处给出的 0 到 1 之间的回答。",
    ),
    "learn.entropy.x": ("x", "x"),
    "learn.entropy.w": ("w: how steep", "w：有多陡"),
    "learn.entropy.b": ("b: shifts the curve", "b：左右平移"),
    "learn.entropy.step": ("One step downhill", "沿梯度下降一步"),
    "learn.entropy.even": ("Answer 1/2 to everything", "一律回答 1/2"),
    "learn.entropy.slope": (
        "slope of the loss: {w} by w, {b} by b",
        "损失的梯度：对 w 为 {w}，对 b 为 {b}",
    ),
    "learn.entropy.of.real": (
        "Real, x = {x}: D(x) = σ({logit}) = {answer}, and −log {answer} = {loss}",
        "真实点 x = {x}：D(x) = σ({logit}) = {answer}，−log {answer} = {loss}",
    ),
    "learn.entropy.of.fake": (
        "Generated, x = {x}: D(x) = σ({logit}) = {answer}, and −log(1 − {answer}) = {loss}",
        "生成点 x = {x}：D(x) = σ({logit}) = {answer}，−log(1 − {answer}) = {loss}",
    ),
    "learn.entropy.look.real": ("Look at the real point at {x}", "看 x = {x} 处的真实点"),
    "learn.entropy.look.fake": ("Look at the generated point at {x}", "看 x = {x} 处的生成点"),
    "learn.entropy.loss": ("D's loss: {real} + {fake} = {loss} nats", "D 的损失：{real} + {fake} = {loss} 奈特"),
    "learn.entropy.accuracy": (
        "right about {share} % of {n} points (an answer of 1/2: half right)",
        "{n} 个点中判对 {share} %（回答 1/2 算对一半）",
    ),
    "learn.entropy.least": ("the least: {loss}", "最小：{loss}"),
    "learn.entropy.ln2": ("2 ln 2 = {loss}", "2 ln 2 = {loss}"),
    "learn.entropy.real": ("Real points: y = 1", "真实点：y = 1"),
    "learn.entropy.fake": ("Generated points: y = 0", "生成点：y = 0"),
    "learn.entropy.mean": ("mean", "均值"),
}
