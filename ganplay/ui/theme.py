"""The look of the page: Gradio's own components dressed like ours, and everything that goes into the head."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import gradio as gr
from gradio.themes.utils import sizes

from ganplay.runs.store.limits import GPU_SPARE, gpu_seconds, largest_file, on_zerogpu, space_id
from ganplay.shipped import shipped
from ganplay.ui.words import LANGUAGES, table

UI = Path(__file__).resolve().parent
ASSETS = shipped("assets")
LATENT = [f"latent/{name}.js" for name in ("walk", "find", "search", "codes", "tab")]
JUDGE = ["judge/bring.js", "judge/ask.js", "judge/whole.js", "kit/game/play.js", "judge/tab.js"]
LIVE = [f"kit/live/{name}.js" for name in ("views", "charts", "show", "live")]
TRAIN = ["train/controls.js", "kit/undo.js", "train/runs.js", "kit/kit.js", "train/book.js", "kit/breaking/breaking.js"]
LIBRARY = [f"library/{name}.js" for name in ("card", "dialogs", "compare", "tab")]
SCRIPTS = ("kit/page.js", "kit/place.js", *LIVE, *TRAIN, *LATENT, *JUDGE, *LIBRARY)
SHEETS = ("kit/base", "kit/room", "judge/judge", "library/library", "train/book", "kit/breaking/breaking")
SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei")
MONO = ("ui-monospace", "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", "monospace")


def asset(name: str) -> str:
    """The text of a file beside the page's Python, as "kit/page.js"."""
    return (UI / name).read_text(encoding="utf-8")


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


def css() -> str:
    """Our one style sheet, with the thumbnails of the gallery in it."""
    pictures = []
    for path in sorted((ASSETS / "thumbs").glob("*.webp")):
        data = base64.b64encode(path.read_bytes()).decode()
        pictures.append(f'#gp-data input[value="{path.stem}"]{{--thumb:url(data:image/webp;base64,{data})}}')
    sheets = (asset(f"{name}.css") for name in SHEETS)
    return "\n".join((*sheets, *pictures))


def head() -> str:
    """Words and scripts, in the page itself: nothing is fetched but Plotly, and that from this server."""
    words = json.dumps({language: table(language) for language in LANGUAGES}, ensure_ascii=False)
    plotly = "gradio_api/file=" + plotly_script().as_posix()
    mark = "data:image/svg+xml;base64," + base64.b64encode((ASSETS / "mark.svg").read_bytes()).decode()
    lent = int(gpu_seconds() - GPU_SPARE) if on_zerogpu() else 0
    place = json.dumps({"space": space_id(), "lent": lent, "file": largest_file()})
    facts = f"window.ganplayWords={words};window.ganplayPlotly={json.dumps(plotly)};window.ganplayPlace={place};"
    facts = facts.replace("<", "\\u003c")
    scripts = "".join(f"<script>{asset(name)}</script>" for name in SCRIPTS)
    return f'<link rel="icon" type="image/svg+xml" href="{mark}"><script>{facts}</script>{scripts}'


def plotly_script() -> Path:
    """Plotly's own script, which comes with the plotly package, so that the page works offline."""
    from importlib.util import find_spec

    spec = find_spec("plotly")
    return Path(spec.origin).resolve().parent / "package_data" / "plotly.min.js"
