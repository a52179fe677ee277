from __future__ import annotations

import pytest
import torch

from ganplay.metrics.features import FeatureNetwork, Features, Head


@pytest.fixture(scope="session")
def untrained():
    """A feature network with random weights: enough to ask how numbers are put together, not whether they are good."""

    def make(channels: int = 3, heads: dict[str, Head] | None = None) -> Features:
        with torch.random.fork_rng():
            torch.manual_seed(0)
            heads = heads or {}
            network = FeatureNetwork(channels, 8, 16, {name: len(head.classes) for name, head in heads.items()})
        return Features("test", network, heads, "0" * 64)

    return make
