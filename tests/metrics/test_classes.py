import math

import pytest
import torch

from ganplay.metrics.classes import agreement, agreement_by_chance, class_counts, kl_divergence, label_accuracy


def test_counts_name_every_class_even_the_missing_ones():
    assert class_counts(torch.tensor([2, 0, 2]), 4) == [1, 0, 2, 0]


def test_the_divergence_by_hand():
    assert kl_divergence([10, 10], [1, 1]) == pytest.approx(0)
    assert kl_divergence([30, 10], [20, 20]) == pytest.approx(0.75 * math.log(1.5) + 0.25 * math.log(0.5))
    assert kl_divergence([40, 0, 0, 0], [10, 10, 10, 10]) == pytest.approx(math.log(4))  # collapse to one of four
    assert math.isnan(kl_divergence([0, 0], [1, 1]))


def test_a_class_that_was_never_expected_does_not_make_it_infinite():
    expected = 0.9 * math.log(0.9 / 1.0) + 0.1 * math.log(0.1 / (0.5 / 10))
    assert kl_divergence([9, 1], [10, 0]) == pytest.approx(expected)


def test_labels_obeyed_all_told_and_of_each_class():
    guesses, labels = torch.tensor([0, 0, 1, 2]), torch.tensor([0, 1, 1, 2])
    assert label_accuracy(guesses, labels, 4) == (0.75, [1.0, 0.5, 1.0, None])


def test_a_group_agrees_as_far_as_its_pictures_are_of_one_class():
    guesses, groups = torch.tensor([2, 2, 0, 1, 1, 1]), torch.tensor([0, 0, 0, 1, 1, 1])
    assert agreement(guesses, groups, 3) == pytest.approx(5 / 6)
    assert agreement(guesses, guesses, 3) == 1.0
    assert agreement(torch.arange(6), torch.zeros(6, dtype=torch.int64), 6) == pytest.approx(1 / 6)


def test_groups_for_nothing_agree_as_much_as_their_own_floor_and_groups_by_class_far_more():
    classes = torch.arange(1000) % 10
    floor = agreement_by_chance(classes, classes, 10)
    assert 0.1 < floor < 0.25 and agreement_by_chance(classes, classes, 10) == floor
    at_random = (torch.arange(1000) // 100)[torch.randperm(1000, generator=torch.Generator().manual_seed(7))]
    assert agreement(classes, at_random, 10) == pytest.approx(floor, abs=0.03)
    assert agreement_by_chance(torch.zeros(50, dtype=torch.int64), torch.arange(50) % 5, 10) == 1.0
