"""What a discriminator says of pictures, and what that is compared with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from ganplay.latent.seeds import device_of, to_float
from ganplay.losses import LOSSES
from ganplay.scoring.error import ScoringError

SIGNS = {  # what the number says where it is above the threshold; the page has a sentence for each
    "nonsaturating": "sign_probability",
    "minimax": "sign_probability",
    "lsgan": "sign_lsgan",
    "wasserstein": "sign_wasserstein",
    "relativistic": "sign_wasserstein",  # the same sentence: higher is more real, and zero means nothing
    "relativistic_average": "sign_wasserstein",
    "hinge": "sign_hinge",
}


def score(discriminator: nn.Module, pictures: np.ndarray, *, batch: int = 64) -> Tensor:
    """The logit of each picture, (N, H, W, C) uint8 -> (N,) float32 on the CPU; the same in whatever company.

    Raises:
        ScoringError: for pictures of another shape than the discriminator's, for one in training mode, and for one
            that answers with what is no number, as after a training that diverged.
    """
    if pictures.ndim != 4 or pictures.dtype != np.uint8:
        raise ScoringError("Pictures to score are (N, H, W, C) bytes.")
    return judged(discriminator, to_float(pictures), batch=batch)


@torch.no_grad()
def judged(discriminator: nn.Module, inputs: Tensor, *, batch: int = 64) -> Tensor:
    """`score` for pictures as the network takes them: (N, C, H, W) float in [-1, 1].

    Every picture is alone in what the network sees as its batch (`torch.func.vmap` over batches of one), so that no
    layer can look at its neighbours, and yet the pictures are computed together. (Layers that compare within a batch
    fall back on what training left them: see ganplay.nets.minibatch and ganplay.nets.packing.) What is left is
    rounding, some 1e-6 of the logit: kernels are chosen by the size of the batch.
    """
    if discriminator.training:
        raise ScoringError("A discriminator that scores is in evaluation mode: call its eval() first.")
    device = device_of(discriminator)
    found = [torch.empty(0, 1)]
    for part in inputs.split(batch) if len(inputs) else ():
        count = len(part)
        if device.type != "cpu" and count < batch:  # a GPU's kernels round more coarsely: always the same ones
            part = torch.cat((part, part.new_zeros(batch - count, *part.shape[1:])))
        try:
            logits = _alone(discriminator, part.to(device))
        except torch.OutOfMemoryError:
            raise
        except RuntimeError as error:
            if "shape" in str(error) or "size" in str(error) or "expected" in str(error).lower():
                raise ScoringError(_foreign(inputs)) from None
            raise
        if logits.shape[1] != 1:  # a convolution takes larger pictures too, and answers with several numbers
            raise ScoringError(_foreign(inputs))
        found.append(logits[:count].cpu())
    logits = torch.cat(found)[:, 0]
    check_numbers(logits)
    return logits


def _alone(discriminator: nn.Module, pictures: Tensor) -> Tensor:
    """What the network says of each picture as a batch of one: (N, 1) where it is a discriminator of such pictures."""

    def one(picture: Tensor) -> Tensor:
        return discriminator(picture[None]).float().reshape(-1)

    try:
        return torch.func.vmap(one)(pictures)
    except RuntimeError as error:
        if "vmap" not in str(error):
            raise
    return torch.stack([one(picture) for picture in pictures])  # some step of this network cannot be mapped


def check_numbers(logits: Tensor) -> None:
    """Raises ScoringError where a logit is not finite."""
    if not torch.isfinite(logits).all():
        raise ScoringError("These logits are not all numbers: choose an earlier checkpoint.", code="not_numbers")


def _foreign(inputs: Tensor) -> str:
    channels, height, width = inputs.shape[1:]
    return (
        f"Pictures of {width} x {height} pixels and {channels} channels are not what this discriminator takes: "
        "bring them to its resolution and its channels."
    )


@dataclass(frozen=True)
class Context:
    """The logits that a score is compared with, each (N,): of real pictures trained on, of held-out real pictures,
    and of fresh generated ones."""

    training: Tensor
    held_out: Tensor
    generated: Tensor

    @property
    def real(self) -> Tensor:
        """The held-out ones, or those trained on where none were held out."""
        return self.held_out if len(self.held_out) else self.training


def percentile(logits: Tensor, among: Tensor) -> Tensor:
    """The share of `among`, in per cent, that lies below each logit, equal ones counted half: (N,), 0 to 100."""
    if not len(among):
        raise ScoringError("A percentile needs pictures to compare with.")
    row = among.double().sort().values
    below, up_to = (torch.searchsorted(row, logits.double(), right=right) for right in (False, True))
    return (50.0 * (below + up_to) / len(row)).float()


def sign_rule(loss_name: str) -> tuple[float, str]:
    """(threshold, word): the logit above which D calls a picture real, and the key of the sentence that says why.

    Cross-entropy (Goodfellow et al. 2014): 0, where the sigmoid is one half. Least squares (Mao et al. 2017): 0.5,
    halfway between its targets. Hinge (Lim and Ye 2017): 0, the middle of its margins. A Wasserstein critic is
    defined up to a constant (Arjovsky et al. 2017), and so is a relativistic one (Jolicoeur-Martineau 2019): their 0
    is only where the constant happened to lie, and `threshold` takes the place of it once there are logits to compare
    with.
    """
    if loss_name not in LOSSES:
        raise ScoringError(f"There is no loss {loss_name!r}; the losses are {', '.join(LOSSES)}.")
    return LOSSES[loss_name].threshold, SIGNS[loss_name]


def has_threshold(loss_name: str) -> bool:
    """Whether a logit alone says on which side of the line it is."""
    sign_rule(loss_name)
    return LOSSES[loss_name].anchored


def threshold(loss_name: str, real: Tensor, generated: Tensor) -> float:
    """The logit above which a picture is called real: the loss's own, and for those that have none (Wasserstein,
    relativistic) halfway between the means of known real and generated pictures."""
    own, _ = sign_rule(loss_name)
    if has_threshold(loss_name) or not len(real) or not len(generated):
        return own
    return (real.mean().item() + generated.mean().item()) / 2
