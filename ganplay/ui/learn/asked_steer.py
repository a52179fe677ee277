"""What the figure of the page on steering asks: shipped runs of digits, one that is told classes, one that found codes.

Whether a digit is what was asked for is said by the classifier that ships with ganplay (`ganplay.metrics.features`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ganplay.latent.error import LatentError
from ganplay.latent.keyframes import is_number, is_whole
from ganplay.latent.view import View
from ganplay.recipe import Recipe
from ganplay.runs.store.folder import RunFolder
from ganplay.ui.kit.answers import Refusal, answering
from ganplay.ui.kit.drawing import draw
from ganplay.ui.kit.fair.lanes import lanes_of
from ganplay.ui.kit.models import Model
from ganplay.ui.kit.once import Once
from ganplay.ui.kit.questions import guarded
from ganplay.ui.learn.shipped import DIGITS, Shipped, shipped_of

if TYPE_CHECKING:
    from torch import Tensor

SHOWN = 12  # pictures of a sheet: seeds 0, 1, 2 ...
ASKED = 1000  # digits that the classifier is asked about
DIGITS_SEEN = 10  # kinds of digits that the classifier knows
TOLD, FOUND = "classes", "codes"  # what the two runs are steered by


def server_functions(manager: Any) -> list[Callable[..., Any]]:
    shipped, kept = shipped_of(manager), Once(4)
    answer = answering(lanes_of(manager))

    async def steer_runs(query: Any = None) -> dict[str, Any]:
        """-> classes: run, names; codes: run, categories, continuous, farthest; None where there is no such run."""
        return await answer(_runs, shipped)

    async def steer_class(query: Any = None) -> dict[str, Any]:
        """{label} -> a sheet of digits of this class, see `drawing.draw`."""
        return await answer(_of_class, shipped, query)

    async def steer_codes(query: Any = None) -> dict[str, Any]:
        """{codes: [category, number, number ...]} -> a sheet of digits with these codes, see `drawing.draw`."""
        return await answer(_of_codes, shipped, query)

    async def steer_obeyed(query: Any = None) -> dict[str, Any]:
        """-> see `obeyed`; measured once."""
        return await answer(lambda: kept.get(TOLD, lambda: obeyed(shipped)))

    async def steer_categories(query: Any = None) -> dict[str, Any]:
        """-> see `categories`; measured once."""
        return await answer(lambda: kept.get(FOUND, lambda: categories(shipped)))

    return guarded([steer_runs, steer_class, steer_codes, steer_obeyed, steer_categories])


def _grey_digits(recipe: Recipe) -> bool:
    return recipe.dataset in DIGITS and recipe.channels == 1 and recipe.resolution >= 28


def _told(recipe: Recipe) -> int:
    """How well a recipe fits what is told classes: best the one whose discriminator names them."""
    fits = _grey_digits(recipe) and recipe.classes == 10
    return 0 if not fits else 2 if recipe.family == "acgan" else 1


def _coded(recipe: Recipe) -> int:
    return int(_grey_digits(recipe) and recipe.family == "infogan")


def _run_of(shipped: Shipped, what: str) -> RunFolder:
    """Raises Refusal where no such run was shipped."""
    found = shipped.first(_told if what == TOLD else _coded)
    if found is None:
        raise Refusal(f"no_{what}")
    return found


def _runs(shipped: Shipped) -> dict[str, Any]:
    from ganplay.latent.codes import FARTHEST

    answer: dict[str, Any] = {TOLD: None, FOUND: None}
    if told := shipped.first(_told):
        networks = shipped.models.get(told.path.name).networks
        answer[TOLD] = {"run": told.path.name, "names": list(networks.classes)}
    if coded := shipped.first(_coded):
        count, continuous = shipped.models.get(coded.path.name).networks.codes
        facts = {"categories": count, "continuous": continuous, "farthest": FARTHEST}
        answer[FOUND] = {"run": coded.path.name, **facts}
    return answer


def _sheet(shipped: Shipped, run: RunFolder, **values: Any) -> dict[str, Any]:
    view = View(run=run.path.name, tool="seeds", count=SHOWN, **values)
    return draw(shipped.models, {"view": view.to_dict(), "columns": 6})


def _of_class(shipped: Shipped, query: Any) -> dict[str, Any]:
    label = query.get("label") if isinstance(query, dict) else None
    if not is_whole(label) or not 0 <= label < 10:
        raise LatentError("A class of digits is a whole number from 0 to 9.")
    return _sheet(shipped, _run_of(shipped, TOLD), label=label)


def _of_codes(shipped: Shipped, query: Any) -> dict[str, Any]:
    from ganplay.latent.codes import FARTHEST

    run = _run_of(shipped, FOUND)
    count, continuous = shipped.models.get(run.path.name).networks.codes
    codes = query.get("codes") if isinstance(query, dict) else None
    if not isinstance(codes, list) or len(codes) != 1 + continuous:
        raise LatentError(f"The codes are a category and {continuous} numbers.")
    category, *numbers = codes
    if not is_whole(category) or not 0 <= category < count:
        raise LatentError(f"A category is a whole number from 0 to {count - 1}.")
    if not all(is_number(number) and abs(number) <= FARTHEST for number in numbers):
        raise LatentError(f"A continuous code is a number from -{FARTHEST:g} to {FARTHEST:g}.")
    return _sheet(shipped, run, codes=(category, *numbers))


def obeyed(shipped: Shipped) -> dict[str, Any]:
    """How often a digit is of the class that was asked for, as the classifier sees it.

    Returns: share, n: of generated digits, each class as often; floor, floor_n: the same of held-out real digits, which
        the classifier does not always know either; seen: of each class that was asked for, how many were taken for 0,
        1 ... 9.

    Raises:
        Refusal: where there is no such run.
    """
    import torch

    from ganplay.metrics.classes import label_accuracy

    run = _run_of(shipped, TOLD)
    model = shipped.models.get(run.path.name)
    labels = torch.arange(ASKED) % len(model.networks.classes)
    guesses = _guessed(model, _drawn(model, ASKED))
    reals = shipped.benches.get(run.path.name).reals
    floor, floor_n = None, 0
    if reals.held_out_labels is not None and len(reals.held_out):
        known = torch.as_tensor(reals.held_out_labels)
        floor, _ = label_accuracy(_guessed(model, reals.held_out), known, len(model.networks.classes))
        floor_n = len(known)
    share, _ = label_accuracy(guesses, labels, len(model.networks.classes))
    return {
        "share": share,
        "n": ASKED,
        "floor": floor,
        "floor_n": floor_n,
        "seen": _counted(guesses, labels, len(model.networks.classes)),
    }


def categories(shipped: Shipped) -> dict[str, Any]:
    """What the categories of the code draw, as the classifier sees it.

    Returns: n: digits of each category; seen: of each category, how many were taken for 0, 1 ... 9; share: of all
        digits those that are what their category draws most often; floor: the same where the digits are dealt to the
        categories at random, the mean of many times.

    Raises:
        Refusal: where there is no such run.
    """
    import torch

    from ganplay.metrics.classes import agreement, agreement_by_chance

    run = _run_of(shipped, FOUND)
    model = shipped.models.get(run.path.name)
    count = model.networks.codes[0]
    each = ASKED // count
    drawn = [_drawn(model.with_codes([category]), each) for category in range(count)]
    guesses, codes = torch.cat([_guessed(model, pictures) for pictures in drawn]), torch.arange(count)
    codes = codes.repeat_interleave(each)
    return {
        "n": each,
        "seen": _counted(guesses, codes, count),
        "share": agreement(guesses, codes, DIGITS_SEEN),
        "floor": agreement_by_chance(guesses, codes, DIGITS_SEEN),
    }


def _drawn(model: Model, count: int) -> Any:
    """Pictures of seeds from 0 on, (N, H, W, C) uint8; of a conditional run seed s draws class s % classes."""
    from ganplay.runs.asking.sampling import seed_pictures

    return seed_pictures(model.networks, range(count))[0]


def _guessed(model: Model, pictures: Any) -> Tensor:
    """The digits, (N,) int64, that the classifier takes pictures (N, H, W, C) uint8 for."""
    import torch

    from ganplay.metrics.features import features_for

    recipe = model.networks.recipe
    features = features_for(recipe.channels, recipe.resolution)
    images = torch.as_tensor(pictures).permute(0, 3, 1, 2).contiguous()
    return features.guess(features(images), features.head_for(recipe.dataset).name)


def _counted(guesses: Tensor, asked: Tensor, rows: int) -> list[list[int]]:
    """Of each that was asked for how many were taken for each digit."""
    from ganplay.metrics.classes import class_counts

    return [class_counts(guesses[asked == row], DIGITS_SEEN) for row in range(rows)]
