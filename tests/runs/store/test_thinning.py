"""Which moments of a run are kept."""

from __future__ import annotations

from ganplay.runs.store.thinning import log_spaced


def test_log_spaced_keeps_the_first_and_the_last_and_most_of_the_early_ones():
    steps = list(range(0, 10_000, 10))
    kept = [steps[index] for index in sorted(log_spaced(steps, 20))]
    assert kept[0] == 0
    assert kept[-1] == 9990
    assert len(kept) <= 20
    assert kept[5] < 1000
    assert log_spaced([3, 4], 5) == {0, 1}
