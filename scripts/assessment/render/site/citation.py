"""The line by which others cite a page, or a chart or table of it."""

from assessment.dataset.county import County
from assessment.disclosure.publication import Publication
from assessment.pages import address_of
from assessment.render.site.shown_edition import ShownEdition
from assessment.render.words import SAMPLE, day


def citation(county: County, publication: Publication, edition: ShownEdition, page: str, name: str = "") -> str:
    """Return whose work it is, what it is called, of which day and version, and where it stands.

    Args:
        county: whose name and address are cited.
        publication: the year.
        edition: which state of the records is cited.
        page: path of the page below the output folder.
        name: of a chart; empty for the results as a whole.
    """
    when = f"{day(publication.published)}公布" if publication.published else f"{edition.day}生成"
    sample = f"（{SAMPLE}）" if publication.is_sample else ""
    title = f"{publication.name}政务公开考评{f'：{name}' if name else ''}"
    of = (f"{county.organiser.name}：《{title}》{sample}", when, f"数据版本{edition.short}")
    where = (f"{county.column.url}/{address_of(page)}",) if county.column.has_address else ()
    return "，".join((*of, *where))
