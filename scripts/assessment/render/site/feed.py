"""The Atom feed: that each year was published, and each amendment since."""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from html import escape

from feedgenerator import Atom1Feed

from assessment.addresses import Addresses
from assessment.dataset.county import County
from assessment.disclosure.column import Column
from assessment.disclosure.publication import Publication
from assessment.disclosure.published_amendment import ExplainedAmendment, PublishedAmendment
from assessment.render.words import corrected, notices, version
from assessment.visible import visible


class _Feed(Atom1Feed):  # type: ignore[misc]
    """A feed that is dated by its newest item, or as the pages are while it has none: never by the clock."""

    def __init__(self, built: date, **more: str) -> None:
        super().__init__(**more)
        self.built = built

    def latest_post_date(self) -> datetime:
        """Return when the feed was updated."""
        moment: datetime = super().latest_post_date() if self.items else datetime.combine(self.built, time(), UTC)
        return moment


def feed(column: Column, county: County, built: date) -> str:
    """Return the feed, the newest first; ``built`` is the date that the build says."""
    base = county.column.url
    atom = _Feed(
        built,
        title=visible(county.column.title),
        link=f"{base}/",
        description=visible(county.column.description),
        feed_url=f"{base}/{Addresses(column.front.period).feed}",
        language="zh-CN",
        author_name=visible(county.organiser.name),
    )
    for publication in column.publications:
        _add_year(atom, publication, base)
    out = io.StringIO()
    atom.write(out, "utf-8")
    return out.getvalue()


def _add_year(atom: Atom1Feed, publication: Publication, base: str) -> None:
    labels = "".join(f"【{notice}】" for notice in notices(publication))
    ranking = f"{base}/{Addresses(publication.period).ranking.removesuffix('index.html')}"
    for amendment in reversed(publication.amendments):
        title = f"{publication.name}政务公开考评结果更正（{version(amendment.number)}）"
        text = "".join(_sentences(amendment, publication)) or title
        _add(atom, f"{title}{labels}", text, f"{ranking}#v{amendment.number}", amendment.date)
    if publication.published is not None and publication.stage.is_approved:
        title = f"{publication.name}政务公开考评结果公布"
        _add(atom, f"{title}{labels}", title, ranking, publication.published)


def _sentences(amendment: PublishedAmendment, publication: Publication) -> Iterator[str]:
    """Yield the reason and each change, as far as they may be shown."""
    names = {unit.id: f"{unit.name}：" for unit in publication.units.values()}
    if isinstance(amendment, ExplainedAmendment):
        yield f"原因：{amendment.reason.rstrip('。')}。"
    for change in amendment.changes:
        yield f"{names.get(change.unit, '')}{change.what}：{corrected(change)}。"
    for moved in amendment.totals:
        yield f"{names[moved.unit]}总分由{moved.was}改为{moved.now}。"


def _add(atom: Atom1Feed, title: str, text: str, link: str, day: date) -> None:
    moment = datetime.combine(day, time(), UTC)
    atom.add_item(
        title=title, link=link, description=escape(visible(text)), unique_id=link, pubdate=moment, updateddate=moment
    )
