import io

import av
import numpy as np
import pytest
from PIL import Image

from ganplay.latent import LatentError, morph_frames, render, seed_latents, write_morph


def test_a_morph_goes_round_through_every_seed(networks):
    generator, _ = networks
    film = list(morph_frames(generator, [3, 7, 11], 12))
    assert len(film) == 12
    seeds = render(generator, seed_latents([3, 7, 11], generator.z_dim)).astype(int)
    # the spline meets its knots up to rounding
    assert np.abs(np.stack(film[::4]) - seeds).max() <= 1


def test_a_morph_that_does_not_loop_ends_at_its_last_seed(known):
    film = list(morph_frames(known, [3, 7], 5, loop=False))
    ends = render(known, seed_latents([3, 7], 12))
    assert np.array_equal(film[0], ends[0])
    assert np.array_equal(film[-1], ends[1])


def test_a_film_is_written_whole_with_progress(known, tmp_path):
    told = []
    write_morph(known, [1, 2], 6, tmp_path / "a.mp4", progress=told.append)
    write_morph(known, [1, 2], 6, tmp_path / "b.GIF")
    assert told == [pytest.approx((index + 1) / 6) for index in range(6)]
    with av.open(str(tmp_path / "a.mp4")) as container:
        assert sum(1 for _ in container.decode(video=0)) == 6
    assert Image.open(io.BytesIO((tmp_path / "b.GIF").read_bytes())).format == "GIF"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.mp4", "b.GIF"]


def test_impossible_films_are_refused_before_anything_is_drawn(known, tmp_path):
    with pytest.raises(LatentError, match=r"\.mp4 or a \.gif"):
        write_morph(known, [1, 2], 6, tmp_path / "film.avi")
    with pytest.raises(LatentError, match="2 to 8 keyframes"):
        write_morph(known, range(9), 6, tmp_path / "film.gif")
    with pytest.raises(LatentError, match="frames"):
        write_morph(known, [1, 2], 1, tmp_path / "film.gif")
    with pytest.raises(LatentError, match="seed"):
        write_morph(known, [1, -2], 9, tmp_path / "film.gif")
    assert not list(tmp_path.iterdir())
