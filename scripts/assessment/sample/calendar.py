"""Working days of the sample year, and what the offices above the units did on them."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

HOLIDAYS = frozenset(
    {date(2019, 1, 1)}
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


def spoken(day: date) -> str:
    """Return a date as a sentence has it: 5月24日."""
    return f"{day.month}月{day.day}日"


@dataclass(frozen=True)
class Event:
    """Something that happened to many units on one day."""

    name: str
    day: date


def _days(*month_and_day: tuple[int, int]) -> list[date]:
    return [date(2019, month, day) for month, day in month_and_day]


def _events(names: Iterable[str], days: Iterable[date]) -> tuple[Event, ...]:
    return tuple(Event(name, day) for name, day in zip(names, days, strict=True))


LISTS = _events(
    (f"2019年{month}月问题清单" for month in range(1, 13)),
    _days((1, 18), (2, 22), (3, 22), (4, 19), (5, 24), (6, 21), (7, 19), (8, 23), (9, 20), (10, 25), (11, 22), (12, 20)),
)
"""The county office's monthly lists of faults, by the day on which an answer was due."""

SESSIONS = _events(
    (
        "2018年度第三方评估问题整改集中办公",
        "上半年政务公开自查整改集中办公",
        "市对县测评迎检集中办公",
        "政府网站栏目规范集中办公",
        "年度测评问题整改集中办公",
    ),
    _days((3, 13), (6, 12), (9, 18), (11, 13), (12, 4)),
)

TASKS = _events(
    (
        "一季度“重点领域”栏目内容更新保障",
        "二季度“重点领域”栏目内容更新保障",
        "县政府网站在线访谈",
        "三季度“重点领域”栏目内容更新保障",
        "新闻发布会材料报送",
        "社会关切问题限时回应",
    ),
    _days((4, 10), (7, 3), (8, 15), (10, 10), (10, 24), (11, 18)),
)

NOTICES = {
    "国家": _events(
        ("2019年第二季度全国政府网站和政务新媒体抽查", "2019年第三季度全国政府网站和政务新媒体抽查"),
        _days((7, 23), (10, 22)),
    ),
    "省": _events(
        (f"2019年第{quarter}季度全省政府网站抽查" for quarter in "一二三四"),
        _days((4, 16), (7, 17), (10, 16), (12, 18)),
    ),
    "市": _events(
        (f"2019年第{number}期全市政府网站和政务新媒体巡查" for number in range(1, 7)),
        _days((3, 6), (5, 15), (7, 10), (9, 11), (11, 6), (12, 11)),
    ),
}

CITY_TESTS = _events(("2019年上半年市对县政务公开测评", "2019年度市对县政务公开测评"), _days((7, 5), (12, 13)))

CONFERENCES = _events(
    ("第一场", "第二场", "第三场", "第四场"),
    _days((4, 25), (6, 20), (9, 26), (11, 28)),
)
