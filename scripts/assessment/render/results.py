"""results.json and results.csv: the results for programs and spreadsheets, described by schemas/results.json."""

import csv
import io
import json

from assessment.dataset.record import Evidence
from assessment.disclosure.publication import (
    ByComponent,
    ComponentLedger,
    ComponentMark,
    Detailed,
    ExplainedUnmarked,
    Figure,
    Graded,
    InFull,
    Named,
    Publication,
    PublishedRow,
    PublishedUnit,
    Totalled,
    Unfinished,
    Unmarked,
)
from assessment.exact import exact_text, rounded
from assessment.render.visible import escaped, visible
from assessment.render.words import notices

CSV_PLACES = 10
"""Decimal places of a number that has no end."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell with a formula begins with; some programs take the wide forms for the narrow ones."""

Json = dict[str, object]


def results_json(publication: Publication) -> str:
    """Return the results as JSON; what the audience may not see is left out, not blank."""
    document: Json = {
        "year": publication.year,
        "provenance": publication.provenance.value,
        "notices": list(notices(publication)),
        "audience": publication.audience.value,
        "stage": publication.stage.value,
        "disclosure": publication.disclosure.value,
        "scheme": {
            "id": publication.scheme.id,
            "title": publication.scheme.title,
            "digest": publication.scheme_digest,
        },
        "commit": publication.edition.commit,
        "changed": publication.edition.changed,
        "groups": [
            {"id": group.id, "name": group.name, "units": list(group.units)}
            | ({"pending": list(group.pending)} if group.pending else {})
            for group in publication.groups
        ],
        "overall": [{"unit": unit, "rank": rank} for unit, rank in publication.overall],
        "units": [_unit(unit) for unit in publication.units.values()],
    }
    return escaped(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def _unit(unit: PublishedUnit) -> Json:
    known: Json = {"id": unit.id, "name": unit.name, "group": unit.group}
    result = unit.result
    if isinstance(result, Named):
        return known | {"leading": result.leading}
    if isinstance(result, Graded):
        return known | {"status": "complete", "grade": result.grade}
    if isinstance(result, Unmarked):
        known |= {"status": result.status}
        if isinstance(result, ExplainedUnmarked):
            known["reasons"] = list(result.reasons)
        if isinstance(result, Unfinished):
            known["rows"] = _rows(result)
        return known
    if not isinstance(result, Totalled):
        return known
    known |= {"status": "complete", "total": {"published": result.total.text}, "rank": result.rank}
    if result.grade:
        known["grade"] = result.grade
    if isinstance(result, ByComponent):
        known["total"] = _figure(result.total)
        known["components"] = {component.id: _component(component) for component in result.components}
        known["bonus"] = _figure(result.bonus)
    if isinstance(result, InFull):
        known["rows"] = _rows(result)
    return known


def _figure(figure: Figure) -> Json:
    return {"exact": exact_text(figure.exact), "published": figure.text}


def _component(component: ComponentMark) -> Json:
    return {"mark": _figure(component.mark), "weighted": _figure(component.weighted)}


def _rows(result: Detailed) -> list[Json]:
    return [_row(component, row) for component in result.components for row in component.rows]


def _row(component: ComponentLedger, row: PublishedRow) -> Json:
    told: Json = {
        "component": component.id,
        "kind": row.kind,
        "clause": row.clause,
        "label": row.label,
        "points": exact_text(row.points.exact),
    }
    if row.count is not None:
        told["count"] = row.count
    if row.day is not None:
        told["date"] = row.day.isoformat()
    if row.reason:
        told["reason"] = row.reason
    if row.evidence:
        told["evidence"] = [_evidence(piece) for piece in row.evidence]
    if row.entry:
        told["entry"] = row.entry
    if row.rectified is not None:
        put_right = row.rectified.date
        told["rectified"] = {"note": row.rectified.note} | ({"date": put_right.isoformat()} if put_right else {})
    told["file"] = row.file
    return told if row.line is None else told | {"line": row.line}


def _evidence(piece: Evidence) -> Json:
    told: Json = {"id": piece.id, "title": piece.title, "kind": piece.kind.value, "source": piece.source}
    told["captured"] = piece.captured.isoformat()
    digests = [kept.sha256 for kept in piece.files]
    return told | ({"url": piece.url} if piece.url else {}) | ({"sha256": digests} if digests else {})


def results_csv(publication: Publication) -> str:
    """Return one line a unit, as spreadsheets open it: with a byte order mark, Chinese heads and CRLF."""
    components = publication.scheme.components
    shows_parts = any(isinstance(unit.result, ByComponent) for unit in publication.units.values())
    heads = ["年度", "单位编号", "单位", "组"]
    if publication.disclosure.shows_results:
        heads += ["状态", *(["等次"] if publication.scheme.grades else [])]
    if publication.disclosure.shows_totals:
        heads += ["名次", "总分"]
    if shows_parts:
        heads += ["总分（未取整）"]
        heads += [_inert(f"{component.name}{what}") for component in components for what in ("得分", "计入总分")]
    if any(isinstance(unit.result, Named) for unit in publication.units.values()):
        heads += ["先进"]
    said = notices(publication)
    heads += ["说明"] if said else []
    groups = {group.id: group.name for group in publication.groups}
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    for unit in publication.units.values():
        cells = [str(publication.year), unit.id, _inert(unit.name), _inert(groups[unit.group]), *_cells(unit)]
        writer.writerow(
            [*cells, *[""] * (len(heads) - len(cells) - bool(said)), *([_inert("；".join(said))] if said else [])]
        )
    return "\ufeff" + out.getvalue()


def _inert(text: str) -> str:
    """Return text that no spreadsheet takes for a formula; numbers are not text and stay numbers."""
    shown = visible(text)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


def _decimal(figure: Figure) -> str:
    """Return a number that a spreadsheet computes with; the exact one, where it has no end, is in results.json."""
    text = exact_text(figure.exact)
    return text if "/" not in text else rounded(figure.exact, CSV_PLACES)


def _cells(unit: PublishedUnit) -> list[str]:
    result = unit.result
    if isinstance(result, Named):
        return ["是" if result.leading else ""]
    if isinstance(result, Unmarked):
        return [result.label]
    if isinstance(result, Graded):
        return ["已评定", _inert(result.grade)]
    if not isinstance(result, Totalled):
        return []
    rank = "" if result.rank is None else str(result.rank)
    cells = ["已评定", *([_inert(result.grade)] if result.grade else []), rank, result.total.text]
    if isinstance(result, ByComponent):
        cells.append(_decimal(result.total))
        for component in result.components:
            cells += [_decimal(component.mark), _decimal(component.weighted)]
    return cells
