"""Small, safe pieces of HTML.

Everything the page shows goes through `escape` or `element`: text of documents and of people is data, it never
becomes HTML or Markdown.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from typing import Final
from urllib.parse import urlencode

VOID: Final = frozenset({"br", "hr", "input"})


def escape(text: str) -> str:
    """Make `text` safe to stand in HTML, in an element or between the quotes of an attribute.

    What cannot stand in HTML at all (null characters, halves of surrogate pairs) is shown by a stand-in.
    """
    return html.escape(text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8"), quote=True)


def attributes(values: Mapping[str, str | int | bool | None]) -> str:
    """Write attributes; True gives a bare name, False and None none. An underscore stands for a hyphen."""
    parts = []
    for name, value in values.items():
        plain = name.rstrip("_").replace("_", "-")
        if value is True:
            parts.append(f" {plain}")
        elif value is not None and value is not False:
            parts.append(f' {plain}="{escape(str(value))}"')
    return "".join(parts)


def element(tag: str, *inner: str, **values: str | int | bool | None) -> str:
    """Write an element around `inner`, which is HTML already; attribute values are escaped here."""
    opening = f"<{tag}{attributes(values)}>"
    return opening if tag in VOID else f"{opening}{''.join(inner)}</{tag}>"


def keyed(tag: str, key: str, *inner: str, **values: str | int | bool | None) -> str:
    """Write an element that the page replaces only when it has changed (`data-rev` is the hash of its content)."""
    content = "".join(inner)
    revision = blake2b((content + attributes(values)).encode("utf-8"), digest_size=8).hexdigest()
    return element(tag, content, data_key=key, data_rev=revision, **values)


def kept(key: str) -> str:
    """Write the place of a keyed element that is on the page already and stays as it is."""
    return element("template", data_key=key, data_kept=True)


def permalink(document_id: str, start: int, end: int) -> str:
    """Give the link that opens the page at a passage; offsets in code points, as everywhere."""
    return "?" + urlencode({"document": document_id, "start": start, "end": end})


@dataclass(frozen=True, slots=True)
class Range:
    """Code points ``[start, end)`` of a text, to be marked with `label`; a higher `rank` shows over a lower one."""

    start: int
    end: int
    label: str
    rank: int = 0


def segments(start: int, end: int, ranges: Iterable[Range]) -> Iterator[tuple[int, int, Range | None]]:
    """Cut ``[start, end)`` where ranges begin and end.

    Yields pieces in order, which together are exactly ``[start, end)``, each with the highest-ranking range that
    covers it (the earlier one of two equals) or None.
    """
    inside: Sequence[Range] = [r for r in ranges if r.start < end and r.end > start and r.start < r.end]
    cuts = sorted({start, end, *(c for r in inside for c in (r.start, r.end) if start < c < end)})
    for left, right in pairwise(cuts):
        covering = [r for r in inside if r.start <= left and right <= r.end]
        yield left, right, max(covering, key=lambda r: r.rank, default=None)
