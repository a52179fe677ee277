"""Words of the page on help: fifty digits with and without generated ones, and a detector."""

from __future__ import annotations

WORDS = {
    "learn.help.few": ("Fifty digits, and five hundred generated ones", "五十个数字，加五百个生成的"),
    "learn.help.few.go": ("Train the classifiers", "训练分类器"),
    "learn.help.few.again": ("Repeat with other fifties", "换几批五十个，再来一次"),
    "learn.help.few.going": ("trial {at} of {of}", "第 {at} 次，共 {of} 次"),
    "learn.help.stop": ("Stop", "停止"),
    "learn.help.alone": ("50 real ones alone", "只有 50 个真实的"),
    "learn.help.alone.short": ("50 alone", "只有 50 个"),
    "learn.help.alone.about": ("Five of each digit.", "每个数字五张。"),
    "learn.help.shipped": ("+ 500 generated ones", "加 500 个生成的"),
    "learn.help.shipped.short": ("+ 500", "加 500 个"),
    "learn.help.shipped.about": (
        "From the run {run}, whose generator has seen {seen} real digits, each with its label.",
        "出自 {run}，它的生成器见过 {seen} 个带标签的真实数字。",
    ),
    "learn.help.own": ("+ 500 of a generator of these 50", "加 500 个，生成器只见过这 50 个"),
    "learn.help.own.short": ("+ 500 of the 50", "加 500 个（只见过 50）"),
    "learn.help.own.about": (
        "It has seen nothing but the same fifty. It is trained here, for every trial anew.",
        "它见过的只有同样这五十个。每次试验都在这里重新训练。",
    ),
    "learn.help.sheet.alone": ("The fifty real digits of the first trial", "第一次试验用的五十个真实数字"),
    "learn.help.sheet.shipped": ("Fifty of the five hundred generated digits", "五百个生成的数字中的五十个"),
    "learn.help.sheet.own": (
        "What the generator draws that has seen the fifty alone",
        "只见过这五十个的生成器画的数字",
    ),
    "learn.help.spread": ("right, ± {spread} points", "判对，± {spread} 个百分点"),
    "learn.help.scale": (
        "Share of unseen real digits that each trial had right: {values}. The dotted line is guessing.",
        "每次试验在没见过的真实数字上判对的比例：{values}。虚线是瞎猜。",
    ),
    "learn.help.n": (
        "{trials} trials, each with another fifty. The classifier is a single layer: a weighted sum of the pixels for "
        "each digit. It is asked about the same {n} real digits each time, which no network here has seen.",
        "{trials} 次试验，每次换一批五十个。分类器只有一层：每个数字各对像素求一个加权和。"
        "每次都用同样 {n} 个真实数字来考，这里没有哪个网络见过它们。",
    ),
    "learn.help.told": (
        "The fifty alone: {alone}. With digits of the generator that has seen many: {shipped} ({shipped_gain} points). "
        "With as many of the one that has seen the fifty alone: {own} ({own_gain} points).",
        "只用五十个：{alone}。加上见多识广的生成器画的：{shipped}（{shipped_gain} 个百分点）。"
        "加上同样多、但只见过这五十个的生成器画的：{own}（{own_gain} 个百分点）。",
    ),
    "learn.help.differ": (
        "Digits of the first trial about which the three do not agree, the first as they come; a wrong answer is "
        "struck out.",
        "第一次试验中三个分类器意见不一的数字，按顺序取前几个；判错的划掉。",
    ),
    "learn.help.digit": ("a {digit}", "数字 {digit}"),
    "learn.help.is_right": ("{guess}, right", "{guess}，对"),
    "learn.help.is_wrong": ("{guess}, wrong", "{guess}，错"),
    "learn.help.detector": ("A detector, and a generator that it does not know", "检测器，和它不认识的生成器"),
    "learn.help.detector.go": ("Train the detector", "训练检测器"),
    "learn.help.detector.going": ("the detector learns", "检测器正在学"),
    "learn.help.known": ("It learns the pictures of", "它学的图片出自"),
    "learn.help.learned": (
        "It has learned from {n} real digits and as many of {known}. Below are only others; the bars say how sure it "
        "is that a picture is generated.",
        "它学了 {n} 个真实数字，以及同样多的 {known} 画的数字。"
        "下面都是它没学过的；条形表示它有几分把握说一张图是生成的。",
    ),
    "learn.help.group.real": ("Real digits", "真实数字"),
    "learn.help.group.known": ("{name}, which it knows", "{name}（认识的）"),
    "learn.help.group.unknown": ("{name}, new to it", "{name}（没见过的）"),
    "learn.help.called": ("of {n} called generated", "（共 {n} 个）被说成是生成的"),
    "learn.help.detected": (
        "About real digits and those of {known} it is right in {detector} of cases, both counted alike. Of {name}, "
        "which it has never seen, it catches {unseen}.",
        "对真实数字和 {known} 的图片，它平均判对 {detector}（两边权重相同）。对从没见过的 {name}，它只揪出 {unseen}。",
    ),
    "error.no_help": (
        "This can be measured with the digits that came with ganplay; they are not here, or something else was asked.",
        "这项测量要用 ganplay 附带的数字训练结果；这里没有，或者问的是别的。",
    ),
}
