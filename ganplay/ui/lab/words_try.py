"""Words of the laboratory's presets: what each is called, asks, and says of what came of it."""

from __future__ import annotations

WORDS = {
    "lab.try": ("Try", "试一试"),
    "lab.try.leave": ("Leave this preset", "离开"),
    "lab.try.said": ("You said: {answer}", "你的预测：{answer}"),
    "lab.try.step": ("step {n} of {of}", "第 {n} 步，共 {of} 步"),
    "lab.try.right": ("As you said: {answer}", "正如你所料：{answer}"),
    "lab.try.wrong": ("You had said: {answer}", "你原先的预测：{answer}"),
    "lab.try.on": ("Let it go on", "继续训练"),
    "lab.try.mend.r1": ("Now with R1", "加上 R1 再试"),
    "lab.try.mend.wasserstein": ("Now with Wasserstein", "换成 Wasserstein 再试"),
    "lab.try.mend.free": ("Now let G learn, too", "让 G 也学习"),
    "lab.try.mend.unpacked": ("Now without packing", "不打包再试"),
    "lab.try.mend.rates": ("Now with a faster D", "让 D 学得更快再试"),
    "lab.try.mend.packing": ("Now with packing", "打包再试"),
    "lab.try.remedy.rates": ("a faster D", "D 学得更快"),
    "lab.try.remedy.packing": ("with packing", "打包"),
    "lab.try.remedy.r1": ("with R1", "加上 R1"),
    "lab.try.remedy.wasserstein": ("with Wasserstein", "换成 Wasserstein"),
    "lab.try.remedy.free": ("G learns, too", "G 也学习"),
    "lab.try.remedy.unpacked": ("without packing", "不打包"),
    "lab.try.ring": ("Learns the ring", "学会圆环"),
    "lab.try.ring.ask": (
        "Eight clusters in a ring, and G begins in one lump. How many clusters will it have found after 6,000 steps?",
        "八簇点排成环，G 从一团开始。6,000 步后它会找到几簇？",
    ),
    "lab.try.ring.a0": ("All eight.", "全部八簇。"),
    "lab.try.ring.a1": ("Some of them.", "其中几簇。"),
    "lab.try.ring.a2": ("One or two.", "一两簇。"),
    "lab.try.ring.c0": (
        "All eight are covered: wherever points were missing, D believed in them, and the pushes led G there.",
        "八簇全部覆盖：哪里缺点，D 就看好哪里，推力便把 G 带过去。",
    ),
    "lab.try.ring.c1": (
        "Some are covered, not all: G found enough to fool this D.",
        "只覆盖了几簇：这些已足以骗过这个 D。",
    ),
    "lab.try.ring.c2": ("Hardly any is covered: this is mode collapse.", "几乎没有覆盖：这就是模式崩溃。"),
    "lab.try.collapse": ("Collapses", "崩溃"),
    "lab.try.collapse.ask": (
        "G only has to fool D, nobody asks it for variety. What will it do?",
        "G 只要骗过 D，没人要求它多样。它会怎么做？",
    ),
    "lab.try.collapse.a0": ("Cover the ring all the same.", "照样覆盖整个环。"),
    "lab.try.collapse.a1": ("Give up most of the ring.", "放弃环的大部分。"),
    "lab.try.collapse.c0": (
        "It covers most of the ring this time: another seed may collapse.",
        "这次它覆盖了大部分：换个种子可能就崩溃了。",
    ),
    "lab.try.collapse.c1": (
        "It makes one place after another, and never the whole ring: mode collapse. Nothing in its loss misses the "
        "rest.",
        "它只生成一处又一处，从不是整个环：模式崩溃。损失里没有任何东西在意其余部分。",
    ),
    "lab.try.chase": ("Goes round", "追逐绕圈"),
    "lab.try.chase.ask": (
        "Without a penalty D answers each of G's moves with full force. Where will it end?",
        "没有惩罚，D 会全力回应 G 的每一步。结局如何？",
    ),
    "lab.try.chase.a0": ("Both settle.", "双方稳定下来。"),
    "lab.try.chase.a1": ("They chase each other round.", "互相追逐，绕个不停。"),
    "lab.try.chase.c0": ("They settle: neither moves much any more.", "双方稳定了：都不怎么移动了。"),
    "lab.try.chase.c1": (
        "They chase each other: G goes where D believes, D stops believing there, and so on. See it in two numbers, "
        "too.",
        "互相追逐：G 跑到 D 看好的地方，D 便不再看好那里，如此反复。在“两个数”里也能看到。",
    ),
    "lab.try.vanishing": ("No push left", "梯度消失"),
    "lab.try.vanishing.ask": (
        "Two blobs far from where G begins, a sharp D, and the loss of the first paper (minimax). What will G do?",
        "两团点离 G 的起点很远，D 很敏锐，用最早论文的损失（极小极大）。G 会怎样？",
    ),
    "lab.try.vanishing.a0": ("Go to the blobs.", "走向那两团。"),
    "lab.try.vanishing.a1": ("Hardly move.", "几乎不动。"),
    "lab.try.vanishing.c0": (
        "It moves: D was not sure enough to take all push from it.",
        "它动了：D 还没有确定到让推力全部消失。",
    ),
    "lab.try.vanishing.c1": (
        "It hardly moves: D is so sure that its belief is flat where G is, and a flat belief pushes nowhere.",
        "它几乎不动：D 过于确定，它的看法在 G 所在处是平的，平的看法不产生推力。",
    ),
    "lab.try.overpowered": ("D too strong", "D 太强"),
    "lab.try.overpowered.ask": (
        "D is larger, faster and takes ten steps for each of G's. Does G learn more from a better teacher?",
        "D 更大、更快，G 走一步它走十步。老师更强，G 学得更好吗？",
    ),
    "lab.try.overpowered.a0": ("Yes, it learns the ring.", "是的，它学会圆环。"),
    "lab.try.overpowered.a1": ("No, it is left behind.", "不，它跟不上。"),
    "lab.try.overpowered.c0": (
        "It learned the ring all the same: D was not sure enough everywhere.",
        "它还是学会了：D 并非处处都那么确定。",
    ),
    "lab.try.overpowered.c1": (
        "It is left behind: D's belief is a cliff, and the pushes say nothing of where to go next.",
        "它跟不上：D 的看法像悬崖，推力说不清下一步去哪里。",
    ),
    "lab.try.frozen": ("G stands still", "冻结 G"),
    "lab.try.frozen.ask": (
        "G is frozen and D may learn as long as it likes. Where does D end? The dashed line is the best there "
        "could be.",
        "冻结 G，让 D 想学多久就学多久。D 会停在哪里？虚线是可能的最优。",
    ),
    "lab.try.frozen.a0": ("Sure everywhere.", "处处都很确定。"),
    "lab.try.frozen.a1": ("Close to the best D.", "接近最优的 D。"),
    "lab.try.frozen.c0": (
        "It is still away from the best D: it needs more steps, or more units.",
        "它离最优的 D 还有距离：需要更多步数或单元。",
    ),
    "lab.try.frozen.c1": (
        "Close to the best D: where both kinds are, even the best is unsure. It is p real / (p real + p generated).",
        "接近最优的 D：两种点都有的地方，最优的 D 也拿不准。它等于 真实密度 /（真实密度 + 生成密度）。",
    ),
    "lab.try.packing": ("Packing mends", "打包防崩溃"),
    "lab.try.packing.ask": (
        "The settings that collapsed, but D sees two points at once (packing). Will G cover the ring?",
        "还是会崩溃的设置，但 D 一次看两个点（打包）。G 会覆盖整个环吗？",
    ),
    "lab.try.packing.a0": ("Yes: two alike look suspicious.", "会：两个一样的点很可疑。"),
    "lab.try.packing.a1": ("No, it collapses all the same.", "不会，照样崩溃。"),
    "lab.try.packing.c0": (
        "It covers the ring: real points rarely come twice from one place, and D sees that now.",
        "它覆盖了环：真实的两个点很少来自同一处，现在 D 看得出来。",
    ),
    "lab.try.packing.c1": ("It collapses all the same with this seed.", "用这个种子，它照样崩溃。"),
}
