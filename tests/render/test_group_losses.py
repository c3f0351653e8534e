"""A unit's losses beside its group's, the factors that they are converted by, and the sum that closes with the total."""

from fractions import Fraction

import pytest

from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Publication
from assessment.disclosure.published_result import InFull
from assessment.exact import factor_of, factors_in
from assessment.period import Period
from assessment.render import views
from assessment.render.views.losses import Loss
from assessment.scoring.assessment import assess
from assessment.year.reading import read_year
from tests.disclosure.years import EDITION
from tests.folder import DATA
from tests.render import factors


@pytest.fixture(scope="module")
def publication() -> Publication:
    dataset = read_year(DATA, Period(2019)).whole
    return disclose(dataset, assess(dataset), Audience.PUBLIC, EDITION)


def lost(publication: Publication, unit: str) -> dict[str, Loss]:
    result = publication.units[unit].result
    assert isinstance(result, InFull)
    return {loss.clause: loss for loss in views.losses(publication, result, views.item_names(publication))}


def test_the_mean_of_a_group_counts_those_that_lost_nothing(publication: Publication) -> None:
    town = next(group for group in publication.groups if group.id == "town")
    means = views.mean_losses(publication, town)
    peer = [lost(publication, unit)["三（三）"].weighted.exact for unit in town.units]
    assert means["peer"] == sum(peer, Fraction(0)) / 9
    reports = [loss.weighted.exact for unit in town.units if (loss := lost(publication, unit).get("附件2第4项"))]
    (key,) = {loss.part for unit in town.units if (loss := lost(publication, unit).get("附件2第4项"))}
    assert len(reports) < 9
    assert means[key] == sum(reports, Fraction(0)) / 9


def test_losses_beyond_the_mean_are_what_the_page_s_numbers_differ_by(publication: Publication) -> None:
    town = next(group for group in publication.groups if group.id == "town")
    held = views.held_losses(tuple(lost(publication, "biqiao").values()), views.mean_losses(publication, town))
    for one in held:
        assert Fraction(one.beyond.text) == Fraction(one.loss.weighted.text) - Fraction(one.mean.text)
    # 5 lost of reports, 1 on average
    assert next((one.loss.clause, one.beyond.text) for one in views.most_beyond(held)) == ("附件2第4项", "4.00")


def test_factors_are_written_as_the_scheme_has_them_and_come_to_the_factor(publication: Publication) -> None:
    assert views.factors(lost(publication, "zhujianju")["附件3第三类第1项"]) == "×36÷33×0.4"
    # 9 × 36 ÷ 33 of 100 do not apply: 100 ÷ (100 − 108 ÷ 11), and no rounding of the final mark gets into it
    assert views.factors(lost(publication, "qixiangju")["附件3第二类第1项"]) == "×1100÷992×0.4"
    assert views.factors(lost(publication, "qixiangju")["附件3第三类第4项"]) == "×36÷33×1100÷992×0.4"
    for unit in publication.units:
        for loss in lost(publication, unit).values():
            assert factors.factor_of(views.factors(loss)) == loss.factor
    assert [factor_of(one) for one in factors_in("按标示分值折算（×36÷33）")] == [Fraction(12, 11)]


def test_what_was_lost_closes_with_the_total(publication: Publication) -> None:
    by_name = {}
    for unit in publication.units.values():
        text = views.closing_sum(publication, unit, tuple(lost(publication, unit.id).values()))
        whole, rest = text.removeprefix("共失").partition("（")[0].split("＝")
        terms = rest.replace("＋", "+").replace("−", "+-").split("+")
        assert Fraction(whole) == sum((Fraction(term) for term in terms), Fraction(0)), text
        by_name[unit.id] = text
    # 37.164 + 29 + 25.2848 + 0.5 = 91.9488
    assert by_name["lingda"] == "共失8.55＝100＋0.50−91.95"


def test_a_record_says_its_own_points_and_a_limit_where_it_acts(publication: Publication) -> None:
    loss = lost(publication, "chengguanju")["附件2第1项"]
    # six records of 12 points in all, of which the item holds 10
    (limit,) = [row for row in loss.rows if row.kind.value == "limit"]
    assert views.capped(loss, limit) == "以上共扣12分，扣完10分为止，实扣10分（少扣2分）"
    lines = [views.own_points(row) for row in loss.rows if row.kind.is_recorded]
    assert "2次×1＝2分" in lines
