"""The page's look, as Gradio takes it: a theme without web fonts, and the style sheet and script of this package."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

import gradio as gr

SANS: Final = (
    gr.themes.Font("-apple-system"),
    gr.themes.Font("Segoe UI"),
    gr.themes.Font("Roboto"),
    gr.themes.Font("Noto Sans"),
    gr.themes.Font("Liberation Sans"),
    gr.themes.Font("Arial"),
    gr.themes.Font("sans-serif"),
)
SCRIPTS: Final = ("draw.js", "bubble.js", "address.js", "editing.js", "page.js", "list.js", "under_answer.js")
MONO: Final = (gr.themes.Font("ui-monospace"), gr.themes.Font("Consolas"), gr.themes.Font("monospace"))


def theme() -> gr.themes.Base:
    """Make the theme: system fonts, and the two colours that the browser needs before the style sheet is there.

    All other colours are variables of `style.css`.
    """
    return gr.themes.Base(font=SANS, font_mono=MONO).set(
        body_background_fill="#f8f8f6",
        body_background_fill_dark="#15181b",
        body_text_color="#1c1f23",
        body_text_color_dark="#e4e6e8",
    )


def head() -> str:
    """Give what stands in the page's head: colour scheme, style sheet, script. Nothing is loaded from elsewhere."""
    here = files(__package__)
    style = here.joinpath("style.css").read_text(encoding="utf-8")
    scripts = "\n".join(here.joinpath(name).read_text(encoding="utf-8") for name in SCRIPTS)
    return f'<meta name="color-scheme" content="light dark"><style>\n{style}</style>\n<script>\n{scripts}</script>'
