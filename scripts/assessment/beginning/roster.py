"""The units of a scheme, as it has them or as a list says."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from assessment.check.trial import faults_of
from assessment.dataset.scheme import Scheme
from assessment.dataset.unit import Unit
from assessment.edit.new_county import unit_files, units_of
from assessment.edit.next_groups import with_groups
from assessment.errors import FaultyDataError, RequestError
from assessment.findings import Finding
from assessment.folding import folded
from assessment.imports.opening import open_sheets
from assessment.imports.unit_sheet import UnitList, draft_groups, read_unit_list
from assessment.load.data_files import place_of
from assessment.load.scheme import scheme_of
from assessment.load.yaml_file import parse
from assessment.period import Period
from assessment.year.reading import read_units


@dataclass(frozen=True)
class Roster:
    """The units that a list gives a scheme."""

    listed: UnitList
    text: str
    """The scheme with their groups."""
    scheme: Scheme
    files: Mapping[str, str]
    """The files of units that had none."""
    units: Mapping[str, Unit]
    """All units of the scheme."""
    lost_group: Finding | None = None
    """What is wrong with the list where the scheme cannot do without a group that it does not have."""


def with_roster(data: Path, period: Period, path: str, text: str, roster: Path | None) -> Roster:
    """Return a scheme with the units of a list, or with its own where there is none.

    Raises:
        FaultyDataError: if the scheme or the list is at fault.
        RequestError: if a unit of the scheme has no file.
    """
    file = place_of(data, data / path).file
    scheme, units = _scheme(text, file), read_units(data, period)
    listed, files, lost_group = UnitList(), dict[str, str](), None
    if roster is not None:
        names = {folded(name): unit.id for unit in units.values() for name in _names(unit)}
        known = {name.removeprefix("县"): id for name, id in names.items()} | names
        listed = read_unit_list(open_sheets(roster), known)
        if listed.findings:
            raise FaultyDataError(listed.findings)
        lost_group = _lost_group(scheme, listed)
        text = with_groups(text, file, scheme.groups, draft_groups(listed.groups))
        files = unit_files(unit.fields for group in listed.groups for unit in group.units if unit.fields)
        scheme, units = _scheme(text, file), {**units, **units_of(files, period.year)}
    missing = [unit for group in scheme.groups for unit in group.units if unit not in units]
    if missing:
        raise RequestError(f"没有单位文件：{'、'.join(missing)}，请先补上，或用 --roster 写明名单")
    return Roster(listed, text, scheme, files, units, lost_group)


def _lost_group(scheme: Scheme, listed: UnitList) -> Finding | None:
    """Return what there is to say of a list without units of some group of a scheme; None where each has some."""
    there = {folded(group.name) for group in listed.groups}
    lost = [group.name for group in scheme.groups if folded(group.name) not in there]
    if not lost or listed.groups_at is None:
        return None
    names, known = "、".join(f"“{name}”" for name in lost), "、".join(group.name for group in scheme.groups)
    if listed.says_groups:
        message = f"名单里没有{names}这一组的单位，方案别处还要用到这一组"
        hint = f"请照方案写组别：{known}；确要改组的，先在方案里改"
    else:
        message = "名单没有“组别”一列，分不出各单位在方案的哪一组"
        hint = f"请加“组别”一列，照方案写 {known}"
    return Finding(listed.groups_at, "lost-group", message, hint)


def _names(unit: Unit) -> tuple[str, ...]:
    return tuple(name for name in (unit.name, unit.full_name, *unit.aliases) if name and name not in unit.plates)


def _scheme(text: str, file: str) -> Scheme:
    document, faults = parse(text, file)
    scheme, _, findings = (None, (), faults) if document is None else scheme_of(document)
    if scheme is None:
        raise FaultyDataError(findings)
    return scheme


def refuse_faults(
    data: Path,
    period: Period,
    files: Mapping[str, str],
    stale: Collection[str] = (),
    lost_group: Finding | None = None,
) -> None:
    """Refuse files with which a year would have errors that it has not without.

    Args:
        stale: files that go, whose faults do not count.
        lost_group: what is said of the list in place of all that the scheme lacks without a group.

    Raises:
        FaultyDataError: with the errors.
    """
    gone = {place_of(data, data / path).file for path in stale}
    faults = [fault for fault in faults_of(data, period, files, {}) if fault.place.file not in gone]
    if faults and lost_group is not None and any(fault.code == "unknown-group" for fault in faults):
        raise FaultyDataError([lost_group])
    if faults:
        raise FaultyDataError(faults)


def unit_changes(old: Scheme, whole: Roster) -> Iterator[str]:
    """Yield in words which units a scheme has that another has not, and the other way round."""
    yield from whole.listed.notes
    before, after = ({unit for group in scheme.groups for unit in group.units} for scheme in (old, whole.scheme))
    for what, units in (("新列入", after - before), ("不再列入", before - after)):
        if units:
            named = (whole.units[unit].name if unit in whole.units else unit for unit in sorted(units))
            yield f"考评对象{what} {len(units)} 个：{'、'.join(named)}"
    if before - after and after - before:
        yield "其中更名的不是新单位：请撤回这次改动，改原来的单位文件（原名写入 earlier），再来一次"
    known = {group.id for group in old.groups}
    for group in whole.scheme.groups:
        if group.id not in known:
            yield f"新的组“{group.name}”暂写作条款“{group.clause}”，请改成方案里列出它的条款"
