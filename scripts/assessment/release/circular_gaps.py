"""What the head of a circular lacks when it is made: who it goes to and its number, which only the office can give."""

from collections.abc import Iterable, Iterator

from assessment.dataset.county import County
from assessment.findings import Finding, Severity
from assessment.period import Period
from assessment.place import Place


def find_circular_gaps(county: County, years: Iterable[Period]) -> Iterator[Finding]:
    """Find what the circulars of some years are made without, newest year first; they are made all the same."""
    head = county.circular
    latest_first = sorted(years, reverse=True)
    if latest_first and not head.to:
        message = "通报没有主送机关，已照没有的生成"
        yield _gap(head.origin.of("to"), message, "请在 circular 的 to 填写")
    for year in latest_first:
        if not head.numbers.get(year):
            message = f"{year.spaced}的通报没有文号，已照没有的生成"
            yield _gap(head.origin.of("numbers"), message, f"编了文号，在 circular 的 numbers 写一行 {year}: 文号")


def _gap(place: Place, message: str, hint: str) -> Finding:
    return Finding(place, "circular-gap", message, hint, Severity.WARNING)
