"""`ganplay sample`: the same picture for a seed, in the file that was asked for."""

from __future__ import annotations

import numpy as np
from PIL import Image

from .asking import refused, sampled


def test_a_seed_gives_the_same_picture_whatever_is_drawn_beside_it(trained, tmp_path):
    four = np.load(sampled(trained, tmp_path / "four.npz", "--seed", "3"))["images"]
    assert four.shape == (4, 28, 28, 1)
    assert four.dtype == np.uint8
    many = np.load(sampled(trained, tmp_path / "many.npz", "--seed", "0", "--n", "70"))["images"]
    assert np.array_equal(four, many[3:7])


def test_samples_come_as_a_sheet_an_array_or_single_pictures_that_say_they_were_generated(trained, tmp_path):
    sheet = Image.open(sampled(trained, tmp_path / "sheet.png"))
    assert sheet.size == (56, 56)
    sampled(trained, tmp_path / "pictures", "--seed", "7")
    files = sorted((tmp_path / "pictures").iterdir())
    assert [file.name for file in files] == [f"seed{seed:06d}.png" for seed in (7, 8, 9, 10)]
    for file in (tmp_path / "sheet.png", files[0]):
        assert b"trainedAlgorithmicMedia" in file.read_bytes()
    with np.load(sampled(trained, tmp_path / "array.npz"), allow_pickle=False) as arrays:
        assert arrays.files == ["images"]


def test_an_earlier_moment_can_be_sampled_and_one_that_was_not_kept_is_refused(trained, tmp_path, capsys):
    early = np.load(sampled(trained, tmp_path / "early.npz", "--checkpoint", "0"))["images"]
    late = np.load(sampled(trained, tmp_path / "late.npz"))["images"]
    assert not np.array_equal(early, late)
    capsys.readouterr()
    assert "no checkpoint at step 99" in refused(
        capsys, "sample", str(trained), "--out", str(tmp_path / "x.png"), "--checkpoint", "99"
    )
    for n, out in (("0", "x.png"), ("4", "x.jpeg")):
        assert refused(capsys, "sample", str(trained), "--n", n, "--out", str(tmp_path / out))
