"""scripts/readings: how far each rank can be trusted, for the office before it decides."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise

from assessment.check import check
from assessment.commands.options import parser_of_year
from assessment.commands.running import run
from assessment.commands.which_year import choose_open_year
from assessment.dataset import Dataset
from assessment.dataset.scheme import RankingList
from assessment.errors import FaultyDataError
from assessment.exact import rounded
from assessment.findings import has_errors
from assessment.scoring.ledger import Ledger, Marked, sum_of
from assessment.scoring.ranking import order
from assessment.scoring.units import reckoning
from assessment.trust.combinations import Combinations, combinations
from assessment.trust.decisive import variance_shares
from assessment.trust.ranges import RankRange, inseparable_runs, rank_ranges
from assessment.trust.shift import shift
from assessment.year.reading import read_year

_CLOSING = ""
"""Stands for what is done to the sum of the components."""


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return what the command is given."""
    what = (
        "方案没有写明之处，各种读法全部组合起来，每个单位的名次在什么范围内；相邻两名相差多少，各环节对名次起多大作用。"
        "供审定以前内部使用，不写任何文件。"
    )
    return parser_of_year("readings", what, "正在填写的那一年").parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    return run(lambda: _tell(options), options.data)


def _tell(options: argparse.Namespace) -> int:
    """Write the report.

    Raises:
        FaultyDataError: if the data has errors.
    """
    year = read_year(options.data, choose_open_year(options, "分析"))
    findings = [*check(year)]
    if year.readable is None or has_errors(findings):
        raise FaultyDataError(findings)
    sys.stdout.write("".join(f"{line}\n" for line in report(year.readable)))
    return 0


def report(dataset: Dataset) -> Iterator[str]:
    """Yield the report of a year, a line each."""
    scheme = dataset.scheme
    marks_under = reckoning(dataset)
    found = combinations(scheme, dataset.alternatives, marks_under, scheme.year)
    yield "内部资料"
    yield from _counted(found)
    marks = marks_under(scheme)
    for one in scheme.lists:
        yield ""
        yield f"{one.name}："
        yield from _list_lines(dataset, one, found, marks)


def _counted(found: Combinations) -> Iterator[str]:
    if not found.of_marks:
        yield "没有另一种读法会改变分数的解读。"
    elif found.is_sample:
        drawn = f"太多，随机抽取{len(found.totals)}种计算，名次范围可能偏窄"
        yield f"改变分数的解读{len(found.of_marks)}条，共{found.count}种组合，{drawn}。"
    else:
        yield f"改变分数的解读{len(found.of_marks)}条，共{found.count}种组合，全部算过。"
    if found.of_ranks:
        yield f"另有{len(found.of_ranks)}条解读只改变排名的办法，不改变分数，共{found.count_of_ranks}种组合，另外写明。"


def _list_lines(dataset: Dataset, of: RankingList, found: Combinations, marks: Mapping[str, Ledger]) -> Iterator[str]:
    scheme = dataset.scheme
    ranges = rank_ranges([one.unit for one in order(scheme.units_of(of), marks, scheme.ranking).standings], found)
    if not ranges:
        yield "还有单位待定，排不出名次。"
        return
    names = {unit: dataset.units[unit].name for unit in scheme.units_of(of)}
    for one in ranges:
        yield f"  {names[one.unit]}：{_range_words(one, dataset)}"
    ranks = {one.unit: one.chosen for one in ranges}
    for run_of in inseparable_runs([*ranks], found):
        last = f"至第{ranks[run_of[-1]]}" if ranks[run_of[0]] != ranks[run_of[-1]] else ""
        units = "、".join(names[unit] for unit in run_of)
        yield f"  第{ranks[run_of[0]]}{last}名实际上分不出先后（换一种读法，先后就不同或者并列）：{units}"
    yield "  相邻两名："
    components = {component.key: component.name for component in scheme.components}
    for above, below in pairwise(one.unit for one in ranges):
        gap = marks[above].total - marks[below].total
        words = f"    {names[above]}比{names[below]}多{rounded(gap, 3)}分"
        as_summed = not any(sum_of(marks[unit].closing) for unit in (above, below))
        same = as_summed and scheme.marked_as(above) == scheme.marked_as(below)
        added_above, added_below = (_added(marks[unit], components) for unit in (above, below))
        least = shift(gap, added_above, added_below, _worth(dataset, above)) if same and gap > 0 else None
        if least is not None:
            words += (
                f"，{components[least.giver]}的权重移{rounded(least.points, 3)}分给{components[least.taker]}，两家就相同"
            )
        yield words
    added = [_added(marks[unit], components) | {_CLOSING: sum_of(marks[unit].closing)} for unit in ranks]
    shares = variance_shares({key: [of_unit[key] for of_unit in added] for key in (*components, _CLOSING)})
    parts = (
        f"{components.get(key, '对总分的调整')} {rounded(share * 100, 1)}%" for key, share in shares.items() if share
    )
    yield f"  对名次起的作用（占总分方差的比例）：{'，'.join(parts) or '总分全部相同'}"


def _range_words(one: RankRange, dataset: Dataset) -> str:
    words = f"第{one.chosen}名，{_of_marks(one, dataset)}"
    if one.every == one.marks:
        return words
    return f"{words}；连同只改变排名办法的读法，在第{one.every.best}名到第{one.every.worst}名之间"


def _of_marks(one: RankRange, dataset: Dataset) -> str:
    if one.marks.is_one:
        return "改变分数的读法怎样组合都不变"
    words = f"在第{one.marks.best}名到第{one.marks.worst}名之间"
    if one.most is None:
        return f"{words}，单独换一条读法不变，几条一起换才变"
    reading = next(reading for reading in dataset.scheme.readings if reading.id == one.most[0])
    option = next(option for option in reading.options if option.id == one.most[1])
    return f"{words}；影响最大的读法：{option.text.rstrip('。')}（改为第{one.most[2]}名）"


def _worth(dataset: Dataset, unit: str) -> Mapping[str, Fraction]:
    """Return the weight of each component of a unit, in points of the total; what is on top has none."""
    group = dataset.scheme.marked_as(unit)
    known = {one.key: one.points_of(group) for one in dataset.scheme.components_of(group) if not one.on_top}
    return {key: Fraction(points) for key, points in known.items() if points}


def _added(ledger: Ledger, keys: Iterable[str]) -> dict[str, Fraction]:
    """Return what each component adds to the total of a unit; 0 where it has no mark of it."""
    known = {one.component.key: one.weighted for one in ledger.components if isinstance(one, Marked)}
    return {key: known.get(key, Fraction(0)) for key in keys}


if __name__ == "__main__":
    sys.exit(main())
