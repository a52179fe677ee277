"""From what a visitor brings or picks to the exact pixels that the discriminator sees, and back from the page."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Any

from ganplay.latent.error import LatentError
from ganplay.latent.keyframes import is_whole
from ganplay.runs.store.folder import RunError
from ganplay.ui.kit.answers import Refusal, unusable
from ganplay.ui.kit.bench import Bench, Benches
from ganplay.ui.kit.drawing import data_url

if TYPE_CHECKING:
    import numpy as np

FILE_CHARACTERS = 16_000_000  # of a file in base64, some 12 MB
PICTURE_CHARACTERS = 400_000  # of the exact pixels of one picture
MOST = 64
HEAD = "data:image/png;base64,"


def bench_of(benches: Benches, query: dict[str, Any]) -> Bench:
    """The bench of {run, step}; without a step the last checkpoint's."""
    run, step = query.get("run"), query.get("step")
    if not isinstance(run, str) or not run:
        raise RunError("Choose a run first.")
    if step is not None and not is_whole(step):
        raise RunError("A checkpoint has a whole number: choose a moment of the run.")
    return benches.get(run, step)


def brought(benches: Benches, query: dict[str, Any]) -> dict[str, Any]:
    """{run, picture (base64 of a file), crop, invert, centre, pad} -> png: the exact pixels that D would see.

    crop: "crop" or "fit"; unless told, as the run took its own pictures.
    pad: the picture is a drawing, dark on white; it is made like the data set's pictures.
    """
    from ganplay.data.decoding import Unusable
    from ganplay.data.look import look_of
    from ganplay.scoring import bring, on_pad
    from ganplay.scoring.pictures import native_of

    bench = bench_of(benches, query)
    data = _decoded(query.get("picture"), FILE_CHARACTERS)
    recipe = bench.recipe
    crop = query.get("crop", recipe.crop)
    if crop not in ("crop", "fit"):
        raise LatentError("A picture is taken as crop or fit.")
    try:
        if query.get("pad"):
            picture = on_pad(data, recipe.resolution, recipe.channels, bench.habits)
        else:
            picture = bring(
                data,
                recipe.resolution,
                recipe.channels,
                crop=crop,
                invert=bool(query.get("invert")),
                centre=bool(query.get("centre")),
                extent=bench.habits.extent,
                native=native_of(recipe.dataset),
                look=look_of(recipe),
            )
    except Unusable as error:
        raise unusable(error) from None
    return {"png": data_url(picture)}


def _decoded(text: Any, most: int) -> bytes:
    if not isinstance(text, str):
        raise LatentError("Choose a picture first.")
    if len(text) > most:
        raise Refusal("picture_large", most=12)
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Refusal("picture_none") from None


def pictures_of(bench: Bench, query: dict[str, Any]) -> np.ndarray:
    """The pictures of {pictures: [PNG data URLs of the run's own size]}, (N, H, W, C) uint8."""
    import numpy as np

    from ganplay.data.decoding import Unusable
    from ganplay.scoring import bring

    urls = query.get("pictures")
    if not isinstance(urls, list) or not 1 <= len(urls) <= MOST:
        raise LatentError(f"Between 1 and {MOST} pictures are judged at once.")
    pictures = []
    for url in urls:
        if not isinstance(url, str) or not url.startswith(HEAD):
            raise LatentError("Pictures to judge are brought in first.")
        data = _decoded(url[len(HEAD) :], PICTURE_CHARACTERS)
        size = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")  # as a PNG's header says
        if not data.startswith(b"\x89PNG\r\n\x1a\n") or size != (bench.recipe.resolution,) * 2:
            raise LatentError("Pictures to judge are brought in first.")
        try:
            pictures.append(bring(data, bench.recipe.resolution, bench.recipe.channels))
        except Unusable as error:
            raise unusable(error) from None
    return np.stack(pictures)


def picture_of(bench: Bench, query: dict[str, Any]) -> np.ndarray:
    """The one picture of {picture: PNG data URL}, (H, W, C) uint8."""
    return pictures_of(bench, {"pictures": [query.get("picture")]})[0]


def picked(benches: Benches, query: dict[str, Any]) -> dict[str, Any]:
    """{run, step, what: real | generated | odd, first, count} -> pictures: [{png, name, number}].

    Real ones are held out: never trained on. `first` numbers them; it wraps around.
    """
    from ganplay.ui.judge.odd import odd_pictures

    bench = bench_of(benches, query)
    what, first, count = query.get("what"), query.get("first", 0), query.get("count", 6)
    if not is_whole(first) or not is_whole(count) or not 0 <= first < 2**31 or not 1 <= count <= MOST:
        raise LatentError(f"Pictures are picked from a whole number on, 1 to {MOST} of them.")
    if what == "real":
        numbers = [(first + index) % len(bench.unseen) for index in range(min(count, len(bench.unseen)))]
        pictures, names = bench.unseen[numbers], [""] * len(numbers)
    elif what == "generated":
        numbers = list(range(first, first + count))
        pictures = bench.drawn(numbers)
        names = [""] * count
    elif what == "odd":
        names, pictures = odd_pictures(bench.reals)
        numbers = list(range(len(names)))
    else:
        raise LatentError("Pictures are picked from real, generated or odd ones.")
    return {
        "pictures": [
            {"png": data_url(picture), "name": name, "number": number}
            for picture, name, number in zip(pictures, names, numbers, strict=True)
        ]
    }
