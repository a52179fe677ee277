"""The long questions of the Discriminator tab, each a function of a `Job`: over time, cross-play, searching."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ganplay.latent.error import LatentError
from ganplay.latent.keyframes import is_whole
from ganplay.runs.store.folder import RunError
from ganplay.ui.judge.pictures import bench_of, picture_of, pictures_of
from ganplay.ui.kit.bench import Benches
from ganplay.ui.kit.drawing import data_url
from ganplay.ui.kit.jobs import Job
from ganplay.ui.kit.models import Models, short
from ganplay.ui.kit.training_pictures import TrainingPictures

COMPARED_OVER_TIME = 128  # real and generated pictures whose scores frame the curve
PLAYERS = 6  # generators, and discriminators, in one cross-play
NEAREST = 6
CROSS_PICTURES, CROSS_SEED = 256, 3_000_000  # of each generator in a cross-play

Work = Callable[[Job], dict[str, Any]]


class Court:
    """Makes work from what the page asks."""

    def __init__(self, models: Models, benches: Benches) -> None:
        self._models = models
        self._benches = benches
        self._library = TrainingPictures(benches.data_root)

    def work(self, query: dict[str, Any]) -> Work:
        """The work of a query, {what, run, ...}; refuses at once what cannot be done (LatentError, RunError)."""
        makers = {"time": self.over_time, "cross": self.cross_play, "search": self.search}
        what = query.get("what") if isinstance(query, dict) else None
        if not isinstance(what, str) or what not in makers:
            raise LatentError(f"The page can start {', '.join(makers)}.")
        return makers[what](query)

    def over_time(self, query: dict[str, Any]) -> Work:
        """{run, pictures} -> rows, one a checkpoint: see `ganplay.scoring.over_time`."""
        bench = bench_of(self._benches, {"run": query.get("run")})
        pictures = pictures_of(bench, query)
        folder = self._models.folder(bench.model.run)
        steps = folder.checkpoints()
        real = bench.unseen[:COMPARED_OVER_TIME]

        def work(job: Job) -> dict[str, Any]:
            from ganplay.runs.asking.sampling import seed_pictures
            from ganplay.scoring import ScoringError, over_time

            rows = []
            for done, step in enumerate(steps, 1):
                try:
                    model = self._models.get(bench.model.run, step)
                    generated, _ = seed_pictures(model.networks, range(COMPARED_OVER_TIME))
                    rows += over_time([(step, model.networks.judge)], pictures, real, generated)
                except (RunError, ScoringError):  # thinned away meanwhile, or diverged
                    continue
                job.tell(fraction=done / len(steps))
            return {"rows": rows, "n": len(real)}

        return work

    def cross_play(self, query: dict[str, Any]) -> Work:
        """{generators, discriminators: [{run, step}]} -> wins: share of each generator's pictures called real; n."""
        sides = {name: self._players(query.get(name)) for name in ("generators", "discriminators")}
        models = {name: [self._models.get(*player) for player in players] for name, players in sides.items()}
        shapes = {
            (model.networks.recipe.resolution, model.networks.recipe.channels)
            for side in models.values()
            for model in side
        }
        if len(shapes) > 1:
            raise LatentError("Only runs of one size and one number of colours can play each other: choose others.")

        def work(job: Job) -> dict[str, Any]:
            from ganplay.runs.asking.sampling import seed_pictures
            from ganplay.scoring import cross_play

            wins = []
            judges = [self._benches.get(one.run, one.networks.step) for one in models["discriminators"]]
            sides = [judge.discriminator for judge in judges], [judge.threshold for judge in judges]
            for done, model in enumerate(models["generators"], 1):
                drawn, _ = seed_pictures(model.networks, range(CROSS_SEED, CROSS_SEED + CROSS_PICTURES))
                row = cross_play([drawn], *sides)[0]
                wins.append([round(float(value), 4) for value in row])
                job.tell(fraction=done / len(models["generators"]))
            return {"wins": wins, "n": CROSS_PICTURES}

        return work

    def _players(self, listed: Any) -> list[tuple[str, int | None]]:
        if not isinstance(listed, list) or not 1 <= len(listed) <= PLAYERS:
            raise LatentError(f"Between 1 and {PLAYERS} of each kind play each other.")
        players = []
        for one in listed:
            run, step = (one.get("run"), one.get("step")) if isinstance(one, dict) else (None, None)
            if not isinstance(run, str) or not (step is None or is_whole(step)):
                raise LatentError("A player is a run and a checkpoint.")
            players.append((run, step))
        return players

    def search(self, query: dict[str, Any]) -> Work:
        """{run, step, picture} -> the nearest of all training pictures, in D's features."""
        bench = bench_of(self._benches, query)
        picture = picture_of(bench, query)

        def work(job: Job) -> dict[str, Any]:
            from ganplay.latent import sheet

            library, images, total = self._library.of(bench.model, job)
            found = library.nearest(picture[None], NEAREST)
            nearest = images[found.indices[0]].permute(0, 2, 3, 1).contiguous().numpy()
            return {
                "png": data_url(sheet(nearest, NEAREST)),
                "count": len(nearest),
                "columns": NEAREST,
                "size": nearest.shape[1],
                "logits": [short(value) for value in found.distances[0].tolist()],
                "usual": round(library.typical.quantile(0.99).item(), 3),
                "compared": len(images),
                "total": total,
            }

        return work
