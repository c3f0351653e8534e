"""How dates are written in data files, and what is said of one that is written another way."""

import re
import unicodedata
from datetime import date

FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
EXAMPLE = "日期写作 2019-05-12"

_OTHER_FORMS = (
    re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?"),
    re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"),
)


def is_day(text: str) -> bool:
    """Tell whether a text written as a date names a day that there is."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def how_to_write(text: str) -> str:
    """Return how to write what a text seems to mean."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    for form in _OTHER_FORMS:
        if found := form.fullmatch(plain):
            meant = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
            return f"请写作 {meant}" if is_day(meant) else EXAMPLE
    return EXAMPLE
