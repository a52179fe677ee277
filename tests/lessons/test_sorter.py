from __future__ import annotations

import pytest
import torch

from ganplay.lessons import sorter
from ganplay.scoring import score


def groups(one: int = 40, other: int = 40):
    """Pictures that are bright on the left, and those that are bright on the right, with noise."""
    noise = torch.Generator().manual_seed(7)
    left, right = torch.zeros(one, 1, 32, 32), torch.zeros(other, 1, 32, 32)
    left[..., :16], right[..., 16:] = 120, 120
    return [(group + 60 * torch.rand(group.shape, generator=noise)).to(torch.uint8) for group in (left, right)]


def bytes_of(pictures):
    return pictures.permute(0, 2, 3, 1).numpy()


def test_it_tells_new_pictures_of_both_groups_however_many_there_were_of_each():
    one, other = groups(200, 12)
    network = sorter(one[20:], other, steps=40)
    new = groups(20, 20)
    assert not network.training
    assert (score(network, bytes_of(new[0])) > 0).all() and (score(network, bytes_of(new[1])) < 0).all()


def test_the_same_seed_gives_the_same_network_whatever_else_draws():
    one, other = groups()
    first = sorter(one, other, steps=5, seed=3)
    torch.rand(17)
    again, another = sorter(one, other, steps=5, seed=3), sorter(one, other, steps=5, seed=4)
    weights = [torch.cat([value.flatten().float() for value in each.state_dict().values()]) for each in (first, again)]
    assert torch.equal(*weights)
    assert not torch.equal(first.head.weight, another.head.weight)


def test_mirrored_pictures_are_learned_too():
    one, other = groups()
    network = sorter(one, one.flip(-1), steps=60, flips=True)
    sure = score(network, bytes_of(torch.cat([one, other]))).abs().mean()
    assert sure < score(sorter(one, one.flip(-1), steps=60), bytes_of(torch.cat([one, other]))).abs().mean() / 2


def test_it_says_how_far_it_is_and_stops_when_it_is_told_to():
    told = []
    sorter(*groups(), steps=12, told=told.append)
    assert told == sorted(told) and told[0] == 0 and told[-1] == 1

    class Enough(Exception):
        pass

    def stop(fraction):
        raise Enough

    with pytest.raises(Enough):
        sorter(*groups(), steps=10_000, told=stop)
