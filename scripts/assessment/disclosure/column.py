"""The column: every year that one audience sees."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.disclosure.publication import Audience, Publication


@dataclass(frozen=True)
class Column:
    """Every year for one audience, newest first; there is at least one."""

    publications: tuple[Publication, ...]

    @property
    def of_any_edition(self) -> "Column":
        """What a commit that changes nothing of any year leaves as it is."""
        return Column(tuple(one.of_any_edition for one in self.publications))

    @property
    def front(self) -> Publication:
        """The year that the column opens with: for the public the newest approved one, for the office the newest."""
        newest = self.publications[0]
        if newest.audience is Audience.OFFICE:
            return newest
        return next((one for one in self.publications if one.stage.is_approved), newest)

    def before(self, publication: Publication) -> Publication | None:
        """Return what came right before a year, whether or not in the calendar year before, or before a round."""
        return next(self.earlier(publication), None)

    def earlier(self, publication: Publication) -> Iterator[Publication]:
        """Yield what came before, newest first: the years before a year, the rounds that a round follows."""
        if not publication.period.is_round:
            years = (one for one in self.publications if not one.period.is_round)
            yield from (one for one in years if one.period < publication.period)
            return
        known = {one.period: one for one in self.publications}
        before = publication.after
        while before is not None and before in known:
            yield known[before]
            before = known[before].after
