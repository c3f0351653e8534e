"""A year that has begun, when its scheme lists other units: their records come and go with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessment.dataset.scheme import Scheme
from assessment.dataset.unit import Unit
from assessment.dataset.year import Provenance
from assessment.edit.empty import empty_record_text
from assessment.errors import RequestError
from assessment.year.year import Year

_HEAD = frozenset(("unit", "year", "provenance"))
"""What a record says before anything is recorded."""


@dataclass(frozen=True)
class RecordFiles:
    """The records that come and go; nothing of it is written yet."""

    new: Mapping[str, str]
    """Empty records by path below the data folder."""
    stale: tuple[str, ...]
    """Empty records of units that are not listed any more."""


def record_files(year: Year, scheme: Scheme, units: Mapping[str, Unit]) -> RecordFiles:
    """Return the records that come and go when a year has another scheme.

    Args:
        year: as it stands, with a scheme that can be read.
        scheme: the other one.
        units: all that it lists.

    Raises:
        RequestError: if something is recorded of a unit that it does not list any more.
    """
    listed = [unit for group in scheme.groups for unit in group.units]
    records = {f"scores/{year.period}/{unit}.yaml": unit for unit in listed}
    new = {
        path: empty_record_text(year.period, scheme, units[unit])
        for path, unit in records.items()
        if path not in year.documents
    }
    return RecordFiles(new, tuple(_not_listed(year, scheme)))


def refuse_fixed(year: Year) -> None:
    """Refuse to change which units a year assesses that is approved or a sample.

    Raises:
        RequestError: saying so.
    """
    whole = year.whole
    if whole.year.stage.is_approved or whole.year.provenance is Provenance.SAMPLE:
        why = "已审定" if whole.year.stage.is_approved else "是示例数据"
        raise RequestError(f"{year.period.spaced}{why}，不能再增减考评对象，没有改动任何文件")


def _not_listed(year: Year, scheme: Scheme) -> Iterator[str]:
    for unit in (unit for group in year.whole.scheme.groups for unit in group.units if scheme.group_of(unit) is None):
        path = f"scores/{year.period}/{unit}.yaml"
        record = year.documents.get(path)
        if path in year.documents and (record is None or not isinstance(record.data, dict) or record.data.keys() - _HEAD):
            why = f"名单里没有“{year.whole.units[unit].name}”，它已有记录 {path}"
            raise RequestError(f"{why}；确实不再考评的，请先移走这个文件")
        if path in year.documents:
            yield path
