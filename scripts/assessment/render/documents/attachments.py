"""The data that PDFs carry: what programs read of the same results, no more than the document's own audience may see."""

from collections.abc import Iterator
from dataclasses import replace

from assessment.disclosure.publication import Publication
from assessment.disclosure.published_unit import PublishedUnit
from assessment.render import views
from assessment.render.documents.finish import Attachment
from assessment.render.open_data.csv import csv_bytes
from assessment.render.open_data.deductions import deductions
from assessment.render.open_data.results import results
from assessment.render.open_data.table import DataTable
from assessment.render.results import results_json


def of_year(publication: Publication) -> tuple[Attachment, ...]:
    """Return the results of all units, as they stand beside the documents too."""
    return tuple(_results(publication, f"results-{publication.period}", "全部单位"))


def of_unit(publication: Publication, unit: PublishedUnit) -> tuple[Attachment, ...]:
    """Return a unit's own results in the same form, and what was taken from it and given to it."""
    group = views.group_of(publication, unit)
    own = replace(
        group,
        units=(unit.id,),
        ranking=_only(unit, group.ranking),
        pending=_only(unit, group.pending),
        not_assessed=_only(unit, group.not_assessed),
    )
    alone = replace(
        publication,
        groups=(own,),
        units={unit.id: unit},
        overall=tuple(place for place in publication.overall if place[0] == unit.id),
    )
    name = f"{unit.id}-{publication.period}"
    return (*_results(alone, name, unit.name), *_table(deductions(alone), f"{name}-deductions", unit.name))


def _only(unit: PublishedUnit, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name == unit.id)


def _results(publication: Publication, name: str, whose: str) -> Iterator[Attachment]:
    description = f"{whose}：{publication.name}政务公开考评结果，供程序使用"
    yield Attachment(f"{name}.json", "application/json", description, results_json(publication).encode())
    yield from _table(results(publication), name, whose)


def _table(table: DataTable | None, name: str, whose: str) -> Iterator[Attachment]:
    if table is not None:
        description = f"{whose}：{table.title}，可用电子表格打开"
        yield Attachment(f"{name}.csv", "text/csv", description, csv_bytes(table))
