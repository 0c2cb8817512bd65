"""How a day is said to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.document import Day

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def said_day(day: Day) -> str:
    """Write a day as people do: "March 3", "March 3 2024"."""
    year = f" {day.year}" if day.year is not None else ""
    return f"{_MONTHS[day.month - 1]} {day.day}{year}"
