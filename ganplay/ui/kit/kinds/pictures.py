"""Pictures: a sheet is cut into its pictures, and a visitor uploads theirs."""

from __future__ import annotations

from ganplay.ui.kit.uploads import dataset_of

WHOLE = False
COMPARED = ("classifier_fd", "precision", "recall", "coverage", "label_accuracy")
REACHED = "book.reached"

bring = dataset_of
