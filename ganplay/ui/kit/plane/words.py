"""Words of the plane of points: what can be shown of it, and drawing points on it."""

from __future__ import annotations

WORDS = {
    "plane.pad": ("Draw points here", "在此画点"),
    "plane.pad.note": ("Draw with mouse or finger.", "用鼠标或手指画。"),
    "plane.pad.count": ("{n} points", "{n} 个点"),
    "plane.pad.undo": ("Undo", "撤销"),
    "plane.pad.cancel": ("Cancel", "取消"),
    "plane.pad.use": ("Train on these", "用它们训练"),
    "plane.scale.fake": ("generated", "生成"),
    "plane.scale.real": ("real", "真实"),
    "plane.layer.belief": ("D's belief", "D 的看法"),
    "plane.layer.line": ("its dividing line", "D 的分界线"),
    "plane.layer.real": ("real points", "真实点"),
    "plane.layer.fake": ("generated points", "生成点"),
    "plane.layer.lattice": ("image of the noise grid", "噪声网格的像"),
    "plane.layer.arrows": ("pushes", "推力"),
    "plane.layer.paths": ("paths", "轨迹"),
    "plane.layer.best": ("the best D", "最优的 D"),
    "plane.layer.averaged": ("averaged G", "平均的 G"),
}
