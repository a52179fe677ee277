"""A run that goes on: what it was before is remembered until it trains again, and its pictures are known again.

Whatever keeps a resumed run from training leaves it as it was. Pictures of one's own may have moved: those are the same
that load as the same samples with the same classes, wherever they lie now.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ganplay.data.pictures import Note
from ganplay.recipe import Recipe
from ganplay.runs.store.folder import RunFolder
from ganplay.runs.store.history import RunError
from ganplay.runs.store.reals import sampled, tensors_of

if TYPE_CHECKING:
    from ganplay.data.pictures import Pictures

KEPT = ("message", "rates_set")  # of what a run says of itself, beside its status


def go_on(run: RunFolder, recipe: Recipe, **facts: Any) -> None:
    """Let a run that does not train go on by `recipe`, with `facts` for its history.

    Raises:
        RunError: when it cannot be written.
    """
    meta = run.meta()
    before = {name: meta.get(name) for name in KEPT}
    before |= {"status": run.status_by(meta), "recipe": run.recipe.to_dict()}
    run.set_meta(before=before, **facts)
    run.write_recipe(recipe)


def ended(run: RunFolder, status: str, code: str, details: dict[str, Any]) -> dict[str, Any]:
    """What a run is to say of itself after an error: `status`, and a message in the page's words.

    Of one that was to go on, and had not begun to, all that it was before, its recipe too, and why it is that again.

    Raises:
        RunError: when its recipe cannot be written.
    """
    before = run.meta().get("before")
    if not before:
        return {"status": status, "message": {"code": code, "details": details}}
    run.write_recipe(Recipe.from_dict(before["recipe"]))
    reason = {"error": code, "text": details.get("sentence", ""), "details": details}
    message = {"code": "not_resumed", "details": {"reason": reason}}
    return {name: before[name] for name in (*KEPT, "status")} | {"message": message, "before": None, "progress": None}


def known_again(run: RunFolder, pictures: Pictures) -> Pictures:
    """The pictures that a run has just loaded, with a note where they are others than those that it began with.

    Raises:
        RunError: where it was to go on with pictures that lie elsewhere, and they are others.
    """
    same = _same(run, pictures)
    before = (run.meta().get("before") or {}).get("recipe", {})
    moved = before.get("dataset", run.recipe.dataset) != run.recipe.dataset
    if moved and same is None:
        sentence = "This run kept nothing to know its pictures by: put them back where they were."
        raise RunError(sentence, "unknown_pictures")
    sentence = f"The pictures in {pictures.name} are not those that this run began with"
    if moved and not same:
        raise RunError(f"{sentence}: name the folder or the zip of those.", "other_pictures", name=pictures.name)
    if same is False:
        other = Note(f"{sentence}: from here on it trains on these.", "others", name=pictures.name)
        return replace(pictures, notes=(*pictures.notes, other))
    return pictures


def fingerprint(pictures: Pictures) -> str:
    """What samples, classes and what is set apart are known by: SHA-256 in hex."""
    digest = hashlib.sha256(repr((*pictures.images.shape, pictures.labels is not None)).encode())
    for tensor in (pictures.images, pictures.labels, pictures.apart):
        if tensor is not None:
            digest.update(tensor.contiguous().numpy())
    return digest.hexdigest()


def _same(run: RunFolder, pictures: Pictures) -> bool | None:
    """Whether these are the pictures that the run began with; None where it kept nothing to tell it by.

    Runs of before fingerprints were kept are compared by the real pictures in their folders.
    """
    if known := run.meta().get("fingerprint"):
        if known == fingerprint(pictures):
            return True
        # What is set apart was not looked at by the runs of before.
        return pictures.apart is not None and known == fingerprint(replace(pictures, apart=None))
    import torch

    from ganplay.training.trainer import HELD_OUT

    try:
        kept = tensors_of(run.path)
    except RunError:
        return None
    found = sampled(pictures, HELD_OUT, run.recipe.limit)
    return kept.keys() == found.keys() and all(torch.equal(kept[name], found[name]) for name in kept)
