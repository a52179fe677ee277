"""The look of the page: Gradio's own components dressed like ours, and everything that goes into the head."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping

import gradio as gr
from gradio.themes.utils import sizes

from ganplay.runs.store.limits import GPU_SPARE, gpu_seconds, largest_file, on_zerogpu, space_id
from ganplay.shipped import shipped
from ganplay.ui.static import STYLE, address

SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei")
MONO = ("ui-monospace", "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", "monospace")


def theme() -> gr.themes.Base:
    """Calm and flat: thin rules, no shadows, ink as the one accent. Fonts are the system's, nothing is fetched."""
    ink = gr.themes.Color(
        c50="#F6F7F8", c100="#ECEEF0", c200="#DFE2E6", c300="#C3C8CF", c400="#8C94A0", c500="#5B6270",
        c600="#434956", c700="#2C313B", c800="#1B1F27", c900="#14171D", c950="#0E1014",
    )  # fmt: skip
    fields = dict(
        body_background_fill="#FBFBFA",
        body_background_fill_dark="#101216",
        body_text_color="#16181D",
        body_text_color_dark="#ECEEF2",
        body_text_color_subdued="#5B6270",
        body_text_color_subdued_dark="#A3ABB8",
        background_fill_primary="#FFFFFF",
        background_fill_primary_dark="#171A20",
        background_fill_secondary="#F6F7F8",
        background_fill_secondary_dark="#1B1F27",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        block_shadow="none",
        block_shadow_dark="none",
        block_label_background_fill="transparent",
        block_label_background_fill_dark="transparent",
        block_label_text_color="#16181D",
        block_label_text_color_dark="#ECEEF2",
        block_title_text_color="#16181D",
        block_title_text_color_dark="#ECEEF2",
        block_title_text_weight="600",
        block_info_text_color="#5B6270",
        block_info_text_color_dark="#A3ABB8",
        block_padding="0px",
        border_color_primary="#DFE2E6",
        border_color_primary_dark="#2A2F38",
        border_color_accent="#16181D",
        border_color_accent_dark="#ECEEF2",
        color_accent="#2563A8",
        color_accent_soft="#EAF1F9",
        color_accent_soft_dark="#1B2735",
        input_background_fill="#FFFFFF",
        input_background_fill_dark="#171A20",
        input_border_color="#C3C8CF",
        input_border_color_dark="#3A404B",
        input_border_color_focus="#2563A8",
        input_border_color_focus_dark="#6FB1F0",
        input_padding="6px 10px",
        input_shadow="none",
        input_shadow_focus="none",
        layout_gap="14px",
        form_gap_width="0px",
        panel_border_width="0px",
        button_primary_background_fill="#16181D",
        button_primary_background_fill_dark="#ECEEF2",
        button_primary_background_fill_hover="#2C313B",
        button_primary_background_fill_hover_dark="#FFFFFF",
        button_primary_text_color="#FFFFFF",
        button_primary_text_color_dark="#101216",
        button_primary_border_color="transparent",
        button_primary_border_color_dark="transparent",
        button_primary_shadow="none",
        slider_color="#16181D",
        slider_color_dark="#ECEEF2",
        checkbox_background_color_selected="#16181D",
        checkbox_background_color_selected_dark="#ECEEF2",
        link_text_color="#2563A8",
        link_text_color_dark="#6FB1F0",
    )
    base = gr.themes.Base(
        primary_hue=ink, secondary_hue=ink, neutral_hue=ink,
        radius_size=sizes.radius_sm, text_size=sizes.text_md, font=SANS, font_mono=MONO,
    )  # fmt: skip
    return base.set(**fields)


def head(tabs: Mapping[str, str]) -> str:
    """What Gradio puts into the head: the page's mark, facts of the server, its style, and the script that begins.

    Args:
        tabs: the names of the tabs, and of each the parameter of an address that opens it, or "".
    """
    mark = "data:image/svg+xml;base64," + base64.b64encode((shipped("assets") / "mark.svg").read_bytes()).decode()
    facts = {
        "space": space_id(),
        "lent": int(gpu_seconds() - GPU_SPARE) if on_zerogpu() else 0,
        "file": largest_file(),
        "tabs": list(tabs),
        "links": {link: tab for tab, link in tabs.items() if link},
    }
    said = json.dumps(facts).replace("<", "\\u003c")
    return (
        f'<link rel="icon" type="image/svg+xml" href="{mark}">'
        f'<script type="application/json" id="gp-facts">{said}</script>'
        f'<link rel="stylesheet" href="{address(STYLE)}">'
        f'<script type="module" src="{address("kit/page.js")}"></script>'
    )
