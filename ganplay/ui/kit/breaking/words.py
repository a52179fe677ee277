"""Words of Break it: the failures, their questions, what is told of their runs. The English is the failures' own."""

from __future__ import annotations

from ganplay.recipe.failures import FAILURES

CHINESE = {
    "mode-collapse": {
        "title": "模式崩溃",
        "how": "生成器学得快五十倍",
        "question": "十种手写数字。生成器的学习速度是判别器的五十倍。几百步之后，它会画出什么？",
        "choices": ("无论潜变量是什么，都是那么几张图片", "十种数字，只是有点模糊", "噪声，与开始时一样"),
        "watch": "看生成的图片：数一数真正不同的有几张。图片下方的时间轴可回看更早的时刻。",
        "why": "面对站着不动的裁判，对每个潜变量最好的答案都是它最喜欢的那一张，学得快的生成器很快就找到它。"
        "等裁判终于动了，大家又一起挪到下一张。",
        "cure": "让判别器跟得上：许多图片刚变得雷同，它就学会拒绝，于是只有多样才能讨好它。",
        "figure": "图片有多不同：与最相似的另一张的距离，与真实图片的同一距离之比",
    },
    "vanishing-gradient": {
        "title": "生成器梯度消失",
        "how": "2014 年的第一个损失",
        "question": "生成器最小化 log(1 - D(G(z)))，即 2014 年的第一个公式；它每走一步，判别器走三步。"
        "D 很快认出每一张生成图片。生成器能从中听到什么？",
        "choices": (
            "很多：图片越差，D 的建议越响亮",
            "与之前一样多：损失函数不影响梯度",
            "几乎什么也听不到：它的梯度趋于零",
        ),
        "watch": "看“D 的判断”：生成图片的虚线贴着 0，D 的正确率为 100 %，图片不再变化。",
        "why": "当 D(G(z)) 接近 0 时，log(1 - D(G(z))) 是平的：它对 D 的回答的斜率正是 D(G(z))。"
        "判别器越有把握，传到生成器的知识就越少。",
        "cure": "-log D(G(z)) 的不动点相同，而在 D 有把握的地方恰恰最陡：那里的斜率是 1 - D(G(z))，接近 1。",
        "figure": "到达生成器权重的梯度的范数",
    },
    "oscillation": {
        "title": "振荡",
        "how": "步子大，动量大",
        "question": "环上的点。两个网络步子大、动量大，判别器不受任何约束。损失会走向哪里？",
        "choices": ("一直摆动：双方一次又一次地相互超过", "停在 D 只能瞎猜的位置", "两者都降到零"),
        "watch": "看损失：它们围着点线摆动，停不下来。点从一处冲到另一处。",
        "why": "每个网络都走向对方刚才所在的位置。在均衡附近，这样的步子是绕着它转，而不是走进去；"
        "动量又把它们带得更远。",
        "cure": "R1 让 D 在真实点上变平。靠近均衡时便没有什么可追的，圆圈变成了收向它的螺线。",
        "figure": "生成器损失的摆幅：训练后半段的标准差",
    },
    "overfitting": {
        "title": "判别器过拟合",
        "how": "只有 32 张图片",
        "question": "判别器反复看同样的 32 张图片；还有 359 张同类图片没有给它看过。它会把那些判为什么？",
        "choices": (
            "真实的，与见过的一样：数字就是数字",
            "生成的：它把 32 张背熟了，别的都不算真",
            "两边都只能瞎猜",
        ),
        "watch": "看“D 是否死记硬背”：训练过的图片的线留在上方，从未见过的图片的线落下去。",
        "why": "图片这么少，背下来比学会什么是数字更容易。这时 D 告诉生成器的，只是怎样照抄它们。",
        "cure": "每张图片，无论真假，在给 D 看之前都被移动、变色、遮住一部分：32 张变成无穷多张；"
        "而双方都有这些改动，生成器不会把它们学进去。",
        "figure": "D 给训练过的图片打分高于没见过的真实图片的比例；50 % 等于瞎猜",
    },
    "exploding-critic": {
        "title": "评论家爆炸",
        "how": "裁剪权重的评论家",
        "question": "一个有四个隐藏层的 Wasserstein 评论家，每个权重都裁剪到 [-0.5, 0.5]。它的坡度应当不超过 1。"
        "实际会有多陡？",
        "choices": (
            "约为 1：裁剪管住了它",
            "远小于 1：小权重使它变平",
            "几百甚至更多：每一层都把前一层的坡度再乘一遍",
        ),
        "watch": "看损失的刻度：从 0 附近开始，摆动到几百，D 的打分也一样，尽管点可能找得到那个环。",
        "why": "裁剪约束的是单个权重，而不是函数。几乎所有权重都停在上限，信号每过一层都乘上差不多的倍数：大于 1 "
        "就随深度爆炸，小于 1 就消失。Adam 会除以梯度的大小，所以点看不出来；但损失已经说明不了任何问题。",
        "cure": "梯度惩罚直接要求真实点与生成点之间的坡度为 1，而不去管权重。",
        "figure": "评论家在真实点与生成点之间的坡度；目标是 1",
    },
    "checkerboard": {
        "title": "棋盘伪影",
        "how": "卷积核 3，步幅 2",
        "question": "生成器用卷积核 3、步幅 2 的转置卷积把图片加倍：每隔一行一列由两个系数来画，其余只由一个。"
        "会看到什么？",
        "choices": ("什么也看不出：训练会把它抹平", "图片模糊一倍", "布满整张图片的细密棋盘格"),
        "watch": "仔细看生成的图片：平坦处和边缘带有每两个像素重复一次的花纹。",
        "why": "3 不是 2 的倍数，系数的重叠便不均匀：有些像素比邻居多涂了颜料，一层又一层。"
        "权重本可以补偿，却几乎学不会。",
        "cure": "先重复像素来放大，再做卷积：每个像素由同样多的系数来画。",
        "figure": "与步幅对应的频率上的能量，与真实图片之比；1 表示不比它们多",
    },
}
# What stands in the list of failures: the field's term, and what is done, which does not give the answer away.
ENGLISH = {
    "mode-collapse": ("Mode collapse", "a generator that learns fifty times as fast"),
    "vanishing-gradient": ("Vanishing generator gradient", "the first loss of 2014"),
    "oscillation": ("Oscillation", "large steps, much momentum"),
    "overfitting": ("Overfitting discriminator", "32 pictures to learn from"),
    "exploding-critic": ("Exploding critic", "a critic with clipped weights"),
    "checkerboard": ("Checkerboard artefacts", "kernel 3, stride 2"),
}


def _words() -> dict[str, tuple[str, str]]:
    words = {}
    for name, failure in FAILURES.items():
        chinese = CHINESE[name]
        title, how = ENGLISH[name]
        words[f"failure.{name}.title"] = (title, chinese["title"])
        words[f"failure.{name}.how"] = (how, chinese["how"])
        for index, choice in enumerate(failure.choices):
            words[f"failure.{name}.choice.{index}"] = (choice, chinese["choices"][index])
        for part in ("question", "watch", "why", "cure", "figure"):
            words[f"failure.{name}.{part}"] = (getattr(failure, part), chinese[part])
    return words


WORDS = {
    "break.modes": ("Train a recipe, or break one", "训练配方，或者弄坏它"),
    "break.mode.form": ("Build", "训练"),
    "break.mode.break": ("Break it", "弄坏它"),
    "break.about": (
        "Six ways in which GANs fail. Predict first, then see it happen, then mend it.",
        "GAN 失败的六种方式。先预测，再亲眼看它发生，然后修好它。",
    ),
    "break.all": ("All failures", "全部失败"),
    "break.predict": ("Predict", "先预测"),
    "break.answer": ("Choose an answer, then press Train.", "选一个答案，再按“开始训练”。"),
    "break.answer.train": ("Now press Train and see.", "现在按“开始训练”看看。"),
    "break.answer.watching": (
        "Choose an answer before you watch: it stays in this browser.",
        "先选一个答案再看：答案只留在这个浏览器里。",
    ),
    "break.answer.kept": ("Your answer is kept until the end.", "你的答案会保留到最后。"),
    "break.unanswered": ("{answer}.", "{answer}。"),
    "break.right": ("You predicted it: {answer}.", "你预测对了：{answer}。"),
    "break.wrong": ("It went otherwise: {answer}.", "结果不是这样：{answer}。"),
    "break.watch": ("What to watch", "看哪里"),
    "break.outcome": ("What happened", "发生了什么"),
    "break.without": ("without remedy", "不加补救"),
    "break.with": ("with remedy", "加上补救"),
    "break.none": ("not trained yet", "还没有训练"),
    "break.queued": ("in the queue", "排队中"),
    "break.unmeasured": (
        "This run ended without a number, so nothing can be said of it. Try it again.",
        "这次训练结束时没有得到数值，无法下结论。请再试一次。",
    ),
    "break.again": ("Try it again", "再试一次"),
    "break.fails": ("it fails", "失败"),
    "break.mended": ("mended", "已修好"),
    "break.no_number": ("∞", "∞"),
    "break.line.above": ("It fails above {line}.", "高于 {line} 即为失败。"),
    "break.line.below": ("It fails below {line}.", "低于 {line} 即为失败。"),
    "break.remedy": ("The remedy", "补救办法"),
    "break.remedy.start": ("Train with the remedy", "加上补救再训练"),
    "break.watch.it": ("Watch the other run", "看另一次训练"),
    "break.compare": ("Compare both", "并排比较"),
    "error.too_short": (
        "This run is too short to say how its losses swing: let it train longer.",
        "这次训练太短，看不出损失如何摆动：请训练得更久一些。",
    ),
    **_words(),
}
