"""The data that PDFs carry: what programs read of the same results, no more than the document's own audience may see."""

from dataclasses import replace

from assessment.disclosure.publication import Publication, PublishedUnit
from assessment.render import views
from assessment.render.documents.finish import Attachment
from assessment.render.open_data.csv import csv_bytes
from assessment.render.open_data.results import results
from assessment.render.results import results_json


def of_year(publication: Publication) -> tuple[Attachment, ...]:
    """Return the results of all units, as they stand beside the documents too."""
    return _both(publication, f"results-{publication.year}", "全部单位")


def of_unit(publication: Publication, unit: PublishedUnit) -> tuple[Attachment, ...]:
    """Return a unit's own results, in the same form."""
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
    return _both(alone, f"{unit.id}-{publication.year}", unit.name)


def _only(unit: PublishedUnit, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name == unit.id)


def _both(publication: Publication, name: str, whose: str) -> tuple[Attachment, ...]:
    told = f"{whose}{publication.year}年政务公开考评结果"
    table = results(publication)
    return (
        Attachment(f"{name}.json", "application/json", f"{told}，供程序使用", results_json(publication).encode()),
        *([Attachment(f"{name}.csv", "text/csv", f"{told}，可用电子表格打开", csv_bytes(table))] if table else []),
    )
