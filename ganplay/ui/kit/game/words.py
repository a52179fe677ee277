"""The words of the guess game."""

from __future__ import annotations

WORDS = {
    "judge.roc.x": ("generated called real", "生成被判为真"),
    "judge.roc.y": ("real called real", "真实被判为真"),
    "judge.game.title": ("Can you do better than the discriminator?", "你能比判别器更准吗？"),
    "judge.game.how": (
        "{n} pictures, one after another: real, or generated? The discriminator judges the same ones.",
        "{n} 张图片，一张接一张：真实，还是生成？判别器也判断同样的图片。",
    ),
    "judge.game.start": ("Start", "开始"),
    "judge.game.drawing": ("Drawing the pictures …", "正在准备图片……"),
    "judge.game.retry": ("Try again", "再试一次"),
    "judge.game.step": (
        "The pictures and the discriminator of this game are those of step {step}.",
        "这局游戏的图片与判别器来自第 {step} 步。",
    ),
    "judge.game.keys": ("Keys: R or ← real, G or → generated.", "按键：R 或 ← 为真实，G 或 → 为生成。"),
    "judge.game.count": ("Picture {n} of {of}", "第 {n} / {of} 张"),
    "judge.game.score": ("you {you} · D {d}", "你 {you} · D {d}"),
    "judge.game.alt": ("Real or generated?", "真实还是生成？"),
    "judge.game.real": ("Real", "真实"),
    "judge.game.generated": ("Generated", "生成"),
    "judge.game.right": ("Right: {what}.", "对：{what}。"),
    "judge.game.wrong": ("Wrong: {what}.", "错：{what}。"),
    "judge.game.was_real": ("it was real", "是真实的"),
    "judge.game.was_generated": ("it was generated", "是生成的"),
    "judge.game.d_right": ("D was right.", "D 判对了。"),
    "judge.game.d_wrong": ("D was wrong.", "D 判错了。"),
    "judge.game.won": ("You won: {you} of {of}, D {d}", "你赢了：{you} / {of}，D {d}"),
    "judge.game.lost": ("D won: you {you} of {of}, D {d}", "D 赢了：你 {you} / {of}，D {d}"),
    "judge.game.even": ("A draw: {you} of {of} each", "平局：都是 {you} / {of}"),
    "judge.game.class.alone": ("Nobody else has played this game yet.", "这局游戏还没有其他人玩过。"),
    "judge.game.class.first": (
        "{players} people play this game, and you are the first who is through.",
        "{players} 人参加，你是第一个完成的。",
    ),
    "judge.game.class.some": (
        "{finished} of the {players} people who play this game are through.",
        "{players} 人参加，其中 {finished} 人已完成。",
    ),
    "judge.game.class.all": ("All {players} people who play this game are through.", "{players} 人全部完成。"),
    "judge.game.class.link": (
        "Whoever opens the link gets the same pictures.",
        "打开链接的人会看到同样的图片。",
    ),
    "judge.game.class.auc": (
        "All votes together: area {class}; D: {d}.",
        "所有人的投票合计：面积 {class}；D：{d}。",
    ),
    "judge.game.again": ("Other pictures", "换一批图片"),
    "judge.game.link": ("Copy link for the class", "复制给全班的链接"),
    "judge.game.copied": (
        "The link is copied: everybody who opens it plays the same pictures.",
        "链接已复制：打开它的人会看到同样的图片。",
    ),
    "judge.game.roc": ("People and D on one ROC", "人与 D 在同一条 ROC 上"),
    "judge.game.d": ("the discriminator", "判别器"),
    "judge.game.you": ("you", "你"),
    "judge.game.everyone": ("everybody", "所有人"),
    "judge.game.nobody": ("fooled nobody", "谁也没骗过"),
    "judge.game.both": ("fooled you both", "骗过了你们俩"),
    "judge.game.only_d": ("fooled D only", "只骗过 D"),
    "judge.game.only_you": ("fooled you only", "只骗过你"),
    "judge.game.said": ("{p} said real", "{p} 认为真实"),
}
