"""From a view, as the page sends it, to pictures and what belongs to them."""

from __future__ import annotations

import base64
import io
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from ganplay.latent.error import LatentError
from ganplay.latent.keyframes import Birth, Keyframe, checked_seed, is_whole
from ganplay.latent.view import View
from ganplay.ui.kit.models import Model, Models

if TYPE_CHECKING:
    import numpy as np
    from torch import Tensor

MOST_PICTURES = 128  # in one answer
NORM_POINTS = 61  # of the norm of z along a path
LITTER = 9


def checked_view(query: dict[str, Any]) -> View:
    """The view of a query; LatentError for anything else."""
    if not isinstance(query, dict) or not isinstance(query.get("view"), dict):
        raise LatentError("A question about the latent space is an object with a view.")
    return View.from_dict(query["view"])


def draw(models: Models, query: dict[str, Any]) -> dict[str, Any]:
    """The pictures of a view as one sheet.

    query: view; and if wished: columns, here (the one picture where the scrub slider stands), logits, norms,
        litter ({"seed", "variation"}: the children of the view's keyframe).
    Returns: png (data URL, native size), count, columns, size, step, ms; here: latent (what was drawn, as a
        keyframe); logits; norms (of a path in Z); values (of the code that is walked).
    """
    view = checked_view(query)
    model = models.of(view)
    started = time.perf_counter()
    from ganplay.latent import logits, sheet, view_columns

    plain = latents_of(view, model, query)
    pictures = pictures_of(view, model, plain)
    columns = min(_columns(view, query, len(pictures)) or view_columns(view), len(pictures))
    answer: dict[str, Any] = {
        "png": data_url(sheet(pictures, columns)),
        "count": len(pictures),
        "columns": columns,
        "size": pictures.shape[1],
        "step": model.networks.step,
    }
    if query.get("here") or len(pictures) == 1:
        answer["latent"] = as_plain(view, model, plain[0], query)
    if query.get("logits"):
        answer["logits"] = [round(value, 3) for value in logits(model.discriminator, pictures).tolist()]
    if query.get("norms") and view.lies_in == "z":
        answer["norms"] = path_norms(view, model)
    if view.tool == "codes":
        answer["values"] = _walked_values(view, model)
    answer["ms"] = round(1000 * (time.perf_counter() - started), 1)
    return answer


def pictures_of(view: View, model: Model, plain: Tensor) -> np.ndarray:
    """The pictures of a view's latents, (N, H, W, C) uint8: with its z scale, its psi, its class or classes."""
    import numpy as np

    from ganplay.latent import code_walk, drawable, render, scaled

    if view.tool == "codes":
        return code_walk(model.generator, scaled(plain, view.scale), view.walked, _walked_values(view, model))
    classes = len(model.networks.classes)
    labels = view.labels(classes) if classes else []

    def drawn(generator: Any, latents: Tensor) -> np.ndarray:
        shown, space = drawable(view, generator, latents)
        return render(generator, shown, space=space)

    if len(set(labels)) < 2 or len(labels) != len(plain):
        return drawn(model.generator, plain)
    each = np.asarray(labels)
    pictures = [(np.flatnonzero(each == one), model.networks.of_class(int(one)).generator) for one in set(labels)]
    made = [(where, drawn(generator, plain[where])) for where, generator in pictures]
    sheet = np.empty((len(plain), *made[0][1].shape[1:]), np.uint8)
    for where, some in made:
        sheet[where] = some
    return sheet


def latents_of(view: View, model: Model, query: dict[str, Any]) -> Tensor:
    """The latents of a view before the z scale and psi, in the space that it lies in: (N, D) or (N, num_inputs, D)."""
    from ganplay.latent import along_path, children, mapped, moved, view_keyframes, view_latents

    generator = model.generator
    _check_size(view)
    if query.get("litter"):
        seed, variation = _litter(query["litter"])
        mapping = partial(mapped, generator) if view.lies_in == "w" else None
        return children(view_keyframes(view, generator)[0], variation, seed, LITTER, mapping)
    if view.tool == "path" and query.get("here"):
        return along_path(view, view_keyframes(view, generator), view.position)
    if view.tool == "directions":
        latents = view_keyframes(view, generator)
        return moved(latents, model.found(view.method, view.space).steps, view.amounts) if view.amounts else latents
    if view.tool == "teach" and not any(view.amounts):
        return view_keyframes(view, generator)
    return view_latents(replace(view, scale=1.0, psi=1.0), generator)[0]


def _check_size(view: View) -> None:
    count = {"seeds": view.count, "path": view.frames, "plane": view.side**2, "endless": view.side**2}
    if count.get(view.tool, 1) > MOST_PICTURES:
        raise LatentError(f"The page draws at most {MOST_PICTURES} pictures at once.")
    if view.tool == "uphill":
        raise LatentError("A walk uphill is work that is started, not a picture.")


def _walked_values(view: View, model: Model) -> list[float]:
    from ganplay.latent import code_values

    return code_values(model.generator, view.walked, view.side)


def _columns(view: View, query: dict[str, Any], count: int) -> int:
    """How many pictures in a row, where the page or the tool says so; else 0."""
    if view.tool == "codes":
        return count // len(view.keyframes)
    if query.get("litter"):
        return 3
    if view.tool == "path":
        return view.frames
    wish = query.get("columns")
    return wish if is_whole(wish) and 1 <= wish <= MOST_PICTURES else 0


def _litter(asked: Any) -> tuple[int, float]:
    if not isinstance(asked, dict):
        raise LatentError("A litter has a seed and a variation.")
    birth = Birth(checked_seed(asked.get("seed")), 0, asked.get("variation"))  # checks them
    return birth.seed, birth.variation


def path_norms(view: View, model: Model) -> dict[str, Any]:
    """The norm of z along the view's path, as an arc and as a straight line, and the shell on which seeds lie."""
    from ganplay.latent import norms, path, shell, view_keyframes

    if view.tool != "path":
        raise LatentError("Only a path has norms to show.")
    keyframes = view_keyframes(view, model.generator)
    mean, deviation = shell(model.generator.z_dim)
    lines = {
        mode: [round(value, 3) for value in norms(path(keyframes, NORM_POINTS, mode)).tolist()]
        for mode in ("slerp", "lerp")
    }
    return {**lines, "shell": [round(mean, 3), round(deviation, 3)]}


def numbers_of(model: Model, latent: Tensor, space: str = "z") -> Any:
    """A latent that no seed leads to, as the page keeps it, with the class it is drawn in."""
    numbers = tuple(latent.flatten().tolist())
    return Keyframe(getattr(model.generator, "label", 0), numbers=numbers, space=space).to_plain()


def as_plain(view: View, model: Model, latent: Tensor, query: dict[str, Any], index: int = 0) -> Any:
    """One latent of a view as the page keeps it: its seed or lineage where it has one, else its numbers."""
    if query.get("litter"):
        parent = view.keyframes[0]
        if not parent.numbers:
            seed, variation = _litter(query["litter"])
            return replace(parent, births=(*parent.births, Birth(seed, index, variation))).to_plain()
    elif view.tool == "seeds":
        return view.first + index
    elif view.tool in ("breeding", "time", "inversion", "uphill", "neighbours", "codes") or (
        view.tool in ("directions", "teach") and not any(view.amounts)
    ):
        return view.keyframes[index].to_plain()
    return numbers_of(model, latent, view.lies_in)


def pick(models: Models, query: dict[str, Any]) -> dict[str, Any]:
    """One latent of a sheet: {view, index} -> {latent}; of a walk through a code the index is that of a row."""
    view = checked_view(query)
    index = query.get("index")
    model = models.of(view)
    latents = latents_of(view, model, query)
    if not is_whole(index) or not 0 <= index < len(latents):
        raise LatentError("There is no such picture on the sheet.")
    return {"latent": as_plain(view, model, latents[index], query, index)}


def directions(models: Models, query: dict[str, Any]) -> dict[str, Any]:
    """The strongest directions: {view} -> {method, space, share}."""
    view = checked_view(query)
    found = models.of(view).found(view.method, view.space)
    return {"method": view.method, "space": view.space, "share": [round(value, 5) for value in found.share.tolist()]}


def taught(models: Models, query: dict[str, Any]) -> dict[str, Any]:
    """What the ticked seeds of a view teach: {view} -> {accuracy, examples, folds}."""
    from ganplay.latent import taught_of

    view = checked_view(query)
    learned = taught_of(view, models.of(view).generator)
    return {"accuracy": learned.accuracy, "examples": list(learned.examples), "folds": learned.folds}


def share(models: Models, query: dict[str, Any]) -> dict[str, Any]:
    """What brings a view back: {view} -> {text (for a link), json, python}."""
    from ganplay.latent import python_lines

    view = checked_view(query)
    classes = len(models.of(view).networks.classes)
    return {"text": view.to_text(), "json": view.to_json(), "python": "\n".join(python_lines(view, classes))}


def read(query: dict[str, Any]) -> dict[str, Any]:
    """A view from a link or a file: {text} or {json} -> {view}; LatentError where it is damaged."""
    if not isinstance(query, dict):
        raise LatentError("A view is read from a text.")
    view = View.from_text(query.get("text")) if "text" in query else View.from_json(query.get("json"))
    return {"view": view.to_dict()}


def download(models: Models, query: dict[str, Any]) -> dict[str, Any]:
    """A PNG file that says it was generated, and from what: {view, scale} -> {data (data URL)}."""
    view = checked_view(query)
    model = models.of(view)
    from ganplay.latent import film_strip, png_bytes, sheet, view_columns

    enlarge = query.get("scale", 1)
    if enlarge not in range(1, 17):
        raise LatentError("A picture is enlarged 1 to 16 times.")
    pictures = pictures_of(view, model, latents_of(view, model, query))
    columns = min(_columns(view, {}, len(pictures)) or view_columns(view), len(pictures))
    page = film_strip(pictures) if view.tool == "path" else sheet(pictures, columns)
    data = png_bytes(page, view.to_dict(), scale=int(enlarge))
    return {"data": "data:image/png;base64," + base64.b64encode(data).decode()}


def data_url(picture: np.ndarray) -> str:
    """(H, W, C) uint8 as a small PNG in a data URL; packed quickly, it is looked at once."""
    from ganplay.latent.media import to_image

    buffer = io.BytesIO()
    to_image(picture).save(buffer, "PNG", compress_level=1)
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()
