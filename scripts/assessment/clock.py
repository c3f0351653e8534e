"""The one place that asks what day it is."""

from datetime import date, datetime


def today() -> date:
    """Return the day as the calendar on the wall shows it."""
    return datetime.now().astimezone().date()
