"""The year that an address is about."""

from pathlib import Path

from werkzeug.exceptions import NotFound

from assessment.load.data_files import years
from assessment.period import Period, period_of


def find_period(data: Path, text: str) -> Period:
    """Return the year or round of an address.

    Raises:
        NotFound: if there is none of that name.
    """
    period = period_of(text)
    if period is None or period not in years(data):
        raise NotFound
    return period
