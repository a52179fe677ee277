"""What the discriminator says of generated pictures."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from ganplay.latent.seeds import device_of, to_float


@torch.no_grad()
def logits(discriminator: nn.Module, pictures: np.ndarray) -> Tensor:
    """The discriminator's logit of each picture, (N, H, W, C) uint8 -> (N,) on the CPU.

    Each picture is judged alone, so that its logit does not depend on its neighbours.
    """
    device = device_of(discriminator)
    return torch.cat([discriminator(to_float(picture[None]).to(device)) for picture in pictures]).float().cpu()
