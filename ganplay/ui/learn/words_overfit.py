"""Words of the page on a D that learns by heart: points that it has seen, and points that it has not."""

from __future__ import annotations

WORDS = {
    "learn.overfit.n": ("Real points that D learns from", "D 学习用的真实点数"),
    "learn.overfit.next": ("Now with {n} points", "换成 {n} 个点"),
    "learn.overfit.board": (
        "What D says at each place; real points that it learns from, filled; real points that it never sees, open; and "
        "generated ones.",
        "D 在每一处的回答；实心的是 D 学习用的真实点，空心的是它从未见过的真实点；还有生成点。",
    ),
    "learn.overfit.key.seen": ("real points that D learns from", "D 学习用的真实点"),
    "learn.overfit.key.unseen": ("real points that D never sees", "D 从未见过的真实点"),
    "learn.overfit.asked": ("D's mean answer: how real does it find ...", "D 的平均回答：它觉得有多真实？"),
    "learn.overfit.seen": ("the points that it learned from", "学过的点"),
    "learn.overfit.unseen": ("2,000 real ones that it has not seen", "2,000 个没见过的真实点"),
    "learn.overfit.gap": ("percentage points apart", "个百分点之差"),
    "learn.overfit.real": ("real", "真实"),
    "learn.overfit.graph": (
        "D's mean answer by the number of points that it learned from: for these, and for real ones that it has not "
        "seen.",
        "D 的平均回答随学习点数的变化：对学过的点，以及对没见过的真实点。",
    ),
    "learn.overfit.before": (
        "Nothing is trained yet. D is going to learn from {n} real points; G stands still.",
        "还没有训练。D 将从 {n} 个真实点学习；G 不动。",
    ),
    "learn.overfit.watch": (
        "D learns from {n} points. Do the two bars stay together?",
        "D 正在从 {n} 个点中学习。两条横条会一直一样长吗？",
    ),
    "learn.overfit.many": (
        "With {n} points the two answers are the same: D has learned what real points are like. Now make the number "
        "smaller.",
        "有 {n} 个点时，两个回答一样：D 学到了真实点是什么样的。现在把点数减少。",
    ),
    "learn.overfit.between": (
        "With {n} points they come apart. Make the number smaller still.",
        "只有 {n} 个点时，两者开始分开。再减少一些。",
    ),
    "learn.overfit.few": (
        "With {n} points D has drawn islands around those that it knows, and calls the rest generated. For comparison, "
        "train it on 2,000, too.",
        "只有 {n} 个点时，D 在认识的点周围画出小岛，把其余的都判为生成。请再用 2,000 个点训练一次作比较。",
    ),
    "learn.overfit.after": (
        "Try the numbers between: where do the two answers begin to come apart?",
        "试试中间的点数：两个回答从哪里开始分开？",
    ),
}
