"""ganplay on a GPU, in one command of at most eight minutes; what matters most comes first.

    python benchmarks/on_a_gpu.py [--minutes 7] [--out on_a_gpu.jsonl] [--parts worker ...] [--recipes quick ...]

Every result is one JSON line, appended to --out as it comes and printed in short, so that a machine that is taken away
leaves what was measured until then. A case that fails is written with its traceback and the next one runs; what there
is no time for is written as "not run". The exit status is 1 where a case failed. The parts, in their order:

    environment  the device, its memory, and the versions of what computes
    worker       a run of the page: manager and worker process, live view, live setting, pause, stop, going on
    run          a training in this process, as the command line does it; the parts below ask it
    compare      every recipe on the device and on the CPU: same weights, batches and noise; see `compared`
    checkpoint   saved and gone on from, on the device, to the CPU, and from the CPU
    speed        steps and pictures a second of every recipe, fp32 and bf16, and the memory that it took
    bf16         that training in bf16 stays finite, and begins where fp32 begins
    metrics, judging, latent   the same answers as on the CPU
    zerogpu      the body of a lent GPU's call
    asking       samples, a report, an export and a pack of the run

Where there is no GPU it says so and does the same on the CPU, which only tells that the script itself works; --small
makes everything as short as can be. Data sets are those that ganplay draws, stores and caches lie in a folder that is
deleted at the end. Neither Gradio nor a network is needed; a package that is not there fails the cases that need it.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import math
import os
import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.overrides import TorchFunctionMode

sys.path.insert(0, str(Path(__file__).parents[1]))  # a source tree that is not installed will do

from ganplay.cores import usable_cores
from ganplay.data import Pictures, load
from ganplay.data.kinds.points import draw_points
from ganplay.recipe import NAMED, Recipe, kind_of, named_recipe
from ganplay.recipe.fields import ALWAYS_CLASSES
from ganplay.training import Trainer, load_networks
from ganplay.training.speed import choose_device, device_name
from ganplay.training.step import call

OWNER = "the-owner-of-the-benchmark"
PACKAGES = ("torch", "torchvision", "numpy", "pillow", "safetensors", "scikit-learn", "torch-fidelity", "av", "gradio")
NUDGE = 1e-6  # by what share the weights of a twin differ: the rounding of one layer's sums
SAME = 1e-3  # what two devices may differ by where nothing has been amplified yet, see `compared`
TWINS = 10.0  # and how many times the difference of two CPU trainings whose weights differ by NUDGE
CHAOS = 0.03  # a twin that far off: from there on nothing is compared
SMALL = {"g_width": 4, "d_width": 4, "batch": 4, "dataset": "digits", "labels": "off"}  # data that need no drawing
GREY = 2  # grey levels of 255 that a picture may differ by


@dataclass(frozen=True)
class Asked:
    """What was asked for: the device, how much of everything, and where files go."""

    device: torch.device
    small: bool
    recipes: tuple[str, ...]
    home: Path

    def pick(self, usual: Any, small: Any) -> Any:
        return small if self.small else usual

    @property
    def cuda(self) -> bool:
        return self.device.type == "cuda"


Figures = dict[str, Any]
Case = tuple[str, Callable[[], Figures]]  # what it is about, and what measures it; raises where it fails


class Failed(AssertionError):
    """A figure that is not what it must be; the figures measured until then are told too."""

    def __init__(self, sentence: str, figures: Figures) -> None:
        super().__init__(sentence)
        self.figures = figures


def check(good: bool, sentence: str, figures: Figures | None = None) -> None:
    if not good:
        raise Failed(sentence, figures or {})


# What is trained


@cache
def pictures_for(size: int, labelled: bool, count: int) -> Pictures:
    """Some pictures that ganplay draws, with or without classes; of one pixel points."""
    if size == 1:
        return draw_points("grid", 4 * count)
    return load("shapes" if labelled else "faces", size, count=count)


def trained(asked: Asked, name: str, size: str = "", **changes: Any) -> tuple[Recipe, Pictures]:
    """A named recipe at one of its sizes, on drawn pictures, without a limit of seconds."""
    recipe = named_recipe(name, size)
    tiny = {"g_width": 8, "d_width": 8, "batch": 8, "z_dim": 16, "n_dis": 1} if asked.small else {}
    recipe = recipe.with_changes(**{"seconds": 0, "steps": asked.pick(100, 2)} | tiny | changes)
    labelled = recipe.labels == "on" or recipe.family in ALWAYS_CLASSES or recipe.dataset == "shapes"
    data = pictures_for(recipe.resolution, labelled, asked.pick(2000, 600))
    return recipe.with_changes(dataset=data.name, channels=0), data


def precisions(name: str) -> tuple[str, ...]:
    """The arithmetics that a recipe trains in: points have none but fp32."""
    return ("fp32",) if kind_of(named_recipe(name)).precise else ("fp32", "bf16")


def finite(values: dict[str, float]) -> bool:
    return all(map(math.isfinite, values.values()))


def waited(device: torch.device) -> float:
    """The time once the device has done all that it was given."""
    if device.type == "cuda":
        torch.cuda.synchronize(device)
    return time.perf_counter()


# Environment


def environment(asked: Asked) -> Iterator[Case]:
    yield "machine", partial(machine, asked)


def machine(asked: Asked) -> Figures:
    versions = {}
    for name in PACKAGES:
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            versions[name] = None
    told: Figures = {"device": device_name(asked.device), "python": platform.python_version(), "versions": versions}
    told |= {"cores": usable_cores(), "system": platform.platform(), "recipes": len(asked.recipes)}
    if asked.cuda:
        facts = torch.cuda.get_device_properties(asked.device)
        told |= {"cuda": torch.version.cuda, "cudnn": torch.backends.cudnn.version()}
        told |= {"memory_gb": round(facts.total_memory / 1e9, 1), "processors": facts.multi_processor_count}
        told |= {"capability": f"{facts.major}.{facts.minor}", "bf16": torch.cuda.is_bf16_supported()}
    return told


# A page's worker


def worker(asked: Asked) -> Iterator[Case]:
    yield "page", partial(page, asked)


class Viewer:
    """Somebody who watches a run of the page: polls as the live view does, and remembers what it was told.

    frames: the sheets seen, by their numbers; rows: how many rows of numbers; story: each status and when it came.
    """

    def __init__(self, manager: Any, run: str) -> None:
        self.manager, self.run = manager, run
        self.began = time.monotonic()
        self.seq = self.frame = self.rows = 0
        self.frames: set[int] = set()
        self.story: list[tuple[str, float]] = []

    def look(self) -> dict[str, Any]:
        told = self.manager.poll(self.run, self.seq, self.frame)
        self.seq = told.get("seq", self.seq)
        self.rows += len(told.get("points", {}).get("seq", ()))
        if grid := told.get("grid"):
            check(grid["jpeg"].startswith("data:image/jpeg;base64,"), "A frame is no picture.")
            self.frame = grid["seq"]
            self.frames.add(self.frame)
        if not self.story or self.story[-1][0] != told["status"]:
            self.story.append((told["status"], round(time.monotonic() - self.began, 2)))
        return told

    def until(self, seen: Callable[[dict[str, Any]], bool], what: str, seconds: float = 90.0) -> dict[str, Any]:
        """Poll until what is told is as `seen` wants it; raises Failed where it fails or that takes too long."""
        ends = time.monotonic() + seconds
        while True:
            told = self.look()
            if seen(told):
                return told
            lost = told["status"] in ("failed", "diverged", "unknown")
            if lost or time.monotonic() > ends:
                facts = {name: told.get(name) for name in ("status", "code", "details", "step")}
                raise Failed(f"{what}: it did not come to that.", facts | {"story": self.story})
            time.sleep(0.1)


def page(asked: Asked) -> Figures:
    """The page's default recipe by the page's own manager: what a visitor's presses come to."""
    from ganplay.runs.server.manager import Manager
    from ganplay.runs.store.store import Store

    recipe = named_recipe("quick").with_changes(seconds=0, steps=100_000)
    if asked.small:
        recipe = recipe.with_changes(**SMALL)
    manager = Manager(Store(asked.home / "page"), device=asked.device.type, standby=False)
    try:
        run = manager.start(recipe, OWNER, "On a GPU")
        viewer = Viewer(manager, run)
        first = viewer.until(lambda told: told["step"] > 0, "the first step")
        moving = round(time.monotonic() - viewer.began, 2)
        frames = asked.pick(5, 2)
        told = viewer.until(lambda told: len(viewer.frames) >= frames and viewer.rows >= frames, "frames and numbers")
        check(first["device"] == device_name(asked.device), f"The worker computes on {first['device']}.")
        manager.command(run, OWNER, "set", lr_g=1e-3)
        told = viewer.until(lambda told: told["live"]["lr_g"] == 1e-3 and _last(told, "lr_g") == 1e-3, "a live setting")
        figures = {"first_step_s": moving, "device": first["device"], "precision": told["precision"]}
        manager.command(run, OWNER, "pause")
        paused = viewer.until(lambda told: told["status"] == "paused", "a pause")
        manager.command(run, OWNER, "step", network="both", times=2)
        viewer.until(lambda told: told["step"] == paused["step"] + 2, "two single steps")
        manager.resume(run, OWNER)
        told = viewer.until(lambda told: told["step"] > paused["step"] + 5, "going on after a pause")
        figures["images_per_s"] = told["rate"]
        began = time.monotonic()
        manager.command(run, OWNER, "stop")
        stopped = viewer.until(lambda told: told["status"] == "stopped", "a stop")
        figures["stopped_after_s"] = round(time.monotonic() - began, 2)
        folder = manager.store.get(run)
        check(folder.checkpoints(resumable=True)[-1] == stopped["step"], "The stop saved another step.", figures)
        viewer.until(lambda _: run not in manager.workers.active, "the end of its worker")
        manager.resume(run, OWNER, steps=stopped["step"] + 50)
        told = viewer.until(lambda told: told["status"] == "finished", "the end of the resumed run")
        check(told["step"] == stopped["step"] + 50, "It went on from another step.", figures)
        figures |= {"step": told["step"], "frames": len(viewer.frames), "rows": viewer.rows, "story": viewer.story}
        return figures
    finally:
        manager.close()


def _last(told: dict[str, Any], name: str) -> float | None:
    """The newest of a column of numbers, where there is a new one."""
    column = told["points"].get(name)
    return column[-1] if column else None


# A training in this process


def run(asked: Asked) -> Iterator[Case]:
    yield "quick", partial(in_this_process, asked)


def home_run(asked: Asked) -> Any:
    """The run that is asked things, trained where it is not there yet: `quick` on the default data set."""
    from ganplay.runs.store.folder import RunFolder, is_run
    from ganplay.runs.worker.drive import drive, prepare
    from ganplay.runs.worker.writer import RunWriter

    place = asked.home / "run"
    if is_run(place):
        return RunFolder(place)
    import queue

    recipe = named_recipe("quick").with_changes(seconds=0, steps=asked.pick(600, 2))
    if asked.small:
        recipe = recipe.with_changes(**SMALL)
    with RunWriter(RunFolder.create(place, recipe)) as writer:
        trainer = prepare(writer, device=asked.device.type)
        status = drive(trainer, writer, queue.Queue())
    check(status == "finished", f"The run ended as {status}.")
    return RunFolder(place)


def in_this_process(asked: Asked) -> Figures:
    began = time.monotonic()
    found = home_run(asked)
    meta = found.meta()
    return {
        "seconds_in_all": round(time.monotonic() - began, 2),
        **{name: meta.get(name) for name in ("device", "precision", "now")},
    }


# The same steps on both


class FromTheCPU(TorchFunctionMode):
    """`with FromTheCPU(seed)`: what is drawn from a generator comes from one of the CPU, whatever device it is for.

    So that trainings on two devices see the same batches, latents and noise.
    """

    DRAW = (torch.rand, torch.randn, torch.randint)

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.source = torch.Generator().manual_seed(seed)

    def __torch_function__(self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Any = None) -> Any:
        kwargs = dict(kwargs or {})
        if func in self.DRAW and kwargs.get("generator") is not None:
            device = kwargs.pop("device", "cpu")
            return func(*args, **{**kwargs, "generator": self.source}).to(device)
        return func(*args, **kwargs)


@contextmanager
def exact_arithmetic() -> Iterator[None]:
    """Without TF32, whose ten bits are coarser than what is compared here, and with kernels that repeat themselves."""
    cudnn, matmul = torch.backends.cudnn, torch.backends.cuda.matmul
    before = cudnn.allow_tf32, cudnn.deterministic, matmul.allow_tf32
    cudnn.allow_tf32, cudnn.deterministic, matmul.allow_tf32 = False, True, False
    try:
        yield
    finally:
        cudnn.allow_tf32, cudnn.deterministic, matmul.allow_tf32 = before


@dataclass
class Steps:
    """What a training told of its first steps: its untrained networks' answers, losses a step, seconds a step."""

    answers: list[Tensor]
    losses: list[dict[str, float]]
    seconds: float


def path_of(recipe: Recipe, data: Pictures, device: torch.device, seconds: float, nudge: float = 0.0) -> Steps:
    """The recipe's steps, all of them or as many as there are seconds for, at least two."""
    trainer = Trainer(recipe, data, device=device.type)
    if nudge:
        nudged(trainer, nudge)
    answers = untrained(trainer)
    losses: list[dict[str, float]] = []
    with FromTheCPU(recipe.seed):
        began = waited(device)
        while len(losses) < recipe.steps and (len(losses) < 2 or time.perf_counter() - began < seconds):
            trainer._train()
            losses.append(trainer._read_sums())
        return Steps(answers, losses, (waited(device) - began) / len(losses))


@torch.no_grad()
def nudged(trainer: Trainer, share: float) -> None:
    """Move every weight of both networks a little, at random."""
    noise = torch.Generator().manual_seed(1)
    for network in (trainer.players.generator, trainer.players.discriminator):
        for weight in network.parameters():
            weight.mul_(1 + share * torch.randn(weight.shape, generator=noise).to(weight.device))


@torch.no_grad()
def untrained(trainer: Trainer) -> list[Tensor]:
    """What the averaged generator draws of 16 seeds, and D's logits of 64 held-out pictures, before any step."""
    players, evaluator = trainer.players, trainer.evaluator
    labels, held = evaluator.fixed_labels, evaluator.held_out_labels
    players.discriminator.eval()
    drawn = call(players.averaged, evaluator.fixed_z[:16], None if labels is None else labels[:16])
    logits = call(players.discriminator, evaluator.held_out[:64], None if held is None else held[:64])
    players.discriminator.train()
    return [drawn.float().cpu(), logits.float().cpu()]


def apart(one: dict[str, float], other: dict[str, float]) -> float:
    """The largest difference of two steps' losses and logits, over 1 + their size."""
    return max(abs(one[name] - other[name]) / (1 + abs(one[name])) for name in one)


def strayed(one: Tensor, other: Tensor) -> float:
    """The largest difference of two tensors, over 1 + the size of the largest number."""
    return ((one - other).abs().max() / (1 + one.abs().max())).item()


def compare(asked: Asked) -> Iterator[Case]:
    for name in asked.recipes:
        yield name, partial(compared, asked, name)


def compared(asked: Asked, name: str) -> Figures:
    """A recipe at its usual size: up to 100 steps on the CPU, and the same steps on the device, in fp32.

    Before the first step the networks' answers differ by SAME at most (of 1 + their size): that is rounding, through
    some ten layers of sums in another order. From there a GAN amplifies every rounding: Adam's first steps have the
    size of the learning rate whatever the size of the gradient, so that a gradient near zero moves a weight either way.
    How much is measured and not guessed: a twin on the CPU begins with weights that differ by NUDGE. At every step
    until the twin has strayed by CHAOS the device may have strayed by SAME, or by TWINS times as far as the twin so
    far; later steps, and all that the CPU has no time for, must be numbers.
    """
    recipe, data = trained(asked, name, precision="fp32")
    patience = asked.pick(2.5, 0.5)
    with exact_arithmetic():
        cpu = path_of(recipe, data, torch.device("cpu"), patience)
        twin = path_of(recipe, data, torch.device("cpu"), patience / 2, NUDGE)
        device = path_of(recipe, data, asked.device, math.inf if asked.cuda else patience)
    figures: Figures = {"steps": len(device.losses), "steps_cpu": len(cpu.losses), "batch": recipe.batch}
    figures |= {"cpu_steps_per_s": round(1 / cpu.seconds, 2), "device_steps_per_s": round(1 / device.seconds, 2)}
    answers = [strayed(a, b) for a, b in zip(cpu.answers, device.answers, strict=True)]
    figures |= {"drawn": answers[0], "judged": answers[1]}
    judged, far, far_twin = 0, 0.0, 0.0
    wrong = []
    for step, (one, other, third) in enumerate(zip(cpu.losses, device.losses, twin.losses, strict=False)):
        far_twin = max(far_twin, apart(one, third))
        if step and far_twin > CHAOS:
            break
        judged, here = step + 1, apart(one, other)
        far = max(far, here)
        figures.setdefault("first", here)
        if here > max(SAME, TWINS * far_twin):
            wrong.append({"step": step, "apart": here, "twin": far_twin, "cpu": one, "device": other})
    figures |= {"compared": judged, "apart": far, "twin": far_twin, "wrong": wrong[:2]}
    check(max(answers) <= SAME, "The untrained networks answer otherwise.", figures)
    check(all(map(finite, device.losses)), "A loss is no number.", figures)
    check(not wrong, "The losses are not those of the CPU.", figures)
    return figures


# Checkpoints


def checkpoint(asked: Asked) -> Iterator[Case]:
    for name in asked.recipes:
        yield name, partial(resumed, asked, name)


def weights(trainer: Trainer) -> list[Tensor]:
    players = trainer.players
    networks = (players.generator, players.discriminator, players.averaged)
    return [value.detach().float().cpu() for network in networks for value in network.state_dict().values()]


def resumed(asked: Asked, name: str) -> Figures:
    """Steps, a checkpoint, and steps again by another trainer, beside a trainer that goes on without.

    What is restored is the same to the bit. The steps after it are the same to the bit where the device repeats its
    sums (told as `bit_equal`), and close where it does not. Then the checkpoint goes on on the other device.
    """
    recipe, data = trained(asked, name, "tiny", precision="fp32", steps=1000)
    steps = asked.pick(5, 1)
    folder = asked.home / "checkpoints" / name
    other_device = "cpu"
    with exact_arithmetic():
        first, second = (Trainer(recipe, data, device=asked.device.type) for _ in range(2))
        for _ in range(steps):
            first._train()
        first.save(folder / "here")
        second.restore(folder / "here")
        restored = all(torch.equal(a, b) for a, b in zip(weights(first), weights(second), strict=True))
        check(restored, "What was restored is not what was saved.")
        for trainer in (first, second):
            trainer._train()
            trainer._read_sums()
        pairs = list(zip(weights(first), weights(second), strict=True))
    figures: Figures = {"bit_equal": all(torch.equal(a, b) for a, b in pairs)}
    figures["apart"] = max(strayed(a, b) for a, b in pairs if a.numel())
    check(figures["apart"] <= SAME * 10, "It goes on otherwise than if it had never stopped.", figures)
    elsewhere = Trainer(recipe, data, device=other_device)
    elsewhere.restore(folder / "here")
    elsewhere._train()
    elsewhere.save(folder / "there")
    first.restore(folder / "there")
    first._train()
    check(finite(elsewhere._read_sums()) and finite(first._read_sums()), "A loss is no number.", figures)
    check(first.step == steps + 2, "A step is lost on the way to the CPU and back.", figures)
    networks = load_networks(folder / "there", first.recipe, asked.device)
    z = first.evaluator.fixed_z[:4]
    if first.recipe.family != "infogan":
        check(networks.judge(networks.generator(z)).isfinite().all().item(), "It draws what is no number.", figures)
    return figures


# Speed


def speed(asked: Asked) -> Iterator[Case]:
    for name in asked.recipes:
        yield name, partial(speeds, asked, name, "")
    for name in asked.recipes if asked.cuda else ():
        if named_recipe(name, "full") != named_recipe(name):
            yield f"{name} full", partial(speeds, asked, name, "full")


def speeds(asked: Asked, name: str, size: str) -> Figures:
    figures: Figures = {}
    for precision in precisions(name):
        recipe, data = trained(asked, name, size, precision=precision, steps=1_000_000)
        if asked.cuda:
            torch.cuda.empty_cache()
            torch.cuda.reset_peak_memory_stats(asked.device)
        trainer = Trainer(recipe, data, device=asked.device.type)
        for _ in range(asked.pick(5, 1)):  # kernels are chosen, memory is taken
            trainer._train()
        steps, began = 0, waited(asked.device)
        while not steps or time.perf_counter() - began < asked.pick(0.8, 0.02):
            for _ in range(asked.pick(3, 1)):
                trainer._train()
                steps += 1
            values = trainer._read_sums()  # as the loop does ten times a second: waits for the device
        seconds = waited(asked.device) - began
        figures[precision] = {
            "steps_per_s": round(steps / seconds, 2),
            "images_per_s": round(steps * recipe.n_dis * recipe.batch / seconds, 1),
        }
        if asked.cuda:
            figures[precision]["peak_mb"] = round(torch.cuda.max_memory_allocated(asked.device) / 1e6, 1)
        check(finite(values), f"A loss in {precision} is no number.", figures)
    return figures | {"batch": recipe.batch, "resolution": recipe.resolution, "width": [recipe.g_width, recipe.d_width]}


# bf16


def bf16(asked: Asked) -> Iterator[Case]:
    for name in asked.recipes:
        if "bf16" in precisions(name):
            yield name, partial(in_bf16, asked, name)


def in_bf16(asked: Asked, name: str) -> Figures:
    """Twenty steps in bf16: numbers throughout, a first step as in fp32 but for eight bits, pictures and a verdict."""
    first = {}
    for precision in ("fp32", "bf16"):
        recipe, data = trained(asked, name, "tiny", precision=precision, steps=asked.pick(20, 2))
        with FromTheCPU(recipe.seed):
            trainer = Trainer(recipe, data, device=asked.device.type)
            trainer._train_d()
            first[precision] = trainer._read_sums()
    events = list(trainer.events())
    told = events[-1].__class__.__name__
    figures: Figures = {"apart": apart(first["fp32"], first["bf16"]), "told": told, "precision": trainer.precision}
    check(told == "Finished", f"It ended with {told}.", figures)
    bound = 0.1 if trainer.precision == "bf16" else 0.0
    check(figures["apart"] <= bound, "The first step is not that of fp32.", figures)
    return figures


# What a run is asked


def networks_on(asked: Asked) -> tuple[Any, Any]:
    """The run's networks on the device, and on the CPU."""
    found = home_run(asked)
    return found.networks(device=asked.device.type), found.networks()


def metrics(asked: Asked) -> Iterator[Case]:
    yield "report", partial(measured, asked)
    yield "while it trains", partial(measured_live, asked)


def measured(asked: Asked) -> Figures:
    """Every figure of the generator, on the device and on the CPU."""
    from ganplay.metrics.evaluate import report_of
    from ganplay.runs.asking.judging import data_of

    found, rows = networks_on(asked), []
    training, held_out = data_of(home_run(asked).recipe).split(500)
    took = []
    for networks in found:
        began = time.perf_counter()
        with exact_arithmetic():
            report = report_of(networks.generator, networks.recipe, training, held_out, count=asked.pick(1000, 100))
        took.append(round(time.perf_counter() - began, 2))
        rows.append({row.name: row.value for row in report.rows})
    figures: Figures = {"device": rows[0], "cpu": rows[1], "device_s": took[0], "cpu_s": took[1]}
    off = {name: abs(rows[0][name] - value) / (0.05 + abs(value)) for name, value in rows[1].items()}
    check(set(rows[0]) == set(rows[1]) and bool(rows[0]), "Not the same figures were measured.", figures)
    check(max(off.values()) <= 0.05, f"Measured otherwise: {max(off, key=off.get)}.", figures)
    return figures


def measured_live(asked: Asked) -> Figures:
    """The measure that a training takes of itself, all of its slices at once."""
    from ganplay.metrics import distances
    from ganplay.training.events import Measured

    distances.load()
    recipe, data = trained(asked, "quick", steps=1000, resolution=32, metrics=0.5)
    trainer = Trainer(recipe, data, device=asked.device.type)
    trainer._train()
    for second in range(1000):
        place = {"step": 1, "images": recipe.batch, "seconds": 3.0 + second}
        if found := trainer._measuring.turn(trainer.players.averaged, place, 100.0):
            break
    check(isinstance(found, Measured), "Nothing was measured.")
    return {"values": found.values, "n": found.n, "spent_s": round(trainer._measuring.spent, 2)}


def judging(asked: Asked) -> Iterator[Case]:
    for name in ("scores", "maps", "nudges", "habits", "gradients"):
        yield name, partial(globals()[f"judged_{name}"], asked)


def some_pictures(asked: Asked, count: int = 24) -> Any:
    """Real pictures of the run, (count, H, W, C) uint8."""
    from ganplay.runs.asking.judging import reals_of

    return reals_of(home_run(asked)).training[:count]


def judged_scores(asked: Asked) -> Figures:
    from ganplay import scoring

    here, cpu = networks_on(asked)
    pictures = some_pictures(asked)
    with exact_arithmetic():
        scores = [scoring.score(networks.judge, pictures) for networks in (here, cpu)]
        alone = scoring.score(here.judge, pictures[:1])
        won = scoring.cross_play([pictures], [here.judge], [0.0])
        times = scoring.over_time([(1, here.judge)], pictures[:2], pictures[:12], pictures[12:])
    figures = {"apart": strayed(scores[1], scores[0]), "alone": strayed(scores[0][:1], alone), "won": float(won[0, 0])}
    check(max(figures["apart"], figures["alone"]) <= SAME and len(times) == 1, "Scores are not the CPU's.", figures)
    return figures


def judged_maps(asked: Asked) -> Figures:
    from ganplay import scoring

    here, cpu = networks_on(asked)
    picture = some_pictures(asked)[0]
    far = {}
    with exact_arithmetic():
        for name in ("occlusion", "gradient"):
            maps = [torch.from_numpy(getattr(scoring, name)(each.judge, picture)) for each in (here, cpu)]
            far[name] = strayed(maps[1], maps[0])
        seen = [torch.from_numpy(scoring.filters(each.judge, picture).responses) for each in (here, cpu)]
        far["filters"] = strayed(seen[1], seen[0])
        twins = [scoring.random_twin(each, pictures=some_pictures(asked)) for each in (here, cpu)]
        twin = [torch.from_numpy(scoring.gradient(each, picture)) for each in twins]
        far["random_twin"] = strayed(twin[1], twin[0])
    check(max(far.values()) <= 10 * SAME, "Maps are not the CPU's.", far)
    return far


def judged_nudges(asked: Asked) -> Figures:
    from ganplay import scoring

    here, _ = networks_on(asked)
    picture = some_pictures(asked)[0]
    varied = scoring.steadiness(here.judge, picture)
    moved = scoring.nudges(here.judge, picture, [1, 4], up=True, steps=3)
    flip = scoring.smallest_flip(here.judge, picture, varied[0].logit + 0.01, moved)
    check(varied[0].logit <= moved[0].logit <= moved[1].logit, "A nudge up goes down.")
    return {
        "spread": scoring.spread(varied).deviation,
        "up": moved[1].logit - varied[0].logit,
        "flip": flip is not None,
    }


def judged_habits(asked: Asked) -> Figures:
    """How near to what was trained on, by features of D; and what its logits are worth."""
    from ganplay import scoring

    here, cpu = networks_on(asked)
    pictures = some_pictures(asked, 200)
    with exact_arithmetic():
        far = [
            scoring.Familiarity(each.discriminator, pictures[:100], pictures[100:150]).far(pictures[150:])
            for each in (here, cpu)
        ]
    figures: Figures = {"apart": strayed(far[1], far[0])}
    check(figures["apart"] <= 10 * SAME, "Distances are not the CPU's.", figures)
    real, made = scoring.score(here.judge, pictures[:100]), scoring.score(here.judge, 255 - pictures[:100])
    figures |= {"ece": scoring.calibrate(real, made).ece, "auc": scoring.separability(real, made, 0.0).auc}
    return figures


def judged_gradients(asked: Asked) -> Figures:
    """The measures of failures: the gradient that reaches G, and a critic's slope."""
    from ganplay.losses import LOSSES
    from ganplay.metrics.gradients import critic_slope, generator_gradient

    told = []
    for each in networks_on(asked):
        device = next(each.discriminator.parameters()).device
        real, fake = torch.randn(2, 16, each.recipe.channels, 32, 32, generator=torch.Generator().manual_seed(0))
        with exact_arithmetic():
            slope = critic_slope(each.discriminator, real.to(device), fake.to(device))
            norm = generator_gradient(each.generator, each.discriminator, LOSSES[each.recipe.loss], count=16)
        told.append(torch.tensor([slope, norm]))
    figures = {"apart": strayed(told[1], told[0])}
    check(figures["apart"] <= 10 * SAME, "Gradients are not the CPU's.", figures)
    return figures


def latent(asked: Asked) -> Iterator[Case]:
    yield "quick", partial(walked, asked)
    yield "directions", partial(directions, asked)
    yield "searches", partial(searches, asked)
    yield "stylegan", partial(styles, asked)


def walked(asked: Asked) -> Figures:
    """Seeds, paths, loops and planes: pictures as on the CPU, and how soon one comes."""
    from ganplay import latent as room

    here, cpu = (each.generator for each in networks_on(asked))
    z = room.seed_latents(range(4), here.z_dim)
    walks = {"seeds": z, "path": room.path(z, 8), "loop": room.loop(z, 8), "plane": room.plane(z, 3)}
    with exact_arithmetic():
        grey = {name: grey_levels(room.render(here, walk), room.render(cpu, walk)) for name, walk in walks.items()}
        on_device = room.path(z.to(asked.device), 8)
        grey["on the device"] = grey_levels(room.render(here, on_device), room.render(here, walks["path"]))
    began = time.perf_counter()
    for _ in range(10):
        room.render(here, z[:1])
    told = {"grey": grey, "ms_per_picture": round(100 * (time.perf_counter() - began), 2)}
    check(max(grey.values()) <= GREY, "Pictures are not the CPU's.", told)
    return told


def grey_levels(one: Any, other: Any) -> int:
    return int(abs(one.astype(int) - other.astype(int)).max())


def directions(asked: Asked) -> Figures:
    from ganplay import latent as room

    here, cpu = (each.generator for each in networks_on(asked))
    count = asked.pick(512, 64)
    told = {}
    with exact_arithmetic():
        for name in ("factorised", "principal", "visible", "random_directions"):
            more = {"samples": count} if name in ("principal", "visible") else {}
            found = [getattr(room, name)(each, 3, **more) for each in (here, cpu)]
            told[name] = strayed(found[1].share, found[0].share)
    moved = room.moved(room.seed_latents([1], here.z_dim).to(asked.device), found[0].steps.to(asked.device), [1.0])
    check(room.render(here, moved).shape[0] == 1, "Nothing was drawn.")
    check(max(told.values()) <= 10 * SAME, "Directions are not the CPU's.", told)
    return told


def searches(asked: Asked) -> Figures:
    """Inversion, climbing and relatives."""
    from ganplay import latent as room

    here, _ = networks_on(asked)
    z = room.seed_latents([7], here.generator.z_dim)
    target = room.render(here.generator, z)[0]
    steps = asked.pick(40, 2)
    *_, found = room.invert(here.generator, target, steps=steps, candidates=32, discriminator=here.discriminator)
    climbed = list(room.climb(here.generator, here.judge, z[0], steps=asked.pick(10, 2)))
    logits = [each.logit for each in climbed]
    check(logits == sorted(logits) and found.z.device.type == "cpu", "A climb goes down.")
    bred = room.children(z[0].to(asked.device), 0.3, 5, 4)
    check(room.render(here.generator, bred).shape[0] == 4, "Nothing was drawn.")
    return {"error": found.error, "climbed": logits[-1] - logits[0], "steps": len(logits) - 1}


def styles(asked: Asked) -> Figures:
    """A generator with a W space, untrained: truncation, mixing, a path through W, W's components."""
    from ganplay import latent as room
    from ganplay import nets

    recipe = trained(asked, "stylegan", "tiny")[0].with_changes(channels=3)
    pictures = []
    for device in (asked.device, torch.device("cpu")):
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(0)
            generator = nets.build(recipe)[0].to(device).eval().requires_grad_(False)
        z = room.seed_latents(range(2), generator.z_dim)
        with exact_arithmetic():
            cut = room.render(generator, room.truncated(generator, z, 0.7), space="w")
            mix = room.render(generator, room.mixed(generator, z, z, "coarse"))
            walk = room.render(generator, room.path(room.mapped(generator, z), 4, "lerp"), space="w")
            room.principal_w(generator, 3, samples=64)
        pictures.append((cut, mix, walk))
    grey = [grey_levels(one, other) for one, other in zip(*pictures, strict=True)]
    check(max(grey) <= GREY, "Pictures are not the CPU's.", {"grey": grey})
    return {"grey": grey}


# A lent GPU


def zerogpu(asked: Asked) -> Iterator[Case]:
    yield "call", partial(lent, asked)


def lent(asked: Asked) -> Figures:
    """The body of the call, in this process: what it notes becomes a run on the server's side."""
    from ganplay.runs.store.folder import RunFolder
    from ganplay.runs.worker.writer import RunWriter
    from ganplay.runs.worker.zerogpu_call import obey, train

    threads = torch.get_num_threads()
    recipe = named_recipe("quick").with_changes(seconds=asked.pick(5, 0), steps=asked.pick(0, 2), metrics=0)
    if asked.small:
        recipe = recipe.with_changes(**SMALL)
    found = RunFolder.create(asked.home / "lent", recipe)
    commands = asked.home / "commands.jsonl"
    commands.touch()
    job = {"run": str(found.path), "commands": str(commands), "device": asked.device.type, "data_root": None}
    words, longest, before = 0, 0.0, time.monotonic()
    try:
        with RunWriter(found) as writer:
            for notes in train({**job, "seconds": 60}):
                longest, before = max(longest, time.monotonic() - before), time.monotonic()
                words += len(notes)
                obey(writer, notes, lambda: None, lambda: True)
    finally:
        torch.set_num_threads(threads)
    meta = found.meta()
    figures = {"ended": meta["status"], "device": meta.get("device"), "step": meta["now"]["step"], "words": words}
    figures |= {"longest_silence_s": round(longest, 2), "checkpoints": found.checkpoints(resumable=True)}
    check(meta["status"] == "finished", f"It ended as {meta['status']}: {meta.get('message')}.", figures)
    check(figures["checkpoints"][-1] == figures["step"], "Its last moment was not saved.", figures)
    return figures


# Asking


def asking(asked: Asked) -> Iterator[Case]:
    yield "sample", partial(sampled, asked)
    yield "report", partial(reported, asked)
    yield "export and pack", partial(sent, asked)


def sampled(asked: Asked) -> Figures:
    from ganplay.runs.asking.sampling import sample_to

    found = home_run(asked)
    count = asked.pick(64, 4)
    began = time.perf_counter()
    drawn = [sample_to(found, asked.home / f"sample{end}", n=count) for end in (".png", ".npz", "")]
    check(drawn == [count] * 3, "Samples are missing.")
    return {"drawn_s": round(time.perf_counter() - began, 2), "n": count}


def reported(asked: Asked) -> Figures:
    from ganplay.runs.asking.evaluate import evaluate
    from ganplay.runs.asking.report import keep_report, read_report

    found = home_run(asked)
    facts = evaluate(found, count=asked.pick(500, 60), budget_seconds=asked.pick(20, 5))
    keep_report(found, facts)
    check(read_report(found) is not None, "The report was not kept.")
    return {"lines": facts["generator"]["lines"], "auc": facts["discriminator"]["held_out"]["auc"]}


def sent(asked: Asked) -> Figures:
    from ganplay.runs.transfer.export import export
    from ganplay.runs.transfer.pack import pack, unpack

    found = home_run(asked)
    copy = export(found, asked.home / "exported")
    size = pack(found, asked.home / "run.ganplay")
    back = unpack(asked.home / "run.ganplay", asked.home / "unpacked")
    check(back.can_resume() and copy.networks().step == back.networks().step, "What came back is not what was sent.")
    return {"bytes": size, "checkpoints": len(copy.checkpoints())}


# The order, the time and what is written

PARTS: dict[str, Callable[[Asked], Iterator[Case]]] = {
    part.__name__: part
    for part in (
        environment, worker, run, compare, zerogpu, judging, latent, metrics, checkpoint, bf16, asking, speed,
    )
}  # fmt: skip


class Lines:
    """Appends a JSON line a result to a file, at once, and prints it in short."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.counts = dict.fromkeys(("ok", "failed", "not run"), 0)

    def tell(self, part: str, what: str, status: str, seconds: float, figures: Figures) -> None:
        self.counts[status] += 1
        line = {"part": part, "what": what, "status": status, "seconds": round(seconds, 2)}
        line |= {name: value for name, value in figures.items() if name not in line}
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, default=str) + "\n")
            file.flush()
            os.fsync(file.fileno())
        short = json.dumps({name: value for name, value in figures.items() if name != "traceback"}, default=str)
        print(f"{status:7} {part:11} {what:16} {seconds:6.1f} s  {short[:400]}", flush=True)


def measure(asked: Asked, parts: list[str], lines: Lines, seconds: float) -> None:
    """Every case of the parts, in their order, until the time is used up."""
    ends = time.monotonic() + seconds
    for part in parts:
        for what, case in PARTS[part](asked):
            began = time.monotonic()
            if began >= ends:
                lines.tell(part, what, "not run", 0.0, {})
                continue
            try:
                figures, status = case(), "ok"
            except Exception as error:
                figures = getattr(error, "figures", {}) | {"error": f"{type(error).__name__}: {error}"}
                figures, status = figures | {"traceback": traceback.format_exc()}, "failed"
            lines.tell(part, what, status, time.monotonic() - began, figures)
            if asked.cuda:
                torch.cuda.empty_cache()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=7.0, help="after which no more case begins (7)")
    parser.add_argument("--out", type=Path, default=Path("on_a_gpu.jsonl"), help="what lines are appended to")
    parser.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda", "mps"))
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--recipes", nargs="+", choices=NAMED, default=list(NAMED))
    parser.add_argument("--small", action="store_true", help="a few steps of small networks: whether the script works")
    told = parser.parse_args()
    device = choose_device(told.device)
    if device.type != "cuda":
        print(f"There is no GPU here: everything runs on {device_name(device)}, and tells nothing of one.", flush=True)
    lines = Lines(told.out)
    with tempfile.TemporaryDirectory(prefix="ganplay-", ignore_cleanup_errors=True) as home:
        os.environ |= {"GANPLAY_HOME": home, "GANPLAY_CACHE": str(Path(home) / "cache")}
        asked = Asked(device, told.small, tuple(told.recipes), Path(home))
        measure(asked, [part for part in PARTS if part in told.parts], lines, 60 * told.minutes)
    print(", ".join(f"{count} {status}" for status, count in lines.counts.items()), flush=True)
    return 1 if lines.counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
