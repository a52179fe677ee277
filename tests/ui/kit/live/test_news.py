"""The news of a run: what viewers are told, encoded once for all who know as much."""

from __future__ import annotations

import gzip
import http.client
import json
from urllib.parse import urlsplit

import pytest

from ganplay.runs.store.folder import RunError
from ganplay.ui.kit.live import news
from ganplay.ui.kit.live.live import listed, seen


class Telling:
    """Stands for a manager whose runs change when the test says so."""

    def __init__(self):
        self.store = self
        self.at = 1
        self.told = []

    def moment(self, run):
        return (run, self.at) if run != "unknown" else None

    def owns(self, run, owner):
        return owner == f"owner of {run}"

    def tell(self, run, since, frame):
        if run == "unknown":
            raise RunError("There is no such run.")
        self.told.append((run, since, frame))
        return {"run": run, "seq": since + 1, "text": "a" * 2000 if since == 0 else "ü", "number": float("nan")}


@pytest.fixture
def telling():
    return Telling()


@pytest.fixture
def told(telling):
    kept = news.News(telling, telling.tell)
    return lambda packed=False, **query: kept.told(query, packed)


def test_who_knows_as_much_is_told_what_was_encoded_before(telling, told):
    first, _ = told(run="a", since=5, frame=2)
    assert told(run="a", since=5, frame=2)[0] is first
    assert telling.told == [("a", 5, 2)]
    told(run="a", since=6, frame=2)
    told(run="b", since=5, frame=2)
    telling.at = 2
    told(run="a", since=5, frame=2)
    assert telling.told[1:] == [("a", 6, 2), ("b", 5, 2), ("a", 5, 2)]


def test_only_the_owner_hears_that_it_is_theirs(told):
    mine, others = (json.loads(told(run="a", since=1, owner=who)[0]) for who in ("owner of a", "owner of b"))
    assert mine.pop("mine") is True and others.pop("mine") is False and mine == others
    assert mine == {"run": "a", "seq": 2, "text": "ü", "number": None}


def test_long_answers_travel_packed_where_the_viewer_takes_that(told):
    body, packed = told(True, run="a")
    assert packed and len(body) < 200 and json.loads(gzip.decompress(body))["text"] == "a" * 2000
    assert not told(False, run="a")[1] and not told(True, run="a", since=3)[1]


def test_odd_questions_are_questions_from_the_beginning(telling, told):
    for since in (-1, 1.5, True, "7", None, [1], 2**70):
        told(run="a", since=since, frame=since)
    assert set(telling.told) == {("a", 0, 0)}
    with pytest.raises(RunError):
        told(run="unknown")


def test_not_more_is_kept_than_the_bounds_say(telling):
    kept = news.News(telling, telling.tell)
    for since in range(3 * news.MOST):
        kept.told({"run": "a", "since": since}, False)
    for run in range(3 * news.RUNS):
        kept.told({"run": str(run)}, False)
    assert len(kept._kept) == news.RUNS and all(len(answers) <= news.MOST for _, answers in kept._kept.values())


def test_the_bytes_that_are_kept_are_bounded_and_the_newest_stays(telling, monkeypatch):
    monkeypatch.setattr(news, "BYTES", 10_000)
    kept = news.News(telling, telling.tell)
    for run in range(20):
        kept.told({"run": str(run)}, False)
        assert kept._encoded(str(run), 0, 0) is kept._encoded(str(run), 0, 0)
    assert 2_000 < kept.nbytes < 16_000
    for since in range(1, 200):
        kept.told({"run": "a", "since": since}, True)
    assert kept.nbytes < 30_000 and kept._encoded("a", 199, 0) is kept._encoded("a", 199, 0)


def asked(served, body, **headers):
    place = urlsplit(served[0])
    line = http.client.HTTPConnection(place.hostname, place.port, timeout=30)
    line.request("POST", "/live/news", body, {"Content-Type": "application/json", **headers})
    answer = line.getresponse()
    body = answer.read()
    line.close()
    return answer, body


def test_over_http_it_is_what_the_manager_tells(served):
    run = next(row["run"] for row in served[1].list() if row["pretrained"])
    answer, body = asked(served, json.dumps({"run": run}), **{"Accept-Encoding": "gzip"})
    assert answer.status == 200 and answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"] == "no-store"
    expected = json.loads(json.dumps(seen(served[1], run, 0, 0)))
    assert json.loads(gzip.decompress(body)) == {**expected, "mine": False}
    answer, body = asked(served, json.dumps({"run": run, "since": expected["seq"]}))
    assert answer.headers["content-encoding"] is None and json.loads(body)["points"]["seq"] == []


@pytest.mark.parametrize(
    "body", ["", "[]", "7", "nonsense", '"a', "[" * 3000, '{"run": "' + "a" * 5000 + '"}', b"\xff\xfe"]
)
def test_what_is_no_small_object_is_refused_in_a_sentence(served, body):
    answer, text = asked(served, body)
    told = json.loads(text)
    assert (
        answer.status in (200, 400) and told["error"] in ("none", "unreadable_question") and told["text"].endswith(".")
    )


def test_a_lone_surrogate_is_no_run_and_no_owner(served):
    for query in ('{"run": "\\ud800"}', '{"run": "digits", "owner": "\\ud800"}'):
        answer, text = asked(served, query)
        assert answer.status == 200 and json.loads(text)


def test_a_foreign_page_hears_nothing(served):
    answer, text = asked(served, '{"run": "a"}', **{"Sec-Fetch-Site": "cross-site"})
    assert answer.status == 403 and json.loads(text)["error"] == "foreign_page"


class Listing:
    """Stands for a manager that lists runs."""

    def __init__(self, *rows):
        self.rows = rows

    def list(self, owner):
        return [{"run": run, "dataset": "faces", **more} for run, more in self.rows]


def row(run, created, mine=False, pretrained=False):
    return run, {"created": created, "mine": mine, "pretrained": pretrained}


def test_the_latest_run_is_the_newest_that_a_list_may_show_and_none_that_is_shipped():
    shipped = row("faces", 9.0, pretrained=True)
    told = listed(Listing(row("mine", 2.0, mine=True), row("nobody's", 3.0), row("old", 1.0, mine=True), shipped), "me")
    assert told["latest"] == "nobody's"
    assert [one["run"] for one in told["mine"]] == ["mine", "old"]
    assert [one["run"] for one in told["pretrained"]] == ["faces"]
    assert listed(Listing(shipped), "me")["latest"] is None
