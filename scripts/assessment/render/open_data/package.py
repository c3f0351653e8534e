"""datapackage.json: the tables of a year in every form, and what each column means (Frictionless Data Package, v1)."""

import hashlib
import json
import posixpath
from collections.abc import Iterator, Mapping

from assessment.addresses import Addresses
from assessment.dataset.county import County
from assessment.disclosure.publication import Publication
from assessment.render.open_data.about import description, title_with_notices, version
from assessment.render.open_data.formats import TableFormat
from assessment.render.open_data.table import NOT_FOR, DataColumn, DataTable
from assessment.render.open_data.tables import tables
from assessment.render.open_data.xlsx import DATA
from assessment.render.results import Json
from assessment.render.words import notices
from assessment.visible import escaped


def open_data(publication: Publication, county: County, before: Publication | None = None) -> Mapping[str, bytes]:
    """Return every table of a year in every form, and the package that describes them, by path.

    Args:
        publication: the year.
        county: whose data it is.
        before: what the publication is held against, where there is such.
    """
    addresses = Addresses(publication.period)
    files, resources = {}, []
    for table in tables(publication, before):
        for form in TableFormat:
            content = form.write(table, notices(publication))
            files[addresses.table(table.name, form.value)] = content
            resources.append(_resource(publication, table, form, content))
    text = json.dumps(_package(publication, county, resources), ensure_ascii=False, indent=2)
    return files | {addresses.package: f"{escaped(text)}\n".encode()}


def _package(publication: Publication, county: County, resources: list[Json]) -> Json:
    home = f"{county.column.url}/{Addresses(publication.period).downloads}"
    package: Json = {
        "profile": "tabular-data-package",
        "name": f"assessment-{publication.period}",
        "title": title_with_notices(publication, f"{publication.name}政务公开考评"),
        "description": description(publication),
        "homepage": home,
        "version": version(publication),
        "keywords": [*county.column.keywords],
        "sources": [{"title": county.organiser.name, "path": home}],
    }
    if county.license.name:
        package["licenses"] = [dict(_license(county))]
    return package | {"resources": resources}


def _license(county: County) -> Iterator[tuple[str, str]]:
    yield "title", county.license.name
    if county.license.url:
        yield "path", county.license.url


def _resource(publication: Publication, table: DataTable, form: TableFormat, content: bytes) -> Json:
    addresses = Addresses(publication.period)
    resource: Json = {
        "profile": "tabular-data-resource",
        "name": table.name if form is TableFormat.CSV else f"{table.name}-{form.value}",
        "title": title_with_notices(publication, table.title),
        "description": table.description,
        "path": posixpath.relpath(addresses.table(table.name, form.value), posixpath.dirname(addresses.package)),
        "format": form.value,
        "mediatype": form.media_type,
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    if form is TableFormat.XLSX:
        resource["dialect"] = {"excel": {"sheet": DATA}}
    return resource | {"schema": _schema(table, form)}


def _schema(table: DataTable, form: TableFormat) -> Json:
    schema: Json = {"fields": [_field(column) for column in table.columns]}
    if any(NOT_FOR in row for row in table.rows):
        schema["missingValues"] = ["", NOT_FOR]
    if table.key:
        schema["primaryKey"] = list(table.key)
    if form is TableFormat.CSV and table.name in ("results", "deductions", "self-marks", "ranges", "neighbours"):
        names = ["年度", "单位编号"]
        schema["foreignKeys"] = [{"fields": names, "reference": {"resource": "units", "fields": names}}]
    return schema


def _field(column: DataColumn) -> Json:
    field: Json = {
        "name": column.name,
        "type": column.kind.value,
        "title": column.name,
        "description": column.description,
    }
    return field | ({"constraints": {"required": True}} if column.required else {})
