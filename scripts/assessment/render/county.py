"""The county's own settings: whose column this is, and what its pages must say of themselves."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from assessment.errors import RequestError

TO_FILL = "待填"
"""Shown for a setting that only the county can know and has not filled in."""

_OPTIONAL = ("source_url", "index_numbers", "document_numbers", "data_license", "data_license_url")
"""Settings that may stay empty."""

_EXAMPLE = re.compile(r"\bexample\.(?:org|com|net)\b")


class SettingsError(RequestError):
    """A setting that is missing or of the wrong kind; the message is for the person who edits pelicanconf.py."""


@dataclass(frozen=True)
class County:
    """Settings of ``pelicanconf.py`` that name the county; each is the setting's name in lower case.

    The page tags (网页标签) and what they must hold come from 国办发〔2017〕47号.
    """

    sitename: str
    """Name of the column."""
    siteurl: str
    """Where the column will stand, without a slash at the end; the feed and the sitemap need whole addresses."""
    site_name: str
    """SiteName: the portal."""
    site_domain: str
    """SiteDomain."""
    site_id_code: str
    """SiteIDCode (网站标识码)."""
    column_name: str
    column_description: str
    column_keywords: str
    column_type: str
    """ColumnType; its vocabulary has no 监督保障."""
    breadcrumb: tuple[str, ...]
    """What stands above the column in the portal."""
    organiser: str
    """主办单位."""
    contact: str
    """联系方式."""
    icp: str
    """ICP备案号."""
    police: str
    """公安备案号."""
    complaints: str
    """Where the public complains of openness that fails (条例第四十七条)."""
    classification: str
    """组配分类, in the table above a document's page."""
    subject: str
    """主题分类 there."""
    index_numbers: Mapping[str, str]
    """索引号 by the address of a page below the column; the county's CMS assigns them."""
    document_numbers: Mapping[str, str]
    """文号 likewise."""
    source_url: str
    """Address of a line of a data file, with {commit}, {file} and {line}; empty where the repository is not public."""
    data_license: str
    """Under which licence the data may be used; empty where the county has not said."""
    data_license_url: str
    """Where its text stands; empty where it stands nowhere."""

    def blanks(self) -> Iterator[str]:
        """Yield the settings that a real publication needs and that are empty, or hold an example's address."""
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name not in _OPTIONAL and (not value or _EXAMPLE.search(str(value))):
                yield field.name.upper()

    def source(self, commit: str, file: str, line: int) -> str:
        """Return the address of a line of a data file, or nothing where there is none."""
        if not self.source_url or not commit:
            return ""
        return self.source_url.format(commit=commit, file=file, line=line)


def county_of(settings: Mapping[str, object]) -> County:
    """Read the county's settings.

    Raises:
        SettingsError: if one is missing or is not text (a list of texts for BREADCRUMB, texts by page for numbers).
    """
    values: dict[str, object] = {}
    for field in fields(County):
        name = field.name.upper()
        value = settings.get(name)
        if field.name == "breadcrumb":
            if not isinstance(value, list | tuple) or not all(isinstance(part, str) for part in value):
                raise SettingsError(f"pelicanconf.py：{name} 应为文字的列表")
            values[field.name] = tuple(value)
        elif field.name in ("index_numbers", "document_numbers"):
            if not isinstance(value, dict) or not all(isinstance(part, str) for entry in value.items() for part in entry):
                raise SettingsError(f"pelicanconf.py：{name} 应为网页地址到编号的字典")
            values[field.name] = value
        elif isinstance(value, str):
            values[field.name] = value.strip().rstrip("/") if field.name == "siteurl" else value.strip()
        else:
            raise SettingsError(f"pelicanconf.py：缺少 {name}，或不是文字")
    return County(**values)  # type: ignore[arg-type]
