"""Words of the Runs tab: the library, the comparison, branch and twin, a run as a file."""

from __future__ import annotations

WORDS = {
    "page.runs": ("Runs", "训练记录"),
    "library.modes": ("What to do with the runs", "如何处理训练记录"),
    "library.mode.library": ("All runs", "全部记录"),
    "library.mode.compare": ("Compare", "比较"),
    "library.search": ("Search", "搜索"),
    "library.tag": ("Tag", "标签"),
    "library.tag.all": ("every tag", "所有标签"),
    "library.sort": ("Sort", "排序"),
    "library.column.tick": ("Tick", "勾选"),
    "library.column.acts": ("What to do with it", "操作"),
    "library.column.pictures": ("Pictures", "图片"),
    "library.column.title": ("Run", "训练"),
    "library.column.status": ("Status", "状态"),
    "library.column.step": ("Steps", "步数"),
    "library.column.images": ("Images", "图片数"),
    "library.column.seconds": ("Seconds", "秒数"),
    "library.column.created": ("Date", "日期"),
    "library.column.bytes": ("Space", "空间"),
    "library.checkpoints": ("{n} moments", "{n} 个时刻"),
    "library.kb": ("{n} kB", "{n} kB"),
    "library.mb": ("{n} MB", "{n} MB"),
    "library.px": ("{n} px", "{n} 像素"),
    "library.total": ("{n} runs · mine take {mine} of {all}", "{n} 条记录 · 共 {all}，其中我的 {mine}"),
    "library.total.none": ("{n} runs · {all}", "{n} 条记录 · 共 {all}"),
    "library.group.mine": ("My runs", "我的记录"),
    "library.group.nobody": ("Made on the command line", "由命令行训练"),
    "library.group.shipped": ("Came with ganplay", "随 ganplay 附带"),
    "library.none": (
        "None of yours yet: press Train in the first tab.",
        "还没有你自己的记录：请在第一个标签页按“开始训练”。",
    ),
    "library.none.found": ("No run fits. Change the search or the tag.", "没有符合的记录。请更改搜索词或标签。"),
    "library.tick": ("Tick {title}", "勾选 {title}"),
    "library.tick.all": ("Tick all: {group}", "全部勾选：{group}"),
    "library.untick": ("Leave out: {title}", "移出比较：{title}"),
    "library.thumb": ("Last pictures of {title}", "{title} 的最新图片"),
    "library.more": ("More", "更多"),
    "library.more.of": ("More about {title}", "更多：{title}"),
    "library.more.mine": (
        "Title, tags and note; branch, change one thing, save, delete",
        "标题、标签与备注；分支、只改一处、保存、删除",
    ),
    "library.more.others": ("What it is; branch, change one thing", "介绍；分支、只改一处"),
    "library.shipped.note": (
        "It came with ganplay: it can be replayed, branched and twinned, but not changed.",
        "随 ganplay 附带：可以回放、分支、做孪生对照，但不能修改。",
    ),
    "library.nobody.note": (
        "It was made on the command line and belongs to nobody on this page: change it there.",
        "由命令行训练，不属于本页面的任何人：请在命令行中修改。",
    ),
    "library.from": ("from {title} at step {step}", "来自 {title} 第 {step} 步"),
    "library.twin.of": ("twin of {title}", "{title} 的孪生对照"),
    "library.title": ("Title", "标题"),
    "library.title.example": ("a title, if you like", "可选标题"),
    "library.tags": ("Tags", "标签"),
    "library.tags.example": ("homework, collapsed", "作业，崩溃"),
    "library.note": ("Note", "备注"),
    "library.note.example": ("what you tried, what you saw", "尝试了什么，看到了什么"),
    "library.keep": ("{n} moments are kept; keep only", "保存了 {n} 个时刻；只保留"),
    "library.keep.count": ("Moments to keep", "保留的时刻数"),
    "library.keep.now": ("Thin out now", "立即精简"),
    "library.keep.hint": (
        "The first and the last stay, and more of the early ones, when most changes. This cannot be undone.",
        "首尾总会保留，早期变化大，保留得更多。此操作不能撤销。",
    ),
    "library.kept": ("{n} moments are left.", "剩下 {n} 个时刻。"),
    "library.delete.n": ("Delete {n}", "删除 {n} 条"),
    "library.save.n": ("Save {n}", "保存 {n} 条"),
    "library.save": ("Save as file", "保存为文件"),
    "library.save.hint": (
        "One file with everything: opened here or elsewhere, it is the same run again.",
        "包含一切的单个文件：在此处或别处打开，都还是这次训练。",
    ),
    "library.save.hint.own": (
        "One file with everything but your pictures, which stay here. It can be opened anywhere to look at; "
        "to train on elsewhere, ganplay runs unpack FILE --run DIR --data FOLDER brings the pictures.",
        "除你自己的图片（留在此处）外包含一切的单个文件。可在任何地方打开查看；"
        "要在别处继续训练，请用 ganplay runs unpack FILE --run DIR --data FOLDER 附上图片。",
    ),
    "library.packing": ("Packing the run ...", "正在打包……"),
    "library.packed": ("{name} ({size}) is being saved.", "正在保存 {name}（{size}）。"),
    "library.packed.large": (
        "{name} ({size}) is being saved. This page takes files of at most {most}: open it elsewhere, or by "
        "ganplay runs unpack FILE.",
        "正在保存 {name}（{size}）。此页面最多接收 {most} 的文件：请在别处打开，或使用 ganplay runs unpack FILE。",
    ),
    "library.open": ("Open a file", "打开文件"),
    "library.open.hint": (
        "A run saved as a .ganplay file. All of it is checked first; it becomes a run of yours.",
        "保存为 .ganplay 的训练记录。会先全面检查，然后成为你的记录。",
    ),
    "library.opening": ("Reading and checking the file ...", "正在读取并检查文件……"),
    "library.opened": ("The run is yours now.", "这条记录现在是你的了。"),
    "library.opened.own": (
        "The run is yours now, to look at: the pictures that it was trained on are not in the file.",
        "这条记录现在是你的了，可供查看：文件中不含它的训练图片。",
    ),
    "library.lab": ("In the laboratory", "在实验室中打开"),
    "library.lab.hint": (
        "Go on with it in this browser: every point, what D believes at any place, and where noise goes.",
        "在本浏览器中继续：看到每个点、D 在任意处的看法，以及噪声的去向。",
    ),
    "library.bring": ("Bring its pictures", "提供它的图片"),
    "library.bring.hint": (
        "The pictures of this run are not here. The same ones, as files or as one zip, let it go on.",
        "这次训练的图片不在这里。提供同样的图片（文件或一个 zip），它就能继续训练。",
    ),
    "library.bringing": ("Bringing the pictures ...", "正在上传图片……"),
    "library.branch": ("Branch", "分支"),
    "library.branch.hint": (
        "Go on from any kept moment of this run, with other settings.",
        "从任意保存的时刻出发，用不同的设置继续训练。",
    ),
    "library.branch.heading": ("Branch", "分支"),
    "library.branch.about": (
        "A run of yours that shares the past of “{title}” up to a moment, and goes on from there at the same step.",
        "得到一条你的新记录：在所选时刻之前与“{title}”历史相同，并从同一步继续。",
    ),
    "library.branch.moment": ("From the moment", "出发时刻"),
    "library.branch.whole": ("whole", "完整"),
    "library.branch.networks": ("networks only", "仅网络"),
    "library.branch.whole.note": (
        "Kept whole: unchanged, and with a number of threads, it would train exactly what this run trained.",
        "完整保存：若不改设置，且设定了线程数，将与原训练逐位相同。",
    ),
    "library.branch.networks.note": (
        "Only the networks were kept: it begins from them with fresh optimizers, so it goes its own way at once.",
        "只保存了网络：优化器从头开始，因此马上会走上自己的路。",
    ),
    "library.branch.stays": (
        "Pictures and networks stay as they are; to change those, make a twin.",
        "图片与网络保持不变；要改它们，请做孪生对照。",
    ),
    "library.branch.start": ("Start the branch", "开始分支"),
    "library.branch.started": (
        "The branch trains or waits; both are ticked for comparison.",
        "分支已开始或在排队；两者都已勾选。",
    ),
    "library.twin": ("Change one thing", "只改一处"),
    "library.twin.hint": (
        "The same recipe and the same seed with one setting changed, from scratch: what does it do?",
        "同样的配方与种子，只改一个设置，从头训练：它有什么作用？",
    ),
    "library.twin.heading": ("Change one thing", "只改一处"),
    "library.twin.about": (
        "A twin of “{title}”: the same seed and settings but for what you change here, trained from scratch.",
        "“{title}”的孪生对照：除此处所改外，种子与设置都相同，从头训练。",
    ),
    "library.twin.start": ("Start the twin", "开始对照"),
    "library.twin.started": (
        "The twin trains or waits; both are ticked for comparison.",
        "孪生对照已开始或在排队；两者都已勾选。",
    ),
    "library.changed.none": ("Nothing changed: it goes on as before.", "没有改动：照原样继续。"),
    "library.changed.first": ("Change one setting.", "请改一个设置。"),
    "library.changed.one": ("One setting changed.", "改了一个设置。"),
    "library.changed.many": (
        "{n} settings changed: a difference may come from any of them.",
        "改了 {n} 个设置：差异可能来自其中任何一个。",
    ),
    "library.was": ("was {value}", "原为 {value}"),
    "library.cancel": ("Cancel", "取消"),
    "library.compare": ("Compare", "比较"),
    "library.compare.n": ("Compare {n}", "比较 {n} 条"),
    "library.compare.clear": ("Untick all", "全部取消"),
    "library.compare.few": ("Tick two to six runs to compare", "请勾选二到六条记录进行比较"),
    "library.compare.how": (
        "In the list of all runs, tick the boxes at the left.",
        "在全部记录的列表中，勾选左侧的方框。",
    ),
    "library.compare.most": ("At most {n} runs are compared at once.", "最多同时比较 {n} 条记录。"),
    "library.quantity": ("What the curves show", "曲线显示什么"),
    "library.axis": ("Against what", "横轴"),
    "library.quantity.loss_d": ("Loss D", "D 损失"),
    "library.quantity.loss_g": ("Loss G", "G 损失"),
    "library.quantity.accuracy": ("Accuracy", "正确率"),
    "library.quantity.diversity": ("Diversity", "多样性"),
    "library.quantity.gap": ("Gap", "差距"),
    "library.quantity.rate": ("Speed", "速度"),
    "library.quantity.loss_d.hint": (
        "The discriminator's loss. Losses of different kinds cannot be compared, and a falling loss is not progress.",
        "判别器的损失。不同种类的损失不能相互比较，损失下降也不等于进步。",
    ),
    "library.quantity.loss_g.hint": (
        "The generator's loss. Losses of different kinds cannot be compared, and a falling loss is not progress.",
        "生成器的损失。不同种类的损失不能相互比较，损失下降也不等于进步。",
    ),
    "library.quantity.accuracy.hint": (
        "How often D tells held-out real pictures from fresh generated ones; each D judges its own G. 50 %: guessing.",
        "D 分辨留出真实图片与新生成图片的正确率；每个 D 只评自己的 G。50 % 等于瞎猜。",
    ),
    "library.quantity.diversity.hint": (
        "How varied the samples are; 100 % is as varied as the real pictures (dotted).",
        "样本的多样性；100 %（虚线）表示与真实图片一样多样。",
    ),
    "library.quantity.gap.hint": (
        "How far the samples are from the real pictures, shrunk to 8 × 8; 0 is the same distribution, and chance may "
        "put it a little below. Lower is better.",
        "样本与真实图片（缩小到 8 × 8）的距离；0 表示分布相同，随机波动可能使它略低于 0。越低越好。",
    ),
    "library.quantity.rate.hint": ("Real pictures a second, while it trained.", "训练时每秒处理的真实图片数。"),
    "library.latents": ("The same seeds", "相同的种子"),
    "library.first": ("from seed", "起始种子"),
    "library.dice": ("Other seeds", "换一组种子"),
    "library.class.none": (
        "This run has no class “{name}”: its classes are {classes}.",
        "这次训练没有类别“{name}”：它的类别有 {classes}。",
    ),
    "library.seed": ("seed {seed}", "种子 {seed}"),
    "library.seed.alt": ("Seed {seed} by {title}", "{title} 生成的种子 {seed}"),
    "library.moment.all": ("moment", "时刻"),
    "library.moment.of": ("Moment of {title}", "{title} 的时刻"),
    "library.no_checkpoint": ("No saved moment yet.", "还没有保存的时刻。"),
    "library.measured": ("Measured, and what it cost", "测量结果与代价"),
    "library.measured.note": (
        "The last evaluation of each run, on n generated pictures; below the name, what a perfect generator scores. "
        "Bold: nearest to it. Below a number, what real pictures scored in its place, where the run kept that.",
        "每次训练的最后一次评估，基于 n 张生成图片；名称下方为完美生成器的得分。粗体：最接近者。"
        "数值下方是真实图片在同一位置的得分（如果训练记录了它）。",
    ),
    "library.perfect": ("perfect: {value}", "完美：{value}"),
    "library.metric.accuracy": ("D's accuracy", "D 的正确率"),
    "library.metric.accuracy.hint": (
        "Each D judges its own G: a weak D makes any G look good.",
        "每个 D 只评自己的 G：D 弱，任何 G 都显得好。",
    ),
    "library.metric.diversity": ("Diversity", "多样性"),
    "library.metric.diversity.hint": (
        "Mean distance between two samples, over that between two real pictures: a ratio, which may exceed 100 %.",
        "两个样本之间的平均距离，除以两张真实图片之间的平均距离：这是比值，可能超过 100 %。",
    ),
    "library.metric.distinct": ("Distinctness", "独特性"),
    "library.metric.distinct.hint": (
        "Distance of a sample to its nearest neighbour, over the same of real pictures; near 0: copies of a few.",
        "样本到最近邻的距离，除以真实图片的同一数值；接近 0 表示少数样本的复制。",
    ),
    "library.metric.gap": ("Gap", "差距"),
    "library.metric.gap.hint": (
        "Energy distance between samples and real pictures, shrunk to 8 × 8.",
        "样本与真实图片（缩小到 8 × 8）之间的能量距离。",
    ),
    "library.verdict": ("Verdict", "结论"),
    "library.machine": ("Machine", "机器"),
    "library.settings": ("Settings that differ", "不同的设置"),
    "library.settings.all": ("all settings", "全部设置"),
    "library.same_settings": ("All settings are the same.", "所有设置都相同。"),
    "error.trains_now": ("This run is training: stop it first.", "它正在训练：请先停止。"),
    "error.no_change": (
        "A twin differs from its parent: change one setting.",
        "孪生对照必须与原训练不同：请改一个设置。",
    ),
    "error.own_pictures": (
        "The pictures of this run are its owner's: nobody else can train on them.",
        "这次训练用的是主人自己的图片：别人不能用来训练。",
    ),
    "error.branch_pictures": (
        "A branch goes on with its parent's pictures, so this stays: {setting}. Make a twin to change it.",
        "分支沿用原训练的图片，所以“{setting}”不能改：要改请用孪生对照。",
    ),
    "error.branch_networks": (
        "The networks of this checkpoint would not fit with this changed: {setting}. Make a twin, which starts from "
        "scratch.",
        "改动“{setting}”后，这个检查点的网络就对不上了：请用从头训练的孪生对照。",
    ),
    "error.no_networks": (
        "The recipe of this run builds no networks: {sentence}",
        "无法按这个配方构建网络：{sentence}",
    ),
    "error.title_long": ("A title has at most {most} characters.", "标题最多 {most} 个字符。"),
    "error.tag_long": ("A tag has at most {most} characters.", "每个标签最多 {most} 个字符。"),
    "error.tags_many": ("A run has at most {most} tags.", "一条记录最多 {most} 个标签。"),
    "error.note_long": ("A note has at most {most} characters.", "备注最多 {most} 个字符。"),
    "error.own_left": (
        "The pictures of this run did not travel with its file: bring the same ones on the tab Runs. On the command "
        "line ganplay runs unpack FILE --run DIR --data FOLDER brings them, and ganplay train --resume --run DIR goes "
        "on.",
        "这次训练的图片没有随文件带来：请在“训练记录”页提供同样的图片。在命令行中，用 "
        "ganplay runs unpack FILE --run DIR --data FOLDER 附上图片，再用 ganplay train --resume --run DIR 继续。",
    ),
    "error.measured": ("This pretrained run is measured already.", "这个预训练模型已经测量过。"),
    "error.gone": ("This run is gone for good.", "这条记录已彻底删除。"),
    "error.file_large": (
        "{size} MB are too many here, where a file has at most {most}: use the command line, {way}.",
        "{size} MB 太大，这里的文件最多 {most} MB：请使用命令行 {way}。",
    ),
    "error.pack_large": (
        "This run takes {size} MB, and at most {most} MB are taken here.",
        "这条记录占 {size} MB，此处最多接收 {most} MB。",
    ),
    "error.pack_zip": (
        "This is not a run's file, or it is damaged: it cannot be read. Nothing was kept.",
        "这不是训练记录文件，或已损坏，无法读取。没有保留任何内容。",
    ),
    "error.pack_names": (
        "The file holds {name}, which is no part of a run. Nothing was kept.",
        "文件中含有 {name}，它不属于训练记录。没有保留任何内容。",
    ),
    "error.pack_lacks": ("The file lacks its {name}. Nothing was kept.", "文件缺少 {name}。没有保留任何内容。"),
    "error.pack_manifest": (
        "The file has no readable manifest.json: it was not made by ganplay. Nothing was kept.",
        "文件没有可读的 manifest.json：它不是由 ganplay 生成的。没有保留任何内容。",
    ),
    "error.pack_format": (
        "The file was made by another version of ganplay: update this one. Nothing was kept.",
        "文件由另一版本的 ganplay 生成：请更新。没有保留任何内容。",
    ),
    "error.pack_size": (
        "{name} has not the size that it must have. Nothing was kept.",
        "{name} 的大小不符。没有保留任何内容。",
    ),
    "error.pack_hash": (
        "{name} was changed after the run was packed: its hash differs. Nothing was kept.",
        "{name} 在打包后被改动：哈希不符。没有保留任何内容。",
    ),
    "error.pack_json": (
        "{name} in this file cannot be read. Nothing was kept.",
        "文件中的 {name} 无法读取。没有保留任何内容。",
    ),
    "error.pack_recipe": (
        "The recipe in this file is not valid: {reason} Nothing was kept.",
        "文件中的配方无效：{reason} 没有保留任何内容。",
    ),
    "error.pack_networks": (
        "The networks in {name} are not those of the recipe. Nothing was kept.",
        "{name} 中的网络与配方不符。没有保留任何内容。",
    ),
    "error.pack_numbers": (
        "The networks in checkpoint {name} hold or draw values that are not numbers. Nothing was kept.",
        "检查点 {name} 中的网络含有或画出非数值。没有保留任何内容。",
    ),
    "error.pack_random": (
        "The random state in checkpoint {name} is none, so training could not go on. Nothing was kept.",
        "检查点 {name} 中的随机状态无效，无法继续训练。没有保留任何内容。",
    ),
    "error.pack_training": (
        "Training cannot go on from checkpoint {name}: what it remembers is not of its networks. Nothing was kept.",
        "无法从检查点 {name} 继续训练：其训练状态与网络不符。没有保留任何内容。",
    ),
    "error.pack_statistics": (
        "{name} holds no mean and covariance of pictures. Nothing was kept.",
        "{name} 中不是图片的均值和协方差。没有保留任何内容。",
    ),
    "error.pack_pictures": (
        "The real pictures in {name} are not of this run. Nothing was kept.",
        "{name} 中的真实图片不属于这次训练。没有保留任何内容。",
    ),
    "error.pack_tensors": (
        "{name} is not a readable safetensors file. Nothing was kept.",
        "{name} 不是可读的 safetensors 文件。没有保留任何内容。",
    ),
    "error.state_json": (
        "This is not the state of a laboratory: it cannot be read. Nothing was kept.",
        "这不是实验室的状态：无法读取。没有保留任何内容。",
    ),
    "error.state_size": (
        "This state has more than {most} MB: train narrower networks. Nothing was kept.",
        "这个状态超过 {most} MB：请训练更窄的网络。没有保留任何内容。",
    ),
    "error.state_part": (
        "A part of this state is missing, or not as it must be. Nothing was kept.",
        "这个状态缺少某个部分，或其中有不符合要求的内容。没有保留任何内容。",
    ),
    "error.state_large": (
        "The networks of this run are too large for a browser: train narrower ones.",
        "这次训练的网络对浏览器来说太大：请训练更窄的网络。",
    ),
    "error.pack_history": (
        "The history in this file is damaged, or is none. Nothing was kept.",
        "文件中的历史已损坏，或不是历史。没有保留任何内容。",
    ),
}
