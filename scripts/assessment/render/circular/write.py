"""Write the circular of a year: what it says, and nothing that the Publication does not hold."""

from collections.abc import Iterator

from assessment.dataset.county import County
from assessment.disclosure.publication import Audience, Publication
from assessment.disclosure.published_result import Graded, Named, Totalled
from assessment.render import views, words
from assessment.render.circular.annexes import annexes
from assessment.render.circular.model import Block, Circular, Heading, Level
from assessment.render.circular.overall import overall
from assessment.render.circular.problems import problems


def has_circular(publication: Publication) -> bool:
    """Whether anything of the results may be shown, be it a grade or who leads."""
    shown = (Named, Graded, Totalled)
    return any(isinstance(unit.result, shown) for unit in publication.units.values())


def circular_of(
    publication: Publication, before: Publication | None, county: County, demands: tuple[Block, ...]
) -> Circular | None:
    """Return the circular; None where nothing of the results may be shown.

    Args:
        publication: the year it is about.
        before: what it is held against, where there is such.
        county: whose circular it is.
        demands: what the office itself demands.
    """
    if not has_circular(publication):
        return None
    return Circular(
        notices=words.notices(publication),
        mark=county.circular.mark,
        number=county.circular.numbers.get(publication.period, ""),
        title=tuple(_title(publication, county)),
        to=county.circular.to,
        body=tuple(_body(publication, before, demands)),
        annexes=tuple(annexes(publication, before)),
        signature=county.organiser.name,
        day=publication.published,
        note="此件公开发布" if publication.audience is Audience.PUBLIC else "",
    )


def _title(publication: Publication, county: County) -> Iterator[str]:
    yield county.organiser.name
    yield f"关于{publication.title}政务公开考评情况的通报"
    if publication.amendments:
        yield f"（{words.version(len(publication.amendments))}）"


def _body(publication: Publication, before: Publication | None, demands: tuple[Block, ...]) -> Iterator[Block]:
    yield Heading(Level.FIRST, "一、总体情况")
    yield from overall(publication, before)
    yield Heading(Level.FIRST, "二、存在的主要问题")
    yield from problems(publication, views.item_names(publication))
    yield Heading(Level.FIRST, "三、下一步要求")
    yield from demands
