"""Ranks of parts, arranged for reading: a unit's own down the tree, and a list's side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessment.dataset.part import Part
from assessment.dataset.scheme import Ranking, RankOn
from assessment.disclosure.marks_down import marks_down
from assessment.disclosure.publication import PartRank, Publication, PublishedGroup
from assessment.disclosure.published_result import ByComponent, ComponentLedger, Figure, PartMark, PublishedMark
from assessment.disclosure.published_unit import PublishedUnit
from assessment.exact import rounded
from assessment.render.views.groups import aligned, ranked

COLUMNS = 6
"""How many parts stand side by side in one table."""

NO_RANK = "—"
"""Of a part that is not for the unit, or is not ranked."""


@dataclass(frozen=True)
class RankedPart:
    """A part of one unit with its mark and rank."""

    level: int
    """1 for a component."""
    name: str
    clause: str
    full: str
    """Empty where it has no full marks."""
    mark: str
    rank: str


@dataclass(frozen=True)
class RankTable:
    """Parts of one level below the same part, with the mark and rank of every unit."""

    above: str
    """Name of the part above; empty for the components."""
    columns: tuple[str, ...]
    rows: tuple[tuple[PublishedUnit, tuple[tuple[str, str], ...]], ...]
    """Each unit in the order of the list, with its mark and rank in each column."""


def rank_of(group: PublishedGroup, part: str, unit: str) -> str:
    """Return a unit's rank by its mark of a part, as cells have it."""
    standing = group.part_ranks.get(part, {}).get(unit)
    return NO_RANK if standing is None else _rank(standing)


def ranked_parts(publication: Publication, group: PublishedGroup, unit: PublishedUnit) -> tuple[RankedPart, ...]:
    """Return the parts of a unit down to the depth of ranks; empty where no part below the components has any."""
    below = {part.key for part in publication.scheme.ranked_parts()} - {part.id for part in publication.scheme.components}
    if not isinstance(unit.result, ByComponent) or below.isdisjoint(group.part_ranks):
        return ()
    lines = (line for component in unit.result.components for line in _lines(publication, group, unit, component, 1))
    return tuple(lines)


def _lines(
    publication: Publication, group: PublishedGroup, unit: PublishedUnit, of: PublishedMark | PartMark, level: int
) -> Iterator[RankedPart]:
    if level > publication.scheme.ranking.depth:
        return
    full = "" if of.full is None else of.full.text
    ((mark, rank),) = _column(publication, group, [(unit.id, of)], of.key)
    yield RankedPart(level, of.name, of.clause, full, mark, rank)
    for part in of.parts if isinstance(of, ComponentLedger | PartMark) else ():
        yield from _lines(publication, group, unit, part, level + 1)


def rank_tables(publication: Publication, group: PublishedGroup) -> tuple[RankTable, ...]:
    """Return the marks and ranks of a list by part: first of the components, then of what is below each part."""
    units = ranked(publication, group)
    marks = {unit.id: _marks(unit) for unit in units}
    tables: list[RankTable] = []
    for above, parts in _families(publication):
        shown = [part for part in parts if part.key in group.part_ranks]
        for start in range(0, len(shown), COLUMNS):
            some = shown[start : start + COLUMNS]
            columns = [
                _column(publication, group, [(unit.id, marks[unit.id].get(part.key)) for unit in units], part.key)
                for part in some
            ]
            rows = zip(units, zip(*columns, strict=True), strict=True)
            tables.append(RankTable(above, tuple(part.name for part in some), tuple(rows)))
    return tuple(tables)


def _families(publication: Publication) -> Iterator[tuple[str, Sequence[Part]]]:
    """Yield the parts right below the total, and right below each part, with the name of what is above."""
    yield "", publication.scheme.components
    for part in publication.scheme.ranked_parts():
        yield part.name, part.items


def _marks(unit: PublishedUnit) -> dict[str, PublishedMark | PartMark]:
    result = unit.result
    known = [part for one in result.components for part in marks_down(one)] if isinstance(result, ByComponent) else []
    return {part.key: part for part in known}


def _column(
    publication: Publication,
    group: PublishedGroup,
    held: Sequence[tuple[str, PublishedMark | PartMark | None]],
    part: str,
) -> list[tuple[str, str]]:
    """Return the mark and rank of each unit in one part, the marks aligned."""
    figures = {unit: of.mark for unit, of in held if of is not None and of.applies and of.mark is not None}
    texts = dict(zip(figures, _texts(publication.scheme.ranking, [*figures.values()]), strict=True))
    absent = {unit for unit, of in held if of is not None and not of.applies}
    return [
        ("不涉及", "")
        if unit in absent
        else (texts.get(unit, NO_RANK), rank_of(group, part, unit) if unit in texts else "")
        for unit, _ in held
    ]


def _texts(ranking: Ranking, marks: Sequence[Figure]) -> tuple[str, ...]:
    """Return marks as they count for ranks: rounded where published marks are ranked, else aligned."""
    if ranking.rank_on is RankOn.PUBLISHED:
        return tuple(rounded(mark.exact, ranking.places, ranking.rounding) for mark in marks)
    return aligned(marks)


def _rank(standing: PartRank) -> str:
    return f"{standing.rank}{'（并列）' if standing.shared else ''}"
