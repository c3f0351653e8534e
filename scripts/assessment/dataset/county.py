"""What a county says of itself and of its column: ``county.yaml``, beside the data of its years.

Texts that only the county can know stand as ``TO_FILL`` where it has not said them, so that readers see the gap.
The page tags (网页标签) and what they must hold come from 国办发〔2017〕47号.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import Enum

from assessment.period import Period
from assessment.place import Origin, Place

TO_FILL = "待填"
"""Shown for a text that only the county can know and has not filled in."""

NO_ADDRESS = "https://www.example.org"
"""Stands for the address of a column that the county has not given one."""

_EXAMPLE = re.compile(r"\bexample\.(?:org|com|net)\b")


@dataclass(frozen=True)
class Portal:
    """The county's portal, of which the column is a part."""

    name: str
    """SiteName."""
    domain: str
    """SiteDomain."""
    id_code: str
    """SiteIDCode (网站标识码)."""
    icp: str
    """ICP备案号."""
    police: str
    """公安备案号."""
    origin: Origin


@dataclass(frozen=True)
class ColumnTags:
    """How the column is called, and the tags of its pages."""

    title: str
    """Name of the whole site that is built."""
    url: str
    """Where the column will stand, without a slash at the end; the feed and the sitemap need whole addresses."""
    name: str
    """ColumnName."""
    description: str
    """ColumnDescription."""
    keywords: tuple[str, ...]
    """ColumnKeywords."""
    type: str
    """ColumnType; its vocabulary has no 监督保障."""
    breadcrumb: tuple[str, ...]
    """What stands above the column in the portal."""
    icon: str
    """Name of a picture among the prose that browsers show beside a page's title; empty for the program's own."""
    origin: Origin

    @property
    def has_address(self) -> bool:
        """Whether the county has said where the column will stand."""
        return self.url != NO_ADDRESS


@dataclass(frozen=True)
class Organiser:
    """The office that runs the assessment and signs for it."""

    name: str
    """主办单位."""
    contact: str
    """联系方式."""
    complaints: str
    """Where the public complains of openness that fails (条例第四十七条)."""
    objections: str
    """How and until when a unit objects to its marks; empty where the office has not written it."""
    origin: Origin


@dataclass(frozen=True)
class DocumentNumbers:
    """The table above a document's page: its classes, and the numbers that only the office and its portal give."""

    classification: str
    """组配分类."""
    subject: str
    """主题分类."""
    index_numbers: Mapping[str, str]
    """索引号 by the address of a page below the column; the county's CMS assigns them."""
    numbers: Mapping[str, str]
    """文号 likewise."""
    origin: Origin
    index_origin: Origin
    """Where each 索引号 stands."""
    number_origin: Origin
    """Where each 文号 stands."""


class Lettering(Enum):
    """What the fonts of a .docx circular set; the value is the field of the file."""

    TITLE = "title"
    BODY = "body"
    HEADING = "heading"
    SUBHEADING = "subheading"
    TABLE = "table"


@dataclass(frozen=True)
class CircularHead:
    """What stands around the text of a circular (通报), and the fonts of its .docx."""

    mark: str
    """发文机关标志; empty for none."""
    to: str
    """主送, without its colon; empty for none."""
    numbers: Mapping[Period, str]
    """文号 by year or round; never invented."""
    fonts: Mapping[Lettering, tuple[str, ...]]
    """Names of fonts; the first is wanted, the others stand in for it."""
    origin: Origin
    number_origin: Origin
    """Where each 文号 stands."""


@dataclass(frozen=True)
class License:
    """Under which licence the data may be used; both empty where the county has not said."""

    name: str
    url: str
    """Where its text stands; empty where it stands nowhere."""


@dataclass(frozen=True)
class County:
    """A county and its column."""

    portal: Portal
    column: ColumnTags
    organiser: Organiser
    documents: DocumentNumbers
    circular: CircularHead
    license: License
    source_url: str
    """Address of a line of a data file, with {commit}, {file} and {line}; empty where the repository is not public."""
    evidence_folder: str
    """Where evidence is kept, from the folder that the data folder stands in; empty for ``evidence/`` in the data."""

    def blanks(self) -> Iterator[tuple[tuple[str, str], Place]]:
        """Yield what a real publication needs and does not have, or has as an example: the field, and its place."""
        for name, section in (
            ("portal", self.portal),
            ("column", self.column),
            ("organiser", self.organiser),
            ("documents", self.documents),
        ):
            for field in fields(section):
                if _is_blank(getattr(section, field.name)):
                    yield (name, field.name), section.origin.of(field.name)

    def source(self, commit: str, file: str, line: int) -> str:
        """Return the address of a line of a data file, or nothing where there is none."""
        if not self.source_url or not commit:
            return ""
        return self.source_url.format(commit=commit, file=file, line=line)


def _is_blank(value: object) -> bool:
    texts = value if isinstance(value, tuple) else (value,)
    return any(isinstance(text, str) and (text == TO_FILL or _EXAMPLE.search(text)) for text in texts)
