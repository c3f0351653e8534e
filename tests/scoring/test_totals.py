"""From components to totals: weights, where the bonus attaches, and states that are never 0."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assessment.dataset.by_group import ByGroup
from assessment.dataset.record import UnitRecord
from assessment.dataset.scheme import Scheme
from assessment.place import Origin, Place
from assessment.scoring.ledger import Ledger, Marked, NotAssessed, Pending
from assessment.scoring.units import ledgers
from assessment.status import Status
from tests.scoring.cases import cast, entry, given, record
from tests.scoring.shipped import complete, dataset, points, shipped

FIVE = [
    entry("附件3加分项第3项", 31, 4),
    entry("附件3加分项第5项", 51, level="国家", rule="表彰"),
]
"""2 + 3 = 5"""


def ledger(of: UnitRecord, scheme: Scheme | None = None) -> Ledger:
    """The ledger of the first town with this record."""
    return ledgers(dataset({"jianping": of}, scheme), scheme or shipped())["jianping"]


def test_the_three_parts_weigh_40_30_and_30() -> None:
    of = ledger(complete("jianping"))
    # 85 x 40/100 = 34, 30 - 3 = 27, 88 x 30/100 = 26.4
    assert [part.weighted for part in of.components if isinstance(part, Marked)] == [34, 27, points("26.4"), 0]
    assert of.total == points("87.40")
    assert of.status is Status.COMPLETE
    assert of.unit == "jianping"


@pytest.mark.parametrize(
    ("option", "factor", "total"),
    [
        ("total", "1", "92.40"),  # 87.40 + 5
        ("agency", "0.4", "89.40"),  # (85 + 5) x 40/100 + 27 + 26.4 = 87.40 + 2
    ],
)
def test_where_the_bonus_attaches(option: str, factor: str, total: str) -> None:
    of = ledger(complete("jianping", bonus=FIVE), shipped("bonus-attachment", option))
    assert of.total == points(total)
    last = of.components[-1]
    assert isinstance(last, Marked)
    assert last.factor == points(factor)
    assert last.mark == 5, "its own mark is what it is"


def test_the_best_and_the_worst_total() -> None:
    assert ledger(complete("jianping", agency="100", missed=0, peer="100", bonus=FIVE)).total == 105
    taken = [entry("附件3加分项第2项", 21, 5), entry("附件3加分项第5项", 52, level="国家", rule="批评或问责")]
    # 0 + (30 - 10) + 0 - 10 - 3
    assert ledger(complete("jianping", agency="0", missed=10, peer="0", bonus=taken)).total == 7


def test_a_total_without_a_finite_decimal_stays_exact() -> None:
    # raters 90, 90, 91: 271/3 x 30/100 = 27.1; 85 and 27 as before: 88.1; with 92 for 91: 272/3 x 0.3 = 27.2
    thirds = {"b": ["90"], "c": ["90"], "d": ["91"]}
    assert ledger(complete("jianping", raters=thirds)).total == points("88.1")
    sevenths = {name: ["90"] for name in "bcdefg"} | {"h": ["91"]}
    # 631/7 x 3/10 = 1893/70; 34 + 27 = 61
    assert ledger(complete("jianping", raters=sevenths)).total == points("6163/70")


def test_a_missing_mark_is_pending_and_never_0() -> None:
    of = ledger(replace(complete("jianping"), marks=()))
    assert of.status is Status.PENDING
    assert [type(part) for part in of.components] == [Pending, Marked, Marked, Marked]
    with pytest.raises(ValueError, match=r"^jianping is pending$"):
        _ = of.total


def test_a_bonus_attached_to_a_missing_mark_is_kept_as_it_is() -> None:
    of = ledger(replace(complete("jianping", bonus=FIVE), marks=()), shipped("bonus-attachment", "agency"))
    last = of.components[-1]
    assert isinstance(last, Marked)
    assert of.status is Status.PENDING
    assert last.factor == 1


def test_blank_ballots_alone_are_pending() -> None:
    assert ledger(complete("jianping", raters={"b": ["", ""], "c": [""]})).status is Status.PENDING


def test_a_component_not_taken_part_in_has_its_reason() -> None:
    place = Place("data/scores/2019/jianping.yaml", 8, 3)
    absent = replace(record(not_assessed=["peer"]).not_assessed["peer"], origin=Origin(place))
    of = ledger(replace(record(marks=[given("85")]), not_assessed={"peer": absent}))
    peer = shipped().components[2]
    assert of.components[2] == NotAssessed(peer, "未参评的原因", place)
    assert of.status is Status.NOT_ASSESSED
    with pytest.raises(ValueError, match=r"^jianping is not-assessed$"):
        _ = of.total


def test_not_assessed_outweighs_pending_and_marks() -> None:
    # no mark of the agency, and 未参评 in the ballots although some were cast
    of = ledger(record(ballots=[cast("b", "90")], not_assessed=["peer"]))
    assert [type(part) for part in of.components] == [Pending, Marked, NotAssessed, Marked]
    assert of.status is Status.NOT_ASSESSED


def test_every_unit_has_a_ledger_in_the_order_of_the_scheme() -> None:
    assert list(ledgers(dataset({}), shipped())) == [unit for group in shipped().groups for unit in group.units]


def test_the_units_on_the_list_and_no_others_have_the_automatic_award() -> None:
    found = ledgers(dataset({}, eligible=["jianping", "fagaiwei"]), shipped())
    # 87.40 + 2
    assert {unit for unit, of in found.items() if of.total == points("89.40")} == {"jianping", "fagaiwei"}
    assert {of.total for unit, of in found.items() if unit not in ("jianping", "fagaiwei")} == {points("87.40")}


def test_the_group_of_a_unit_decides_its_full_marks() -> None:
    scheme = shipped()
    agency = replace(scheme.components[0], points=ByGroup(own={"town": Decimal("10"), "department": Decimal("20")}))
    other = replace(scheme, components=(agency, *scheme.components[1:]))
    found = ledgers(dataset({}, other), other)
    first = [found[unit].components[0] for unit in ("jianping", "fagaiwei")]
    # 85 x 10/100 and 85 x 20/100
    assert [part.weighted for part in first if isinstance(part, Marked)] == [points("8.5"), 17]


def test_words_for_each_state() -> None:
    assert [status.label for status in Status] == ["已评定", "待定", "未参评"]
