"""Words of the recipe book: its page, and for each recipe when to use it, how it fails, how it differs from its paper.

The sentences follow the work they cite and what was measured here; docs/recipes.md says the same ones in English.
"""

from __future__ import annotations

WORDS = {
    "book.title": ("Recipe book", "配方手册"),
    "book.close": ("Close", "关闭"),
    "book.view": ("View", "视图"),
    "book.view.page": ("One recipe", "单个配方"),
    "book.view.compare": ("Compare all", "全部比较"),
    "book.recipe": ("Recipe", "配方"),
    "book.data": ("Pictures", "图片"),
    "book.minutes": ("Budget", "预算"),
    "book.minutes.n": ("{n} min", "{n} 分钟"),
    "book.minutes.first": ("minute 1 of {n}", "{n} 分钟里的第 1 分钟"),
    "book.choose": ("Choose this recipe", "选用这个配方"),
    "book.choose.short": ("Choose", "选用"),
    "book.choose.hint": (
        "Puts {recipe} into the form in the size that was measured, {size}.",
        "把 {recipe} 填入表单，规模与测量时相同（{size}）。",
    ),
    "book.chosen": ("{recipe} is chosen. Press Train to start.", "已选用 {recipe}。按“开始训练”开始。"),
    "book.when": ("When to use it", "何时使用"),
    "book.fails": ("How it fails", "如何失败"),
    "book.paper": ("In full size, against the paper", "full 规模与论文的差别"),
    "book.repeat": ("To repeat", "复现"),
    "book.samples": (
        "Samples of {recipe} on {data} after {minutes} min",
        "{recipe} 在 {data} 上训练 {minutes} 分钟后的样本",
    ),
    "book.reached": ("{images} pictures seen, {px} px", "看过 {images} 张图片，{px} 像素"),
    "book.reached.points": ("{images} points seen", "看过 {images} 个点"),
    "book.generated": ("generated", "生成"),
    "book.real": ("real", "真实"),
    "book.n": ("n = {n}", "n = {n}"),
    "book.losses": ("Losses", "损失"),
    "book.diversity": ("Diversity (real: 1)", "多样性（真实为 1）"),
    "book.told": ("told the classes", "已知类别"),
    "book.diverged": ("diverged before the time was up", "时间未到就发散了"),
    "book.not_measured": ("not measured", "未测量"),
    "book.refused": ("not possible: these pictures have no classes", "无法训练：这些图片没有类别"),
    "book.same_as": ("as {recipe}: without classes it is that", "与 {recipe} 相同：没有类别时就是它"),
    "book.second": ("at second", "第几秒"),
    "book.first": (
        "Measured by the training itself, between second {low} and {high}, or interpolated to second 60.",
        "由训练自己在第 {low} 至 {high} 秒之间测得，或插值到第 60 秒。",
    ),
    "book.first.none": ("not measured between second {low} and {high}", "第 {low} 至 {high} 秒之间没有测量"),
    "book.ranks": (
        "Ranked within a size of picture, by how many times what real pictures score the distance is.",
        "在同一图片尺寸内排名，依据是距离为真实图片得分的多少倍。",
    ),
    "book.at_px": ("{recipe} (of {px} px)", "{recipe}（{px} 像素）"),
    "metric.times": ("times real", "真实的倍数"),
    "metric.times.hint": (
        "The distance by what other real pictures of this size score: 1 is as near as real pictures are to each other.",
        "距离除以同一尺寸的其他真实图片的得分：1 表示与真实图片之间的距离相同。",
    ),
    "book.letters": (
        "Compare rows of one letter: what a minute is worth differs between machines.",
        "请只比较同一字母的行：各台机器一分钟能做的事不同。",
    ),
    "book.none": ("Nothing was measured of this recipe yet.", "这个配方还没有测量结果。"),
    "book.machine": (
        "Measured on one core of {cpu}, {arithmetic}, PyTorch {torch}, {size} size.",
        "在 {cpu} 的一个核心上测量，{arithmetic}，PyTorch {torch}，规模 {size}。",
    ),
    "book.caution": (
        "One run each: two runs with other seeds may differ by two thirds, so only large differences mean something. "
        "Distances are in features of our own network, not FID.",
        "各一次训练：换种子后结果可能相差三分之二，只有大的差别才有意义。距离用我们自己的网络特征计算，不是 FID。",
    ),
    "book.nearest": (
        "Nearest to real pictures on {data} after {minutes} min: {best}.",
        "在 {data} 上训练 {minutes} 分钟后最接近真实图片的是 {best}。",
    ),
    "book.quick_place": ("quick is number {place} of its size.", "quick 在同尺寸中排第 {place}。"),
    "book.real.row": ("real ones instead", "换成真实的"),
    "book.images": ("pictures seen", "看过的图片"),
    "book.when.quick": (
        "To see something within a minute on a laptop, and as the first try on new small pictures.",
        "想在笔记本上一分钟内看到结果，或第一次尝试新的小图片。",
    ),
    "book.fails.quick": (
        "Small networks and high learning rates are made for minutes: given hours, larger recipes have more room. "
        "Where D runs ahead, halve its rate.",
        "小网络和高学习率是为几分钟准备的：有几小时的时候，更大的配方更有余地。D 过强时把它的学习率减半。",
    ),
    "book.when.vanilla": (
        "To see where it began. Its steps cost little, so within minutes it does well on small centred pictures "
        "such as digits.",
        "想看最初的样子。它每步开销小，所以在数字这类居中的小图片上，几分钟内效果不错。",
    ),
    "book.fails.vanilla": (
        "Every pixel is learnt by itself, so pictures come out speckled; G may map many latents to one picture, as "
        "its authors warn (Goodfellow et al. 2014, section 6).",
        "每个像素单独学习，所以图片有噪点；G 可能把许多潜变量映射到同一张图片，作者自己也提醒过（Goodfellow 等 2014"
        "，第 6 节）。",
    ),
    "book.paper.vanilla": (
        "The paper's G has rectifiers and sigmoids, its D maxout units and dropout, and SGD with momentum trains "
        "them. Networks, batch norm and Adam are PyTorch-GAN's here.",
        "论文的 G 用 ReLU 和 sigmoid，D 用 maxout 和 dropout，以带动量的 SGD 训练。这里的网络、批归一化和 Adam 都取自"
        " PyTorch-GAN。",
    ),
    "book.when.classic": (
        "To show in a lesson that a plain image classifier can be the judge. Its steps are slow for so small a "
        "network.",
        "在课堂上说明普通的图像分类器就能当裁判。相对这么小的网络，每步偏慢。",
    ),
    "book.fails.classic": (
        "Nothing holds D back: where it becomes sure, the gradient that G learns from fades or turns noisy "
        "(Arjovsky and Bottou 2017).",
        "没有什么约束 D：它一旦很有把握，G 赖以学习的梯度就会消失或变得嘈杂（Arjovsky 和 Bottou 2017）。",
    ),
    "book.when.dcgan": (
        "As the baseline that most tutorials teach and most papers compare with.",
        "作为基线：多数教程讲它，多数论文与它比较。",
    ),
    "book.fails.dcgan": (
        "Trained longer, part of the filters may collapse to one oscillating mode, as its authors report (Radford "
        "et al. 2015); batch norm ties the pictures of a batch together.",
        "训练更久时，部分卷积核可能崩溃成一个振荡的模式，作者自己有报告（Radford 等 2015）；批归一化使一批图片互相"
        "牵连。",
    ),
    "book.paper.dcgan": (
        "The widths are those of pytorch/examples: the paper's G has twice as many channels (1,024 at 4x4), its "
        "batches have 128 pictures, not 64, and its latents are uniform, not normal.",
        "宽度取自 pytorch/examples：论文的 G 通道数是这里的两倍（4x4 处为 1,024），每批 128 张而不是 64 张，潜变量服"
        "从均匀分布而不是正态分布。",
    ),
    "book.when.improved": (
        "Where G draws the same picture again and again: D sees how alike a batch is (Salimans et al. 2016). "
        "Beside dcgan it cost a tenth to two fifths of the speed here.",
        "G 反复画同一张图片时：D 能看到一批图片有多相似（Salimans 等 2016）。这里比 dcgan 慢一成到四成。",
    ),
    "book.fails.improved": (
        "It punishes sameness within a batch only: kinds that are rare still go missing, and label smoothing does "
        "not make up for a D that has won.",
        "只惩罚一批之内的雷同：少见的种类仍会缺失；D 已经赢了的时候，标签平滑也无济于事。",
    ),
    "book.paper.improved": (
        "The paper's D for CIFAR-10 has nine layers, dropout and weight normalisation. Both networks are DCGAN's here.",
        "论文在 CIFAR-10 上的 D 有九层，并用 dropout 和权重归一化。这里两个网络都是 DCGAN 的。",
    ),
    "book.when.lsgan": (
        "Where cross-entropy saturates: squares still pull on pictures that D is sure about (Mao et al. 2017).",
        "交叉熵饱和时：平方距离对 D 已有把握的图片仍有梯度（Mao 等 2017）。",
    ),
    "book.fails.lsgan": (
        "D's answers have no bound, so a high rate throws them far out; with enough tuning no loss of its time was "
        "found to be better than the others (Lucic et al. 2018). On faces tiny drew nothing in two minutes, and in ten "
        "blurred faces that are much alike.",
        "D 的输出没有界限，学习率高时会跑得很远；充分调参后，同时代的损失函数没有哪个一直更好（Lucic 等 2018）。tiny 在"
        "人脸上两分钟什么也没画出，十分钟只有模糊而彼此相似的脸。",
    ),
    "book.paper.lsgan": (
        "Networks and settings are StudioGAN's for CIFAR-10. The paper drew scenes of 112 px, with other networks.",
        "网络和设置取自 StudioGAN 的 CIFAR-10 配置。论文画的是 112 像素的场景，网络也不同。",
    ),
    "book.when.wgan": (
        "To learn what a critic is, whose loss falls as pictures get better (Arjovsky et al. 2017).",
        "想了解“评论家”：它的损失随图片变好而下降（Arjovsky 等 2017）。",
    ),
    "book.fails.wgan": (
        "Clipping makes the critic too simple and its gradients vanish or explode (Gulrajani et al. 2017); with "
        "five critic steps and a small rate it gets little done in minutes.",
        "裁剪让评论家过于简单，梯度消失或爆炸（Gulrajani 等 2017）；每步五次评论家训练、学习率又小，几分钟内进展很少。",
    ),
    "book.paper.wgan": (
        "Rates, clipping, batch and critic steps are the paper's. Its code also takes 100 critic steps for each of "
        "the first 25 steps of G, and for every 500th.",
        "学习率、裁剪、批大小和评论家步数与论文一致。作者的代码还在 G 的前 25 步以及之后每 500 步的那一步，让评论家走"
        " 100 步。",
    ),
    "book.when.wgan-gp": (
        "Where other settings break: it trained many networks without retuning (Gulrajani et al. 2017).",
        "别的设置会崩时：它不用重新调参就能训练许多网络（Gulrajani 等 2017）。",
    ),
    "book.fails.wgan-gp": (
        "Five critic steps with a second gradient each make it slow; tiny takes one, at ten times the published rate, "
        "and so suits minutes on a CPU. Near the end it circles instead of settling (Mescheder et al. 2018).",
        "每步五次评论家训练，且都要二阶梯度，所以很慢；tiny 只训练一次，学习率是原论文的十倍，因此适合 CPU 上的几分钟。"
        "最后会绕圈而不收敛（Mescheder 等 2018）。",
    ),
    "book.paper.wgan-gp": (
        "G is twice as wide as the paper's for CIFAR-10, where both networks have 128 channels: the widths are "
        "mimicry's. In the paper's code G learns from 128 pictures a step and the critic from 64; here both learn "
        "from 64.",
        "G 的宽度是论文的两倍：论文在 CIFAR-10 上两个网络都是 128 个通道，这里的宽度取自 mimicry。作者的代码里 G 每步"
        "用 128 张图片，评论家用 64 张；这里都用 64 张。",
    ),
    "book.when.sngan": (
        "As the cheap way to keep D smooth, without a second gradient (Miyato et al. 2018).",
        "让 D 保持平滑的廉价方法，不需要二阶梯度（Miyato 等 2018）。",
    ),
    "book.fails.sngan": (
        "A bounded slope does not keep D from learning few pictures by heart. The published rates, with five D steps "
        "for each of G, are made for days: in tiny they are ten times as high, and MNIST is readable after two "
        "minutes.",
        "限制坡度挡不住 D 把少量图片背下来。原论文的学习率配五个 D 步，是为数天的训练准备的：tiny 用十倍的学习率，"
        "MNIST 训练两分钟就能看清。",
    ),
    "book.paper.sngan": (
        "Widths, rates and D steps are the paper's for CIFAR-10. In its code G learns from 128 pictures a step and D "
        "from 64; here both learn from 64.",
        "宽度、学习率和 D 的步数与论文的 CIFAR-10 设置一致。作者的代码里 G 每步用 128 张图片，D 用 64 张；这里都用 "
        "64 张。",
    ),
    "book.when.cgan": (
        "For data with classes, when you want to ask for one of them (Miyato and Koyama 2018).",
        "数据有类别、又想指定类别时（Miyato 和 Koyama 2018）。",
    ),
    "book.fails.cgan": (
        "Being told the class can itself bring collapse, most of all with few pictures a class (Shahbazi et al. "
        "2022): after ten minutes of tiny on MNIST nearly every digit was the one asked for, and those of a class were "
        "nearly the same picture; after two there was more variety and half obeyed. Without labels it is sngan.",
        "告知类别本身可能导致崩溃，每类图片很少时尤其如此（Shahbazi 等 2022）：tiny 在 MNIST 上训练十分钟后，几乎每个"
        "数字都服从类别，但同一类几乎是同一张图片；两分钟时更多样，一半服从类别。没有标签时它就是 sngan。",
    ),
    "book.paper.cgan": (
        "The paper trains on ImageNet at 128 px. Networks and batch are mimicry's for CIFAR-10 here.",
        "论文在 128 像素的 ImageNet 上训练。这里的网络和批大小取自 mimicry 的 CIFAR-10 配置。",
    ),
    "book.when.sagan": (
        "For pictures whose far parts must agree, from 64 px up (Zhang et al. 2019).",
        "图片相距较远的部分需要协调时，适合 64 像素以上（Zhang 等 2019）。",
    ),
    "book.fails.sagan": (
        "At 28 or 32 px convolutions reach nearly everywhere, and attention costs time. It bears high rates badly: "
        "with ten times the published ones tiny collapsed on faces within five minutes. With three times it obeys its "
        "classes on MNIST after ten, and draws faces that are much alike.",
        "在 28 或 32 像素时卷积几乎处处够得着，注意力只是更费时。它经不起高学习率：用原论文的十倍时，tiny 在人脸上"
        "五分钟内崩溃；用三倍时，在 MNIST 上十分钟后服从类别，在人脸上画出的脸彼此很像。",
    ),
    "book.paper.sagan": (
        "The paper trains on ImageNet at 128 px, with batches of 256. The networks are of the sizes for CIFAR-10 "
        "here, and batches of 64.",
        "论文在 128 像素的 ImageNet 上训练，每批 256 张。这里的网络是 CIFAR-10 的规模，每批 64 张。",
    ),
    "book.when.acgan": (
        "For data with classes, when D shall also name them (Odena et al. 2017).",
        "数据有类别、且希望 D 也能识别类别时（Odena 等 2017）。",
    ),
    "book.fails.acgan": (
        "G is paid for pictures that are easy to name, so variety within a class suffers, the more the more "
        "classes there are (Miyato and Koyama 2018). With the published rates and no averaged G tiny drew one picture "
        "a class on MNIST, mostly a wrong one; with five times the rates and an average it is among the best here.",
        "G 因容易识别的图片得到奖励，类别内的多样性因此受损，类别越多越严重（Miyato 和 Koyama 2018）。用原论文的"
        "学习率、G 不做滑动平均时，tiny 在 MNIST 上每类只画一张图片，而且多半画错；用五倍学习率并做平均，它在这里名列前"
        "茅。",
    ),
    "book.paper.acgan": (
        "For CIFAR-10 the paper's G has 384, 192 and 96 channels and its D six convolutions of 16 to 512, with "
        "dropout and noise. Both networks are DCGAN's here.",
        "论文在 CIFAR-10 上的 G 有 384、192、96 个通道，D 有六个卷积层（16 到 512），并用 dropout 和噪声。这里两个网"
        "络都是 DCGAN 的。",
    ),
    "book.when.infogan": (
        "Without labels, when you want categories and sliders all the same (Chen et al. 2016).",
        "没有标签，但仍想要类别和可调属性时（Chen 等 2016）。",
    ),
    "book.fails.infogan": (
        "What the codes stand for is not yours to choose and changes with the seed; no method finds the true "
        "factors without further assumptions (Locatello et al. 2019). After ten minutes on faces tiny drew little "
        "more than one picture a category.",
        "编码代表什么由不得你，换种子就会变；没有额外假设，任何方法都找不到真正的因素（Locatello 等 2019）。tiny 在人脸"
        "上训练十分钟后，每个类别几乎只画一张图片。",
    ),
    "book.paper.infogan": (
        "For MNIST the paper's networks have convolutions of 64 and 128 channels and a dense layer of 1,024. Both "
        "networks are DCGAN's here.",
        "论文在 MNIST 上的网络有 64 和 128 通道的卷积层，以及一个 1,024 的全连接层。这里两个网络都是 DCGAN 的。",
    ),
    "book.when.progan": (
        "For large pictures on a GPU: coarse shapes first, details later (Karras et al. 2018).",
        "在 GPU 上训练大图片：先学轮廓，后学细节（Karras 等 2018）。",
    ),
    "book.fails.progan": (
        "At 32 px there is little to grow, and much of the budget passes at 4 and 8 px: two minutes of tiny on "
        "MNIST gave nearly the same blot every time. Details stick to places in the picture (Karras et al. 2020).",
        "32 像素没有多少增长的余地，预算的很大部分花在 4 和 8 像素上：tiny 在 MNIST 上训练两分钟，画出的几乎都是同一"
        "团墨迹。细节会粘在图片的固定位置（Karras 等 2020）。",
    ),
    "book.paper.progan": (
        "A size takes its share of the budget, where the paper gives it 800,000 pictures to fade in and as many to "
        "train. Up to 32 px the widths are the paper's; at 64 px it has 256 at the picture: set both widths to that.",
        "每个尺寸按预算的比例训练；论文则用 80 万张图片淡入，再用 80 万张训练。32 像素以内宽度与论文一致；64 像素时论"
        "文在图片一侧是 256：请把两个宽度设成它。",
    ),
    "book.when.stylegan": (
        "For one kind of picture, such as faces, and for a latent space worth walking through (Karras et al. 2020).",
        "适合单一种类的图片（如人脸），潜空间也值得漫步（Karras 等 2020）。",
    ),
    "book.fails.stylegan": (
        "It is made for hours: after two minutes on MNIST tiny drew blots, after ten digits of little variety, and "
        "with the lighter R1 of larger sizes one picture over and over. On few pictures D learns them by heart: switch "
        "ADA on. On pictures of many kinds it falls behind (Sauer et al. 2022).",
        "它是为数小时的训练准备的：tiny 在 MNIST 上训练两分钟只见墨迹，十分钟画出的数字缺乏变化；用更大规模的较弱 R1"
        "，则反复画同一张图片。图片少时 D 会把它们背下来：请打开 ADA。图片种类很多时会落后（Sauer 等 2022）。",
    ),
    "book.paper.stylegan": (
        "Two things differ from cfg=cifar: augmentation is off unless it is set, and the average remembers equally "
        "long from the start (published: at first a twentieth of the pictures seen).",
        "与 cfg=cifar 有两处不同：增强默认关闭，需自行打开；滑动平均从一开始记忆就一样长（原设置：起初为已看图片的二"
        "十分之一）。",
    ),
    "book.when.biggan": (
        "For many classes on a GPU with large batches, and to trade variety for quality by truncation (Brock et "
        "al. 2019).",
        "在 GPU 上用大批量训练许多类别，并可用截断以多样性换质量（Brock 等 2019）。",
    ),
    "book.fails.biggan": (
        "Training collapses late, so keep checkpoints (Brock et al. 2019, section 4), and rates decide when: tiny with "
        "1e-3 for both networks collapsed on MNIST within six minutes, with a third of it for G it obeyed its classes "
        "after ten.",
        "训练后期会崩溃，请保留检查点（Brock 等 2019，第 4 节），早晚取决于学习率：tiny 两个网络都用 1e-3 时，在 MNIST "
        "上六分钟内崩溃；G 只用三分之一时，十分钟后服从类别。",
    ),
    "book.paper.biggan": (
        "The paper trains on ImageNet, with batches of 2,048, rates of 5e-5 for G and 2e-4 for D, and two D steps. "
        "The rest, but for the orthogonal regularisation, is StudioGAN's for CIFAR-10 here.",
        "论文在 ImageNet 上训练，每批 2,048 张，学习率 G 为 5e-5、D 为 2e-4，D 走两步。除正交正则外，这里其余都取自 "
        "StudioGAN 的 CIFAR-10 配置。",
    ),
    "book.when.r3gan": (
        "As the modern baseline for hours on a GPU: few parts, and a loss with a proof of local convergence (Huang "
        "et al. 2024).",
        "作为 GPU 上训练数小时的现代基线：部件少，损失函数有局部收敛的证明（Huang 等 2024）。",
    ),
    "book.fails.r3gan": (
        "Two penalties at every step make steps dear: tiny takes them at every fourth, and still sees the fewest "
        "pictures here. Gamma has to be found anew for other data and sizes: with 1 in place of 10 tiny drew blots on "
        "MNIST.",
        "每步两个惩罚项，代价高：tiny 每四步才算一次，看过的图片仍是这里最少的。换数据或尺寸时要重新找 gamma：用 1 代替"
        " 10 时，tiny 在 MNIST 上只画出墨迹。",
    ),
    "book.paper.r3gan": (
        "Widths, batch and schedules are the published ones for CIFAR-10. Its augmentation takes the "
        "transformations that ADA has here.",
        "宽度、批大小和各项变化曲线与公布的 CIFAR-10 设置一致。数据增强采用这里 ADA 的那些变换。",
    ),
    "book.when.points": (
        "To count the modes that a loss or trick loses, within a minute or two (Srivastava et al. 2017; Lin et al. "
        "2018).",
        "一两分钟内数出某个损失或技巧丢了多少模式（Srivastava 等 2017；Lin 等 2018）。",
    ),
    "book.fails.points": (
        "What helps on 25 points in the plane need not help on pictures.",
        "在平面上 25 个点有用的办法，对图片未必有用。",
    ),
}
