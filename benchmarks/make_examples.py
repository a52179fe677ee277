"""Make the examples that tools of the Latent space tab show before anything is asked, assets/examples/*.

Of the shipped faces: a walk uphill, a search for a real picture, the training pictures nearest to a generated one; each
a strip of pictures and, in latent.json, its numbers. Run it after those networks have changed:

    python benchmarks/make_examples.py [uphill picture copies]
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from ganplay.latent import climb, invert, logits, render, seed_latents
from ganplay.latent.media import sheet, to_image, xmp_packet
from ganplay.runs.asking.judging import data_of
from ganplay.runs.store.store import Store
from ganplay.training.trainer import HELD_OUT
from ganplay.ui.kit.jobs import Job
from ganplay.ui.kit.models import Model, Models
from ganplay.ui.kit.training_pictures import TrainingPictures

FOLDER = Path(__file__).parents[1] / "assets" / "examples"
RUN = "faces"
SHOWN = 7  # pictures of a strip
STEPS, TRIED = 150, 12  # uphill; seeds of which the one with the longest way is shown
SEARCH = (1, 10, 30, 90, 300)  # steps of the search that are shown
SEED, SOUGHT = 7, 3  # whose copies are looked for; which of the pictures held out is searched

Made = tuple[np.ndarray, dict[str, Any]]  # its pictures and its numbers


def uphill(model: Model) -> Made:
    starts = seed_latents(range(TRIED), model.generator.z_dim)
    walks = [list(climb(model.generator, model.discriminator, start, steps=STEPS)) for start in starts]
    seed, walk = max(enumerate(walks), key=lambda pair: len(pair[1]))
    shown = [walk[round(place)] for place in np.linspace(0, len(walk) - 1, SHOWN)]
    strip = np.concatenate([render(model.generator, one.z[None]) for one in shown])
    said = [round(value, 2) for value in logits(model.discriminator, strip).tolist()]
    curve = [round(one.logit, 2) for one in walk]
    return strip, {"tried": TRIED, "seed": seed, "steps": len(walk) - 1, "logits": said, "curve": curve}


def picture(model: Model) -> Made:
    recipe = model.networks.recipe
    _, held_out = data_of(recipe, None).split(HELD_OUT, limit=recipe.limit)
    target = held_out.images[SOUGHT].permute(1, 2, 0).contiguous().numpy()
    search = list(invert(model.generator, target, steps=SEARCH[-1], discriminator=model.discriminator))
    found = [next(one for one in search if one.step >= step) for step in SEARCH]
    strip = np.concatenate([target[None], *(render(model.generator, one.z[None]) for one in found)])
    errors, curve = ([round(one.error, 3) for one in steps] for steps in (found, search[::3]))
    return strip, {"steps": [one.step for one in found], "errors": errors, "curve": curve}


def copies(model: Model) -> Made:
    drawn = render(model.generator, seed_latents([SEED], model.generator.z_dim))
    library, images, total = TrainingPictures().of(model, Job(lambda: 0.0))
    near = library.nearest(drawn, SHOWN - 1)
    found = images[near.indices[0]].permute(0, 2, 3, 1).contiguous().numpy()
    return np.concatenate([drawn, found]), {
        "seed": SEED,
        "distances": [round(value, 2) for value in near.distances[0].tolist()],
        "typical": [round(library.typical.quantile(part).item(), 2) for part in (0.05, 0.5, 0.95)],
        "percentile": round(near.percentile[0].item(), 1),
        "compared": len(images),
        "total": total,
    }


MAKERS = {"uphill": uphill, "picture": picture, "copies": copies}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    names = parser.parse_args().names or MAKERS
    FOLDER.mkdir(exist_ok=True)
    numbers = FOLDER / "latent.json"
    told = json.loads(numbers.read_text()) if numbers.is_file() else {}
    model = Models(Store(tempfile.mkdtemp())).get(RUN)
    told |= {"run": RUN, "size": model.networks.recipe.resolution}
    for name in names:
        strip, said = MAKERS[name](model)
        about = xmp_packet(json.dumps({"example": name, "run": RUN})).encode()
        to_image(sheet(strip, len(strip))).save(FOLDER / f"{name}.webp", lossless=True, method=6, xmp=about)
        told[name] = {"count": len(strip), **said}
    numbers.write_text(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
