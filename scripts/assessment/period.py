"""A year of assessment, or a round of one (季度, 月度, 半年): one parser, one order, one way to write and to name it."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

_ROUNDS = {"q": 3, "m": 1, "h": 6}
"""How many months a round has, by the letter of its kind."""

_ROUND = r"q[1-4]|m(?:0[1-9]|1[0-2])|h[12]"

FORM = rf"[0-9]{{4}}(?:-(?:{_ROUND}))?"
"""How a period is written in files, in their names, in addresses, on command lines: 2023, 2023-q2, 2023-m04, 2023-h1."""

HOW = "年度写四位数字，例如 2023；季度、月度、半年写作 2023-q2、2023-m04、2023-h1"

_PARTS = re.compile(rf"(?P<year>[0-9]{{4}})(?:-(?P<round>{_ROUND}))?")

_QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")
_HALVES = ("上半年", "下半年")


@total_ordering
@dataclass(frozen=True)
class Period:
    """A year of assessment, or a round of one.

    Periods are in the order in which they end; of those that end together the longer one comes later, so that a
    quarter is earlier than the half-year and the year that may be made of it.
    """

    year: int
    """The calendar year."""
    round: str = ""
    """Such as ``q2``, ``m04`` or ``h1``; empty for the whole year."""

    def __str__(self) -> str:
        return f"{self.year}-{self.round}" if self.round else f"{self.year}"

    def __lt__(self, other: "Period") -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[int, int, int]:
        return self.year, self._last_month, self._months

    @property
    def _months(self) -> int:
        return _ROUNDS[self.round[0]] if self.round else 12

    @property
    def _last_month(self) -> int:
        return self._months * self.number if self.round else 12

    @property
    def number(self) -> int:
        """Which round of its kind it is, from 1; 0 for the whole year."""
        return int(self.round[1:]) if self.round else 0

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self._last_month - self._months + 1, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return date(self.year, self._last_month, monthrange(self.year, self._last_month)[1])

    @property
    def is_round(self) -> bool:
        """Whether it is a round of a year."""
        return bool(self.round)

    @property
    def written(self) -> int | str:
        """The value as it stands in files: a number for a year, a text for a round."""
        return str(self) if self.round else self.year

    @property
    def name(self) -> str:
        """The name as pages have it: ``2019年``, ``2023年第二季度``."""
        return f"{self.year}年{self.round_name}"

    @property
    def spaced(self) -> str:
        """The name as messages have it: ``2019 年``, ``2023 年第二季度``."""
        return f"{self.year} 年{self.round_name}"

    @property
    def title(self) -> str:
        """The name as titles of documents have it: ``2019年度``, ``2023年第二季度``."""
        return self.name if self.round else f"{self.year}年度"

    @property
    def this(self) -> str:
        """What texts about the period itself call it."""
        return "本期" if self.round else "本年度"

    @property
    def round_name(self) -> str:
        """The name of the round; empty for the whole year."""
        match self.round[:1]:
            case "q":
                return _QUARTERS[self.number - 1]
            case "m":
                return f"{self.number}月"
            case "h":
                return _HALVES[self.number - 1]
            case _:
                return ""


def period_of(text: object) -> Period | None:
    """Return the period that a value of a file, or a name, stands for; None where it stands for none."""
    found = _PARTS.fullmatch(str(text))
    return None if found is None else Period(int(found["year"]), found["round"] or "")


def written_period(text: str) -> Period:
    """Return the period that is written on the command line.

    Raises:
        ValueError: if none is.
    """
    period = period_of(text)
    if period is None:
        raise ValueError(text)
    return period


def spaced_list(periods: Iterable[Period]) -> str:
    """Return the names of several, as messages have them: ``2018、2019 年``, ``2023 年第一季度、2023 年``."""
    listed = [*periods]
    if any(period.is_round for period in listed):
        return "、".join(period.spaced for period in listed)
    return f"{'、'.join(map(str, listed))} 年"
