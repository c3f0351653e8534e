"""What the charts of a page show: every unit as a dot that covers no other, and what was lost in proportion."""

import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

from assessment.build.edition import edition_of
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, InFull, Publication
from assessment.load.files import load
from assessment.render import charts, views
from assessment.render.charts.canvas import Canvas
from assessment.render.charts.palette import INK
from assessment.repository.clone import clone_of
from assessment.scoring.assessment import assess
from tests.folder import DATA

SVG = "{http://www.w3.org/2000/svg}"
FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")


@pytest.fixture(scope="module")
def publication() -> Publication:
    charts.use_font(FONT)
    dataset = load(DATA, 2019).dataset()
    return disclose(dataset, assess(dataset), Audience.PUBLIC, edition_of(clone_of(DATA)))


def paths(chart: charts.Chart, colour: str) -> list[list[tuple[float, float]]]:
    """The points of each shape in a colour."""
    return [
        [(float(x), float(y)) for x, y in re.findall(r"[ML](\S+?) ([\d.]+)", path.attrib["d"])]
        for path in ElementTree.fromstring(chart.svg).iter(f"{SVG}path")
        if path.attrib["class"] == colour
    ]


def words(chart: charts.Chart) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(chart.svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("unit", ["biqiao", "chengguanju", "fagaiwei"])
def test_every_unit_of_the_group_is_a_dot_that_covers_no_other(publication: Publication, unit: str) -> None:
    shown = publication.units[unit]
    group = views.group_of(publication, shown)
    chart = charts.standing(publication, group, shown)
    assert chart is not None
    others, own = paths(chart, "q"), paths(chart, "a")
    assert len(others) == len(own) == 4, "the total and three components that have full marks"
    for row, [mine, _] in zip(others, own, strict=True):
        dots = row[::2]
        assert len(dots) == len(group.units) - 1
        for one, other in combinations(dots, 2):
            assert (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 > 5.8**2
        assert all((x - mine[0]) ** 2 + (y - mine[1]) ** 2 > 8.3**2 for x, y in dots)
        assert all(0 < x < chart.width and 0 < y < chart.height for x, y in [*dots, mine])


def test_dots_stand_where_the_marks_are(publication: Publication) -> None:
    shown = publication.units["biqiao"]
    chart = charts.standing(publication, views.group_of(publication, shown), shown)
    assert chart is not None
    assert words(chart)[:3] == ["得分率", "总分", "81.2%"]
    assert "总分81.2%（本组平均89.1%）" in chart.alternative
    # The scale runs from 70 to 100 over the line in the middle of each row.
    left, right = paths(chart, "l")[0]
    at = {name: paths(chart, "a")[row][0][0] for row, name in enumerate(("total", "agency", "daily"))}
    for name, rate in (("total", 81.17), ("agency", 79.77), ("daily", 76.67)):
        assert at[name] == pytest.approx(left[0] + (rate - 70) / 30 * (right[0] - left[0]), abs=0.2), name


def test_bars_are_as_long_as_what_was_lost(publication: Publication) -> None:
    shown = publication.units["biqiao"]
    assert isinstance(shown.result, InFull)
    losses = views.losses(publication, shown.result, views.item_names(publication))
    chart = charts.lost(shown, losses)
    assert chart is not None
    [points] = paths(chart, "o")
    lengths = [end[0] - start[0] for start, end in zip(points[::2], points[1::2], strict=True)]
    assert len(lengths) == charts.MOST_LOSSES < len(losses)
    for length, loss in zip(lengths, losses, strict=False):
        assert length / lengths[0] == pytest.approx(float(loss.weighted.exact / losses[0].weighted.exact), abs=0.01)
        assert f"−{loss.weighted.text}" in words(chart)
    assert f"另有{len(losses) - charts.MOST_LOSSES}项见表" in chart.alternative


def test_where_nothing_was_lost_there_is_no_chart(publication: Publication) -> None:
    assert charts.lost(publication.units["biqiao"], ()) is None


def test_text_stays_text_on_one_line() -> None:
    canvas = Canvas(40)
    canvas.text((0, 20), "$x^2$ <b>&\n\u202e镇", colour=INK)
    chart = canvas.chart("甲\u202e乙")
    assert words(chart) == ["$x^2$ <b>& 镇"]
    assert chart.alternative == "甲乙"
