"""Words of the page on the plane of two numbers: its path, what R1 does to it, the cures of history."""

from __future__ import annotations

WORDS = {
    "learn.circle.begin": ("Let them take turns", "让它们轮流走"),
    "learn.circle.again": ("The same again", "再走一遍"),
    "learn.circle.r1": ("Switch R1 on, same beginning", "打开 R1，起点不变"),
    "learn.circle.board": (
        "The plane of two numbers: tap where to begin, or move the beginning by the arrow keys. Arrows show what both "
        "would do next.",
        "两个数的平面：点按选择起点，或用方向键移动起点。箭头是双方下一步的方向。",
    ),
    "learn.circle.theta": ("θ: what G makes", "θ：G 生成的点"),
    "learn.circle.psi": ("ψ: how D leans", "ψ：D 的斜率"),
    "learn.circle.gamma": ("γ, the weight of the penalty", "γ：惩罚的权重"),
    "learn.circle.meaning": (
        "The same as a GAN: the real point in the middle, G's point with its push, and D's line.",
        "同一时刻的 GAN：中间是真实点，菱形是 G 的点和推它的力，直线是 D。",
    ),
    "learn.circle.line": ("x: real is 0", "x：真实点在 0"),
    "learn.circle.leans": ("D's line, and G's point", "D 的直线与 G 的点"),
    "learn.circle.distance": ("distance from the middle", "到中心的距离"),
    "learn.circle.steps": ("steps", "步数"),
    "learn.circle.step": ("Step {step}: θ = {theta}, ψ = {psi}", "第 {step} 步：θ = {theta}，ψ = {psi}"),
    "learn.circle.circles": (
        "{turns} rounds, and it ended {radius} from the middle. It began {from} from it.",
        "绕了 {turns} 圈，最后离中心 {radius}；出发时离中心 {from}。",
    ),
    "learn.circle.creeps": (
        "{turns} rounds, each a little closer and ever more slowly: it ended {radius} from the middle, from {from}.",
        "绕了 {turns} 圈，一圈比一圈近，但越来越慢：从 {from} 到离中心 {radius}。",
    ),
    "learn.circle.settles": (
        "After {turns} rounds it has settled: {radius} from the middle, where it began {from} from it.",
        "绕了 {turns} 圈后停了下来：离中心 {radius}，出发时是 {from}。",
    ),
    "learn.circle.leaves": (
        "It runs away: {radius} from the middle after {turns} rounds, from {from}.",
        "它越跑越远：绕了 {turns} 圈后离中心 {radius}，出发时是 {from}。",
    ),
    "learn.circle.slow": (
        "It spirals in: after {turns} rounds it is {radius} from the middle, from {from}. "
        "A larger γ brings it in sooner.",
        "它沿螺线收向中心：绕了 {turns} 圈后离中心 {radius}，出发时是 {from}。γ 大一些会更快。",
    ),
    "learn.circle.history": ("What was tried, in the order of history", "历史上依次出现的办法"),
    "learn.circle.far": ("ended {radius} away", "最后离中心 {radius}"),
    "learn.circle.untried": ("not tried from here", "还没试过"),
    "learn.circle.cure.none": ("no cure", "不加处理"),
    "learn.circle.cure.smoothing": ("smoothing", "标签平滑"),
    "learn.circle.cure.lsgan": ("LSGAN", "LSGAN"),
    "learn.circle.cure.clip": ("WGAN, clipped", "WGAN 权重裁剪"),
    "learn.circle.cure.gp": ("WGAN-GP", "WGAN-GP"),
    "learn.circle.cure.r1": ("R1", "R1"),
    "learn.circle.cure.r3gan": ("R3GAN", "R3GAN"),
    "learn.circle.what.none": (
        "The losses of 2014 as they are: D's cross-entropy, and G minimises log(1 − D).",
        "2014 年的原始损失：D 用交叉熵，G 最小化 log(1 − D)。",
    ),
    "learn.circle.what.smoothing": (
        "D's target for real points is 0.9. What D says at the real point, 0, does not depend on its slope: the path "
        "is the same.",
        "D 对真实点的目标改为 0.9。但 D 在真实点 0 处的回答与斜率无关，所以路径不变。",
    ),
    "learn.circle.what.lsgan": (
        "Squares in place of logarithms, with targets 1 and 0. It comes closer, ever more slowly.",
        "用平方代替对数，目标为 1 和 0。会慢慢靠近，但越来越慢。",
    ),
    "learn.circle.what.clip": (
        "A critic whose slope is clipped to ±1: it goes round at about that distance.",
        "评论家的坡度被裁剪到 ±1：最后在差不多这个距离上绕圈。",
    ),
    "learn.circle.what.gp": (
        "A critic that is asked for the slope 1, in the middle too, where there is nothing left to tell apart.",
        "要求评论家的坡度为 1，在中心也一样，而那里已经没有什么可区分的。",
    ),
    "learn.circle.what.r1": (
        "D pays γ/2 times its squared slope at the real point: friction, and the circle becomes a spiral.",
        "D 要为真实点处坡度的平方付出 γ/2 倍的代价：像摩擦力，圆圈变成螺线。",
    ),
    "learn.circle.what.r3gan": (
        "Real and generated compared in pairs, with R1 and as much again at the generated point.",
        "真实点与生成点成对比较，并在两边都加同样的梯度惩罚（R1 与 R2）。",
    ),
}
