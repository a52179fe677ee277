"""The sheets of pictures that a run keeps: JPEG, each marked as generated unless it is not."""

from __future__ import annotations

import base64
import io
import math

import numpy as np
from PIL import Image

from ganplay.latent.media import sheet, to_image, xmp_packet


def jpeg(pictures: np.ndarray, generated: bool = True) -> bytes:
    """Pictures (n, H, W, C) uint8 as one sheet, as square as n allows: JPEG, quality 92, no colour subsampling."""
    buffer = io.BytesIO()
    page: Image.Image = to_image(sheet(pictures, math.ceil(math.sqrt(len(pictures)))))
    page.save(buffer, "JPEG", quality=92, subsampling=0)
    data = buffer.getvalue()
    if not generated:
        return data
    # Pillow before 11 cannot write XMP into a JPEG: it is the first segment after the start of image.
    body = b"http://ns.adobe.com/xap/1.0/\0" + xmp_packet().encode()
    return data[:2] + b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body + data[2:]


def data_url(data: bytes) -> str:
    return "data:image/jpeg;base64," + base64.b64encode(data).decode()
