"""Asking at a terminal what a scheme consists of: its components, their marks, and how they get them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from assessment.commands.asking import ask
from assessment.edit.draft_part import DraftComponent, DraftKind, DraftPart, sum_by_group
from assessment.edit.layout import Flow
from assessment.errors import RequestError
from assessment.imports.scheme_sheet import drafted_leaf

_METHODS = {
    "1": "given",
    "2": "deductions",
    "3": "accrual",
    "4": "ballots",
    "5": "count",
    "6": "bonus",
}
_QUESTION = "怎样得分：1 由人给分，2 从满分扣分，3 从零累计加分，4 互相评议，5 按数量计分，6 满分之外另加分"
_ITEM = re.compile(r"(.+?)[:：(（]?(\d+(?:\.\d+)?)分?[)）]?")
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,6})?")


def ask_components(groups: Mapping[str, str]) -> list[DraftComponent]:
    """Return the components that somebody names, one after the other.

    Args:
        groups: names of the groups by id.

    Raises:
        RequestError: if nobody answers any more.
    """
    found: list[DraftComponent] = []
    while name := ask("下一个环节叫什么，没有了就直接回车" if found else "第一个环节叫什么，例如 日常检查", str):
        found.append(_component(name, groups))
    if not any(component.kind is DraftKind.BASE for component in found):
        raise RequestError("没有一个环节计入总分，没有建立任何文件")
    return found


def _component(name: str, groups: Mapping[str, str]) -> DraftComponent:
    how = ask(f"“{name}”{_QUESTION}", _method(groups))
    kind = DraftKind.BONUS if how == "bonus" else DraftKind.BASE
    most = ask(f"“{name}”满分多少分" if kind is DraftKind.BASE else f"“{name}”最多加多少分", _number)
    full = dict.fromkeys(_groups(name, groups), most)
    items = ask(f"“{name}”下面的指标和分值，例如 网站建设40、信息报送30；没有就直接回车", _items(most, how))
    if items:
        parts = tuple(_leaf(item, how, dict.fromkeys(full, worth), kind, groups) for item, worth in items)
        return DraftComponent(DraftPart(name, sum_by_group(parts), items=parts), kind)
    return DraftComponent(_leaf(name, how, full, kind, groups), kind)


def _leaf(name: str, how: str, full: Mapping[str, Decimal], kind: DraftKind, groups: Mapping[str, str]) -> DraftPart:
    most = max(full.values())
    match how:
        case "deductions":
            return DraftPart(name, full, method=how, rules=({"id": "扣分", "range": Flow([-most, 0]), "count": "once"},))
        case "accrual":
            rule = {"id": "加分", "range": Flow([0, most]), "count": "each"}
            return DraftPart(name, full, method=how, rules=(rule,), more=(("full", most),))
        case "ballots":
            raters = {id: Flow([other for other in groups if other != id]) for id in full}
            return DraftPart(name, full, method=how, more=(("raters", raters), ("averaging", "by-rater-unit")))
        case "count":
            line = [Flow({"number": 0, "mark": 0}), Flow({"number": 10, "mark": most})]
            return DraftPart(name, full, method=how, more=(("line", line),))
        case "bonus":
            return drafted_leaf(name, "", full, kind)
        case _:
            return DraftPart(name, full)


def _groups(name: str, groups: Mapping[str, str]) -> Sequence[str]:
    if len(groups) == 1:
        return [*groups]
    by_name = {called: id for id, called in groups.items()}

    def read(line: str) -> Sequence[str]:
        named = [one for one in re.split("[、,，]", line) if one]
        unknown = [one for one in named if one not in by_name]
        if unknown:
            raise RequestError(f"没有“{'、'.join(unknown)}”组，可填：{'、'.join(by_name)}")
        return [by_name[one] for one in named] or [*groups]

    return ask(f"“{name}”适用哪些组（{'、'.join(by_name)}），各组都适用就直接回车", read)


def _method(groups: Mapping[str, str]) -> Callable[[str], str]:
    def read(line: str) -> str:
        if line not in _METHODS:
            raise RequestError(f"请填 1 到 {len(_METHODS)}")
        if _METHODS[line] == "ballots" and len(groups) == 1:
            raise RequestError("只有一组，不能互相评议，请另选一种")
        return _METHODS[line]

    return read


def _number(line: str) -> Decimal:
    if not _NUMBER.fullmatch(line) or not Decimal(line):
        raise RequestError(f"应为大于 0 的数，例如 40，不能是“{line}”")
    return Decimal(line)


def _items(most: Decimal, how: str) -> Callable[[str], list[tuple[str, Decimal]]]:
    def read(line: str) -> list[tuple[str, Decimal]]:
        found = [*_pairs(line)]
        total = sum((worth for _, worth in found), Decimal(0))
        if found and how != "bonus" and total != most:
            raise RequestError(f"各项合计 {total:f} 分，应为 {most:f} 分")
        return found

    return read


def _pairs(line: str) -> Iterator[tuple[str, Decimal]]:
    for part in filter(None, re.split("[、,，;；]", line)):
        found = _ITEM.fullmatch(part.strip())
        if found is None or not Decimal(found[2]):
            raise RequestError(f"“{part}”没有写分值，例如 网站建设40")
        yield found[1].strip(), Decimal(found[2])
