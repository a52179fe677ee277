"""Words of model cards: what each shipped run is, and what its figures are called."""

from __future__ import annotations

WORDS = {
    "card.open": ("Model card", "模型卡"),
    "card.open.hint": (
        "What it was trained with, what was measured, how to repeat it",
        "训练方式、测量结果、如何复现",
    ),
    "card.close": ("Close", "关闭"),
    "card.samples": ("Pictures of seeds 0 to 63", "种子 0 至 63 的图片"),
    "card.recipe": ("Recipe {recipe} on {dataset}, {px} px", "配方 {recipe}，数据 {dataset}，{px} 像素"),
    "card.changes": ("Changed in it: {changes}", "改动：{changes}"),
    "card.length": ("{images} images in {steps} steps, {seconds} s", "{images} 张图片，{steps} 步，{seconds} 秒"),
    "card.machine": (
        "Threads: {threads}; arithmetic: {precision}; {processor}, torch {torch}",
        "线程数：{threads}；精度：{precision}；{processor}，torch {torch}",
    ),
    "card.verdict": ("Last verdict of the training: {verdict}", "训练的最后判定：{verdict}"),
    "card.size": ("{space}, {moments}", "{space}，{moments}"),
    "card.measured": ("Measured", "测量结果"),
    "card.measured.note": (
        "“Real” is what other real pictures score in place of the generated ones: a perfect generator would score it, "
        "up to chance; beside D and its calibration it is what chance alone scores. Each n is that of the number "
        "before it. Diversity is a ratio and may exceed 1; the gap and the kernel distance are unbiased and may lie a "
        "little below 0. In D's figures real and generated pictures weigh the same. The distances are those of "
        "ganplay's own feature network, not FID.",
        "“真实”一栏是用其他真实图片代替生成图片的得分：完美的生成器也就是这个分数，允许随机波动；判别器与校准两项则是随机猜测的得分。"
        "每个 n 属于它前面的那个数。多样性是比值，可能大于 1；差距和核距离是无偏估计，可能略低于 0。"
        "判别器各项中真实与生成图片权重相同。"
        "距离由 ganplay 自带的特征网络计算，不是 FID。",
    ),
    "card.uncalibrated": (
        "What D says under this loss is no probability: there is no calibration to measure.",
        "在这种损失下判别器给出的不是概率，因此没有校准可测。",
    ),
    "card.column.figure": ("Figure", "指标"),
    "card.column.generated": ("Generated", "生成"),
    "card.column.real": ("Real", "真实"),
    "card.column.n": ("n", "n"),
    "card.directions": ("Directions with names", "有名称的方向"),
    "card.directions.note": (
        "Of {n} pictures moved by −{amount} σ and by +{amount} σ along each direction: the share that shows each "
        "attribute, by a judge that is right about {low} to {high} of real pictures. Fitted by another.",
        "沿每个方向移动 −{amount} σ 和 +{amount} σ 的 {n} 张图片中，显示各属性的比例；"
        "判断网络对真实图片的正确率为 {low} 至 {high}，方向由另一个网络拟合。",
    ),
    "card.directions.in": (
        "Directions in {space}: on average one changes {own} of the pictures in the attribute it is called after, and "
        "{others} in each other one.",
        "{space} 中的方向：平均而言，一个方向使 {own} 的图片在它命名的属性上改变，在其他各属性上为 {others}。",
    ),
    "card.directions.along": ("along", "沿方向"),
    "card.repeat": ("Repeat it", "复现"),
    "card.repeat.training": ("The training", "训练"),
    "card.repeat.figures": ("The figures", "指标"),
    "card.repeat.data": (
        "DIR is where torchvision's data sets lie, or are downloaded to. With --check in place of the training every "
        "figure is measured again, and the check fails where one differs by more than a tenth of itself.",
        "DIR 是 torchvision 数据集所在或下载到的文件夹。"
        "用 --check 代替训练会重新测量每个数值，只要有一个与卡上相差超过它自身的十分之一，检查就不通过。",
    ),
    "error.no_card": (
        "This run has no model card: only those that came with ganplay have one.",
        "这次训练没有模型卡：只有随 ganplay 附带的训练才有。",
    ),
    "error.card_damaged": ("The card of this run cannot be read.", "无法读取这次训练的模型卡。"),
    "error.no_directions": (
        "This run has no directions with names that can be read.",
        "这次训练没有可读取的有名称的方向。",
    ),
    "card.about.faces": (
        "Cartoon faces by the default recipe. Smile, glasses, hat and hair have directions of their own.",
        "默认配方的卡通人脸。微笑、眼镜、帽子和头发各有自己的方向。",
    ),
    "card.about.faces-stylegan": (
        "Cartoon faces at 64 px by a small StyleGAN2. Smile, glasses, hat and hair have directions of their own.",
        "64 像素卡通人脸，小型 StyleGAN2。微笑、眼镜、帽子和头发各有自己的方向。",
    ),
    "card.about.landscapes": (
        "Landscapes at 64 px, told the time of day.",
        "64 像素的风景，按一天中的时段给定类别。",
    ),
    "card.about.mnist": ("Handwritten digits, told which digit to draw.", "手写数字，可指定画哪个数字。"),
    "card.about.mnist-classic": (
        "The discriminator of the textbooks on handwritten digits: two convolutions and a linear layer, 21,953 "
        "numbers, against a small generator. The course walks through it layer by layer.",
        "教科书里的判别器，看的是手写数字：两层卷积加一层线性层，共 21,953 个参数，对手是一个小生成器。"
        "课程会逐层讲解它。",
    ),
    "card.about.mnist-collapsed": (
        "An exhibit of mode collapse: mnist-dcgan with a generator that learns ten times as fast as its discriminator, "
        "and no batch norm in the discriminator. It answers every latent with the same picture, and when that is "
        "refused, all move on together. Losses alone hardly show it; diversity and recall do.",
        "模式崩溃的展品：与 mnist-dcgan 相同，但生成器的学习速度是判别器的十倍，且判别器没有批归一化。"
        "它对每个潜变量都给出同一张图片，被识破后又一起换成另一张。只看损失几乎看不出来，多样性和召回率能看出来。",
    ),
    "card.about.mnist-dcgan": (
        "A DCGAN on handwritten digits with a dense time line: watch it go from noise to digits.",
        "手写数字上的 DCGAN，时间线很密：看它从噪声走到数字。",
    ),
    "card.about.mnist-infogan": (
        "Handwritten digits by an InfoGAN, which was told no classes: its ten-valued code found most of the digits by "
        "itself, its two continuous ones slant and shape, a little.",
        "InfoGAN 画的手写数字，没有人告诉它类别：十值编码自己找到了大部分数字，两个连续编码稍稍改变倾斜和形状。",
    ),
    "figure.diversity": ("Diversity", "多样性"),
    "figure.gap": ("Gap (energy distance)", "差距（能量距离）"),
    "figure.d.accuracy": ("D: accuracy", "D：正确率"),
    "figure.d.auc": ("D: area under the curve", "D：曲线下面积"),
    "figure.calibration": ("D: calibration error", "D：校准误差"),
}
