"""The column: every year that one audience sees."""

from dataclasses import dataclass

from assessment.disclosure.publication import Audience, Publication


@dataclass(frozen=True)
class Column:
    """Every year for one audience, newest first; there is at least one."""

    publications: tuple[Publication, ...]

    @property
    def front(self) -> Publication:
        """The year that the column opens with: for the public the newest approved one, for the office the newest."""
        newest = self.publications[0]
        if newest.audience is Audience.OFFICE:
            return newest
        return next((one for one in self.publications if one.stage.is_approved), newest)

    def before(self, publication: Publication) -> Publication | None:
        """Return the year that came before one, whether or not it is the calendar year before; None for the first."""
        earlier = (one for one in self.publications if one.year < publication.year)
        return next(earlier, None)
