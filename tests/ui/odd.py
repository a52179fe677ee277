"""Odd questions to the page, made by hypothesis: the same ones in each run.

The names that server functions read are found in their sources, so that a new tab is asked by its own.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import fields
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

import ganplay
from ganplay.latent.view import View
from ganplay.recipe.fields import FIELDS

OWNER = "the owner of these runs"
RUN, BASE64, PIXELS = "RUN", "BASE64", "PIXELS"  # stand for OWNER's run, a picture's file and its pixels, see `filled`
PNG = "data:image/png;base64,"
UI = Path(ganplay.__file__).parent / "ui"
READ = re.compile(r"""(?:query(?:\.get\(|\[)|(?:text|whole)_of\(query, )"(\w+)\"""")
STEADY = settings(
    derandomize=True, database=None, deadline=None, max_examples=25, suppress_health_check=list(HealthCheck)
)

TEXTS = st.one_of(
    st.sampled_from(["", "\ud800", "a\udfffb", "\x00", "..", "../../etc/passwd", "/etc", "C:\\", "NaN", "mnist"]),
    st.sampled_from([OWNER, "<script>", PNG, f"{PNG}AAAA"]),
    st.sampled_from("xé").map(lambda letter: letter * 20_000),
    st.text(st.characters(exclude_categories=()), max_size=20),
)
NUMBERS = st.one_of(
    st.integers(-3, 70),
    st.integers(-(2**63) + 1, 2**63 - 1),
    st.sampled_from([2**31, 2**32, 2**53, 2**63 - 1, -(2**63) + 1, 1e308, -1e308, 5e-324, -0.0, 1e15]),
    st.floats(allow_nan=False, allow_infinity=False),
)
NONE = st.sampled_from([math.nan, math.inf, -math.inf, 2**63, -(2**63), 2**64, 10**400, -(10**400)])  # no numbers here


def junk(numbers):
    """Anything that JSON can hold, with such numbers."""
    return st.recursive(
        st.none() | st.booleans() | numbers | TEXTS,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
        max_leaves=8,
    )


JUNK = junk(NUMBERS)
WILD = junk(NUMBERS | NONE) | st.integers(20, 400).map(lambda depth: json.loads("[" * depth + "]" * depth))


def partly(strategy, names, most=2):
    """Objects in which up to `most` of these names hold junk."""
    odd = st.dictionaries(st.sampled_from(names), JUNK, max_size=most)
    return st.tuples(strategy, odd).map(lambda pair: pair[0] | pair[1])


VIEW = st.fixed_dictionaries(
    {"run": st.just(RUN)},
    optional={
        "tool": st.sampled_from(["seeds", "path", "plane", "directions", "mixing", "time", "uphill"]),
        "keyframes": st.lists(st.integers(0, 9), max_size=4),
        "columns": st.lists(st.integers(0, 9), max_size=2),
        "count": st.integers(1, 9),
        "frames": st.integers(2, 9),
        "side": st.just(3),
    },
)
SETTINGS = st.just({"lr_g": 0.001}) | st.dictionaries(st.sampled_from([*FIELDS, "lr"]), JUNK, max_size=3)
PLAYERS = st.lists(st.fixed_dictionaries({"run": st.just(RUN)}, optional={"step": JUNK}), min_size=1, max_size=2)
LIKELY = {  # by name: what gets further than junk does
    "run": st.sampled_from([RUN, RUN, RUN, "nosuchrunhere"]),
    "owner": st.just(OWNER),
    "view": partly(VIEW, [field.name for field in fields(View)]),
    "what": st.sampled_from(["real", "generated", "odd", "film", "invert", "climb", "time", "cross", "twin"]),
    "verb": st.sampled_from(["pause", "resume", "stop", "step", "set", "bring_back"]),
    "args": SETTINGS | st.dictionaries(st.sampled_from(["more", "times", "network"]), JUNK, max_size=2),
    "changes": SETTINGS,
    "runs": st.just([RUN, "mnist"]) | st.lists(st.just([RUN, 1]) | JUNK, max_size=3),
    "generators": PLAYERS,
    "discriminators": PLAYERS,
    "picture": st.sampled_from([PIXELS, BASE64]),
    "pictures": st.just([PIXELS]),
    "first": st.integers(0, 5),
    "count": st.integers(1, 5),
    "index": st.integers(0, 5),
    "step": st.none(),
}


def read_names() -> list[str]:
    """Every name that some server function reads from its question."""
    return sorted({name for path in UI.rglob("*.py") for name in READ.findall(path.read_text(encoding="utf-8"))})


PARTLY = partly(st.fixed_dictionaries(LIKELY), read_names())
QUESTIONS = st.one_of(PARTLY, PARTLY, WILD)

BROKEN = {  # by name: what is written large would be written whole into every report
    "nothing": b"",
    "cut": b"{",
    "deep lists": b"[" * 100_000,
    "deep objects": b'{"data":' * 5_000,
    "no text": b"\xff\xfe{}",
    "half a character": b'"\xed\xa0\x80"',
    "many digits": b"9" * 10_000,
    "beyond numbers": b'{"data": [1e999]}',
    "no numbers": b'{"data": [NaN], "fn_index": -Infinity}',
    "a long list": b"[" + b"0," * 300_000 + b"0]",
}
RAW = st.one_of(
    st.builds(json.dumps, WILD).map(str.encode),
    st.sampled_from(sorted(BROKEN)).map(BROKEN.__getitem__),
    st.binary(max_size=30),
)


def bodies(**likely):
    """What an address may be sent: an object of these names, each as it should be or anything; or any bytes."""
    names = {name: st.one_of(value, value, value, WILD) for name, value in likely.items()}
    return st.one_of(
        st.fixed_dictionaries(likely).map(json.dumps).map(str.encode),
        st.fixed_dictionaries({}, optional=names).map(json.dumps).map(str.encode),
        RAW,
    )


def filled(question, own: dict[str, str]):
    """A question with what only a page has in the place of its name."""
    if isinstance(question, dict):
        return {name: filled(value, own) for name, value in question.items()}
    if isinstance(question, list):
        return [filled(value, own) for value in question]
    return own.get(question, question) if isinstance(question, str) else question
