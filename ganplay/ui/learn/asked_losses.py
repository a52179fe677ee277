"""What the figure of the page on losses asks: two shipped runs of digits, called A and B, first by their curves.

The two have the same networks, loss and data. A's losses lie where the theory puts the equilibrium, and it has
collapsed; B's say that its discriminator wins, and it draws digits.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.ui.kit.answers import answering
from ganplay.ui.kit.drawing import data_url
from ganplay.ui.kit.fair.lanes import lanes_of
from ganplay.ui.kit.models import moments
from ganplay.ui.kit.once import Once
from ganplay.ui.kit.questions import guarded
from ganplay.ui.learn.shipped import Shipped, shipped_of

PAIR = {"a": "mnist-collapsed", "b": "mnist-dcgan"}
PICTURES, COLUMNS = 40, 8  # of each run's sheet
DISTANCE = "classifier_fd"


def server_functions(manager: Any) -> list[Callable[..., Any]]:
    shipped, kept = shipped_of(manager), Once(2)
    answer = answering(lanes_of(manager))

    async def losses_curves(query: Any = None) -> dict[str, Any]:
        """-> a, b: see `curves`."""
        return await answer(lambda: kept.get("curves", lambda: _both(shipped, curves)))

    async def losses_uncovered(query: Any = None) -> dict[str, Any]:
        """-> a, b: see `uncovered`."""
        return await answer(lambda: kept.get("uncovered", lambda: _both(shipped, uncovered)))

    return guarded([losses_curves, losses_uncovered])


def _both(shipped: Shipped, told: Callable[[Shipped, RunFolder], dict[str, Any]]) -> dict[str, Any]:
    return {letter: told(shipped, shipped.named(name)) for letter, name in PAIR.items()}


def curves(shipped: Shipped, run: RunFolder) -> dict[str, Any]:
    """step, loss_d, loss_g: lists of one length; equilibrium: the losses at which neither player can do better."""
    return {**moments(shipped.models, run.path.name)["curve"], "equilibrium": run.meta()["equilibrium"]}


def uncovered(shipped: Shipped, run: RunFolder) -> dict[str, Any]:
    """What tells a run's quality, as measured when it was shipped.

    Returns: run (its name), step; png, count, columns, size: a sheet of its samples; distance, floor, n: Frechet's, in
        the classifier's features, that of other real pictures, and how many were drawn; accuracy, precision, recall: of
        its discriminator at the end, on n_real held-out and n_fake generated pictures.

    Raises:
        RunError: where it was shipped without being measured.
    """
    from ganplay.latent import sheet
    from ganplay.runs.asking.report import read_report
    from ganplay.runs.asking.sampling import seed_pictures

    networks = shipped.models.get(run.path.name).networks
    rows = (read_report(run) or {"rows": []})["rows"]
    distance = next((row for row in rows if row["name"] == DISTANCE), None)
    judged = run.evaluations()
    if distance is None or not judged:
        raise RunError(f"The run {run.path.name} was never measured: make its report in the library first.")
    pictures, _ = seed_pictures(networks, range(PICTURES))
    names = ("accuracy", "precision", "recall", "n_real", "n_fake")
    return {
        "run": run.path.name,
        "step": networks.step,
        "png": data_url(sheet(pictures, COLUMNS)),
        "count": PICTURES,
        "columns": COLUMNS,
        "size": pictures.shape[1],
        "distance": distance["value"],
        "floor": distance["floor"],
        "n": distance["n"],
        **{name: judged[-1].get(name) for name in names},
    }
