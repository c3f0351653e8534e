"""The next year, with the scheme and the units of the last, and what is still to be decided."""

from collections.abc import Iterator
from pathlib import Path

from assessment.beginning.beginning import Beginning, OpenDecision
from assessment.beginning.next_round import refuse_far_year
from assessment.beginning.roster import refuse_faults, unit_changes, with_roster
from assessment.dataset.scheme import Scheme
from assessment.edit.empty import empty_files
from assessment.edit.next_scheme import next_scheme
from assessment.errors import FaultyDataError, RequestError
from assessment.load.data_files import place_of, years
from assessment.period import Period
from assessment.year.reading import read_year


def next_year(data: Path, new: Period, old: Period | None, roster: Path | None) -> Beginning:
    """Return the files of a new year.

    Args:
        old: the year that it is like; None for the newest before it.
        roster: a list of its units; None for those of the year before.

    Raises:
        RequestError: if there is no year before, or files of the year are there.
        FaultyDataError: if the year before, the list or the new year has faults.
    """
    old = _year_before(data, new, old)
    _refuse_existing(data, new)
    year = read_year(data, old)
    if year.readable is None or year.gaps.units:
        raise FaultyDataError([*year.findings])
    source = data / "schemes" / f"{year.whole.year.scheme}.yaml"
    path = f"schemes/{new}.yaml"
    text = next_scheme(
        source.read_bytes().decode("utf-8-sig"),
        place_of(data, data / path).file,
        str(new),
        new.year,
        12 * (new.year - year.whole.scheme.year),
    )
    whole = with_roster(data, new, path, text, roster)
    files = {path: whole.text, **whole.files, **empty_files(new, whole.scheme, whole.units)}
    refuse_faults(data, new, files, lost_group=whole.lost_group)
    to_decide = tuple(_to_decide(whole.scheme, year.whole.scheme, data))
    return Beginning(files, old, whole.scheme.id, (*unit_changes(year.whole.scheme, whole),), to_decide)


def _year_before(data: Path, new: Period, old: Period | None) -> Period:
    refuse_far_year(new)
    known = years(data)
    if not known:
        raise RequestError(f"{data}/years/ 里没有年度文件，请核对 --data")
    if old is not None:
        if old not in known:
            raise RequestError(f"没有 {old.spaced}的年度文件，现有：{'、'.join(str(one) for one in known)}")
        return old
    before = [year for year in known if year < new and not year.is_round]
    if not before:
        raise RequestError(f"没有 {new.spaced}以前的年度，请用 --from 写明复制哪一年的方案")
    return before[0]


def _refuse_existing(data: Path, new: Period) -> None:
    for path in (data / "years" / f"{new}.yaml", data / "schemes" / f"{new}.yaml", data / "scores" / str(new)):
        if path.is_file() or (path.is_dir() and any(path.iterdir())):
            raise RequestError(f"已有 {path}，没有改动任何文件")


def _to_decide(scheme: Scheme, last: Scheme, data: Path) -> Iterator[OpenDecision]:
    at, year_file = data / "schemes" / f"{scheme.year}.yaml", data / "years" / f"{scheme.year}.yaml"
    documents = f"文件：标题、印发日期、原文。现照 {last.year} 年"
    yield OpenDecision(documents, f"，见 {at}（title、issued、source、clauses）")
    windows = (f"{one.name}：{one.window.first} 至 {one.window.last}" for one in scheme.components)
    yield OpenDecision("测评时间，现按上年顺延", parts=tuple(windows))
    groups = "、".join(f"{group.name} {len(group.units)} 个" for group in scheme.groups)
    yield OpenDecision(f"考评对象：现有{groups}", f"；单位新设、更名、撤并的，改 groups 和 {data / 'units'}/")
    chosen = tuple(f"{one.question}　{one.chosen.text}" for one in scheme.readings if len(one.options) > 1)
    kept = "有其他选择的现沿用" if chosen else "都没有其他选择"
    yield OpenDecision(f"解读共 {len(scheme.readings)} 条，{kept}", parts=chosen)
    yield OpenDecision("由外部评定成绩的，由谁给出", f"（agency），写在 {year_file}")
    for item in (item for _, item in scheme.items() if item.eligible_listed):
        yield OpenDecision(f"“{item.name}”（{item.clause}）适用于哪些单位，现为空", f"，写在 {year_file} 的 eligible")
    if scheme.conversion_full is None:
        yield OpenDecision("计入绩效考核怎样折算，现按总分原样", "（conversion_full）")
