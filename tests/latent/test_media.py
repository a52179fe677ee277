import io
import json

import av
import numpy as np
import pytest
from PIL import Image

from ganplay.latent import LatentError, film_strip, gif_bytes, mp4_bytes, png_bytes, sheet

MARK = "trainedAlgorithmicMedia"


def frames(count, side=32, channels=3):
    """Pictures with a bright block that moves."""
    pictures = np.zeros((count, side, side, channels), np.uint8)
    for index, picture in enumerate(pictures):
        picture[:, index % side] = 255
    return pictures


@pytest.mark.parametrize("channels", [1, 3])
def test_a_png_is_the_picture_and_says_it_was_generated_and_from_what(channels):
    picture = frames(1, 8, channels)[0]
    image = Image.open(io.BytesIO(png_bytes(picture, {"seed": 7, "run": "a & <b>"})))
    assert np.array_equal(np.array(image).reshape(8, 8, channels), picture)
    assert MARK in image.text["XML:com.adobe.xmp"]
    assert "digitalsourcetype" in image.text["XML:com.adobe.xmp"]
    assert json.loads(image.text["ganplay"]) == {"seed": 7, "run": "a & <b>"}


def test_enlarged_pixels_stay_crisp():
    image = np.array(Image.open(io.BytesIO(png_bytes(frames(1, 4)[0], scale=5))))
    assert image.shape == (20, 20, 3)
    assert set(np.unique(image)) == {0, 255}


def test_a_sheet_puts_pictures_row_by_row():
    pictures = np.arange(5, dtype=np.uint8).reshape(5, 1, 1, 1).repeat(2, 1).repeat(2, 2)
    page = sheet(pictures, columns=3, gap=1, paper=9)
    assert page.shape == (5, 8, 1)
    assert page[0, ::3, 0].tolist() == [0, 1, 2]
    assert page[3, ::3, 0].tolist() == [3, 4, 9]
    assert (page[2] == 9).all()
    assert film_strip(pictures, gap=0).shape == (2, 10, 1)


@pytest.mark.parametrize("channels", [1, 3])
def test_a_gif_plays_all_frames_for_ever_and_says_it_was_generated(channels):
    image = Image.open(io.BytesIO(gif_bytes(frames(6, channels=channels), 25, {"seeds": [1, 2]})))
    assert image.n_frames == 6
    assert image.info["loop"] == 0
    assert image.info["duration"] == 40
    assert image.size == (256, 256)
    comment = json.loads(image.info["comment"])
    assert comment["ganplay"] == {"seeds": [1, 2]}
    assert MARK in comment["digital_source_type"]


@pytest.mark.parametrize("channels", [1, 3])
def test_an_mp4_plays_in_a_browser_and_says_it_was_generated(channels):
    film = mp4_bytes(frames(12, channels=channels), 24, {"seeds": [1, 2]})
    with av.open(io.BytesIO(film)) as container:
        stream = container.streams.video[0]
        assert stream.codec_context.pix_fmt == "yuv420p"
        assert stream.average_rate == 24
        shown = [frame.to_ndarray(format="rgb24") for frame in container.decode(stream)]
        assert MARK in container.metadata["comment"]
    assert len(shown) == 12
    assert shown[0].shape == (256, 256, 3)
    expected = frames(12)[3].repeat(8, 0).repeat(8, 1)
    assert np.abs(shown[3].astype(int) - expected).mean() < 6


def test_odd_sizes_are_made_even_for_the_encoder():
    with av.open(io.BytesIO(mp4_bytes(frames(3, 29), scale=1))) as container:
        assert (container.streams.video[0].width, container.streams.video[0].height) == (30, 30)


def test_what_cannot_be_filmed_or_saved_is_refused():
    with pytest.raises(LatentError, match="at least one frame"):
        gif_bytes([])
    with pytest.raises(LatentError, match="at least one frame"):
        mp4_bytes([])
    with pytest.raises(LatentError, match="1 to 50"):
        gif_bytes(frames(1), 0)
    with pytest.raises(LatentError, match="same size"):
        mp4_bytes([frames(1, 16)[0], frames(1, 12)[0]], scale=1)
    with pytest.raises(LatentError, match="uint8"):
        png_bytes(np.zeros((4, 4, 3)))
    with pytest.raises(LatentError, match="channels"):
        png_bytes(np.zeros((4, 4, 2), np.uint8))
    with pytest.raises(LatentError, match="smaller scale"):
        png_bytes(frames(1)[0], scale=100_000)
    with pytest.raises(LatentError, match="at least one picture"):
        sheet(np.zeros((0, 4, 4, 3), np.uint8), 3)
