"""Ranks at every node of the example of four levels: those by hand, and all of them reckoned a second time."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache

from assessment.load.yaml_file import parse
from assessment.period import Period
from assessment.scoring.assessment import Assessment, assess
from assessment.year.reading import read_year
from tests.built import ROOT
from tests.scoring.written import plain_yaml

EXAMPLE = ROOT / "examples" / "hierarchy"
LEAVES = {"policy": 4, "explain": 5, "report": 4, "channel": 5, "answer": 4}
LEAVES |= {"service": 5, "consult": 4, "question": 4, "hotspot": 5}
WEIGHTS: Mapping[str, Mapping[str, int]] = {
    "index": {"publish": 2, "apply": 3, "respond": 4},
    "publish": {"policy": 1, "explain": 1, "report": 1},
    "apply": {"channel": 1, "answer": 2, "service": 3},
    "respond": {"consult": 1, "question": 1, "hotspot": 2},
    **{aspect: {f"{aspect}{number + 1}": 1 for number in range(count)} for aspect, count in LEAVES.items()},
}


@cache
def assessment() -> Assessment:
    return assess(read_year(EXAMPLE / "data", Period(2024)).whole)


def ranks_by_part() -> dict[str, dict[str, int]]:
    """The rank of every county at every node."""
    orders = assessment().part_orders["county"]
    return {part: {one.unit: one.rank for one in standings} for part, standings in orders.items()}


def test_ranks_worked_out_by_hand() -> None:
    ranks = ranks_by_part()
    for part, expected in plain_yaml(EXAMPLE / "ranks.yaml").items():
        assert {unit: ranks[part][unit] for unit in expected} == {unit: int(rank) for unit, rank in expected.items()}


def mark(marks: Mapping[str, Mapping[str, object]], node: str) -> Fraction:
    """The mark of a node, by the weights above."""
    if node not in WEIGHTS:
        return Fraction(str(marks[node]["mark"]))
    below = WEIGHTS[node]
    return sum((share * mark(marks, one) for one, share in below.items()), Fraction(0)) / sum(below.values())


def test_every_node_is_ranked_on_what_it_is_published_as() -> None:
    records = {}
    for path in (EXAMPLE / "data" / "scores" / "2024").glob("*.yaml"):
        document, _ = parse(path.read_text(encoding="utf-8"), path.name)
        assert document is not None
        assert isinstance(document.data, dict)
        records[path.stem] = document.data["marks"]
    nodes = {*WEIGHTS, *(leaf for below in WEIGHTS.values() for leaf in below)}
    ranks = ranks_by_part()
    assert ranks.keys() == nodes
    assert (len(records), len(nodes)) == (30, 53)
    for node in nodes:
        tenths = {unit: int(mark(marks, node) * 10 + Fraction(1, 2)) for unit, marks in records.items()}
        distinct = sorted({*tenths.values()}, reverse=True)
        assert ranks[node] == {unit: distinct.index(value) + 1 for unit, value in tenths.items()}, node


def test_rounding_decides_at_some_nodes() -> None:
    """Exact marks that differ share a rank."""
    standings = {one.unit: one for one in assessment().part_orders["county"]["apply"]}
    assert standings["bailin"].shared
    assert standings["bailin"].rank == standings["chiquan"].rank
