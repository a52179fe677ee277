"""How the data of each kind is loaded and shown: one file a kind, named like it in `ganplay.recipe.kinds`."""
