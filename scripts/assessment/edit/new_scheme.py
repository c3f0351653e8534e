"""A draft of a county's first scheme: what most schemes have, with everything in it to be decided by the office."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assessment.edit.layout import Flow, yaml_text

_UNDECIDED = ("title", "issuer", "issued", "full", "clauses", "groups", "components", "ranking", "readings")
_HEAD = (
    "yaml-language-server: $schema=../../schemas/scheme.json",
    "草案，不是印发的方案：照印发的文件改原文、环节、分值和排名办法；改定一处，就从 undecided 中删去一行。",
)
_COMMENTS = {
    "undecided": "待定：还没有照印发的文件改定的部分；全部删完才能审核和审定",
    "clauses": "原文：照印发的文件逐字录入",
    "groups": "考评对象：单位的名称和其他牌子见 data/units/",
    "components": "考评环节：points 为最多计入总分的分数，full 为记录时的满分",
    "ranking": "取整和排名的办法",
    "readings": "解读：原文没有写明或前后不一致之处怎样理解，写法见 schemas/scheme.json",
}
_PEER = 30
"""Marks for rating each other, which takes two groups; with one group they are the agency's."""
_MOST_BONUS = 5
_HALF = Decimal("-0.5")
_NUMERALS = "一二三四五六七八九十"
MOST_GROUPS = len(_NUMERALS)
"""How many groups a draft can have."""


@dataclass(frozen=True)
class DraftGroup:
    """A group of a draft."""

    id: str
    name: str
    units: Sequence[str]
    called: Sequence[str]
    """The names of its units, as the text lists them."""


def draft_scheme(year: int, county: str, groups: Sequence[DraftGroup]) -> str:
    """Return the text of a scheme that is sound and has everything undecided."""
    office = f"{county}人民政府办公室"
    fields: dict[str, object] = {
        "id": str(year),
        "year": year,
        "title": f"{year}年政务公开工作考评方案（草案）",
        "issuer": office,
        "issued": f"{year}-01-01",
        "full": 100,
        "undecided": list(_UNDECIDED),
        "clauses": _clauses(groups),
        "groups": group_entries(groups),
        "components": _components(year, groups),
        "ranking": {"places": 2, "rounding": "half-up", "ties": "skip", "rank_on": "published", "overall": False},
        "readings": [],
    }
    return yaml_text(fields, _HEAD, _COMMENTS)


def group_clauses(groups: Sequence[DraftGroup]) -> dict[str, object]:
    """Return the clause of a draft that lists the units of each group."""
    listed = [
        _clause(f"一（{_NUMERALS[place]}）", f"（{_NUMERALS[place]}）{group.name}", "、".join(group.called))
        for place, group in enumerate(groups)
    ]
    return {"id": "一", "heading": "一、考评对象", "clauses": listed}


def group_entries(groups: Sequence[DraftGroup]) -> list[object]:
    """Return the groups of a draft, each citing its part of ``group_clauses``."""
    return [
        {"id": group.id, "name": group.name, "clause": f"一（{_NUMERALS[place]}）", "units": list(group.units)}
        for place, group in enumerate(groups)
    ]


def _clauses(groups: Sequence[DraftGroup]) -> list[object]:
    peer = [] if len(groups) == 1 else [_clause("办法3", "（三）互相评议", "各组互相评议，草案。")]
    return [
        group_clauses(groups),
        {
            "id": "二",
            "heading": "二、考评环节",
            "clauses": [
                _clause("办法1", "（一）第三方评估", "由受委托的机构给出最终成绩，草案。"),
                _clause("办法2", "（二）日常检查", "由主办单位按细则扣分，草案。"),
                *peer,
            ],
        },
        {
            "id": "三",
            "heading": "三、日常检查细则",
            "clauses": [
                _clause("细则1", "", "问题没有按期改正的，每次扣1分，扣完20分为止（草案）。"),
                _clause("细则2", "", "被国家、省、市通报的，每次分别扣2分、1分、0.5分，扣完10分为止（草案）。"),
            ],
        },
        {
            "id": "四",
            "heading": "四、加分",
            "clauses": [_clause("奖励1", "", "政务公开工作被国家、省、市通报表彰的，分别加3分、2分、1分（草案）。")],
        },
    ]


def _clause(id: str, heading: str, text: str) -> dict[str, object]:
    return {"id": id, "heading": heading, "text": text} if heading else {"id": id, "text": text}


def _components(year: int, groups: Sequence[DraftGroup]) -> list[object]:
    whole_year = _window(f"{year}-01-01", f"{year}-12-31")
    raters = {group.id: Flow([other.id for other in groups if other is not group]) for group in groups}
    alone = len(groups) == 1
    peer = {
        **_component("peer", "互相评议", "办法3", "ballots", 100, _PEER),
        "window": _window(f"{year + 1}-01-01", f"{year + 1}-01-31"),
        "raters": raters,
        "averaging": "by-rater-unit",
    }
    return [
        {
            **_component("agency", "第三方评估", "办法1", "given", 100, 40 + (_PEER if alone else 0)),
            "window": _window(f"{year}-12-01", f"{year}-12-31"),
        },
        {
            **_component("daily", "日常检查", "办法2", "deductions", 30, 30),
            "window": whole_year,
            "items": [
                _item("细则1", "问题改正", 20, {"id": "没有按期改正", "points": -1}),
                _item(
                    "细则2",
                    "上级通报",
                    10,
                    {
                        "id": "被通报",
                        "label": "被{级别}级通报",
                        "points": Flow({"国家": -2, "省": -1, "市": _HALF}),
                    },
                ),
            ],
        },
        *([] if alone else [peer]),
        {
            "id": "bonus",
            "name": "加分",
            "clause": "四",
            "method": "bonus",
            "points": _MOST_BONUS,
            "window": whole_year,
            "limit": Flow({"upper": _MOST_BONUS, "on": "net"}),
            "items": [
                {
                    "clause": "奖励1",
                    "name": "通报表彰",
                    "rules": [{"id": "表彰", "points": Flow({"国家": 3, "省": 2, "市": 1}), "count": "each"}],
                }
            ],
        },
    ]


def _component(id: str, name: str, clause: str, method: str, full: int, points: int) -> dict[str, object]:
    return {"id": id, "name": name, "clause": clause, "method": method, "full": full, "points": points}


def _item(clause: str, name: str, full: int, rule: Mapping[str, object]) -> dict[str, object]:
    return {
        "clause": clause,
        "name": name,
        "full": full,
        "limit_text": f"扣完{full}分为止",
        "rules": [{**rule, "count": "each", "limit": full}],
    }


def _window(first: str, last: str) -> Flow:
    return Flow({"first": first, "last": last})
