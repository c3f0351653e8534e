"""Working days of the sample years, and what a calendar of one of them holds."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

HOLIDAYS = frozenset(
    {date(2018, 1, 1)}
    | {date(2018, 2, day) for day in range(15, 22)}
    | {date(2018, 4, day) for day in (5, 6, 7, 29, 30)}
    | {date(2018, 5, 1)}
    | {date(2018, 6, day) for day in (16, 17, 18)}
    | {date(2018, 9, day) for day in (22, 23, 24)}
    | {date(2018, 10, day) for day in range(1, 8)}
    | {date(2018, 12, day) for day in (30, 31)}
    | {date(2019, 1, 1)}
    | {date(2019, 2, day) for day in range(4, 11)}
    | {date(2019, 4, day) for day in (5, 6, 7)}
    | {date(2019, 5, day) for day in (1, 2, 3, 4)}
    | {date(2019, 6, day) for day in (7, 8, 9)}
    | {date(2019, 9, day) for day in (13, 14, 15)}
    | {date(2019, 10, day) for day in range(1, 8)}
    | {date(2020, 1, 1)}
    | {date(2020, 1, day) for day in range(24, 32)}
    | {date(2020, 2, day) for day in (1, 2)}
)
"""Public holidays; the weekend days worked instead are not used."""


def is_working_day(day: date) -> bool:
    """Tell whether an office writes anything on a day."""
    return day.weekday() < 5 and day not in HOLIDAYS


def working_days(first: date, last: date) -> list[date]:
    """Return the working days from one day to another, both included."""
    span = (last - first).days + 1
    return [day for day in (first + timedelta(days=n) for n in range(span)) if is_working_day(day)]


def some_day(rng: random.Random, first: date, last: date) -> date:
    """Return a working day within two dates."""
    return rng.choice(working_days(first, last))


def after(day: date, count: int) -> date:
    """Return the working day that lies ``count`` working days after a date."""
    return working_days(day + timedelta(days=1), day + timedelta(days=3 * count + 14))[count - 1]


def day_in_words(day: date) -> str:
    """Return a date as a sentence has it: 5月24日."""
    return f"{day.month}月{day.day}日"


@dataclass(frozen=True)
class Occasion:
    """Something that happened to many units on one day."""

    name: str
    day: date


def days(year: int, *month_and_day: tuple[int, int]) -> list[date]:
    """Return days of a year."""
    return [date(year, month, day) for month, day in month_and_day]


def events(names: Iterable[str], on: Iterable[date]) -> tuple[Occasion, ...]:
    """Return events by name, each on its day."""
    return tuple(Occasion(name, day) for name, day in zip(names, on, strict=True))


Span = tuple[date, date]
"""The first and the last day."""


@dataclass(frozen=True)
class Calendar:
    """What the offices did in the course of a year, and when."""

    year: int
    lists: tuple[Occasion, ...]
    """The county office's lists of faults, by the day on which an answer was due."""
    sessions: tuple[Occasion, ...]
    tasks: tuple[Occasion, ...]
    notices: Mapping[str, tuple[Occasion, ...]]
    """By level."""
    city_tests: tuple[Occasion, ...]
    conferences: tuple[Occasion, ...]
    consulted: Span
    """When documents that were drafted in public were issued."""
    looked: Span
    """When the agency looked."""
    reported: date
    """When the agency handed in its marks."""
    self_reviews: Span
    voted: Span
    approved: date
    published: date
