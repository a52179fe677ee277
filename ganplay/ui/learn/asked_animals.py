"""What the figure of the page on cats and dogs asks: a discriminator and a classifier, trained here and now.

On the drawn animals, on the photographs of pets where they have been downloaded, or on the visitor's own two folders,
which wait on the disk until they are read, and are not kept.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ganplay.runs.asking.judging import data_of, is_there
from ganplay.ui.kit.answers import Refusal, answering
from ganplay.ui.kit.asking import working
from ganplay.ui.kit.drawing import data_url
from ganplay.ui.kit.fair.lanes import lanes_of
from ganplay.ui.kit.jobs import Job
from ganplay.ui.kit.questions import guarded, text_of, whole_of
from ganplay.ui.learn.waiting import Full, Waiting

if TYPE_CHECKING:
    from ganplay.data.pictures import Pictures
    from ganplay.lessons import Opinions, Stage

DRAWN, PETS, OWN = "animals", "cats_dogs", "own"  # where the pictures come from
RESOLUTION = 32
STEPS = 300  # of each network
COUNT = 2048  # pictures that both learn from and are asked about
FEWEST = 50  # of each class, of which about a fifth is held out
SHOWN, COLUMNS = 48, 16  # pictures of each kind on the sheet
GENERATING = 16  # of those that the generator draws by now
ZIP_CHARACTERS = 16_000_000  # in base64, some 12 MB
READING = 0.15  # of the bar, for reading a zip
ZIPS_BYTES = 240_000_000  # of the zips of all visitors that wait
SEEDS = 1000
PREFIX = "ganplay-animals-"  # of the folders in which they wait


def server_functions(manager: Any) -> list[Callable[..., Any]]:
    answer = answering(lanes_of(manager))
    root, zips = getattr(manager, "_data_root", None), Waiting(ZIPS_BYTES, PREFIX)

    async def animals_sources(query: Any = None) -> dict[str, Any]:
        """-> pets: whether the photographs of pets are on this machine."""
        return await answer(lambda: {"pets": is_there(PETS, root)})

    def work(query: Any) -> Callable[[Job], dict[str, Any]]:
        return work_of(query, zips, root)

    return guarded([animals_sources, *working(manager, answer, work, "animals_")])


def work_of(query: Any, zips: Waiting, data_root: str | None = None) -> Callable[[Job], dict[str, Any]]:
    """{source, seed, zip (of "own": a file in base64, which waits among `zips`)} -> see `_told`.

    Raises:
        Refusal: for another source, what is no file, or one zip too many.
        NoRoom: where the disk has none for the zip.
    """
    source, seed = text_of(query, "source"), whole_of(query, "seed") % SEEDS
    if source == OWN:
        read = _own(query, zips)
    elif source == PETS:
        if not is_there(PETS, data_root):
            raise Refusal("no_pets")
        read = _pets(data_root)
    elif source == DRAWN:
        read = _drawn
    else:
        raise Refusal("no_animals")

    def work(job: Job) -> dict[str, Any]:
        from ganplay.lessons import ask_both
        from ganplay.ui.kit.models import warm

        warm()
        pictures = read(job)
        began = READING if source == OWN else 0.0
        try:
            opinions = ask_both(pictures, steps=STEPS, seed=seed, told=lambda stage: _hear(job, stage, began))
        except FloatingPointError:
            raise Refusal("animals_broke") from None
        return _told(opinions)

    return work


def _hear(job: Job, stage: Stage, began: float) -> None:
    from ganplay.latent import sheet

    news = {"stage": stage.what, "fraction": began + (1 - began) * stage.fraction}
    if stage.drawn is not None:
        news["drawn"] = data_url(sheet(stage.drawn[:GENERATING], COLUMNS))
    job.tell(**news)


def _drawn(job: Job) -> Pictures:
    from ganplay.data import load

    return load(DRAWN, RESOLUTION, count=COUNT, progress=lambda stage, fraction: job.tell(stage=stage))


def _pets(data_root: str | None) -> Callable[[Job], Pictures]:
    def read(job: Job) -> Pictures:
        from ganplay.recipe import Recipe

        recipe = Recipe(dataset=PETS, resolution=RESOLUTION)
        return _some(data_of(recipe, data_root, lambda stage, fraction: job.tell(stage=stage)))

    return read


def _own(query: dict[str, Any], zips: Waiting) -> Callable[[Job], Pictures]:
    """Reads the pictures of a zip, once. Until then it lies on the disk, and goes with whoever could read it."""
    packed = query.get("zip")
    if not isinstance(packed, str) or not packed:
        raise Refusal("animals_zip")
    if len(packed) > ZIP_CHARACTERS:
        raise Refusal("animals_large", most=ZIP_CHARACTERS * 3 // 4 // 1_000_000)
    try:
        content = base64.b64decode(packed, validate=True)
    except (binascii.Error, ValueError):
        raise Refusal("animals_zip") from None

    def read(job: Job) -> Pictures:
        from ganplay.data.own import read_zip

        try:
            return two_classes(read_zip(file, RESOLUTION, progress=lambda done: job.tell(fraction=READING * done)))
        finally:
            remove()

    try:
        file, remove = zips.put(content, "pictures.zip", read)
    except Full:
        raise Refusal("animals_waiting") from None
    return read


def two_classes(pictures: Pictures) -> Pictures:
    """At most `COUNT` of them. Raises Refusal where there are not two classes, and enough of each."""
    if pictures.labels is None or len(pictures.classes) != 2:
        raise Refusal("animals_folders")
    for label, name in enumerate(pictures.classes):
        n = int((pictures.labels == label).sum())
        if n < FEWEST:
            raise Refusal("animals_few", fewest=FEWEST, name=name, n=n)
    return _some(pictures)


def _some(pictures: Pictures) -> Pictures:
    """At most half of `COUNT` of each class, always the same."""
    import torch

    order = torch.randperm(len(pictures), generator=torch.Generator().manual_seed(0))
    labels = pictures.labels[order]
    return pictures.take(torch.cat([order[labels == label][: COUNT // 2] for label in (0, 1)]))


def _told(opinions: Opinions) -> dict[str, Any]:
    """What the figure shows.

    Returns: classes: names of the two; kinds: one row each of class 0, class 1 and generated: n, d and c (means of the
        discriminator's "real" and of the classifier's class 0), said: [d, c] of each picture, of which the first
        `shown` are on the sheet, one kind after the other; png, columns, size: that sheet; trained_on, steps.
    """
    import numpy as np

    from ganplay.latent import sheet

    kinds, shown = [], []
    most = min(SHOWN, *(int((opinions.kind == kind).sum()) for kind in range(3)))
    for kind in range(3):
        of = opinions.kind == kind
        said = np.stack([opinions.real[of], opinions.first[of]], 1)
        d, c = said.mean(0).tolist()
        kinds.append({"n": len(said), "d": d, "c": c, "said": np.round(said.astype(float), 3).tolist()})
        shown.append(opinions.pictures[of][:most])
    pictures = np.concatenate(shown)
    return {
        "classes": list(opinions.classes),
        "kinds": kinds,
        "shown": most,
        "png": data_url(sheet(pictures, COLUMNS)),
        "columns": COLUMNS,
        "size": pictures.shape[1],
        "trained_on": opinions.trained_on,
        "steps": opinions.steps,
    }
