"""The tensors that a checkpoint of a run holds, by its recipe."""

from __future__ import annotations

from ganplay.recipe import Recipe
from ganplay.recipe.fields import RecipeError
from ganplay.runs.store.history import RunError

Shapes = dict[str, dict[str, tuple[int, ...]]]


def network_shapes(recipe: Recipe) -> Shapes:
    """The tensors of the recipe's networks: {"ema": {name: shape}, "d": {name: shape}}.

    Raises:
        RunError: when the recipe builds none.
    """
    import torch

    from ganplay import nets

    try:
        try:
            with torch.device("meta"):  # shapes only: nothing is allocated
                networks = nets.build(recipe)
        except (RuntimeError, NotImplementedError):
            networks = nets.build(recipe)
    except (RecipeError, ValueError) as error:
        sentence = f"The recipe of this run builds no networks: {error}"
        raise RunError(sentence, "no_networks", sentence=str(error)) from None
    return {
        name: {key: tuple(value.shape) for key, value in network.state_dict().items()}
        for name, network in zip(("ema", "d"), networks, strict=True)
    }
