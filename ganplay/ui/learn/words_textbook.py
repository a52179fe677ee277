"""Words of the page on the textbook's discriminator: its layers beside their code."""

from __future__ import annotations

WORDS = {
    "learn.textbook.untrained": (
        "These weights are random: the network was built just now, with seed 0, and has seen no picture. Train the "
        "recipe classic, and this page shows yours.",
        "这些权重是随机的：网络刚用种子 0 建好，还没见过任何图片。用 classic 配方训练一次，这里就会显示你的网络。",
    ),
    "learn.textbook.trained": (
        "These are the weights of the run {run} at step {step}. Six of the pictures are real, six its generator's.",
        "这些是训练 {run} 在第 {step} 步的权重。六张图片是真实的，六张由它的生成器画出。",
    ),
    "learn.textbook.shipped": (
        "These are the weights of {run} at step {step}, a run that came with ganplay. Six of the pictures are real, "
        "six its generator's. Train the recipe classic, and this page shows yours.",
        "这些是 ganplay 附带的训练 {run} 在第 {step} 步的权重。六张图片是真实的，六张由它的生成器画出。"
        "用 classic 配方训练一次，这里就会显示你的网络。",
    ),
    "learn.textbook.lost": (
        "The run {run} cannot be opened any more, so here is another network.",
        "训练 {run} 已经打不开了，这里换成另一个网络。",
    ),
    "learn.textbook.choice": ("Six real pictures and six generated ones", "六张真实图片和六张生成图片"),
    "learn.textbook.next": ("Open the next layer ({left} left)", "打开下一层（还剩 {left} 层）"),
    "learn.textbook.input": (
        "A picture goes in as {shape} numbers: channels × rows × columns.",
        "输入的图片是 {shape} 个数：通道 × 行 × 列。",
    ),
    "learn.textbook.total": ("{n} parameters together", "共 {n} 个参数"),
    "learn.textbook.parameters": ("{n} parameters", "{n} 个参数"),
    "learn.textbook.count": ("Weights + biases: {sum} = {n}", "权重 + 偏置：{sum} = {n}"),
    "learn.textbook.about.Conv2d": (
        "A convolution: every filter is a small window of weights that slides over the picture. At each place it gives "
        "one number, the weighted sum of what it sees plus its bias; so each filter makes a map of its own.",
        "卷积：每个卷积核是一个小窗口的权重，在图片上滑动。它在每个位置给出一个数：窗口内的加权和再加上偏置；"
        "因此每个卷积核都得到自己的一张特征图。",
    ),
    "learn.textbook.about.ReLU": (
        "ReLU: what is negative becomes 0, the rest stays. Without it several layers would be no more than one.",
        "ReLU：负数变为 0，其余不变。没有它，多层叠在一起也只相当于一层。",
    ),
    "learn.textbook.about.MaxPool2d": (
        "Pooling: of every two by two numbers the largest is kept. The maps halve in width and height; where exactly "
        "something was counts for less.",
        "最大池化：每 2 × 2 个数只留最大的一个。特征图的宽和高减半，东西的确切位置变得不那么重要。",
    ),
    "learn.textbook.about.Flatten": (
        "Flatten: all maps are written in one row. Nothing is computed, nothing is lost.",
        "展平：把所有特征图写成一行。不做计算，也不丢信息。",
    ),
    "learn.textbook.about.Linear": (
        "The last layer is logistic regression on that row: each number times its weight, all added, plus a bias. The "
        "sum is the logit; its sigmoid is D's answer.",
        "最后一层就是对这一行做逻辑回归：每个数乘一个权重，求和，再加偏置。这个和叫 logit，"
        "它的 sigmoid 就是 D 的回答。",
    ),
    "learn.textbook.filters": (
        "Its filters: middle grey is a weight of 0, lighter is positive, darker negative, each channel in its colour.",
        "它的卷积核：中灰表示权重为 0，更亮为正，更暗为负；各通道用各自的颜色。",
    ),
    "learn.textbook.signed": (
        "{n} maps of the chosen picture, from {low} to {high}: middle grey is 0.",
        "所选图片的 {n} 张特征图，取值 {low} 到 {high}：中灰为 0。",
    ),
    "learn.textbook.maps": (
        "{n} maps of the chosen picture, from {low} to {high}: black is 0.",
        "所选图片的 {n} 张特征图，取值 {low} 到 {high}：黑色为 0。",
    ),
    "learn.textbook.row": (
        "The row, broken into lines, from {low} to {high}: black is 0.",
        "这一行数，折成多行显示，取值 {low} 到 {high}：黑色为 0。",
    ),
    "learn.textbook.sum": (
        "what speaks for real {up}, against it {down}, bias {b}: logit {logit}",
        "支持“真”的部分 {up}，反对的部分 {down}，偏置 {b}：logit 为 {logit}",
    ),
    "learn.textbook.answer": ("D(x) = σ({logit}) = {p}", "D(x) = σ({logit}) = {p}"),
}
