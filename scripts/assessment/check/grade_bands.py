"""Grade bands give every total of every group one grade, and no two grades one name."""

from collections.abc import Iterator
from itertools import pairwise

from assessment.check.facts import Facts
from assessment.dataset.scheme import Grade, Group, Scheme
from assessment.findings import Finding


def check_grade_bands(facts: Facts) -> Iterator[Finding]:
    """Find groups without bands beside groups with them, and bands that leave out totals, overlap or share a name."""
    for scheme in facts.schemes:
        for group in scheme.groups:
            if group.id in scheme.grades:
                yield from _bands(scheme, group)
            elif scheme.grades:
                message = f"其他组有等次，“{group.name}”组没有"
                yield Finding(scheme.origin.of("grades"), "grades-missing", message, f"请补上 {group.id} 的等次线")


def _bands(scheme: Scheme, group: Group) -> Iterator[Finding]:
    bands = scheme.grades[group.id]
    seen: set[str] = set()
    for band in bands:
        if band.name in seen:
            message = f"“{group.name}”组有两个等次都叫“{band.name}”"
            yield Finding(band.origin.of("name"), "repeated-id", message, "请改成各不相同")
        seen.add(band.name)
    yield from _check_lines(bands)
    full = scheme.full_of(group.id)
    for band in bands:
        if band.at_least is not None and full is not None and band.at_least > full:
            message = f"“{band.name}”的分数线 {band.at_least:f} 分高于总分 {full:f} 分"
            yield Finding(band.origin.of("at_least"), "grade-above-full", message, "请写不高于总分的分数线")
    for above, below in pairwise(bands):
        if above.at_least is not None and below.at_least is not None and above.at_least <= below.at_least:
            message = f"“{below.name}”的分数线不低于排在前面的“{above.name}”"
            yield Finding(below.origin.of("at_least"), "grade-order", message, "请由高到低排列，各等次的分数线互不相同")


def _check_lines(bands: tuple[Grade, ...]) -> Iterator[Finding]:
    """Find bands without a line that others stand below, and a last one with a line, which some totals may not reach."""
    for band in bands[:-1]:
        if band.at_least is None:
            message = f"“{band.name}”没有写分数线（at_least），却不是最后一个等次"
            yield Finding(band.origin.place, "grade-line", message, "请补上分数线；只有最后一个等次不写，其余的归入它")
    if bands[-1].at_least is not None:
        message = f"总分不到“{bands[-1].name}”分数线的单位没有等次"
        hint = "请在最后加一个不写分数线的等次，其余的归入它，例如 {name: 不合格}"
        yield Finding(bands[-1].origin.of("at_least"), "grade-line", message, hint)
