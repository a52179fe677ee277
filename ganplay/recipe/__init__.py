"""What to train: the settings of a run, checked, named and readable as JSON. Imports nothing heavy."""

from ganplay.recipe.fields import FIELDS, LIVE, RecipeError
from ganplay.recipe.recipe import NAMED, NamedRecipe, Recipe, named_recipe

__all__ = ["FIELDS", "LIVE", "NAMED", "NamedRecipe", "Recipe", "RecipeError", "named_recipe"]
