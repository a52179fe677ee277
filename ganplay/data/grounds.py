"""What shows through pictures that are transparent in places: the background they are laid over, and its choice."""

from __future__ import annotations

import numpy as np

GROUNDS = {"white": 255.0, "black": 0.0, "grey": 128.0}  # in the order in which one is preferred to its equals
LEAST = 0.05  # the share of the pictures that keep least contrast, which a background is chosen by


def laid(pixels: np.ndarray, background: str) -> np.ndarray:
    """Pictures (..., H, W, 4) uint8, colours multiplied by alpha, over a background: (..., H, W, 3) uint8."""
    colours, alpha = pixels[..., :3].astype(np.float32), pixels[..., 3:].astype(np.float32) / 255
    ground = _edges(colours, alpha) if background == "edges" else GROUNDS.get(background, GROUNDS["white"])
    return (colours + (1 - alpha) * ground + 0.5).clip(0, 255).astype(np.uint8)


def _edges(colours: np.ndarray, alpha: np.ndarray) -> np.ndarray:
    """The mean colour of what is there of each picture's edges, (..., 1, 1, 3)."""
    edges = np.zeros(alpha.shape, np.float32)
    edges[..., [0, -1], :, :] = edges[..., :, [0, -1], :] = 1
    where = np.where((edges * alpha).sum((-3, -2), keepdims=True) > 0, edges, 1)
    return (where * colours).sum((-3, -2), keepdims=True) / (where * alpha).sum((-3, -2), keepdims=True).clip(1e-6)


def contrasts(pixels: np.ndarray) -> np.ndarray:
    """How far what is drawn, (H, W, 4) as `laid` takes it, stands out from each of `GROUNDS`, in levels; its mean."""
    colours, alpha = pixels[..., :3].astype(np.float32), pixels[..., 3:].astype(np.float32) / 255
    return np.array([np.abs(colours - alpha * ground).sum() / (3 * alpha.sum()) for ground in GROUNDS.values()])


def ground_for(contrasts: np.ndarray) -> str:
    """The background that keeps most contrast in the pictures that it keeps least in; `contrasts` one row a picture."""
    return list(GROUNDS)[int(np.quantile(contrasts, LEAST, axis=0).argmax())]
