"""Words of the page on single steps: what each changed, where a point is pushed, and what comes of D alone."""

from __future__ import annotations

WORDS = {
    "learn.steps.step.d": ("A step of D", "D 走一步"),
    "learn.steps.step.g": ("A step of G", "G 走一步"),
    "learn.steps.drags": ("points put elsewhere", "次把点放到别处"),
    "learn.steps.d": ("steps of D", "步 D"),
    "learn.steps.g": ("steps of G", "步 G"),
    "learn.steps.board": (
        "What D believes, real points, and generated points with the push that each gets. Drag a generated point, or "
        "move one by the arrow keys.",
        "D 的看法、真实点，以及生成点和它们受到的推力。可以拖动一个生成点，或用方向键移动它。",
    ),
    "learn.steps.last.begin": (
        "Neither has learned anything yet: D's colours are chance, and so are the arrows. Drag a generated point, or "
        "take a step.",
        "双方都还没学到任何东西：D 的颜色是随机的，箭头也是。拖动一个生成点，或者走一步。",
    ),
    "learn.steps.last.d": (
        "D has learned: the colours have changed, and the arrows with them. No point has moved.",
        "D 学了一步：颜色变了，箭头也跟着变了。没有一个点移动。",
    ),
    "learn.steps.last.g": (
        "G has learned: its points have moved by {moved} on average. D's colours are as before.",
        "G 学了一步：它的点平均移动了 {moved}。D 的颜色和刚才一样。",
    ),
    "learn.steps.last.drag": (
        "Here D is flat: no arrow.",
        "这里 D 是平的：没有箭头。",
    ),
    "learn.steps.last.turns": (
        "In turns: D was renewed at each of G's steps, and points came to both clusters.",
        "轮流走：G 每走一步，D 都更新一次，两簇都有了生成点。",
    ),
    "learn.steps.last.first": (
        "D first: its advice was right where the points had been, and out of date as soon as they moved.",
        "先练完 D：它的建议只对点原来所在的地方有效，点一动就过时了。",
    ),
    "learn.steps.running": ("Training …", "正在训练……"),
    "learn.steps.held": (
        "D's answer here: {d}. The arrow goes where it rises fastest. The dotted line leads to the nearest real point: "
        "{angle} degrees apart.",
        "D 在这里的回答：{d}。箭头指向它上升最快的方向，虚线通向最近的真实点：两者相差 {angle} 度。",
    ),
    "learn.steps.contest": ("What if D were trained to the end first?", "如果先把 D 练到底呢？"),
    "learn.steps.contest.what": (
        "As many steps of each, from the same beginning. The numbers: how much of what G makes then lies on each of "
        "the two clusters.",
        "起点相同，双方步数相同。数字是训练后 G 的点落在两簇上各占多少。",
    ),
    "learn.steps.contest.turns": ("{n} of each, in turns", "各 {n} 步，轮流走"),
    "learn.steps.contest.first": ("All {n} of D, then {n} of G", "先走完 D 的 {n} 步，再走 G 的 {n} 步"),
    "learn.steps.shares": ("{one} % and {other} %", "{one} % 和 {other} %"),
}
