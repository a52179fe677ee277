import numpy as np
import pytest
import torch

from ganplay.latent import LatentError, Library, pixels, render, seed_latents


def noise_pictures(count, seed, shape=(3, 8, 8)):
    return torch.randint(0, 256, (count, *shape), generator=torch.Generator().manual_seed(seed), dtype=torch.uint8)


def as_sheet(images):
    return images.permute(0, 2, 3, 1).numpy()


def test_a_copy_is_found_and_called_nearer_than_real_pictures_are():
    training, held_out = noise_pictures(500, 1), noise_pictures(60, 2)
    found = Library(training, held_out).nearest(as_sheet(training[123:125]), k=3)
    assert found.indices[:, 0].tolist() == [123, 124]
    assert found.distances[:, 0].tolist() == [0, 0]
    assert found.percentile.tolist() == [0, 0]
    assert (found.distances.diff(dim=1) >= 0).all()


def test_a_new_picture_lies_where_held_out_ones_do():
    library = Library(noise_pictures(500, 1), noise_pictures(100, 2))
    assert 20 < library.nearest(as_sheet(noise_pictures(100, 3))).percentile.mean() < 80


def test_a_picture_unlike_all_others_is_farther_than_real_ones():
    training = noise_pictures(100, 1) // 8
    library = Library(training, noise_pictures(50, 2) // 8)
    assert library.nearest(np.full((1, 8, 8, 3), 255, np.uint8)).percentile.tolist() == [100]


def test_chunks_find_what_a_full_search_finds():
    training, asked = noise_pictures(9000, 1, (1, 4, 4)), noise_pictures(7, 3, (1, 4, 4))
    found = Library(training, training[:5]).nearest(as_sheet(asked), k=4)
    rows, queries = (images.flatten(1).double() / 127.5 for images in (training, asked))
    distances, indices = torch.cdist(queries, rows).topk(4, largest=False)
    assert torch.equal(found.indices, indices)
    assert torch.allclose(found.distances.double(), distances, atol=1e-4)


def test_many_features_are_projected_without_losing_the_neighbour():
    training = noise_pictures(200, 1, (3, 32, 32))
    nearly = (training[77:78].int() + 5).clamp(0, 255).to(torch.uint8)
    found = Library(training, training[:9]).nearest(as_sheet(nearly))
    assert found.indices[0, 0] == 77


def test_every_discriminators_features_serve(networks):
    generator, discriminator = networks
    pictures = render(generator, seed_latents(range(40), generator.z_dim))
    images = torch.from_numpy(pictures).permute(0, 3, 1, 2)
    told = []
    library = Library(images[:30], images[30:], discriminator.features, progress=told.append)
    assert told[-1] == 1
    assert library.nearest(pictures[4:5]).indices[0, 0] == 4


def test_pictures_that_cannot_be_compared_are_refused():
    library = Library(noise_pictures(9, 1), noise_pictures(3, 2), pixels)
    with pytest.raises(LatentError, match="another shape"):
        library.nearest(np.zeros((1, 4, 4, 3), np.uint8))
    with pytest.raises(LatentError, match="held-out"):
        Library(noise_pictures(9, 1), noise_pictures(0, 2))
    with pytest.raises(LatentError, match="uint8"):
        Library(noise_pictures(9, 1).float(), noise_pictures(3, 2))
