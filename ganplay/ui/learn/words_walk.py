"""Words of the page on walks: between two faces, and beside them the nearest training pictures."""

from __future__ import annotations

WORDS = {
    "learn.walk.between": ("What G draws here", "G 在这里画出的脸"),
    "learn.walk.faded": ("The two faces faded over each other", "两张脸直接叠在一起"),
    "learn.walk.nearest": ("The nearest training picture", "最近的训练图片"),
    "learn.walk.slider": ("The way from the first face to the second", "从第一张脸到第二张脸"),
    "learn.walk.seed": ("seed {seed}", "种子 {seed}"),
    "learn.walk.from": ("Another first face", "换第一张脸"),
    "learn.walk.to": ("Another second face", "换第二张脸"),
    "learn.walk.search": ("Look up the nearest training pictures", "查找最近的训练图片"),
    "learn.walk.found.open": (
        "Once it is looked up, here stands how near it is, and how near real pictures that were kept out of training "
        "are to theirs.",
        "查过之后，这里会写明它有多近，以及没有用于训练的真实图片一般有多近。",
    ),
    "learn.walk.searched": ("All {n} training pictures were searched.", "查找了全部 {n} 张训练图片。"),
    "learn.walk.searched.some": (
        "{n} of the {of} training pictures were searched.",
        "查找了 {of} 张训练图片中的 {n} 张。",
    ),
    "learn.walk.key.mine": ("this face, from its nearest training picture", "这张脸到最近训练图片的距离"),
    "learn.walk.key.usual": (
        "nine of ten held-out real pictures; the line: half of them",
        "留出的真实图片：九成落在此处，竖线为中位数",
    ),
    "learn.walk.told": (
        "This face lies {nearest} from its nearest training picture. Real pictures that were kept out of training lie "
        "{real} from theirs (the median).",
        "这张脸到最近训练图片的距离是 {nearest}。没有用于训练的真实图片，到各自最近训练图片的距离是 {real}（中位数）。",
    ),
}
