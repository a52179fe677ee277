"""Sheets of pictures, and the mark that says they were generated."""

from __future__ import annotations

import base64
import io
import math

import numpy as np
from PIL import Image, PngImagePlugin

# IPTC digital source type: the media were made by a trained model (IPTC Photo Metadata Standard 2023.1)
XMP = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" Iptc4xmpExt:DigitalSourceType='
    '"http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/></rdf:RDF></x:xmpmeta>'
    '<?xpacket end="r"?>'
)


def sheet(pictures: np.ndarray, columns: int | None = None) -> Image.Image:
    """Pictures (n, H, W, C) uint8 side by side, row by row; by default as square as n allows."""
    count, height, width, channels = pictures.shape
    columns = columns or math.ceil(math.sqrt(count))
    rows = math.ceil(count / columns)
    cells = np.zeros((rows * columns, height, width, channels), np.uint8)
    cells[:count] = pictures
    cells = cells.reshape(rows, columns, height, width, channels).swapaxes(1, 2)
    pixels = cells.reshape(rows * height, columns * width, channels)
    return Image.fromarray(pixels[..., 0] if channels == 1 else pixels)


def jpeg(pictures: np.ndarray, generated: bool = True) -> bytes:
    """A sheet of pictures (n, H, W, C) uint8 as JPEG, quality 92 without colour subsampling."""
    buffer = io.BytesIO()
    sheet(pictures).save(buffer, "JPEG", quality=92, subsampling=0)
    data = buffer.getvalue()
    if not generated:
        return data
    body = b"http://ns.adobe.com/xap/1.0/\0" + XMP.encode()
    return data[:2] + b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body + data[2:]


def png(image: Image.Image, **facts: str) -> bytes:
    """A generated image as PNG, marked as generated, with facts about it (run, seed ...) in its text chunks."""
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", XMP)
    for name, fact in facts.items():
        info.add_itxt(name, fact)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", pnginfo=info)
    return buffer.getvalue()


def data_url(data: bytes) -> str:
    return "data:image/jpeg;base64," + base64.b64encode(data).decode()
