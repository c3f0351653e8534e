"""The one place that asks what day it is."""

from datetime import date, datetime, timedelta, timezone

_FARTHEST_EAST = timezone(timedelta(hours=14))


def day_here() -> date:
    """Return the day as the calendar on the wall shows it."""
    return datetime.now().astimezone().date()


def newest_day() -> date:
    """Return the newest day that anybody on earth writes now; what is dated later lies in the future everywhere.

    A machine elsewhere, such as one that checks pull requests, may still have the day before the office's.
    """
    return datetime.now(_FARTHEST_EAST).date()
