"""A year shows no more of its rounds than they do and says where a mark comes from; a round is held against the last."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest

from assessment.dataset import Dataset
from assessment.dataset.year import Disclosure, Stage
from assessment.disclosure.column import Column
from assessment.disclosure.comparison import Alike, compare_group, compare_unit, earlier
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Publication
from assessment.disclosure.published_result import InFull
from assessment.load.county import load_county
from assessment.pages import RANKING
from assessment.period import Period
from assessment.render import views
from assessment.render.circular.write import circular_of
from assessment.render.documents.compose import Composer
from assessment.render.open_data.results import results
from assessment.render.site.navigation import outline_of, switch
from assessment.root import ROOT
from assessment.scoring.assessment import assess
from tests.disclosure.years import EDITION
from tests.folder import DATA
from tests.render.pages import page_of, text_of
from tests.rounds.county import Q1, Q2, Rounds

LEVELS = [level for level in Disclosure if level is not Disclosure.GRADES]
"""The schemes have no grades."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Rounds:
    return Rounds(tmp_path_factory.mktemp("rounds"))


@pytest.fixture(scope="module")
def year(folder: Rounds) -> Dataset:
    return folder.dataset("2023")


def at(dataset: Dataset, level: Disclosure, stage: Stage = Stage.PUBLISHED) -> Dataset:
    """A year or round at a level."""
    return replace(dataset, year=replace(dataset.year, stage=stage, disclosure=level, leading=1))


def with_rounds_at(year: Dataset, *levels: Disclosure) -> Dataset:
    """The year, with its rounds at some levels."""
    return replace(
        year, rounds={of: at(one, level) for (of, one), level in zip(year.rounds.items(), levels, strict=True)}
    )


def public(dataset: Dataset, audience: Audience = Audience.PUBLIC) -> Publication:
    return disclose(dataset, assess(dataset), audience, EDITION)


@pytest.mark.parametrize(("round_level", "year_level"), [*product(LEVELS, LEVELS)])
def test_the_lowest_level_of_all_holds(year: Dataset, round_level: Disclosure, year_level: Disclosure) -> None:
    shown = public(at(with_rounds_at(year, Disclosure.FULL, round_level), year_level)).disclosure
    assert shown is min(round_level, year_level, key=[*Disclosure].index)


def test_a_part_of_a_round_is_shown_where_the_round_shows_its_parts(year: Dataset) -> None:
    rounds = next(part for part in year.scheme.components if part.waves)
    waves = tuple(replace(wave, part="post") for wave in rounds.waves)
    scheme = replace(year.scheme, components=(replace(rounds, waves=waves), *year.scheme.components[1:]))
    of_parts = replace(year, scheme=scheme)
    for level in LEVELS:
        shown = public(at(with_rounds_at(of_parts, level, level), Disclosure.FULL)).disclosure
        assert shown is (level if level in (Disclosure.COMPONENTS, Disclosure.FULL) else Disclosure.NONE)


@pytest.mark.parametrize("stage", [Stage.COLLECTING, Stage.UNDER_REVIEW])
def test_nothing_of_a_round_before_its_approval(year: Dataset, stage: Stage) -> None:
    rounds = {of: at(one, Disclosure.FULL, stage) for of, one in year.rounds.items()}
    assert public(at(replace(year, rounds=rounds), Disclosure.FULL)).disclosure is Disclosure.NONE


def changed(year: Dataset, post: int, reply: int) -> Dataset:
    """The year with other marks of 东镇 in the second quarter."""
    second = year.rounds[Q2]
    record = second.records["dong"]
    more = {"post": post, "reply": reply}
    marks = tuple(
        replace(mark, mark=mark.mark + more[mark.component]) for mark in record.marks if isinstance(mark.mark, Decimal)
    )
    other = replace(second, records={**second.records, "dong": replace(record, marks=marks)})
    return replace(year, rounds={**year.rounds, Q2: other})


def test_what_a_round_hides_changes_nothing_that_the_year_shows(year: Dataset) -> None:
    """Twins: the same but for what the round does not show."""
    for level, post, reply in ((Disclosure.NONE, -5, 0), (Disclosure.TOTALS, -5, 5)):
        here, there = (
            public(at(with_rounds_at(one, Disclosure.FULL, level), Disclosure.FULL))
            for one in (year, changed(year, post, reply))
        )
        assert here.units == there.units
        assert here.groups == there.groups


def test_the_public_sees_from_which_round_a_mark_comes(year: Dataset) -> None:
    result = public(at(with_rounds_at(year, Disclosure.FULL, Disclosure.FULL), Disclosure.FULL)).units["xi"].result
    assert isinstance(result, InFull)
    rows = [row for component in result.components for row in component.rows if row.round is not None]
    assert [(row.label, row.points.exact, row.round) for row in rows] == [
        ("第一季度：2023年第一季度总分", Fraction(70, 4), Q1),
        ("第二季度：2023年第二季度总分", Fraction(75), Q2),
    ]


def column(year: Dataset) -> Column:
    """The year with its rounds, all in full."""
    rounds = [public(at(one, Disclosure.FULL)) for one in year.rounds.values()]
    whole = public(at(with_rounds_at(year, Disclosure.FULL, Disclosure.FULL), Disclosure.FULL))
    before = replace(whole, period=Period(2022), name="2022年")
    return Column((whole, *reversed(rounds), before))


def test_a_round_is_held_against_the_one_before_and_a_year_against_years(year: Dataset) -> None:
    whole, second, first, before = column(year).publications
    assert [*earlier(column(year), second)] == [first]
    assert [*earlier(column(year), first)] == []
    assert [*earlier(column(year), whole)] == [before]


def test_the_change_against_the_round_before(year: Dataset) -> None:
    """东镇 80 to 88, 西镇 70 to 100: the mean of 75 to 94."""
    _, second, first, _ = column(year).publications
    group = compare_group(second, first, "town")
    unit = compare_unit(second, first, second.units["dong"])
    assert group is not None
    assert unit is not None
    assert isinstance(group.mean, Alike)
    assert isinstance(unit.total, Alike)
    assert (group.name, group.mean.before.text, group.mean.change.text) == ("2023年第一季度", "75.00", "19.00")
    assert (unit.name, unit.total.change.text) == ("2023年第一季度", "8.00")
    assert unit.places is not None
    assert [place.rank for place in unit.places] == [1, 2]


def test_the_open_data_of_a_round_have_the_change(year: Dataset) -> None:
    _, second, first, _ = column(year).publications
    table = results(second, first)
    assert table is not None
    rows = [dict(zip([column.name for column in table.columns], row, strict=True)) for row in table.rows]
    lines = [[str(row[name]) for name in ("年度", "轮次", "单位", "总分", "上一轮总分", "比上一轮增减")] for row in rows]
    assert lines == [
        ["2023", "第二季度", "东镇", "88.00", "80.00", "8.00"],
        ["2023", "第二季度", "西镇", "100.00", "70.00", "30.00"],
    ]
    alone = results(first)
    assert alone is not None
    assert "上一轮总分" not in [column.name for column in alone.columns]


def test_the_change_stands_beside_the_total_on_every_list(year: Dataset) -> None:
    whole, second, first, _ = column(year).publications
    ranking = page_of(second, RANKING, "", changes=views.change_column(second, first))
    assert "总分比上一轮" in ranking
    assert "西镇6040100.00＋30.00" in ranking
    composer = Composer(ROOT / "theme" / "print", second, load_county(DATA).county, first)
    assert "88.00＋8.00" in text_of(composer.parts({})["ranking"])
    circular = circular_of(second, first, load_county(DATA).county, ())
    assert circular is not None
    table = circular.annexes[0].table
    assert [head.text for head in table.heads][-2:] == ["总分", "比上一轮"]
    assert [row[-2:] for row in table.rows] == [("100.00", "＋30.00"), ("88.00", "＋8.00")]
    # Of the first round there is none before, and a year is not held against another one here.
    assert views.change_column(first, None) == {}
    assert views.change_column(whole, first) == {}
    assert "比上一轮" not in page_of(first, RANKING, "", changes={})


def test_less_and_no_more_are_told_with_their_signs(year: Dataset) -> None:
    """As if the second round came first: 88 to 80 and 100 to 70; and each round beside itself."""
    _, second, first, _ = column(year).publications
    assert views.change_column(first, second) == {"dong": "−8.00", "xi": "−30.00"}
    assert views.change_column(first, first) == {"dong": "0.00", "xi": "0.00"}


def months(year: Dataset) -> Column:
    """A year of twelve months, and the two years before."""
    second = column(year).publications[1]
    names = [Period(2023, f"m{number:02d}") for number in range(12, 0, -1)]
    rounds = [replace(second, period=period, name=f"2023年{period.round_name}", after=None) for period in names]
    years = [replace(second, period=Period(at), name=f"{at}年", after=None) for at in (2023, 2022, 2021)]
    return Column((years[0], *rounds, *years[1:]))


def test_many_rounds_are_folded_into_one_line(year: Dataset) -> None:
    every = months(year)
    shown = every.publications[6]
    outlines = tuple(map(outline_of, every.publications))
    found = switch(outlines, shown.period, RANKING)
    assert [other.name for other in found.near] == ["2023年", "2023年12月", "2023年11月", "2023年7月", "2022年", "2021年"]
    assert [other.name for other in found.near if other.current] == ["2023年7月"]
    assert len(found.every) == 15
    assert [other.path for other in found.every][1:3] == ["2023-m12/ranking/index.html", "2023-m11/ranking/index.html"]
    page = page_of(shown, RANKING, "", layout="base.html", years=found, other_version=str, standard=str, icon="icon.svg")
    assert "全部15期" in page
    few = switch(outlines[:8], shown.period, RANKING)
    assert (len(few.near), few.every) == (8, ())
