"""Words of the live view: pictures, curves, verdicts and the controls of a run."""

from __future__ import annotations

WORDS = {
    "live.generated": ("Generated", "生成的图片"),
    "live.generated.note": ("always the same noise", "噪声始终不变"),
    "live.real": ("Real", "真实图片"),
    "live.moment": ("as it was at step {step}", "第 {step} 步时的样子"),
    "live.time": ("Time line: drag to see any earlier moment", "时间轴：拖动可回看任意时刻"),
    "live.time.now": ("Live", "实时"),
    "live.time.step": ("step {step}", "第 {step} 步"),
    "live.stat.step": ("steps", "步"),
    "live.stat.images": ("images", "张图片"),
    "live.stat.rate.now": ("images/s now", "张/秒（当前）"),
    "live.stat.rate.average": ("images/s on average", "张/秒（平均）"),
    "live.stat.rate.beside": ("{rate} on average", "平均 {rate}"),
    "live.stat.rate.hint": (
        "Real pictures that D is shown in a second of training. On average: images by seconds, as they stand here.",
        "训练中每秒给 D 看的真实图片数。平均值就是这里的图片数除以秒数。",
    ),
    "live.stat.seconds": ("seconds", "秒"),
    "live.stat.seconds_of": ("of {budget} s", "/ 共 {budget} 秒"),
    "live.stat.threads": ("{n} threads", "{n} 线程"),
    "live.stat.thread": ("1 thread", "1 线程"),
    "live.chart.losses": ("Losses", "损失"),
    "live.chart.losses.hint": (
        "Dotted: where the losses settle when D can only guess. A falling loss is not progress: look at the pictures.",
        "点线：D 只能瞎猜时损失所处的位置。损失下降不等于进步：请看图片。",
    ),
    "live.chart.belief": ("What D believes", "D 的判断"),
    "live.chart.belief.hint": (
        "D's mean answer for held-out real and for generated pictures, and how often D is right. 50 % is guessing.",
        "D 对留出真实图片和生成图片的平均回答，以及判断正确的比例。50 % 等于瞎猜。",
    ),
    "live.chart.logits": ("D's scores", "D 的打分"),
    "live.chart.logits.hint": (
        "The scores (logits) D gives to held-out real and to generated pictures. The more they overlap, the better G.",
        "D 给留出真实图片和生成图片的分数（logit）。两者重叠越多，G 越好。",
    ),
    "live.series.loss_d": ("discriminator", "判别器"),
    "live.series.loss_g": ("generator", "生成器"),
    "live.series.real": ("real", "真实"),
    "live.series.fake": ("generated", "生成"),
    "live.series.accuracy": ("accuracy, %", "正确率 %"),
    "live.marks": (
        "Two networks train each other here: G draws pictures, D tells them from real ones, and each learns from that.",
        "两个网络在这里互相训练：G 画图，D 把它们和真实图片分开，双方都从中学习。",
    ),
    "live.marks.fake": ("These are drawn by G from noise", "这些是 G 用噪声画出来的"),
    "live.marks.real": ("These are real", "这些是真实的"),
    "live.marks.train": ("Press Train and watch yours", "按“开始训练”，看你自己的"),
    "live.marks.ask": ("What is shown here?", "这里显示的是什么？"),
    "live.marks.close": ("Close; the button ? shows it again", "关闭；按“?”可再次显示"),
    "live.coming.fake": ("what G makes, from the first step on", "G 从第一步起画出的图片"),
    "live.coming.real": ("what it is to look like", "应当像这样"),
    "live.flow": (
        "One step of training, slowed down: G makes pictures of noise, D is shown them and real ones, and both learn "
        "by what D says.",
        "放慢的一步训练：G 用噪声生成图片，D 看到生成的和真实的图片，两者都从 D 的判断中学习。",
    ),
    "live.flow.noise": ("noise", "噪声"),
    "note.and": (", ", "、"),
    "live.flow.g": ("Generator G", "生成器 G"),
    "live.flow.d": ("Discriminator D", "判别器 D"),
    "live.smooth": ("smooth", "平滑"),
    "live.smooth.hint": (
        "A line through the leaps; the faint band behind it is every number as it was.",
        "一条穿过跳动的曲线；后面淡淡的底带是每个原始数值。",
    ),
    "live.meter.diversity": ("Diversity", "多样性"),
    "live.meter.diversity.note": (
        "100 % is as varied as the held-out real pictures; it is a ratio, not a share. Real: pictures trained on, in "
        "place of the generated ones.",
        "100 % 表示与留出的真实图片一样多样；这是比值，不是占比。“真实”：用训练过的图片代替生成图片。",
    ),
    "live.meter.diversity.over": ("more varied than these real ones", "比这些真实图片更多样"),
    "live.meter.accuracy": ("D tells real from generated", "D 分辨真假"),
    "live.meter.accuracy.note": ("50 % is guessing", "50 % 等于瞎猜"),
    "live.shares": ("D's precision {precision}, recall {recall}", "D 的精确率 {precision}、召回率 {recall}"),
    "live.precision.hint": (
        "Precision: of the pictures D calls real, how many are. Recall: of the real pictures, how many D calls real.",
        "精确率：D 判为真的图片中有多少确实是真的。召回率：真实图片中有多少被 D 判为真。",
    ),
    "live.badge.replay": ("Replay of a finished run", "回放：已完成的训练"),
    "live.badge.mine": ("Your run", "你的训练"),
    "live.badge.watching": ("Watching", "观看中"),
    "live.replay": ("Press Train to make your own.", "按“开始训练”来训练你自己的模型。"),
    "live.watching": (
        "You are watching somebody's run. Only its owner can steer it.",
        "你在观看别人的训练，只有其主人能操控。",
    ),
    "live.empty": ("Nothing trains yet", "还没有训练"),
    "live.empty.note": (
        "Choose pictures, then press Train: within seconds a generator and a discriminator start their fight here.",
        "选好图片，按“开始训练”：几秒之内，生成器与判别器就会在这里开始较量。",
    ),
    "live.offline": (
        "Connection lost. The run goes on; this page catches up by itself.",
        "连接中断。训练仍在继续，恢复后页面会自动跟上。",
    ),
    "live.status.starting": ("Starting", "正在启动"),
    "live.status.queued": ("In the queue, place {position}", "排队中，第 {position} 位"),
    "live.status.queued.note": ("It starts by itself when a place is free.", "有空位时会自动开始。"),
    "live.status.preparing": ("Preparing the pictures", "正在准备图片"),
    "live.status.running": ("Training", "训练中"),
    "live.status.paused": ("Paused", "已暂停"),
    "live.status.paused.note": (
        "Nothing is lost. Step by hand below, or resume.",
        "什么都没有丢失。可在下方手动单步，或继续训练。",
    ),
    "live.status.stopped": ("Stopped", "已停止"),
    "live.status.finished": ("Finished", "已完成"),
    "live.status.interrupted": ("Interrupted", "被中断"),
    "live.status.interrupted.note": (
        "Its process ended before the run did. Resume goes on from the last checkpoint.",
        "进程先于训练结束。点“继续”会从最近的检查点接着训练。",
    ),
    "live.status.diverged": ("Diverged", "已发散"),
    "live.status.failed": ("Could not train", "无法训练"),
    "live.stage.download": ("downloading", "下载中"),
    "live.stage.draw": ("drawing the pictures", "正在绘制图片"),
    "live.stage.read": ("reading the pictures", "正在读取图片"),
    "live.stage.unpack": ("unpacking", "正在解压"),
    "live.stage.start": ("waking up the trainer", "正在唤醒训练进程"),
    "live.stage.gpu": ("waiting for a GPU", "正在等待 GPU"),
    "live.lent": (
        "The GPU is lent for about {seconds} s of training at a time and counts against your daily quota. "
        "Stop saves and gives it back; going on borrows it again.",
        "GPU 每次借用约 {seconds} 秒用于训练，并计入你的每日配额。“停止”会保存并归还 GPU；继续训练会再次借用。",
    ),
    "live.verdict.starting": ("Just started", "刚刚开始"),
    "live.verdict.starting.past": ("Ended too early to say", "结束得太早，无从判断"),
    "live.verdict.starting.why.past": (
        "It took too few steps for a verdict.",
        "它走的步数太少，得不出结论。",
    ),
    "live.verdict.starting.do.past": ("Train it further to hear one.", "继续训练才能得出结论。"),
    "live.verdict.starting.why": (
        "Too early to say anything: a verdict needs some steps.",
        "现在下结论还太早，还需要多走几步。",
    ),
    "live.verdict.learning": ("Learning", "正在学习"),
    "live.verdict.learning.why": (
        "D tells real from generated {accuracy} of the time, and the samples have {diversity} of the real variety.",
        "D 有 {accuracy} 的时候能分辨真假，样本的多样性是真实图片的 {diversity}。",
    ),
    "live.verdict.learning.do": ("Let it run; watch the pictures, not the losses.", "让它继续；看图片，不要看损失。"),
    "live.verdict.learning.past": ("Learned", "学到了"),
    "live.verdict.learning.why.past": (
        "At the end D told real from generated {accuracy} of the time, and the samples had {diversity} of the real "
        "variety.",
        "结束时 D 有 {accuracy} 的时候能分辨真假，样本的多样性是真实图片的 {diversity}。",
    ),
    "live.verdict.learning.do.past": (
        "Look at the pictures: if they were still getting better, train it further.",
        "请看图片：如果结束前还在变好，可以继续训练。",
    ),
    "live.verdict.d_too_strong": ("D is too strong", "D 太强了"),
    "live.verdict.d_too_strong.why": (
        "D is right {accuracy} of the time, so G hears little that it could learn from.",
        "D 的正确率高达 {accuracy}，G 几乎得不到可以学习的信息。",
    ),
    "live.verdict.d_too_strong.do": (
        "Lower D's learning rate, or raise G's; both act at once.",
        "调低 D 的学习率，或调高 G 的学习率；两者都立即生效。",
    ),
    "live.verdict.d_too_strong.past": ("D was too strong", "到最后 D 太强了"),
    "live.verdict.d_too_strong.why.past": (
        "At the end D was right {accuracy} of the time, so G heard little that it could learn from.",
        "结束时 D 的正确率高达 {accuracy}，G 几乎得不到可以学习的信息。",
    ),
    "live.verdict.d_too_strong.do.past": (
        "Try again with a lower learning rate for D, or a higher one for G.",
        "请调低 D 的学习率，或调高 G 的学习率，再试一次。",
    ),
    "live.verdict.g_not_learning": ("G is not learning", "G 没有在学习"),
    "live.verdict.g_not_learning.why": (
        "The samples have hardly changed while D is right {accuracy} of the time.",
        "样本几乎没有变化，而 D 的正确率为 {accuracy}。",
    ),
    "live.verdict.g_not_learning.do": (
        "Raise G's learning rate, or start again with another loss.",
        "调高 G 的学习率，或换一种损失重新开始。",
    ),
    "live.verdict.g_not_learning.past": ("G had stopped learning", "到最后 G 没有在学习"),
    "live.verdict.g_not_learning.why.past": (
        "At the end the samples hardly changed any more, while D was right {accuracy} of the time.",
        "结束时样本几乎不再变化，而 D 的正确率为 {accuracy}。",
    ),
    "live.verdict.g_not_learning.do.past": (
        "Try again with a higher learning rate for G, or another loss.",
        "请调高 G 的学习率，或换一种损失，再试一次。",
    ),
    "live.verdict.collapsed": ("Collapsed", "模式崩溃"),
    "live.verdict.collapsed.why": (
        "The samples look alike: only {diversity} of the variety of the real pictures.",
        "样本彼此雷同：多样性只有真实图片的 {diversity}。",
    ),
    "live.verdict.collapsed.do": (
        "Lower both learning rates, or let D take more steps; if it stays so, start again with another seed.",
        "调低两个学习率，或让 D 多走几步；若仍如此，换一个随机种子重新开始。",
    ),
    "live.verdict.collapsed.past": ("Collapsed", "模式崩溃"),
    "live.verdict.collapsed.why.past": (
        "At the end the samples looked alike: they had only {diversity} of the variety of the real pictures.",
        "结束时样本彼此雷同：多样性只有真实图片的 {diversity}。",
    ),
    "live.verdict.collapsed.do.past": (
        "Try again with lower learning rates, more steps of D, or another seed.",
        "请调低学习率、让 D 多走几步，或换一个随机种子，再试一次。",
    ),
    "live.verdict.oscillating": ("Oscillating", "来回振荡"),
    "live.verdict.oscillating.why": (
        "G's loss swings by {swing} about {level} and has turned {turns} times in the last {steps} steps; batches "
        "alone would make it {noise}.",
        "G 的损失在 {level} 上下摆动 {swing}，最近 {steps} 步里换边 {turns} 次；只有批次差异时应为 {noise}。",
    ),
    "live.verdict.oscillating.do": (
        "Lower both learning rates; or start again with the penalty R1 or a smaller beta1.",
        "调低两个学习率；或加上 R1 惩罚、减小 beta1，重新开始。",
    ),
    "live.verdict.oscillating.past": ("Oscillated to the end", "到最后仍在振荡"),
    "live.verdict.oscillating.why.past": (
        "G's loss swung by {swing} about {level} and turned {turns} times in the last {steps} steps; batches alone "
        "would have made it {noise}.",
        "最后 {steps} 步里，G 的损失在 {level} 上下摆动 {swing}，换边 {turns} 次；只有批次差异时应为 {noise}。",
    ),
    "live.verdict.oscillating.do.past": (
        "Try again with the penalty R1, lower learning rates or a smaller beta1.",
        "请加上 R1 惩罚、调低学习率或减小 beta1，再试一次。",
    ),
    "live.verdict.diverged": ("Diverged", "已发散"),
    "live.verdict.diverged.why": (
        "The numbers left the range in which training can go on. The last good checkpoint is kept.",
        "数值超出了可以继续训练的范围。最近的完好检查点已保留。",
    ),
    "live.verdict.diverged.do": (
        "Roll back: it goes on with halved learning rates, unless you set them yourself first.",
        "请回滚：除非你先自行调整，否则会以减半的学习率继续。",
    ),
    "live.verdict.diverged.past": ("Diverged", "已发散"),
    "live.verdict.diverged.why.past": (
        "The numbers left the range in which training can go on. The last good checkpoint is kept.",
        "数值超出了可以继续训练的范围。最近的完好检查点已保留。",
    ),
    "live.verdict.diverged.do.past": (
        "Roll back: it goes on with halved learning rates, unless you set them yourself first.",
        "请回滚：除非你先自行调整，否则会以减半的学习率继续。",
    ),
    "live.control.pause": ("Pause", "暂停"),
    "live.control.resume": ("Resume", "继续"),
    "live.control.stop": ("Stop", "停止"),
    "live.control.more": ("Train {seconds} s more", "再训练 {seconds} 秒"),
    "live.control.rollback": ("Roll back", "回滚"),
    "live.control.new": ("New run", "新的训练"),
    "live.control.step": ("One step at a time", "单步训练"),
    "live.control.step.hint": ("Pause to step by hand", "暂停后可手动单步"),
    "live.control.d": ("D step", "D 步"),
    "live.control.g": ("G step", "G 步"),
    "live.control.both": ("Both", "两者"),
    "live.control.d.hint": (
        "The discriminator takes its steps, the generator stands still.",
        "判别器走步，生成器不动。",
    ),
    "live.control.g.hint": (
        "The generator takes its steps, the discriminator stands still.",
        "生成器走步，判别器不动。",
    ),
    "live.control.both.hint": ("Each takes its turn, as in training.", "两者轮流走步，与训练时一样。"),
    "live.control.share": ("Copy link", "复制链接"),
    "live.control.share.hint": (
        "Whoever has this link can watch, and cannot steer.",
        "拿到链接的人可以观看，但不能操控。",
    ),
    "live.control.shared": ("Link copied", "链接已复制"),
    "live.summary": (
        "Step {step}. Generator loss {loss_g}, discriminator loss {loss_d}. D is right {accuracy} of the time. "
        "Diversity {diversity}. {verdict}.",
        "第 {step} 步。生成器损失 {loss_g}，判别器损失 {loss_d}。D 正确率 {accuracy}。多样性 {diversity}。{verdict}。",
    ),
    "live.alt.generated": ("Generated pictures at step {step}", "第 {step} 步生成的图片"),
    "live.alt.real": ("Real pictures of the same data set", "同一数据集的真实图片"),
    "live.charts.missing": (
        "The curves could not be loaded; the numbers above are complete.",
        "曲线组件未能加载；上方的数字是完整的。",
    ),
    "runs.heading": ("Runs", "训练记录"),
    "runs.mine": ("My runs", "我的训练"),
    "runs.pretrained": ("Finished runs that came with ganplay", "随 ganplay 附带的已完成训练"),
    "runs.none": ("Your runs will be listed here.", "你的训练会列在这里。"),
    "runs.watch": ("Watch", "观看"),
    "runs.replay": ("Replay", "回放"),
    "runs.resume": ("Resume", "继续"),
    "runs.delete": ("Delete", "删除"),
    "recipe.changed": ("{recipe}, changed", "{recipe}（有改动）"),
    "runs.row": ("{recipe} on {dataset}", "{recipe} · {dataset}"),
    "runs.steps": ("step {step}", "第 {step} 步"),
    "error.offline": (
        "The server cannot be reached; nothing was lost. Try again in a moment.",
        "无法连接服务器；没有任何丢失。请稍后再试。",
    ),
    "error.not_owner": ("Only the owner of this run can do that.", "只有这次训练的主人才能这样做。"),
    "error.unknown_run": ("There is no such run here; it may have been deleted.", "这里没有这次训练；它可能已被删除。"),
    "error.busy": (
        "Another program trains this run: stop it there first.",
        "另一个程序正在训练它：请先在那里停止。",
    ),
    "error.budget_used": (
        "This run has used its budget of {value} {kind}: give it more to go on.",
        "这次训练的预算（{value} {kind}）已用完：增加预算才能继续。",
    ),
    "budget.steps": ("steps", "步"),
    "budget.images": ("images", "张图片"),
    "budget.seconds": ("seconds", "秒"),
    "error.networks_only": (
        "Only the networks of this run were kept: branch a new run from one of its checkpoints.",
        "这次训练只保留了网络：请从它的一个检查点分支出新的训练。",
    ),
    "error.not_live": (
        "{setting} cannot change while a run trains: it counts for the next run.",
        "{setting} 不能在训练中更改：它用于下一次训练。",
    ),
    "error.by_branch": (
        "A run that goes on keeps this: {setting}. Branch it on the tab Runs, which goes on from the same point.",
        "继续训练时“{setting}”不变：请在“训练记录”页用“分支”，从同一时刻改用别的值继续。",
    ),
    "error.by_twin": (
        "A run that goes on keeps this: {setting}. Start a new run to change it.",
        "继续训练时“{setting}”不变：要改它，请开始新的训练。",
    ),
    "error.not_resumed": (
        "It could not go on, and is as it was before: {reason}",
        "未能继续训练，一切保持原样：{reason}",
    ),
    "error.other_pictures": (
        "The pictures in {name} are not those that this run began with: bring the same ones.",
        "{name} 中的图片不是这次训练开始时用的图片：请提供同样的图片。",
    ),
    "error.unknown_pictures": (
        "This run kept nothing to know its pictures by: only where they were can it go on.",
        "这次训练没有留下可用来核对图片的信息：只有图片在原来的位置时才能继续。",
    ),
    "error.own_gone": (
        "The pictures of this run are gone from here: bring the same ones on the tab Runs, and it goes on.",
        "这次训练的图片已不在这里：请在“训练记录”页提供同样的图片，即可继续。",
    ),
    "error.not_lost": (
        "What this run trains on is here: resume it as it is.",
        "这次训练的数据就在这里：直接继续即可。",
    ),
    "error.many_threads": (
        "{threads} threads are more than the cores here, {cores}: set threads={cores} or fewer. A run that began with "
        "more goes on as a branch with other threads.",
        "{threads} 个线程超过了这里的核心数 {cores}：请设 threads={cores} 或更少。用更多线程开始的训练，可用“分支”改换"
        "线程数后继续。",
    ),
    "error.not_training": ("This run is not training now: resume it first.", "它现在没有在训练：请先继续。"),
    "error.not_paused": ("Single steps need a paused run: pause it first.", "单步训练前请先暂停。"),
    "error.queue_full": (
        "Too many runs wait already: try again when some have finished.",
        "排队的训练已经太多：请等一些完成后再试。",
    ),
    "error.gpu_time": (
        "The GPU was lent for {seconds} s, and they are over. Everything is saved: resume to borrow it again.",
        "GPU 借用了 {seconds} 秒，现已到时。一切都已保存：点“继续”可再次借用。",
    ),
    "error.disk_full": (
        "The runs here take {used}, and {share} is their share of the disk: delete some of yours first.",
        "这里的训练记录占用 {used}，而磁盘份额是 {share}：请先删除一些你的记录。",
    ),
    "error.no_room": (
        "The disk is full. What was saved is whole: once there is room, Resume goes on from the last checkpoint.",
        "磁盘已满。已保存的内容是完整的：腾出空间后，点“继续”会从最近的检查点接着训练。",
    ),
    "error.mended": (
        "The history of this run was damaged; what could be read of it is kept, and its checkpoints are as they were.",
        "这次训练的历史记录已损坏；能读出的部分已保留，检查点没有变化。",
    ),
    "error.crash": (
        "The training stopped on an error of its own ({kind}): resume it, or change the recipe.",
        "训练因内部错误（{kind}）而停止：请继续训练，或更改配方。",
    ),
    "error.memory": (
        "The memory is not enough for this recipe: choose a smaller batch, width or picture size.",
        "内存不足以完成这个配方：请减小批大小、宽度或图片大小。",
    ),
    "error.no_worker": (
        "The training process could not start. Nothing is lost; try again in a moment.",
        "训练进程未能启动。没有任何丢失，请稍后再试。",
    ),
    "error.worker_died": (
        "The training process ended by surprise. Resume goes on from the last checkpoint.",
        "训练进程意外结束。点“继续”会从最近的检查点接着训练。",
    ),
    "error.unreadable": (
        "The folder of this run cannot be read: it may be damaged.",
        "无法读取这次训练的文件夹：它可能已损坏。",
    ),
    "error.other": ("That did not work; nothing was lost.", "操作未成功；没有任何丢失。"),
    "error.hands_full": (
        "One piece of your work is going on and another waits: stop one of them, or wait for it.",
        "你有一项工作正在进行，另有一项在排队：请停止其中一项，或等它完成。",
    ),
    "error.uploads_wait": (
        "Uploads that nobody uses yet take the room that is left here: they go within an hour, try again then.",
        "尚未使用的上传文件占满了这里剩余的空间：它们会在一小时内被清除，请届时再试。",
    ),
    "error.crowded": (
        "Very much work of your address waits already: try again in a moment.",
        "来自你的地址的大量工作已在排队：请稍后再试。",
    ),
    "error.share_used": (
        "You have used your share of this machine for now: try again in {seconds} seconds.",
        "你暂时用完了这台机器的份额：请在 {seconds} 秒后再试。",
    ),
    "error.replaced": ("A newer question of yours took its place.", "你较新的请求取代了它。"),
    "error.work_gone": ("This work is not known any more: start it again.", "这项工作已不存在：请重新开始。"),
    "work.place": ("Number {n} in the line", "排队第 {n} 位"),
}
