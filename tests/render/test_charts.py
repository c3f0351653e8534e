"""What the charts of a page show: every unit as a dot that covers no other, and what was lost in proportion."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from time import process_time
from xml.etree import ElementTree

import pytest

from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, ByComponent, InFull, Publication
from assessment.glyphs import replacement
from assessment.period import Period
from assessment.release.edition import edition_of
from assessment.render import charts, views
from assessment.render.charts import swarm
from assessment.render.charts.canvas import Canvas
from assessment.render.charts.lost import MOST
from assessment.render.charts.palette import INK, part_colours
from assessment.render.charts.rates import Rates
from assessment.repository.clone import clone_of
from assessment.scoring.assessment import assess
from assessment.year.reading import read_year
from tests.folder import DATA
from tests.load.test_glyphs import font_of

SVG = "{http://www.w3.org/2000/svg}"
FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")


@pytest.fixture(scope="module")
def publication() -> Publication:
    dataset = read_year(DATA, Period(2019)).whole
    return disclose(dataset, assess(dataset), Audience.PUBLIC, edition_of(clone_of(DATA)))


def standing(publication: Publication, unit: str) -> charts.Chart:
    shown = publication.units[unit]
    group = views.group_of(publication, shown)
    chart = charts.standing(group, charts.Swarm(charts.rates(publication, group)), shown)
    assert chart is not None
    return chart


def paths(chart: charts.Chart, colour: str) -> list[list[tuple[float, float]]]:
    """The points of each shape in a colour."""
    return [
        [(float(x), float(y)) for x, y in re.findall(r"[ML](\S+?) ([\d.]+)", path.attrib["d"])]
        for path in ElementTree.fromstring(chart.svg).iter(f"{SVG}path")
        if path.attrib["class"] == colour
    ]


def words(chart: charts.Chart) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(chart.svg).iter(f"{SVG}text")]


def places(marks: list[float], own: int | None = None) -> list[tuple[float, float]]:
    """Where the dots of one row of a group stand, the others' from left to right, then the one that stands out."""
    row = Rates("总分", {f"u{index}": mark for index, mark in enumerate(marks)})
    chart = charts.Swarm([row]).draw("" if own is None else f"u{own}", "").chart("", "")
    return [point for colour in "qa" for shape in paths(chart, colour) for point in shape[::2]]


@pytest.mark.parametrize("unit", ["biqiao", "chengguanju", "fagaiwei"])
def test_every_unit_of_the_group_is_a_dot_that_covers_no_other(publication: Publication, unit: str) -> None:
    chart = standing(publication, unit)
    group = views.group_of(publication, publication.units[unit])
    others, own = paths(chart, "q"), paths(chart, "a")
    assert len(others) == len(own) == 4, "the total and three components that have full marks"
    for row, [mine, _] in zip(others, own, strict=True):
        dots = row[::2]
        assert len(dots) == len(group.units) - 1
        for one, other in combinations(dots, 2):
            assert (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 > 5.8**2
        assert all((x - mine[0]) ** 2 + (y - mine[1]) ** 2 > 8.3**2 for x, y in dots)
        assert all(0 < x < chart.width and 0 < y < chart.height for x, y in [*dots, mine])


MARKS: dict[str, Callable[[int], list[float]]] = {
    "all alike": lambda count: [100.0] * count,
    "two marks": lambda count: [90.0 + 10 * (index % 2) for index in range(count)],
    "spread": lambda count: [100 * (index * 0.618 % 1) for index in range(count)],
    "in a heap": lambda count: [80 + (index * 0.618 % 1) ** 3 for index in range(count)],
    "below nothing": lambda count: [index - 3.5 for index in range(count)],
}


@pytest.mark.parametrize("count", [1, 2, 60, 420])
@pytest.mark.parametrize("kind", MARKS)
def test_dots_of_a_group_of_any_size_cover_no_other(kind: str, count: int) -> None:
    rows = [Rates("总分", {f"u{index}": mark for index, mark in enumerate(MARKS[kind](count))})]
    chart = charts.Swarm(rows).draw("u0", "").chart("", "")
    shapes = [path for path in ElementTree.fromstring(chart.svg).iter(f"{SVG}path") if path.attrib["class"] == "q"]
    size = float(shapes[0].attrib["stroke-width"]) if shapes else 0
    dots = sorted(point for shape in paths(chart, "q") for point in shape[::2])
    [[mine, _]] = paths(chart, "a")
    assert len(dots) == count - 1
    # Places are written with one decimal.
    for index, (x, y) in enumerate(dots):
        for other in dots[index + 1 :]:
            if other[0] - x > size:
                break
            assert (x - other[0]) ** 2 + (y - other[1]) ** 2 >= (size - 0.15) ** 2
        assert (x - mine[0]) ** 2 + (y - mine[1]) ** 2 >= ((size + swarm.OWN) / 2 - 0.15) ** 2
    assert all(0 < x < chart.width and 0 < y < chart.height for x, y in [*dots, mine])
    assert chart.height < 320, "no row is endless"


def test_units_that_stand_in_one_place_are_stacked_from_the_line() -> None:
    dots = places([80.0] * 5)
    assert [(x - dots[0][0], y - dots[0][1]) for x, y in dots] == [(0, 0), (0, 6), (0, -6), (0, 12), (0, -12)]


def test_the_unit_that_stands_out_is_on_the_line_and_others_keep_clear_of_it() -> None:
    *others, own = places([80.0, 80.0, 80.0], own=1)
    assert [(x - own[0], y - own[1]) for x, y in others] == [(0, 9), (0, -9)]


@pytest.mark.parametrize("kind", MARKS)
def test_the_work_grows_with_the_units(kind: str) -> None:
    """Eight times the units are about eight times the work, far from the square of it and from the cube that it was."""
    seconds = []
    for count in (60, 480):
        group = charts.Swarm([Rates("总分", {f"u{index}": mark for index, mark in enumerate(MARKS[kind](count))})])
        runs = []
        for _ in range(3):
            start = process_time()
            group.draw("u0", "").chart("", "")
            runs.append(process_time() - start)
        seconds.append(min(runs))
    assert seconds[1] / seconds[0] < 32


def test_dots_stand_where_the_marks_are(publication: Publication) -> None:
    chart = standing(publication, "biqiao")
    assert words(chart)[:3] == ["总分、得分率", "总分", "81.17分"]
    assert "总分81.17分（本组平均89.13分）" in chart.alternative
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
    assert len(lengths) == MOST < len(losses)
    for length, loss in zip(lengths, losses, strict=False):
        assert length / lengths[0] == pytest.approx(float(loss.weighted.exact / losses[0].weighted.exact), abs=0.01)
        assert f"−{loss.weighted.text}" in words(chart)
    assert f"另有{len(losses) - MOST}项见表" in chart.alternative
    assert chart.caption == "按对总分的影响从大到小，画出前8项；数字是折合总分的失分。"


def test_where_nothing_was_lost_there_is_no_chart(publication: Publication) -> None:
    assert charts.lost(publication.units["biqiao"], ()) is None


def test_text_stays_text_on_one_line() -> None:
    canvas = Canvas(40)
    canvas.text((0, 20), "$x^2$ <b>&\n\u202e镇", colour=INK)
    chart = canvas.chart("甲\u202e乙", "丙")
    assert words(chart) == ["$x^2$ <b>& 镇"]
    assert (chart.alternative, chart.caption) == ("甲乙", "丙")


def coloured(template: Part, *parts: tuple[str, Method]) -> dict[str, str]:
    return part_colours(replace(template, id=id, method=method) for id, method in parts)


def test_a_part_has_the_colour_of_its_method_wherever_it_stands(publication: Publication) -> None:
    template = replace(publication.scheme.components[0], items=())
    parts = [(method.value, method) for method in Method]
    colours = coloured(template, *parts)
    assert len(set(colours.values())) == len(Method)
    assert coloured(template, *reversed(parts)) == colours
    assert coloured(template, parts[0]) == {parts[0][0]: colours[parts[0][0]]}


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("count", [2, 3, 7])
def test_parts_of_one_method_differ(publication: Publication, method: Method, count: int) -> None:
    parts = [(f"p{index}", method) for index in range(count)]
    colours = coloured(replace(publication.scheme.components[0], items=()), *parts)
    assert len(set(colours.values())) == count
    assert coloured(replace(publication.scheme.components[0], items=()), *reversed(parts)) == colours


def reordered(publication: Publication) -> Publication:
    """The same year under a scheme that names its components the other way round."""
    components = tuple(reversed(publication.scheme.components))
    return replace(publication, scheme=replace(publication.scheme, components=components))


def test_charts_find_components_by_id(publication: Publication) -> None:
    for group in publication.groups:
        total, *rows = charts.rates(publication, group)
        assert charts.rates(reordered(publication), group) == [total, *reversed(rows)]


def test_on_paper_parts_are_as_long_as_their_marks_in_any_order(publication: Publication) -> None:
    group = publication.groups[0]
    best = publication.units[group.ranking[0]].result
    assert isinstance(best, ByComponent)
    marks = {mark.id: float(mark.weighted.exact) for mark in best.components}
    colours = part_colours(publication.scheme.components)
    for version in (publication, reordered(publication)):
        chart = charts.makeup(version, group, [FONT])
        assert chart is not None
        bars: dict[str, float] = {}
        for shape in re.findall(
            r'd="M ([\d.]+) [^"]*?L ([\d.]+) [^"]*z\s*"[^>]*style="fill: (#\w+)"', chart.svg.decode()
        ):
            bars.setdefault(shape[2], float(shape[1]) - float(shape[0]))
        lengths = {id: bars[colours[id]] for id in marks if marks[id] > 0}
        scale = sum(lengths.values()) / sum(marks[id] for id in lengths)
        assert lengths == pytest.approx({id: marks[id] * scale for id in lengths}, rel=0.01)


def test_a_rare_character_is_drawn_in_a_font_of_the_county_s_own(publication: Publication, tmp_path: Path) -> None:
    rare = "\U0002ebf0"
    own = tmp_path / "own.ttf"
    font_of(rare, own)
    group = publication.groups[0]
    units = {id: replace(unit, name=f"甲{rare}镇") for id, unit in publication.units.items()}
    renamed = replace(publication, units=units)
    shown, replaced = (charts.makeup(renamed, group, fonts) for fonts in ([FONT, own], [FONT]))
    assert shown is not None
    assert replaced is not None
    fewer = len(replacement(rare, rare)) - 1
    assert replaced.svg.count(b"<use ") - shown.svg.count(b"<use ") == fewer * len(group.ranking)
