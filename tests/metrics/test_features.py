"""The feature networks: shipped whole, refused when they are not, each picture's features its own."""

import json
import shutil

import pytest
import torch

from ganplay import data
from ganplay.metrics.error import MetricError
from ganplay.metrics.features import NAMES, features_folder, features_for, load_features


@pytest.fixture(params=sorted(NAMES.values()))
def name(request):
    return request.param


def noise(n, channels, size=32):
    return torch.randint(0, 256, (n, channels, size, size), dtype=torch.uint8)


def test_the_facts_say_what_the_network_is_and_how_good(name):
    facts = json.loads((features_folder() / f"{name}.json").read_text(encoding="utf-8"))
    features = load_features(features_folder(), name)
    assert features.num_features == facts["features"] >= 64
    assert sum(p.numel() for p in features.network.parameters()) == facts["parameters"]
    assert facts["sha256"].startswith(features.digest) and "train_features.py" in facts["command"]
    for head in features.heads.values():
        assert head.n >= 1000 and 0.5 < head.accuracy <= 1
    assert 100_000 < (features_folder() / f"{name}.safetensors").stat().st_size < 2_500_000


def test_the_grey_network_reads_digits_it_was_not_trained_on():
    features = features_for(1, 32)
    _, held_out = data.load("digits", 32).split(5000)
    head = features.head_for("digits")
    guesses = features.guess(features(held_out.images), head.name)
    assert (guesses == held_out.labels).float().mean() > 0.95
    assert features.head_for("mnist") is head and head.accuracy > 0.98 and head.n == 5000
    assert features.head_for("mnist", ("a", "b")) is None and features.head_for("faces") is None


@pytest.mark.parametrize("resolution", [28, 32, 64])
def test_a_picture_s_features_do_not_depend_on_its_neighbours(resolution):
    features = features_for(3, resolution)
    pictures = noise(5, 3, resolution)
    together = features(pictures)
    assert together.shape == (5, features.num_features) and together.isfinite().all()
    torch.testing.assert_close(features(pictures[2:3]), together[2:3], atol=1e-4, rtol=1e-4)


def test_twenty_eight_pixels_are_padded_and_not_stretched():
    features = features_for(1, 28)
    small = noise(3, 1, 28)
    framed = torch.nn.functional.pad(small, (2, 2, 2, 2))
    torch.testing.assert_close(features(small), features(framed))


@pytest.fixture
def copied(tmp_path, name):
    for file in features_folder().glob(f"{name}.*"):
        shutil.copy(file, tmp_path)
    return tmp_path


def test_weights_that_were_not_measured_are_refused(copied, name):
    file = copied / f"{name}.safetensors"
    weights = bytearray(file.read_bytes())
    weights[-1] ^= 1
    file.write_bytes(bytes(weights))
    with pytest.raises(MetricError, match="are not those whose accuracy was measured"):
        load_features(copied, name)


def test_missing_and_mismatched_files_are_refused(copied, name):
    facts_file = copied / f"{name}.json"
    facts = json.loads(facts_file.read_text(encoding="utf-8"))
    facts_file.write_text(json.dumps({**facts, "width": 8}), encoding="utf-8")
    with pytest.raises(MetricError, match="do not fit"):
        load_features(copied, name)
    facts_file.write_text("[", encoding="utf-8")
    with pytest.raises(MetricError, match="missing or damaged"):
        load_features(copied, name)
    with pytest.raises(MetricError, match="missing or damaged"):
        load_features(copied, "nothing")


def test_what_is_no_picture_for_this_network_is_refused():
    features = features_for(1, 32)
    with pytest.raises(MetricError, match="uint8"):
        features(torch.zeros(2, 1, 32, 32))
    with pytest.raises(MetricError, match="1 channels, and these have 3"):
        features(noise(2, 3))
    with pytest.raises(MetricError, match="too small"):
        features(noise(2, 1, 16))
    with pytest.raises(MetricError, match="none for 2"):
        features_for(2, 32)
    with pytest.raises(MetricError, match="too small"):
        features_for(3, 16)
