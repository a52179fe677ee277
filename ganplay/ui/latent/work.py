"""The long work of the Latent space tab, each a function of a `Job`: films, searches, walks, comparisons."""

from __future__ import annotations

import base64
import binascii
import time
from collections.abc import Callable
from typing import Any

from ganplay.latent.error import LatentError
from ganplay.latent.keyframes import is_number
from ganplay.ui.kit.answers import Refusal, unusable
from ganplay.ui.kit.drawing import checked_view, data_url, latents_of, numbers_of, pictures_of
from ganplay.ui.kit.jobs import Job
from ganplay.ui.kit.models import Models
from ganplay.ui.kit.once import Once
from ganplay.ui.kit.training_pictures import TrainingPictures

PREVIEWS = 0.12  # seconds between two previews
MOST_FRAMES = 600
UPLOAD_CHARACTERS = 16_000_000  # of a picture in base64, some 12 MB
TICKED = 20
NEAREST = 6  # training pictures
ATTRIBUTES = ("smile", "glasses", "hat", "beard", "long_hair", "dark_hair")
WALK_STEPS = 150

Work = Callable[[Job], dict[str, Any]]


class Workshop:
    """Makes work from what the page asks; what is dear to make is kept: classifiers, libraries."""

    def __init__(self, models: Models, data_root: str | None = None) -> None:
        self._models = models
        self._training = TrainingPictures(data_root)
        self._classifiers = Once(3)

    def work(self, query: dict[str, Any]) -> Work:
        """The work of a query, {what, view, ...}; refuses at once what cannot be done (LatentError, RunError)."""
        makers = {
            "film": self.film,
            "invert": self.inversion,
            "climb": self.climb,
            "tick": self.tick,
            "neighbours": self.neighbours,
        }
        what = query.get("what") if isinstance(query, dict) else None
        if not isinstance(what, str) or what not in makers:
            raise LatentError(f"The page can start {', '.join(makers)}.")
        return makers[what](query)

    def film(self, query: dict[str, Any]) -> Work:
        """{view (of a path), kind: "gif" | "mp4", fps} -> data: the film."""
        from ganplay.latent import gif_bytes, mp4_bytes, view_latents
        from ganplay.latent.seeds import drawn

        view = checked_view(query)
        kind, fps = query.get("kind"), query.get("fps", 25)
        if kind not in ("gif", "mp4") or not is_number(fps) or not 5 <= fps <= 30:
            raise LatentError("A film is a gif or an mp4 of 5 to 30 frames a second.")
        if view.tool != "path" or view.frames > MOST_FRAMES:
            raise LatentError(f"A film is made of a path of at most {MOST_FRAMES} frames.")
        model = self._models.of(view)
        latents, space = view_latents(view, model.generator)

        def work(job: Job) -> dict[str, Any]:
            def frames():
                done = 0
                for part in drawn(model.generator, latents, space):
                    yield from part
                    done += len(part)
                    job.tell(fraction=done / len(latents))

            film = (gif_bytes if kind == "gif" else mp4_bytes)(frames(), fps, view.to_dict())
            mime = "image/gif" if kind == "gif" else "video/mp4"
            return {"data": f"data:{mime};base64,{base64.b64encode(film).decode()}"}

        return work

    def inversion(self, query: dict[str, Any]) -> Work:
        """{view, picture (base64 of a file) or own: true} -> png, target, latent, error; curve: the error."""
        from ganplay.latent import render
        from ganplay.runs.asking import finding

        view = checked_view(query)
        model = self._models.of(view)
        if query.get("own"):
            target = pictures_of(view, model, latents_of(view, model, {}))[0]
        else:
            target = self._uploaded(query.get("picture"), model)
        search = finding.search(model.networks, target)

        def work(job: Job) -> dict[str, Any]:
            shown, news = 0.0, {}
            job.tell(target=data_url(target), steps=finding.STEPS)
            for found in search:
                last = found.step == found.steps
                if last or time.monotonic() - shown > PREVIEWS:
                    picture = render(model.generator, found.z[None])[0]
                    news = {"png": data_url(picture), "latent": numbers_of(model, found.z), "rms": found.error}
                    shown = time.monotonic()
                news |= {"step": found.step, "fraction": found.step / found.steps}
                job.tell(round(found.error, 5), **news)
            return news

        return work

    def _uploaded(self, picture: Any, model: Any) -> Any:
        from ganplay.data.decoding import Unusable
        from ganplay.runs.asking.finding import target_of

        if not isinstance(picture, str):
            raise LatentError("Choose a picture first.")
        if len(picture) > UPLOAD_CHARACTERS:
            raise Refusal("picture_large", most=12)
        try:
            return target_of(model.networks.recipe, base64.b64decode(picture, validate=True))
        except (binascii.Error, ValueError):
            raise Refusal("picture_none") from None
        except Unusable as error:
            raise unusable(error) from None

    def climb(self, query: dict[str, Any]) -> Work:
        """{view (uphill: keyframe, steps, stride)} -> first, from; png, to, latent, at, step, summit; curve: D's logit.

        from, to: D's logit of the picture that is shown, as the page says it everywhere.
        """
        from ganplay.latent import climb, view_keyframes

        view = checked_view(query)
        model = self._models.of(view)
        if view.tool != "uphill":
            raise LatentError("A walk uphill starts from a view of the tool uphill.")
        steps = min(view.steps, WALK_STEPS)
        space = view.lies_in
        scale = view.scale if space == "z" else 1
        start = view_keyframes(view, model.generator)[0] * scale
        walk = climb(
            model.generator, model.discriminator, start, steps=steps, stride=view.stride, psi=view.psi, space=space
        )

        def place(step: Any) -> dict[str, Any]:
            """The latent that the page draws so, at the scale of the view."""
            latent = step.z / (scale or 1)
            picture = pictures_of(view, model, latent[None])
            shown = {"png": data_url(picture[0]), "latent": numbers_of(model, latent, space), "at": step.step}
            return {**shown, "to": _logit_of(model, picture)}

        def work(job: Job) -> dict[str, Any]:
            shown, news, last = 0.0, {}, None
            for last in walk:
                if last.step == 0:
                    first = place(last)
                    news |= {"first": first["png"], "from": first["to"]}
                if time.monotonic() - shown > PREVIEWS:
                    news |= place(last)
                    shown = time.monotonic()
                news |= {"step": last.step, "fraction": last.step / steps}
                job.tell(round(last.logit, 4), **news)
            return {**news, **place(last), "summit": last.step < steps}

        return work

    def tick(self, query: dict[str, Any]) -> Work:
        """{view, attribute} -> shown, not_shown: seeds; accuracy of the classifier that ticked them."""
        view = checked_view(query)
        attribute = query.get("attribute")
        model = self._models.of(view)
        recipe = model.networks.recipe
        if recipe.dataset != "faces" or attribute not in ATTRIBUTES:
            raise LatentError(f"Only runs on faces have known attributes: {', '.join(ATTRIBUTES)}.")

        def work(job: Job) -> dict[str, Any]:
            from ganplay.latent import seed_latents, tick

            classifier = self._classifier(recipe, job)
            job.tell(stage="look", fraction=0.9)
            groups = tick(model.generator, classifier, attribute, TICKED)
            pool = {row.numpy().tobytes(): seed for seed, row in enumerate(seed_latents(range(1000), recipe.z_dim))}
            shown, not_shown = ([pool[row.numpy().tobytes()] for row in group] for group in groups)
            return {"shown": shown, "not_shown": not_shown, "accuracy": classifier.accuracy[attribute]}

        return work

    def _classifier(self, recipe: Any, job: Job) -> Any:
        from ganplay.data import load
        from ganplay.latent import train_attribute_classifier

        def make() -> Any:
            def report(stage: str, fraction: float) -> None:
                job.tell(stage=stage, fraction=0.3 * fraction)

            pictures = load("faces", recipe.resolution, channels=recipe.channels, count=3000, progress=report)
            return train_attribute_classifier(
                pictures,
                ATTRIBUTES,
                steps=250,
                progress=lambda fraction: job.tell(stage="learn", fraction=0.3 + 0.6 * fraction),
            )

        return self._classifiers.get((recipe.resolution, recipe.channels), make)

    def neighbours(self, query: dict[str, Any]) -> Work:
        """{view} -> picture; png, distances, typical, percentile, compared, total: see `TrainingPictures.nearest`."""
        view = checked_view(query)
        model = self._models.of(view)
        latents = latents_of(view, model, {})[:1]

        def work(job: Job) -> dict[str, Any]:
            picture = pictures_of(view, model, latents)
            told = self._training.nearest(model, picture, NEAREST, job)
            alone = {name: told[name][0] for name in ("distances", "percentile")}
            return {**told, **alone, "picture": data_url(picture[0])}

        return work


def _logit_of(model: Any, picture: Any) -> float:
    from ganplay.latent import logits

    return round(float(logits(model.discriminator, picture)[0]), 3)
