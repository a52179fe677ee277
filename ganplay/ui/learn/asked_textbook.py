"""What the figure of the textbook's discriminator asks: its layers with their code, and what a picture does in them.

Whose it is: see `textbooks`. That it is untrained, or stands for a run that cannot be opened any more, is said.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ganplay.latent.error import LatentError
from ganplay.latent.keyframes import is_whole
from ganplay.ui.kit.answers import answering
from ganplay.ui.kit.drawing import data_url
from ganplay.ui.kit.fair.lanes import lanes_of
from ganplay.ui.kit.models import short
from ganplay.ui.kit.questions import guarded, text_of
from ganplay.ui.learn.textbooks import EACH, Textbook, Textbooks

if TYPE_CHECKING:
    import numpy as np
    from torch import Tensor, nn

COLUMNS = 8  # of a sheet of maps or filters
ZOOM = 8  # pixels of a sheet a weight of a filter


def server_functions(manager: Any) -> list[Callable[..., Any]]:
    books = Textbooks(manager)
    answer = answering(lanes_of(manager))

    async def textbook_network(query: Any = None) -> dict[str, Any]:
        """{owner} -> see `described`."""
        return await answer(lambda: described(*books.first(text_of(query, "owner"))))

    def seen_of(query: Any) -> dict[str, Any]:
        if book := books.of(text_of(query, "run")):
            return seen(book, _index(query, book))
        book, _ = books.first(text_of(query, "owner"))
        return {"network": described(book), **seen(book, _index(query, book))}

    async def textbook_seen(query: Any = None) -> dict[str, Any]:
        """{owner, run (as `textbook_network` told), picture: which of its pictures} -> see `seen`.

        Where that run cannot be opened any more: the same of what `textbook_network` tells now, which is `network`.
        """
        return await answer(seen_of, query)

    return guarded([textbook_network, textbook_seen])


def _index(query: Any, book: Textbook) -> int:
    index = query.get("picture") if isinstance(query, dict) else None
    if not is_whole(index) or not 0 <= index < len(book.pictures):
        raise LatentError("There is no such picture.")
    return int(index)


def described(book: Textbook, lost: str = "") -> dict[str, Any]:
    """What there is to see before a picture is chosen.

    Returns: run, title, step, shipped, probability: of `Textbook`; lost: as given; input: the shape of a picture,
        (C, H, W); layers: of each its kind, code (the line of PyTorch that makes it), shape (of what comes out),
        parameters and weights (the shapes that they are counted from); filters: the first convolution's, a sheet with
        its count and columns; sheet: the pictures to choose from, EACH real and EACH generated, with count, columns and
        size.
    """
    import torch

    from ganplay.latent import sheet
    from ganplay.nets import count_parameters

    _, height, width, channels = book.pictures.shape
    out = torch.zeros(1, channels, height, width)
    layers = []
    for layer in book.layers:
        out = layer(out)
        layers.append(
            {
                "kind": type(layer).__name__,
                "code": code_of(layer),
                "shape": list(out.shape[1:]),
                "parameters": count_parameters(layer),
                "weights": [list(weight.shape) for weight in layer.parameters()],
            }
        )
    filters = book.layers[0].weight
    return {
        **{name: getattr(book, name) for name in ("run", "title", "step", "shipped", "probability")},
        "lost": lost,
        "input": [channels, height, width],
        "layers": layers,
        "filters": {"png": data_url(filter_sheet(filters)), "count": len(filters), "columns": COLUMNS},
        "sheet": {
            "png": data_url(sheet(book.pictures, EACH)),
            "count": len(book.pictures),
            "columns": EACH,
            "size": height,
        },
    }


def code_of(layer: nn.Module) -> str:
    """The line of PyTorch that makes a layer like this one."""
    kind = type(layer).__name__
    if kind == "Conv2d":
        sizes = f"{layer.in_channels}, {layer.out_channels}, {layer.kernel_size[0]}"
        return f'nn.Conv2d({sizes}, padding="{layer.padding}")'
    if kind == "MaxPool2d":
        return f"nn.MaxPool2d({layer.kernel_size})"
    if kind == "Linear":
        return f"nn.Linear({layer.in_features}, {layer.out_features})"
    return f"nn.{kind}()"


def filter_sheet(filters: Tensor) -> np.ndarray:
    """The weights of a convolution (N, C, K, K), C 1 or 3, as a sheet: middle grey is 0, black or white the largest."""
    from ganplay.latent import sheet

    most = filters.abs().max().clamp_min(1e-12)
    shown = (127.5 + 127.5 * filters / most).round().byte().permute(0, 2, 3, 1)
    return sheet(shown.repeat_interleave(ZOOM, 1).repeat_interleave(ZOOM, 2).numpy(), COLUMNS, gap=ZOOM // 2)


def seen(book: Textbook, index: int) -> dict[str, Any]:
    """What a picture does in the network.

    Returns: layers: what comes out of each: png (its maps, or its numbers as one picture), count (of maps), columns,
        low and high (the least and the greatest number; black is 0 where nothing is negative, else middle grey); of the
        last one instead positive, negative and bias, which add up to its logit, and answer: the sigmoid of that, None
        where it would be no probability.
    """
    import torch

    from ganplay.latent.seeds import to_float

    out = to_float(book.pictures[index : index + 1])
    told = []
    with torch.no_grad():
        for layer in book.layers[:-1]:
            out = layer(out)
            told.append(_maps(out[0]))
        head = book.layers[-1]
        parts = head.weight[0] * out[0]
        logit = head(out)[0, 0].item()
    answer = 1 / (1 + math.exp(-max(-700.0, logit))) if book.probability else None
    sums = {"positive": parts.clamp_min(0), "negative": parts.clamp_max(0)}
    last = {name: short(part.sum().item()) for name, part in sums.items()}
    told.append({**last, "bias": short(head.bias[0].item()), "logit": short(logit), "answer": answer})
    return {"layers": told}


def _maps(out: Tensor) -> dict[str, Any]:
    """What comes out of a layer, (C, H, W) or (F,), as a sheet; a row of numbers is broken into lines."""
    import torch

    from ganplay.latent import sheet

    if out.ndim == 1:
        wide = math.ceil(math.sqrt(len(out)))
        padded = torch.cat((out, out.new_zeros(-len(out) % wide)))
        out, count, columns = padded.reshape(1, -1, wide), 1, 1
    else:
        count, columns = len(out), COLUMNS
    low, high = out.min().item(), out.max().item()
    most = max(abs(low), abs(high), 1e-12)
    shown = 127.5 + 127.5 * out / most if low < 0 else 255 * out / most
    maps = shown.round().byte()[..., None].numpy()
    gap = 1 if columns > 1 else 0
    return {
        "png": data_url(sheet(maps, columns, gap=gap)),
        "count": count,
        "columns": columns,
        "low": short(low),
        "high": short(high),
    }
