"""Which units a year that has begun assesses: one comes, moves to another group, goes, or is merged into another."""

from collections.abc import Mapping

from assessment.beginning.begun_year import record_files, refuse_fixed
from assessment.dataset.scheme import Group, UnitKind
from assessment.dataset.unit import Unit
from assessment.edit.new_county import unit_files, units_of
from assessment.edit.splice import EntryStep, Keys, append, take_out_value
from assessment.errors import FaultyDataError, RequestError
from assessment.load.data_files import place_of
from assessment.year.files import scheme_path
from assessment.year.with_texts import with_scheme
from assessment.year.year import Year


def with_new_unit(year: Year, fields: Mapping[str, object], group: str) -> Mapping[str, str]:
    """Return the files with which a new unit is assessed in a group: its own, its empty record, and the scheme.

    Args:
        fields: what its file says.

    Raises:
        RequestError: if there is such a unit, or the year takes none any more.
        FaultyDataError: if the scheme would be at fault.
    """
    refuse_fixed(year)
    files = unit_files([fields])
    there = next((path for path in files if (year.data / path).exists()), None)
    if there is not None:
        raise RequestError(f"已有编号为“{fields['id']}”的单位（{there}），请另写一个编号")
    added = units_of(files, year.period.year)
    return {**files, **_with_groups(year, str(fields["id"]), group, added)}


def with_unit_in(year: Year, unit: str, group: str) -> Mapping[str, str]:
    """Return the files with which a unit is assessed in another group, or in one at all; in none for an empty group.

    Files that go have empty texts.

    Raises:
        RequestError: if the year takes or lets go none any more, something is recorded of one that goes, or a group or
            a kind would be left without units.
        FaultyDataError: if the scheme would be at fault.
    """
    if not group or year.whole.scheme.group_of(unit) is None:
        refuse_fixed(year)
    return _with_groups(year, unit, group, {})


def _with_groups(year: Year, unit: str, group: str, added: Mapping[str, Unit]) -> Mapping[str, str]:
    whole, path = year.whole, scheme_path(year.period, year.documents.get(f"years/{year.period}.yaml"))
    text, file = (year.data / path).read_bytes().decode("utf-8"), place_of(year.data, year.data / path).file
    before = whole.scheme.group_of(unit)
    if before is not None and before.id != group:
        _refuse_last(before, unit, file)
        text = take_out_value(text, file, _units_of("groups", before.id), unit)
    if group and (before is None or before.id != group):
        text = append(text, file, _units_of("groups", group), [unit])
    for kind in whole.scheme.kinds if not group else ():
        if unit in kind.units:
            _refuse_last(kind, unit, file)
            text = take_out_value(text, file, _units_of("kinds", kind.id), unit)
    now = with_scheme(year, text)
    if now.readable is None:
        raise FaultyDataError([one for one in now.findings if one.place.file == file])
    records = record_files(year, now.readable.scheme, {**whole.units, **added})
    return {path: text, **records.new, **dict.fromkeys(records.stale, "")}


def _refuse_last(of: Group | UnitKind, unit: str, file: str) -> None:
    if of.units == (unit,):
        how = f"请先列入别的单位，或者在 {file} 里删去“{of.name}”"
        raise RequestError(f"“{of.name}”只有这一个单位，不能空着；{how}。没有改动任何文件")


def _units_of(listed: str, id: str) -> Keys:
    return (listed, EntryStep("id", id), "units")
