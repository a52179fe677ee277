"""The real side of an evaluation: what generated pictures are compared with, and what real pictures score."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property

import torch
from torch import Tensor

from ganplay.data.catalog import CATALOG
from ganplay.data.pictures import Pictures
from ganplay.metrics.classes import class_counts, kl_divergence, label_accuracy
from ganplay.metrics.distances import FEWEST, classifier_fd, classifier_kd, density_coverage, precision_recall
from ganplay.metrics.error import MetricError
from ganplay.metrics.features import Features, Head, features_for
from ganplay.metrics.kept import keep, recall
from ganplay.metrics.memory import memorised, unavoidable
from ganplay.metrics.report import Report, Row, row

COUNT = 5_000  # pictures of each kind
COMPARED = 10_000  # training pictures that copies are looked for among
HELD_OUT = 1_000  # held-out pictures that say how near is normal

# What compares two sets of features: names of the numbers -> function of (fake, real, subsets of the kernel distance).
COMPARISONS: dict[tuple[str, ...], Callable[[Tensor, Tensor, int], tuple[float, ...]]] = {
    ("classifier_fd",): lambda fake, real, _: (classifier_fd(fake, real),),
    ("classifier_kd",): lambda fake, real, subsets: (classifier_kd(fake, real, subsets=subsets).value,),
    ("precision", "recall"): lambda fake, real, _: precision_recall(fake, real),
    ("density", "coverage"): lambda fake, real, _: density_coverage(fake, real),
}


class Reference:
    """The real side of evaluations of one data set, computed once however many generators are measured against it.

    Args:
        training, held_out: uint8 pictures, disjoint, as the trainer splits them.
        count: pictures of each kind; fewer where there are fewer than twice as many real ones.
        features: the network; by default the one for these pictures.
        subsets: of 1,000 pictures, over which the kernel distance is a mean.
        compared: training pictures that copies are looked for among.

    Attributes:
        count: the pictures of each kind that are taken.

    Raises:
        MetricError: with fewer than 100 real pictures, half of which are the others' floor.
    """

    def __init__(
        self,
        training: Pictures,
        held_out: Pictures,
        *,
        count: int = COUNT,
        device: str | torch.device = "cpu",
        features: Features | None = None,
        subsets: int = 100,
        compared: int = COMPARED,
        seed: int = 0,
    ) -> None:
        self.count = min(count, (len(training) + len(held_out)) // 2, len(training))
        if self.count < FEWEST:
            raise MetricError(
                f"Measuring takes at least {FEWEST} generated and {2 * FEWEST} real pictures, and there are "
                f"{count:,} and {len(training) + len(held_out):,}."
            )
        self.features = features or features_for(training.channels, training.resolution, device)
        self._subsets, self._searched = subsets, max(compared, self.count)
        order = torch.randperm(len(training), generator=torch.Generator().manual_seed(seed))
        self._training, self._order = training, order
        self._shared = min(len(held_out), self.count)  # held-out pictures that `other` begins with
        self._further = held_out.images[self.count : HELD_OUT]  # those that only copies are judged by
        # Pictures to compare with come from the training part, the others from what was held out, filled up if need be.
        self.real = training.take(order[: self.count])
        spare = max(0, self.count - len(held_out))
        self.other = joined(
            held_out.take(torch.arange(self._shared)),
            training.take(order[self.count : self.count + spare]),
        )
        self._floors: dict[tuple[str, ...], tuple[float, ...]] = {}

    def prepare(self, size: int) -> Iterator[None]:
        """Compute what evaluations need, `size` pictures at a time, for whoever has other work between."""
        for name, images in (
            ("real_rows", self.real.images),
            ("other_rows", self.other.images),
            ("more_rows", self._more),
            ("further_rows", self._further),
        ):
            rows = recall(self.features, images)
            if rows is None:
                rows = yield from self.features.in_turns(images, size)
                self._keep(images, rows)
            setattr(self, name, rows)
            yield
        for names in COMPARISONS:
            self.floors(names)
            yield

    @cached_property
    def real_rows(self) -> Tensor:
        return self._rows(self.real.images)

    @cached_property
    def other_rows(self) -> Tensor:
        return self._rows(self.other.images)

    @cached_property
    def more_rows(self) -> Tensor:
        return self._rows(self._more)

    @cached_property
    def further_rows(self) -> Tensor:
        return self._rows(self._further)

    @property
    def _more(self) -> Tensor:
        """Training pictures that copies are looked for among, beside those compared with."""
        return self._training.images[self._order[self.count : self._searched]]

    def _rows(self, images: Tensor) -> Tensor:
        rows = recall(self.features, images)
        if rows is None:
            rows = self.features(images)
            self._keep(images, rows)
        return rows

    def _keep(self, images: Tensor, rows: Tensor) -> None:
        if len(images) and self._training.name in CATALOG:  # uploads are private: nothing outlives their runs
            keep(self.features, images, rows)

    @cached_property
    def training_rows(self) -> Tensor:
        """Features of the training pictures that copies are looked for among; those compared with are the first."""
        return torch.cat([self.real_rows, self.more_rows])

    @cached_property
    def held_rows(self) -> Tensor:
        """Features of the first HELD_OUT held-out pictures, or of all where there are fewer."""
        return torch.cat([self.other_rows[: self._shared], self.further_rows])[:HELD_OUT]

    @property
    def head(self) -> Head | None:
        """The head that knows this data's classes, if any."""
        return self.features.head_for(self.real.name, self.real.classes)

    def floors(self, names: tuple[str, ...]) -> tuple[float, ...]:
        """What other real pictures score in a comparison."""
        if names not in self._floors:
            self._floors[names] = COMPARISONS[names](self.other_rows, self.real_rows, self._subsets)
        return self._floors[names]

    def evaluate(
        self,
        fake: Tensor,
        labels: Tensor | None = None,
        *,
        budget_seconds: float | None = None,
        clock: Callable[[], float] = time.perf_counter,
        began: float | None = None,
    ) -> Report:
        """Measure generated pictures, (`count` or more, C, H, W) uint8, of the classes `labels` where they were asked.

        Raises:
            MetricError: for pictures unlike the real ones, or fewer than `count`.
        """
        began = clock() if began is None else began
        if fake.shape[1:] != self.real.images.shape[1:]:
            raise MetricError("The generated pictures have another shape than the real ones.")
        if len(fake) < self.count:
            raise MetricError(f"This takes {self.count:,} generated pictures, and there are {len(fake):,}.")
        fake = fake[: self.count]
        if labels is not None and len(labels) < self.count:
            raise MetricError(f"There are {len(labels):,} labels for {self.count:,} generated pictures.")
        labels = None if labels is None else labels[: self.count]
        rows: list[Row] = []
        refused: list[str] = []
        rows_of_fake = self.features(fake)
        if not rows_of_fake.isfinite().all():
            raise MetricError("The features of the generated pictures are not numbers.")

        def measures() -> Iterator[tuple[str, Callable[[], list[Row]]]]:
            for names in COMPARISONS:
                yield " and ".join(names), lambda names=names: self.compared(names, rows_of_fake)
            if self.head is not None:
                yield "the classes", lambda: self.class_rows(rows_of_fake, labels)
            yield "copies of training pictures", lambda: self.memory_rows(rows_of_fake)

        if labels is not None and self.head is None:
            refused.append("Whether labels are obeyed was not measured: no feature network knows these classes.")
        for what, measure in measures():
            if budget_seconds is not None and clock() - began > budget_seconds:
                refused.append(f"There was no time left for {what}: give more than {budget_seconds:g} seconds.")
                continue
            try:
                rows += measure()
            except MetricError as error:
                refused.append(str(error))
        return Report(
            rows=tuple(rows),
            refused=tuple(refused),
            features=self._facts(),
            classes=self._class_table(rows_of_fake, labels),
            seconds=clock() - began,
        )

    def compared(self, names: tuple[str, ...], fake: Tensor) -> list[Row]:
        """One entry of COMPARISONS for features of generated pictures, (count, F)."""
        values, floors = COMPARISONS[names](fake, self.real_rows, self._subsets), self.floors(names)
        note = ""
        if names == ("classifier_kd",):
            note = f"one set of {len(fake):,}" if len(fake) <= 1000 else f"{self._subsets} subsets of 1,000"
        elif names == ("classifier_fd",) and len(fake) < 2 * self.features.num_features:
            note = f"so few pictures for {self.features.num_features} features that most of it is the floor"
        pairs = zip(names, values, floors, strict=True)
        return [row(name, value, floor, len(fake), note) for name, value, floor in pairs]

    def class_rows(self, fake: Tensor, labels: Tensor | None) -> list[Row]:
        """How classes are distributed and, where `labels` were asked for, obeyed; only with a `head`."""
        head = self.head
        classes = len(head.classes)
        counts = [
            class_counts(self.features.guess(part, head.name), classes)
            for part in (fake, self.other_rows, self.real_rows)
        ]
        found, other, real = counts
        known = f"classes by a network that is right about {100 * head.accuracy:.1f} % of held-out pictures"
        rows = [row("class_kl", kl_divergence(found, real), kl_divergence(other, real), len(fake), known)]
        if labels is not None:
            accuracy, _ = label_accuracy(self.features.guess(fake, head.name), labels, classes)
            floor, _ = label_accuracy(self.features.guess(self.other_rows, head.name), self.other.labels, classes)
            rows.append(row("label_accuracy", accuracy, floor, len(fake), known))
        return rows

    def _class_table(self, fake: Tensor, labels: Tensor | None) -> dict | None:
        head = self.head
        if head is None:
            return None
        guesses = self.features.guess(fake, head.name)
        classes = len(head.classes)
        return {
            "names": list(head.classes),
            "generated": class_counts(guesses, classes),
            "real": class_counts(self.features.guess(self.real_rows, head.name), classes),
            "accuracy": None if labels is None else label_accuracy(guesses, labels, classes)[1],
        }

    def memory_rows(self, fake: Tensor) -> list[Row]:
        """Whether pictures with these features, (count, F), copy training pictures.

        Raises:
            MetricError: with fewer than 50 held-out pictures.
        """
        found = memorised(fake, self.training_rows, self.held_rows)
        note = (
            f"against {found.compared:,} of {len(self._training):,} training and {found.held_out:,} held-out pictures"
        )
        floor = self._memory_floor
        return [
            row("copies", found.copies, floor, found.n, note, found.held_out),
            row("nearness", found.nearness, None if floor is None else 1.0, found.n, note, found.held_out),
        ]

    @cached_property
    def _memory_floor(self) -> float | None:
        """The copies among the held-out pictures themselves; None where there are too few of them."""
        try:
            return unavoidable(self.training_rows, self.held_rows)
        except MetricError:
            return None

    def _facts(self) -> dict:
        return {
            "network": self.features.name,
            "digest": self.features.digest,
            "features": self.features.num_features,
            "heads": {name: {"accuracy": head.accuracy, "n": head.n} for name, head in self.features.heads.items()},
        }


def joined(a: Pictures, b: Pictures) -> Pictures:
    """Both, one after the other, without attributes."""
    labels = None if a.labels is None else torch.cat([a.labels, b.labels])
    return replace(a, images=torch.cat([a.images, b.images]), labels=labels, attributes={})
