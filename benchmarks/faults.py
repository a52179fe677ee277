"""Faults of the mathematics and of the page, one line each: which test of the default suite sees which.

python benchmarks/faults.py [--only NAME ...] [--list] [--tree DIR]

Each fault is put alone into a copy of the tree, and the part of the suite that should see it runs there. At the end the
tests that failed must pass without any fault, or they have seen nothing. Ends with 1 if any fault was missed.
`--tree DIR` takes code and tests of another checkout, for example an older one, whose tests saw less.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NOT_COPIED = (".*", "node_modules", "__pycache__", "*.egg-info")


@dataclass(frozen=True)
class Fault:
    """`before`, which stands once in `file`, becomes `after`; `part`: pytest's arguments."""

    name: str
    file: str
    before: str
    after: str
    part: tuple[str, ...]


def of(file: str, *part: str):
    """Faults of one file that one part of the suite should see."""
    return lambda name, before, after: Fault(name, f"ganplay/{file}", before, after, part)


BF16 = ("tests/training/test_tricks.py", "-k", "resumes and bf16")
losses = of("losses.py", "tests/test_losses.py")
penalties = of("penalties.py", "tests/test_penalties.py", "tests/training/test_tricks.py")
augment = of("augment.py", "tests/test_augment.py", "tests/training/test_tricks.py")
extras = of("training/extras.py", "tests/training/test_tricks.py", "tests/training/test_schedules.py")
step = of("training/step.py", "tests/training/test_schedules.py", "tests/training/test_tricks.py")
goals = of("training/goals.py", "tests/training/test_tricks.py")
progan = of("nets/progan.py", "tests/nets/test_families.py")
spectral = of("nets/spectral.py", "tests/nets/test_blocks.py")
minibatch = of("nets/minibatch.py", "tests/nets/test_blocks.py")
seeds = of("latent/seeds.py", "tests/latent/test_seeds.py")
distances = of("metrics/distances.py", "tests/metrics/test_distances.py")
store = of("runs/store/store.py", "tests/runs/store/test_store.py")
ranges = of("ui/kit/ranges.js", "tests/ui/test_scripts.py", "-k", "own_tests")
lessons = of("ui/learn/lessons.py", "tests/ui/learn/test_lessons.py")
both = of("lessons/two_questions.py", "tests/lessons/test_two_questions.py")
progress = of("ui/learn/progress.js", "tests/ui/test_scripts.py", "-k", "own_tests")

FAULTS = (
    # what a step of training minimises
    losses("a-loss-s-sign", "return fake.mean() - real.mean()", "return real.mean() - fake.mean()"),
    losses(
        "smoothing-of-fakes", "bce(real, 1.0 - smoothing) + bce(fake, 0.0)", "bce(real, 1.0) + bce(fake, smoothing)"
    ),
    losses("pairs-crossed", "F.softplus(fake - real).mean()", "F.softplus(fake.flip(0) - real).mean()"),
    losses("average-of-its-own", "bce(fake - real.mean(), 0.0)", "bce(fake - fake.mean(), 0.0)"),
    losses("codes-without-numbers", "+ CONTINUOUS * 0.5 * distance", "+ 0 * distance"),
    penalties("penalty-of-real-alone", "torch.lerp(fake, real, share)", "torch.lerp(real, real, share)"),
    penalties("r1-doubled", "return gamma / 2 * sum(squares)", "return gamma * sum(squares)"),
    penalties("lecam-towards-its-own", "(real - fake_anchor).square()", "(real - real_anchor).square()"),
    augment("diffaugment-without-cutout", "return cutout(translate(", "return (lambda x, _: x)(translate("),
    augment(
        "ada-turned-round",
        "step = torch.sign(signs / steps - self.target)",
        "step = torch.sign(self.target - signs / steps)",
    ),
    augment("ada-in-the-whole-budget", "1000 * kimg or QUARTER", "1000 * kimg or 1.0"),
    extras(
        "classes-read-twice",
        "self.discriminator.named(seen.features.float())",
        "self.discriminator.classify(seen.pictures.float())",
    ),
    extras("r1-on-fakes", '"r1": (True, False), "r2": (False, True)', '"r2": (True, False), "r1": (False, True)'),
    extras("lazy-r1-without-factor", '["slope"].gamma = gamma * self._every', '["slope"].gamma = gamma'),
    extras("path-length-without-factor", "self.weight * PATH_LENGTH_EVERY", "self.weight"),
    extras("codes-unrewarded", 'on_d["codes"] = on_g["codes"] = ', 'on_d["codes"] = '),
    extras("class-unrewarded", 'on_d["class"] = on_g["class"] = ', 'on_d["class"] = '),
    step(
        "g-without-diffaugment",
        "seen_fake = judge(generated, labels)",
        "seen_fake = judge(generated, labels) if self.unrolled else "
        "Seen(generated, labels, call(self.discriminator, generated, labels).float())",
    ),
    step("slopes-behind-augmentation", 'recipe.penalty_by == "shown"', 'recipe.penalty_by == "picture"'),
    step("generated-remembered", "layer.remembering = remember", "layer.remembering = True"),
    of("training/step.py", "tests/training/test_trainer.py")(
        "d-learns-from-g-s-step",
        "self.discriminator.requires_grad_(False)",
        "self.discriminator.requires_grad_(True)",
    ),
    of("training/step.py", *BF16)("penalty-in-half", "generated = generated.float()", "pass"),
    of("training/extras.py", *BF16)("mixture-in-half", "fake.pictures.detach().float()", "fake.pictures.detach()"),
    of("training/unrolling.py", *BF16)(
        "unrolled-in-half", "judge(generated.float(), labels)", "judge(generated, labels)"
    ),
    step("beta2-stays", "set_beta2(optimizer, now.beta2**factor)", "pass"),
    goals(
        "top-k-of-the-worst",
        "logits.topk(max(1, round(share * len(logits))))",
        "(-logits).topk(max(1, round(share * len(logits))))",
    ),
    of("training/shown.py", "tests/training/test_tricks.py")(
        "noise-that-grows", "self.noise * (1 - self.progress)", "self.noise * self.progress"
    ),
    of("training/unrolling.py", "tests/training/test_tricks.py")(
        "unrolled-to-first-order",
        "list(weights.values()), create_graph=True, materialize_grads=True)",
        "list(weights.values()), retain_graph=True, materialize_grads=True)",
    ),
    of("training/latents.py", "tests/training/test_tricks.py")(
        "styles-cross-nothing", "other[:, None], z[:, None])", "z[:, None], z[:, None])"
    ),
    of("training/averaging.py", "tests/training/test_schedules.py", "tests/training/test_tricks.py")(
        "average-never-moves", "torch._foreach_lerp_(averaged, current, 1 - decay)", "pass"
    ),
    of("training/checkpoint.py", "tests/training/test_trainer.py", "tests/training/test_tricks.py")(
        "optimizers-forgotten", "optimizer.state[parameter][name] = value", "pass"
    ),
    # networks
    progan(
        "fade-swapped",
        "torch.lerp(coarser.to(picture.dtype), picture, weight)",
        "torch.lerp(picture, coarser.to(picture.dtype), weight)",
    ),
    progan("real-fade-swapped", "factor), factor), pictures, weight)", "factor), factor), pictures, 1 - weight)"),
    spectral(
        "spectral-norm-off",
        "return self.weight / torch.dot(u, torch.mv(matrix, v)).clamp_min(1e-12)",
        "return self.weight",
    ),
    minibatch("no-minibatch-spread", "channel = spread.repeat(group)", "channel = (0 * spread).repeat(group)"),
    of("nets/r3gan.py", "tests/nets/test_families.py")(
        "class-vectors-too-long", "gain / math.sqrt(num_classes)", "gain"
    ),
    minibatch("near-to-itself", "(near.sum(1) - 1) / max(1, len(x) - 1)", "near.mean(1)"),
    of("nets/packing.py", "tests/training/test_tricks.py")(
        "packs-of-one-picture",
        "return x.reshape(len(x) // self.packing, -1, *x.shape[2:])",
        "return x[:: self.packing].repeat(1, self.packing, 1, 1)",
    ),
    of("nets/dcgan.py", "tests/nets/test_families.py")(
        "doubled-unevenly", "[nn.Upsample(scale_factor=2), ", '[nn.Upsample(scale_factor=2, mode="bilinear"), '
    ),
    # what is made of finished networks
    seeds(
        "seeds-not-reproducible",
        "stream = torch.Generator().manual_seed(checked_seed(seed))",
        "stream = torch.Generator()",
    ),
    seeds("truncated-to-zero", "return mean + psi * (w - mean)", "return psi * w"),
    seeds("cut-by-clipping", "row[beyond] = torch.randn(int(beyond.sum()), generator=stream)", "row.clamp_(-cut, cut)"),
    of("latent/showing.py", "tests/latent/test_w_space.py")(
        "arcs-through-w", 'mode = "lerp" if view.space == "w" else view.mode', "mode = view.mode"
    ),
    of("latent/paths.py", "tests/latent/test_paths.py")(
        "arcs-are-lines", 'return slerp if mode == "slerp" else lerp', "return lerp"
    ),
    distances(
        "distance-without-its-trace",
        "for mean, spread in (fake, real)]",
        "for mean, spread in (fake, (real[0], fake[1]))]",
    ),
    distances(
        "precision-for-recall",
        "calculate_precision_recall_part(fake.double(), real.double(),",
        "calculate_precision_recall_part(real.double(), fake.double(),",
    ),
    distances(
        "kernel-distance-biased",
        "KernelDistance(told[KEY_METRIC_KID_MEAN],",
        "KernelDistance(max(0.0, told[KEY_METRIC_KID_MEAN]),",
    ),
    of("metrics/discriminator.py", "tests/metrics/test_metrics.py")(
        "bins-of-its-own", "torch.histc(fake.float().cpu(), bins, low, high)", "torch.histc(fake.float().cpu(), bins)"
    ),
    of("scoring/maps.py", "tests/scoring/test_maps.py")("map-turned-round", "+= whole - logit", "+= logit - whole"),
    # runs
    store(
        "owner-forgotten", "place, kept = self.runs / run_id, _digest(owner)", 'place, kept = self.runs / run_id, ""'
    ),
    of("runs/store/store.py", "tests/runs/store/test_owners.py")(
        "owner-in-the-list-alone", "                write_owner(place, kept)\n", ""
    ),
    of("runs/store/store.py", "tests/runs/store/test_clock.py")("newest-by-its-name", "(place, entry)", "(0, entry)"),
    of("runs/worker/writer.py", "tests/runs/worker/test_full_disk.py")(
        "half-a-checkpoint-stays", "self._recover_checkpoints()  # what is half written", "pass  # what is half written"
    ),
    store("token-on-the-disk", 'hashlib.sha256(owner.encode()).hexdigest() if owner else ""', "owner"),
    of("runs/server/checks.py", "tests/runs/server/test_commands.py")(
        "viewers-steer", "or run.frozen or not self._store.owns(run_id, owner):", "or run.frozen:"
    ),
    of("runs/server/admission.py", "tests/runs/server/test_admission.py")(
        "last-come-first", "for run_id in list(self.queue):", "for run_id in reversed(self.queue):"
    ),
    of("runs/store/thinning.py", "tests/runs/store/test_thinning.py")(
        "last-moment-thinned", "return kept | {len(steps) - 1}", "return kept - {len(steps) - 1}"
    ),
    of("runs/transfer/pack.py", "tests/runs/transfer/test_pack.py")(
        "hashes-unread", 'if digest.hexdigest() != facts["sha256"]:', "if not digest:"
    ),
    of("runs/transfer/parts.py", "tests/runs/transfer/test_pack.py")("nan-comes-in", ", parse_constant=_refuse)", ")"),
    # scripts
    of("ui/kit/newest.js", "tests/ui/test_scripts.py", "-k", "own_tests")(
        "oldest-wish-wins", "    wanted = question;", "    wanted ??= question;"
    ),
    ranges("band-out-of-sight", "if (band) ys.push(...band);", ""),
    ranges(
        "highest-not-counted",
        "counts[Math.min(count - 1, Math.floor(((value - low) / (high - low)) * count))]",
        "counts[Math.floor(((value - low) / (high - low)) * count)]",
    ),
    of("ui/kit/wording.js", "tests/ui/test_scripts.py", "-k", "own_tests")(
        "refusal-with-gaps", r"if (said === key || /\{\w+\}/.test(said)) return", "if (said === key) return"
    ),
    # the course
    lessons("numbers-in-formulas", "pieces = APART.split(text)", "pieces = [text]"),
    lessons("right-answers-unmarked", 'bool(one.get("right"))', "False"),
    lessons("a-part-unseen", r'PART = re.compile(r"^:::(\w+)', r'PART = re.compile(r"^:::(do|more)'),
    progress("reading-counts", "pages.filter(({ figure }) => figure)", "pages.filter(({ name }) => name)"),
    progress("what-was-known-is-lost", "{ ...progress.pages[name], ...more }", "{ ...more }"),
    both("classes-exchanged", "== label] for label in (0, 1)),", "== label] for label in (1, 0)),"),
    both("asked-about-what-was-learned", "training, held_out = pictures", "held_out, training = pictures"),
    both("d-told-the-class", '        labels="off",', '        labels="on",'),
    of("lessons/detector.py", "tests/lessons/test_detector.py")(
        "real-called-generated", "for group in (generated, real)]", "for group in (real, generated)]"
    ),
    of("ui/learn/figures/trials.js", "tests/ui/learn/test_help.py", "-k", "spread")(
        "spread-of-the-sample", "/ (values.length - 1))", "/ values.length)"
    ),
)


def copied(tree: Path, to: Path) -> Path:
    return Path(shutil.copytree(tree, to / "ganplay-faults", ignore=shutil.ignore_patterns(*NOT_COPIED)))


def tested(tree: Path, *arguments: str) -> tuple[int, list[str]]:
    """(pytest's exit code, the tests that failed, or its last words where none did)."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "--tb=no", *arguments]
    run = subprocess.run(
        command,
        cwd=tree,
        env=os.environ | {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    failed = re.findall(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", run.stdout, re.M)
    return run.returncode, failed or [run.stdout[-300:] + run.stderr[-300:]]


def tried(tree: Path, fault: Fault) -> tuple[bool, str]:
    """(whether a test failed, which one or why none did)."""
    file = tree / fault.file
    whole = file.read_bytes()
    text = whole.decode("utf-8")
    if text.count(fault.before) != 1:
        return False, f"its line stands there {text.count(fault.before)} times"
    file.write_bytes(text.replace(fault.before, fault.after).encode("utf-8"))
    try:
        code, failed = tested(tree, "-x", *fault.part)
    finally:
        file.write_bytes(whole)
    if code == 1:
        return True, failed[0]
    return False, "MISSED" if code == 0 else f"pytest ended with {code}: {failed[0]}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", metavar="NAME", choices=[fault.name for fault in FAULTS])
    parser.add_argument("--list", action="store_true", help="name the faults and try none")
    parser.add_argument("--tree", type=Path, default=ROOT, help="the checkout whose code and tests are taken")
    asked = parser.parse_args()
    chosen = [fault for fault in FAULTS if not asked.only or fault.name in asked.only]
    if asked.list:
        print("\n".join(f"{fault.name:28} {fault.file:32} {' '.join(fault.part)}" for fault in chosen))
        return 0

    missed, seen = 0, set()
    print("| fault | in | seen by | s |\n|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        tree = copied(asked.tree, Path(folder))
        for fault in chosen:
            began = time.perf_counter()
            caught, told = tried(tree, fault)
            seconds = time.perf_counter() - began
            missed += not caught
            if caught:
                seen.add(told)
            told = " ".join(told.removeprefix("tests/").split()).replace("|", "\\|")
            print(f"| {fault.name} | {fault.file} | {told if caught else f'**{told}**'} | {seconds:.0f} |", flush=True)
        code, failed = tested(tree, *sorted(seen)) if seen else (0, [])
    print(f"\n{len(chosen) - missed} of {len(chosen)} seen.")
    if code:
        print("But without any fault these fail too:", *failed, sep="\n")
    return 1 if missed or code else 0


if __name__ == "__main__":
    sys.exit(main())
