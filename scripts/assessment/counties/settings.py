"""``counties.yaml``: what the front page of several counties is called, and whose folder is whose."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from assessment.dataset.county import County
from assessment.errors import FaultyDataError
from assessment.findings import has_errors
from assessment.load.checked_file import read_checked
from assessment.load.county import county_of
from assessment.load.json_schema import schema_of
from assessment.load.personal_data import personal_data
from assessment.load.typed import TypedMapping
from assessment.load.yaml_file import Document

FILE = "counties.yaml"
"""Name of the file in the folder of the counties."""

KIND = "counties"
"""What its schema is called."""


@dataclass(frozen=True)
class CountiesSettings:
    """What stands around several counties."""

    front: County
    """What the front page says of itself, in the fields of a county."""
    names: Mapping[str, str]
    """What counties are called, by folder, in the order of the front page."""
    own: str
    """The folder of the city or province that marks its counties; empty where it does not."""


def load_settings(folder: Path) -> CountiesSettings:
    """Read the settings of a folder of counties; a folder without the file has the defaults.

    Raises:
        FaultyDataError: if the file has errors.
    """
    document = Document(FILE, {}, {})
    if (folder / FILE).exists():
        read = read_checked(folder / FILE, FILE, KIND)
        findings = [*read.findings, *(() if read.raw is None else personal_data(read.raw))]
        if has_errors(findings):
            raise FaultyDataError(findings)
        document = read.good or document
    top = TypedMapping.of(document)
    names = TypedMapping.of(document, ("names",)) if isinstance(top.values.get("names"), dict) else None
    named = {} if names is None else {folder: names.text(folder).strip() for folder in names.values}
    return CountiesSettings(_front(document), named, top.text("own").strip())


def _front(document: Document) -> County:
    """Return the front page's settings, with its own defaults for what a county's would not fit."""
    front = county_of(document)
    written = document.data.get("column") if isinstance(document.data, dict) else None
    column = written if isinstance(written, dict) else {}
    title, description = (
        str(column.get(name) or schema_of(KIND, ("column", name))["default"]).strip() for name in ("title", "description")
    )
    return replace(front, column=replace(front.column, title=title, description=description))
