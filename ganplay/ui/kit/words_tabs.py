"""Words that more than one tab says."""

from __future__ import annotations

WORDS = {
    "latent.loading": ("Waking the networks…", "正在唤醒网络……"),
    "latent.none": ("No trained network yet", "还没有训练好的网络"),
    "latent.none.note": (
        "Train one on the Train tab for half a minute; it can be explored here while it still trains.",
        "请先在“训练”页训练半分钟；训练尚未结束时也可以在这里探索。",
    ),
    "latent.problem": ("This run cannot be shown", "无法显示这次训练"),
    "latent.run": ("Run", "训练"),
    "latent.run.link": ("the run of your link", "链接中的训练"),
    "latent.run.others": ("made on the command line", "命令行训练"),
    "latent.moment": ("Moment", "时刻"),
    "latent.moment.curve": (
        "Losses of the run; the line is the moment that is shown",
        "训练的损失曲线；竖线是当前显示的时刻",
    ),
    "latent.play": ("Watch it form", "看它成形"),
    "latent.pause": ("Pause", "暂停"),
    "latent.stop": ("Stop", "停止"),
    "latent.class": ("Class", "类别"),
    "latent.class.own": ("each seed its own", "每个种子各有其类"),
    "latent.d": ("How real this discriminator finds it", "这个判别器认为它有多真"),
    "latent.d.hist": ("D's scores of real and generated pictures", "D 给真实与生成图片的分数"),
    "latent.d.here": ("this one", "这一张"),
    "latent.remove": ("Remove", "移除"),
    "latent.modes": ("Tools", "工具"),
    "latent.directions.reset": ("Reset", "归零"),
    "latent.attribute.smile": ("smile", "微笑"),
    "latent.attribute.glasses": ("glasses", "眼镜"),
    "latent.attribute.hat": ("hat", "帽子"),
    "latent.attribute.beard": ("beard", "胡子"),
    "latent.attribute.long_hair": ("long hair", "长发"),
    "latent.attribute.dark_hair": ("dark hair", "深色头发"),
    "latent.breed.undo": ("Undo", "撤销"),
    "latent.picture.large": (
        "This file is too large: give a picture of at most 12 MB.",
        "文件太大：请给不超过 12 MB 的图片。",
    ),
    "latent.copies.looking": ("Comparing with the training pictures", "正在与训练图片比较"),
    "library.deleted": ("{title} is deleted.", "已删除 {title}。"),
    "library.undo": ("Undo", "撤销"),
    "field.name": ("Recipe", "配方"),
    "field.dataset": ("Pictures", "图片"),
    "live.speed": ("Speed of the replay", "回放速度"),
}
