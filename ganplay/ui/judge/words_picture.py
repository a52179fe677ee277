"""Words of what the Discriminator tab tells of one picture: why, how steady, how to fool it, seen before, over time."""

from __future__ import annotations

WORDS = {
    "judge.why.occlusion": ("Occlusion", "遮挡"),
    "judge.why.occlusion.note": (
        "How far the logit falls when a patch is covered. Blue speaks for real, orange for generated.",
        "遮住一小块后 logit 下降多少。蓝色支持“真”，橙色支持“生成”。",
    ),
    "judge.why.gradient": ("Gradient", "梯度"),
    "judge.why.gradient.note": (
        "Gradient of the logit times the picture: pixel by pixel, and noisier.",
        "logit 的梯度乘以图片：逐像素，噪声更大。",
    ),
    "judge.why.d": ("this discriminator", "这个判别器"),
    "judge.why.twin": ("the same network, untrained", "同样的网络，未训练"),
    "judge.filters": (
        "First layer: the {n} of {total} filters that answer strongest",
        "第一层：{total} 个卷积核中响应最强的 {n} 个",
    ),
    "judge.filters.weights": ("what each looks for (grey is zero)", "各自寻找什么（灰色为零）"),
    "judge.filters.responses": ("where it finds it in this picture", "在这张图片中的哪里找到"),
    "judge.filters.note": ("Strongest on the left; each on its own scale.", "左边最强；各用自己的尺度。"),
    "judge.steady.state": (
        "Spread of the logit: {spread}. Real pictures differ from one another by {usual}. "
        "D changes its mind at {flips} of {n} changes.",
        "logit 的波动：{spread}。真实图片之间的差异为 {usual}。{n} 种改动中有 {flips} 种改变了 D 的判断。",
    ),
    "judge.steady.change": ("change", "改动"),
    "judge.steady.moved": ("moved by", "变化"),
    "judge.steady.where": ("where", "位置"),
    "judge.steady.itself": ("the picture itself", "图片本身"),
    "judge.steady.flip": ("mirrored", "左右镜像"),
    "judge.steady.left": ("{amount} px to the left", "左移 {amount} 像素"),
    "judge.steady.right": ("{amount} px to the right", "右移 {amount} 像素"),
    "judge.steady.up": ("{amount} px up", "上移 {amount} 像素"),
    "judge.steady.down": ("{amount} px down", "下移 {amount} 像素"),
    "judge.steady.resize": ("resized to {amount} and back", "缩放到 {amount} 再还原"),
    "judge.steady.jpeg": ("JPEG, quality {amount}", "JPEG，质量 {amount}"),
    "judge.steady.blur": ("blurred by {amount} px", "模糊 {amount} 像素"),
    "judge.steady.noise": ("noise of {amount} levels", "{amount} 级噪声"),
    "judge.fool.slider": ("less real ← noise → more real", "更假 ← 噪声 → 更真"),
    "judge.fool.levels": ("{n} of 255 levels", "255 级中的 {n} 级"),
    "judge.fool.picture": ("what D sees", "D 看到的"),
    "judge.fool.difference": ("the change, eight times as strong", "改动（放大八倍）"),
    "judge.fool.state": (
        "Logit {from} → {logit}: {word}, with no pixel changed by more than {n} of 255 levels.",
        "logit {from} → {logit}：{word}，每个像素的改动不超过 255 级中的 {n} 级。",
    ),
    "judge.fool.curve": ("Logit against the size of the change, in levels", "logit 随改动大小（级）的变化"),
    "judge.fool.flip": ("Smallest change that changes its mind: {n}", "能改变判断的最小改动：{n}"),
    "judge.fool.firm": ("No change of up to 32 levels changes its mind.", "32 级以内的改动都不能改变它的判断。"),
    "judge.fool.keep": ("Keep as a picture", "保留为图片"),
    "judge.fool.name": ("changed by {n}", "改动 {n} 级"),
    "judge.seen.none": (
        "This run has too few pictures to hold some out, and so cannot say how near is normal.",
        "这次训练的图片太少，无法留出一部分，因此不能判断多近算正常。",
    ),
    "judge.seen.pixels": ("Nearest of {n} training pictures, by pixels", "{n} 张训练图片中最接近的（按像素）"),
    "judge.seen.features": ("Nearest of {n}, by D's own features", "{n} 张中最接近的（按 D 的特征）"),
    "judge.seen.all": (
        "Nearest of {n} of all {total} training pictures, by D's features",
        "全部 {total} 张中的 {n} 张里最接近的（按 D 的特征）",
    ),
    "judge.seen.distances": (
        "distances {d}; 99 % of unseen real pictures lie within {usual}",
        "距离 {d}；99 % 未见过的真实图片在 {usual} 以内",
    ),
    "judge.seen.search": ("Search all training pictures", "在所有训练图片中查找"),
    "judge.distance": ("distance {d}", "距离 {d}"),
    "judge.time.looking": ("Asking every saved discriminator", "正在询问每个保存的判别器"),
    "judge.time.go": ("Ask again", "再问一次"),
    "judge.time.note": (
        "{n} saved moments. Logits of different moments have different scales: the first chart ranks among real ones.",
        "共 {n} 个保存时刻。不同时刻的 logit 尺度不同，所以第一张图显示在真实图片中的名次。",
    ),
    "judge.time.step": ("step of training", "训练步数"),
    "judge.time.percentile": ("Rank among {n} real pictures, 0 to 100", "在 {n} 张真实图片中的名次，0 到 100"),
    "judge.time.logit": ("Logit of the selected picture", "所选图片的 logit"),
    "judge.time.others": ("the other pictures", "其他图片"),
    "judge.time.real": ("real pictures, mean", "真实图片平均"),
    "judge.time.fake": ("generated ones, mean", "生成图片平均"),
}
