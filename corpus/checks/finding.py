"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong. `place` is "FILE" or "FILE:LINE", the file's path from the corpus' folder."""

    place: str
    message: str

    def __str__(self) -> str:
        """Give the line that is shown for it."""
        return f"{self.place}: {self.message}"
