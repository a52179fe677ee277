"""Many visitors at once, while a run trains: how soon each is answered, and what the training keeps.

    python benchmarks/load.py [--seconds 300] [--watch 30] [--drag 10] [--judge 5] [--junk 5] [--alone 30] [--no-run]
    python benchmarks/load.py --learn 30 --watch 0 --drag 0 --judge 0 --junk 0

Starts `python app.py` on a store of its own, trains `quick` on the drawn faces, and lets it train alone for --alone
seconds. Then visitors come, each with a token of their own: --watch of them ask for the news of the run twice a second,
--drag draw a picture of a shipped model five times a second, --judge hand a picture to its discriminator every three
seconds, --junk send every second what nobody should. --learn are in the course: each opens the page, and then one of
its pages with figure and texts every twenty seconds; on the first of them they ask for a game, and guess. They run in
this process, on the same cores; its own part of the time is told. Told are the answers, errors (no answer, or 5xx),
median and 95th percentile of each kind in milliseconds, the rate of the training against that alone, the server's
memory a minute after the visitors came and at the end, and what an idle poll costs: server CPU of 200 polls one after
the other, of a finished run and (100) of the one that trains. With --no-run nothing trains, and the finished run is
watched. A refusal counts, but its time does not where a draw, a judgement or news were asked for: it costs nothing.
With the counts and seconds above, and a run that trains, the limits below are to hold: else it says which is broken,
and exits with status 1.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import random
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import httpx

from first_visit import ROOT, served, surroundings
from ganplay.ui.learn.course import PAGES

MODEL, OWNER = "faces", "0123456789abcdef0123456789abcdef"
DRAG, WATCH, JUDGE, JUNK = 0.2, 0.5, 3.0, 1.0  # seconds between two questions of a visitor
TICK = os.sysconf("SC_CLK_TCK")
ODD: tuple[Any, ...] = (
    None, [], 7, "\ud800", {}, {"run": "../../etc"}, {"run": "\ud800", "owner": "\udfff"}, {"view": {"run": 5}},
    {"run": MODEL, "pictures": ["data:image/png;base64,AAAA"] * 9},
    {"view": {"run": MODEL, "keyframes": [1e308] * 500}},
    {"run": MODEL, "since": -(2**80)}, {"run": [[[[]]]], "step": {"a": 1}}, {"run": MODEL, "count": 10**9},
)  # fmt: skip


TIMED = ("draw", "judged", "news")  # of these the refusals are not timed
LESSON = 20.0  # seconds on a page of the course
COUNTS = {"watch": 30, "drag": 10, "judge": 5, "junk": 5, "learn": 0}
SECONDS = 300.0
LATEST = {"news": 200.0, "judged": 1000.0}  # milliseconds, 95th percentile
SHARE = 0.60  # of the rate of the training alone
GROWTH = 100.0  # megabytes since the first minute
POLL = 2.0  # milliseconds of the server's CPU


class Server:
    """The page from the outside: its address, its process, its components."""

    def __init__(self, url: str, process: int) -> None:
        self.url, self.process = url, process
        config = httpx.get(f"{url}config", timeout=60).json()
        self.components = {one["props"].get("elem_id"): one["id"] for one in config["components"]}

    def cpu(self) -> float:
        """Seconds of a core that the server's own process has used."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def memory(self) -> float:
        """Megabytes that it holds."""
        return int(Path(f"/proc/{self.process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


class Visitors:
    """All who ask, and what came of it."""

    def __init__(self, server: Server, run: str) -> None:
        self.server, self.run = server, run
        self.times: dict[str, list[float]] = defaultdict(list)
        self.errors: dict[str, int] = defaultdict(int)
        self.refused: dict[str, int] = defaultdict(int)
        self.until = 0.0

    async def ask(self, client: httpx.AsyncClient, kind: str, component: str, name: str, data: Any) -> dict[str, Any]:
        body = {"session_hash": "load", "fn_name": name, "component_id": self.server.components[component]}
        return await self.post(client, kind, "gradio_api/component_server", {**body, "data": data})

    async def post(self, client: httpx.AsyncClient, kind: str, path: str, body: Any) -> dict[str, Any]:
        began = time.perf_counter()
        try:
            answer = await client.post(
                self.server.url + path, content=json.dumps(body), headers={"content-type": "application/json"}
            )
        except httpx.HTTPError:
            self.errors[kind] += 1
            return {}
        took, failed = time.perf_counter() - began, answer.status_code >= 500
        told = {} if failed else answer.json()
        refused = isinstance(told, dict) and "error" in told
        self.errors[kind] += failed
        self.refused[kind] += refused
        if kind not in TIMED or not (failed or refused):
            self.times[kind].append(took)
        return told if isinstance(told, dict) else {}

    async def watch(self, client: httpx.AsyncClient, token: str) -> None:
        since = frame = 0
        async for _ in self.every(WATCH):
            news = await self.post(
                client, "news", "live/news", {"run": self.run, "since": since, "frame": frame, "owner": token}
            )
            since, frame = news.get("seq", since), (news.get("grid") or {}).get("seq", frame)

    async def drag(self, client: httpx.AsyncClient, token: str) -> None:
        numbers = itertools.count(random.randrange(10_000))
        async for _ in self.every(DRAG):
            view = {"run": MODEL, "tool": "directions", "keyframes": [next(numbers)]}
            question = {"view": view, "here": True, "logits": True, "owner": token}
            await self.ask(client, "draw", "gp-latent", "draw_view", question)

    async def judge(self, client: httpx.AsyncClient, token: str) -> None:
        picked = await self.ask(
            client, "picked", "gp-judge", "picked", {"run": MODEL, "what": "real", "count": 1, "owner": token}
        )
        async for _ in self.every(JUDGE):
            question = {"run": MODEL, "pictures": [one["png"] for one in picked["pictures"]], "owner": token}
            await self.ask(client, "judged", "gp-judge", "judged", question)

    async def junk(self, client: httpx.AsyncClient, token: str) -> None:
        chance = random.Random(token)
        places = [("gp-latent", name) for name in ("draw_view", "start_work", "poll_work", "download_view", "runs")]
        places += [("gp-judge", name) for name in ("judged", "brought", "why", "best")] + [("gp-live", "frame")]
        async for _ in self.every(JUNK):
            await self.ask(client, "junk", *chance.choice(places), chance.choice(ODD))
            await self.post(client, "junk", "live/news", chance.choice(ODD))

    async def learn(self, client: httpx.AsyncClient, token: str) -> None:
        await asyncio.sleep(random.random() * LESSON)
        document = await self.fetch(client, "")
        place = re.search(r"static/[0-9a-f]{12}/", document)[0]
        beat = asyncio.create_task(self.beat(client, token))
        for name in sorted({*re.findall(rf'(?:href|src)="{place}([^"]+)', document), "words/en.json"}):
            await self.fetch(client, place + name)
        for name in ("words/learn.en.json", "learn/facts.json", "learn/en.json", "learn/tab.js", "learn/page.js"):
            await self.fetch(client, place + name)
        pages = itertools.cycle(page for page in PAGES if page.figure)
        async for _ in self.every(LESSON):
            page = next(pages)
            await self.fetch(client, f"{place}learn/en/{page.name}.json")
            await self.fetch(client, f"{place}learn/figures/{page.name}.js")
            if page.name == "judge":
                game = {"run": MODEL, "step": None, "owner": token, "player": token, "pictures": 10}
                await self.ask(client, "game", "gp-learn", "game_start", game)
        beat.cancel()

    async def fetch(self, client: httpx.AsyncClient, path: str) -> str:
        began = time.perf_counter()
        answer = await client.get(self.server.url + path, headers={"accept-encoding": "br, gzip"})
        self.errors["files"] += answer.status_code != 200
        self.times["files"].append(time.perf_counter() - began)
        return answer.text

    async def beat(self, client: httpx.AsyncClient, token: str) -> None:
        """What every open page of Gradio keeps open."""
        async with client.stream("GET", f"{self.server.url}gradio_api/heartbeat/{token}", timeout=None) as answer:
            async for _ in answer.aiter_bytes():
                pass

    async def every(self, period: float) -> Any:
        """Now and again until the end; who was answered late asks at once, and then as before."""
        await asyncio.sleep(random.random() * period)
        while (began := time.perf_counter()) < self.until:
            yield
            await asyncio.sleep(max(0.0, period - (time.perf_counter() - began)))

    async def visit(self, counts: dict[str, int], seconds: float) -> float:
        """All of them, for so long; the server's memory a minute (at most half of the time) after they came."""
        self.until = time.perf_counter() + seconds
        limits = httpx.Limits(max_connections=None, keepalive_expiry=2)  # the server lets go after 5 s
        async with httpx.AsyncClient(timeout=60, limits=limits) as client:
            names = [(kind, f"{kind}-{number}") for kind, count in counts.items() for number in range(count)]
            tasks = [asyncio.create_task(getattr(self, kind)(client, token)) for kind, token in names]
            await asyncio.sleep(min(60.0, seconds / 2))
            early = self.server.memory()
            await asyncio.gather(*tasks)
        return early


def late(times: list[float]) -> float:
    """The 95th percentile, in milliseconds; 0 of none."""
    return quantiles(times, n=20)[-1] * 1000 if len(times) > 1 else sum(times) * 1000


def broken(visitors: Visitors, share: float, growth: float, polls: Iterable[float]) -> list[str]:
    """The limits that do not hold, a sentence each.

    Args:
        visitors: after they have asked.
        share: the rate of the training beside them, of that alone.
        growth: megabytes that the server holds more than after the first minute.
        polls: milliseconds of the server's CPU for an idle poll of each kind of run.
    """
    found = [f"{count} errors of {kind}" for kind, count in sorted(visitors.errors.items()) if count]
    for kind, most in LATEST.items():
        times = visitors.times.get(kind, [])
        if not times:
            found.append(f"no answer but refusals to {kind}")
        elif (took := late(times)) >= most:
            found.append(f"p95 of {kind}: {took:.0f} ms, not under {most:.0f}")
    if share < SHARE:
        found.append(f"training: {share:.2f} of its rate alone, not {SHARE:.2f}")
    if growth > GROWTH:
        found.append(f"memory: {growth:.0f} MB more than after the first minute, not at most {GROWTH:.0f}")
    found += [f"an idle poll: {cost:.2f} ms, not at most {POLL:.0f}" for cost in polls if cost > POLL]
    return found


def trained(server: Server, run: str) -> tuple[int, float]:
    """Images so far, and when."""
    news = httpx.post(f"{server.url}live/news", json={"run": run, "since": 1, "frame": 2**40}, timeout=60).json()
    return news["images"], time.perf_counter()


def rate(before: tuple[int, float], after: tuple[int, float]) -> float:
    return (after[0] - before[0]) / (after[1] - before[1])


def idle(server: Server, run: str, count: int) -> float:
    """Milliseconds of the server's CPU that a poll costs, one after the other, beside what it uses anyway."""
    with httpx.Client(timeout=60) as client:
        seq = client.post(f"{server.url}live/news", json={"run": run}).json()["seq"]
        began, at = server.cpu(), time.perf_counter()
        time.sleep(3)
        still = (server.cpu() - began) / (time.perf_counter() - at)
        began, at = server.cpu(), time.perf_counter()
        for _ in range(count):
            client.post(f"{server.url}live/news", json={"run": run, "since": seq, "frame": 2**40})
        return 1000 * (server.cpu() - began - still * (time.perf_counter() - at)) / count


def started(server: Server) -> str:
    """The id of a run that trains, once it has begun."""
    from gradio_client import Client

    client = Client(server.url, verbose=False)
    run = client.predict("faces", "quick", json.dumps({"seconds": 3600}), OWNER, api_name="/train")
    while not trained(server, run)[0]:
        time.sleep(0.5)
    return run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--alone", type=float, default=30)
    parser.add_argument("--no-run", action="store_true")
    for kind, count in COUNTS.items():
        parser.add_argument(f"--{kind}", type=int, default=count)
    asked = parser.parse_args()
    counts = {kind: getattr(asked, kind) for kind in COUNTS}
    random.seed(0)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        environment = surroundings(ROOT, home)
        with served([sys.executable, str(ROOT / "app.py")], ROOT, **environment) as (url, _):
            process = next(
                int(one.name) for one in Path("/proc").iterdir() if one.name.isdigit() and _serves(one, home)
            )
            server = Server(url, process)
            finished = idle(server, MODEL, 200)
            run = MODEL if asked.no_run else started(server)
            lone = 0.0
            if not asked.no_run:
                time.sleep(25)  # the next worker gets ready
                before = trained(server, run)
                time.sleep(asked.alone)
                lone = rate(before, trained(server, run))
            visitors = Visitors(server, run)
            before, cpu, own, at = trained(server, run), server.cpu(), time.process_time(), time.perf_counter()
            early = asyncio.run(visitors.visit(counts, asked.seconds))
            took, after = time.perf_counter() - at, trained(server, run)
            own, cpu = (time.process_time() - own) / took, (server.cpu() - cpu) / took
            for kind in sorted({*visitors.times, *visitors.errors}):
                times = visitors.times[kind]
                middle = median(times) * 1000 if times else 0
                facts = f"{len(times):6} answers, median {middle:6.0f} ms, p95 {late(times):6.0f} ms"
                print(f"{kind:8}{facts}, {visitors.errors[kind]} errors, {visitors.refused[kind]} refusals")
            print(f"of a core: the server {cpu:.2f}, the visitors {own:.2f}")
            end = server.memory()
            print(f"server's memory: {early:.0f} MB after the first minute, {end:.0f} MB at the end")
            text = f"an idle poll of a finished run costs {finished:.2f} ms of the server's CPU"
            if asked.no_run:
                print(text)
                return
            share = rate(before, after) / lone if lone else 0.0
            print(f"training: {lone:.0f} images/s alone, {share:.2f} of that beside the visitors")
            training = idle(server, run, 100)
            print(f"{text}, of one that trains {training:.2f} ms")
            limits = broken(visitors, share, end - early, (finished, training))
    if counts == COUNTS and asked.seconds == SECONDS and limits:
        sys.exit("broken: " + "; ".join(limits))


def _serves(process: Path, home: str) -> bool:
    """Whether this is the page that was started on `home`."""
    try:
        return b"app.py" in (process / "cmdline").read_bytes() and home.encode() in (process / "environ").read_bytes()
    except OSError:
        return False


if __name__ == "__main__":
    main()
