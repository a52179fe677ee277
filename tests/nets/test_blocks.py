import copy
import math

import pytest
import torch
import torch.nn.functional as F

from ganplay.nets.attention import SelfAttention
from ganplay.nets.equalised import EqualConv2d, EqualLinear
from ganplay.nets.minibatch import BANK, MinibatchDiscrimination, MinibatchStd
from ganplay.nets.norms import REFERENCE, LatentReference, PixelNorm, Reference, VirtualBatchNorm2d
from ganplay.nets.resampling import doubled, halved
from ganplay.nets.spectral import SpectralConv2d, SpectralEmbedding, SpectralLinear


@pytest.mark.parametrize(
    "layer", [lambda: SpectralConv2d(5, 7, 3), lambda: SpectralLinear(6, 9), lambda: SpectralEmbedding(4, 8)]
)
def test_spectral_norm_divides_by_the_largest_singular_value(layer):
    torch.manual_seed(0)
    layer = layer()
    layer.settle(200)
    largest = torch.linalg.svdvals(layer.weight.detach().flatten(1))[0]
    torch.testing.assert_close(layer.normalised(), layer.weight / largest, atol=1e-5, rtol=1e-4)
    assert torch.linalg.svdvals(layer.normalised().detach().flatten(1))[0] == pytest.approx(1.0, abs=1e-4)


def test_training_passes_bring_the_power_method_to_the_singular_value():
    torch.manual_seed(0)
    layer = SpectralLinear(20, 10)
    with torch.no_grad():
        layer.weight.normal_()  # the vectors now belong to other weights
        for _ in range(200):
            layer(torch.zeros(1, 20))
    largest = torch.linalg.svdvals(layer.weight.detach())[0]
    torch.testing.assert_close(layer.normalised(), layer.weight / largest, atol=1e-4, rtol=1e-3)
    vectors = layer.spectral_u.clone()
    layer.eval()(torch.zeros(1, 20))
    assert torch.equal(layer.spectral_u, vectors)


def test_the_gradient_passes_through_the_singular_value():
    torch.manual_seed(0)
    layer = SpectralLinear(4, 3).double().eval()
    u, _, v = torch.linalg.svd(layer.weight.detach())
    layer.spectral_u.copy_(u[:, 0]), layer.spectral_v.copy_(v[0])
    x = torch.randn(2, 4, dtype=torch.float64)

    def exact(weight):
        return F.linear(x, weight / torch.linalg.matrix_norm(weight, 2), layer.bias).square().sum()

    layer(x).square().sum().backward()
    (wanted,) = torch.autograd.grad(exact(layer.weight), layer.weight)
    torch.testing.assert_close(layer.weight.grad, wanted, atol=1e-5, rtol=1e-4)


@torch.no_grad()
def test_equalised_layers_keep_the_variance_and_scale_at_run_time():
    torch.manual_seed(0)
    conv, dense = EqualConv2d(64, 128, 3, padding=1), EqualLinear(256, 512, lr=0.01)
    assert conv.weight.std() == pytest.approx(1.0, abs=0.02)
    assert conv.scale == pytest.approx(1 / math.sqrt(64 * 9))
    assert conv(torch.randn(4, 64, 16, 16))[:, :, 1:-1, 1:-1].std() == pytest.approx(1.0, abs=0.05)
    assert dense.weight.std() == pytest.approx(100.0, rel=0.02)
    assert dense(torch.randn(64, 256)).std() == pytest.approx(1.0, abs=0.05)
    # one step of a given size in the parameter moves the matrix by lr / sqrt(fan_in) of it
    before = dense.matrix().detach().clone()
    dense.weight += 1.0
    torch.testing.assert_close(dense.matrix() - before, torch.full_like(before, 0.01 / 16), atol=1e-5, rtol=1e-3)


def test_minibatch_spread_of_a_hand_made_batch():
    layer = MinibatchStd(group=2)
    x = torch.zeros(2, 1, 1, 2)
    x[0, 0, 0], x[1, 0, 0] = torch.tensor([1.0, 5.0]), torch.tensor([3.0, 5.0])
    # the features' standard deviations over the two pictures are 1 and 0, their mean is .5
    out = layer(x)
    assert out.shape == (2, 2, 1, 2)
    torch.testing.assert_close(out[:, 1], torch.full((2, 1, 2), 0.5), atol=1e-3, rtol=0)
    assert layer.eval()(x[:1])[0, 1, 0, 0] == pytest.approx(0.5, abs=1e-3)  # what training has seen
    layer.remembering = False
    alike = layer.train()(torch.ones(4, 1, 1, 2))
    assert alike[:, 1].abs().max() < 1e-3
    assert layer.eval()(x[:1])[0, 1, 0, 0] == pytest.approx(
        0.5, abs=1e-3
    )  # of what it did not remember it knows nothing


def test_minibatch_groups_are_compared_within_themselves():
    layer = MinibatchStd(group=2)
    x = torch.tensor([0.0, 10.0, 2.0, 10.0])[:, None, None, None]  # rows 0 and 2, and 1 and 3, are the groups
    torch.testing.assert_close(layer(x)[:, 1].flatten(), torch.tensor([1.0, 0.0, 1.0, 0.0]), atol=1e-3, rtol=0)


@torch.no_grad()
def test_minibatch_discrimination_of_a_hand_made_batch():
    layer = MinibatchDiscrimination(1, kernels=1, dimensions=1)
    layer.tensor.weight.fill_(1.0)
    out = layer(torch.tensor([[0.0], [0.0], [math.log(4)]]))
    # distances to the others are 0 and log 4: e^-0 = 1 and e^-log 4 = 1/4
    torch.testing.assert_close(out[:, 1], torch.tensor([0.625, 0.625, 0.25]))
    assert layer.bank[:3].flatten().tolist() == pytest.approx([0.0, 0.0, math.log(4)])
    layer.remembering = False
    layer(torch.ones(4, 1))
    assert layer.bank[:3].flatten().tolist() == pytest.approx([0.0, 0.0, math.log(4)])
    layer.remembering = True
    for _ in range(BANK):
        layer(torch.zeros(4, 1))
    assert layer.eval()(torch.zeros(1, 1))[0, 1] == pytest.approx(1.0)


def test_virtual_batch_norm_is_batch_norm_of_the_reference_and_the_picture_itself():
    torch.manual_seed(0)
    reference, norm = Reference(2, 4), VirtualBatchNorm2d(2)
    first, x = torch.randn(REFERENCE, 2, 4, 4), torch.randn(5, 2, 4, 4) * 3 + 1
    reference(first)
    out = norm(reference(x))[REFERENCE:]
    assert torch.equal(reference.pictures, first)  # the first batch stays
    for row in range(5):
        joined = torch.cat((first, x[row : row + 1]))
        wanted = F.batch_norm(joined, None, None, norm.weight, norm.bias, training=True)[-1]
        torch.testing.assert_close(out[row], wanted, atol=1e-4, rtol=1e-4)


@pytest.mark.parametrize("classes", [0, 3, 10, 100])
def test_the_reference_latents_are_of_classes_evenly_spread(classes):
    reference = LatentReference(5, classes)
    z, y = reference(torch.zeros(2, 5), torch.ones(2, dtype=torch.int64))
    assert z.shape == (REFERENCE + 2, 5)
    if not classes:  # as other generators do, it leaves a class alone that it knows nothing of
        assert y.shape == (2,)
        return
    assert y.shape == (REFERENCE + 2,) and y[REFERENCE:].tolist() == [1, 1]
    counts = torch.bincount(y[:REFERENCE], minlength=classes)
    assert len(counts) == classes and counts.max() - counts.min() <= 1
    assert y[REFERENCE - 1] >= classes - 1 - classes // REFERENCE


def test_pixel_norm_gives_every_pixel_mean_square_one():
    out = PixelNorm()(torch.randn(2, 8, 3, 3) * 7)
    torch.testing.assert_close(out.square().mean(1), torch.ones(2, 3, 3), atol=1e-4, rtol=0)


@pytest.mark.parametrize("taps", [(1, 2, 1), (1, 3, 3, 1)])
def test_resampling_keeps_flat_pictures_flat_and_twice_is_differentiable(taps):
    x = torch.ones(1, 3, 8, 8)
    assert torch.allclose(doubled(x, taps)[:, :, 2:-2, 2:-2], torch.ones(1))
    assert doubled(x, taps).shape == (1, 3, 16, 16)
    assert torch.allclose(halved(x, taps)[:, :, 1:-1, 1:-1], torch.ones(1))
    assert halved(x, taps).shape == (1, 3, 4, 4)
    x = torch.randn(1, 2, 4, 4, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradgradcheck(lambda x: halved(doubled(x, taps).square(), taps), x)


def test_the_small_filter_puts_pixels_between_pixels():
    row = torch.tensor([0.0, 4.0, 0.0, 0.0]).expand(1, 1, 4, 4)
    assert doubled(row, (1, 2, 1))[0, 0, 4].tolist() == [0.0, 0.0, 2.0, 4.0, 2.0, 0.0, 0.0, 0.0]
    assert halved(row, (1, 2, 1))[0, 0, 1].tolist() == [1.0, 1.0]


def test_attention_starts_closed_and_sees_the_whole_picture_when_it_opens():
    torch.manual_seed(0)
    layer = SelfAttention(16, torch.nn.Conv2d)
    x = torch.randn(1, 16, 8, 8)
    assert torch.equal(layer(x), x)
    with torch.no_grad():
        layer.gate.fill_(1.0)
    other = x.clone()
    other[..., 7, 7] += 5
    changed = (layer(other) - layer(x)).abs().amax(1)[0]
    assert changed[0, 0] > 1e-5


def test_a_copied_spectral_layer_is_its_own():
    layer = SpectralLinear(4, 4)
    twin = copy.deepcopy(layer)
    layer(torch.zeros(1, 4))
    assert not torch.equal(twin.spectral_u, layer.spectral_u) or torch.equal(twin.normalised(), layer.normalised())
    assert twin.spectral_u.data_ptr() != layer.spectral_u.data_ptr()
