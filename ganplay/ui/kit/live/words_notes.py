"""Words of what a run notes on its data: see `ganplay.data.pictures.Note`; in English a note is its own sentence."""

from __future__ import annotations

from ganplay.ui.kit.words_recipe import REFUSED as SENTENCE

WORDS = {
    "note.left_out": (SENTENCE, "{total} 个文件中有 {count} 个没有使用：{files}。"),
    "note.file": (SENTENCE, "{name}（{reason}）"),
    "note.more": (SENTENCE, "另外 {count} 个"),
    "note.damaged_files": (SENTENCE, "{total} 个文件中有 {count} 个已损坏，没有使用。"),
    "note.rows": (SENTENCE, "{total} 行中有 {count} 行没有使用，例如第 {lines} 行。"),
    "note.reach": (
        SENTENCE,
        "这些点最远离零 {reach}，而网络最擅长学习离零不超过约 {aim} 的点：如果效果不好，请先减去均值，再全部除以 "
        "{factor}。",
    ),
    "note.strays": (SENTENCE, "有些图片在文件夹之外（{strays}），所以这些文件夹（{folders}）没有用作类别。"),
    "note.one_folder": (SENTENCE, "所有图片都在同一个文件夹（{folder}）里，它不算类别：至少要有两个文件夹才有类别。"),
    "note.untold": (SENTENCE, "配方 {recipe} 会用数据的类别训练，而 {name} 没有类别：这次训练不用类别。"),
    "note.others": (SENTENCE, "{name} 中的图片与这次训练开始时的不同：从这里起用现在的图片训练。"),
    "note.none": (SENTENCE, "不是这里能读取的图片；请先存为 PNG 或 JPEG"),
    "note.text": (SENTENCE, "是文本，不是图片"),
    "note.svg": (SENTENCE, "是 SVG 矢量图，不是由像素组成的图片；请先存为 PNG"),
    "note.pdf": (SENTENCE, "是 PDF，不是图片；请先存为 PNG"),
    "note.zip": (SENTENCE, "是 zip 压缩包，不是图片；请先解压"),
    "note.film": (SENTENCE, "是视频，不是图片；请先把其中的画面存为图片"),
    "note.format": (SENTENCE, "{format}，这里无法读取；请先存为 JPEG 或 PNG"),
    "note.stretched": (SENTENCE, "超过 8 位的图片只用到 {black} 到 {white} 之间的值：已把这一范围拉伸到从黑到白。"),
    "note.narrow": (
        SENTENCE,
        "{total} 张图片中有 {count} 张是 16 位彩色，按 8 位读取，而且只用到约 {low} 到 {high} 之间的值："
        "请先拉伸到 0 到 65535，否则几乎看不出明暗。",
    ),
    "note.laid": (SENTENCE, "{total} 张图片中有 {count} 张含透明部分：背景填为{ground}，对比最强。"),
    "note.white": (SENTENCE, "白色"),
    "note.black": (SENTENCE, "黑色"),
    "note.grey": (SENTENCE, "灰色"),
    "note.first_frames": (
        SENTENCE,
        "{total} 个文件中有 {files} 个含多张图片（动画帧或页面）：每个只取了第一张，另外 {count} 张没有使用。"
        "“动画和多页文件”选“全部都取”即可全部使用。",
    ),
    "note.lost_frames": (SENTENCE, "含多张图片的文件中有 {count} 张没有使用：已损坏，或一个文件中太多。"),
    "note.blank": (
        SENTENCE,
        "{total} 张图片中有 {count} 张几乎是空白的，整张只有一种颜色：训练前请先看看它们，"
        "并换一种背景，或改变黑场和白场的值。",
    ),
    "note.cut": (SENTENCE, "不完整"),
    "note.damaged": (SENTENCE, "已损坏"),
    "note.empty": (SENTENCE, "空文件"),
    "note.megapixels": (SENTENCE, "超过 {most} 百万像素"),
    "note.memory": (SENTENCE, "{width} x {height} 像素的 {format}，读取需要太多内存"),
    "note.large": (SENTENCE, "超过 {most} MB"),
    "note.in_zip": (SENTENCE, "在 zip 中已损坏"),
    "note.leads_out": (SENTENCE, "指向文件夹之外的链接"),
    "note.no_file": (SENTENCE, "不是文件"),
    "note.archive": (SENTENCE, "里面的压缩包"),
    "note.nameless": (SENTENCE, "没有文件名"),
    "note.path_out": (SENTENCE, "路径指向 zip 之外"),
    "note.link": (SENTENCE, "链接"),
    "note.encrypted": (SENTENCE, "已加密"),
    "note.method": (SENTENCE, "压缩方式 {method} 不受支持，请用 Deflate 打包"),
    "note.patched": (SENTENCE, "压缩方式不受支持，请用 Deflate 打包"),
    "note.outside": (SENTENCE, "有些图片在文件夹之外，所以这些文件夹没有用作类别。"),
    "note.guessed": (
        SENTENCE,
        "这个 zip 没有说明文件名的编码：按代码页 {page} 读取，类别为 {classes}。如果不对，请用 UTF-8 文件名重新打包。",
    ),
    "note.domains": (SENTENCE, "文件夹 {folders} 视为类别 {domains}，分在 {splits} 中。"),
    "note.splits": (
        SENTENCE,
        "文件夹 {training} 和 {tests} 是同一数据集的划分，不是类别：用 {training} 中的 {trained} 张训练，"
        "{tests} 中的 {held} 张留作评估。",
    ),
    "note.splits_few": (
        SENTENCE,
        "文件夹 {training} 和 {tests} 是同一数据集的划分，不是类别：用 {training} 训练；"
        "{tests} 中可用于评估的不足 {fewest} 张。",
    ),
    "note.unused": (SENTENCE, "有 {count} 张图片没有使用：它们在划分之外，或不属于训练所用的任何类别。"),
}
