"""Finds where a file asks which kind a run is by the kind's name, or by what only that kind has."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ganplay.data import kinds
from ganplay.recipe.kinds import KINDS, PICTURES

OTHERS = [kind for kind in KINDS.values() if kind is not PICTURES]
NAMES = {*KINDS, *(family for kind in OTHERS for family in kind.families)}
DATA = {name for kind in OTHERS for name in kinds.entry(kind).NAMES}
SIZES = {
    "resolution": {size for kind in OTHERS for size in kind.sizes} - set(PICTURES.sizes),
    "channels": {count for kind in OTHERS for count in kind.channels} - set(PICTURES.channels),
}
# What an expression is about that can tell a kind: an attribute, a variable, a key or a function of this name.
TELLING = {"family", "families", "kind", "kinds", "kind_of", "kind_named", "kind_with", "recipe", "named_recipe"}
LISTS = {"POINTS", "DRAWS_POINTS", "refuse_points"}  # of what is of one kind, and what refuses it


def named_kinds(source: str) -> Iterator[tuple[int, str]]:
    """(line, code) of every place that names a kind to tell it from others."""
    tree = ast.parse(source)
    telling = TELLING | _aliases(tree, TELLING)
    data = {"dataset", "data"} | _aliases(tree, {"dataset"})
    for node in ast.walk(tree):
        if _asks(node, telling, data):
            yield getattr(node, "lineno", 0), ast.unparse(node).splitlines()[0]


def _asks(node: ast.AST, telling: set[str], data: set[str]) -> bool:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return name in LISTS
        case ast.Import(names=found) | ast.ImportFrom(names=found):
            return _imports(node) or any(LISTS & {one.name, one.asname} for one in found)
        case ast.Compare(left=left, comparators=rights):
            return any(_equal(one, other, telling, data) for one in (left, *rights) for other in (left, *rights))
        case ast.Match(subject=subject, cases=cases):
            patterns = [
                value.value for case in cases for value in ast.walk(case.pattern) if isinstance(value, ast.MatchValue)
            ]
            return any(_equal(subject, pattern, telling, data) for pattern in patterns)
        case ast.Subscript(value=value, slice=key):  # KINDS["points"], or {"points": ...}[kind]
            known = _words(value) & {"KINDS"} and _literals(key) & NAMES
            return bool(known or (isinstance(value, ast.Dict) and _table(value) and _words(key) & telling))
        case ast.Call(func=ast.Name(id="entry" | "facts" | "kind_drawn_by"), args=[first, *_]):
            return bool(_literals(first) & NAMES)
        case ast.Call(
            func=ast.Attribute(value=value), args=args
        ):  # {"points": ...}.get(kind), kind.startswith("points")
            of = isinstance(value, ast.Dict) and _table(value) and any(_words(one) & telling for one in args)
            return bool(of or (_last(value) & telling and any(_literals(one) & NAMES for one in args)))
    return False


def _equal(one: ast.expr, other: ast.expr, telling: set[str], data: set[str]) -> bool:
    """Whether `one` can tell a kind, and `other` names one."""
    words, literals = _words(one), _literals(other)
    by_size = any(literals & of for name in _last(one) if (of := SIZES.get(name)))
    return bool((words & telling and literals & NAMES) or (words & data and literals & DATA) or by_size)


def _imports(node: ast.Import | ast.ImportFrom) -> bool:
    """Whether one kind's entry, or one kind, is imported; pictures are what the rooms for pictures are about."""
    if isinstance(node, ast.Import):
        return any(name.name.endswith(f".kinds.{kind.name}") for name in node.names for kind in OTHERS)
    module, names = node.module or "", {name.name for name in node.names}
    ofs = any(f"{module}.".find(f".kinds.{kind.name}.") >= 0 for kind in OTHERS)
    entries = module.endswith(".kinds") and names & {kind.name for kind in OTHERS}
    return bool(ofs or entries or (module == "ganplay.recipe.kinds" and "PICTURES" in names))


def _table(node: ast.Dict) -> bool:
    return bool({key.value for key in node.keys if isinstance(key, ast.Constant)} & NAMES)


def _literals(node: ast.expr) -> set[object]:
    """The constants that an expression is, or lists."""
    match node:
        case ast.Constant(value=value):
            return {value} if isinstance(value, (str, int)) and not isinstance(value, bool) else set()
        case ast.Tuple(elts=items) | ast.List(elts=items) | ast.Set(elts=items):
            return {literal for item in items for literal in _literals(item)}
        case ast.Call(func=ast.Name(id="frozenset" | "set" | "tuple" | "list"), args=[first]):
            return _literals(first)
    return set()


def _words(node: ast.expr) -> set[str]:
    """The names in an expression: of variables, attributes and functions, and the keys that it looks up."""
    found = set()
    for part in ast.walk(node):
        match part:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                found.add(name)
            case ast.Subscript(slice=ast.Constant(value=str(name))):
                found.add(name)
            case ast.Call(func=ast.Attribute(attr="get" | "pop"), args=[ast.Constant(value=str(name)), *_]):
                found.add(name)
    return found


def _last(node: ast.expr) -> set[str]:
    """The name of what an expression is: of its last attribute, variable or key."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Subscript(slice=ast.Constant(value=str(name))):
            return {name}
        case ast.Call(func=func):
            return _last(func)
    return set()


def _aliases(tree: ast.AST, words: set[str]) -> set[str]:
    """Variables that are nothing but one of `words` under another name: ``f = recipe.family``."""
    found = set()
    for node in ast.walk(tree):
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.NamedExpr(target=ast.Name(id=name), value=value)
            ):
                chain = value.value if isinstance(value, ast.Attribute) and value.attr == "name" else value
                if _last(chain) & (words - {"recipe", "named_recipe"}):
                    found.add(name)
    return found
