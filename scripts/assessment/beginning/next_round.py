"""The next round of a year, with the scheme and the units of the round before."""

from pathlib import Path

from assessment.beginning.beginning import Beginning
from assessment.check.trial import faults_of
from assessment.dataset.part import Window
from assessment.edit.empty import empty_files
from assessment.edit.next_scheme import next_scheme
from assessment.errors import FaultyDataError, RequestError
from assessment.load.checked_file import check_text
from assessment.load.data_files import place_of, years
from assessment.load.scheme import scheme_of
from assessment.load.yaml_file import Document, parse
from assessment.period import Period
from assessment.year.reading import read_units, read_year


def refuse_far_year(new: Period) -> None:
    """Refuse a year that no file may be of.

    Raises:
        RequestError: saying which years may be.
    """
    if not 2000 <= new.year <= 2999:
        raise RequestError(f"年度应为四位数字，例如 2020，不能是 {new}")


def next_round(data: Path, new: Period, old: Period | None, scheme: str) -> Beginning:
    """Return the files of a round without marks.

    A scheme that is named after the round before is that round's own, and is copied; any other one is shared by the
    rounds of its year, and copied for those of the next.

    Args:
        old: the round before; None for the newest one of the same kind.
        scheme: the scheme to use; empty for that of the round before.

    Raises:
        RequestError: if there is no round before and no scheme is named, or files of the round are there.
        FaultyDataError: if the round before, or the new one, has faults.
    """
    refuse_far_year(new)
    before = _round_before(data, new, old)
    if before is None and not scheme:
        raise RequestError(f"{new.spaced}以前没有同类的一轮，请用 --scheme 写明用 {data / 'schemes'}/ 里的哪个方案")
    files: dict[str, str] = {}
    if not scheme and before is not None:
        scheme, files = _scheme_after(data, new, before)
    text = files.get(f"schemes/{scheme}.yaml") or _text(data, scheme)
    file = place_of(data, data / "schemes" / f"{scheme}.yaml").file
    document, faults = parse(text, file)
    if document is None or faults:
        raise FaultyDataError([*check_text(text, file, "scheme").findings])
    files |= _empty(data, new, before, document)
    there = next((path for path in files if (data / path).exists()), None)
    if there is not None:
        raise RequestError(f"已有 {data / there}，没有改动任何文件")
    wrong = faults_of(data, new, files, {})
    if wrong:
        raise FaultyDataError(wrong)
    return Beginning(files, before, scheme)


def _round_before(data: Path, new: Period, old: Period | None) -> Period | None:
    known = years(data)
    if not known:
        raise RequestError(f"{data}/years/ 里没有年度文件，请核对 --data")
    if old is None:
        return next((one for one in known if one < new and one.round[:1] == new.round[:1]), None)
    if old not in known or not old.is_round or not old < new:
        listed = "、".join(str(one) for one in known if one.is_round and one < new) or "没有"
        raise RequestError(f"--from 要写 {new.spaced}以前的一轮，不能是 {old}；现有：{listed}")
    return old


def _scheme_after(data: Path, new: Period, before: Period) -> tuple[str, dict[str, str]]:
    """Return the id of the scheme for a round, and its file where it is a copy."""
    year = read_year(data, before)
    if year.readable is None:
        raise FaultyDataError([*year.findings])
    old = year.whole.scheme.id
    if old != str(before) and before.year == new.year:
        return old, {}
    renamed = old.replace(str(before.year), str(new.year))
    scheme = str(new) if old == str(before) or renamed == old else renamed
    if (data / "schemes" / f"{scheme}.yaml").is_file():
        return scheme, {}
    path = f"schemes/{scheme}.yaml"
    months = 12 * (new.year - before.year) + new.first.month - before.first.month
    shift = months if old == str(before) else 12 * (new.year - before.year)
    return scheme, {path: next_scheme(_text(data, old), place_of(data, data / path).file, scheme, new.year, shift)}


def _text(data: Path, scheme: str) -> str:
    path = data / "schemes" / f"{scheme}.yaml"
    if not path.is_file():
        known = "、".join(sorted(one.stem for one in (data / "schemes").glob("*.yaml")))
        raise RequestError(f"没有方案 {path}，现有：{known}")
    return path.read_bytes().decode("utf-8-sig")


def _empty(data: Path, new: Period, before: Period | None, document: Document) -> dict[str, str]:
    scheme, _, faults = scheme_of(document, Window(new.first, new.last))
    if scheme is None:
        raise FaultyDataError(faults)
    units = read_units(data, new)
    missing = [unit for group in scheme.groups for unit in group.units if unit not in units]
    if missing:
        raise RequestError(f"没有单位文件：{'、'.join(missing)}，请先补上")
    fields = {"name": new.round_name, **({"after": str(before)} if before is not None else {})}
    return empty_files(new, scheme, units, fields)
