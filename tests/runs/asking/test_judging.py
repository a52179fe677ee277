"""A run keeps what its discriminator is judged by, and judging works wherever the run is taken."""

from __future__ import annotations

import io
import json
import queue
from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image, ImageDraw

from ganplay.data.pictures import Pictures
from ganplay.recipe import Recipe
from ganplay.runs.asking.evaluate import evaluate
from ganplay.runs.asking.judging import CALIBRATION, FORMAT, calibration_of, context_of, reals_of
from ganplay.runs.asking.score import Judge, score_files
from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.store.reals import FILE, MOST, keep_reals, read_reals, sampled
from ganplay.runs.transfer.export import export
from ganplay.runs.worker.drive import drive, prepare
from ganplay.runs.worker.writer import RunWriter
from ganplay.scoring import Calibration, on_pad, score
from ganplay.training.trainer import HELD_OUT

TINY = {"family": "quick", "resolution": 28, "z_dim": 8, "g_width": 4, "d_width": 4, "batch": 8, "precision": "fp32"}


def train(path, dataset: str = "digits", steps: int = 3, **settings: object) -> RunFolder:
    run = RunFolder.create(path, Recipe(dataset=dataset, steps=steps, **(TINY | settings)))
    with RunWriter(run) as writer:
        drive(prepare(writer, device="cpu", threads=1), writer, queue.Queue())
    return run


@pytest.fixture(scope="module")
def digits(tmp_path_factory) -> RunFolder:
    return train(tmp_path_factory.mktemp("judging") / "digits")


@pytest.fixture(scope="module")
def critic(tmp_path_factory) -> RunFolder:
    return train(tmp_path_factory.mktemp("judging") / "critic", loss="wasserstein", clip=0.01)


def numbered(count: int) -> Pictures:
    """Pictures that tell their own number."""
    numbers = torch.arange(count)
    bytes_ = torch.stack((numbers % 256, numbers // 256), 1).to(torch.uint8)
    return Pictures(name="numbered", images=bytes_.reshape(-1, 2, 1, 1).expand(-1, 2, 4, 4), labels=numbers)


def test_what_is_kept_was_split_as_the_trainer_splits(digits):
    pictures = numbered(3000)
    training, held_out = pictures.split(HELD_OUT)
    kept = sampled(pictures, HELD_OUT)
    assert torch.equal(kept["held_out_labels"], held_out.labels)
    assert set(kept["training_labels"].tolist()) <= set(training.labels.tolist())
    places = [training.labels.tolist().index(label) for label in kept["training_labels"].tolist()]
    assert len(places) == MOST and places == sorted(set(places)), "evenly, none twice"
    assert places[0] == 0 and places[-1] == len(training) - 1 and max(np.diff(places)) <= 6
    shown = kept["training"][:, 0, 0, 0] + 256 * kept["training"][:, 1, 0, 0].long()
    assert torch.equal(shown, kept["training_labels"]), "labels stay with their pictures"


def test_a_run_keeps_real_pictures_when_it_is_prepared(digits):
    reals = digits.reals()
    assert reals.training.shape == (512, 28, 28, 1) and reals.training.dtype == np.uint8
    assert reals.held_out.shape == (1797 // 5, 28, 28, 1)
    assert reals.training_labels.shape == (512,) and reals.held_out_labels.max() == 9
    assert not list(digits.path.glob("*.part"))


def test_what_is_kept_is_not_written_twice_and_damage_is_told(tmp_path):
    keep_reals(tmp_path, numbered(40), HELD_OUT)
    before = (tmp_path / FILE).read_bytes()
    keep_reals(tmp_path, numbered(60), HELD_OUT)
    assert (tmp_path / FILE).read_bytes() == before
    assert len(read_reals(tmp_path).held_out) == 8
    for damage in (b"", b"nonsense" * 10, before[: len(before) // 2]):
        (tmp_path / FILE).write_bytes(damage)
        with pytest.raises(RunError, match=FILE):
            read_reals(tmp_path)
    (tmp_path / FILE).unlink()
    with pytest.raises(RunError, match="kept none"):
        read_reals(tmp_path)


def test_an_older_run_finds_the_same_pictures_in_its_data_set(digits, tmp_path):
    copy = export(digits, tmp_path / "older")
    (copy.path / FILE).unlink()
    found, kept = reals_of(copy), digits.reals()
    assert (found.training == kept.training).all() and (found.held_out_labels == kept.held_out_labels).all()


def test_a_run_away_from_its_data_set_says_what_to_do_and_downloads_nothing(tmp_path, monkeypatch):
    from ganplay.data import fetching

    monkeypatch.setenv("GANPLAY_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(fetching, "fetch", lambda *_: pytest.fail("nothing is to be downloaded"))
    for dataset in ("mnist", "cifar10", "celeba"):
        run = RunFolder.create(tmp_path / dataset, Recipe(dataset=dataset))
        with pytest.raises(RunError, match="--data-root"):
            reals_of(run)
    gone = RunFolder.create(tmp_path / "gone", Recipe(dataset=str(tmp_path / "pictures")))
    with pytest.raises(RunError, match="no folder or zip"):
        reals_of(gone)


def test_a_finished_run_has_its_calibration_beside_the_checkpoint(digits):
    path = digits.checkpoint_path() / CALIBRATION
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert kept["n_real"] == 1797 // 5 and kept["n_generated"] == 512
    assert calibration_of(digits) == Calibration.from_dict(kept)


def test_a_calibration_is_fitted_where_it_is_missing_or_damaged_and_kept(digits):
    first = digits.checkpoints()[0]
    path = digits.checkpoint_path(first) / CALIBRATION
    assert not path.exists(), "only the end of the training fits one"
    fitted = calibration_of(digits, first)
    assert path.exists()
    path.write_text("{", encoding="utf-8")
    assert calibration_of(digits, first) == fitted
    assert json.loads(path.read_text(encoding="utf-8"))["format"] == FORMAT
    frozen = RunFolder(digits.path, frozen=True)
    path.unlink()
    context = context_of(digits.networks(first), digits.reals())
    assert calibration_of(frozen, first, context) == fitted
    assert not path.exists()


def test_a_critic_and_a_run_with_few_pictures_have_no_calibration(critic, tmp_path):
    assert calibration_of(critic) is None
    assert not list(critic.path.rglob(CALIBRATION))
    folder = tmp_path / "few"
    folder.mkdir()
    for number in range(30):
        Image.new("L", (28, 28), 8 * number).save(folder / f"{number}.png")
    few = train(tmp_path / "run", str(folder))
    assert len(few.reals().held_out) == 6
    assert calibration_of(few) is None
    found = evaluate(few)
    assert found["calibration"] is None and found["calibration_applies"]
    assert found["discriminator"]["held_out"]["n_real"] == 6


def test_an_export_takes_the_real_pictures_and_the_calibration_along(digits, tmp_path):
    copy = RunFolder(export(digits, tmp_path / "small", checkpoints=1).path, frozen=True)
    kept, all_ = copy.reals(), digits.reals()
    assert kept.training.shape == kept.held_out.shape == (256, 28, 28, 1)
    assert (kept.training == all_.training[:256]).all() and (kept.held_out_labels == all_.held_out_labels[:256]).all()
    assert calibration_of(copy) == calibration_of(digits)
    assert evaluate(copy)["discriminator"]["training"]["n_real"] == 256
    few = RunFolder(export(digits, tmp_path / "few", checkpoints=1, reals=64).path, frozen=True)
    kept = few.reals()
    assert (len(kept.training), len(kept.held_out), len(kept.held_out_labels)) == (64, 100, 100)
    assert Judge(few).familiarity.rate <= 0.01


def test_a_judge_says_of_a_picture_what_the_parts_say(digits):
    judge, reals = Judge(digits), digits.reals()
    rows = judge.say(reals.held_out[:5])
    logits = score(digits.networks().discriminator, reals.held_out[:5])
    assert [row["logit"] for row in rows] == pytest.approx(logits.tolist(), abs=1e-5)
    assert [row["probability"] for row in rows] == pytest.approx(judge.calibration.probability(logits).tolist())
    assert {row["verdict"] for row in rows} <= {"real", "generated"}
    assert all((row["verdict"] == "real") == (row["logit"] > row["threshold"] == 0) for row in rows)
    assert all(0 <= row["percentile_real"] <= 100 and not row["unfamiliar"] for row in rows)
    assert sum(row["unfamiliar"] for row in judge.say(reals.held_out)) <= 0.01 * len(reals.held_out)
    noise = np.random.default_rng(0).integers(0, 256, (1, 28, 28, 1)).astype(np.uint8)
    assert judge.say(noise)[0]["unfamiliar"]
    few = Judge(digits, reals=replace(reals, held_out=reals.held_out[:98])).say(noise)[0]
    assert few["far"] > 1 and few["unfamiliar"] is None  # which nobody can say of so few


def test_a_critic_s_number_is_no_probability_and_its_zero_no_threshold(critic):
    judge = Judge(critic)
    row = judge.say(critic.reals().held_out[:1])[0]
    assert row["probability"] is None
    middle = (judge.context.training.mean() + judge.context.generated.mean()) / 2
    assert row["threshold"] == pytest.approx(middle.item(), abs=1e-6)


def test_without_real_pictures_a_judge_still_scores_and_says_what_it_lacks(digits, tmp_path, monkeypatch):
    monkeypatch.setenv("GANPLAY_CACHE", str(tmp_path / "cache"))
    copy = export(digits, tmp_path / "away")
    (copy.path / FILE).unlink()
    copy.write_recipe(copy.recipe.with_changes(dataset="mnist"))
    judge = Judge(copy)
    assert "--data-root" in judge.missing
    row = judge.say(digits.reals().held_out[:1])[0]
    assert row["percentile_real"] is row["far"] is row["unfamiliar"] is None and row["probability"] is None
    assert 0 <= row["percentile_generated"] <= 100 and row["verdict"]
    with pytest.raises(RunError, match="drawing"):
        list(score_files(judge, ["x.png"], pad=True))


def test_a_conditional_judge_without_real_pictures_has_a_score_and_no_verdict(tmp_path, monkeypatch):
    monkeypatch.setenv("GANPLAY_CACHE", str(tmp_path / "cache"))
    run = train(tmp_path / "run", family="dcgan", resolution=32, labels="on")
    assert Judge(run).threshold != 0
    (run.path / FILE).unlink()
    run.write_recipe(run.recipe.with_changes(dataset="mnist"))
    row = Judge(run).say(np.zeros((1, 32, 32, 1), np.uint8))[0]
    assert row["threshold"] is row["verdict"] is None and np.isfinite(row["logit"])


def test_every_figure_of_an_evaluation_has_its_sample_size(digits):
    found = evaluate(digits, digits.checkpoints()[0])
    assert found["step"] == 0
    for side, n in (("held_out", 1797 // 5), ("training", 512)):
        assert found["discriminator"][side]["n_real"] == n and found["discriminator"][side]["n_generated"] == 512
        assert set(found["discriminator"][side]) >= {"accuracy", "precision", "recall", "f1", "auc", "ap", "chance"}
    for name in ("diversity", "gap"):
        assert found["samples"][name]["n_generated"] == found["samples"][name]["n_real"] == 1797 // 5
    assert found["samples"]["gap"]["value"] > 5 * found["samples"]["gap"]["floor"], "an untrained generator is far off"
    assert found["samples"]["diversity"]["floor"] == pytest.approx(1, abs=0.1)
    assert all(row["n_floor"] for row in found["generator"]["rows"])
    assert all(side["chance"] == {"accuracy": 0.5, "auc": 0.5, "ap": 0.5} for side in found["discriminator"].values())
    assert 0 <= found["calibration"]["ece"] <= 1
    json.dumps(found, allow_nan=False)


def test_an_evaluation_holds_the_report_of_the_generator_on_the_data_or_on_what_was_kept(digits, tmp_path, monkeypatch):
    from ganplay.runs.asking import evaluate as room

    found = evaluate(digits, digits.checkpoints()[0], count=60)["generator"]
    rows = {row["name"]: row for row in found["rows"]}
    assert found["data"] == {"training": 1797 - 359, "held_out": 359, "kept": False}
    assert rows["classifier_fd"]["n"] == 60 and rows["classifier_fd"]["value"] > 3 * rows["classifier_fd"]["floor"]
    assert any("no figure here is an FID" in line for line in found["lines"])

    def nowhere(*_):
        raise RunError("It is not here.")

    monkeypatch.setattr(room, "data_of", nowhere)
    found = evaluate(digits, digits.checkpoints()[0], count=60)["generator"]
    assert found["data"] == {"training": 512, "held_out": 359, "kept": True} and found["rows"][0]["n"] == 60
    assert evaluate(digits, digits.checkpoints()[0], count=0)["generator"] is None
    too_few = evaluate(digits, digits.checkpoints()[0], count=5)["generator"]
    assert not too_few["rows"] and too_few["refused"]
    with pytest.raises(RunError, match="not -1"):
        evaluate(digits, count=-1)


def test_a_generator_with_codes_or_classes_is_measured_as_it_was_trained(tmp_path):
    coded = train(tmp_path / "coded", family="infogan", resolution=32, z_dim=16)
    asked = train(tmp_path / "asked", labels="on", resolution=32)
    reports = [evaluate(run, count=60)["generator"] for run in (coded, asked)]
    names = [{row["name"] for row in report["rows"]} for report in reports]
    assert "label_accuracy" not in names[0] and "label_accuracy" in names[1]


@pytest.mark.parametrize("name", ["mnist", "mnist-dcgan"])
def test_a_drawn_seven_looks_to_the_shipped_discriminators_like_one_of_mnist(name):
    from ganplay.runs.store.store import pretrained

    pad = Image.new("L", (280, 280), 255)
    ImageDraw.Draw(pad).line([(70, 60), (200, 60), (120, 230)], fill=0, width=20, joint="curve")
    file = io.BytesIO()
    pad.save(file, "PNG")
    judge = Judge(next(run for run in pretrained() if run.path.name == name))
    seven = on_pad(file.getvalue(), judge.recipe.resolution, 1, judge.habits)
    assert judge.say(seven[None])[0]["far"] <= 1
