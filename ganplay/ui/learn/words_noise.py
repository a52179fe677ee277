"""Words of the page on what noise is for: its grid, the walk through it, and what lands where."""

from __future__ import annotations

WORDS = {
    "learn.noise.z": ("The noise z", "噪声 z"),
    "learn.noise.x": ("What G makes of it: G(z)", "G 把它变成的 G(z)"),
    "learn.noise.board": (
        "The noise: a grid of equally likely cells, its points, and a walk through it. Draw a walk of your own, or "
        "move it by the arrow keys.",
        "噪声：概率相等的网格、噪声点，以及一条穿过它的路线。可以自己画一条路线，或用方向键移动它。",
    ),
    "learn.noise.plane": (
        "The plane: real points, and where G takes the points, the grid and the walk.",
        "数据平面：真实点，以及 G 把噪声点、网格和路线变到哪里。",
    ),
    "learn.noise.draw": ("Draw other data", "自己画数据"),
    "learn.noise.back": ("The two clusters again", "换回两簇"),
    "learn.noise.walk": ("Walk through the noise", "在噪声中走"),
    "learn.noise.on": ("of {n} generated points lie on the data", "的生成点落在数据上（共 {n} 个）"),
    "learn.noise.between": (
        "lie elsewhere: the diamonds on the left are where they come from",
        "落在别处：左图中的菱形就是它们的来处",
    ),
    "learn.noise.before": (
        "The dark line on the left is a walk through the noise, the one on the right is what G makes of it. Every "
        "place on the left has one on the right.",
        "左图的深色线是穿过噪声的一条路线，右图的是 G 把它变成的样子。左边每一处在右边都有对应的一处。",
    ),
    "learn.noise.after": (
        "Draw a walk of your own with mouse or finger on the left. Can you get from one cluster to the other without "
        "crossing the gap?",
        "用鼠标或手指在左图画一条自己的路线。你能不经过中间的空隙，就从一簇走到另一簇吗？",
    ),
}
