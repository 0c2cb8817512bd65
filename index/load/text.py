"""Plain text files, and how the bytes of any text format are decoded."""

from __future__ import annotations

import codecs
from pathlib import Path

from index.document import Document
from index.errors import LoadError

# The longer marks first: UTF-32's begins like UTF-16's.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KNOWN_BINARIES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP file or an office document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\x00", "a database"),
)
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27} | {127}
_SAMPLE = 65_536
_MOST_CONTROLS = 0.02


def load_text(path: Path, document_id: str, encoding: str | None = None) -> Document:
    """Load a plain text file; its title is its file name.

    Raises:
        LoadError: it is no text.
        OSError: it cannot be read.
    """
    return Document(document_id, path.name, decode(path.read_bytes(), path, encoding), str(path))


def decode(content: bytes, path: Path, encoding: str | None = None) -> str:
    """Decode the bytes of a text file and take away its byte-order mark; nothing else is changed.

    UTF-8 is tried, or what the byte-order mark tells, and then `encoding`. Other encodings are not guessed: a wrong
    guess would put wrong letters into quotes.

    Raises:
        LoadError: the bytes are no text, or not in these encodings.
    """
    for mark, name in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decode_strictly(content[len(mark) :], name, path)
    _refuse_binary(content, path)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if encoding is not None:
            return _decode_strictly(content, encoding, path)
        raise LoadError(
            f"{path} is not in UTF-8 (byte 0x{content[error.start]:02x} at {error.start}); save it as UTF-8, "
            "or name its encoding in the setting encoding (QA_ENCODING=windows-1252, for instance)."
        ) from error


def _decode_strictly(content: bytes, encoding: str, path: Path) -> str:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise LoadError(f"{path} cannot be read as {encoding}: it is damaged, or in another encoding.") from error


def _refuse_binary(content: bytes, path: Path) -> None:
    for magic, kind in _KNOWN_BINARIES:
        if content.startswith(magic) and (len(magic) > 2 or b"\0" in content[:_SAMPLE]):
            raise LoadError(f"{path} is {kind}, not a text file.")
    sample = content[:_SAMPLE]
    controls = sum(byte in _CONTROLS for byte in sample)
    if b"\0" in sample or controls > _MOST_CONTROLS * len(sample):
        raise LoadError(f"{path} is not a text file (or it is in UTF-16 without a byte-order mark).")
