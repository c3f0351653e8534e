"""The tables of a year. What the audience may not see has no column, and a table that would say nothing is not there."""

from collections.abc import Iterator

from assessment.disclosure.publication import Publication
from assessment.render.open_data.deductions import deductions
from assessment.render.open_data.ranges import rank_range_table
from assessment.render.open_data.results import results
from assessment.render.open_data.scheme import scheme
from assessment.render.open_data.self_marks import self_marks
from assessment.render.open_data.table import DataTable
from assessment.render.open_data.units import units
from assessment.render.open_data.weights import neighbour_table, share_table


def tables(publication: Publication, before: Publication | None = None) -> tuple[DataTable, ...]:
    """Return the tables, those of marks first; before approval those of units and the scheme alone.

    Args:
        before: of a round: the round before, with which its results are compared.
    """
    return tuple(_tables(publication, before if publication.period.is_round else None))


def _tables(publication: Publication, before: Publication | None) -> Iterator[DataTable]:
    known = (results(publication, before), deductions(publication), self_marks(publication))
    for table in (
        *known,
        rank_range_table(publication),
        neighbour_table(publication),
        share_table(publication),
    ):
        if table is not None:
            yield table
    yield units(publication)
    yield scheme(publication)
