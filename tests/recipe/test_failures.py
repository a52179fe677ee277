"""Every failure fails as it says, and its remedy mends it; their data, their words, and the command line."""

import dataclasses
import json
import queue
from pathlib import Path

import pytest
import torch

from ganplay import nets
from ganplay.cli import main
from ganplay.losses import LOSSES
from ganplay.metrics.checkerboard import checkerboard, stride_energy
from ganplay.metrics.error import MetricError
from ganplay.metrics.gradients import critic_slope, generator_gradient
from ganplay.recipe import Recipe
from ganplay.recipe.failures import CHOICES, FAILURES, failure
from ganplay.recipe.fields import RecipeError
from ganplay.runs.asking.failures import MEASURES, failure_of, outcome
from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.worker.drive import drive, prepare
from ganplay.runs.worker.writer import RunWriter
from ganplay.ui.words import WORDS

from ..slowly import usually

EACH = pytest.mark.parametrize("name", FAILURES)


def trained(recipe, folder):
    run = RunFolder.create(folder, recipe)
    with RunWriter(run) as writer:
        drive(prepare(writer, device="cpu", threads=1), writer, queue.Queue())
    return run


# what they promise


BY_DEFAULT = "mode-collapse"  # the best known, and of the quicker ones; the others are slow


@pytest.mark.parametrize("name", usually([BY_DEFAULT], FAILURES))
def test_it_fails_and_its_remedy_mends_it(name, tmp_path):
    kind = FAILURES[name]
    broken = outcome(trained(kind.recipe(), tmp_path / "broken"))
    mended = outcome(trained(kind.recipe(remedied=True), tmp_path / "mended"))
    assert broken.fails and not broken.remedied, broken
    assert not mended.fails and mended.remedied, mended


# their data


@EACH
def test_a_failure_is_whole(name):
    kind = FAILURES[name]
    assert kind.name == name and name in MEASURES
    assert len(set(kind.choices)) == CHOICES and 0 <= kind.answer < CHOICES
    assert kind.unit in ("", "%") and kind.line > 0
    for part in ("question", "watch", "why", "cure", "source", "figure"):
        assert getattr(kind, part).strip()
    assert kind.question.endswith("?")


@EACH
def test_a_failure_and_its_remedy_differ_in_nothing_but_the_remedy(name):
    kind = FAILURES[name]
    broken, mended = kind.recipe(7), kind.recipe(7, remedied=True)
    changed = {key for key, value in mended.to_dict().items() if value != broken.to_dict()[key]}
    assert changed == set(kind.remedy) and len(changed) <= 2
    assert broken.seed == mended.seed == 7 and broken.name == name
    assert kind.remedied(mended) and not kind.remedied(broken)
    assert failure_of(broken) is kind and failure_of(Recipe()) is None


@EACH
def test_a_failure_needs_no_download_and_a_budget_in_steps(name):
    recipe = FAILURES[name].recipe()
    assert recipe.steps and not recipe.seconds and not recipe.images
    assert recipe.dataset in ("ring", "grid", "digits", "faces", "landscapes", "shapes")


def test_the_answers_are_not_all_at_one_place():
    assert len({kind.answer for kind in FAILURES.values()}) == CHOICES


def test_what_is_no_number_fails_and_the_line_itself_is_no_remedy():
    for kind in FAILURES.values():
        assert kind.fails(float("nan")) and kind.fails(kind.line)
        assert kind.fails(kind.line * (2 if kind.above else 0.5))
        assert not kind.fails(kind.line * (0.5 if kind.above else 2))


def test_an_unknown_failure_is_refused_with_those_there_are():
    with pytest.raises(RecipeError, match="mode-collapse"):
        failure("boredom")


def test_nobody_can_change_a_failure():
    with pytest.raises(dataclasses.FrozenInstanceError):
        FAILURES["oscillation"].line = 0.0


def test_both_languages_tell_all_of_it():
    for name in FAILURES:
        for part in (
            "title",
            "how",
            "question",
            "watch",
            "why",
            "cure",
            "figure",
            "choice.0",
            "choice.1",
            "choice.2",
        ):
            english, chinese = WORDS[f"failure.{name}.{part}"]
            assert english != chinese
        assert WORDS[f"failure.{name}.source"][0] == FAILURES[name].source


@EACH
def test_the_page_tells_what_is_so_and_its_numbers_lie_on_the_right_sides(name):
    kind = FAILURES[name]
    page = Path(__file__).parents[2].joinpath("docs", "failures.md").read_text(encoding="utf-8")
    part = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    for words in (kind.question, *kind.choices, kind.watch, kind.why, kind.cure, kind.figure, kind.source):
        assert words in part
    rows = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ") and line[2].isdigit()]
    assert [seed for seed, *_ in rows] == ["0", "1", "2"]
    for _, *pair in rows:
        values = [float(told.rstrip("%")) / (100 if kind.unit else 1) for told in pair]
        assert [kind.fails(value) for value in values] == [True, False]


# their measures


def test_a_chequered_picture_has_all_its_energy_at_the_stride_and_a_smooth_one_has_none():
    rows, columns = torch.meshgrid(torch.arange(16), torch.arange(16), indexing="ij")
    chequered = ((rows + columns) % 2).float()[None, None]
    stripes = (columns % 2).float()[None, None]
    smooth = torch.cos(2 * torch.pi * columns / 16)[None, None]
    assert stride_energy(chequered) == pytest.approx(1) and stride_energy(stripes) == pytest.approx(1)
    assert stride_energy(smooth) == pytest.approx(0, abs=1e-6)
    half = smooth * 2**0.5 + (2 * chequered - 1)  # as much of the one as of the other
    assert stride_energy(half) == pytest.approx(0.5)
    assert checkerboard(half, chequered) == pytest.approx(2)
    with pytest.raises(MetricError):
        stride_energy(torch.zeros(1, 1, 7, 8))


def test_the_slope_of_a_plane_is_the_length_of_its_normal():
    plane = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(2, 1), torch.nn.Flatten(0))
    with torch.no_grad():
        plane[1].weight.copy_(torch.tensor([[3.0, 4.0]]))
    assert critic_slope(plane, torch.randn(8, 2, 1, 1), torch.randn(8, 2, 1, 1)) == pytest.approx(5)


def test_gradients_are_taken_where_the_networks_are():
    class Here(Exception):
        """What a network on another device was given, in place of a GPU."""

    class Elsewhere(torch.nn.Linear):
        z_dim = 2

        def forward(self, x):
            raise Here(x.device.type)

    there, pictures = Elsewhere(2, 1, device="meta"), torch.zeros(4, 2, 1, 1, device="meta")
    for measured in (
        lambda: generator_gradient(there, there, LOSSES["hinge"], count=4),
        lambda: critic_slope(there, pictures, pictures),
    ):
        with pytest.raises(Here, match="meta"):
            measured()


def test_the_saturating_gradient_is_d_s_own_answer_of_the_other_one():
    class Generator(torch.nn.Linear):
        z_dim = 2

    generator, sure = Generator(2, 1), torch.nn.Linear(1, 1)
    with torch.no_grad():
        sure.weight.zero_().add_(1e-4)
        sure.bias.fill_(-6.0)  # every picture is called generated, with the same certainty
    judge = torch.nn.Sequential(sure, torch.nn.Flatten(0))
    believed = torch.sigmoid(torch.tensor(-6.0)).item()
    saturating, other = (generator_gradient(generator, judge, LOSSES[name]) for name in ("minimax", "nonsaturating"))
    assert saturating / other == pytest.approx(believed / (1 - believed), rel=1e-2)
    with pytest.raises(MetricError):
        generator_gradient(generator, judge, LOSSES["relativistic"])


def test_a_gradient_is_measured_while_others_draw_with_the_same_generator():
    generator, discriminator = nets.build(
        Recipe(family="mlp", resolution=28, channels=1, z_dim=8, g_width=4, d_width=4)
    )
    generator.eval().requires_grad_(False), discriminator.eval().requires_grad_(False)
    seen = []

    class Watched(torch.nn.Module):
        def forward(self, x):
            seen.append(any(weight.requires_grad for weight in generator.parameters()))
            return discriminator(x)

    assert generator_gradient(generator, Watched(), LOSSES["nonsaturating"], count=8) > 0
    assert seen == [False] and not any(weight.grad is not None for weight in generator.parameters())


def test_only_a_finished_run_of_a_failure_is_measured(tmp_path):
    waits = RunFolder.create(tmp_path / "waits", FAILURES["oscillation"].recipe())
    with pytest.raises(RunError, match="ended"):
        outcome(waits)
    with pytest.raises(RunError, match="no run of a failure"):
        outcome(RunFolder.create(tmp_path / "other", Recipe(), status="finished"))
    for status in ("stopped", "interrupted", "failed"):
        with pytest.raises(RunError, match="ended of itself"):
            outcome(RunFolder.create(tmp_path / status, FAILURES["oscillation"].recipe(), status=status))


@EACH
def test_a_run_that_diverged_fails_whatever_side_of_the_line_is_good(name, tmp_path):
    run = RunFolder.create(tmp_path / "run", FAILURES[name].recipe(remedied=True), status="diverged")
    (run.path / "checkpoints" / "00000007").mkdir()
    (run.path / "checkpoints" / "00000007" / "checkpoint.json").write_text("{}")
    found = outcome(run)
    assert found.fails and found.value is None and found.step == 7


# the command line


def test_the_command_line_lists_them(capsys):
    assert main(["failures"]) == 0
    told = capsys.readouterr().out
    assert all(name in told for name in FAILURES)
    assert main(["failures", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["name"] for row in rows] == list(FAILURES)
    for row in rows:
        kind = FAILURES[row["name"]]
        assert Recipe.from_dict(row["recipe"]) == kind.recipe()
        assert row["settings"] == dict(kind.settings) and row["remedy"] == dict(kind.remedy)


def test_the_command_line_trains_one_and_says_what_it_came_to(tmp_path, capsys):
    place = tmp_path / "run"
    arguments = ["train", "--failure", "exploding-critic", "--remedy", "--steps", "3", "--seed", "5", "--device", "cpu"]
    assert main([*arguments, "--run", str(place), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["recipe"] == "exploding-critic" and told["failure"]["remedied"] is True
    assert RunFolder(place).recipe.seed == 5
    found = outcome(RunFolder(place))
    assert told["failure"]["value"] == found.value


def test_a_run_too_short_to_measure_is_trained_all_the_same_and_says_why_it_has_no_number(tmp_path, capsys):
    short = ["train", "--failure", "oscillation", "--steps", "1", "--device", "cpu", "--run", str(tmp_path / "run")]
    assert main([*short, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["status"] == "finished" and "too short" in told["failure"]["refused"]
    assert main(["train", "--resume", "--run", str(tmp_path / "run"), "--steps", "2", "--device", "cpu"]) == 0
    assert "not measured. This run is too short" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["--failure", "boredom"], "mode-collapse"),
        (["quick", "--failure", "oscillation"], "leave the recipe"),
        (["quick", "--remedy"], "--failure"),
        (["--failure", "oscillation", "--resume", "--run", "x"], "stays what it is"),
    ],
)
def test_the_command_line_refuses_what_does_not_go_together(arguments, hint, capsys):
    assert main(["train", *arguments]) == 2
    assert hint in capsys.readouterr().err
