"""Words of the page on the best D: its map beside that of the D that learns, and a cut through both."""

from __future__ import annotations

WORDS = {
    "learn.best.mine": ("What D says", "D 的回答"),
    "learn.best.ideal": ("The best: p / (p + q)", "最优：p / (p + q)"),
    "learn.best.layers": ("D's hidden layers", "D 的隐藏层"),
    "learn.best.layers.0": ("no hidden layer", "没有隐藏层"),
    "learn.best.layers.2": ("two hidden layers", "两个隐藏层"),
    "learn.best.next": ("Now two hidden layers", "换成两个隐藏层"),
    "learn.best.board": (
        "What D says at each place, from generated to real. Point somewhere, or use the arrow keys, to compare it with "
        "the best D there.",
        "D 在每一处的回答，从“生成”到“真实”。指向某处，或用方向键，与那里的最优 D 比较。",
    ),
    "learn.best.board.ideal": (
        "What the best D would say at each place, from both densities.",
        "由两个密度算出的最优 D 在每一处的回答。",
    ),
    "learn.best.ask": (
        "Point at a place in D's map: what are the densities there, and what should D say?",
        "指向 D 的图上任意一处：那里的两个密度是多少，D 应该怎么回答？",
    ),
    "learn.best.here": (
        "Here p = {p} and q = {q}: the best D says p / (p + q) = {best}. This D says {d}.",
        "此处 p = {p}，q = {q}：最优的 D 回答 p / (p + q) = {best}。这个 D 回答 {d}。",
    ),
    "learn.best.gap": ("mean difference of the two answers, over all points", "两者回答的平均差，按所有点计"),
    "learn.best.half": ("D's mean answer where p and q are about equal", "p 与 q 差不多相等处，D 的平均回答"),
    "learn.best.cut": ("place on the line through both clusters", "过两簇中心的直线上的位置"),
    "learn.best.cut.label": (
        "A cut along the line through both clusters: the two densities, what D says, and what the best D says.",
        "沿过两簇中心的直线所作的剖面：两个密度、D 的回答和最优 D 的回答。",
    ),
    "learn.best.cluster": ("cluster", "簇"),
    "learn.best.answer": ("answer", "回答"),
    "learn.best.key.p": ("p, density of real points", "p：真实点的密度"),
    "learn.best.key.q": ("q, density of generated points", "q：生成点的密度"),
    "learn.best.key.d": ("D", "D"),
    "learn.best.key.ideal": ("the best D", "最优的 D"),
    "learn.best.before": (
        "Real points lie in two clusters, G's points in one cloud across both.",
        "真实点分成两簇，G 的点是横跨两簇的一团。",
    ),
    "learn.best.stuck": (
        "A straight line can do no better: both ends of the cloud are real, the middle is not. Give D two hidden "
        "layers.",
        "一条直线只能做到这样：两端是真实的，中间不是。给 D 加上两个隐藏层吧。",
    ),
    "learn.best.after": (
        "They differ by {gap} on average. Point at the cores of the clusters: real points lie there, and yet the best "
        "D does not say 1, for generated ones lie there, too.",
        "两者平均相差 {gap}。指向两簇的中心：那里有真实点，但最优的 D 并不回答 1，因为那里也有生成点。",
    ),
}
