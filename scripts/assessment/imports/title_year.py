"""Of which year a sheet is, as its titles say."""

import re
from collections.abc import Iterable

from assessment.folding import folded
from assessment.numerals import with_figures

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?!\d+月)")
"""A year that is not part of a day, on which a sheet may have been made."""


def title_of_another_year(titles: Iterable[str], year: int) -> str | None:
    """Return the first title that names a year, where titles name years and none of them is this one; else None."""
    named = {title: _YEAR.findall(with_figures(folded(title))) for title in titles}
    telling = [title for title, years in named.items() if years]
    return None if any(str(year) in years for years in named.values()) else next(iter(telling), None)
