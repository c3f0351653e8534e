"""The files of a county that begins: settings, the draft of a scheme, units, and a year without marks."""

from collections.abc import Iterable, Mapping, Sequence

from assessment.dataset.scheme import Scheme
from assessment.dataset.unit import Unit
from assessment.edit.county_file import county_text
from assessment.edit.empty import empty_files
from assessment.edit.layout import Flow, yaml_text
from assessment.edit.new_scheme import DraftGroup, draft_scheme
from assessment.load.county import FILE
from assessment.load.scheme import scheme_of
from assessment.load.unit import unit_of
from assessment.load.yaml_file import Document, parse
from assessment.period import Period


def new_county_files(
    county: str, year: int, groups: Sequence[DraftGroup], units: Iterable[Mapping[str, object]]
) -> dict[str, str]:
    """Return every file of a county, by path below the data folder.

    Args:
        county: its name, such as 广德市.
        groups: the groups of its units.
        units: what the file of each unit says.
    """
    scheme_path = f"schemes/{year}.yaml"
    text = draft_scheme(year, county, groups)
    files = {FILE: county_text(_settings(county)), scheme_path: text} | unit_files(units)
    return files | empty_files(Period(year), _scheme(text, scheme_path), units_of(files, year))


def unit_files(units: Iterable[Mapping[str, object]]) -> dict[str, str]:
    """Return the files of units, by path below the data folder."""
    head = ("yaml-language-server: $schema=../../schemas/unit.json",)
    return {f"units/{fields['id']}.yaml": yaml_text(_entry(fields), head) for fields in units}


def units_of(files: Mapping[str, str], year: int) -> dict[str, Unit]:
    """Return the units of new files by id, as they are called in a year."""
    texts = {path: text for path, text in files.items() if path.startswith("units/")}
    units = (unit_of(_document(text, path), year) for path, text in texts.items())
    return {unit.id: unit for unit in units}


def _settings(county: str) -> dict[str, object]:
    government = f"{county}人民政府"
    return {
        "portal": {"name": government},
        "column": {
            "title": f"{county}政务公开考评",
            "description": f"{county}政务公开工作年度考评的方案、计算方法和结果",
        },
        "organiser": {"name": f"{government}办公室"},
    }


def _entry(fields: Mapping[str, object]) -> dict[str, object]:
    return {key: Flow(value) if isinstance(value, list) else value for key, value in fields.items()}


def _scheme(text: str, path: str) -> Scheme:
    scheme, _, findings = scheme_of(_document(text, path))
    if scheme is None:
        raise AssertionError(f"the draft of a scheme is at fault: {findings}")
    return scheme


def _document(text: str, path: str) -> Document:
    document, findings = parse(text, path)
    if document is None:
        raise AssertionError(f"{path} would be no sound YAML: {findings}")
    return document
