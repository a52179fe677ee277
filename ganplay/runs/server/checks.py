"""What is refused before anything is done: runs of others, foreign paths, a full disk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ganplay.cores import usable_cores
from ganplay.data import NAMES
from ganplay.data.kinds import fits, kind_with
from ganplay.recipe import Recipe, kind_of
from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.store.limits import on_zerogpu
from ganplay.runs.store.quota import Quota
from ganplay.runs.store.store import Store
from ganplay.runs.transfer.leaving import OWN


class Refused(RunError):
    """A wish that is not granted: `code` is a key in the page's words, `details` fill them, str() is a sentence."""

    def __init__(self, code: str, sentence: str, **details: Any) -> None:
        super().__init__(sentence)
        self.code = code
        self.details = details


class Checks:
    """Every method raises Refused with what is wrong, or returns."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._quota = Quota(store)

    def owned(self, run_id: str, owner: str) -> RunFolder:
        """The run, for its owner."""
        run = self._known(run_id)
        if not isinstance(owner, str) or run.frozen or not self._store.owns(run_id, owner):
            raise Refused("not_owner", "Only the owner of this run can do that; you can watch it.")
        return run

    def parent(self, run_id: str, owner: str) -> RunFolder:
        """A run to begin from; whoever may watch it may, but pictures that were uploaded are their owner's."""
        run = self._known(run_id)
        if run.recipe.dataset not in NAMES and not self._store.owns(run_id, str(owner)):
            raise Refused("own_pictures", "The pictures of this run are its owner's: nobody else can train on them.")
        return run

    def _known(self, run_id: str) -> RunFolder:
        try:
            return self._store.get(run_id)
        except RunError as error:
            raise Refused("unknown_run", str(error)) from None

    def token(self, owner: str) -> None:
        if not isinstance(owner, str) or not 8 <= len(owner) <= 200:
            raise Refused("owner", "A run needs an owner: send a secret token of 8 to 200 characters.")

    def dataset(self, recipe: Recipe, carried: bool = False) -> None:
        """Visitors name data sets, never paths of this machine: other data must have been uploaded.

        carried: whether the run has its data in its own folder.
        """
        if not fits(recipe.dataset, kind_of(recipe)):
            said = kind_of(recipe).apart or kind_with(recipe.dataset).apart
            raise Refused(said.code, said.sentence)
        if recipe.dataset in NAMES or carried:
            return
        if recipe.dataset == OWN:
            ways = "bring them on the tab Runs, or by ganplay runs unpack FILE --run DIR --data FOLDER"
            raise Refused("own_left", f"The pictures of this run did not travel with its file: {ways}.")
        uploads = self._store.uploads.resolve()
        if uploads not in Path(recipe.dataset).resolve().parents:
            names = ", ".join(NAMES)
            raise Refused("dataset", f"There is no data set {recipe.dataset!r}: upload pictures or choose {names}.")
        if not Path(recipe.dataset).exists():
            raise Refused("own_gone", "The pictures of this run are gone from here: bring the same on the tab Runs.")

    def threads(self, recipe: Recipe) -> None:
        """More threads than cores would wait for one another, and keep everybody else waiting."""
        if recipe.threads > (cores := usable_cores()) and not on_zerogpu():
            sentence = (
                f"{recipe.threads} threads are more than the cores here, {cores}: set threads={cores} or fewer. A run "
                "that began with more goes on as a branch with other threads."
            )
            raise Refused("many_threads", sentence, threads=recipe.threads, cores=cores)

    def disk(self) -> None:
        """Makes room first, see `Quota.make_room`."""
        if full := self._quota.make_room():
            used, share = (f"{number / 1e9:.2g} GB" for number in full)
            sentence = f"The runs here take {used}, and {share} is their share of the disk: delete some of yours first."
            raise Refused("disk_full", sentence, used=used, share=share)

    def budget(self, run: RunFolder, recipe: Recipe) -> None:
        """Whether `run` has something left to train by `recipe`.

        Raises RunError too, for a run of which only the networks were kept.
        """
        if kind := run.used_up(recipe):
            value = f"{getattr(recipe, kind):.10g}"
            sentence = f"This run has used its {value} {kind}: give it more to go on."
            raise Refused("budget_used", sentence, kind=kind, value=value)
