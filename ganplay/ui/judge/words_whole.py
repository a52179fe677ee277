"""Words of what the Discriminator tab tells of a whole discriminator: its mistakes, its favourites, its opponents."""

from __future__ import annotations

WORDS = {
    "judge.whole.n": (
        "At step {step}: {n} real pictures never trained on, {m} generated, {k} trained on.",
        "第 {step} 步：{n} 张从未训练过的真实图片，{m} 张生成图片，{k} 张训练过的图片。",
    ),
    "judge.whole.balanced": (
        "Both kinds weigh the same in every figure, so guessing is right half the time.",
        "所有指标中两类图片权重相同，因此瞎猜的正确率为一半。",
    ),
    "judge.whole.hist": ("Scores", "分数"),
    "judge.whole.none": (
        "At step {step}: too few real pictures to hold some out, so {k} that it was trained on, and {m} generated.",
        "第 {step} 步：真实图片太少，没有留出，因此使用 {k} 张训练过的图片和 {m} 张生成图片。",
    ),
    "judge.threshold.slider": ("Call real above", "高于此值判为真"),
    "judge.threshold.reset": ("As trained", "训练时的值"),
    "judge.accuracy": ("Accuracy", "正确率"),
    "judge.precision": ("Precision", "精确率"),
    "judge.recall": ("Recall", "召回率"),
    "judge.f1": ("F1", "F1"),
    "judge.auc": ("AUC", "AUC"),
    "judge.ap": ("AP", "AP"),
    "judge.chance": ("guessing gives {p}", "瞎猜为 {p}"),
    "judge.matrix.said_real": ("called real", "判为真"),
    "judge.matrix.said_generated": ("called generated", "判为生成"),
    "judge.matrix.right": ("right", "正确"),
    "judge.matrix.missed": ("real, not believed", "真的，却不信"),
    "judge.matrix.fooled": ("fooled", "被骗"),
    "judge.roc": ("ROC, area {auc}", "ROC，面积 {auc}"),
    "judge.pr": ("Precision and recall, AP {ap}", "精确率与召回率，AP {ap}"),
    "judge.calibration": ("Calibration", "校准"),
    "judge.calibration.ece": (
        "Calibration, error {ece} points (by chance {floor}, {n} pictures)",
        "校准，误差 {ece} 个百分点（随机 {floor}，{n} 张）",
    ),
    "judge.calibration.x": ("probability told", "给出的概率"),
    "judge.calibration.y": ("share that is real", "实际为真的比例"),
    "judge.calibration.bin": ("{n} pictures", "{n} 张图片"),
    "judge.calibration.few": ("Too few pictures were held out to fit one.", "留出的图片太少，无法校准。"),
    "judge.calibration.critic": (
        "This loss trains a critic: its number is never turned into a probability.",
        "这种损失训练的是评论家：它的数值不会被换算成概率。",
    ),
    "judge.overfit": ("Has D learned its pictures by heart?", "D 是否背下了训练图片？"),
    "judge.overfit.yes": (
        "It shows: pictures it was trained on get {train} on average, unseen real ones {held}, generated ones {fake}; "
        "it is right {a} of the time with the first and {b} with the second. More or augmented data would help.",
        "有迹象：训练过的图片平均 {train}，未见过的真实图片 {held}，生成图片 {fake}；前者正确率 {a}，后者 {b}。"
        "更多数据或数据增强会有帮助。",
    ),
    "judge.overfit.no": (
        "No sign of it: pictures it was trained on get {train} on average, unseen real ones {held}, generated ones "
        "{fake}; it is right {a} of the time with the first and {b} with the second.",
        "没有迹象：训练过的图片平均 {train}，未见过的真实图片 {held}，生成图片 {fake}；前者正确率 {a}，后者 {b}。",
    ),
    "judge.overfit.none": (
        "No pictures were held out, so this cannot be told: those trained on get {train}, generated ones {fake}.",
        "没有留出图片，无法判断：训练过的平均 {train}，生成图片 {fake}。",
    ),
    "judge.overfit.curve": ("share of pictures with a lower logit", "logit 更低的图片所占比例"),
    "judge.overfit.training": ("real, trained on", "真实（训练过）"),
    "judge.overfit.held": ("real, held out", "真实（留出）"),
    "judge.mistakes.real": ("Real, called generated", "真实却被判为生成"),
    "judge.mistakes.generated": ("Generated, called real", "生成却被判为真"),
    "judge.mistakes.none": ("None among these.", "这些图片中没有。"),
    "judge.mistakes.label": ("logit {logit}: keep it among your pictures", "logit {logit}：加入你的图片"),
    "judge.mistakes.card": ("mistake {n}", "错判 {n}"),
    "judge.best.label": (
        "seed {seed}, logit {logit}: keep it among your pictures",
        "种子 {seed}，logit {logit}：加入你的图片",
    ),
    "judge.best.others": ("Other 64", "换 64 张"),
    "judge.best.order": ("The best is top left, the worst bottom right.", "左上最好，右下最差。"),
    "judge.best.reject": ("Keep only the favourites", "只保留它喜欢的"),
    "judge.best.share": ("Share kept", "保留比例"),
    "judge.best.cost": (
        "Keeping {share}: variety {diversity} of the real pictures' (all: {all}), gap to them {gap} (all: {gap_all}). "
        "Measured on {n} kept pictures against {m} real ones.",
        "保留 {share}：多样性为真实图片的 {diversity}（全部：{all}），与真实的差距 {gap}（全部：{gap_all}）。"
        "基于保留的 {n} 张图片与 {m} 张真实图片。",
    ),
    "judge.best.real": (
        "{n} other real pictures have {diversity} and {gap} in their place, up to chance.",
        "换成另外 {n} 张真实图片则为 {diversity} 和 {gap}，仅供参照，有随机波动。",
    ),
    "judge.best.curve": ("variety and gap against the share kept", "多样性与差距随保留比例的变化"),
    "judge.best.diversity": (
        "variety, {low} to {high} (1: as varied as real pictures)",
        "多样性，{low} 到 {high}（1：与真实图片一样多样）",
    ),
    "judge.best.gap": (
        "gap to real pictures, {low} to {high} (0: no gap)",
        "与真实图片的差距，{low} 到 {high}（0：没有差距）",
    ),
    "judge.best.note": (
        "Discriminator rejection (Azadi et al. 2019) in its simplest form: a fixed share instead of a probability.",
        "最简单的判别器拒绝采样（Azadi et al. 2019）：按固定比例而不是按概率。",
    ),
    "judge.cross.generators": ("Generators", "生成器"),
    "judge.cross.discriminators": ("Discriminators", "判别器"),
    "judge.cross.add": ("Add…", "添加……"),
    "judge.cross.last": ("last moment", "最后时刻"),
    "judge.cross.go": ("Let them play", "开始对战"),
    "judge.cross.playing": ("Playing", "对战中"),
    "judge.cross.read": (
        "Each cell: how many of {n} pictures of the row's generator the column's discriminator calls real.",
        "每格：该行生成器的 {n} 张图片中，被该列判别器判为真的比例。",
    ),
    "judge.cross.corner": ("wins of G", "G 的胜率"),
    "judge.cross.mean": ("mean", "平均"),
}
