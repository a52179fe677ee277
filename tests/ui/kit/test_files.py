"""What is chosen from where a picture is to be brought: every format that is read here."""

from __future__ import annotations

import re

from PIL import Image

from ganplay.data.decoding import FORMATS
from ganplay.ui.static import UI

RARE = {".jps", ".jfi", ".jpc", ".jpf", ".j2c", ".j2h", ".icb", ".vda", ".vst", ".pfm", ".avifs", ".mpo", ".apng"}


def test_a_picture_of_every_format_that_is_read_may_be_chosen():
    listed = re.search(r"PICTURES = \[(.+?)\]", (UI / "kit" / "files.js").read_text("utf-8"), re.S)[1]
    offered = ",".join(re.findall(r'"(.+)"', listed)).split(",")
    Image.init()
    known = {ending for ending, format in Image.registered_extensions().items() if format in FORMATS}
    assert known - set(offered) <= RARE and {".avif", ".tga", ".jp2"} <= set(offered)
    assert set(offered) - known - {"image/*", ".avif"} <= {".mpo", ".apng"}
    assert not {".heic", ".heif"} & set(offered)  # not to be asked for: telephones then give JPEG in their place
