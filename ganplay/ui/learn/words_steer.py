"""Words of the page on steering: classes that a GAN is told, codes that one found."""

from __future__ import annotations

WORDS = {
    "error.no_classes": (
        "No GAN of digits that is told its class came with this installation, so there is none to steer here.",
        "此安装没有附带按类别画数字的 GAN，所以这里无法按类别来画。",
    ),
    "error.no_codes": (
        "No InfoGAN of digits came with this installation, so there are no codes to turn here.",
        "此安装没有附带画数字的 InfoGAN，所以这里没有编码可调。",
    ),
    "learn.steer.classes": ("Told the class: a conditional GAN", "告诉它类别：条件 GAN"),
    "learn.steer.class": ("Class", "类别"),
    "learn.steer.class.ask": ("Which digit shall it draw?", "让它画哪个数字？"),
    "learn.steer.left": ("{n} classes not seen yet", "还有 {n} 个类别没看"),
    "learn.steer.sheet.classes": ("Twelve digits of the class that was asked for", "所选类别的十二个数字"),
    "learn.steer.sheet.codes": ("Twelve digits with the codes that are set", "当前编码下的十二个数字"),
    "learn.steer.counting": ("A classifier looks at a thousand digits …", "分类器正在看一千个数字……"),
    "learn.steer.of": (
        "Asked {n} times for {name}, it drew what a classifier takes for: {taken}.",
        "要求它画 {n} 次 {name}，分类器认出的是：{taken}。",
    ),
    "learn.steer.taken": ("{count} × {name}", "{count} × {name}"),
    "learn.steer.and": (", ", "，"),
    "learn.steer.obeyed": (
        "Of {n} digits, each class as often, the classifier agrees with {share} %.",
        "在 {n} 个数字（各类别数量相同）中，分类器认同 {share} %。",
    ),
    "learn.steer.obeyed.floor": (
        "Of {n} digits, each class as often, the classifier agrees with {share} %; of {real} real ones with {floor} %.",
        "在 {n} 个数字（各类别数量相同）中，分类器认同 {share} %；在 {real} 个真实数字中认同 {floor} %。",
    ),
    "learn.steer.codes": ("Told nothing: an InfoGAN and its codes", "什么都没告诉它：InfoGAN 和它的编码"),
    "learn.steer.category": ("c1, a code of ten values", "c1，有十个取值的编码"),
    "learn.steer.codes.ask": (
        "c1 has ten values, c2 and c3 are numbers. Nobody said what they are to mean: turn them and see.",
        "c1 有十个取值，c2 和 c3 是连续的数。没有人规定它们的含义：调一调，看看会怎样。",
    ),
    "learn.steer.code": ("{code}, a continuous code", "{code}，连续编码"),
    "learn.steer.turn": ("{n} continuous codes not turned yet", "还有 {n} 个连续编码没调过"),
    "learn.steer.found": (
        "What each value of c1 draws most often, as a classifier sees it, and in what share of {n} digits each. On "
        "average that is {share} %; were c1 for nothing, it would be {floor} %, as these digits dealt out at random "
        "show.",
        "c1 的每个取值最常画出什么数字（由分类器判断），以及在各 {n} 个数字中所占的比例。平均是 {share} %；"
        "要是 c1 什么也不管，就只有 {floor} %：把同样这些数字随机分给各个取值，算出来就是这样。",
    ),
}
