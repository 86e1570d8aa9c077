"""A cell of a workbook as the text that a person would have typed."""

import re
from datetime import datetime, time, timedelta
from typing import Any

_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LOOKS_LIKE_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
ERROR = "e"
FORMULA = "f"


def text_of(value: Any, number_format: str = "") -> str:
    """Return the value of a cell as text: dates and times in the documented spelling, whole numbers without a point.

    Parameters
    ----------
    number_format
        How the cell shows the value; decides whether midnight is a time or a day without one.
    """
    if isinstance(value, datetime):
        return _datetime_text(value, number_format)
    if isinstance(value, time):
        return _hours_text(
            timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
        )
    if isinstance(value, timedelta):
        return _hours_text(value)
    if isinstance(value, str):
        return _CODE.sub(lambda found: chr(int(found[1], 16)), value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return str(int(value) if isinstance(value, float) and value.is_integer() else value)


def escaped(text: str) -> str:
    """Return text as a workbook holds it, in which ``_x000D_`` would stand for a character by its code."""
    return _LOOKS_LIKE_CODE.sub("_x005F_", text)


def _datetime_text(value: datetime, number_format: str) -> str:
    at = (value + timedelta(microseconds=500_000)).replace(microsecond=0)  # a fraction of a day is never exact
    shown = number_format.casefold()
    if at.year <= 1900 and "y" not in shown:  # hours only: a spreadsheet counts 24:00 as a day of its epoch
        return _hours_text(timedelta(days=1, hours=at.hour, minutes=at.minute, seconds=at.second))
    if "h" not in shown and at.time() == time():
        return at.date().isoformat()
    return at.isoformat(sep=" ") if at.second else at.isoformat(sep=" ", timespec="minutes")


def _hours_text(length: timedelta) -> str:
    seconds = round(length.total_seconds())
    text = f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
    return f"{text}:{seconds % 60:02}" if seconds % 60 else text
