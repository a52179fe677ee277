"""Words of what the Discriminator tab refuses."""

from __future__ import annotations

WORDS = {
    "error.game_over": (
        "This game is over: games last some hours. Start another one.",
        "这局游戏已结束：游戏只保留几个小时。请重新开始。",
    ),
    "error.picture_empty": ("This file is empty.", "这个文件是空的。"),
    "error.picture_none": (
        "This file is not a picture that can be read here: save it as PNG or JPEG first.",
        "这个文件不是这里能读取的图片：请先存为 PNG 或 JPEG。",
    ),
    "error.picture_text": ("This file is text, not a picture.", "这个文件是文本，不是图片。"),
    "error.picture_svg": (
        "This is an SVG drawing, not a picture of pixels: save it as PNG first.",
        "这是 SVG 矢量图，不是由像素组成的图片：请先存为 PNG。",
    ),
    "error.picture_pdf": (
        "This is a PDF, not a picture: save it as PNG first.",
        "这是 PDF，不是图片：请先存为 PNG。",
    ),
    "error.picture_format": (
        "{format} pictures cannot be read here: save it as JPEG or PNG first.",
        "这里无法读取 {format} 图片：请先存为 JPEG 或 PNG。",
    ),
    "error.picture_film": (
        "This is a film, not a picture: save its frames as pictures first.",
        "这是视频，不是图片：请先把其中的画面存为图片。",
    ),
    "error.picture_zip": (
        "This is a zip, not a picture: unpack it first.",
        "这是 zip 压缩包，不是图片：请先解压。",
    ),
    "error.picture_ppm": (
        "This is a PPM in plain text of more than {most} MB: save it as PNG first.",
        "这是超过 {most} MB 的纯文本 PPM：请先存为 PNG。",
    ),
    "error.picture_large": (
        "This file has more than {most} MB: make the picture smaller first.",
        "文件超过 {most} MB：请先缩小图片。",
    ),
    "error.picture_megapixels": (
        "This picture has more than {most} megapixels: make it smaller first.",
        "图片超过 {most} 百万像素：请先缩小。",
    ),
    "error.picture_memory": (
        "{width} x {height} pixels as {format} take too much memory to read: make the picture smaller, or save it as "
        "JPEG.",
        "读取 {width} x {height} 像素的 {format} 需要太多内存：请缩小图片，或存为 JPEG。",
    ),
    "error.picture_cut": (
        "This picture is cut off: the end of its file is missing.",
        "图片不完整：文件的末尾缺失。",
    ),
    "error.picture_damaged": ("This picture is damaged: it cannot be read.", "图片已损坏，无法读取。"),
    "error.picture_blank": (
        "It is blank: there is nothing on it to put in the middle.",
        "图片是空白的：没有可以居中的内容。",
    ),
    "error.no_reals": (
        "The real pictures of this run are not on this server, and nothing is downloaded to judge it: "
        "choose another run.",
        "这次训练的真实图片不在这台服务器上，评判时也不会下载：请选择其他训练。",
    ),
    "error.no_moment": (
        "This moment of the run is not kept, or not any more: choose another.",
        "这个时刻没有保存，或已不再保留：请选择其他时刻。",
    ),
    "error.draws_points": (
        "This run draws points of the plane, not pictures: open it in the laboratory.",
        "这次训练画的是平面上的点，不是图片：请在实验室中打开。",
    ),
    "error.draws_pictures": (
        "This run draws pictures, and the laboratory is for points of the plane: look at it in Latent space, or ask "
        "its discriminator.",
        "这次训练画的是图片，而实验室用于平面上的点：请在潜空间中查看，或询问其判别器。",
    ),
    "error.not_numbers": (
        "At this moment the networks had diverged, and their scores are no numbers: choose an earlier one.",
        "在这个时刻网络已经发散，分数不是数字：请选择更早的时刻。",
    ),
}
