"""A first scheme from parts with their full marks: it is sound, and lists as 待定 whatever an office has to decide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from assessment.edit.draft_part import DraftComponent, DraftKind, DraftPart, sum_by_group
from assessment.edit.layout import Flow, yaml_text
from assessment.edit.new_scheme import DraftGroup, group_clauses, group_entries
from assessment.edit.pinyin import letters_of

_HEAD = (
    "yaml-language-server: $schema=../../schemas/scheme.json",
    "照细则表起草，不是印发的方案；逐项核对，改定一处，就从 undecided 中删去一行。写法见 docs/schemes.md",
)
_COMMENTS = {
    "undecided": "待定：还没有核对的部分；全部删完才能审核和审定",
    "clauses": "原文：考评对象和细则表；正文照印发的文件补在前面",
    "groups": "考评对象：单位的名称和其他牌子见 data/units/",
    "components": "考评环节和指标：满分照表；计分方法和规则由评分细则的文字试着读出，逐项核对",
    "ranking": "取整和排名的办法",
    "readings": "解读：原文没有写明或前后不一致之处怎样理解",
}
_ALWAYS = ("title", "issuer", "issued", "clauses", "groups", "ranking")
_TABLE = "表"
"""How citations of the sheet begin."""
_COMPONENT_FIELDS = ("id", "name", "clause", "groups", "method")


@dataclass
class _OpenQuestions:
    """What comes up while the tree is listed out."""

    groups: Sequence[str]
    undecided: list[str] = field(default_factory=list)
    readings: list[object] = field(default_factory=list)


def table_scheme(
    year: int, issuer: str, groups: Sequence[DraftGroup], components: Sequence[DraftComponent], title: str = ""
) -> str:
    """Return the text of a scheme.

    Args:
        issuer: the office that issues it.
        groups: of the units that it assesses, one at least.
        components: the parts at the top, one of them in the total at least.
        title: what the sheet is called; empty for a title of the year.
    """
    questions = _OpenQuestions([group.id for group in groups])
    ids = _ids(components)
    listed = [
        _component(questions, id, number, component)
        for number, (id, component) in enumerate(zip(ids, components, strict=True), 1)
    ]
    base = [component.part for component in components if component.kind is DraftKind.BASE]
    fields: dict[str, object] = {
        "id": str(year),
        "year": year,
        "title": title or f"{year}年政务公开工作考评方案（草案）",
        "issuer": issuer,
        "issued": f"{year}-01-01",
        "full": _number(_declared_sums(base), questions.groups),
        "undecided": [*_ALWAYS, *questions.undecided, *(["readings"] if questions.readings else [])],
        "clauses": [group_clauses(groups), _clauses(components)],
        "groups": group_entries(groups),
        "components": listed,
        "ranking": {"places": 2, "rounding": "half-up", "ties": "skip", "rank_on": "published", "overall": False},
        "readings": questions.readings,
    }
    return yaml_text(fields, _HEAD, _COMMENTS)


def _declared_sums(parts: Sequence[DraftPart]) -> dict[str, Decimal]:
    """Return what components come to in the total: what is written beside them, where the parts below differ."""
    return sum_by_group([DraftPart(part.name, _worth(part)) for part in parts])


def _worth(part: DraftPart) -> Mapping[str, Decimal]:
    return part.full if part.declared is None else dict.fromkeys(part.full, part.declared)


def _ids(components: Sequence[DraftComponent]) -> list[str]:
    ids: list[str] = []
    for number, component in enumerate(components, 1):
        letters = letters_of(component.part.name)[:24]
        ids.append(letters if letters[:1].isalpha() and letters not in ids else f"part-{number}")
    return ids


def _component(questions: _OpenQuestions, id: str, number: int, component: DraftComponent) -> dict[str, object]:
    fields = {"id": id, **_part(questions, component.part, f"{_TABLE}{number}", f"components/{id}", questions.groups)}
    if component.kind is DraftKind.BASE:
        return fields
    limit: dict[str, object] = {"upper": 0, "lower": "none"}
    if component.kind is DraftKind.BONUS:
        limit = {"upper": max((_worth(component.part)).values())}
    fields |= {"on_top": True, "limit": Flow(limit)}
    fields.pop("full", None)
    questions.undecided.append(f"components/{id}/limit")
    ordered = [*_COMPONENT_FIELDS, "on_top", "limit"]
    return {key: fields[key] for key in [*ordered, *(key for key in fields if key not in ordered)] if key in fields}


def _part(questions: _OpenQuestions, part: DraftPart, clause: str, at: str, above: Sequence[str]) -> dict[str, object]:
    """Return a part as it will be written, and note what is undecided about it."""
    fields: dict[str, object] = {"name": part.name, "clause": clause}
    if {*part.groups} != {*above}:
        fields["groups"] = Flow([group for group in questions.groups if group in part.groups])
    if part.items:
        if part.declared is not None:
            fields["full"] = part.declared
            questions.readings.append(_reading(len(questions.readings) + 1, part, clause, at))
        numbers = enumerate(part.items, 1)
        below = [(f"{clause}.{number}", item) for number, item in numbers]
        return fields | {
            "items": [_part(questions, item, cited, f"{at}/items/{cited}", part.groups) for cited, item in below]
        }
    fields["method"] = part.method or "given"
    if part.method != "accrual":
        fields["full"] = _number(part.full, questions.groups)
    fields |= dict(part.more)
    if part.rules:
        fields["rules"] = [Flow(dict(rule)) for rule in part.rules]
    questions.undecided.append(f"{at}/{'rules' if part.rules else 'method'}")
    return fields


def _number(full: Mapping[str, Decimal], groups: Sequence[str]) -> object:
    """Return full marks as one number where all groups have the same, else by group."""
    numbers = {*full.values()}
    return numbers.pop() if len(numbers) == 1 else Flow({group: full[group] for group in groups if group in full})


def _reading(number: int, part: DraftPart, clause: str, at: str) -> dict[str, object]:
    """Return the question what to make of full marks that the parts below do not come to."""
    sums = "、".join(f"{total:f}" for total in dict.fromkeys(part.full.values()))
    options = [
        {"id": "scale", "text": f"按下级得分折算到 {part.declared} 分。", "settings": [_setting(at, True)]},
        {"id": "leave", "text": "不折算，照下级原来的分值相加。", "settings": [_setting(at, False)]},
    ]
    return {
        "id": f"sum-{number}",
        "clauses": Flow([clause]),
        "question": f"“{part.name}”标示 {part.declared} 分，下级合计 {sums} 分，怎样计算？",
        "choice": "scale",
        "options": options,
    }


def _setting(at: str, value: bool) -> Flow:
    return Flow({"at": f"{at}/scale", "value": value})


def _clauses(components: Sequence[DraftComponent]) -> dict[str, object]:
    listed = [_clause(component.part, f"{_TABLE}{number}") for number, component in enumerate(components, 1)]
    return {"id": _TABLE, "heading": "评分细则", "clauses": listed}


def _clause(part: DraftPart, id: str) -> dict[str, object]:
    """Return the words that a part is drafted from, with what they are worth."""
    worth = " / ".join(f"{number:f}" for number in dict.fromkeys(_worth(part).values()))
    fields: dict[str, object] = {"id": id, "heading": part.name, "worth": worth}
    fields |= {"text": part.text} if part.text else {}
    below = [*_numbered(part.items, id)]
    return fields | ({"clauses": below} if below else {})


def _numbered(items: Sequence[DraftPart], above: str) -> Iterator[dict[str, object]]:
    for number, item in enumerate(items, 1):
        yield _clause(item, f"{above}.{number}")
