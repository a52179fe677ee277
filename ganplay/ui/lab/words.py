"""Words of the laboratory: what is seen, the controls, the pace, one's own points, taking it home."""

from __future__ import annotations

WORDS = {
    "page.lab": ("Laboratory", "实验室"),
    "lab.modes": ("What is shown", "显示内容"),
    "lab.mode.one": ("One", "单个"),
    "lab.mode.pair": ("Two side by side", "两个并排"),
    "lab.mode.plane": ("Two numbers", "两个数"),
    # Points
    "lab.data": ("Points", "数据点"),
    "lab.own.draw": ("Draw", "手绘"),
    "lab.own.draw.hint": ("Draw points of your own, by mouse or finger", "用鼠标或手指画自己的点"),
    "lab.own.csv": ("CSV", "CSV"),
    "lab.own.csv.hint": ("Paste or upload points: x,y, one a line", "粘贴或上传数据点：每行一个 x,y"),
    "lab.own.word": ("Word", "文字"),
    "lab.own.word.hint": ("A word becomes points", "把文字变成点"),
    "lab.own.picture": ("Picture", "图片"),
    "lab.own.picture.hint": (
        "A picture becomes points: the darker, the denser. It stays in this browser.",
        "把图片变成点：越暗越密。图片只留在本浏览器里。",
    ),
    "lab.own.csv.note": (
        "x,y, one point a line; a first line of names is passed over",
        "每行一个点 x,y；首行可以是列名",
    ),
    "lab.own.csv.read": ("{n} points were read.", "已读取 {n} 个点。"),
    "lab.own.csv.bad": (
        "{n} points were read; {bad} lines could not be, the first of them line {first}.",
        "已读取 {n} 个点；有 {bad} 行无法读取，第一处在第 {first} 行。",
    ),
    "lab.own.moved": (
        "They were moved to the middle and scaled to the picture; what you save is in your own numbers.",
        "它们已移到中心并缩放到画面；保存的内容仍用你原来的数值。",
    ),
    "lab.own.use": ("Use these", "使用"),
    "lab.own.file": ("Choose a file…", "选择文件……"),
    "lab.own.pasted": ("pasted points", "粘贴的点"),
    "lab.own.drawn": ("drawn points", "手绘的点"),
    "lab.own.empty": ("There is nothing dark in it to make points of.", "其中没有可以变成点的深色部分。"),
    "lab.own.large": ("This file has more than 20 MB: choose a smaller one.", "文件超过 20 MB：请选小一些的。"),
    "lab.own.picture.none": ("This file is no picture that the browser can read.", "浏览器无法把这个文件读成图片。"),
    "lab.cancel": ("Cancel", "取消"),
    # The square
    "lab.board": (
        "The plane of the points: what the discriminator believes, real and generated points. Arrow keys ask at a "
        "place.",
        "点所在的平面：判别器的看法、真实点和生成点。方向键可逐处询问。",
    ),
    "lab.board.modes": (
        "Step {step}: generated points cover {covered} of {of} clusters. Arrow keys ask at a place.",
        "第 {step} 步：生成的点覆盖 {of} 簇中的 {covered} 簇。方向键可逐处询问。",
    ),
    "lab.board.kl": (
        "Step {step}: distance to the real points {kl} (KL). Arrow keys ask at a place.",
        "第 {step} 步：与真实点的距离 {kl}（KL）。方向键可逐处询问。",
    ),
    "lab.tip": ("D here: {value} · {takes}", "此处 D：{value} · {takes}"),
    "lab.takes.real": ("takes it for real", "判为真实"),
    "lab.takes.fake": ("takes it for generated", "判为生成"),
    "lab.diverged": (
        "The numbers grew beyond all bounds (it diverged): go back, or lower the learning rates.",
        "数值失去控制（发散）：请后退，或降低学习率。",
    ),
    "lab.legend.name": ("The layers", "图层说明"),
    "lab.info": ("What is this: {what}?", "“{what}”是什么？"),
    "lab.finished": (
        "The budget of these settings is used up: play goes on beyond it.",
        "这些设置的预算已用完：播放可继续训练。",
    ),
    "lab.legend": ("What is shown: press to show or hide", "图例：点按以显示或隐藏"),
    "lab.layer.belief.info": (
        "At every place: does the discriminator (D) take a point there for real or for generated?",
        "每一处：判别器（D）会把那里的点判为真实还是生成？",
    ),
    "lab.layer.line.info": ("Where D is undecided", "D 拿不定主意的地方"),
    "lab.layer.real.info": ("Points of the data", "数据中的点"),
    "lab.layer.fake.info": ("What the generator (G) makes of always the same noise", "生成器（G）由同一批噪声生成的点"),
    "lab.layer.lattice.info": (
        "A grid over the noise, each cell equally likely, and where G takes it (its manifold): the smaller a cell "
        "becomes, the denser its points",
        "把噪声划成概率相等的网格，看 G 把它变到哪里（G 的流形）：格子越小，点越密",
    ),
    "lab.layer.arrows.info": (
        "Where the gradient of the loss (its direction of steepest change) pushes each generated point. A gradient of"
        " 1 "
        "is a tenth of half the picture long; none is drawn longer than the picture.",
        "损失的梯度（变化最快的方向）把每个生成点推向哪里。梯度为 1 时，箭头长为半幅画面的十分之一；最长不超过画面。",
    ),
    "lab.layer.paths.info": ("Where generated points came from", "生成点走过的路"),
    "lab.layer.best.info": (
        "The dividing line of the best discriminator that there could be for this G, from 20,000 points of each kind",
        "对当前 G 而言最优判别器的分界线，由真实与生成各 20,000 个点算得",
    ),
    "lab.layer.averaged.info": (
        "G with the running mean of its weights (EMA), which is calmer and usually better; what is measured is what is "
        "shown. A single step and slow motion are seen in G itself: they switch this off.",
        "用权重滑动平均（EMA）的 G，更平稳，通常也更好；测量的就是所显示的。单步和慢动作要看 G 本身，因此会关闭它。",
    ),
    "lab.best.none": ("For this loss no formula gives the best D.", "这种损失没有最优 D 的公式。"),
    "lab.best.counting": ("The best D is being counted.", "正在计算最优的 D。"),
    "lab.arrows.whose": ("Whose loss pushes", "谁的损失在推"),
    "lab.noise": ("Noise", "噪声"),
    "lab.noise.board": (
        "The noise: point at one to follow it into the picture; arrow keys go from one to the next",
        "噪声：指向一点即可看到它去了哪里；方向键逐个移动",
    ),
    "lab.noise.note": ("{law}; point at one to follow it", "{law}；指向一点，跟随它"),
    "lab.noise.followed": ("goes to ({x}, {y}); D there: {value}", "变到（{x}，{y}）；D 在那里：{value}"),
    "lab.noise.more": ("{law}; 2 of {n} numbers", "{law}；{n} 个数中的 2 个"),
    # Pace
    "lab.play": ("Play", "播放"),
    "lab.pause": ("Pause", "暂停"),
    "lab.space": ("space", "空格"),
    "lab.steps": ("Single steps", "单步"),
    "lab.step.d": ("D", "D"),
    "lab.step.d.hint": ("One step of the discriminator alone", "只训练判别器一步"),
    "lab.step.g": ("G", "G"),
    "lab.step.g.hint": ("One step of the generator alone", "只训练生成器一步"),
    "lab.step.both": ("D+G", "D+G"),
    "lab.step.both.hint": (
        "One iteration: as many steps of D, then of G, as are set under Advanced",
        "一次迭代：按“高级设置”中的步数，先 D 后 G",
    ),
    "lab.step.ten": ("×10", "×10"),
    "lab.step.ten.hint": ("Ten iterations of D and G", "D 与 G 十次迭代"),
    "lab.step.hundred": ("×100", "×100"),
    "lab.step.hundred.hint": ("A hundred iterations of D and G", "D 与 G 一百次迭代"),
    "lab.step.back": ("↶ 100", "↶ 100"),
    "lab.step.back.hint": ("100 steps back, to the last bit", "后退 100 步，分毫不差"),
    "lab.again": ("↻", "↻"),
    "lab.again.hint": ("Begin again with the same seed", "用相同的种子重新开始"),
    "lab.speed": ("Speed", "速度"),
    "lab.speed.phases": ("slow motion", "慢动作"),
    "lab.speed.steps": ("{n} steps/s", "{n} 步/秒"),
    "lab.speed.flat": ("flat out", "全速"),
    "lab.time": ("Time: go to a step of the past", "时间：回到过去某一步"),
    "lab.step": ("step {n}", "第 {n} 步"),
    "lab.rate": ("{n} steps/s", "{n} 步/秒"),
    "lab.phase.real": ("D's turn: a batch of real points.", "轮到 D：取一批真实点。"),
    "lab.phase.noise": ("And as many points of noise.", "再取同样多的噪声。"),
    "lab.phase.generate": ("G makes points of the noise.", "G 把噪声变成点。"),
    "lab.phase.judge": ("D judges both kinds.", "D 评判两种点。"),
    "lab.phase.d_gradient": (
        "D's loss says how wrong it was; its gradient flows back into D.",
        "D 的损失说明它错了多少；梯度流回 D。",
    ),
    "lab.phase.d_step": ("D moves its weights a little: its belief changes.", "D 的权重移动一点：它的看法变了。"),
    "lab.phase.g_noise": ("G's turn: fresh noise.", "轮到 G：取新的噪声。"),
    "lab.phase.g_generate": ("G makes points of it.", "G 用它生成点。"),
    "lab.phase.g_judge": ("D judges them.", "D 评判这些点。"),
    "lab.phase.g_gradient": (
        "G's loss flows back through D: it says to each point which way looks more real.",
        "G 的损失经过 D 流回：告诉每个点往哪边更像真的。",
    ),
    "lab.phase.g_step": ("G moves its weights a little: its points follow.", "G 的权重移动一点：它的点跟着移动。"),
    # The flow and its numbers
    "lab.flow": ("How it learns", "学习过程"),
    "lab.flow.noise": ("noise z", "噪声 z"),
    "lab.flow.fake": ("generated", "生成"),
    "lab.flow.real": ("real", "真实"),
    "lab.flow.judged": ("answers", "D 的回答"),
    "lab.formula.d": ("D lowers", "D 要减小"),
    "lab.formula.g": ("G lowers", "G 要减小"),
    "lab.formula.extra": ("penalty", "惩罚"),
    "lab.measures": ("How good is G?", "G 有多好？"),
    "lab.measure.modes": ("Clusters covered", "覆盖的簇"),
    "lab.measure.modes.info": (
        "Clusters of the data (modes) with at least one generated point within 3 sigma of their middle; sigma is a "
        "cluster's standard deviation",
        "中心 3 sigma 以内至少有一个生成点的数据簇（模式）；sigma 是簇的标准差",
    ),
    "lab.measure.quality": ("High quality", "高质量"),
    "lab.measure.quality.info": (
        "Share of generated points within 3 sigma of the middle of a cluster; sigma is a cluster's standard deviation",
        "落在某簇中心 3 sigma 以内的生成点比例；sigma 是簇的标准差",
    ),
    "lab.measure.kl": ("KL divergence", "KL 散度"),
    "lab.measure.kl.info": (
        "How far the spread of the generated points is from that of the real ones (Kullback-Leibler divergence), by "
        "counts in 40 x 40 cells; 0 where they are the same. In nats, the unit of information by the natural logarith"
        "m: "
        "1 nat is 1.44 bits. The mark is its floor: what real points get against real ones.",
        "生成点的分布与真实点相差多少（Kullback-Leibler 散度），按 40 x 40 格计数；相同时为 0。单位奈特（nat）是以自"
        "然对数"
        "计的信息量，1 奈特等于 1.44 比特。刻线是下限：真实点与真实点相比所得。",
    ),
    "lab.measure.js": ("JS divergence", "JS 散度"),
    "lab.measure.js.info": (
        "How far both are from their mean (Jensen-Shannon divergence), in nats; at most 0.69, where the two kinds nev"
        "er "
        "meet. The mark is its floor: what real points get against real ones.",
        "两种分布与二者平均相差多少（Jensen-Shannon 散度），单位奈特；最大 0.69，表示两种点从不重合。刻线是下限：真实"
        "点与"
        "真实点相比所得。",
    ),
    "lab.n": ("n = {n}", "n = {n}"),
    "lab.floor": ("floor {floor} · n = {n}", "下限 {floor} · n = {n}"),
    "lab.chart.loss": ("Losses", "损失"),
    "lab.chart.loss.info": (
        "What D and G pay in each step. The dotted lines are the losses at the equilibrium, where D can no longer tell "
        "real from generated points and nobody is ahead; some losses have none.",
        "D 和 G 每一步的损失。虚线是均衡处的损失：D 再也分不出真实点与生成点，双方势均力敌；有些损失没有均衡值。",
    ),
    "lab.chart.accuracy.info": (
        "How many points of its batch D takes for what they are; guessing gets half of them.",
        "一批点中 D 判断正确的比例；瞎猜为一半。",
    ),
    "lab.chart.gradient.info": (
        "The gradient says how the loss changes with each weight; this is its length, for D and for G. Near zero a "
        "network no longer learns.",
        "梯度表示损失随每个权重如何变化；这里是 D 和 G 的梯度长度。接近零时网络不再学习。",
    ),
    "lab.chart.accuracy": ("D is right", "D 的正确率"),
    "lab.chart.gradient": ("Length of the gradients", "梯度长度"),
    "lab.chart.even": ("equilibrium", "均衡"),
    "lab.chart.guess": ("guessing", "瞎猜"),
    # Controls
    "lab.live": ("● at once", "● 立即生效"),
    "lab.restart": ("○ begins again, same seed", "○ 重新开始，种子不变"),
    "lab.advanced": ("Advanced", "高级设置"),
    "lab.net.g": ("Generator G", "生成器 G"),
    "lab.net.d": ("Discriminator D", "判别器 D"),
    "lab.layers": ("layers", "层"),
    "lab.units": ("units", "单元"),
    "lab.less": ("{what}: less", "{what}：减少"),
    "lab.more": ("{what}: more", "{what}：增加"),
    "lab.name.penalty": ("Penalty", "惩罚"),
    "lab.name.gamma": ("Its weight", "惩罚权重"),
    "lab.name.z_dim": ("Noise", "噪声"),
    "lab.name.lr_g": ("Rate of G", "G 学习率"),
    "lab.name.lr_d": ("Rate of D", "D 学习率"),
    "lab.info.lr_g": ("Learning rate: how big the generator's steps are", "学习率：生成器每步走多远"),
    "lab.info.lr_d": ("Learning rate: how big the discriminator's steps are", "学习率：判别器每步走多远"),
    "lab.info.penalty": (
        "On the slope of D's belief (its gradient), which keeps D smooth. R1 wants no slope at real points, R2 none at "
        "generated ones; GP (gradient penalty) wants a slope of 1 between the two",
        "对 D 的坡度（梯度）的惩罚，让 D 保持平滑：R1 要求真实点处没有坡度，R2 要求生成点处没有坡度；GP（梯度惩罚）要求"
        "两者之间坡度为 1",
    ),
    "lab.info.z_dim": ("1: a line, 2: a square, more: not all of it can be seen", "1 为线，2 为面，更多则无法全部看到"),
    "lab.info.batch": ("points per step", "每步的点数"),
    "lab.info.packing": (
        "How many points D judges together (packing): where G makes always the same, D sees it",
        "D 一次评判几个点（打包）：G 若总生成一样的点，D 就看得出来",
    ),
    "lab.pair.first": ("This one", "这一个"),
    "lab.pair.second": ("The same but for", "其余相同，只改"),
    "lab.pair.setting": ("The setting that differs", "不同的设置"),
    "lab.pair.value": ("Its value in the second", "第二个的取值"),
    # The plane of two numbers
    "lab.plane.title": ("A GAN of two numbers", "只有两个数的 GAN"),
    "lab.plane.what": (
        "The smallest GAN there is: all real points are 0, G makes the one point θ, and D is a line with the slope ψ. "
        "So the whole fight is one dot in this plane, and it is over at the middle. Each arrow is what both would do "
        "next: G moves it across, D up or down.",
        "最小的 GAN：真实点都是 0，G 只生成一个点 θ，D 是斜率为 ψ 的直线。整场较量就是平面上的一个点，到中心即结束。"
        "每个箭头是双方下一步的动作：横向是 G，纵向是 D。",
    ),
    "lab.plane.board": (
        "The plane of two numbers: tap where to begin, or move the beginning by the arrow keys",
        "两个数的平面：点按选择起点，或用方向键移动起点",
    ),
    "lab.plane.tap": ("Tap the plane to begin elsewhere.", "点按平面，换一个起点。"),
    "lab.plane.theta": ("θ: what G makes", "θ：G 生成的点"),
    "lab.plane.psi": ("ψ: D's slope", "ψ：D 的斜率"),
    "lab.plane.gamma": ("R1, a penalty on D's slope", "R1（对 D 斜率的惩罚）"),
    "lab.plane.rate": ("Learning rate of both", "双方的学习率"),
    "lab.plane.again": ("Again", "重来"),
    "lab.plane.settles": (
        "From θ = {theta}, ψ = {psi} it settles in the middle: G makes the real point, and D no longer leans.",
        "从 θ = {theta}、ψ = {psi} 出发，最终停在中心：G 生成了真实点，D 不再偏向任何一边。",
    ),
    "lab.plane.creeps": (
        "From θ = {theta}, ψ = {psi} it goes round and round, a little closer each time and ever more slowly.",
        "从 θ = {theta}、ψ = {psi} 出发，一圈圈靠近中心，但越来越慢。",
    ),
    "lab.plane.circles": (
        "From θ = {theta}, ψ = {psi} it goes round and round and never arrives: each answers the other's last move.",
        "从 θ = {theta}、ψ = {psi} 出发，一直绕圈，永远到不了：双方总在回应对方的上一步。",
    ),
    "lab.plane.leaves": (
        "From θ = {theta}, ψ = {psi} it runs away from the middle.",
        "从 θ = {theta}、ψ = {psi} 出发，离中心越来越远。",
    ),
    "lab.plane.source": (
        "The Dirac-GAN of Mescheder, Geiger and Nowozin (2018); D steps first, then G.",
        "Mescheder、Geiger 和 Nowozin（2018）的 Dirac-GAN；D 先走，G 后走。",
    ),
    # Taking it home
    "lab.share": ("Take it with you", "带走"),
    "lab.share.link": ("Link", "链接"),
    "lab.share.link.hint": (
        "Copy a link that opens all of this, your own points included",
        "复制能打开这一切的链接，包括你自己的点",
    ),
    "lab.share.copied": ("The link is copied: it opens this.", "链接已复制：打开即可看到这些。"),
    "lab.share.lost.points": (
        "Of your points only {n}, drawn evenly, fit into it.",
        "你的点中只有均匀抽取的 {n} 个能放进链接。",
    ),
    "lab.share.lost.trained": (
        "What was trained here is not in it: it opens where this began.",
        "在这里训练的部分不在其中：它会从起点打开。",
    ),
    "lab.share.lost.far": (
        "It goes no farther than step 100,000.",
        "它最多到第 100,000 步。",
    ),
    "lab.share.lost.way": (
        "Too much was changed on the way to fit into it: it begins with the settings as they are now.",
        "途中改动太多，放不进链接：它会从一开始就用现在的设置。",
    ),
    "lab.share.picture": ("PNG", "PNG"),
    "lab.share.picture.hint": ("Save the square as a picture", "把画面存成图片"),
    "lab.share.film": ("GIF", "GIF"),
    "lab.share.film.hint": (
        "Film the square, at most 8 seconds; the server makes the GIF",
        "拍摄画面，最长 8 秒；由服务器制作 GIF",
    ),
    "lab.share.film.taking": ("Stop ({n})", "停止（{n}）"),
    "lab.share.points": ("Points", "点"),
    "lab.share.points.hint": ("Save the generated points as CSV", "把生成的点存成 CSV"),
    "lab.share.recipe": ("recipe.json", "recipe.json"),
    "lab.share.recipe.hint": ("Save all settings: ganplay train takes them", "保存全部设置：可用于 ganplay train"),
    "lab.share.python": ("PyTorch", "PyTorch"),
    "lab.share.python.hint": ("The lines of PyTorch that do the same", "做同样事情的 PyTorch 代码"),
    "lab.server.go": ("To the server", "转到服务器继续"),
    "lab.server.go.hint": (
        "It becomes a run under Runs, with its weights: resume, compare, evaluate it there",
        "连同权重成为“训练记录”中的一次训练：可在那里继续、比较和评估",
    ),
    "lab.server.gone": ("It is a run now: resume it here.", "已成为一次训练：可在这里继续。"),
    "lab.server.diverged": (
        "This training diverged: its numbers are none that a server could go on with; go back first.",
        "这次训练已发散，数值无法在服务器上继续：请先后退。",
    ),
    "lab.server.unsaved": ("There is no training to send yet: begin one.", "还没有可发送的训练：请先开始训练。"),
    "lab.server.title": ("laboratory: {name}", "实验室：{name}"),
    "lab.server.open": ("From the server…", "取自服务器……"),
    "lab.server.open.hint": ("Go on here with a run of points from the server", "在此继续服务器上的点训练"),
    "lab.server.which": ("Which run?", "哪一次训练？"),
    "lab.server.none": (
        "There is no run of points yet: go on on the server with this one, or train one.",
        "还没有点的训练：可让这一个在服务器上继续，或新训练一个。",
    ),
    "lab.server.moment": ("Moment", "时刻"),
    "error.film_frames": (
        "A film is made of 2 to {most} frames of the laboratory's square.",
        "影片由 2 到 {most} 帧实验室画面组成。",
    ),
}
