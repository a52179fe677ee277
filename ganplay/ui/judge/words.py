"""Words of the Discriminator tab: bringing pictures, their scores, and what each of its tools is for."""

from __future__ import annotations

WORDS = {
    "judge.run.about": (
        "{dataset}, {size} pixels; trained with the loss {loss}.",
        "{dataset}，{size} 像素；训练损失：{loss}。",
    ),
    "judge.open": ("Can it tell {real} from {generated}? Can you?", "它能分清{real}与{generated}吗？你呢？"),
    "judge.open.real": ("real", "真实"),
    "judge.open.generated": ("generated", "生成"),
    "judge.open.play": ("Play: {n} pictures", "开始比试：{n} 张图片"),
    "judge.bring": ("Show it pictures", "给它看图片"),
    "judge.drop": ("Drop, paste or choose pictures", "拖入、粘贴或选择图片"),
    "judge.choose": ("Choose pictures", "选择图片"),
    "judge.drop.note": ("up to 64; none is kept on the server", "最多 64 张；服务器不会保存"),
    "judge.draw": ("Draw", "画一张"),
    "judge.camera": ("Camera", "摄像头"),
    "judge.pick.real": ("Real", "真实"),
    "judge.pick.generated": ("Generated", "生成"),
    "judge.pick.odd": ("Odd ones", "奇怪的图片"),
    "judge.files": ("Your files:", "你的文件："),
    "judge.crop": ("How a picture becomes square", "如何变成正方形"),
    "judge.crop.crop": ("Crop", "裁剪"),
    "judge.crop.fit": ("Fit", "适应"),
    "judge.invert": ("Invert", "反色"),
    "judge.invert.hint": (
        "Swap light and dark, as for a drawing on white paper where the data is light on black",
        "明暗互换；例如数据是黑底白字，而图片是白纸黑字",
    ),
    "judge.centre": ("Centre", "居中"),
    "judge.centre.hint": (
        "Crop to what is light, and centre it as MNIST does its digits",
        "裁到亮的部分，并像 MNIST 那样居中",
    ),
    "judge.export": ("Scores as a table", "导出分数"),
    "judge.export.nothing": ("Show it a picture first.", "请先给它看图片。"),
    "judge.mode.cards": ("Pictures", "图片"),
    "judge.mode.cards.note": (
        "Every picture and D's score. Select one, then ask the questions above about it.",
        "每张图片与 D 的分数。选择一张，再用上面的标签提问。",
    ),
    "judge.mode.why": ("Why", "为什么"),
    "judge.mode.why.note": (
        "Where in the picture the score comes from. If the untrained twin's map looks the same, the map tells nothing.",
        "分数来自图片的哪里。若未训练的孪生网络给出同样的图，则该图说明不了什么。",
    ),
    "judge.mode.steady": ("How steady", "稳不稳"),
    "judge.mode.steady.note": (
        "The score again after changes that you would hardly call changes.",
        "几乎看不出变化的改动之后，再次打分。",
    ),
    "judge.mode.fool": ("Fool it", "骗过它"),
    "judge.mode.fool.note": (
        "Noise made for this picture and this discriminator: a little is invisible to you, and moves the score.",
        "为这张图片和这个判别器专门制作的噪声：你几乎看不见，却能改变分数。",
    ),
    "judge.mode.seen": ("Seen before?", "见过吗"),
    "judge.mode.seen.note": (
        "The training pictures nearest to this one. Far from all of them, a score means little.",
        "与这张最接近的训练图片。如果离所有图片都很远，分数就没有多大意义。",
    ),
    "judge.mode.time": ("Over time", "随时间"),
    "judge.mode.time.note": (
        "The same pictures before the discriminator of every saved moment.",
        "同样的图片，交给每个保存时刻的判别器。",
    ),
    "judge.mode.whole": ("The whole D", "整体表现"),
    "judge.mode.whole.note": (
        "How well it tells real pictures it was never trained on from fresh generated ones.",
        "它能多好地区分从未训练过的真实图片与新生成的图片。",
    ),
    "judge.mode.best": ("Best of 64", "64 选优"),
    "judge.mode.best.note": (
        "Sixty-four generated pictures, D's favourites first. Keeping only favourites costs variety.",
        "64 张生成图片，D 最喜欢的在前。只保留它喜欢的，会损失多样性。",
    ),
    "judge.mode.game": ("Beat it", "和它比"),
    "judge.mode.game.note": (
        "Twenty pictures, real or generated. You guess, then see whether D did better.",
        "二十张图片，真实还是生成？你先猜，再看 D 是否更准。",
    ),
    "judge.mode.cross": ("Cross-play", "交叉对战"),
    "judge.mode.cross.note": (
        "Generators of several moments or runs before discriminators of several: who fools whom.",
        "多个时刻或多次训练的生成器与判别器互相对战：谁能骗过谁。",
    ),
    "judge.card.file": ("picture", "图片"),
    "judge.card.pad": ("drawing {n}", "绘画 {n}"),
    "judge.card.camera": ("camera", "摄像头"),
    "judge.card.real": ("real {n}", "真实 {n}"),
    "judge.card.generated": ("seed {n}", "种子 {n}"),
    "judge.card.odd": ("odd one {n}", "奇怪 {n}"),
    "judge.odd.noise": ("noise", "噪声"),
    "judge.odd.flat": ("grey", "灰色"),
    "judge.odd.checkerboard": ("checkerboard", "棋盘"),
    "judge.odd.ramp": ("ramp", "渐变"),
    "judge.odd.negative": ("a real one, inverted", "真实，反色"),
    "judge.odd.upside_down": ("a real one, upside down", "真实，上下颠倒"),
    "judge.odd.shuffled": ("a real one, quarters swapped", "真实，四块交换"),
    "judge.odd.average": ("average of real ones", "真实的平均"),
    "judge.odd.two_halves": ("halves of two real ones", "两张真实各一半"),
    "judge.odd.blurred": ("a real one, blurred", "真实，模糊"),
    "judge.odd.rings": ("rings", "圆环"),
    "judge.odd.stripes": ("stripes", "条纹"),
    "judge.full": ("The table holds {n} pictures: remove some first.", "最多 {n} 张图片：请先移除一些。"),
    "judge.count": ("{n} of {most} pictures.", "{n} / {most} 张图片。"),
    "judge.count.bad": ("{n} could not be used: each says why.", "{n} 张无法使用：每张都说明了原因。"),
    "judge.sort": ("Sort by score", "按分数排序"),
    "judge.clear": ("Remove all", "全部移除"),
    "judge.ms": ("{n} in {ms} ms", "{n} 张，{ms} 毫秒"),
    "judge.ms.hint": ("Time the server took to score all pictures", "服务器为所有图片打分所用时间"),
    "judge.alt": ("The pixels that the discriminator sees of {name}", "判别器看到的 {name} 的像素"),
    "judge.exact": ("Exactly these pixels are what D sees.", "D 看到的正是这些像素。"),
    "judge.none": (
        "No picture is selected: bring one of yours, draw one, or pick a real, a generated or an odd one.",
        "还没有选中图片：用你自己的、画一张，或选取真实、生成或奇怪的图片。",
    ),
    "judge.logit": ("logit", "logit"),
    "judge.says.real": ("It takes this for real", "它认为这是真的"),
    "judge.says.generated": ("It takes this for generated", "它认为这是生成的"),
    "judge.short.real": ("called real", "判为真"),
    "judge.short.generated": ("called generated", "判为生成"),
    "judge.percentiles": (
        "higher than {real} % of {n} real pictures and {generated} % of {m} generated ones",
        "高于 {n} 张真实图片中的 {real} %，{m} 张生成图片中的 {generated} %",
    ),
    "judge.standing.short": (
        "To be above generated pictures is not enough: D says real only above {threshold}, and this one stays below.",
        "比生成图片高还不够：D 只把高于 {threshold} 的判为真，而这张没有达到。",
    ),
    "judge.standing.strict": (
        "The line at {threshold} is a strict one: most real pictures stay below it and are called generated, too.",
        "分界 {threshold} 很严：多数真实图片也低于它，同样被判为生成。",
    ),
    "judge.standing.barely": (
        "Nearly all real pictures score higher, but it is above {threshold}, and from there on D says real.",
        "几乎所有真实图片的分数都更高，但它仍高于 {threshold}，而高于这个值 D 就判为真。",
    ),
    "judge.standing.taken": (
        "At this moment D takes most generated pictures for real: they, too, lie above {threshold}.",
        "此刻 D 把多数生成图片也当成真的：它们同样高于 {threshold}。",
    ),
    "judge.rule": (
        "It says how real this discriminator finds a picture, not whether a machine made it.",
        "它表示这个判别器觉得有多真，而不是图片是否由机器生成。",
    ),
    "judge.probability": (
        "Calibrated: of pictures with such a score, as many real as generated shown, {p} are real.",
        "校准后：若真实与生成各半，得到这种分数的图片中有 {p} 是真的。",
    ),
    "judge.probability.ece": ("Calibration error {ece} points.", "校准误差 {ece} 个百分点。"),
    "judge.sign_probability": (
        "Trained with {loss}: above {threshold} D says real, below it generated; the sigmoid of the logit is D's own "
        "probability, often too sure of itself.",
        "训练损失为 {loss}：高于 {threshold} 判为真，低于它判为生成；logit 的 sigmoid 是 D 自己的概率，往往过于自信。",
    ),
    "judge.sign_lsgan": (
        "Trained with {loss}: real pictures aim at 1, generated ones at 0, and {threshold} is the line between.",
        "训练损失为 {loss}：真实的目标是 1，生成的目标是 0，{threshold} 是分界。",
    ),
    "judge.sign_hinge": (
        "Trained with {loss}: above {threshold} D says real, below it generated. A critic's number has no scale and is "
        "not a probability: compare it only with others of this discriminator.",
        "训练损失为 {loss}：高于 {threshold} 判为真，低于它判为生成。评论家的数值没有固定尺度，也不是概率："
        "只能与同一判别器的其他分数比较。",
    ),
    "judge.sign_wasserstein": (
        "Trained with {loss}: higher is more real, but zero means nothing. The line is drawn at {threshold}, halfway "
        "between real and generated pictures. The number is not a probability.",
        "训练损失为 {loss}：越高越真，但零没有意义。分界取在真实与生成图片均值的中点 {threshold}。它不是概率。",
    ),
    "judge.sign_classes": (
        "Trained with {loss}, told the class: it is asked for every class, and the one that believes most counts. The "
        "line at {threshold} is halfway between known real and generated pictures; the number is not a probability.",
        "训练损失为 {loss}，并告知类别：对每个类别都询问，取最相信的一个。"
        "分界 {threshold} 是已知真实与生成图片的中点；它不是概率。",
    ),
    "judge.threshold": ("where D changes its mind", "D 改变判断处"),
    "judge.near": (
        "Familiar: {times} of the distance that 99 % of unseen real pictures stay within.",
        "熟悉的领域：离训练图片的距离是 99 % 未见过的真实图片所及距离的 {times} 倍。",
    ),
    "judge.far": (
        "This discriminator has never seen anything like it ({times} times as far from its training pictures as "
        "99 % of unseen real ones): its score means little. So it says of 1 in 100 real pictures at most.",
        "这个判别器从未见过类似的图片（离训练图片的距离是 99 % 未见过的真实图片的 {times} 倍）：分数没有多大意义。"
        "对真实图片，每 100 张里至多有 1 张会这样说。",
    ),
    "judge.far.few": (
        "{times} of the distance of the farthest unseen real picture. Fewer than 99 of them are kept: too few to say "
        "what is far.",
        "离训练图片的距离是最远的未见真实图片的 {times} 倍。保留的未见图片不足 99 张，无法判断多远才算远。",
    ),
    "judge.done": ("Done", "完成"),
    "judge.pad": ("Drawing pad", "画板"),
    "judge.pad.note": (
        "Draw here. Each stroke is made to look like the data and scored at once.",
        "在这里画。每一笔都会转换成与数据相似的样子并立即打分。",
    ),
    "judge.pad.brush": ("Brush", "画笔"),
    "judge.pad.colour": ("Colour", "颜色"),
    "judge.colour.black": ("black", "黑"),
    "judge.colour.white": ("white", "白"),
    "judge.colour.red": ("red", "红"),
    "judge.colour.yellow": ("yellow", "黄"),
    "judge.colour.green": ("green", "绿"),
    "judge.colour.blue": ("blue", "蓝"),
    "judge.colour.purple": ("purple", "紫"),
    "judge.colour.skin": ("skin", "肤色"),
    "judge.pad.clear": ("Clear", "清空"),
    "judge.pad.next": ("Keep it, draw another", "保留，再画一张"),
    "judge.camera.wait": (
        "Your browser asks whether this page may use the camera.",
        "浏览器会询问是否允许使用摄像头。",
    ),
    "judge.camera.note": (
        "The picture goes to this server, is scored, and is not kept.",
        "图片会发送到本服务器打分，不会保存。",
    ),
    "judge.camera.none": (
        "No camera could be opened. Browsers allow it on https and on this machine only, and only if you agree.",
        "无法打开摄像头。浏览器只在 https 或本机上、并经你同意后才允许使用。",
    ),
    "judge.camera.take": ("Take picture", "拍照"),
    "judge.kept": ("Kept among your pictures.", "已加入你的图片。"),
}
