"""Features on the disk: found again for the same pictures, and never more of them than there is room for."""

import os

import torch

from ganplay.metrics import kept


def pictures(seed):
    return torch.randint(0, 256, (4, 3, 8, 8), dtype=torch.uint8, generator=torch.Generator().manual_seed(seed))


def test_what_was_used_longest_ago_makes_room_for_what_is_new(untrained, tmp_path, monkeypatch):
    monkeypatch.setenv("GANPLAY_CACHE", str(tmp_path))
    features = untrained()
    rows = torch.randn(4, features.num_features)
    kept.keep(features, pictures(0), rows)
    (first,) = (tmp_path / "features").iterdir()
    monkeypatch.setattr(kept, "MOST", 2 * first.stat().st_size)
    kept.keep(features, pictures(1), rows)
    for age, file in enumerate(sorted((tmp_path / "features").iterdir(), key=lambda file: file != first)):
        os.utime(file, (1000 + age, 1000 + age))  # the first is the older one
    assert torch.equal(kept.recall(features, pictures(0)), rows)  # and is used again
    kept.keep(features, pictures(2), rows)
    found = [kept.recall(features, pictures(seed)) is not None for seed in (0, 1, 2)]
    assert found == [True, False, True] and len(list((tmp_path / "features").iterdir())) == 2
