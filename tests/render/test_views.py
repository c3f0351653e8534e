"""What pages arrange for reading: figures that line up, losses by their real weight, equal-looking totals told apart."""

from fractions import Fraction

import pytest

from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Publication
from assessment.disclosure.published_result import Figure, InFull
from assessment.period import Period
from assessment.release.edition import edition_of
from assessment.render import views
from assessment.render.words import mark, signed
from assessment.repository.clone import clone_of
from assessment.row_kind import RowKind
from assessment.scoring.assessment import assess
from assessment.year.reading import read_year
from tests.folder import DATA

BESIDE = (RowKind.DIFFERENCE, RowKind.OBJECTION, RowKind.NOT_APPLICABLE)


@pytest.fixture(scope="module")
def publication() -> Publication:
    dataset = read_year(DATA, Period(2019)).whole
    return disclose(dataset, assess(dataset), Audience.PUBLIC, edition_of(clone_of(DATA)))


def figures(*values: str) -> list[Figure]:
    return [Figure(Fraction(value), "") for value in values]


def test_a_column_has_as_many_places_as_its_longest_number() -> None:
    assert views.aligned(figures("29", "28.5", "-1")) == ("29.0", "28.5", "-1.0")
    assert views.aligned(figures("37.828", "36")) == ("37.828", "36.000")
    assert views.aligned(figures("1/3", "2")) == ("0.3333", "2.0000")
    assert views.aligned(figures("5", "0")) == ("5", "0")
    assert views.aligned([]) == ()


@pytest.mark.parametrize(
    ("text", "marked", "with_sign"),
    [
        ("15", "15.00", "＋15.00"),
        ("-2.5", "−2.50", "−2.50"),
        ("0", "0.00", "0.00"),
        ("0.125", "0.125", "＋0.125"),
        ("≈2.8182", "≈2.8182", "≈＋2.8182"),
        ("≈-0.0018", "≈−0.0018", "≈−0.0018"),
    ],
)
def test_marks_have_the_places_of_the_scheme_at_least(text: str, marked: str, with_sign: str) -> None:
    assert mark(text, 2) == marked
    assert signed(text, 2) == with_sign


def test_a_scheme_of_whole_marks_shows_no_places() -> None:
    assert (mark("15", 0), signed("3", 0), mark("2.5", 0)) == ("15", "＋3", "2.5")
    assert (mark("15", 1), signed("-3", 1)) == ("15.0", "−3.0")


def test_losses_in_a_scaled_block_weigh_as_much_as_they_cost(publication: Publication) -> None:
    result = publication.units["zhujianju"].result
    assert isinstance(result, InFull)
    losses = {loss.clause: loss for loss in views.losses(publication, result, views.item_names(publication))}
    # 4.25 marks of a block that is scaled by 36 ÷ 33, at 40 %
    assert losses["附件3第三类第1项"].weighted.exact == Fraction("4.25") * 36 / 33 * Fraction("0.4")
    # a block that is not scaled: 3 marks at 40 %
    assert losses["附件3第四类第4项"].weighted.exact == Fraction("1.2")
    order = [loss.weighted.exact for loss in losses.values()]
    assert order == sorted(order, reverse=True)


def test_losses_of_every_unit_add_up_to_what_it_lacks(publication: Publication) -> None:
    for unit in publication.units.values():
        result = unit.result
        assert isinstance(result, InFull)
        agency = result.components[0]
        losses = [
            loss
            for loss in views.losses(publication, result, views.item_names(publication))
            if loss.component == agency and loss.clause != agency.clause
        ]
        beside = sum(
            (row.points.exact for row in agency.rows if row.kind in BESIDE),
            Fraction(0),
        )
        if losses and not any(row.kind is RowKind.NOT_APPLICABLE for row in agency.rows):
            assert agency.full is not None
            lacking = agency.full.exact - agency.mark.exact + beside
            assert sum((loss.weighted.exact for loss in losses), Fraction(0)) == lacking * agency.factor.exact


def test_totals_that_look_alike_are_told_apart(publication: Publication) -> None:
    departments = next(group for group in publication.groups if group.id == "department")
    (alike,) = views.close(publication, departments)
    # 90.2749 before 90.2694 twice, which share a rank; 90.275 would round to 90.28
    assert [(unit.id, text) for unit, text in alike] == [
        ("shuiliju", "90.2749"),
        ("jiaoyunju", "90.2694"),
        ("nongyenongcunju", "90.2694"),
    ]
    town = next(group for group in publication.groups if group.id == "town")
    assert views.close(publication, town) == ()


def test_equal_ranks_all_count_among_the_first(publication: Publication) -> None:
    town = next(group for group in publication.groups if group.id == "town")
    assert [unit.id for unit in views.first(publication, town)] == ["jianping", "lingda", "shizi", "meizhu"]
