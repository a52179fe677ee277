"""The recipe of a run: every setting of one training, frozen, checked, and readable as JSON.

This module imports nothing heavy: the page, the command line and the worker all start from it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from ganplay.recipe.fields import FIELDS, Field, RecipeError
from ganplay.recipe.named import ENTRIES, SIZES, Entry
from ganplay.recipe.pairs import impossible
from ganplay.recipe.settings import Settings

BEFORE = {"background": "white"}  # how runs were trained that are older than the setting
NOTHING: Mapping[str, Any] = {}
DIGITS = 12  # after the point, of a number that is told


@dataclass(frozen=True, kw_only=True)
class Recipe(Settings):
    """Every setting of one training, see `Settings` for their meaning and defaults.

    Raises:
        RecipeError: when a value is impossible, or two values cannot go together.
    """

    def __post_init__(self) -> None:
        for name, field in FIELDS.items():
            object.__setattr__(self, name, _checked(name, field, getattr(self, name)))
        for wrong, refusal in impossible(self):
            if wrong:
                raise refusal

    def with_changes(self, **changes: Any) -> Recipe:
        """A recipe with some settings changed; refuses unknown names and impossible values."""
        unknown = [key for key in changes if key not in FIELDS]
        if unknown:
            raise RecipeError(f"There is no setting {unknown[0]!r}; the settings are {', '.join(FIELDS)}.")
        return replace(self, **changes)

    def with_settings(self, settings: list[str]) -> Recipe:
        """Apply settings written as ``key=value``, as on the command line."""
        changes = {}
        for setting in settings:
            key, equals, value = setting.partition("=")
            if not equals:
                raise RecipeError(f"{setting!r} is not a setting: write key=value, for example lr_g=0.0002.")
            changes[key.strip()] = value.strip()
        return self.with_changes(**changes)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    def to_json(self) -> str:
        return json.dumps(self.to_dict(), indent=2)

    @staticmethod
    def from_dict(settings: Mapping[str, Any], lacking: Mapping[str, Any] = NOTHING) -> Recipe:
        """Build a recipe from plain values; unknown keys are refused.

        One that was stored before a setting was there keeps what it trained with.

        lacking: the values of those that are not there, where these are not their defaults; see `BEFORE`.
        """
        if not isinstance(settings, Mapping):
            raise RecipeError("A recipe is a JSON object of settings.")
        recipe = Recipe().with_changes(**{**lacking, **settings})
        stored = 2 * len(settings) > len(FIELDS)  # one written by hand tells few settings
        if stored and "penalty_by" not in settings and slopes_differ(recipe):
            return recipe.with_changes(penalty_by="shown")
        return recipe

    @staticmethod
    def from_json(text: str, lacking: Mapping[str, Any] = NOTHING) -> Recipe:
        try:
            settings = json.loads(text)
        except (json.JSONDecodeError, UnicodeDecodeError) as error:
            raise RecipeError(f"This recipe is not valid JSON: {error}.") from None
        return Recipe.from_dict(settings, lacking)


def slopes_differ(recipe: Settings) -> bool:
    """Whether it matters by which pictures a penalty differentiates: D sees others than there are."""
    return recipe.penalty in ("r1", "r2", "r1r2") and recipe.augment != "none"


def _checked(name: str, field: Field, value: Any) -> Any:
    """`value` as the field's type; strings are read, everything out of range is refused."""
    if field.kind == "text":
        if not isinstance(value, str) or not value.strip():
            raise RecipeError(f"{name} must be a name, and is {value!r}.")
        return value
    if field.kind == "choice":
        for choice in field.choices:
            if not isinstance(value, bool) and str(value) == str(choice):
                return choice
        allowed = ", ".join(str(choice) for choice in field.choices)
        told = {"setting": name, "value": str(value)[:40], "choices": allowed}
        raise RecipeError(f"{name} cannot be {value!r}: it is one of {allowed}.", "setting_choice", **told)
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    whole = field.kind == "int"
    good = not isinstance(value, bool) and math.isfinite(number) and field.low <= number <= field.high
    if not good or (whole and number != int(number)):
        kind, code = ("a whole number", "setting_whole") if whole else ("a number", "setting_number")
        limits = {"low": _decimal(field.low), "high": _decimal(field.high)}
        sentence = f"{name} cannot be {value!r}: it is {kind} from {limits['low']} to {limits['high']}."
        raise RecipeError(sentence, code, setting=name, value=str(value)[:40], **limits)
    return int(number) if whole else number


def _decimal(number: float) -> str:
    """A number as controls show it: 0.000001, never 1e-06; as in ui/kit/wording.js."""
    return f"{number:.{DIGITS}f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class NamedRecipe:
    """A recipe with a name, the work it follows, and how far it follows it.

    sizes: tiny (a minute on a CPU), small (an hour on one), full (a GPU).
    size: the one that the name alone means; "": settings of their own.
    """

    recipe: Recipe
    source: str
    note: str
    sizes: Mapping[str, Recipe]
    size: str


def _named(entry: Entry) -> NamedRecipe:
    plain = {"name": entry.name, **entry.settings}
    sizes = {size: Recipe(**plain | changes) for size, changes in entry.sizes.items()}
    recipe = sizes[entry.default] if entry.default else Recipe(**plain)
    return NamedRecipe(recipe, entry.source, entry.note, sizes, entry.default)


NAMED: dict[str, NamedRecipe] = {entry.name: _named(entry) for entry in ENTRIES}


def named_recipe(name: str, size: str = "") -> Recipe:
    """The named recipe, in a size (see `ganplay.recipe.named.SIZES`) or in the one that its name alone means.

    Raises:
        RecipeError: when there is no such name or size; it lists those there are.
    """
    if name not in NAMED:
        raise RecipeError(f"There is no recipe {name!r}; the recipes are {', '.join(NAMED)}.")
    if not size:
        return NAMED[name].recipe
    if size not in SIZES:
        raise RecipeError(f"There is no size {size!r}; the sizes are {', '.join(SIZES)}.")
    return NAMED[name].sizes[size]
