"""What an import says of its faults: one line a cause, kinds first where there are many, and what could be left out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assessment.findings import Finding, Format, findings_text, in_order
from assessment.imports.question import Question
from assessment.place import Place

MANY = 20
"""Lines beyond which the kinds are summed up first, and faults of one kind beyond which places alone are listed."""


_OF_SHEET = re.compile("表“([^”]*)”(.*)", re.DOTALL)
_OF_COLUMN = ("shown-otherwise", "hidden-value")
"""Faults whose cause is the format of a column, whatever its cells hold."""
_FEW = 3
"""Of how many units, or sheets, what is the same is said of each by itself."""


def changes_text(words: Iterable[str]) -> str:
    """Return what changes, a line each; what is the same of many units in one line."""
    alike: dict[str, list[str]] = {}
    for word in words:
        unit, _, what = word.partition("：")
        alike.setdefault(what, []).append(unit)
    lines: dict[str, None] = {}
    for word in words:
        unit, _, what = word.partition("：")
        lines[f"{_named(alike[what], '个单位')}：{what}" if len(alike[what]) > _FEW else word] = None
    return "".join(f"{line}\n" for line in lines)


def notes_text(notes: Iterable[str]) -> str:
    """Return notes, a line each; what is the same of many sheets in one line."""
    alike: dict[str, list[str]] = {}
    for note in dict.fromkeys(notes):
        of_sheet = _OF_SHEET.fullmatch(note)
        sheet, what = (of_sheet[1], of_sheet[2]) if of_sheet else ("", note)
        alike.setdefault(what, []).append(sheet)
    lines: list[str] = []
    for what, sheets in alike.items():
        several = [f"表“{sheets[0]}”等 {len(sheets)} 张表{what}"] if len(sheets) > _FEW else []
        lines += several or [f"表“{sheet}”{what}" if sheet else what for sheet in sheets]
    return "".join(f"注意：{line}\n" for line in lines)


def _named(units: Sequence[str], counted: str) -> str:
    return f"{'、'.join(units)}（{len(units)} {counted}）"


def causes(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with those that say the same of several cells of a sheet as one, which lists the places."""
    alike: dict[tuple[str, str, str | int, str], list[Finding]] = {}
    for finding in in_order({_plain(finding) for finding in findings}):
        what = finding.place.column if finding.code in _OF_COLUMN else finding.message
        alike.setdefault((finding.place.file, finding.code, what, finding.hint), []).append(finding)
    return [_together(listed) for listed in alike.values()]


def report(findings: Sequence[Finding]) -> str:
    """Return the lines for findings that are causes already."""
    lines = findings_text(_most_telling(findings), Format.TEXT)
    if len(findings) <= MANY:
        return lines
    kinds: dict[str, list[Finding]] = {}
    for finding in in_order(findings):
        kinds.setdefault(finding.code, []).append(finding)
    ordered = sorted(kinds.values(), key=len, reverse=True)
    summed = "".join(f"  {len(listed)} 处 {listed[0].code}，例如：{listed[0].message}\n" for listed in ordered)
    return f"共 {len(findings)} 处，{len(kinds)} 种：\n{summed}{lines}"


def mapping_hint(findings: Iterable[Finding]) -> str:
    """Return how to answer several questions at once; empty where there are not several."""
    words = {finding.word for finding in findings if isinstance(finding, Question) and finding.word}
    if len(words) < 2:
        return ""
    return f"有 {len(words)} 个写法没有认出：加 --mapping 对照.yaml 写出对照表，核对后再用同一个命令导入，以后不用再写\n"


def _most_telling(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield findings, and of a kind that a sheet has very many of the rest as places."""
    kinds: dict[tuple[str, str], list[Finding]] = {}
    for finding in in_order(findings):
        kinds.setdefault((finding.place.file, finding.code), []).append(finding)
    for listed in kinds.values():
        yield from listed[:MANY]
        if rest := listed[MANY:]:
            yield replace(rest[0], message=f"同类的还有 {len(rest)} 处：{_places(rest)}", hint="")


def _together(listed: Sequence[Finding]) -> Finding:
    first, *others = listed
    if not others:
        return first
    return replace(first, message=f"{first.message}，同样的还有 {len(others)} 处：{_places(others)}")


def _places(listed: Sequence[Finding]) -> str:
    places = [_brief(finding.place) for finding in listed]
    return "、".join(places[:MANY]) + (f"……到{places[-1]}" if len(places) > MANY else "")


def _brief(place: Place) -> str:
    return str(place).removeprefix(place.file).strip(" :") or str(place)


def _plain(finding: Finding) -> Finding:
    return Finding(finding.place, finding.code, finding.message, finding.hint, finding.severity)
