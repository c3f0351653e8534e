"""The one place that asks what time it is."""

from datetime import date, datetime


def now() -> datetime:
    """Return the time as the clock on the wall shows it, with its zone."""
    return datetime.now().astimezone()


def today() -> date:
    """Return the day as the calendar on the wall shows it."""
    return now().date()
