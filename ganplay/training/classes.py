"""How many classes a training tells its networks of: what the recipe asks for, as far as the data has it."""

from __future__ import annotations

from ganplay.data.pictures import Note, Pictures
from ganplay.recipe import Recipe
from ganplay.recipe.fields import CONDITIONAL, FIELDS, RecipeError


def classes_of(recipe: Recipe, pictures: Pictures) -> int:
    """How many classes the networks are told of, 0 for none.

    Raises:
        RecipeError: when the recipe wants classes that the data does not have.
    """
    if recipe.labels == "off" or recipe.family not in CONDITIONAL:
        return 0
    found = 0 if pictures.labels is None else max(len(pictures.classes), int(pictures.labels.max()) + 1)
    if found < 2 and recipe.labels == "on":
        raise RecipeError(
            f"{pictures.name} has no classes to train by: set labels=off, or choose data with classes, such as a "
            "folder of folders.",
            "pair_no_classes",
        )
    found = found if found > 1 else 0
    if found and recipe.packing > 1:
        raise RecipeError(
            "A pack holds pictures of any class, and D cannot be told one: set packing=1 or labels=off.",
            "pair_pack_told",
        )
    if recipe.classes not in (0, found):
        raise RecipeError(
            f"This data has {found} classes and the recipe was made for {recipe.classes}: choose its own data, "
            "or make the recipe's classes 0.",
            "pair_other_classes",
            found=found,
            classes=recipe.classes,
        )
    if found > FIELDS["classes"].high:
        raise RecipeError(
            f"{found} classes are more than {FIELDS['classes'].high:g}: set labels=off.",
            "pair_many_classes",
            found=found,
            most=f"{FIELDS['classes'].high:g}",
        )
    return found


def untold(recipe: Recipe, pictures: Pictures) -> list[Note]:
    """What to say where a recipe that trains class by class has to do without, for want of classes in the data."""
    if recipe.labels != "auto" or recipe.family not in CONDITIONAL or classes_of(recipe, pictures):
        return []
    sentence = f"{recipe.name} is told the classes of its data, and {pictures.name} has none: it trains without them."
    return [Note(sentence, "untold", recipe=recipe.name, name=pictures.name)]
