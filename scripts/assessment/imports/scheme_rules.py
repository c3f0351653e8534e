"""From the words of a clause to the rules that they most likely mean, for an office to go over."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assessment.edit.layout import Flow
from assessment.numerals import HALF_WIDTH

_SENTENCE = re.compile(r"[。；;\n]+")
_N = r"(\d+(?:\.\d+)?)"
_STEP = re.compile(rf"(?P<sign>扣减?|减|加|奖励?|记|得|计){_N}(?:[-—~至到]{_N})?分(?P<more>(?:、\d+(?:\.\d+)?分)*)")
_LIMIT = re.compile(rf"(?:扣完|扣至|最[多高]|累计|总计|合计|不超过|以|上限)[^,，。；]{{0,6}}?{_N}分")
_EACH = re.compile("每|逐|凡|[一1][次处条个件篇项天]")
_GOVERNMENTS = "国家、中央、省、市、县、区、乡、镇"
_LEVEL = f"(?:{_GOVERNMENTS.replace('、', '|')})级?"
_LEVELS = re.compile(f"{_LEVEL}(?:[、和及]{_LEVEL})+")
_TAIL = re.compile(r"(?:[,，、:：的]|每[^,，]{0,6}|各|分别|应|予以|给予|一次|累计)+$")
_MOST_NAME = 16
_TAKES = ("扣", "扣减", "减")


@dataclass(frozen=True)
class ReadRules:
    """What words say of how marks are lost or won."""

    deductions: tuple[Mapping[str, object], ...]
    """Rules that take marks."""
    awards: tuple[Mapping[str, object], ...]
    """Rules that give marks."""


def rules_in(text: str, full: Decimal) -> ReadRules:
    """Return the rules that words say, each as a scheme writes it; none of a sentence whose sense is not plain.

    Args:
        full: the full marks of the item, beyond which no limit makes sense.
    """
    deductions: list[Mapping[str, object]] = []
    awards: list[Mapping[str, object]] = []
    for sentence in filter(None, _SENTENCE.split(text.translate(HALF_WIDTH).replace("，", ","))):
        for takes, rule in _rules(sentence.strip(), full):
            names = {str(other["id"]) for other in (*deductions, *awards)}
            id = _free(str(rule["id"]), names)
            (deductions if takes else awards).append({**rule, "id": id})
    return ReadRules(tuple(deductions), tuple(awards))


def _rules(sentence: str, full: Decimal) -> Iterator[tuple[bool, dict[str, object]]]:
    steps = [step for step in _STEP.finditer(sentence) if not _is_limit(sentence, step.start())]
    limit = next((Decimal(found[1]) for found in _LIMIT.finditer(sentence)), None)
    reached = 0
    for step in steps:
        takes = step["sign"] in _TAKES
        numbers = [Decimal(step[2]), *(Decimal(number) for number in re.findall(r"\d+(?:\.\d+)?", step["more"]))]
        before = sentence[reached : step.start()].strip(",、 ")
        reached = step.end()
        rule: dict[str, object] = {"id": _name(before) or ("扣分" if takes else "加分")}
        levels = _levels(before)
        if len(numbers) > 1 and len(levels) != len(numbers):
            continue
        signed = [-number if takes else number for number in numbers]
        if step[3] is not None:
            ends = sorted([signed[0], -Decimal(step[3]) if takes else Decimal(step[3])])
            rule |= {"range": Flow(ends)}
        elif len(numbers) > 1:
            rule |= {"points": Flow(dict(zip(levels, signed, strict=True)))}
        else:
            rule |= {"points": signed[0]}
        each = bool(_EACH.search(before)) or len(numbers) > 1
        most = max(map(abs, signed))
        rule |= {"count": "each" if each else "once"}
        rule |= {"limit": limit} if limit is not None and each and most < limit <= full else {}
        if max(map(abs, signed)) <= full or not takes:
            yield takes, rule


def _is_limit(sentence: str, start: int) -> bool:
    """Tell whether a number of marks at a place is where a rule ends, not what it costs."""
    return any(found.start() <= start < found.end() for found in _LIMIT.finditer(sentence))


def _levels(text: str) -> list[str]:
    found = _LEVELS.search(text)
    return [] if found is None else [level.rstrip("级") for level in re.split("[、和及]", found[0])]


def _name(text: str) -> str:
    """Return what to call a rule: the words before its number, without those that only count."""
    first = re.split(r",(?=每|各|分别)", text)[0]
    first = first if len(first) <= _MOST_NAME else first.rsplit(",", 1)[-1]
    return _TAIL.sub("", first)[-_MOST_NAME:].strip(",、:：的 “”\"'{}[]#&*")


def _free(id: str, taken: Collection[str]) -> str:
    names = (id, *(f"{id}{number}" for number in range(2, len(taken) + 2)))
    return next(name for name in names if name not in taken)
