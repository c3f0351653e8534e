"""Every field that the schema knows for a component, an item or a rule counts where it says so here, or is refused.

A number or word is put where the small scheme has none; what is there already is left as it is.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from assessment.load.json_schema import validator
from tests.load.small import SCHEME, UNITS, Small

COMPONENTS = {"given": "agency", "deductions": "daily", "ballots": "peer", "indicators": "checks", "bonus": "bonus"}
"""The component of the small scheme for each method."""

COMPONENT = {
    "id": "every",
    "name": "every",
    "clause": "every",
    "method": "every",
    "points": "every",
    "window": "every",
    "full": "given indicators deductions ballots",
    "giver": "given indicators",
    "attach": "bonus",
    "scale": "given indicators",
    "not_applicable": "given indicators deductions",
    "limit": "bonus",
    "raters": "ballots",
    "averaging": "ballots",
    "places": "ballots",
    "items": "given indicators deductions bonus",
    "groups": "",
    "weight": "",
    "components": "",
    "waves": "",
    "gate": "",
}
"""The methods for which a field of a component counts."""

ITEM = {
    "clause": "every",
    "name": "every",
    "full": "given indicators deductions given-parent",
    "scale": "given-parent",
    "not_applicable": "given indicators deductions",
    "eligible_listed": "deductions bonus",
    "limit_text": "deductions bonus",
    "rules": "deductions bonus",
    "items": "given-parent",
    "groups": "",
}
"""The methods for which a field counts of an item that carries marks itself, and of one that holds others."""

RULE = {
    "id": "every",
    "points": "every",
    "count": "every",
    "limit": "levels plain",
    "label": "levels",
    "automatic_unless": "automatic",
    "requires": "levels plain",
    "veto": "",
    "percent": "",
    "range": "",
}
"""The kinds of rules for which a field counts."""

ITEMS = {
    "given": "          - {clause: 二甲1, name: 决策公开, full: 60",
    "indicators": "      - {clause: 五甲, name: 台账, full: 25",
    "deductions": "      - clause: 三甲\n        name: 通报\n        full: 5\n",
    "bonus": "      - clause: 六乙\n        name: 表彰\n",
    "given-parent": "      - clause: 二甲\n        name: 公开\n",
}
RULES = {
    "plain": "          - {id: 出现扣分, points: -0.5, count: each, limit: 2",
    "automatic": "          - {id: 没有扣分, points: 2, count: once, automatic_unless: 出现扣分",
    "levels": "          - {id: 表彰, points: {国家: 3, 省: 2}, count: highest",
}
VALUES = {
    "full": "25",
    "attach": "total",
    "scale": "false",
    "not_applicable": "keep",
    "limit": "{upper: 5, on: net}",
    "raters": "{town: [office]}",
    "averaging": "pooled",
    "places": "1",
    "items": "[]",
    "groups": "[town]",
    "weight": "6",
    "components": "[]",
    "waves": "[]",
    "gate": "{at_least: 60}",
    "eligible_listed": "false",
    "limit_text": "最多加3分",
    "rules": "[]",
    "label": '"{级别}级"',
    "automatic_unless": "出现扣分",
    "requires": "[通报]",
    "veto": "true",
    "percent": "40",
    "range": "[1, 2]",
}
RULE_VALUES = {**VALUES, "limit": "2"}


def properties(kind: str) -> set[str]:
    """The fields that the schema knows."""
    schema = validator("scheme").schema
    assert isinstance(schema, Mapping)
    return set(schema["$defs"][kind]["properties"])


def test_every_field_is_listed_here() -> None:
    assert properties("component") == COMPONENT.keys()
    assert properties("item") == ITEM.keys()
    assert properties("rule") == RULE.keys()


def refused(path: Path, stands: str, field: str, value: str, own: str) -> bool:
    """Whether a field is refused that is put into the scheme where some lines stand."""
    folder = Small(path)
    assert SCHEME.count(stands) == 1
    inside = stands.endswith("\n")
    put = f"{own}{field}: {value}\n" if inside else f", {field}: {value}"
    folder.write("schemes/2019.yaml", SCHEME.replace(stands, stands + put))
    told = folder.messages()
    assert not [line for line in told if "rest-unchecked" in line], told
    if not told:
        assert [*folder.assessed().ledgers] == [*UNITS]
    return any(f"（{field}）" in line for line in told)


@pytest.mark.parametrize("method", COMPONENTS)
def test_fields_of_components(method: str, tmp_path: Path) -> None:
    stands = f"    method: {method}\n"
    block = SCHEME.split(f"  - id: {COMPONENTS[method]}\n")[1].split("  - id: ")[0]
    open_fields = {field for field in COMPONENT if f"\n    {field}:" not in f"\n{block}"}
    set_by_reading = {"limit"} if method == "bonus" else set[str]()
    for field in sorted(open_fields & VALUES.keys() - set_by_reading):
        found = refused(tmp_path / field, stands, field, VALUES[field], "    ")
        assert found == (method not in COMPONENT[field].split()), field


@pytest.mark.parametrize("node", ITEMS)
def test_fields_of_items(node: str, tmp_path: Path) -> None:
    stands = ITEMS[node]
    block = SCHEME.split(stands)[1].split("clause:")[0].split("\n  - id")[0]
    for field in ITEM:
        if f"{field}:" not in stands + block:
            found = refused(tmp_path / field, stands, field, VALUES[field], "        ")
            assert found == (node not in ITEM[field].split()), field


@pytest.mark.parametrize("kind", RULES)
def test_fields_of_rules(kind: str, tmp_path: Path) -> None:
    for field in RULE:
        if f"{field}:" not in RULES[kind] and not (field == "automatic_unless" and kind != "automatic"):
            found = refused(tmp_path / field, RULES[kind], field, RULE_VALUES[field], "")
            assert found == (kind not in RULE[field].split()), field
