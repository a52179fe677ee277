"""Distances between sets of features, against values known beforehand."""

import numpy as np
import pytest
import torch

from ganplay.metrics.distances import classifier_fd, classifier_kd, density_coverage, precision_recall
from ganplay.metrics.error import MetricError


def normal(n, dimensions=4, seed=0):
    return torch.randn(n, dimensions, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def exactly(points, mean, deviations):
    """Points moved so that their sample mean and covariance are exactly those asked for."""
    centred = points - points.mean(0)
    covariance = torch.from_numpy(np.cov(centred.numpy(), rowvar=False))
    white = centred @ torch.linalg.inv(torch.linalg.cholesky(covariance)).T
    return white * torch.tensor(deviations, dtype=torch.float64) + torch.tensor(mean, dtype=torch.float64)


def test_the_frechet_distance_of_two_gaussians_is_the_closed_form():
    a = exactly(normal(200, seed=1), [0, 0, 0, 0], [1, 2, 3, 4])
    b = exactly(normal(300, seed=2), [1, 0, -2, 0], [1, 1, 1, 6])
    # squared distance of the means, and for covariances that commute the squared distances of the deviations
    assert classifier_fd(a, b) == pytest.approx((1 + 4) + (0 + 1 + 4 + 4), abs=1e-6)
    assert classifier_fd(a, a) == pytest.approx(0, abs=1e-6)


def test_the_frechet_distance_of_covariances_that_do_not_commute():
    turn = torch.linalg.qr(normal(4, 4, seed=3))[0]
    a = exactly(normal(200, seed=1), [0, 0, 0, 0], [1, 2, 3, 4])
    b = exactly(normal(200, seed=2), [0, 0, 0, 0], [5, 1, 1, 2]) @ turn
    A, B = torch.cov(a.T), torch.cov(b.T)
    values, vectors = torch.linalg.eigh(A)
    root = vectors @ values.sqrt().diag() @ vectors.T
    expected = A.trace() + B.trace() - 2 * torch.linalg.eigvalsh(root @ B @ root).sqrt().sum()
    assert classifier_fd(a, b) == pytest.approx(expected.item(), abs=1e-6)


def test_the_kernel_distance_of_equal_distributions_is_zero_on_average():
    values = [classifier_kd(normal(200, seed=2 * i), normal(200, seed=2 * i + 1)).value for i in range(60)]
    spread = np.std(values) / len(values) ** 0.5
    assert abs(np.mean(values)) < 3 * spread
    assert min(values) < 0 < max(values)  # unbiased: no clamp at zero
    assert classifier_kd(normal(200, seed=1), normal(200, seed=2) + 1).value > 20 * np.std(values)


def test_the_kernel_distance_is_the_cubic_kernel_s_by_hand():
    a, b = normal(60, 2, seed=1), normal(60, 2, seed=2) + 0.5
    kernel = lambda x, y: ((x @ y.T) / 2 + 1) ** 3  # noqa: E731
    aa, bb, ab = kernel(a, a), kernel(b, b), kernel(a, b)
    within = sum((k.sum() - k.trace()) / (60 * 59) for k in (aa, bb))
    found = classifier_kd(a, b)
    assert found.value == pytest.approx((within - 2 * ab.mean()).item(), rel=1e-9)
    assert (found.subsets, found.size) == (1, 60)


def test_the_kernel_distance_says_how_many_subsets_it_took():
    found = classifier_kd(normal(120, 2), normal(150, 2, seed=1), subsets=7, size=100)
    assert (found.subsets, found.size) == (7, 100) and found.spread > 0
    assert classifier_kd(normal(120, 2), normal(150, 2, seed=1), subsets=7, size=100) == found


def clusters(*places, each=60, seed=0):
    """Tight clusters around places on a line."""
    noise = normal(each * len(places), 2, seed) * 0.01
    return noise + torch.tensor([[float(place), 0.0] for place in places for _ in range(each)])


def test_precision_and_recall_of_a_generator_that_knows_half_and_invents_a_quarter():
    real = clusters(0, 10, 20, 30)
    half = clusters(0, 0, 10, 10, seed=1)
    precision, recall = precision_recall(half, real)
    assert precision > 0.9 and 0.45 < recall <= 0.5  # a cluster's outermost pictures lie outside
    precision, recall = precision_recall(clusters(0, 10, 20, 90, seed=1), real)
    assert 0.7 < precision <= 0.75 and 0.7 < recall <= 0.75


def test_density_and_coverage_at_known_places():
    real = clusters(0, 10, 20, 30)
    density, coverage = density_coverage(real.clone(), real)
    assert coverage == 1  # every ball holds at least its own centre
    assert density == pytest.approx(5 / 5, abs=0.02)  # strictly inside: the four nearest and the centre itself
    assert density_coverage(clusters(90, 91, 92, 93), real) == (0, 0)
    _, coverage = density_coverage(clusters(0, 0, 10, 10, seed=1), real)
    assert 0.4 < coverage <= 0.5


def test_one_outlier_does_not_fool_coverage():
    real = torch.cat([clusters(0, 10), torch.tensor([[1000.0, 0.0]], dtype=torch.float64)])
    far = clusters(500, 501, seed=1)
    assert precision_recall(far, real)[0] > 0.9  # within the outlier's huge ball
    assert density_coverage(far, real)[1] < 0.02


@pytest.mark.parametrize("metric", [classifier_fd, classifier_kd, precision_recall, density_coverage])
def test_fewer_than_fifty_pictures_are_refused(metric):
    with pytest.raises(MetricError, match="at least 50 pictures of each kind, and there are 49"):
        metric(normal(49), normal(500))
