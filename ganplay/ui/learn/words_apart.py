"""Words of the page on two heaps slid apart: divergence, distance, and critics whose slope is to be kept."""

from __future__ import annotations

WORDS = {
    "learn.apart.go": ("Slide them apart", "把两堆拉开"),
    "learn.apart.return": ("Slide them back", "把两堆推回"),
    "learn.apart.distance": ("distance", "距离"),
    "learn.apart.spread": ("width of a heap", "每堆的宽度"),
    "learn.apart.heaps": (
        "Two heaps of points on a line, the real one at 0 and the generated one at the distance of the slider.",
        "直线上的两堆点：真实的在 0 处，生成的在滑块所示的距离处。",
    ),
    "learn.apart.line": ("x", "x"),
    "learn.apart.density": ("density", "密度"),
    "learn.apart.real": ("real", "真实"),
    "learn.apart.fake": ("generated", "生成"),
    "learn.apart.js": ("Jensen-Shannon divergence", "Jensen-Shannon 散度"),
    "learn.apart.wasserstein": ("Wasserstein distance", "Wasserstein 距离"),
    "learn.apart.told": ("{value}, with the slope {slope}", "{value}，坡度 {slope}"),
    "learn.apart.critic": ("Train a critic on these two heaps", "用这两堆点训练评论家"),
    "learn.apart.critic.what": (
        "A network of three hidden layers of 32, {steps} steps in this browser. It should rise by 1 for each unit of "
        "the way from generated to real.",
        "三个隐藏层、每层 32 个单元的网络，在本浏览器中训练 {steps} 步。从生成到真实，每走一个单位，它应当升高 1。",
    ),
    "learn.apart.critic.first": ("Train one with clipped weights", "训练一个裁剪权重的"),
    "learn.apart.critic.second": ("Train one with the gradient penalty", "训练一个带梯度惩罚的"),
    "learn.apart.critic.graph": (
        "What the critics say along the line, and the slope of 1 that is wanted.",
        "评论家沿直线给出的数值，以及所要求的坡度 1。",
    ),
    "learn.apart.critic.says": ("what the critic says", "评论家的数值"),
    "learn.apart.critic.wanted": ("dotted: the slope of 1", "虚线：坡度为 1"),
    "learn.apart.critic.clip": ("clip to ±{clip}", "裁剪到 ±{clip}"),
    "learn.apart.critic.penalty": ("gradient penalty", "梯度惩罚"),
    "learn.apart.critic.slope": ("slope {slope}", "坡度 {slope}"),
    "learn.apart.critic.untried": ("not trained here", "在此处未训练"),
    "learn.apart.critic.none": (
        "None is trained on these two heaps yet.",
        "还没有用这两堆点训练过。",
    ),
    "learn.apart.critic.clipped": (
        "{steps} steps with every weight clipped to ±{clip}: between the heaps the critic's slope is {slope}.",
        "每个权重都裁剪到 ±{clip}，训练 {steps} 步：两堆之间评论家的坡度为 {slope}。",
    ),
    "learn.apart.critic.gp": (
        "{steps} steps with a gradient penalty of weight 10: between the heaps the critic's slope is {slope}. Lift and "
        "penalty are in balance at {best}.",
        "梯度惩罚的权重为 10，训练 {steps} 步：两堆之间评论家的坡度为 {slope}。拉开差距与惩罚在 {best} 处平衡。",
    ),
}
