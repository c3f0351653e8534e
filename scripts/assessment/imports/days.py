"""Days as offices write them: with times, in Chinese words, as a spreadsheet's own count of days, without the year."""

import re
from datetime import date, timedelta
from decimal import Decimal

from assessment.numerals import HALF_WIDTH, with_figures

_TIME = (
    r"(?:[ t]*(?:[(（]?(?:星期|周)[一二三四五六日天\d][)）]?)?[ ]*(?:[上下]午|晚上?|凌晨|am|pm)?[ ]*"
    r"(?:\d{1,2}[:时点]\d{0,2}[:分]?(?:\d{1,2}(?:\.\d+)?)?秒?)?z?[ ]*(?:[上下]午|am|pm)?)"
)
_DAY = re.compile(rf"(?:(\d{{4}}|\d{{2}}(?=年))[-/.年])?(\d{{1,2}})[-/.月](\d{{1,2}})\s*[日号]?{_TIME}", re.ASCII)
_COMPACT = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}}){_TIME}", re.ASCII)
_AROUND_SIGNS = re.compile(r"(?<!\s)\s*+([-/.年月])\s*+")
_SERIALS = range(36_526, 73_051)
"""Days of 2000 to 2099 as a spreadsheet counts them."""
_FIRST = date(1899, 12, 30)
"""The day 0 of a spreadsheet, which takes 1900 for a leap year."""


def day_of_text(text: str, year: int | None = None) -> date | None:
    """Return the day that a text says, or None.

    Args:
        text: in any width.
        year: the year of a day that is written without one, such as ``7月3日``; None where no year goes without saying.
    """
    plain = with_figures(text.translate(HALF_WIDTH).strip().casefold())
    found = _DAY.fullmatch(_AROUND_SIGNS.sub(r"\1", plain)) or _COMPACT.fullmatch(plain)
    if found is None or (found[1] is None and (year is None or "月" not in plain)):
        return None
    written = year if found[1] is None else int(found[1])
    assert written is not None
    try:
        return date(written + (2000 if written < 100 else 0), int(found[2]), int(found[3]))
    except ValueError:
        return None


def day_of_serial(number: Decimal) -> date | None:
    """Return the day that a spreadsheet counts so, whatever part of the day is over; None for another number."""
    return _FIRST + timedelta(days=int(number)) if int(number) in _SERIALS else None
