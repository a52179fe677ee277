"""Words of the page on doubling a picture's size, and the checkerboard that it may leave."""

from __future__ import annotations

WORDS = {
    "learn.upsampling.send": ("Send it through", "送进去"),
    "learn.upsampling.in": ("in: one tone", "输入：同一个灰度"),
    "learn.upsampling.out": ("out: twice as large", "输出：边长加倍"),
    "learn.upsampling.counts": ("contributions that each pixel adds up", "每个像素累加了几份贡献"),
    "learn.upsampling.before": (
        "{n} × {n} pixels, all alike. The layer: a transposed convolution, kernel {kernel} × {kernel}, stride 2.",
        "{n} × {n} 个像素，完全相同。这一层是转置卷积：卷积核 {kernel} × {kernel}，步幅 2。",
    ),
    "learn.upsampling.way": ("Layer", "层"),
    "learn.upsampling.way.transposed": ("transposed, stride 2", "转置卷积，步幅 2"),
    "learn.upsampling.way.resize": ("resize, then convolve", "先放大，再卷积"),
    "learn.upsampling.kernel": ("Kernel", "卷积核"),
    "learn.upsampling.around": ("Weights", "权重"),
    "learn.upsampling.around.one": ("around 1", "在 1 附近"),
    "learn.upsampling.around.zero": ("around 0", "在 0 附近"),
    "learn.upsampling.what": ("Picture", "图片"),
    "learn.upsampling.what.flat": ("flat", "纯色"),
    "learn.upsampling.what.ball": ("a ball", "一个球"),
    "learn.upsampling.said.uneven": (
        "Kernel {kernel}, stride 2: a pixel inside adds up {kinds} contributions, {uneven} to 1. The flat picture "
        "comes out with a pattern {pattern} % as strong as its brightness.",
        "卷积核 {kernel}，步幅 2：内部像素累加 {kinds} 份贡献，最多与最少之比为 {uneven} : 1。"
        "纯色的图片出来后带有花纹，强度是亮度的 {pattern} %。",
    ),
    "learn.upsampling.said.even": (
        "Kernel {kernel}, stride 2: every pixel inside adds up {kinds} contributions. What is left of a pattern, "
        "{pattern} % of the brightness, comes from the weights alone.",
        "卷积核 {kernel}，步幅 2：内部每个像素都累加 {kinds} 份贡献。"
        "剩下的花纹只有亮度的 {pattern} %，全部来自权重本身。",
    ),
    "learn.upsampling.said.signs": (
        "Every pixel inside adds up {kinds} contributions, yet not with the same weights: there are four kinds of "
        "pixels, each with weights of its own, so that a pattern of {pattern} % is left. Even counts help; they "
        "promise nothing.",
        "内部每个像素都累加 {kinds} 份贡献，但用的权重不同：像素分成四类，各用一组权重，于是仍有 {pattern} % 的花纹。"
        "次数均匀有帮助，却不是保证。",
    ),
    "learn.upsampling.said.resize": (
        "Resize, then convolve: every pixel inside adds up {kinds} contributions with the same weights, whatever "
        "they are. The pattern: {pattern} %.",
        "先放大再卷积：内部每个像素都用同一组权重累加 {kinds} 份贡献，权重是多少都一样。花纹：{pattern} %。",
    ),
    "learn.upsampling.or": ("{others} or {last}", "{others} 或 {last}"),
    "learn.upsampling.here": (
        "pixel {x}, {y}: {n} contributions, brightness {value} % of the largest",
        "像素 {x}，{y}：{n} 份贡献，亮度为最大值的 {value} %",
    ),
    "learn.upsampling.row": ("One row of it: how far each pixel reaches", "其中一行：每个像素影响多远"),
    "learn.upsampling.strip": (
        "One row: pixels that go in above, a bar below each as wide as the kernel, and at the foot how many bars cover "
        "each pixel that comes out.",
        "一行像素：上方是输入，下面每条横条是该像素经卷积核影响到的范围，最下方是覆盖每个输出像素的横条数。",
    ),
}
