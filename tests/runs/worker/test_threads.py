"""The number of threads follows what is faster, and seldom tries what is not."""

from __future__ import annotations

from ganplay.runs.worker.threads import ThreadChoice


def simulate(choice: ThreadChoice, rate_of, seconds: float, start: float = 0.0) -> list[int]:
    """The threads used at every tenth of a second, where `rate_of(threads)` is the rate."""
    used, count = [], choice.count
    for tenth in range(int(seconds * 10)):
        used.append(count)
        count = choice.after(start + tenth / 10, rate_of(count))
    return used


def test_an_idle_machine_gives_all_threads_and_trials_take_little_of_the_time():
    used = simulate(ThreadChoice(2), {1: 1300, 2: 2000}.get, 120)
    assert used[-1] == 2
    assert used.count(1) / len(used) < 0.03


def test_beside_a_busy_core_one_thread_is_found_within_seconds_and_given_up_when_the_core_is_free():
    choice = ThreadChoice(2)
    busy = simulate(choice, {1: 1300, 2: 640}.get, 60)
    assert busy.index(1) < 30
    assert busy.count(2) / len(busy) < 0.15
    free = simulate(choice, {1: 1300, 2: 2000}.get, 60, start=60.0)
    assert free[-1] == 2


def test_many_cores_are_searched_up_and_down():
    used = simulate(ThreadChoice(8), lambda count: {1: 5, 2: 8, 4: 10, 8: 2}[count], 200)
    assert max(set(used), key=used.count) == 4


def test_one_granted_thread_is_one_thread():
    choice = ThreadChoice(4)
    choice.grant(1)
    assert set(simulate(choice, lambda count: 1.0, 20)) == {1}
