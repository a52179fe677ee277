"""Words of what the laboratory's engine refuses, wherever it is mounted."""

from __future__ import annotations

WORDS = {
    "error.engine_family": ("Only points can be trained in the browser.", "浏览器里只能训练点。"),
    "error.engine_setting": (
        "{setting} is not done in the browser: set it to {value}, or train on the server.",
        "浏览器里不支持 {setting}：请设为 {value}，或在服务器上训练。",
    ),
    "error.setting_restart": (
        "{setting} can be set only where a training begins.",
        "{setting}只能在训练开始时设置。",
    ),
    "error.lab_closed": ("This laboratory is closed.", "这个实验室已关闭。"),
    "error.lab_data": (
        "There is no set of points of this name: choose one of {choices}.",
        "没有这个名字的数据点：请从 {choices} 中选择。",
    ),
    "error.lab_failed": (
        "The training in the browser failed: begin again, or reload the page.",
        "浏览器中的训练失败了：请重新开始，或刷新页面。",
    ),
    "error.lab_few_points": (
        "Too few points: {good} lines can be read as x,y and {fewest} are needed; {bad} cannot.",
        "点太少：可读为 x,y 的有 {good} 行，至少需要 {fewest} 行；无法读取的有 {bad} 行。",
    ),
    "error.lab_many_points": (
        "There are more than {most} rows: take fewer points.",
        "超过 {most} 行：请减少点数。",
    ),
    "error.lab_no_worker": (
        "This browser starts no training beside the page (no module workers): use a newer one.",
        "此浏览器无法在页面之外运行训练（不支持模块 Worker）：请换用新一些的浏览器。",
    ),
    "error.lab_not_open": ("No training has begun yet.", "训练还没有开始。"),
    "error.lab_one_place": (
        "All points lie at zero, where there is nothing to learn: spread them out.",
        "所有点都在零处，没有可学的：请把点散开。",
    ),
    "error.lab_points": ("These are no points of the plane.", "这些不是平面上的点。"),
    "error.lab_reach": (
        "The points reach to {reach} from zero, which networks cannot learn: take their mean off and divide all by "
        "{divide}.",
        "这些点离零最远 {reach}，网络学不了：请先减去均值，再全部除以 {divide}。",
    ),
    "error.lab_state": (
        "This is no state of a laboratory, or a damaged one.",
        "这不是实验室的状态，或已损坏。",
    ),
}
