"""Films of pictures: GIF and MP4, each saying in its metadata that it was generated."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np
from PIL import Image

from ganplay.latent.error import LatentError
from ganplay.latent.media import CREATOR, SOURCE_TYPE, enlarged, to_image

SMALLEST_FILM = 256  # pixels a side that a small picture is enlarged to: players blur what they enlarge themselves


def gif_bytes(
    frames: Iterable[np.ndarray],
    fps: float = 25,
    made_from: Mapping[str, Any] | None = None,
    *,
    scale: int = 0,
) -> bytes:
    """An endlessly repeating GIF.

    Args:
        frames: pictures (H, W, C) uint8.
        fps: pictures a second, 1 to 50; GIF counts in hundredths of a second, so 24 becomes 25.
        made_from: what reproduces the film, kept as JSON in the comment.
        scale: enlargement, in whole pixels; 0 enlarges small pictures to about 256 pixels.
    """
    _check_fps(fps, 50)
    images, held = [], []
    last = None
    for frame in frames:
        if last is not None and np.array_equal(frame, last):
            held[-1] += 1  # one picture that stands longer: to choose its colours takes the most time
            continue
        images.append(_palette(to_image(_enlarged(frame, scale))))
        held.append(1)
        last = frame
    if not images:
        raise LatentError("A film needs at least one frame.")
    buffer = io.BytesIO()
    images[0].save(
        buffer,
        "GIF",
        save_all=True,
        append_images=images[1:],
        duration=[10 * round(100 / fps) * count for count in held],
        loop=0,
        comment=_comment(made_from),
    )
    return buffer.getvalue()


def mp4_bytes(
    frames: Iterable[np.ndarray],
    fps: float = 24,
    made_from: Mapping[str, Any] | None = None,
    *,
    scale: int = 0,
) -> bytes:
    """An MP4 film that browsers play: H.264 where the encoder is there, MPEG-4 otherwise, 4:2:0.

    Arguments as for `gif_bytes`; fps up to 60. Pictures are enlarged by whole pixels, so that the halved
    colour of 4:2:0 does not smear them, and padded by a line where a side is odd.
    """
    import av  # heavy, and only needed here

    _check_fps(fps, 60)
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mp4", options={"movflags": "use_metadata_tags"}) as container:
        container.metadata.update(comment=_comment(made_from), encoder=CREATOR, DigitalSourceType=SOURCE_TYPE)
        stream = None
        for frame in frames:
            picture = _even(_enlarged(frame, scale))
            if picture.shape[2] == 1:
                picture = picture.repeat(3, axis=2)
            if stream is None:
                stream = _video_stream(container, fps, picture.shape)
            elif picture.shape[:2] != (stream.height, stream.width):
                raise LatentError("All frames of a film have the same size.")
            container.mux(stream.encode(av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")))
        if stream is None:
            raise LatentError("A film needs at least one frame.")
        container.mux(stream.encode())
    return buffer.getvalue()


def watched(frames: Iterable[Any], total: int, progress: Callable[[float], None] | None) -> Iterable[Any]:
    """The same frames, telling `progress` the fraction taken, 0 to 1."""
    for index, frame in enumerate(frames):
        yield frame
        if progress is not None:
            progress((index + 1) / total)


def _video_stream(container: Any, fps: float, shape: tuple[int, ...]) -> Any:
    import av

    h264 = "libx264" in av.codecs_available
    stream = container.add_stream("libx264" if h264 else "mpeg4", rate=Fraction(fps).limit_denominator(1000))
    stream.height, stream.width = shape[:2]
    stream.pix_fmt = "yuv420p"
    if h264:
        stream.options = {"crf": "14", "preset": "veryfast"}
    else:
        stream.bit_rate = 8_000_000
    return stream


def _enlarged(frame: np.ndarray, scale: int) -> np.ndarray:
    to_image(frame)  # refuses what is not a picture
    return enlarged(frame, scale or max(1, SMALLEST_FILM // max(frame.shape[:2])))


def _even(picture: np.ndarray) -> np.ndarray:
    height, width = picture.shape[:2]
    return np.pad(picture, ((0, height % 2), (0, width % 2), (0, 0)), mode="edge")


def _palette(image: Image.Image) -> Image.Image:
    """256 colours chosen for this frame; grey pictures have no more."""
    return image if image.mode == "L" else image.quantize(256, dither=Image.Dither.NONE)


def _comment(made_from: Mapping[str, Any] | None) -> str:
    return json.dumps(
        {"software": CREATOR, "digital_source_type": SOURCE_TYPE, "ganplay": dict(made_from or {})}, allow_nan=False
    )


def _check_fps(fps: float, most: int) -> None:
    if not 1 <= fps <= most:
        raise LatentError(f"A film of this kind has 1 to {most} frames a second, and {fps:g} were asked for.")
