"""Words of the page on G's two losses: their curves, their slopes, and a few steps on each."""

from __future__ import annotations

WORDS = {
    "learn.slopes.dial": ("D(G(z))", "D(G(z))"),
    "learn.slopes.better": ("Let D get better", "让 D 变强"),
    "learn.slopes.run": ("Let G take {n} steps with each", "让 G 用两种损失各走 {n} 步"),
    "learn.slopes.graph": (
        "Both losses of the generator over the discriminator's logit, with the tangent of each where the slider "
        "stands.",
        "生成器的两种损失随判别器 logit 变化的曲线，以及滑块所在处各自的切线。",
    ),
    "learn.slopes.below": ("D(G(z)), and its logit below", "D(G(z))，下方是它的 logit"),
    "learn.slopes.beside": ("what G minimises", "G 要最小化的量"),
    "learn.slopes.minimax": ("log(1 − D(G(z)))", "log(1 − D(G(z)))"),
    "learn.slopes.nonsaturating": ("−log D(G(z))", "−log D(G(z))"),
    "learn.slopes.slope": ("slope", "斜率"),
    "learn.slopes.cost": ("its value here: {cost}", "此处的损失值：{cost}"),
    "learn.slopes.ratio": (
        "Here −log D pushes G {ratio} times as hard, in the same direction.",
        "此处 −log D 推动 G 的力是另一种的 {ratio} 倍，方向相同。",
    ),
    "learn.slopes.even": ("Here both push G equally hard.", "此处两种损失推动 G 的力一样大。"),
    "learn.slopes.less": (
        "Here −log D pushes G {ratio} times as hard as the other: D no longer finds its pictures out.",
        "此处 −log D 推动 G 的力是另一种的 {ratio} 倍：D 已经识破不了 G 的图片。",
    ),
    "learn.slopes.ran": (
        "{n} steps of G, both from {from}: log(1 − D) has brought D's answer to {minimax}, −log D to {nonsaturating}.",
        "从 {from} 出发走了 {n} 步：用 log(1 − D)，D 的回答到了 {minimax}；用 −log D，到了 {nonsaturating}。",
    ),
}
