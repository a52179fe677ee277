"""The page on doubling: its plain loops are torch's layers, and its counts what torch adds up."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F

from .called import called

FROM = "doubling.js"
KERNELS = (2, 3, 4, 5)


def expected(way: str, picture: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """(C, H, W) and (C, K, K) to (2H, 2W), by torch."""
    kernel = weights.shape[-1]
    if way == "transposed":
        padding = {"padding": (kernel - 1) // 2, "output_padding": kernel % 2}
        return F.conv_transpose2d(picture[None], weights[:, None], stride=2, **padding)[0, 0]
    before = (kernel - 1) // 2
    after = kernel - 1 - before
    large = F.interpolate(picture[None], scale_factor=2, mode="nearest")
    return F.conv2d(F.pad(large, (before, after, before, after)), weights[None])[0, 0]


@pytest.fixture(scope="module")
def constants():
    names = ("SIZE", "CHANNELS", "KERNELS")
    return dict(zip(names, called(*((FROM, name, []) for name in names)), strict=True))


@pytest.mark.parametrize("way", ["transposed", "resize"])
@pytest.mark.parametrize("kernel", KERNELS)
def test_any_picture_and_any_weights_come_to_what_torch_makes_of_them(way, kernel):
    random = torch.Generator().manual_seed(kernel)
    picture = torch.randn(3, 6, 6, generator=random)
    weights = torch.randn(3, kernel, kernel, generator=random)
    name = {"transposed": "transposed", "resize": "resized"}[way]
    (found,) = called((FROM, name, [picture.flatten().tolist(), 6, weights.flatten().tolist(), kernel]))
    wanted = expected(way, picture, weights)
    assert wanted.shape == (12, 12) and found == pytest.approx(wanted.flatten().tolist(), abs=1e-5)


def test_the_kernels_of_the_page_are_those_that_are_tested(constants):
    assert constants["KERNELS"] == list(KERNELS)


@pytest.mark.parametrize("way", ["transposed", "resize"])
@pytest.mark.parametrize("kernel", KERNELS)
def test_counts_are_what_ones_add_up_to(constants, way, kernel):
    (found,) = called((FROM, "overlaps", [way, kernel]))
    wanted = expected(way, torch.ones(1, constants["SIZE"], constants["SIZE"]), torch.ones(1, kernel, kernel))
    assert found == wanted.flatten().tolist()


@pytest.mark.parametrize(
    ("way", "kernel", "uneven", "kinds"),
    [
        ("transposed", 2, 1, [1]),
        ("transposed", 3, 4, [1, 2, 4]),
        ("transposed", 4, 1, [4]),
        ("transposed", 5, 2.25, [4, 6, 9]),
        ("resize", 2, 1, [4]),
        ("resize", 3, 1, [9]),
        ("resize", 4, 1, [16]),
        ("resize", 5, 1, [25]),
    ],
)
def test_only_a_kernel_that_the_stride_divides_paints_evenly_by_itself(way, kernel, uneven, kinds):
    (counts,) = called((FROM, "overlaps", [way, kernel]))
    assert called((FROM, "unevenness", [counts]), (FROM, "kindsOf", [counts])) == [uneven, kinds]


def patterns(way: str, around: str) -> dict[int, float]:
    """kernel -> how strong the pattern is that comes of the flat picture."""
    (flat,) = called((FROM, "inputOf", ["flat"]))
    weights = called(*((FROM, "weightsOf", [kernel, around]) for kernel in KERNELS))
    asked = [(FROM, "doubled", [way, flat, one, kernel]) for kernel, one in zip(KERNELS, weights, strict=True)]
    shown = [picture for one in asked for picture in called(one)]
    return dict(zip(KERNELS, called(*((FROM, "pattern", [one]) for one in shown)), strict=True))


def test_around_one_the_counts_alone_make_the_pattern():
    found = patterns("transposed", "one")
    assert found[3] > 0.4 and found[5] > 0.25 and max(found[2], found[4]) < 0.05


def test_around_zero_even_counts_promise_nothing():
    assert min(patterns("transposed", "zero").values()) > 0.3


@pytest.mark.parametrize("around", ["one", "zero"])
def test_resizing_first_leaves_a_flat_picture_flat_whatever_the_weights(around):
    assert max(patterns("resize", around).values()) < 1e-5


def test_a_row_reaches_as_far_as_its_counts_say(constants):
    size = constants["SIZE"]
    middle = 2 * size * size + size  # of a row that no edge has a part in
    for way, sources in (("transposed", size), ("resize", 2 * size)):
        for kernel in KERNELS:
            (counts,) = called((FROM, "overlaps", [way, kernel]))
            reaches = called(*((FROM, "reachOf", [way, kernel, i]) for i in range(sources)))
            row = [sum(first <= at < end for first, end in reaches) for at in range(2 * size)]
            side = 2 * size
            grid = [row[x] * row[y] for y in range(side) for x in range(side)]
            assert counts[middle] and grid == counts, (way, kernel)
