"""A visitor's share of the machine grows back with time; an address has its own, whoever sits behind it."""

from __future__ import annotations

import pytest

from ganplay.runs.store.folder import RunError
from ganplay.ui.kit.fair import shares
from ganplay.ui.kit.fair.shares import Shares
from ganplay.ui.kit.fair.visitors import Visitor

ANNA, BEN = Visitor("192.0.2.1", "anna"), Visitor("192.0.2.2", "ben")


@pytest.fixture
def clock():
    class Clock:
        now = 1000.0

        def __call__(self):
            return self.now

    return Clock()


@pytest.fixture
def made(clock, monkeypatch):
    monkeypatch.setattr(shares, "usable_cores", lambda: 2)
    return lambda rate=None: Shares(rate, clock)


def test_what_was_used_up_is_paid_back_second_by_second(made, clock):
    share = made(30)
    share.spend(ANNA, 29)
    assert share.wait(ANNA) == 0
    share.spend(ANNA, 16)  # 15 more than there were: half a minute's worth
    assert share.wait(ANNA) == pytest.approx(30)
    clock.now += 12
    assert share.wait(ANNA) == pytest.approx(18)
    clock.now += 18.01
    assert share.wait(ANNA) == 0
    assert share.wait(BEN) == 0


def test_nobody_saves_up_more_than_a_minute(made, clock):
    share = made(30)
    share.spend(ANNA, 1)
    clock.now += 3600
    share.spend(ANNA, 31)
    assert share.wait(ANNA) == pytest.approx(2)


def test_new_tokens_of_an_address_get_no_more_than_half_of_the_machine(made):
    share = made(30)
    for number in range(3):
        share.spend(ANNA._replace(token=str(number)), 25)  # 75 seconds of the 60 of one of two cores
    assert share.wait(ANNA._replace(token="new")) == pytest.approx(15)
    assert share.wait(BEN) == 0


def test_no_share_is_no_bound(made):
    share = made(0)
    share.spend(ANNA, 1e6)
    assert share.wait(ANNA) == 0


def test_the_share_is_tight_on_a_space_and_set_by_a_variable(made, monkeypatch):
    for environment, seconds in (({}, 120), ({"SPACE_ID": "a/b"}, 20), ({"GANPLAY_SHARE": "7.5"}, 7.5)):
        with monkeypatch.context() as patch:
            for name in ("SPACE_ID", "SYSTEM", "GANPLAY_SHARE"):
                patch.delenv(name, raising=False)
            for name, value in environment.items():
                patch.setenv(name, value)
            share = made()
        share.spend(ANNA, seconds)
        assert share.wait(ANNA) == 0
        share.spend(ANNA, 1)
        assert share.wait(ANNA) > 0
    monkeypatch.setenv("GANPLAY_SHARE", "much")
    with pytest.raises(RunError, match="GANPLAY_SHARE"):
        made()


def test_accounts_that_owe_nothing_are_forgotten(made, clock, monkeypatch):
    monkeypatch.setattr(shares, "MOST", 10)
    share = made(60)
    share.spend(ANNA, 600)
    for number in range(50):
        clock.now += 5
        share.spend(BEN._replace(token=str(number)), 1)
    assert len(share._accounts[0]._left) <= 11 and share.wait(ANNA) > 0
