"""What the weights of components do to the order, in words and as data."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from assessment.dataset.year import Disclosure
from assessment.disclosure.list_weights import ComponentShare, ListWeights, MovedWeight, Neighbours
from assessment.disclosure.publication import Publication
from assessment.pages import METHOD
from assessment.render import views
from assessment.render.open_data.weights import neighbour_table, share_table
from tests.disclosure.years import public, rising
from tests.render.pages import page_of

NEAR = MovedWeight(Fraction("0.004"), "daily", "agency")
TOWNS = ListWeights(
    "town",
    (
        ComponentShare("agency", Fraction("0.7")),
        ComponentShare("daily", Fraction("-0.1")),
        ComponentShare("peer", Fraction("0.0556")),
        ComponentShare("bonus", Fraction("0.3")),
        ComponentShare("", Fraction("0.0444")),
    ),
    (
        Neighbours("jianping", "shizi", Fraction("2.5"), MovedWeight(Fraction(3), "agency", "peer"), can_move=True),
        Neighbours("shizi", "taocheng", Fraction(0), None, can_move=True),
        Neighbours(
            "taocheng", "xinfa", Fraction("0.0004"), MovedWeight(Fraction("0.004"), "daily", "agency"), can_move=True
        ),
        Neighbours("xinfa", "meizhu", Fraction(4), None, can_move=True),
        Neighbours("meizhu", "feili", Fraction(1), None, can_move=False),
    ),
)


@pytest.fixture(scope="module")
def publication() -> Publication:
    return replace(public(rising(), Disclosure.COMPONENTS), weights=(TOWNS,))


def test_findings(publication: Publication) -> None:
    # what is worth 30 of 100 and decides less than 10 % is named; what is on top has no weight to fall short of
    assert [*views.weight_findings(publication, TOWNS)] == [
        "各单位总分的差距，70.0%来自专业机构测评，30.0%来自加分项，5.6%来自双向互评，4.4%来自总分调整。",
        "日常测评占总分的30%，对名次的作用却相反：总分高的单位，这一项得分反而低。",
        "双向互评占总分的30%，对名次的作用却只有5.6%。",
        "taocheng名和xinfa名最容易换位：日常测评少占0.004分、专业机构测评多占0.004分，"
        "两个单位就同分，再多一点，先后就倒过来。",
    ]
    alike = replace(TOWNS, shares=(ComponentShare("peer", Fraction(0)),), neighbours=TOWNS.neighbours[-1:])
    assert [*views.weight_findings(publication, alike)] == ["双向互评占总分的30%，对名次却没有作用。"]


def test_neighbours(publication: Publication) -> None:
    assert [(views.gap_words(two), views.moved_words(publication, two)) for two in TOWNS.neighbours] == [
        ("2.50分", "专业机构测评少占3.00分、双向互评多占3.00分"),
        ("总分相同", "总分相同"),
        ("0.0004分", "日常测评少占0.004分、专业机构测评多占0.004分"),
        ("4.00分", "怎样调整都不会同分"),
        ("1.00分", "—"),
    ]


def test_the_tables(publication: Publication) -> None:
    shares, neighbours = share_table(publication), neighbour_table(publication)
    assert shares is not None
    assert neighbours is not None
    assert shares.rows[1][:5] == (2019, "乡镇", "日常测评", "30", Decimal("-0.1"))
    assert shares.rows[4][2:5] == ("总分调整", None, Decimal("0.0444"))
    assert neighbours.rows[0][5:11] == ("shizi", "shizi名", Decimal("2.5"), Decimal(3), "专业机构测评", "双向互评")
    assert neighbours.rows[3][7:11] == (Decimal(4), None, None, None)
    hidden = replace(publication, weights=())
    assert (share_table(hidden), neighbour_table(hidden)) == (None, None)


def test_the_page_tells_of_weights_where_ranges_are_not_public(publication: Publication) -> None:
    result = page_of(publication, METHOD, "")
    assert publication.ranges is None
    assert "名次有多大把握" in result
    assert "最容易换位" in result
    assert "名次有多大把握" not in page_of(replace(publication, weights=()), METHOD, "")
