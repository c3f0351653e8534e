"""The words of the shipped schemes, which nothing but these schemes and what is made of them may say."""

from collections.abc import Iterator, Mapping

import yaml

from tests.folder import DATA

SHORT = frozenset({"县", "乡镇"})
"""Words of one or two characters that are nobody else's; 一 and 方案 are everybody's."""

MORE = frozenset({"互评", "测评机构", "三样", "两位", "四舍五入", "领导小组", "目标管理", "集中办公"})
"""What their texts say beside names: who rates whom and with what, who gives marks, how totals are rounded."""

Node = Mapping[str, object]


def vocabulary() -> frozenset[str]:
    """Return the ids of clauses, the names of components, groups, items and rules, the issuers, and the level 县."""
    words: set[str] = {*SHORT}
    for year in (2018, 2019):
        scheme = yaml.safe_load((DATA / "schemes" / f"{year}.yaml").read_text(encoding="utf-8"))
        words |= {scheme["issuer"], *_values(scheme["clauses"], "clauses", "id")}
        words |= {*_values(scheme["groups"], "", "name"), *_values(scheme["components"], "items", "name")}
        words |= {*_rules(scheme["components"])}
    return frozenset(word for word in words if len(word) > 2 or word in SHORT)


def _values(nodes: object, below: str, field: str) -> Iterator[str]:
    """Yield one field of nodes and of all nodes below them."""
    for node in _nodes(nodes):
        yield str(node[field])
        yield from _values(node.get(below), below, field)


def _rules(nodes: object) -> Iterator[str]:
    for node in _nodes(nodes):
        yield from _values(node.get("rules"), "", "id")
        yield from _rules(node.get("items"))


def _nodes(nodes: object) -> Iterator[Node]:
    return (node for node in nodes if isinstance(node, Mapping)) if isinstance(nodes, list) else iter(())
