"""Grade bands give every total of every list one grade, and no two grades one name."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from assessment.check.bounds import total_bounds
from assessment.check.facts import Facts
from assessment.dataset.scheme import BandEnd, Grade, RankingList, RankOn, Scheme
from assessment.exact import exact, exact_text
from assessment.findings import Finding
from assessment.place import Place


def check_grade_bands(facts: Facts) -> Iterator[Finding]:
    """Find lists without bands beside lists with them, and bands that leave out totals, overlap or share a name."""
    for scheme in facts.schemes:
        for one in scheme.lists:
            if one.id in scheme.grades:
                yield from _bands(scheme, one)
            elif scheme.grades:
                message = f"其他组有等次，“{one.name}”组没有"
                yield Finding(scheme.origin.of("grades"), "grades-missing", message, f"请补上 {one.id} 的等次线")


def _bands(scheme: Scheme, of: RankingList) -> Iterator[Finding]:
    bands = scheme.grades[of.id]
    seen: set[str] = set()
    for band in bands:
        if band.name in seen:
            message = f"“{of.name}”组有两个等次都叫“{band.name}”"
            yield Finding(band.origin.of("name"), "repeated-id", message, "请改成各不相同")
        seen.add(band.name)
        yield from _ends(band)
    yield from _check_lines(bands)
    fulls = [full for one in scheme.marking_groups if one.group in of.groups and (full := scheme.full_of(one.id))]
    for band in bands:
        if band.lower is not None and fulls and band.lower.mark > max(fulls):
            message = f"“{band.name}”的分数线 {band.lower.mark:f} 分高于总分 {max(fulls):f} 分"
            yield Finding(_lower_place(band), "grade-above-full", message, "请写不高于总分的分数线")
    for above, below in pairwise(bands):
        if above.lower is not None and below.lower is not None and _height(above.lower) <= _height(below.lower):
            message = f"“{below.name}”的分数线不低于排在前面的“{above.name}”"
            yield Finding(_lower_place(below), "grade-order", message, "请由高到低排列，各等次的分数线互不相同")
        elif above.lower is not None and below.upper is not None:
            yield from _between(scheme, of, above, below)
    yield from _beyond(scheme, of, bands[0])


def _height(line: BandEnd) -> tuple[Fraction, bool]:
    return exact(line.mark), not line.included


def _lower_place(band: Grade) -> Place:
    return band.origin.of("at_least" if band.above is None else "above")


def _upper_place(band: Grade) -> Place:
    return band.origin.of("at_most" if band.below is None else "below")


def _ends(band: Grade) -> Iterator[Finding]:
    """Find ends that are written in two ways, and a band that ends below where it begins."""
    for one, other in (("at_least", "above"), ("at_most", "below")):
        if {one, other} <= band.origin.fields.keys():
            message = f"“{band.name}”的同一端写了两个分数线（{one}、{other}）"
            yield Finding(band.origin.of(other), "grade-line", message, "请只留一个：含本数的写前一个，不含的写后一个")
    lower, upper = band.lower, band.upper
    if lower is not None and upper is not None and exact(upper.mark) < exact(lower.mark):
        message = f"“{band.name}”的上限 {upper.mark:f} 分低于下限 {lower.mark:f} 分"
        yield Finding(_upper_place(band), "grade-order", message, "请核对两个分数线")


def _between(scheme: Scheme, of: RankingList, above: Grade, below: Grade) -> Iterator[Finding]:
    """Find totals between two bands that are in neither, or in both."""
    lower, upper = above.lower, below.upper
    if lower is None or upper is None:
        return
    low, high = exact(upper.mark), exact(lower.mark)
    hole = low < high or (low == high and not upper.included and not lower.included)
    overlap = low > high or (low == high and upper.included and lower.included)
    example = (low + high) / 2
    if scheme.ranking.rank_on is RankOn.PUBLISHED:
        # Only totals of so many places are held against the lines.
        ones = 10**scheme.ranking.places
        first = ceil(high * ones) if lower.included else floor(high * ones) + 1
        last = floor(low * ones) if upper.included else ceil(low * ones) - 1
        hole, overlap = last < first - 1, last >= first
        example = Fraction(last + 1, ones) if hole else Fraction(first, ones)
    ends = f"“{below.name}”到 {_end(upper)}，“{above.name}”从 {_start(lower)}"
    settle = (
        f"删去“{below.name}”的上限，加一条解读，用它的参数设定“{above.name}”的分数线"
        f"（例如 at: grades/{of.id}/{above.name}/at_least、value: {lower.mark:f}），原处不再写"
    )
    if hole:
        message = f"{ends}，其间的总分（例如 {exact_text(example)} 分）没有等次"
        hint = f"请删去“{below.name}”的上限，其间的归入它；原文就是这样、要由本办决定归哪一等的，{settle}"
        yield Finding(_upper_place(below), "grade-hole", message, hint)
    if overlap:
        message = f"{ends}，有的总分（例如 {exact_text(example)} 分）归入两个等次"
        yield Finding(_upper_place(below), "grade-overlap", message, f"请改成互不重叠；原文就是这样的，{settle}")


def _beyond(scheme: Scheme, of: RankingList, best: Grade) -> Iterator[Finding]:
    """Find a best band that ends below the highest total that can be."""
    if best.upper is None:
        return
    found = [total_bounds(scheme.components, one.id).most for one in scheme.marking_groups if one.group in of.groups]
    upper = exact(best.upper.mark)
    if any(most is None or most > upper or (most == upper and not best.upper.included) for most in found):
        message = f"“{best.name}”到 {_end(best.upper)}，更高的总分没有等次"
        yield Finding(_upper_place(best), "grade-hole", message, "请删去上限；最好的等次一般不写")


def _start(line: BandEnd) -> str:
    return f"{line.mark:f} 分起" if line.included else f"{line.mark:f} 分（不含）起"


def _end(line: BandEnd) -> str:
    return f"{line.mark:f} 分为止" if line.included else f"{line.mark:f} 分（不含）为止"


def _check_lines(bands: tuple[Grade, ...]) -> Iterator[Finding]:
    """Find bands without a line that others stand below, and a last one with a line, which some totals may not reach."""
    for band in bands[:-1]:
        if band.lower is None:
            message = f"“{band.name}”没有写分数线（at_least），却不是最后一个等次"
            yield Finding(band.origin.place, "grade-line", message, "请补上分数线；只有最后一个等次不写，其余的归入它")
    if bands[-1].lower is not None:
        message = f"总分不到“{bands[-1].name}”分数线的单位没有等次"
        hint = "请在最后加一个不写分数线的等次，其余的归入它，例如 {name: 不合格}"
        yield Finding(_lower_place(bands[-1]), "grade-line", message, hint)
