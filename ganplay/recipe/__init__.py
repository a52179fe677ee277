"""What to train: the settings of a run, checked, named and readable as JSON. Imports nothing heavy."""

from ganplay.recipe.fields import FIELDS, LIVE, RecipeError
from ganplay.recipe.kinds import KINDS, Kind, kind_of
from ganplay.recipe.recipe import NAMED, NamedRecipe, Recipe, named_recipe

__all__ = [
    "FIELDS",
    "KINDS",
    "LIVE",
    "NAMED",
    "Kind",
    "NamedRecipe",
    "Recipe",
    "RecipeError",
    "kind_of",
    "named_recipe",
]
