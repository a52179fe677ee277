"""True FID, by torch-fidelity's own path and the Inception network of the TensorFlow code it follows.

Its weights (about 90 MB) are no part of ganplay: torch-fidelity downloads them on first use and reads them itself.
"""

from __future__ import annotations

import torch
from torch import Tensor

from ganplay.metrics.error import MetricError

FEWEST = 2049  # fewer than this, and the covariance of 2,048 features lacks rank


def inception_fid(fake: Tensor, real: Tensor, *, device: str | torch.device = "cpu", batch: int = 64) -> float:
    """Frechet inception distance (Heusel et al. 2017) of uint8 pictures (N, C, H, W); grey ones are made colour.

    Published figures take 50,000 samples against the training split; at fewer the distance is larger, so state n.

    Raises:
        MetricError: where torch-fidelity or the network's weights cannot be had, or there are too few pictures.
    """
    fewest = min(len(fake), len(real))
    if fewest < FEWEST:
        raise MetricError(f"FID takes at least {FEWEST:,} pictures of each kind, and there are {fewest:,}.")
    for pictures in (fake, real):
        if pictures.dtype != torch.uint8 or pictures.ndim != 4 or pictures.shape[1] not in (1, 3):
            raise MetricError("FID is measured of uint8 pictures, (N, 1 or 3, H, W).")
    try:
        import torch_fidelity
    except ImportError:
        raise MetricError("FID takes the package torch-fidelity: pip install torch-fidelity.") from None
    from urllib.error import URLError

    try:
        told = torch_fidelity.calculate_metrics(
            input1=_Colour(fake),
            input2=_Colour(real),
            fid=True,
            cuda=torch.device(device).type == "cuda",
            batch_size=batch,
            cache=False,
            save_cpu_ram=True,  # no further processes
            verbose=False,
        )
    except (URLError, OSError) as error:
        raise MetricError(
            f"FID needs the Inception network (about 90 MB), which could not be downloaded ({error}): try again when "
            "the network is there. The classifier's distances need no download."
        ) from None
    return float(told["frechet_inception_distance"])


class _Colour(torch.utils.data.Dataset):
    """Pictures one by one, with three channels, as torch-fidelity takes them."""

    def __init__(self, pictures: Tensor) -> None:
        self._pictures = pictures.cpu()

    def __len__(self) -> int:
        return len(self._pictures)

    def __getitem__(self, index: int) -> Tensor:
        return self._pictures[index].expand(3, -1, -1)
