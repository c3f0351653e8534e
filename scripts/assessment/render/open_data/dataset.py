"""What search engines read of the data: schema.org Dataset as JSON-LD, to stand in a script element."""

import json
import re

from markupsafe import Markup

from assessment.addresses import Addresses
from assessment.dataset.county import County
from assessment.disclosure.publication import Publication
from assessment.period import Period
from assessment.render.open_data.about import description, title_with_notices, version
from assessment.render.open_data.formats import TableFormat
from assessment.render.open_data.tables import tables
from assessment.visible import escaped

_MARKUP = re.compile("[<>&\u2028\u2029]")


def _time(period: Period) -> str:
    return f"{period.first}/{period.last}" if period.is_round else str(period)


def dataset(publication: Publication, county: County, before: Publication | None = None) -> Markup:
    """Return the metadata; no text in it can end the element that it stands in."""
    addresses = Addresses(publication.period)
    fields: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": title_with_notices(publication, f"{publication.name}政务公开考评数据"),
        "description": description(publication),
        "url": f"{county.column.url}/{addresses.downloads}",
        "identifier": f"{county.column.url}/{addresses.package}",
        "version": version(publication),
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "temporalCoverage": _time(publication.period),
        "keywords": [*county.column.keywords],
        "creator": {"@type": "GovernmentOrganization", "name": county.organiser.name},
    }
    if publication.published is not None:
        fields["datePublished"] = publication.published.isoformat()
    if publication.amendments:
        fields["dateModified"] = publication.amendments[-1].date.isoformat()
    if county.license.name:
        fields["license"] = county.license.url or county.license.name
    fields["distribution"] = [
        {
            "@type": "DataDownload",
            "name": table.title,
            "encodingFormat": form.media_type,
            "contentUrl": f"{county.column.url}/{addresses.table(table.name, form.value)}",
        }
        for table in tables(publication, before)
        for form in TableFormat
    ]
    text = escaped(json.dumps(fields, ensure_ascii=False, indent=1))
    return Markup(_MARKUP.sub(lambda found: f"\\u{ord(found[0]):04x}", text))
