"""Words of the page on cats and dogs: two networks, two questions, the same pictures."""

from __future__ import annotations

WORDS = {
    "learn.animals.d": ("Discriminator", "判别器"),
    "learn.animals.d.asks": ("real or generated?", "真实，还是生成？"),
    "learn.animals.d.learns": (
        "Learns from {one} and {two} in one pile, and in the other what a generator draws, which learns beside it.",
        "一堆里{one}和{two}放在一起，另一堆是生成器画的图，生成器和它同时学。",
    ),
    "learn.animals.c": ("Classifier", "分类器"),
    "learn.animals.c.asks": ("{one} or {two}?", "{one}，还是{two}？"),
    "learn.animals.c.learns": (
        "Learns from {one} in one pile and {two} in the other. It never sees a generated picture.",
        "一堆是{one}，另一堆是{two}。它从没见过生成的图片。",
    ),
    "learn.animals.cat": ("cat", "猫"),
    "learn.animals.dog": ("dog", "狗"),
    "learn.animals.cats": ("cats", "猫"),
    "learn.animals.dogs": ("dogs", "狗"),
    "learn.animals.fake": ("generated", "生成的"),
    "learn.animals.go": ("Train both", "训练这两个"),
    "learn.animals.again": ("Again, from other weights", "换一组初始权重再训练"),
    "learn.animals.stop": ("Stop", "停止"),
    "learn.animals.source": ("Pictures", "图片"),
    "learn.animals.source.animals": ("drawn animals", "画的小动物"),
    "learn.animals.source.cats_dogs": ("photographs of pets", "宠物照片"),
    "learn.animals.source.own": ("my own zip", "我的 zip"),
    "learn.animals.zip": (
        "A zip of two folders, one a class, with at least {fewest} pictures each. It goes to this server alone, is "
        "read there and not kept.",
        "一个 zip，里面两个文件夹，一个文件夹一类，每类至少 {fewest} 张图片。它只发给这台服务器，读过就丢，不会保存。",
    ),
    "learn.animals.choose": ("Choose a zip", "选择 zip"),
    "learn.animals.stage.data": ("getting the pictures", "正在准备图片"),
    "learn.animals.stage.discriminator": (
        "the discriminator and its generator learn",
        "判别器和它的生成器正在学",
    ),
    "learn.animals.stage.classifier": ("the classifier learns", "分类器正在学"),
    "learn.animals.drawn": ("What the generator draws by now", "生成器此刻画的图"),
    "learn.animals.trained": (
        "Both learned from the same {n} pictures, {steps} steps each, and are of one size. Below are only pictures "
        "that neither has learned from.",
        "两个网络一样大，都用同样的 {n} 张图片各学了 {steps} 步。下面这些图，两个都没有学过。",
    ),
    "learn.animals.coming": (
        "Once both are trained, the same cats, dogs and generated pictures stand here, with what each of the two says "
        "of them.",
        "两个都训练好之后，这里会列出同样的猫、狗和生成图片，以及两个网络各自的回答。",
    ),
    "learn.animals.means": ("mean of {n}", "{n} 张的平均"),
    "learn.animals.d.says": ("D: “real”", "D：“真实”"),
    "learn.animals.c.says": ("classifier: “{one}”", "分类器：“{one}”"),
    "learn.animals.plane": ("The first {n} of each by both answers", "每种前 {n} 张，按两个回答排开"),
    "learn.animals.plane.told": (
        "Every picture where both networks put it: to the right what D finds real, to the top what the classifier "
        "takes for {one}. {one}: on average {d0} and {c0}. {two}: {d1} and {c1}. Generated: {d2} and {c2}.",
        "每张图都放在两个网络给它的位置：越靠右，D 越觉得真实；越靠上，分类器越觉得是{one}。"
        "平均来看，{one}：{d0} 与 {c0}；{two}：{d1} 与 {c1}；生成的：{d2} 与 {c2}。",
    ),
    "learn.animals.across": ("D: real →", "D：真实 →"),
    "learn.animals.up": ("classifier: {one} →", "分类器：{one} →"),
    "learn.animals.hint": (
        "D sorts from left to right, the classifier from bottom to top. Point at a picture, or tap it.",
        "D 把图按左右分开，分类器按上下分开。指一指或点一点任何一张图。",
    ),
    "learn.animals.one": (
        "{kind}: D says “real” to {d}, the classifier “{one}” to {c}.",
        "{kind}：D 说“真实”{d}，分类器说“{one}”{c}。",
    ),
    "error.no_animals": (
        "Choose the drawn animals, the photographs or a zip of your own.",
        "请选择画的小动物、宠物照片，或者你自己的 zip。",
    ),
    "error.no_pets": (
        "The photographs of cats and dogs are not on this server, and nothing is downloaded here: train once on them, "
        "or take the drawn animals.",
        "这台服务器上没有猫狗照片，这里也不会下载：先用它们训练一次，或者用画的小动物。",
    ),
    "error.animals_zip": ("This is no zip that can be read: choose another.", "这不是能读取的 zip：请换一个。"),
    "error.animals_large": (
        "This zip has more than {most} MB: smaller pictures do, 32 pixels are looked at.",
        "这个 zip 超过 {most} MB：图片小一些就行，这里只看 32 像素。",
    ),
    "error.animals_waiting": (
        "As many zips of other visitors wait here as there is room for: try again in some minutes, or take the drawn "
        "animals.",
        "排队等候的 zip 已经占满了这里的空间：过几分钟再试，或者先用画的小动物。",
    ),
    "error.animals_folders": (
        "This zip does not hold two folders with the pictures of one class each: pack it so.",
        "这个 zip 里不是恰好两个文件夹、一个文件夹一类：请重新打包。",
    ),
    "error.animals_few": (
        "Of “{name}” there are {n} pictures, and each class needs at least {fewest}: add more.",
        "“{name}”只有 {n} 张图片，每类至少要 {fewest} 张：请再添一些。",
    ),
    "error.animals_broke": (
        "The discriminator and its generator broke: train again, from other weights.",
        "判别器和它的生成器训练失败了：换一组初始权重再训练一次。",
    ),
}
