"""How well the discriminator tells held-out real pictures from fresh generated ones."""

from __future__ import annotations

import torch
from torch import Tensor

from ganplay.losses import Loss


def judge(real: Tensor, fake: Tensor, loss: Loss, known: Tensor | None = None) -> dict[str, float]:
    """Accuracy, precision and recall of "real" at the loss's own threshold, and mean scores.

    A loss that leaves D's constant open has no threshold of its own: there it is the middle between the two means.

    Args:
        real, fake: logits, (N,) and (M,), of held-out and of generated pictures.
        known: logits (K,) of pictures that the discriminator was trained on, if recall_training is wanted.

    Returns:
        accuracy, precision (of those called real, the share that is), recall (of the real ones, the share called
        real), real_mean and fake_mean (mean sigmoid for losses whose sigmoid is a probability, mean logit otherwise),
        n_real, n_fake; recall_training: the share of the training pictures called real, by the same threshold: well
        above recall, the discriminator knows them by heart.
    """
    threshold = loss.threshold if loss.anchored else (real.mean() + fake.mean()) / 2
    called_real, wrongly_real = (real > threshold).sum().item(), (fake > threshold).sum().item()
    called = called_real + wrongly_real
    score = torch.sigmoid if loss.probability else (lambda logits: logits)
    more = {} if known is None else {"recall_training": (known > threshold).sum().item() / len(known)}
    return {
        "accuracy": (called_real + len(fake) - wrongly_real) / (len(real) + len(fake)),
        "precision": called_real / called if called else 0.0,
        "recall": called_real / len(real),
        "real_mean": score(real.float()).mean().item(),
        "fake_mean": score(fake.float()).mean().item(),
        "n_real": len(real),
        "n_fake": len(fake),
        **more,
    }


def histogram(real: Tensor, fake: Tensor, bins: int = 40) -> dict[str, list[float]]:
    """Counts of logits over edges that both kinds share: ``edges`` (bins + 1), ``real`` (bins), ``fake`` (bins)."""
    both = torch.cat([real, fake]).float().cpu()
    low, high = both.min().item(), both.max().item()
    if high - low < 1e-6:
        low, high = low - 0.5, high + 0.5
    edges = torch.linspace(low, high, bins + 1)
    return {
        "edges": [round(edge, 4) for edge in edges.tolist()],
        "real": torch.histc(real.float().cpu(), bins, low, high).tolist(),
        "fake": torch.histc(fake.float().cpu(), bins, low, high).tolist(),
    }
