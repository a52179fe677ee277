"""Who asks is told by where the question comes from, and by the token that the browser made."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from ganplay.ui.kit.fair.visitors import asks, comes_from, forwarded, household, visitor
from ganplay.ui.kit.questions import guarded


def run(coroutine):
    """What it comes to, in a thread of its own: there may be a loop in this one."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, coroutine).result()


@pytest.mark.parametrize(
    ("address", "of"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_a_household_has_one_address(address, of):
    assert household(address) == of


def test_what_a_proxy_wrote_itself_stands_last():
    assert forwarded(["203.0.113.1, 192.0.2.7"], public=False) == "192.0.2.7"
    assert forwarded(["203.0.113.1", "192.168.0.9"], public=False) == "192.168.0.9"
    assert forwarded([], public=True) == forwarded([" , "], public=False) == ""


def test_the_port_of_a_connection_is_no_part_of_the_address():
    assert forwarded(["192.0.2.7:50123"], public=False) == "192.0.2.7"
    assert household(forwarded(["[2001:db8:1:2::9]:443"], public=False)) == "2001:db8:1:2::/64"
    assert forwarded(["2001:db8::1"], public=False) == "2001:db8::1"


def test_behind_several_proxies_those_of_their_own_network_do_not_count():
    assert forwarded(["1.2.3.4, 8.8.8.8, 10.0.0.3"], public=True) == "8.8.8.8"
    assert forwarded(["10.0.0.3"], public=True) == "10.0.0.3"
    assert forwarded(["nonsense, 8.8.8.8, unknown"], public=True) == "8.8.8.8"


@pytest.mark.parametrize("owner", ["a", None, 7, ["a"], "a" * 10_000])
def test_a_question_tells_whose_browser_asks(owner):
    async def question(query):
        return {"who": visitor()}

    async def asked():
        comes_from("192.0.2.7")
        asks("somebody else")
        return await guarded([question])[0]({"owner": owner})

    address, token = run(asked())["who"]
    assert address == "192.0.2.7" and token == (owner[:200] if isinstance(owner, str) else "")


def test_questions_that_are_answered_at_the_same_time_keep_apart():
    async def question(query):
        await asyncio.sleep(0)
        return visitor().token

    async def asked():
        function = guarded([question])[0]
        return await asyncio.gather(*(asyncio.create_task(function({"owner": str(n)})) for n in range(20)))

    assert run(asked()) == [str(n) for n in range(20)]
