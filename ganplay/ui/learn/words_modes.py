"""Words of the page that counts modes: how the ring is given up, and what mends it."""

from __future__ import annotations

WORDS = {
    "learn.modes.board": (
        "Eight clusters of real points in a ring, and the generated ones. A full ring around a cluster: it is covered; "
        "a broken one: it is not.",
        "排成环的八簇真实点，以及生成点。簇外画实线圈的已被覆盖，画虚线圈的未被覆盖。",
    ),
    "learn.modes.covered": ("clusters covered", "覆盖的簇"),
    "learn.modes.covered.now": ("clusters covered now", "当前覆盖的簇"),
    "learn.modes.of": ("{n} of {of}", "{n} / {of}"),
    "learn.modes.high": ("of {n} generated points are of high quality", "的生成点属于高质量（共 {n} 个）"),
    "learn.modes.steps": ("steps", "步数"),
    "learn.modes.graph": ("Clusters covered over the steps of each training", "每次训练中覆盖的簇数随步数的变化"),
    "learn.modes.runs": ("Remedy", "补救办法"),
    "learn.modes.run.none": ("None: G ten times as fast", "不补救：G 快十倍"),
    "learn.modes.run.rates": ("D as fast as G", "D 和 G 一样快"),
    "learn.modes.run.packing": ("D sees two points at once", "D 一次看两个点"),
    "learn.modes.next": ("Now a D as fast as G", "让 D 和 G 一样快"),
    "learn.modes.before": (
        "Untrained, G strews its points about. Will it find all eight clusters?",
        "还没有训练，G 的点散落各处。它能找到全部八簇吗？",
    ),
    "learn.modes.watch": (
        "Watch where the diamonds go, and what D's colours do where they have arrived.",
        "看菱形跑到哪里，以及它们到达之后 D 的颜色怎样变化。",
    ),
    "learn.modes.collapsed": (
        "In the last 500 steps never more than {n} of {of} at once: mode collapse. The lump goes from cluster to "
        "cluster, and D comes after. Choose a remedy: it begins again from the same seed.",
        "最后 500 步里同时覆盖的从未超过 {n} / {of} 簇：这就是模式崩溃。这一团从一簇跑到另一簇，D 总跟在后面。"
        "请选择一种补救办法，它会用同一个种子重新开始。",
    ),
    "learn.modes.escaped": (
        "This time {n} of {of} were covered: with these random numbers it did not collapse. Begin again with others.",
        "这次覆盖了 {n} / {of} 簇：用这批随机数没有崩溃。换一批，重新开始吧。",
    ),
    "learn.modes.what.rates": (
        "Same seed, but D now answers at once: where the diamonds crowd, its colour turns before they have settled.",
        "种子相同，但现在 D 马上回应：菱形挤在哪里，还没站稳，那里的颜色就变了。",
    ),
    "learn.modes.what.packing": (
        "Same seed and same rates, but D judges two points at once: two from the same cluster look suspicious.",
        "种子和学习率都相同，但 D 一次评判两个点：两个点都来自同一簇，就很可疑。",
    ),
    "learn.modes.mended": (
        "{n} of {of} clusters, and {high} % of the points of high quality.",
        "覆盖 {n} / {of} 簇，{high} % 的点属于高质量。",
    ),
}
