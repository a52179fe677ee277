import pytest
import torch

from ganplay.latent import Birth, LatentError, children, grown, norms, seed_latents

PARENT = seed_latents([1], 32)[0]


def test_children_keep_the_norm_and_differ_more_with_more_variation():
    near, far = children(PARENT, 0.1, 5), children(PARENT, 0.6, 5)
    assert near.shape == (9, 32)
    for litter in (near, far):
        assert torch.allclose(norms(litter), PARENT.norm().expand(9), atol=1e-4)
    assert norms(near - PARENT).max() < norms(far - PARENT).min()
    assert torch.cdist(near, near).fill_diagonal_(9).min() > 0.1


def test_without_variation_children_are_the_parent():
    assert torch.equal(children(PARENT, 0.0, 5), PARENT.expand(9, 32))


def test_a_child_does_not_depend_on_its_siblings():
    assert torch.equal(children(PARENT, 0.3, 5, n=3), children(PARENT, 0.3, 5, n=9)[:3])


def test_a_lineage_grows_again_from_its_record_and_undo_is_one_birth_less():
    births = [Birth(11, 4, 0.3), Birth(12, 0, 0.5)]
    first = children(PARENT, 0.3, 11)[4]
    second = children(first, 0.5, 12)[0]
    assert torch.equal(grown(PARENT, births), second)
    assert torch.equal(grown(PARENT, births[:-1]), first)
    assert torch.equal(grown(PARENT, []), PARENT)


def test_a_parent_with_a_latent_for_each_layer_has_such_children():
    assert children(PARENT.reshape(4, 8), 0.3, 1).shape == (9, 4, 8)


@pytest.mark.parametrize("variation", [-0.1, 1.1, float("nan")])
def test_impossible_variation_is_refused(variation):
    with pytest.raises(LatentError, match="Variation"):
        children(PARENT, variation, 1)
    with pytest.raises(LatentError, match="Variation"):
        Birth(1, 0, variation)
