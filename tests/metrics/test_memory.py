import pytest
import torch

from ganplay.metrics.error import MetricError
from ganplay.metrics.memory import memorised, unavoidable


def rows(n, seed):
    return torch.randn(n, 16, generator=torch.Generator().manual_seed(seed))


def test_an_exact_copy_is_flagged_with_the_picture_it_copies():
    training, fake = rows(500, 1), rows(100, 3)
    fake[7] = training[321]
    found = memorised(fake, training, rows(200, 2))
    assert found.copied[0].tolist() == [7, 321]
    assert 0.01 <= found.copies < 0.06
    assert (found.n, found.compared, found.held_out) == (100, 500, 200)


def test_a_generator_that_only_copies_is_caught_and_one_that_does_not_is_not():
    training, held_out = rows(500, 1), rows(200, 2)
    parrot = memorised(training[:100] + 0.01, training, held_out)
    assert parrot.copies == 1 and parrot.nearness < 0.1
    honest = memorised(rows(100, 3), training, held_out)
    assert honest.copies < 0.06 and 0.9 < honest.nearness < 1.1 and len(honest.copied) == round(100 * honest.copies)


def test_too_few_held_out_pictures_are_refused():
    with pytest.raises(MetricError, match="at least 50 generated, training and held-out"):
        memorised(rows(100, 1), rows(100, 2), rows(20, 3))


@pytest.mark.parametrize(("held_out", "expected"), [(512, 6 / 512), (200, 2 / 200), (100, 1 / 100)])
def test_the_floor_of_copies_stands_on_all_held_out_pictures_each_among_the_others(held_out, expected):
    assert unavoidable(rows(300, 1), rows(held_out, 2)) == expected
    fresh = [memorised(rows(400, 20 + seed), rows(300, 1), rows(held_out, 50 + seed)).copies for seed in range(12)]
    assert sum(fresh) / len(fresh) == pytest.approx(expected, abs=0.012)  # what pictures never trained on score


def test_of_fewer_than_a_hundred_held_out_pictures_there_is_no_floor():
    with pytest.raises(MetricError, match="100 held-out"):
        unavoidable(rows(300, 1), rows(99, 2))
