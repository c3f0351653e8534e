"""How far ranks can be trusted, in words, as a chart and as data."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from assessment.dataset.year import Disclosure
from assessment.disclosure.publication import Publication
from assessment.disclosure.rank_ranges import ListRanges, MovingOption, PublishedRange, PublishedRanges
from assessment.pages import METHOD
from assessment.render import charts, views
from assessment.render.open_data.ranges import rank_range_table
from tests.disclosure.years import public
from tests.render.pages import page_of
from tests.render.test_charts import paths, words
from tests.scoring.shipped import dataset
from tests.scoring.test_effects import RECORDS

MOVED = MovingOption("bonus-attachment", "agency", 3)
LIST = ListRanges(
    "town",
    (
        PublishedRange("jianping", 1, 1, 1, 1, 1, None, Fraction(3)),
        PublishedRange("shizi", 2, 2, 3, 2, 3, MOVED, Fraction("0.2")),
        PublishedRange("taocheng", 3, 2, 3, 1, 3, None, Fraction(0)),
        PublishedRange("xinfa", 3, 3, 3, 3, 3, None, None),
    ),
    (("shizi", "taocheng"), ("taocheng", "xinfa")),
    Fraction("0.5"),
)
RANGES = PublishedRanges(("bonus-attachment",), ("ties", "rank-on"), ("ballot-average",), 36, 36, 4, (LIST,))


@pytest.fixture(scope="module")
def publication() -> Publication:
    return replace(public(dataset(RECORDS), Disclosure.FULL), ranges=RANGES)


def test_what_was_reckoned_is_told(publication: Publication) -> None:
    assert views.ranges_lead(publication, RANGES) == (
        "有1条解读，换一种读法分数就可能不同，共有36种组合，每一种都算过。"
        "另有2条只改变排名的办法，不改变分数，共有4种组合，单独列出。"
        "评议票不公开，与票的算法有关的1条不算。不公开的记录照现在的合计计入。"
    )
    many = replace(RANGES, count=30_000, reckoned=20_000, of_ranks=(), left_out=())
    assert views.ranges_lead(publication, many) == (
        "有1条解读，换一种读法分数就可能不同，共有30000种组合，数目太多，随机抽取20000种计算，名次的范围可能偏窄。"
        "不公开的记录照现在的合计计入。"
    )
    ballots_alone = replace(RANGES, of_marks=(), of_ranks=(), count=1, reckoned=1)
    assert views.ranges_lead(publication, ballots_alone) == (
        "评议票不公开，与票的算法有关的1条不算，其余换一种读法，分数都不变。"
    )


def test_what_was_found_is_told(publication: Publication) -> None:
    # taocheng and xinfa share the third rank as published, which needs no other reading
    assert [*views.range_findings(publication, LIST)] == [
        "在算过的36种组合里，4个单位中有2个名次不变。",
        "单独换一条读法，对1个单位影响最大的是：加在专业机构测评得分上，与其一并按40%计入总分。",
        "第2至第3名（shizi名、taocheng名），实际上分不出先后：换一种读法，先后就不同或者并列。",
        "最轻的一次扣0.5分。有1个单位只比下一名高不到0.5分，多扣或者少扣一次，先后就可能不同。",
    ]


def test_words_of_a_unit(publication: Publication) -> None:
    lines = [
        (
            views.range_words(one),
            views.numbered_words(one),
            views.most_words(publication, one),
            views.lead_words(one, LIST),
        )
        for one in LIST.units
    ]
    moves = "加在专业机构测评得分上，与其一并按40%计入总分（改为第3名）"
    assert lines == [
        ("不变", "第1名", "", "3.00分"),
        ("第2至第3名", "第2至第3名", moves, "0.20分，不到一次扣分"),
        ("第2至第3名", "第1至第3名", "单独换哪一条都不变，几条一起换才变", "总分相同"),
        ("不变", "第3名", "", ""),
    ]
    near = replace(LIST.units[0], lead=Fraction("0.0004"))
    assert views.lead_words(near, LIST) == "0.0004分，不到一次扣分"


def test_the_chart_has_a_bar_for_each_unit_that_moves_and_a_dot_for_all(publication: Publication) -> None:
    chart = charts.rank_bars(publication, LIST)
    assert chart is not None
    [bars], [dots] = paths(chart, "q"), paths(chart, "a")
    xs = sorted({x for x, _ in dots})
    assert [(x, y) for x, y in dots[::2]] == [(xs[rank - 1], 36.0 + 24 * row) for row, rank in enumerate((1, 2, 3, 3))]
    assert bars == [(xs[1], 60.0), (xs[2], 60.0), (xs[1], 84.0), (xs[2], 84.0)]
    assert [text for text in words(chart) if "–" in text] == ["2–3", "2–3"]
    assert chart.alternative == (
        "4个单位中，2个在算过的组合里名次都不变，名次会变的：shizi名第2名，在第2至第3名之间；taocheng名第3名，在第2至第3名之间。"
    )
    fixed = replace(LIST, units=LIST.units[:1])
    assert charts.rank_bars(publication, fixed) is None


def test_the_table(publication: Publication) -> None:
    table = rank_range_table(publication)
    assert table is not None
    option = "加在专业机构测评得分上，与其一并按40%计入总分。"
    assert table.rows[1][4:12] == (2, 2, 3, 2, 3, option, 3, Decimal("0.2"))
    assert table.rows[3][4:12] == (3, 3, 3, 3, 3, None, None, None)
    assert rank_range_table(replace(publication, ranges=None)) is None


def test_the_page_tells_of_ranges_where_there_are_any(publication: Publication) -> None:
    assert "名次的范围" in page_of(publication, METHOD, "")
    assert "名次的范围" not in page_of(replace(publication, ranges=None), METHOD, "")
