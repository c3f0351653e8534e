"""What the charts of a page show: every unit as a dot that covers no other, and what was lost in proportion."""

import io
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from time import process_time
from types import MappingProxyType
from xml.etree import ElementTree

import pytest
from PIL import Image

from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Publication
from assessment.disclosure.published_result import InFull
from assessment.errors import RequestError
from assessment.period import Period
from assessment.release.edition import edition_of
from assessment.render import charts, views
from assessment.render.charts import png, swarm
from assessment.render.charts.canvas import Canvas
from assessment.render.charts.lost import MOST
from assessment.render.charts.makeup import _scale
from assessment.render.charts.palette import INK, LOSS
from assessment.render.charts.png import png_of
from assessment.render.charts.rates import Rates
from assessment.render.charts.sketch import Sketch, Stroke, Words
from assessment.render.charts.svg import svg_of
from assessment.repository.clone import clone_of
from assessment.scoring.assessment import assess
from assessment.year.reading import read_year
from tests.folder import DATA

SVG = "{http://www.w3.org/2000/svg}"


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
        for path in ElementTree.fromstring(svg_of(chart.sketch)).iter(f"{SVG}path")
        if path.attrib["class"] == colour
    ]


def words(chart: charts.Chart) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(svg_of(chart.sketch)).iter(f"{SVG}text")]


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


@pytest.mark.parametrize("count", [1, 2, 60, swarm.MOST_DOTS - 1])
@pytest.mark.parametrize("kind", MARKS)
def test_dots_of_a_group_of_any_size_cover_no_other(kind: str, count: int) -> None:
    rows = [Rates("总分", {f"u{index}": mark for index, mark in enumerate(MARKS[kind](count))})]
    chart = charts.Swarm(rows).draw("u0", "").chart("", "")
    shapes = [
        path for path in ElementTree.fromstring(svg_of(chart.sketch)).iter(f"{SVG}path") if path.attrib["class"] == "q"
    ]
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


@pytest.mark.parametrize("count", [swarm.MOST_DOTS, 420])
@pytest.mark.parametrize("kind", MARKS)
def test_of_many_units_bars_say_how_many_stand_where(kind: str, count: int) -> None:
    row = Rates("总分", {f"u{index}": mark for index, mark in enumerate(MARKS[kind](count))})
    group = charts.Swarm([row])
    chart = group.draw("u0", "").chart("", "")
    [bars], [[mine, _]] = paths(chart, "q"), paths(chart, "a")
    heights = [foot[1] - top[1] for foot, top in zip(bars[::2], bars[1::2], strict=True)]
    assert max(heights) == swarm.HIGHEST - swarm.BAR
    # The axis says what the bars are; so do the words below the chart.
    assert "竖条越高，单位越多" in words(chart)
    assert group.legend == "竖条越高，在那一段的单位越多"
    spots = group.spots()
    assert mine == pytest.approx(spots["u0"][0], abs=0.06)
    found = Counter(min(range(len(heights)), key=lambda at: abs(bars[2 * at][0] - x)) for ((x, _),) in spots.values())
    most = max(found.values())
    assert all(abs(heights[at] / max(heights) - many / most) < 0.2 for at, many in found.items())
    assert all(0 < x < chart.width and 0 < y < chart.height for x, y in [*bars, mine])
    assert chart.height < 160


def test_one_row_of_many_makes_bars_of_all() -> None:
    rows = [Rates("一", dict.fromkeys("ab", 80.0)), Rates("二", {f"u{index}": 90.0 for index in range(swarm.MOST_DOTS)})]
    assert len(paths(charts.Swarm(rows).draw("", "").chart("", ""), "q")) == 2
    assert [one.legend for one in (charts.Swarm(rows[:1]), charts.Swarm(rows))] == [
        "每个圆点代表一个单位",
        "竖条越高，在那一段的单位越多",
    ]


def test_matplotlib_is_loaded_when_the_first_chart_is_drawn() -> None:
    script = (
        "import sys, assessment.commands.build, assessment.commands.validate\n"
        "print(*(name for name in ('matplotlib', 'weasyprint') if name in sys.modules))\n"
        "from assessment.render.charts.canvas import Canvas\n"
        "from assessment.render.charts.pictures import pictures_of\n"
        "chart = Canvas(10).chart('', '')\n"
        "print('matplotlib' in sys.modules)\n"
        "pictures_of(chart.sketch, None)\n"
        "print('matplotlib' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "\nFalse\nTrue\n"


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


def reordered(publication: Publication) -> Publication:
    """The same year under a scheme that names its components the other way round."""
    components = tuple(reversed(publication.scheme.components))
    return replace(publication, scheme=replace(publication.scheme, components=components))


def test_charts_find_components_by_id(publication: Publication) -> None:
    for group in publication.groups:
        total, *rows = charts.rates(publication, group)
        assert charts.rates(reordered(publication), group) == [total, *reversed(rows)]


def charts_of(
    publication: Publication, instead: Mapping[int, str] = MappingProxyType({})
) -> tuple[charts.PaperChart, ...]:
    return charts.makeup(publication, publication.groups[0], "Song, Own0", instead)


def test_on_paper_dots_stand_where_the_totals_are_beside_the_average(publication: Publication) -> None:
    [chart] = charts_of(publication)
    group = publication.groups[0]
    assert group.summary is not None
    drawing = ElementTree.fromstring(chart.svg)
    texts = {text.text: float(text.attrib["x"]) for text in drawing.iter(f"{SVG}text")}
    low, high = (float(texts[mark]) for mark in ("80", "100"))
    dots = [float(dot.attrib["cx"]) for dot in drawing.iter(f"{SVG}circle")]
    results = [publication.units[unit].result for unit in group.ranking]
    totals = [float(result.total.exact) for result in results if isinstance(result, InFull)]
    assert dots == pytest.approx([low + (total - 80) / 20 * (high - low) for total in totals], abs=0.1)
    mean = float(group.summary.mean.exact)
    assert texts[f"本组平均{group.summary.mean.text}"] == pytest.approx(low + (mean - 80) / 20 * (high - low), abs=0.1)
    assert "0" not in texts, "from zero all would look alike"
    assert all(text.attrib["font-family"] == "Song, Own0" for text in drawing.iter(f"{SVG}text"))


@pytest.mark.parametrize(
    ("marks", "scale"),
    [
        ([81.2, 95.4], (80, 100, 5)),
        ([89.7, 90.1], (89, 91, 1)),
        ([90.0, 90.0], (90, 91, 1)),
        ([-3.0, 4.0], (-4, 4, 2)),
        ([412.0, 880.0], (400, 900, 100)),
        ([5.0, 29000.0], (0, 29000, 1000)),
    ],
)
def test_the_scale_is_about_the_marks(marks: list[float], scale: tuple[int, int, int]) -> None:
    found = _scale(marks)
    assert (found.first, found.last, found.step) == scale


def test_a_great_group_has_several_drawings(publication: Publication) -> None:
    group = publication.groups[0]
    many = replace(publication, groups=(replace(group, ranking=group.ranking * 8),))
    drawn = charts_of(many)
    dots = [chart.svg.count(b"<circle") for chart in drawn]
    assert dots == [34, 34, 4]


def test_without_totals_there_is_none(publication: Publication) -> None:
    group = publication.groups[0]
    assert charts_of(replace(publication, groups=(replace(group, ranking=()),))) == ()


def test_what_no_font_has_is_drawn_in_another_form(publication: Publication) -> None:
    units = {id: replace(unit, name="甲\ue000镇") for id, unit in publication.units.items()}
    [chart] = charts_of(replace(publication, units=units), {0xE000: "〓（U+E000）"})
    assert "甲〓（U+E000）镇" in chart.svg.decode()


def test_every_chart_of_a_page_comes_with_what_it_is_drawn_from(publication: Publication) -> None:
    [group] = [group for group in publication.groups if group.id == "town"]
    spread = charts.spread(publication, group, charts.Swarm(charts.rates(publication, group))).data
    assert spread.heads == ("单位", "总分（分）", "专业机构测评得分率（%）", "日常测评得分率（%）", "双向互评得分率（%）")
    assert len(spread.rows) == len(group.units) == 9
    [biqiao] = [row for row in spread.rows if row[0] == "毕桥镇"]
    assert [*map(str, biqiao)] == ["毕桥镇", "81.17", "79.8", "76.7", "87.5"]
    unit = publication.units["biqiao"]
    assert isinstance(unit.result, InFull)
    losses = views.losses(publication, unit.result, views.item_names(publication))
    chart = charts.lost(unit, losses)
    assert chart is not None
    assert chart.data.heads == ("项目", "环节", "折合总分失分")
    assert [row[0] for row in chart.data.rows] == [loss.name for loss in losses], "those that are not drawn, too"
    assert len(losses) > MOST
    assert str(chart.data.rows[0][2]) == "5"
    [item] = [one for one in views.items(publication, views.item_names(publication)) if one.address == "agency/3/2"]
    drawn = charts.item_spread(publication, item)
    assert drawn is not None
    assert drawn.data.heads == ("单位", "组别", "得分", "满分")
    assert [*map(str, drawn.data.rows[0])] == ["建平镇", "乡镇", "5", "6"]


def test_a_png_is_the_drawing_three_times_as_large() -> None:
    line = Stroke(((2, 10), (18, 10), (18, 20), (18, 20)), 4, LOSS)
    words = Words((10, 36), "一", "center", INK)
    picture = Image.open(io.BytesIO(png_of(Sketch((20, 40), (line,), (words,))))).convert("RGB")
    assert picture.size == (60, 120)
    loss, paper = (0x9A, 0x3D, 0x12), (255, 255, 255)
    # the line, its round end, the dot of no length; beside them, paper
    seen = {place: picture.getpixel(place) for place in ((30, 30), (57, 30), (54, 60), (30, 45), (30, 70))}
    assert seen == {(30, 30): loss, (57, 30): loss, (54, 60): loss, (30, 45): paper, (30, 70): paper}
    row = [picture.getpixel((30, y)) for y in range(75, 110)]
    assert any(pixel == (0x1C, 0x27, 0x33) for pixel in row), "the stroke of 一 in the colour of ink"
    assert png_of(Sketch((20, 40), (line,), (words,))) == png_of(Sketch((20, 40), (line,), (words,)))


def test_a_long_list_gets_a_smaller_picture() -> None:
    """Eight hundred units, a line of 24 points each: dots for all of it at three times the size would fill the memory."""
    sizes = {
        height: Image.open(io.BytesIO(png_of(Sketch((296, height), (), ())))).size for height in (300, 3_600, 19_200)
    }
    assert sizes == {300: (888, 900), 3_600: (592, 7_200), 19_200: (296, 19_200)}


def test_a_missing_font_is_said_in_a_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(png, "_FONT", tmp_path / "none.ttc")
    png._font.cache_clear()
    with pytest.raises(RequestError, match=r"^缺少字库 none\.ttc（软件包 fonts-noto-cjk），"):
        png_of(Sketch((20, 40), (), (Words((10, 36), "一", "center", INK),)))
    png._font.cache_clear()
