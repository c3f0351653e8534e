"""The tables of a year. What the audience may not see has no column, and a table that would say nothing is not there."""

from collections.abc import Iterator

from assessment.disclosure.publication import Publication
from assessment.render.open_data.deductions import deductions
from assessment.render.open_data.results import results
from assessment.render.open_data.scheme import scheme
from assessment.render.open_data.table import DataTable
from assessment.render.open_data.units import units


def tables(publication: Publication) -> tuple[DataTable, ...]:
    """Return the tables, those of marks first; before approval those of units and the scheme alone."""
    return tuple(_tables(publication))


def _tables(publication: Publication) -> Iterator[DataTable]:
    for made in (results(publication), deductions(publication)):
        if made is not None:
            yield made
    yield units(publication)
    yield scheme(publication)
