"""Words of what is measured of a generator, wherever it is shown: live, at the end, and where runs are compared."""

from __future__ import annotations

WORDS = {
    "metric.classifier_fd": ("Fréchet distance", "Fréchet 距离"),
    "metric.classifier_fd.hint": (
        "Classifier-Fréchet distance: how far the samples are from real pictures, as a small classifier trained for "
        "ganplay sees them. Lower is better. It is no FID: figures of other programs do not compare with it.",
        "分类器 Fréchet 距离：在为 ganplay 训练的小型分类器眼中，样本离真实图片有多远。越低越好。"
        "它不是 FID：不能与其他程序的数值比较。",
    ),
    "metric.classifier_kd": ("Kernel distance", "核距离"),
    "metric.classifier_kd.hint": (
        "Kernel distance in the same features: less misled by few samples, and may lie a little below 0. Lower is "
        "better.",
        "同一特征上的核距离：样本少时偏差更小，可能略低于 0。越低越好。",
    ),
    "metric.fid": ("FID", "FID"),
    "metric.fid.hint": ("Fréchet distance in Inception features.", "Inception 特征上的 Fréchet 距离。"),
    "metric.precision": ("precision", "精确率"),
    "metric.precision.hint": (
        "The share of samples that lie among the real pictures: how good they look.",
        "落在真实图片范围内的样本比例：看起来有多好。",
    ),
    "metric.recall": ("recall", "召回率"),
    "metric.recall.hint": (
        "The share of real pictures that lie among the samples: how much of the variety is reached.",
        "落在样本范围内的真实图片比例：覆盖了多少多样性。",
    ),
    "metric.density": ("density", "密度"),
    "metric.density.hint": (
        "How many real pictures have a sample nearby, counted for each sample; 100 % for real ones, and it may exceed "
        "it.",
        "每个样本落在多少张真实图片附近；真实图片为 100 %，也可能超过。",
    ),
    "metric.coverage": ("coverage", "覆盖率"),
    "metric.coverage.hint": (
        "The share of real pictures that have a sample nearby; of these the one that odd pictures fool least.",
        "附近有样本的真实图片比例；其中最不受异常图片影响的一个。",
    ),
    "metric.class_kl": ("class divergence", "类别散度"),
    "metric.class_kl.hint": (
        "How unlike the classes of the samples are to those of the real pictures (Kullback-Leibler, in nats); 0: as "
        "frequent.",
        "样本类别分布与真实图片的差异（KL 散度，单位奈特）；0 表示频率相同。",
    ),
    "metric.label_accuracy": ("classes obeyed", "类别服从率"),
    "metric.label_accuracy.hint": (
        "The share of samples that a classifier takes for the class they were asked to be.",
        "被分类器判为所要求类别的样本比例。",
    ),
    "metric.copies": ("copies", "复制率"),
    "metric.copies.hint": (
        "The share of samples nearer to a training picture than 99 % of held-out pictures are; about 1 % where nothing "
        "is learnt by heart.",
        "比 99 % 的留出图片更接近某张训练图片的样本比例；没有照搬时约为 1 %。",
    ),
    "metric.nearness": ("nearness", "邻近度"),
    "metric.nearness.hint": (
        "The samples' distance to their nearest training picture, over that of held-out pictures; well below 1: drawn "
        "to the training pictures.",
        "样本到最近训练图片的距离，除以留出图片的同一数值；远低于 1 表示贴近训练图片。",
    ),
    "metric.modes": ("modes", "模式数"),
    "metric.modes.hint": ("How many of the modes the samples reach.", "样本到达了多少个模式。"),
    "metric.high_quality": ("high quality", "高质量"),
    "metric.high_quality.hint": (
        "The share of points within three standard deviations of a mode.",
        "落在某个模式三个标准差以内的点的比例。",
    ),
    "metric.mode_kl": ("mode divergence", "模式散度"),
    "metric.mode_kl.hint": (
        "How unevenly the modes are reached (Kullback-Leibler to equal shares, in nats).",
        "模式分布有多不均匀（与均匀分布的 KL 散度，单位奈特）。",
    ),
    "metric.point_kl": ("KL divergence", "KL 散度"),
    "metric.point_kl.hint": (
        "How far the points are from real ones (Kullback-Leibler of histograms, in nats): large where they miss what "
        "is real.",
        "点离真实的点有多远（直方图的 KL 散度，单位奈特）：漏掉真实之处时很大。",
    ),
    "metric.point_js": ("JS divergence", "JS 散度"),
    "metric.point_js.hint": (
        "How far the points are from real ones (Jensen-Shannon of histograms, in nats): at most 0.69, where the two "
        "never meet.",
        "点离真实的点有多远（直方图的 JS 散度，单位奈特）：最大 0.69，即两者完全不相遇。",
    ),
    "live.chart.choose": ("What this chart shows", "此图显示什么"),
    "live.chart.quality": ("Quality", "质量"),
    "live.chart.quality.hint": (
        "Samples against real pictures, measured now and then while it trains, and thoroughly at the end.",
        "样本与真实图片的比较：训练中不时测量，结束时全面测量。",
    ),
    "live.chart.fd": ("Quality: Fréchet distance", "质量：Fréchet 距离"),
    "live.chart.fd.hint": (
        "How far the samples are from real pictures, as a small classifier trained for ganplay sees them, on a log "
        "scale. Lower is better; dotted: other real pictures. It is no FID. A full diamond: the report at the end, of "
        "more pictures; the hollow one beside it: other real pictures, as many.",
        "在为 ganplay 训练的小型分类器眼中样本离真实图片有多远（对数坐标）。越低越好；点线：其他真实图片。"
        "它不是 FID。实心菱形：结束时的报告，图片更多；旁边的空心菱形：同样多的其他真实图片。",
    ),
    "live.chart.kd": ("Quality: kernel distance", "质量：核距离"),
    "live.chart.kd.hint": (
        "The same question as the Fréchet distance, less misled by few samples. Lower is better; dotted: other real "
        "pictures.",
        "与 Fréchet 距离相同的问题，样本少时偏差更小。越低越好；点线：其他真实图片。",
    ),
    "live.chart.precision": ("Quality: precision, recall", "质量：精确率、召回率"),
    "live.chart.precision.hint": (
        "Precision: how many samples look real. Recall (dashed): how much of the real variety they reach. A collapse "
        "may keep the first and always loses the second. Dotted: other real pictures.",
        "精确率：多少样本看起来真实。召回率（虚线）：覆盖了多少真实多样性。崩溃时前者可能仍高，后者必定下降。点线：其他真实图片。",
    ),
    "live.chart.coverage": ("Quality: coverage, density", "质量：覆盖率、密度"),
    "live.chart.coverage.hint": (
        "Coverage: how many real pictures have a sample nearby. Density (dashed): how close the samples keep to real "
        "pictures; it may exceed 100 %. Dotted: other real pictures.",
        "覆盖率：多少真实图片附近有样本。密度（虚线）：样本贴近真实图片的程度，可超过 100 %。点线：其他真实图片。",
    ),
    "live.chart.obeyed": ("Quality: classes obeyed", "质量：类别服从率"),
    "live.chart.obeyed.hint": (
        "How many samples a classifier takes for the class they were asked to be. Dotted: real pictures.",
        "被分类器判为所要求类别的样本比例。点线：真实图片。",
    ),
    "live.chart.classes": ("Quality: class histogram", "质量：类别直方图"),
    "live.chart.classes.hint": (
        "How many samples, and how many real pictures, a classifier takes for each class. A missing bar is a lost "
        "class.",
        "分类器把多少样本和多少真实图片判为各个类别。缺少的柱子就是丢失的类别。",
    ),
    "live.chart.copies": ("Quality: copies", "质量：复制率"),
    "live.chart.copies.hint": (
        "How many samples lie nearer to a training picture than 99 % of held-out pictures do. Far above the dotted "
        "line, G repeats its training pictures. A curve where there are at most 1,000 of them and 100 or more held "
        "out; a diamond: the report at the end, among up to 10,000.",
        "比 99 % 的留出图片更接近某张训练图片的样本比例。远高于点线时，G 在重复训练图片。训练图片不超过 1,000 张、"
        "留出图片不少于 100 张时有曲线；菱形：结束时的报告，最多与 10,000 张比较。",
    ),
    "live.chart.modes": ("Quality: modes", "质量：模式数"),
    "live.chart.modes.hint": (
        "How many of the modes the points reach. Dotted: real points.",
        "点到达了多少个模式。点线：真实的点。",
    ),
    "live.chart.high_quality": ("Quality: points near a mode", "质量：靠近模式的点"),
    "live.chart.high_quality.hint": (
        "The share of points within three standard deviations of a mode. Dotted: real points.",
        "落在某个模式三个标准差以内的点的比例。点线：真实的点。",
    ),
    "live.chart.point_kl": ("Quality: distance from real points", "质量：与真实点的距离"),
    "live.chart.point_kl.hint": (
        "Kullback-Leibler and Jensen-Shannon divergence of 10,000 points from as many real ones, counted in 40 x 40 "
        "cells. Dotted: real against real, where a perfect generator ends.",
        "一万个生成点与一万个真实点在 40 x 40 个格子中计数后的 KL 和 JS 散度。"
        "点线：真实对真实，完美的生成器会停在那里。",
    ),
    "live.chart.added": ("Added to the losses", "损失的附加项"),
    "live.chart.added.hint": (
        "What the recipe adds to each loss: penalties, second tasks, regularisation.",
        "配方加到各损失上的项：惩罚、第二任务、正则化。",
    ),
    "live.chart.ada": ("Adaptive augmentation", "自适应增强"),
    "live.chart.ada.hint": (
        "The chance p that a picture is changed before D sees it. It rises while D knows its pictures by heart.",
        "图片在给 D 看之前被改变的概率 p。D 死记硬背时它会上升。",
    ),
    "live.chart.growth": ("Growth", "增长"),
    "live.chart.growth.hint": (
        "The size of the pictures at work, in pixels. Over the budget both networks grow from 4: each new size is "
        "faded in, then trained for as long.",
        "当前使用的图片边长（像素）。两个网络在预算内从 4 开始增长：每个新尺寸先淡入，再训练同样长的时间。",
    ),
    "live.chart.memory": ("Does D know them by heart", "D 是否死记硬背"),
    "live.chart.memory.hint": (
        "How often D calls real pictures real: those it trains on, and those it never saw. Where the first stays far "
        "above the second, D knows its pictures by heart: take more pictures, or augmentation.",
        "D 把真实图片判为真的比例：训练过的与从未见过的。若前者一直远高于后者，说明 D 在死记硬背："
        "请用更多图片或数据增强。",
    ),
    "live.series.extra_d": ("added to D's", "D 的附加项"),
    "live.series.extra_g": ("added to G's", "G 的附加项"),
    "live.series.training": ("trained on", "训练过的"),
    "live.series.held_out": ("never seen", "从未见过的"),
    "live.stat.ada": ("augmented (ADA p)", "增强概率（ADA p）"),
    "live.stat.ada.hint": (
        "The chance that a picture is changed before D sees it, steered by how sure D is.",
        "图片在给 D 看之前被改变的概率，由 D 的确定程度调节。",
    ),
    "live.stat.grown": ("grown to (px)", "已长到（像素）"),
    "live.stat.grown.hint": (
        "The size of the pictures at work. Larger ones are drawn as squares until the networks have grown to them.",
        "当前使用的图片边长。网络长到更大尺寸之前，画出的是一块块的方格。",
    ),
    "live.n": ("n = {n}", "n = {n}"),
    "live.counts": ("n = {real} + {fake}", "n = {real} + {fake}"),
    "live.quality.n": ("{numbers} (real {floors}); n = {n}", "{numbers}（真实 {floors}）；n = {n}"),
    "live.quality.end": (
        "at the end {numbers} (real {floors}); n = {n}",
        "结束时 {numbers}（真实 {floors}）；n = {n}",
    ),
    "live.quality.report": ("at the end, n = {n}", "结束时，n = {n}"),
    "live.quality.report.real": ("real at the end, n = {n}", "结束时的真实图片，n = {n}"),
    "live.quality.floor": ("{floor} of {n}", "{floor}（{n} 张）"),
    "metric.over": ("{value} (a ratio, not a share)", "{value}（是比值，不是占比）"),
    "live.quality.waiting": ("Soon: it takes at most {share} of the time.", "稍后：最多占用 {share} 的时间。"),
    "live.quality.off": ("Not measured: Measuring is 0.", "不测量：“测量”为 0。"),
    "live.quality.none": ("Not measured; Runs, Compare can do it.", "未测量；可在“训练记录”“比较”中测量。"),
    "field.metrics": ("Measuring", "测量"),
    "field.metrics.info": ("share of time for the quality chart; 0: off", "用于质量图的时间比例；0 为关"),
    "library.report": ("Quality, measured on saved moments", "质量（在保存的时刻上测量）"),
    "library.report.note": (
        "Samples against real pictures; below each number, what other real pictures score in their place (of how many, "
        "where it is not n), and n. Bold: the best of the row, where pictures and n are the same.",
        "样本与真实图片比较；每个数下方为其他真实图片的得分（张数与 n 不同时注明）与 n。"
        "粗体：该行最佳（仅当图片与 n 相同）。",
    ),
    "library.report.cost": ("{images} images, {seconds} s", "{images} 张，{seconds} 秒"),
    "library.report.at": ("Measured at", "测量时刻"),
    "library.report.floor": ("real {floor}", "真实 {floor}"),
    "library.report.floor.of": ("real {floor} of {n}", "真实 {floor}（{n} 张）"),
    "library.report.floor.fewer": ("real {floor} of fewer", "真实 {floor}（张数较少）"),
    "library.report.none": ("not measured", "未测量"),
    "library.report.measure": ("Measure", "测量"),
    "library.report.again": ("Measure again", "重新测量"),
    "library.report.measuring": ("Measuring …", "测量中…"),
    "library.report.apart": (
        "These runs differ in their pictures or in n, so their numbers are not compared.",
        "这些训练的图片或 n 不同，因此不比较数值。",
    ),
    # how a number of a report was measured; the English is what the report itself says, see library/compare.py, noted
    "quality.note.one_set": ("one set of {n}", "一组，共 {n} 张"),
    "quality.note.subsets": ("{count} subsets of 1,000", "{count} 组，每组 1,000 张"),
    "quality.note.few": (
        "so few pictures for {features} features that most of it is the floor",
        "相对于 {features} 个特征，图片太少，这个数大部分只是下限",
    ),
    "quality.note.compared": (
        "against {compared} of {training} training and {held} held-out pictures",
        "与 {training} 张训练图片中的 {compared} 张和 {held} 张留出图片比较",
    ),
    "quality.note.classes": (
        "classes by a network that is right about {percent} % of held-out pictures",
        "类别由一个网络判定，它对留出图片的正确率为 {percent} %",
    ),
    "quality.note.stacked": (
        "of {modes}; digits by a network that is right about {percent} %",
        "共 {modes} 个；数字由一个网络判定，它的正确率为 {percent} %",
    ),
    "quality.note.modes": ("of {modes}", "共 {modes} 个"),
    "quality.note.equal": ("to equal shares", "与均匀分布相比"),
    "quality.note.cells": ("nats, in {cells} cells", "奈特，{cells} 个格子"),
    "quality.note.deviations": ("within 3 standard deviations", "在 3 个标准差以内"),
    "quality.note.real": ("against {n} real pictures", "与 {n} 张真实图片比较"),
    "quality.note.statistics": ("against the statistics that the run kept", "与这次训练保存的统计量比较"),
}
