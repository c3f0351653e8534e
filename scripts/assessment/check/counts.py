"""A count says once what a number is worth, and numbers make a difference within the full marks."""

from collections.abc import Iterator

from assessment.check.every_reading import under_readings
from assessment.check.facts import Facts
from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.dataset.scheme import Scheme
from assessment.findings import Finding


def check_counts(facts: Facts) -> Iterator[Finding]:
    """Find counts without a way from a number to a mark, with several, and with one on which nothing depends."""
    yield from under_readings(facts, _of_scheme)


def _of_scheme(scheme: Scheme) -> Iterator[Finding]:
    for part in scheme.parts():
        if part.method is Method.COUNT and not part.items:
            yield from _ways(part)
            yield from _steps(part, scheme)


def _ways(part: Part) -> Iterator[Finding]:
    ways = [field for field in ("per", "table", "line") if field in part.origin.fields]
    if len(ways) != 1:
        message = f"“{part.name}”按数量计分，没有写数量怎样变成得分" if not ways else f"“{part.name}”写了几种计分办法"
        hint = "请写 per（每个几分）、table（分档）、line（按比例）中的一种"
        yield Finding(part.origin.of(ways[-1]) if ways else part.origin.place, "count-without-way", message, hint)
    same = len({step.mark for step in part.line}) == 1 or {step.mark for step in part.table} == {0}
    if part.per == 0 or same:
        message = f"“{part.name}”不论数量多少，得分都一样"
        yield Finding(part.origin.of(ways[0] if ways else "id"), "never-acts", message, "请让不同的数量得不同的分")


def _steps(part: Part, scheme: Scheme) -> Iterator[Finding]:
    for field, steps in (("table", part.table), ("line", part.line)):
        if len({step.number for step in steps}) < len(steps):
            yield Finding(part.origin.of(field), "repeated-id", f"“{part.name}”的分档里有相同的数量", "请删去一行")
        fulls = [full for g in scheme.marking_groups if part.is_for(g.id) and (full := part.full_of(g.id)) is not None]
        for step in steps:
            if fulls and step.mark > max(fulls):
                message = f"“{part.name}”的一档得 {step.mark:f} 分，超过满分 {max(fulls):f} 分"
                yield Finding(part.origin.of(field), "mark-above-full", message, "请改小这一档的得分，或改大 full")
