"""A whole evaluation of pictures: every row beside what real ones score, with few pictures and with little time."""

import json

import pytest
import torch
from torch import nn

from ganplay import data
from ganplay.data.kinds import points
from ganplay.data.kinds.pictures import finished
from ganplay.data.stacked import stack_digits
from ganplay.metrics import inception
from ganplay.metrics.drawing import draw_samples
from ganplay.metrics.error import MetricError
from ganplay.metrics.evaluate import report_of
from ganplay.metrics.features import Head
from ganplay.metrics.kinds import pictures as of_pictures
from ganplay.metrics.kinds.pictures import evaluate_generator
from ganplay.metrics.reference import Reference
from ganplay.metrics.report import BETTER, Report, row
from ganplay.recipe import Recipe

ALL = {"classifier_fd", "classifier_kd", "precision", "recall", "density", "coverage", "copies", "nearness"}


@pytest.fixture(scope="module")
def shapes():
    """(training, held-out, fresh): 900 drawn shapes, and 300 others that a perfect generator might have drawn."""
    drawn = data.load("shapes", 32, count=1200)
    training, held_out = drawn.take(torch.arange(900)).split(150)
    return training, held_out, drawn.take(torch.arange(900, 1200))


def test_a_perfect_generator_scores_the_floor_and_noise_does_not(shapes):
    training, held_out, fresh = shapes
    good = evaluate_generator(fresh.images, training, held_out, labels=fresh.labels)
    noise = torch.randint(0, 256, (300, 3, 32, 32), dtype=torch.uint8)
    bad = evaluate_generator(noise, training, held_out)
    assert {row.name for row in good.rows} == ALL | {"class_kl", "label_accuracy"} and not good.refused
    assert {row.n for row in good.rows} == {300}
    assert good["classifier_fd"].value == pytest.approx(good["classifier_fd"].floor, rel=0.4)
    assert abs(good["classifier_kd"].value) < 0.1 * bad["classifier_kd"].value
    assert bad["classifier_fd"].value > 5 * good["classifier_fd"].value
    for name in ("precision", "recall", "density", "coverage"):
        assert good[name].value == pytest.approx(good[name].floor, abs=0.2)
        assert BETTER[name] == "higher"
    assert bad["coverage"].value < 0.1 < 0.8 < good["coverage"].value
    assert good["label_accuracy"].value == pytest.approx(good["label_accuracy"].floor, abs=0.1)
    assert good["copies"].value < 0.08 and "of 750 training and 150 held-out" in good["copies"].note


def test_copies_and_a_missing_class_show(shapes):
    training, held_out, _ = shapes
    circles = training.images[training.labels < 4][:200]
    report = evaluate_generator(circles, training, held_out)
    assert report["copies"].value == 1 and report["nearness"].value < 0.01
    assert report["class_kl"].value > 5 * report["class_kl"].floor
    assert sum(report.classes["generated"]) == len(circles) == sum(report.classes["real"])
    assert report.classes["names"] == list(training.classes)


def test_a_report_is_json_that_says_how_it_was_measured(shapes):
    training, held_out, fresh = shapes
    report = evaluate_generator(lambda n: (fresh.images[:n], fresh.labels[:n]), training, held_out, count=100)
    told = json.loads(json.dumps(report.to_dict(), allow_nan=False))
    assert {each["name"] for each in told["rows"]} >= ALL | {"label_accuracy"}
    for each in told["rows"]:
        assert each["n"] == 100 and each["better"] in ("lower", "higher") and isinstance(each["floor"], float)
    assert len(told["features"]["digest"]) == 12 and told["features"]["heads"]["shapes"]["n"] >= 1000
    assert all(any(line.startswith(each.name) for line in report.lines()) for each in report.rows)
    assert report.lines()[0].startswith("in 128 features of the colour network")
    assert Report(rows=(row("class_kl", float("nan"), None, 3),)).to_dict()["rows"][0]["value"] is None


def test_few_pictures_are_measured_with_their_number_and_too_few_refused(shapes, untrained):
    training, held_out, fresh = shapes
    few = training.take(torch.arange(90)), held_out.take(torch.arange(20))
    report = evaluate_generator(fresh.images, *few, features=untrained())
    assert {row.n for row in report.rows} == {55}
    assert any("Looking for copies takes at least 50" in sentence for sentence in report.refused)
    with pytest.raises(MetricError, match="at least 50 generated and 100 real pictures"):
        evaluate_generator(fresh.images[:49], training, held_out, features=untrained())
    with pytest.raises(MetricError, match="at least 50 generated and 100 real pictures"):
        evaluate_generator(fresh.images, few[0].take(torch.arange(60)), few[1], features=untrained())


def test_pictures_unlike_the_real_ones_are_refused(shapes, untrained):
    training, held_out, fresh = shapes
    with pytest.raises(MetricError, match="another shape"):
        evaluate_generator(fresh.images[:, :, :28, :28], training, held_out, features=untrained())


def test_a_budget_takes_fewer_pictures_and_says_what_it_left_out(shapes, untrained):
    training, held_out, fresh = shapes
    now = [0.0]

    def clock():  # ten seconds a look
        now[0] += 10
        return now[0]

    report = evaluate_generator(
        lambda n: fresh.images[:n], training, held_out, features=untrained(), budget_seconds=35, clock=clock
    )
    assert {row.n for row in report.rows} == {50} or not report.rows
    assert report.refused and all("no time left" in sentence for sentence in report.refused)
    assert len(report.rows) < len(ALL)


def test_one_reference_measures_many_generators_and_computes_its_floors_once(shapes, untrained, monkeypatch):
    training, held_out, fresh = shapes
    features = untrained()
    seen = []
    monkeypatch.setattr(type(features), "__call__", _counting(type(features).__call__, seen))
    reference = Reference(training, held_out, count=100, features=features)
    first = reference.evaluate(fresh.images[:100])
    read = sum(seen)
    second = reference.evaluate(fresh.images[100:200])
    assert sum(seen) - read == 100  # only the new generated pictures
    assert [row.floor for row in first.rows] == [row.floor for row in second.rows]
    with pytest.raises(MetricError, match="takes 100 generated pictures, and there are 20"):
        reference.evaluate(fresh.images[:20])


def test_copies_of_few_training_pictures_are_judged_by_all_that_was_held_out(shapes, untrained):
    training, held_out, fresh = shapes
    few = training.take(torch.arange(60))
    reference = Reference(few, held_out, features=untrained())
    assert reference.count == 60
    report = reference.evaluate(fresh.images)
    assert "of 60 training and 150 held-out" in report["copies"].note and report["copies"].floor is not None
    assert {row.name: row.n_floor for row in report.rows if row.n_floor != row.n} == {"copies": 150, "nearness": 150}
    assert all("150" in line for line in report.lines() if line.startswith(("copies", "nearness")))
    turns = Reference(few, held_out, features=untrained())
    list(turns.prepare(16))
    assert torch.allclose(turns.held_rows, turns.features(held_out.images), atol=1e-4)


def _counting(call, seen):
    def counted(self, images):
        seen.append(len(images))
        return call(self, images)

    return counted


def test_labels_are_measured_only_by_a_head_that_knows_them(shapes, untrained):
    training, held_out, fresh = shapes
    knows = {"shapes": Head("shapes", training.classes, ("shapes",), True, 0.9, 1000)}
    assert "class_kl" in evaluate_generator(fresh.images, training, held_out, features=untrained(heads=knows))
    other = {"shapes": Head("shapes", ("a", "b"), ("shapes",), True, 0.9, 1000)}
    without = evaluate_generator(fresh.images, training, held_out, features=untrained(heads=other), labels=fresh.labels)
    assert "class_kl" not in without and without.classes is None
    assert without.refused == ("Whether labels are obeyed was not measured: no feature network knows these classes.",)
    with pytest.raises(MetricError, match="5 labels for 300"):
        evaluate_generator(fresh.images, training, held_out, features=untrained(), labels=fresh.labels[:5])


class Painter(nn.Module):
    """A generator that remembers pictures: z chooses one, or the class asked for does."""

    z_dim = 4

    def __init__(self, pictures, num_classes=0):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(()))
        self.pictures, self.num_classes = pictures, num_classes

    def forward(self, z, y=None):
        chosen = (z[:, 0].abs() * 1000).long() % len(self.pictures) if y is None else y
        return self.pictures[chosen].float() / 127.5 - 1


def test_a_run_is_evaluated_from_its_generator_recipe_and_data(shapes):
    training, held_out, fresh = shapes
    generator = Painter(fresh.images).eval()
    report = report_of(generator, Recipe(dataset="shapes"), training, held_out, count=200)
    assert {row.name for row in report.rows} >= ALL and "label_accuracy" not in report
    one_each = torch.stack([fresh.images[fresh.labels == k][0] for k in range(8)])
    obeys, defies = (
        report_of(Painter(pictures, 8).eval(), Recipe(dataset="shapes"), training, held_out, count=80)
        for pictures in (one_each, one_each.roll(1, 0))
    )
    assert obeys["label_accuracy"].value > 0.5 > 0.3 > defies["label_accuracy"].value
    with pytest.raises(MetricError, match=r"call eval\(\)"):
        report_of(generator.train(), Recipe(dataset="shapes"), training, held_out)


def test_samples_are_rounded_to_bytes_and_points_are_not():
    assert finished(torch.tensor([[-1.0, 1.0], [0.0, 2.0]]).view(1, 1, 2, 2)).flatten().tolist() == [0, 255, 128, 255]
    cloud = torch.tensor([[3.25, -4.0]])[:, :, None, None]
    assert torch.equal(points.finished(cloud), cloud)
    drawn, labels = draw_samples(Painter(torch.zeros(3, 1, 28, 28), 3).eval(), 7)
    assert drawn.shape == (7, 1, 28, 28) and labels.tolist() == [0, 1, 2, 0, 1, 2, 0]


def test_a_run_on_stacked_digits_counts_its_modes(shapes, untrained, monkeypatch):
    digits = data.load("digits", 28)
    stacked = stack_digits(digits, "stacked_mnist", 600)
    training, held_out = stacked.split(100)
    monkeypatch.setattr(of_pictures, "STACKED_SAMPLES", 300)
    generator = Painter(stacked.images[:2]).eval()
    recipe = Recipe(dataset="stacked_mnist")
    report = report_of(generator, recipe, training, held_out, count=100)
    assert report["modes"].value == 2 and report["modes"].n == 300 and 200 < report["modes"].floor <= 300
    assert report["mode_kl"].value > 5 > report["mode_kl"].floor
    quick = report_of(generator, recipe, training, held_out, count=60, budget_seconds=600)
    assert "modes" not in quick and any("Modes were not counted" in sentence for sentence in quick.refused)


def test_fid_goes_the_library_s_way(shapes, monkeypatch):
    import torch_fidelity

    training, held_out, fresh = shapes
    asked = {}

    def stand_in(**kwargs):
        asked.update(kwargs)
        assert kwargs["input1"][0].dtype == torch.uint8 and kwargs["input1"][0].shape == (3, 28, 28)
        return {"frechet_inception_distance": 12.5}

    monkeypatch.setattr(torch_fidelity, "calculate_metrics", stand_in)
    grey = torch.zeros(2100, 1, 28, 28, dtype=torch.uint8)
    assert inception.inception_fid(grey, grey) == 12.5
    assert asked["fid"] is True and len(asked["input1"]) == len(asked["input2"]) == 2100
    with pytest.raises(MetricError, match="at least 2,049 pictures of each kind, and there are 300"):
        inception.inception_fid(fresh.images, fresh.images)
    report = report_of(Painter(fresh.images).eval(), Recipe(dataset="x"), training, held_out, count=60, inception=True)
    assert "fid" not in report and any("FID takes at least" in sentence for sentence in report.refused)


def test_without_the_network_or_the_library_fid_says_so(monkeypatch):
    import sys
    from urllib.error import URLError

    import torch_fidelity

    def offline(**_):
        raise URLError("no route to host")

    monkeypatch.setattr(torch_fidelity, "calculate_metrics", offline)
    grey = torch.zeros(2049, 1, 28, 28, dtype=torch.uint8)
    with pytest.raises(MetricError, match=r"could not be downloaded .*no route to host"):
        inception.inception_fid(grey, grey)
    monkeypatch.setitem(sys.modules, "torch_fidelity", None)
    with pytest.raises(MetricError, match="pip install torch-fidelity"):
        inception.inception_fid(grey, grey)
