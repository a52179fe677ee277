"""What the figure of the page on help asks: fifty digits with and without generated ones, and a detector.

All pictures are of shipped runs: the real ones that they kept, and what their generators draw.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ganplay.runs.store.folder import RunFolder
from ganplay.runs.store.store import pretrained
from ganplay.ui.kit.answers import Refusal, answering
from ganplay.ui.kit.asking import working
from ganplay.ui.kit.drawing import data_url
from ganplay.ui.kit.fair.lanes import lanes_of
from ganplay.ui.kit.jobs import Job
from ganplay.ui.kit.questions import guarded, text_of, whole_of
from ganplay.ui.learn.shipped import Shipped, shipped_of

if TYPE_CHECKING:
    import numpy as np

    from ganplay.data.pictures import Pictures
    from ganplay.lessons import Trial

DIGITS = "mnist"
ADDED = 500  # generated pictures of a trial
TRIALS = 5
STEPS, DETECTOR_STEPS = 100, 400  # of the generator of the fifty, and of the detector
LEARNED = 256  # generated pictures that the detector learns from; of real ones all that a run kept
FIRST, FIRST_ASKED = 2_000_000, 3_000_000  # seeds of pictures that are learned from, and of those that are asked about
KNOWN = "mnist-dcgan"  # the run whose pictures the detector learns by default
COLUMNS, ASKED, ROW = 10, 10, 8  # pictures in a row of the sheets
DRAWING = 0.3  # of the bar, before the detector learns
SEEDS = 1000


def server_functions(manager: Any) -> list[Callable[..., Any]]:
    shipped = shipped_of(manager)
    answer = answering(lanes_of(manager))

    async def help_runs(query: Any = None) -> dict[str, Any]:
        """-> runs: names of shipped runs of digits; told: the one that is told the class, or null; known; seen."""
        return await answer(runs_told)

    def work(query: Any) -> Callable[[Job], dict[str, Any]]:
        """{what: "few" | "detector", seed; of a detector known: whose pictures it learns}."""
        makers = {"few": few, "detector": detector}
        what = text_of(query, "what")
        if what not in makers:
            raise Refusal("no_help")
        return makers[what](shipped, query)

    return guarded([help_runs, *working(manager, answer, work, "help_")])


def digits() -> list[RunFolder]:
    """The shipped runs of digits that can be compared: grey, of one size."""
    found = [run for run in pretrained() if run.recipe.dataset == DIGITS and run.recipe.channels == 1]
    return [run for run in found if run.recipe.resolution == found[0].recipe.resolution]


def runs_told() -> dict[str, Any]:
    """runs: all of `digits`; told: the first that is told the class; seen: real pictures that it learned from; known:
    the one whose pictures the detector learns by default. None for what there is not.
    """
    from ganplay.data import CATALOG
    from ganplay.training.trainer import HELD_OUT

    runs = digits()
    told = next((run for run in runs if run.recipe.classes == len(CATALOG[DIGITS].classes)), None)
    names = [run.path.name for run in runs]
    return {
        "runs": names,
        "told": told and told.path.name,
        "seen": told and (told.recipe.limit or CATALOG[DIGITS].size - HELD_OUT),
        "known": KNOWN if KNOWN in names else next(iter(names), None),
    }


def labelled(pictures: np.ndarray, labels: np.ndarray) -> Pictures:
    """(N, H, W, C) uint8 and their classes, as the lessons take them."""
    import torch

    from ganplay.data import CATALOG
    from ganplay.data.pictures import Pictures

    images = torch.from_numpy(pictures).permute(0, 3, 1, 2).contiguous()
    return Pictures(name=DIGITS, images=images, labels=torch.from_numpy(labels), classes=CATALOG[DIGITS].classes)


def few(shipped: Shipped, query: Any) -> Callable[[Job], dict[str, Any]]:
    """-> rows: the accuracies of each trial so far; after the first `_first_told`; at the end n, added, run."""
    name, seed = runs_told()["told"], whole_of(query, "seed") % SEEDS
    if name is None:
        raise Refusal("no_help")

    def work(job: Job) -> dict[str, Any]:
        from ganplay.lessons import trial
        from ganplay.runs.asking.judging import reals_of
        from ganplay.runs.asking.sampling import seed_pictures

        networks, reals = shipped.models.get(name).networks, reals_of(shipped.named(name))
        real = labelled(reals.training, reals.training_labels)
        held_out = labelled(reals.held_out, reals.held_out_labels)
        rows: list[dict[str, float]] = []

        def hear(done: float) -> None:
            job.tell(fraction=(len(rows) + done) / TRIALS)

        for number in range(seed * TRIALS, (seed + 1) * TRIALS):
            first = FIRST + number * ADDED
            drawn = labelled(*seed_pictures(networks, range(first, first + ADDED)))
            made = trial(real, held_out, drawn, steps=STEPS, seed=number, told=hear)
            if not rows:
                job.tell(**_first_told(made, real, held_out, drawn))
            rows.append(made.accuracy)
            job.tell(rows=[*rows])
        return {"n": len(held_out), "added": ADDED, "run": name}

    return work


def _first_told(made: Trial, real: Pictures, held_out: Pictures, drawn: Pictures) -> dict[str, Any]:
    """What the first trial was made of, and where its classifiers differ.

    Returns: size, columns; fifty, shipped, own: sheets of the real digits and of some that each generator drew; asked:
        a sheet of held-out digits that not all three take for the same, in one row; truth: what these are, guesses:
        alone, shipped and own, what each takes them for.
    """
    import numpy as np

    from ganplay.latent import sheet

    def sheet_of(pictures: np.ndarray, columns: int = COLUMNS) -> str:
        return data_url(sheet(pictures, columns))

    fifty = made.chosen.reshape(len(real.classes), -1).T.flatten()  # a column a digit, as the generators draw them

    guesses = made.guesses
    differ = np.nonzero((guesses["alone"] != guesses["shipped"]) | (guesses["alone"] != guesses["own"]))[0][:ASKED]
    return {
        "size": real.resolution,
        "columns": COLUMNS,
        "fifty": sheet_of(real.images[fifty].permute(0, 2, 3, 1).numpy()),
        "shipped": sheet_of(drawn.images[: len(made.chosen)].permute(0, 2, 3, 1).numpy()),
        "own": sheet_of(made.drawn),
        "asked": sheet_of(held_out.images[differ].permute(0, 2, 3, 1).numpy(), ASKED),
        "truth": held_out.labels[differ].tolist(),
        "guesses": {name: guess[differ].tolist() for name, guess in guesses.items()},
    }


def detector(shipped: Shipped, query: Any) -> Callable[[Job], dict[str, Any]]:
    """-> known; accuracy; groups: rows of name ("real" or a run), n, caught (share called generated), said (of the
    first pictures); png, columns, size: a sheet with a row of these for each group; learned: how many it learned from.
    """
    known, seed = text_of(query, "known") or runs_told()["known"], whole_of(query, "seed") % SEEDS
    names = [run.path.name for run in digits()]
    if known not in names:
        raise Refusal("no_help")

    def work(job: Job) -> dict[str, Any]:
        import numpy as np

        from ganplay.latent import sheet
        from ganplay.lessons import detect
        from ganplay.runs.asking.judging import reals_of
        from ganplay.runs.asking.sampling import seed_pictures

        def drawn(name: str, first: int) -> np.ndarray:
            return seed_pictures(shipped.models.get(name).networks, range(first, first + LEARNED))[0]

        reals = reals_of(shipped.named(known))
        asked = {"real": reals.held_out}
        for name in [known, *(other for other in names if other != known)]:
            asked[name] = drawn(name, FIRST_ASKED)
            job.tell(fraction=DRAWING * (len(asked) - 1) / len(names))
        found = detect(
            reals.training,
            drawn(known, FIRST + seed * LEARNED),
            asked,
            known,
            steps=DETECTOR_STEPS,
            seed=seed,
            told=lambda done: job.tell(fraction=DRAWING + (1 - DRAWING) * done),
        )
        groups = [
            {"name": name, "n": len(said), "caught": found.called[name], "said": said[:ROW].tolist()}
            for name, said in found.said.items()
        ]
        shown = np.concatenate([pictures[:ROW] for pictures in asked.values()])
        return {
            "known": known,
            "accuracy": found.accuracy,
            "groups": groups,
            "png": data_url(sheet(shown, ROW)),
            "columns": ROW,
            "size": shown.shape[1],
            "learned": len(reals.training),
        }

    return work
