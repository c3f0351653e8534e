"""From ``county.yaml`` to a County; what is not written in it has a default, so that older data needs no change."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assessment.data_names import COUNTY
from assessment.dataset.county import (
    NO_ADDRESS,
    TO_FILL,
    CircularHead,
    ColumnTags,
    County,
    DocumentNumbers,
    Lettering,
    License,
    Organiser,
    Portal,
)
from assessment.findings import Finding, Severity
from assessment.load.checked_file import CheckedFile, read_checked
from assessment.load.evidence_place import refusal
from assessment.load.json_schema import schema_of
from assessment.load.personal_data import personal_data
from assessment.load.typed import TypedMapping
from assessment.load.yaml_file import Document
from assessment.period import written_period
from assessment.place import Origin, Place

FILE = COUNTY
"""Name of the file in the data folder."""

KIND = "county"
"""What its schema is called."""

_EVIDENCE = "evidence_folder"

"""Stands for the column's address, since links have to be whole; no real publication goes out with it."""


@dataclass(frozen=True)
class LoadedCounty:
    """What the file says, without its faulty parts, and what there is to say of it."""

    county: County
    findings: tuple[Finding, ...]


def load_county(data: Path) -> LoadedCounty:
    """Read the county of a data folder; a folder without the file has a county of which little is known."""
    path, file = data / FILE, f"{data.name}/{FILE}"
    if not path.exists():
        return LoadedCounty(county_of(Document(file, {}, {})), (_missing(data, file),))
    return county_in(data, read_checked(path, file, KIND))


def county_in(data: Path, read: CheckedFile) -> LoadedCounty:
    """Return the county of a data folder as its file was read."""
    file = f"{data.name}/{FILE}"
    findings = [*read.findings, *(() if read.raw is None else personal_data(read.raw))]
    sound = read.good or Document(file, {}, {})
    written = sound.data.get(_EVIDENCE) if isinstance(sound.data, dict) else None
    if isinstance(written, str) and (why := refusal(data, written)):
        hint = "请写一个专放证据的文件夹，例如 /mnt/共享/证据；留空则放在 data/evidence/"
        findings.append(Finding(sound.place((_EVIDENCE,)), "evidence-folder", f"证据文件夹“{written}”{why}", hint))
        sound = sound.without((_EVIDENCE,))
    return LoadedCounty(county_of(sound), tuple(findings))


def _missing(data: Path, file: str) -> Finding:
    """Return what to do where the file is not there; one that would be overlooked for its ending is a fault."""
    if (data / "county.yml").exists():
        place = Place(f"{data.name}/county.yml", 1, 1)
        return Finding(place, "wrong-ending", "文件名的结尾是“.yml”，不会被读取", "请把结尾改成 .yaml")
    message = "没有本地设置，网页上的名称、网址等显示“待填”"
    hint = "请运行 scripts/new-county 建立这个文件；原来写在 pelicanconf.py 里的，加上 --from pelicanconf.py 移过来"
    return Finding(Place(file, 1, 1), "missing-county", message, hint, Severity.WARNING)


def county_of(document: Document) -> County:
    """Return what a sound document says, with the defaults of what it leaves out."""
    portal, column, organiser, documents, circular = (
        _section(document, name) for name in ("portal", "column", "organiser", "documents", "circular")
    )
    top, license = _section(document), _section(document, "license")
    index, numbers = _section(document, "documents", "index_numbers"), _section(document, "documents", "numbers")
    circulars = _section(document, "circular", "numbers")
    return County(
        portal=Portal(
            name=_text(portal, "name"),
            domain=_text(portal, "domain"),
            id_code=_text(portal, "id_code"),
            icp=_text(portal, "icp"),
            police=_text(portal, "police"),
            origin=portal.origin,
        ),
        column=ColumnTags(
            title=_text(column, "title"),
            url=column.text("url").strip() or NO_ADDRESS,
            name=_text(column, "name"),
            description=_text(column, "description"),
            keywords=_texts(column, "keywords"),
            type=_text(column, "type"),
            breadcrumb=_texts(column, "breadcrumb"),
            icon=column.text("icon").strip(),
            origin=column.origin,
        ),
        organiser=Organiser(
            name=_text(organiser, "name"),
            contact=_text(organiser, "contact"),
            complaints=_text(organiser, "complaints"),
            objections=organiser.text("objections").strip(),
            origin=organiser.origin,
        ),
        documents=DocumentNumbers(
            classification=_text(documents, "classification"),
            subject=_text(documents, "subject"),
            index_numbers={address: index.text(address).strip() for address in index.values},
            numbers={address: numbers.text(address).strip() for address in numbers.values},
            origin=documents.origin,
            index_origin=_keys(index),
            number_origin=_keys(numbers),
        ),
        circular=CircularHead(
            mark=circular.text("mark").strip(),
            to=circular.text("to").strip().rstrip("：:"),
            numbers={written_period(year): circulars.text(year).strip() for year in circulars.values},
            fonts=_fonts(_section(document, "circular", "fonts")),
            origin=circular.origin,
            number_origin=_keys(circulars),
        ),
        license=License(license.text("name").strip(), license.text("url").strip()),
        source_url=top.text("source_url").strip(),
        evidence_folder=top.text("evidence_folder").strip(),
    )


def _section(document: Document, *path: str) -> TypedMapping:
    """Return the mapping at a path, an empty one where there is none."""
    values = document.data
    for step in path:
        values = values.get(step) if isinstance(values, dict) else None
    return TypedMapping(document, path, values if isinstance(values, dict) else {})


def _keys(section: TypedMapping) -> Origin:
    """Return the places of the keys of a mapping."""
    document, path = section.document, section.path
    return Origin(document.place(path), {key: document.key_place(path, key) for key in section.values})


def _text(section: TypedMapping, key: str) -> str:
    """Return a text, or the schema's default where it is left out; what stands there empty is still to be filled in."""
    written = section.text(key) if key in section else str(_default(section, key) or "")
    return written.strip() or TO_FILL


def _texts(section: TypedMapping, key: str) -> tuple[str, ...]:
    return (section.texts(key) if key in section else _defaults(section, key)) or (TO_FILL,)


def _fonts(section: TypedMapping) -> Mapping[Lettering, tuple[str, ...]]:
    return {of: section.texts(of.value) or _defaults(section, of.value) for of in Lettering}


def _defaults(section: TypedMapping, key: str) -> tuple[str, ...]:
    default = _default(section, key)
    return tuple(str(one) for one in default) if isinstance(default, list) else ()


def _default(section: TypedMapping, key: str) -> object:
    return schema_of(KIND, (*section.path, key)).get("default")
