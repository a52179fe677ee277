"""The questions of the Discriminator tab that are answered at once: each a function of (benches, query)."""

from __future__ import annotations

import base64
import time
from typing import TYPE_CHECKING, Any

from ganplay.latent.error import LatentError
from ganplay.latent.keyframes import is_whole
from ganplay.runs.asking.judging import CONTEXT_SEED, GENERATED
from ganplay.ui.judge.pictures import bench_of, picture_of, pictures_of
from ganplay.ui.kit.bench import Benches
from ganplay.ui.kit.drawing import data_url
from ganplay.ui.kit.models import facts_of, short
from ganplay.ui.kit.questions import text_of

if TYPE_CHECKING:
    import numpy as np

FILTERS = 16  # of the first layer, those that answer strongest
NEAREST = 6
OF = 64  # pictures of which the best and the worst are shown
SHARES = tuple(round(0.05 * k, 2) for k in range(20, 0, -1))
EPSILONS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32)  # grey levels of 255
GALLERY = 24


def opened(benches: Benches, query: dict[str, Any]) -> dict[str, Any]:
    """{run} -> what the page needs to know of a run before it judges; no pictures are read yet."""
    facts = facts_of(benches.models, text_of(query, "run"))
    from ganplay.scoring import calibratable, sign_rule

    sign = "sign_classes" if facts["conditional"] else sign_rule(facts["loss"])[1]
    return {**facts, "calibratable": calibratable(facts["loss"]), "sign": sign}


def judged(benches: Benches, query: dict[str, Any]) -> dict[str, Any]:
    """{run, step, pictures} -> rows: see `Bench.rows`; threshold; ms."""
    bench = bench_of(benches, query)
    pictures = pictures_of(bench, query)
    started = time.perf_counter()
    rows = bench.rows(pictures)
    return {
        "rows": rows,
        "threshold": bench.threshold,
        "step": bench.networks.step,
        "ms": round(1000 * (time.perf_counter() - started), 1),
    }


def whole(benches: Benches, query: dict[str, Any]) -> dict[str, Any]:
    """{run, step} -> D on pictures whose origin is known.

    logits: {held_out, training, generated}; threshold; separability (`ganplay.scoring.separability`) on training
    pictures (`training`) and on held-out ones (`held_out`; the same where none were held out); calibration or None.
    """
    bench = bench_of(benches, query)
    context = bench.context
    from ganplay.scoring import separability

    return {
        "step": bench.networks.step,
        "threshold": bench.threshold,
        "logits": {
            name: getattr(context, name).tolist()  # unrounded: the page counts what lies above the threshold
            for name in ("held_out", "training", "generated")
        },
        "held_out": separability(context.real, context.generated, bench.threshold).to_dict(),
        "training": separability(context.training, context.generated, bench.threshold).to_dict(),
        "calibration": bench.calibration.to_dict() if bench.calibration else None,
    }


def mistaken(benches: Benches, query: dict[str, Any]) -> dict[str, Any]:
    """{run, step} -> sheets of `real` called generated and `generated` called real, the most wrong first, or None."""
    from ganplay.scoring import mistakes

    bench = bench_of(benches, query)
    context = bench.context
    real, generated = mistakes(context.real, context.generated, bench.threshold, most=GALLERY)
    seeds = [CONTEXT_SEED + index for index in generated]
    return {
        "real": _sheet(bench.unseen[real], context.real[real], 6) if len(real) else None,
        "generated": _sheet(bench.drawn(seeds), context.generated[generated], 6) if len(generated) else None,
    }


def _sheet(pictures: np.ndarray, logits: Any, columns: int = 8) -> dict[str, Any]:
    """A sheet as the page's kit shows it, with the logit of each picture."""
    from ganplay.latent import sheet

    columns = min(columns, len(pictures))
    return {
        "png": data_url(sheet(pictures, columns)),
        "count": len(pictures),
        "columns": columns,
        "size": pictures.shape[1],
        "logits": [short(value) for value in logits.tolist()],
    }


def why(benches: Benches, query: dict[str, Any]) -> dict[str, Any]:
    """{run, step, picture} -> occlusion and gradient maps, each of D and of its untrained twin, on one scale a kind."""
    from ganplay.scoring import gradient, occlusion

    bench = bench_of(benches, query)
    picture = picture_of(bench, query)
    answer: dict[str, Any] = {}
    for name, mapped in (("occlusion", occlusion), ("gradient", gradient)):
        maps = {"d": mapped(bench.discriminator, picture), "twin": mapped(bench.twin, picture)}
        answer[name] = {who: _packed(values) for who, values in maps.items()}
    answer["size"] = picture.shape[0]
    return answer


def _packed(values: np.ndarray) -> dict[str, Any]:
    """A signed map as bytes: value = scale * (byte - 128) / 127, row by row."""
    import numpy as np

    scale = float(np.abs(values).max())
    bytes_ = np.rint(values / max(scale, 1e-12) * 127 + 128).astype(np.uint8)
    return {"scale": float(f"{scale:.4g}"), "data": base64.b64encode(bytes_.tobytes()).decode()}


def filters(benches: Benches, query: dict[str, Any]) -> dict[str, Any]:
    """{run, step, picture} -> the first layer's filters that answer strongest: weights and responses as sheets."""
    import numpy as np

    from ganplay.latent import sheet
    from ganplay.scoring import filters as first_layer

    bench = bench_of(benches, query)
    found = first_layer(bench.discriminator, picture_of(bench, query))
    order = np.argsort(-np.asarray(found.strength))[:FILTERS]
    answer: dict[str, Any] = {
        "count": len(order),
        "total": len(found.strength),
        "strength": [round(float(found.strength[index]), 3) for index in order],
        "weights": None,
        "responses": None,
    }
    if found.weights is not None:
        weights = np.asarray(found.weights)[order]
        answer["weights"] = data_url(sheet(_signed(weights), len(order)))
        answer["side"] = weights.shape[1]
    responses = np.asarray(found.responses)[order]
    if responses.ndim == 3 and responses.shape[1] > 1:
        answer["responses"] = data_url(sheet(_signed(responses[..., None]), len(order)))
    return answer


def _signed(values: np.ndarray) -> np.ndarray:
    """(N, H, W, C) real numbers as pictures in which 0 is middle grey, each on its own scale."""
    import numpy as np

    scale = np.abs(values).max((1, 2, 3), keepdims=True).clip(1e-9)
    return np.rint(127.5 + 127.5 * values / scale).astype(np.uint8)


def steady(benches: Benches, query: dict[str, Any]) -> dict[str, Any]:
    """{run, step, picture} -> the score again under small changes: rows {name, amount, logit, png}; spread."""
    from ganplay.scoring import spread, steadiness

    bench = bench_of(benches, query)
    variations = steadiness(bench.discriminator, picture_of(bench, query))
    return {
        "rows": [
            {"name": one.name, "amount": one.amount, "logit": short(one.logit), "png": data_url(one.picture)}
            for one in variations
        ],
        "spread": short(spread(variations).deviation),
        "usual": short(bench.context.real.std().item()),
        "threshold": bench.threshold,
    }


def fool(benches: Benches, query: dict[str, Any]) -> dict[str, Any]:
    """{run, step, picture} -> the picture nudged so that D likes it less (negative) and more (positive epsilons).

    steps: [{epsilon, logit, png, difference (png, eight times as strong around middle grey)}], rising; zero: which of
    them is the picture itself; flip: which is the smallest change that changes D's mind, or None.
    """
    import numpy as np

    from ganplay.scoring import nudges, smallest_flip

    bench = bench_of(benches, query)
    picture = picture_of(bench, query)
    (itself, *up), (_, *down) = (nudges(bench.discriminator, picture, (0, *EPSILONS), up=way) for way in (True, False))

    def told(epsilon: float, logit: float, changed: np.ndarray) -> dict[str, Any]:
        difference = (128 + 8.0 * (changed.astype(float) - picture)).clip(0, 255).astype(np.uint8)
        return {
            "epsilon": epsilon,
            "logit": short(logit),
            "png": data_url(changed),
            "difference": data_url(difference),
        }

    steps = [told(-one.epsilon, one.logit, one.picture) for one in reversed(down)]
    steps.append(told(0, itself.logit, picture))
    steps += [told(one.epsilon, one.logit, one.picture) for one in up]
    real, place = itself.logit > bench.threshold, None
    flip = smallest_flip(bench.discriminator, picture, bench.threshold, down if real else up)
    if flip is not None:  # a step of its own, in its place: next to 0 where the same size was walked already
        signed = -flip.epsilon if real else flip.epsilon
        place = sum(one["epsilon"] < signed for one in steps)
        steps = [one for one in steps if one["epsilon"] != signed]
        steps.insert(place, told(signed, flip.logit, flip.picture))
    zero = next(index for index, one in enumerate(steps) if one["epsilon"] == 0)
    return {"steps": steps, "zero": zero, "flip": place, "threshold": bench.threshold}


def near(benches: Benches, query: dict[str, Any]) -> dict[str, Any]:
    """{run, step, picture} -> the nearest of the run's kept training pictures, by pixels and by D's features."""
    bench = bench_of(benches, query)
    picture = picture_of(bench, query)
    if bench.familiarity is None:
        return {"none": True}
    answer: dict[str, Any] = {"compared": len(bench.reals.training)}
    for name, library in zip(("pixels", "features"), bench.familiarity.libraries, strict=False):
        found = library.nearest(picture[None], NEAREST)
        distances = found.distances[0]
        answer[name] = {
            **_sheet(bench.reals.training[found.indices[0].numpy()], distances, NEAREST),
            "usual": round(library.typical.quantile(0.99).item(), 3),
        }
    return answer


def best(benches: Benches, query: dict[str, Any]) -> dict[str, Any]:
    """{run, step, first} -> 64 generated pictures from D's favourite to its least liked; what choosing costs.

    sheet: see `_sheet`, with seeds; shares: rows {share, threshold, diversity, gap, n} of 512 others; real: n of the
    real pictures that these are compared with, and the diversity and gap that n_floor others have in their place.
    """
    import torch

    from ganplay.runs.asking.evaluate import Measured, variety
    from ganplay.scoring import acceptance, score

    bench = bench_of(benches, query)
    first = query.get("first", 0)
    if not is_whole(first) or not 0 <= first < 2**31:
        raise LatentError("Seeds start at a whole number.")
    pictures = bench.drawn(range(first, first + OF))
    logits = score(bench.discriminator, pictures)
    order = torch.argsort(logits, descending=True)
    answer = {
        "sheet": _sheet(pictures[order.numpy()], logits[order]),
        "seeds": [first + index for index in order.tolist()],
    }
    if query.get("shares"):
        many = bench.drawn(range(CONTEXT_SEED, CONTEXT_SEED + GENERATED))  # those whose logits are known
        answer["shares"] = [
            {name: None if value is None else round(value, 4) for name, value in row.items()}
            for row in acceptance(bench.context.generated, many, bench.unseen, SHARES)
        ]
        usual = variety(Measured(bench.reals, many, bench.networks))
        answer["real"] = {
            "n": len(bench.unseen),
            "n_floor": max((found["n_floor"] for found in usual.values()), default=0),
            **{name: round(found["floor"], 4) for name, found in usual.items()},
        }
    return answer
