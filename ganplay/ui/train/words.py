"""Words of the Train tab: the gallery of data, the recipe and its controls."""

from __future__ import annotations

WORDS = {
    "book.open": ("Recipe book", "配方手册"),
    "book.offline": ("The book cannot be read now: the connection is lost.", "暂时无法读取手册：连接已断开。"),
    "train.data": ("Data", "数据"),
    "train.recipe": ("Recipe", "配方"),
    "train.settings": ("Settings", "设置"),
    "train.button": ("Train", "开始训练"),
    "train.advanced": ("Advanced", "高级设置"),
    "train.changed": ("{n} changed", "改动 {n} 项"),
    "train.changed.one": ("1 changed", "改动 1 项"),
    "train.changed.all": ("↺ all as the recipe has it", "↺ 全部恢复为配方的值"),
    "train.changed.which": ("Not as the recipe has it: {settings}.", "与配方不同：{settings}。"),
    "train.changed.more": ("{settings} and {n} more", "{settings} 以及另外 {n} 项"),
    "train.empty": ("empty: {value}", "留空：{value}"),
    "train.find": ("Find a setting", "查找设置"),
    "train.find.example": ("for example: rate, penalty", "例如：学习率、惩罚"),
    "train.find.none": ("No setting of this name here.", "这里没有这样的设置。"),
    "train.steers": (
        "● now shows and steers what trains: {run}. When it has ended, the form's own values are back.",
        "● 现在显示并控制正在训练的：{run}。它结束后，表单恢复自己的值。",
    ),
    "train.back": ("↺ back to {value}", "↺ 恢复为 {value}"),
    "train.back.label": ("{setting}: back to {value}", "{setting}：恢复为 {value}"),
    "train.rates": ("{setting}: usual values", "{setting}：常用值"),
    "train.size": ("Size of the recipe", "配方规模"),
    "train.group.data": ("Data", "数据"),
    "train.group.data.info": ("colours, mirroring, classes, how many", "颜色、镜像、类别、数量"),
    "train.group.networks": ("Networks", "网络"),
    "train.group.networks.info": ("architecture, latent, widths, normalisation", "结构、潜变量、宽度、归一化"),
    "train.group.objective": ("Objective", "目标函数"),
    "train.group.objective.info": ("loss, penalties, regularisation", "损失、惩罚、正则化"),
    "train.group.augmentation": ("Augmentation", "数据增强"),
    "train.group.augmentation.info": ("what D sees is changed on the way", "改变 D 所见的图片"),
    "train.group.optimisation": ("Optimisation", "优化"),
    "train.group.optimisation.info": (
        "optimizer, rates over time, averages, precision, seed, threads",
        "优化器、学习率变化、滑动平均、精度、种子、线程数",
    ),
    "train.group.budget": ("Budget", "预算"),
    "train.group.budget.info": ("when it ends, and how much is measured", "何时结束，测量多少"),
    "train.live": ("● changes at once, even while training", "● 训练中也立即生效"),
    "train.new": ("○ for the next run", "○ 用于下一次训练"),
    "train.upload": (
        "Your pictures: at least 16 files, or one zip. Your points: one .csv",
        "你的图片：至少 16 个文件，或一个 zip。你的点：一个 .csv",
    ),
    "train.upload.drop": ("Drop files here, or press to choose", "把文件拖到这里，或按此选择"),
    "train.upload.remove": ("Remove this file", "移除这个文件"),
    "train.upload.more": ("Add files", "添加文件"),
    "train.upload.clear": ("Remove all files", "移除全部文件"),
    "train.upload.note": (
        "Folders inside the zip become classes; of train and test, the second is held out for evaluation. A .csv has "
        "x,y in each line. All stays on the machine that runs ganplay.",
        "zip 中的文件夹会成为类别；如果是 train 和 test，则 test 只用于评估。.csv 每行一个 x,y。"
        "全部只保存在运行 ganplay 的机器上。",
    ),
    "data.faces": ("faces", "卡通脸"),
    "data.landscapes": ("landscapes", "风景"),
    "data.shapes": ("shapes", "形状"),
    "data.animals": ("animals", "小动物"),
    "data.digits": ("digits", "数字"),
    "data.mnist": ("MNIST", "MNIST"),
    "data.stacked_mnist": ("stacked MNIST", "叠加 MNIST"),
    "data.fashion_mnist": ("Fashion", "时装"),
    "data.kmnist": ("KMNIST", "KMNIST"),
    "data.cifar10": ("CIFAR-10", "CIFAR-10"),
    "data.svhn": ("SVHN", "门牌号"),
    "data.celeba": ("CelebA", "CelebA"),
    "data.cats_dogs": ("cats, dogs", "猫和狗"),
    "data.ring": ("ring of points", "点环"),
    "data.grid": ("grid of points", "点阵"),
    "data.two_gaussians": ("two Gaussians", "两个高斯"),
    "data.blobs": ("two far blobs", "两团远离的点"),
    "data.line": ("line of points", "一条线上的点"),
    "data.swiss_roll": ("Swiss roll", "瑞士卷"),
    "data.two_moons": ("two moons", "双月"),
    "data.spiral": ("spiral", "螺旋"),
    "data.own": ("my own", "我自己的"),
    "about.faces": (
        "Cartoon faces drawn by ganplay: hair, skin, glasses and hats vary.",
        "ganplay 绘制的卡通脸：发型、肤色、眼镜和帽子各不相同。",
    ),
    "about.landscapes": (
        "Landscapes drawn by ganplay: sky, sun or moon, hills, sea and trees.",
        "ganplay 绘制的风景：天空、日月、山丘、大海和树木。",
    ),
    "about.shapes": ("Coloured shapes drawn by ganplay. The easiest to learn.", "ganplay 绘制的彩色形状，最容易学。"),
    "about.animals": (
        "Cats and dogs drawn by ganplay, in two classes: coats, ears, poses and places vary.",
        "ganplay 绘制的猫和狗，共两类：毛色、耳朵、姿势和背景各不相同。",
    ),
    "about.digits": (
        "1,797 handwritten digits of 8x8 pixels, from scikit-learn.",
        "scikit-learn 附带的 1,797 个 8x8 手写数字。",
    ),
    "about.mnist": ("70,000 handwritten digits (LeCun 1998).", "七万个手写数字（LeCun 1998）。"),
    "about.stacked_mnist": (
        "Three handwritten digits in red, green and blue: 1,000 modes to count (Metz 2017).",
        "红、绿、蓝三个手写数字叠在一起：共 1,000 种模式可数（Metz 2017）。",
    ),
    "about.fashion_mnist": ("70,000 photographs of clothes (Xiao 2017).", "七万张服装照片（Xiao 2017）。"),
    "about.kmnist": (
        "70,000 handwritten Japanese characters (Clanuwat 2018).",
        "七万个手写日文字符（Clanuwat 2018）。",
    ),
    "about.cifar10": (
        "60,000 small photographs in ten classes (Krizhevsky 2009).",
        "十类共六万张小照片（Krizhevsky 2009）。",
    ),
    "about.svhn": ("House numbers photographed from the street (Netzer 2011).", "街景中的门牌号照片（Netzer 2011）。"),
    "about.celeba": ("Photographs of 200,000 faces (Liu 2015).", "二十万张人脸照片（Liu 2015）。"),
    "about.cats_dogs": (
        "Photographs of 37 breeds of cats and dogs (Parkhi 2012).",
        "37 个品种的猫狗照片（Parkhi 2012）。",
    ),
    "about.ring": (
        "Points of the plane around eight centres in a ring: how many does the generator find? (Srivastava 2017)",
        "平面上的点，围绕环上的八个中心：生成器能找到几个？（Srivastava 2017）",
    ),
    "about.grid": (
        "Points of the plane around 25 centres in a grid: how many does the generator find? (Srivastava 2017)",
        "平面上的点，围绕网格上的 25 个中心：生成器能找到几个？（Srivastava 2017）",
    ),
    "about.two_gaussians": (
        "Points of the plane around two centres: the least that can collapse.",
        "平面上的点，围绕两个中心：能发生模式崩溃的最小例子。",
    ),
    "about.blobs": (
        "Points of the plane in two blobs, far from each other and from where the generator begins: D is soon sure of "
        "everything, and a saturating loss has nothing left to say.",
        "平面上的点，分成相距很远的两团，也远离生成器的起点：D 很快对一切都确定，饱和的损失便无话可说。",
    ),
    "about.line": (
        "Points of the plane along a straight line. The easiest to learn.",
        "平面上沿一条直线的点，最容易学。",
    ),
    "about.swiss_roll": (
        "Points of the plane on a rolled-up line, whose turns lie close together.",
        "平面上卷起来的一条线，各圈靠得很近。",
    ),
    "about.two_moons": (
        "Points of the plane on two half circles, each around an end of the other.",
        "平面上两个半圆，各自绕着对方的一端。",
    ),
    "about.spiral": (
        "Points of the plane on two spirals, opposite each other: hard for small networks (Lang 1988).",
        "平面上两条相对的螺旋：对小网络很难（Lang 1988）。",
    ),
    "about.own": (
        "Your own pictures: at least 16; hundreds or more of the same kind work best. Or, with the recipe points, your "
        "own points.",
        "你自己的图片：至少 16 张，同类图片几百张以上效果最好。用 points 配方时，也可以是你自己的点。",
    ),
    "about.download": (
        "Needs the network once: {megabytes} MB are downloaded and kept.",
        "第一次需要联网：下载 {megabytes} MB 并保存。",
    ),
    "recipe.quick": ("quick: pictures within a minute", "quick：一分钟出图"),
    "recipe.quick.note": (
        "Small convolutional networks and the hinge loss, tuned for the first minute on a laptop.",
        "小型卷积网络加 hinge 损失，为笔记本电脑上的第一分钟而调。",
    ),
    "recipe.vanilla": ("vanilla: the first GAN, 2014", "vanilla：最早的 GAN（2014）"),
    "recipe.vanilla.note": (
        "Fully connected networks, as the first GAN had; every pixel is learnt by itself.",
        "与最早的 GAN 一样的全连接网络；每个像素单独学习。",
    ),
    "recipe.classic": ("classic: the textbook discriminator", "classic：教科书判别器"),
    "recipe.classic.note": (
        "Conv 32, pool, Conv 64, pool, Dense 1: the textbook classifier as judge, with binary cross-entropy.",
        "Conv 32、池化、Conv 64、池化、Dense 1：教科书分类器作裁判，用二元交叉熵。",
    ),
    "recipe.dcgan": ("dcgan: Radford 2015", "dcgan：Radford 2015"),
    "recipe.dcgan.note": (
        "Transposed convolutions with batch normalisation, at 64 pixels. Slow without a GPU, and much copied.",
        "转置卷积加批归一化，64 像素。没有 GPU 会很慢，但被广泛沿用。",
    ),
    "recipe.points": ("points: modes that can be counted", "points：可以数的模式"),
    "recipe.points.note": (
        "Small fully connected networks on points of the plane, where missing modes can be counted; the relativistic "
        "loss with R1 and R2 finds them all.",
        "在平面点上训练的小型全连接网络，可以数出缺了哪些模式；相对论式损失加 R1 和 R2 能找全。",
    ),
    "train.size.own": ("its own", "原有设置"),
    "train.size.tiny": ("tiny: a minute", "小：一分钟"),
    "train.size.small": ("small: an hour", "中：一小时"),
    "train.size.full": ("full: GPU", "全：GPU"),
    "recipe.source": ("Source: {source}", "出处：{source}"),
    "error.upload_none": (
        "Give your pictures first (at least 16 files, or one zip), or your points (one .csv, with the recipe points).",
        "请先提供你的图片（至少 16 个文件，或一个 zip），或你的点（一个 .csv，并选用 points 配方）。",
    ),
    "error.points": (
        "Sets of points go with the recipe points, and pictures with the other recipes.",
        "点数据集要用 points 配方，图片要用其他配方。",
    ),
    "error.dataset": (
        "There is no data set of this name here; choose one of the gallery.",
        "这里没有这个名字的数据集；请从图库中选择。",
    ),
    "error.upload_gone": (
        "These files were uploaded more than an hour ago and are gone: upload them again.",
        "这些文件上传已超过一小时，已被删除：请重新上传。",
    ),
    "error.not_uploaded": ("Only what was uploaded on this page can be used.", "只能使用在本页面上传的文件。"),
}
