"""The page's few icons: 16 px line drawings that take the colour of the text around them."""

from __future__ import annotations

from typing import Final

_SHAPES: Final = {
    "copy": '<rect x="5.5" y="5.5" width="8" height="8" rx="1.5"/><path d="M10.5 3.5v-.5A1.5 1.5 0 0 0 9 1.5H3.5'
    'A1.5 1.5 0 0 0 2 3v5.5A1.5 1.5 0 0 0 3.5 10H4"/>',
    "link": '<path d="M6.5 9.5l3-3M7 4.6l1.6-1.6a2.8 2.8 0 0 1 4 4L11 8.6M9 11.4l-1.6 1.6a2.8 2.8 0 0 1-4-4L5 7.4"/>',
    "retry": '<path d="M13 8a5 5 0 1 1-1.5-3.56M13 2.5v3h-3"/>',
    "edit": '<path d="M2.5 13.5l.7-2.9 7.6-7.6a1.55 1.55 0 0 1 2.2 2.2l-7.6 7.6z"/>',
    "previous": '<path d="M10 3.5L5.5 8l4.5 4.5"/>',
    "next": '<path d="M6 3.5L10.5 8 6 12.5"/>',
    "up": '<path d="M5 7.3l2.6-5.1a1.4 1.4 0 0 1 1.4 1.7L8.6 6.2h3.6a1.3 1.3 0 0'
    ' 1 1.3 1.6l-1 4.6a1.3 1.3 0 0 1-1.3 1H5zM5 7.3H2.6v6.1H5"/>',
    "down": '<g transform="rotate(180 8 8)"><path d="M5 7.3l2.6-5.1a1.4 1.4 0 0 1 1.4 1.7L8.6 6.2h3.6a1.3 1.3 0 0'
    ' 1 1.3 1.6l-1 4.6a1.3 1.3 0 0 1-1.3 1H5zM5 7.3H2.6v6.1H5"/></g>',
    "list": '<path d="M2.5 4h11M2.5 8h11M2.5 12h7"/>',
    "more": '<path d="M3.5 8h.01M8 8h.01M12.5 8h.01" stroke-width="2.2"/>',
    "plus": '<path d="M8 3v10M3 8h10"/>',
}


def icon(name: str) -> str:
    """Draw an icon; it is hidden from screen readers, so the button around it needs words."""
    return (
        '<svg class="rq-icon" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" '
        'stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
        f"{_SHAPES[name]}</svg>"
    )
