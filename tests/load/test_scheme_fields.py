"""Every field that the schema knows for a part or a rule counts where it says so here, or is refused.

The scheme has a part of each method, alone and above others; each field in turn is written into each of them.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from assessment.load.json_schema import validator
from tests.load.small import SCHEME, UNITS, YEAR, Small

EVERY = "given detail deductions accrual ballots count sum mean holder rated"

PARTS = {
    "given": "{id: given, clause: 二甲, name: 给分, full: 20, method: given",
    "detail": "{id: detail, clause: 二甲, name: 明细, full: 10",
    "deductions": "{id: deductions, clause: 三甲, name: 通报, full: 20, method: deductions",
    "accrual": "{id: accrual, clause: 六甲, name: 加分, full: 20, method: accrual",
    "ballots": "{id: ballots, clause: 四, name: 互评, full: 20, method: ballots",
    "count": "{id: count, clause: 五甲, name: 条数, full: 20, method: count",
    "sum": "{id: sum, clause: 二, name: 合计, method: sum",
    "mean": "{id: mean, clause: 二, name: 平均, full: 20, method: mean",
    "holder": "{id: holder, clause: 二, name: 总评, full: 20, method: given",
    "rated": "{id: rated, clause: 二甲, name: 分项, full: 10",
}
"""What is written of each part before the field is; ``detail`` is below ``holder``, and ``rated`` below ``mean``."""

NEEDED = {
    "deductions": {"rules": "[{id: 被通报, points: -1, count: each}]"},
    "accrual": {"rules": "[{id: 表彰, points: 1, count: each}]"},
    "ballots": {"raters": "{town: [office], office: [town]}"},
    "count": {"per": "1"},
    "sum": {"items": "[{id: low, clause: 二甲, name: 下级, full: 20}]"},
    "mean": {"items": "[%rated, {id: other, clause: 二甲, name: 另一项, full: 10}]"},
    "holder": {"items": "[%detail, {id: more, clause: 二甲, name: 另一项, full: 10}]"},
}
"""What a part needs beside; the field that is tried takes its place."""

FIELDS = {
    "id": (EVERY, "given"),
    "name": (EVERY, "名称"),
    "clause": (EVERY, "二"),
    "method": (EVERY, "given"),
    "groups": (EVERY, "[town, office]"),
    "full": (EVERY, "20"),
    "points": ("given detail deductions accrual ballots count sum mean holder", "20"),
    "weight": ("rated", "2"),
    "on_top": ("given deductions accrual ballots count sum mean holder rated", "true"),
    "attach": ("", "total"),
    "giver": ("", "省评估组"),
    "window": (EVERY, "{first: 2019-01-01, last: 2019-12-31}"),
    "scale": ("holder", "true"),
    "rescale_here": ("", "true"),
    "not_applicable": ("detail deductions count given sum mean holder rated", "rescale"),
    "limit": ("given deductions accrual ballots count sum mean holder rated", "{lower: 1, upper: 9}"),
    "limit_text": ("deductions accrual", "扣完5分为止"),
    "gate": ("given deductions accrual ballots count sum mean holder rated", "%gate"),
    "vetoed": ("given deductions accrual ballots count sum mean holder rated", "{mark: 1}, fails_below: 9"),
    "fails_below": ("given deductions accrual ballots count sum mean holder rated", "9, vetoed: {mark: 1}"),
    "raters": ("ballots", "{town: [office], office: [town]}"),
    "averaging": ("ballots", "pooled"),
    "places": ("ballots", "1"),
    "eligible_listed": ("deductions accrual", "true"),
    "rules": ("deductions accrual", "[{id: 被通报, points: -1, count: each}]"),
    "waves": ("given deductions accrual ballots count sum mean holder rated", "%waves"),
    "combine": ("given deductions accrual ballots count sum mean holder rated", "best, waves: %waves"),
    "members": ("given count sum mean holder rated", "mean"),
    "per": ("count", "1"),
    "table": ("count", "[{number: 1, mark: 1}]"),
    "line": ("count", "[{number: 0, mark: 0}, {number: 9, mark: 9}]"),
    "reasons": ("given detail sum mean holder rated", "optional"),
    "self_marks": (EVERY.replace("ballots ", ""), "true"),
    "items": (EVERY, "[{id: low, clause: 二甲, name: 下级, full: 20}]"),
}
"""The parts for which a field counts, and what is written into it."""

WAVES = "[{id: w1, name: 上半年, window: {first: 2019-01-01, last: 2019-06-30}}]"

RULES = {
    "points": "{id: 每次, points: -1, count: each",
    "levels": "{id: 分级, points: {国家: -2, 省: -1}, count: highest",
    "percent": "{id: 比例, percent: -10, count: each",
    "range": "{id: 幅度, range: [-2, -1], count: each",
    "ceiling": "{id: 起评, ceiling: 60",
    "veto": "{id: 泄密, veto: true",
    "automatic": "{id: 自动, points: -1, count: once, automatic_unless: 其他",
}
RULE_FIELDS = {
    "id": ("points levels percent range ceiling veto automatic", "情形"),
    "label": ("levels", '"{级别}级"'),
    "points": ("points levels automatic veto", "-1"),
    "count": ("points levels percent range automatic ceiling veto", "once"),
    "limit": ("points levels percent range", "1"),
    "automatic_unless": ("automatic", "其他"),
    "requires": ("points levels percent range ceiling veto", "[通报]"),
    "veto": ("points levels percent range ceiling veto", "true"),
    "percent": ("percent veto", "-10"),
    "range": ("range veto", "[-2, -1]"),
    "ceiling": ("ceiling veto", "60"),
}
"""The kinds of rules for which a field counts, and what is written into it."""


def properties(kind: str) -> set[str]:
    """The fields that the schema knows."""
    schema = validator("scheme").schema
    assert isinstance(schema, Mapping)
    return set(schema["$defs"][kind]["properties"])


def test_every_field_is_listed_here() -> None:
    assert properties("part") == FIELDS.keys()
    assert properties("rule") == RULE_FIELDS.keys()
    for parts, _ in FIELDS.values():
        assert {*parts.split()} <= PARTS.keys()
    for rules, _ in RULE_FIELDS.values():
        assert {*rules.split()} <= RULES.keys()


def written(name: str, field: str = "", value: str = "") -> str:
    """A part, with one field more."""
    fields = {**NEEDED.get(name, {}), **({field: value} if field else {})}
    if field in ("per", "table", "line") and name == "count":
        fields = {field: value}
    return PARTS[name] + "".join(f", {key}: {text}" for key, text in fields.items()) + "}"


def messages(folder: Small, parts: list[str], more: str = "") -> list[str]:
    """What is said of a scheme with these parts, all of them in one component."""
    head, rest = SCHEME.split("components:\n")
    ranking = "ranking: {places: 2, rounding: half-up, ties: skip, rank_on: exact, overall: false}\nreadings: []\n"
    assert "\nranking:" in rest
    listed = "".join(f"      - {part}\n" for part in parts)
    component = "  - id: all\n    name: 全部\n    clause: 一\n    method: sum\n    items:\n"
    folder.write("schemes/2019.yaml", f"{head}{more}components:\n{component}{listed}{ranking}")
    listing = [part for part in parts if "eligible_listed" in part]
    eligible = ", ".join(f"{clause}: [jia]" for clause in ("三甲", "六甲") if any(clause in part for part in listing))
    folder.write("years/2019.yaml", YEAR.split("eligible")[0] + (f"eligible: {{{eligible}}}\n" if listing else ""))
    return folder.messages()


def of_field(message: list[str], field: str) -> list[str]:
    """What is said of one field, as none that has an effect."""
    return [line for line in message if f"（{field}）" in line and "unused-field" in line]


@pytest.mark.parametrize("field", FIELDS)
def test_fields_of_parts(field: str, tmp_path: Path) -> None:
    counts, value = FIELDS[field]
    value = value.replace("%waves", WAVES)
    found = set()
    for name in PARTS:
        if f"{field}:" in PARTS[name]:
            found.add(name)
            continue
        gate = {"detail": "more", "rated": "other"}.get(name, "ballots" if name == "given" else "given")
        part = written(name, field, value.replace("%gate", f"{{part: {gate}, above: 1}}"))
        holder = {"detail": "holder", "rated": "mean"}.get(name)
        if holder is not None:
            part = written(holder).replace(f"%{name}", part)
        part = part.replace("%detail", PARTS["detail"] + "}").replace("%rated", PARTS["rated"] + "}")
        beside = [written(other) for other in ("given", "ballots") if other != name]
        lines = messages(Small(tmp_path / name), [part, *beside])
        assert not [line for line in lines if "rest-unchecked" in line], lines
        if not of_field(lines, field):
            found.add(name)
    assert found == {*counts.split()}


@pytest.mark.parametrize("field", RULE_FIELDS)
def test_fields_of_rules(field: str, tmp_path: Path) -> None:
    counts, value = RULE_FIELDS[field]
    found = set()
    for kind, rule in RULES.items():
        if f"{field}:" in rule:
            found.add(kind)
            continue
        more = ", count: each" if kind == "veto" and field in ("points", "percent", "range") else ""
        rules = f"[{rule}, {field}: {value}{more}}}, {{id: 其他, points: -1, count: each}}]"
        part = PARTS["deductions"] + f", eligible_listed: true, vetoed: {{mark: 1}}, fails_below: 9, rules: {rules}}}"
        lines = messages(Small(tmp_path / kind), [part])
        assert not [line for line in lines if "rest-unchecked" in line], lines
        if not [line for line in lines if "unused-field" in line or "automatic-levels" in line]:
            found.add(kind)
    assert found == {*counts.split()}


def test_parts_without_more_are_as_they_should_be(tmp_path: Path) -> None:
    folder = Small(tmp_path)
    top = [name for name in PARTS if name not in ("detail", "rated")]
    parts = [
        written(name).replace("%detail", PARTS["detail"] + "}").replace("%rated", PARTS["rated"] + "}") for name in top
    ]
    lines = messages(folder, parts)
    # Of the text, 六乙 is now cited by nothing, and that alone is told besides.
    beside = ("weights-do-not-add-up", "uncited-clause")
    assert [line for line in lines if not any(code in line for code in beside)] == []
    rules = "[" + ", ".join(f"{rule}}}" for rule in RULES.values()) + ", {id: 其他, points: -1, count: each}]"
    deductions = PARTS["deductions"] + f", eligible_listed: true, vetoed: {{mark: 1}}, rules: {rules}}}"
    fine = [deductions, *(written(name).replace("full: 20", "full: 80") for name in ["given"])]
    assert [line for line in messages(folder, fine) if "uncited-clause" not in line] == []
    assert [*folder.assessed().ledgers] == [*UNITS]
