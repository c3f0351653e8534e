"""The Atom feed: that the year was published, and each amendment since."""

import io
from datetime import UTC, date, datetime, time

from feedgenerator import Atom1Feed

from assessment.disclosure.publication import ExplainedAmendment, Publication
from assessment.render.county import County
from assessment.render.site.addresses import Addresses
from assessment.render.words import notices


def feed(publication: Publication, county: County, addresses: Addresses) -> str:
    """Return the feed."""
    base = county.siteurl
    said = "".join(f"【{notice}】" for notice in notices(publication))
    atom = Atom1Feed(
        title=county.sitename,
        link=f"{base}/",
        description=county.column_description,
        feed_url=f"{base}/{addresses.feed}",
        language="zh-CN",
    )
    if publication.published is not None and publication.stage.is_approved:
        title = f"{publication.year}年政务公开考评结果公布"
        _add(atom, f"{title}{said}", title, f"{base}/{addresses.ranking}", publication.published)
    for amendment in publication.amendments:
        title = f"{publication.year}年政务公开考评结果更正（第{amendment.number + 1}版）"
        text = amendment.reason if isinstance(amendment, ExplainedAmendment) else title
        _add(atom, f"{title}{said}", text, f"{base}/{addresses.ranking}#v{amendment.number}", amendment.date)
    out = io.StringIO()
    atom.write(out, "utf-8")
    return out.getvalue()


def _add(atom: Atom1Feed, title: str, text: str, link: str, day: date) -> None:
    moment = datetime.combine(day, time(), UTC)
    atom.add_item(title=title, link=link, description=text, unique_id=link, pubdate=moment, updateddate=moment)
