"""results.json: the results for programs with every exact number and ledger, described by schemas/results.json."""

import json
from collections.abc import Iterator, Mapping

from assessment.dataset.marked_as import names_in
from assessment.dataset.record import Evidence
from assessment.disclosure.list_weights import ListWeights, Neighbours
from assessment.disclosure.publication import Publication
from assessment.disclosure.published_result import (
    ByComponent,
    ComponentLedger,
    Detailed,
    ExplainedUnmarked,
    Figure,
    Graded,
    InFull,
    Named,
    PartMark,
    PublishedMark,
    PublishedRow,
    SelfMarked,
    Totalled,
    Unfinished,
    Unmarked,
)
from assessment.disclosure.published_unit import PublishedUnit
from assessment.disclosure.rank_ranges import PublishedRange, PublishedRanges
from assessment.exact import exact_text
from assessment.render.words import notices
from assessment.status import Status
from assessment.visible import escaped

Json = dict[str, object]


def results_json(publication: Publication) -> str:
    """Return the results as JSON; what the audience may not see is left out, not blank."""
    document: Json = {
        "year": publication.period.written,
        "provenance": publication.provenance.value,
        "notices": list(notices(publication)),
        "audience": publication.audience.value,
        "stage": publication.stage.value,
        "disclosure": publication.disclosure.value,
        "scheme": {
            "id": publication.scheme.id,
            "title": publication.scheme.title,
            "digest": publication.scheme_digest,
            "rules": publication.rules_digest,
        },
        "commit": publication.edition.commit,
        "changed": publication.edition.changed,
        "groups": [*_groups(publication)],
        "lists": [{"id": one.id, "name": one.name, "groups": list(one.groups)} for one in publication.scheme.lists],
        "overall": [{"unit": unit, "rank": rank} for unit, rank in publication.overall],
        "units": [_unit(publication, unit) for unit in publication.units.values()],
    }
    if publication.ranges is not None:
        document["ranges"] = _ranges(publication.ranges)
    if publication.weights:
        document["weights"] = [_weights(of) for of in publication.weights]
    return escaped(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def _ranges(ranges: PublishedRanges) -> Json:
    return {
        "of_marks": [*ranges.of_marks],
        "of_ranks": [*ranges.of_ranks],
        "left_out": [*ranges.left_out],
        "combinations": ranges.count,
        "reckoned": ranges.reckoned,
        "combinations_of_ranks": ranges.count_of_ranks,
        "lists": [
            {"id": of.list, "units": [_range(one) for one in of.units], "not_told_apart": [[*run] for run in of.runs]}
            | ({} if of.lightest is None else {"lightest_deduction": exact_text(of.lightest)})
            for of in ranges.lists
        ],
    }


def _range(one: PublishedRange) -> Json:
    known: Json = {"unit": one.unit, "rank": one.rank, "best": one.best, "worst": one.worst}
    known |= {"best_in_all": one.best_in_all, "worst_in_all": one.worst_in_all}
    if one.most is not None:
        known["most"] = {"reading": one.most.reading, "option": one.most.option, "rank": one.most.rank}
    return known if one.lead is None else known | {"lead": exact_text(one.lead)}


def _weights(of: ListWeights) -> Json:
    return {
        "list": of.list,
        "shares": [{"component": one.component, "share": exact_text(one.share)} for one in of.shares],
        "neighbours": [_neighbours(one) for one in of.neighbours],
    }


def _neighbours(one: Neighbours) -> Json:
    known: Json = {"above": one.above, "below": one.below, "gap": exact_text(one.gap)}
    if one.moved is None:
        return known
    moved = {"points": exact_text(one.moved.points), "from": one.moved.giver, "to": one.moved.taker}
    return known | {"moved": moved}


def _groups(publication: Publication) -> Iterator[Json]:
    pending = {unit for group in publication.groups for unit in group.pending}
    for group in publication.scheme.groups:
        units = [unit for unit in group.units if unit in publication.units]
        waiting = [unit for unit in units if unit in pending]
        if units:
            known: Json = {"id": group.id, "name": group.name, "units": units}
            yield known | ({"pending": waiting} if waiting else {})


def _unit(publication: Publication, unit: PublishedUnit) -> Json:
    known: Json = {"id": unit.id, "name": unit.name, "group": unit.group, "list": unit.ranked_in}
    if kinds := names_in(unit.marked_as)[1:]:
        known["kinds"] = [*kinds]
    result = unit.result
    if isinstance(result, Named):
        return known | {"leading": result.leading} | ({"trailing": result.trailing} if publication.names_last else {})
    if isinstance(result, Graded):
        return known | {"status": Status.COMPLETE.value, "grade": result.grade}
    if isinstance(result, Unmarked):
        known |= {"status": result.status.value}
        if isinstance(result, ExplainedUnmarked):
            known["reasons"] = list(result.reasons)
        if isinstance(result, Unfinished):
            known["rows"] = _rows(result)
            known |= _self_marks(result)
        return known
    if not isinstance(result, Totalled):
        return known
    known |= {"status": Status.COMPLETE.value, "total": {"published": result.total.text}, "rank": result.rank}
    if result.grade:
        known["grade"] = result.grade
    if isinstance(result, ByComponent):
        known["total"] = _figure(result.total)
        ranks = _ranks(publication, unit)
        known["components"] = {component.id: _component(component, ranks) for component in result.components}
        known["bonus"] = _figure(result.bonus)
        known |= {"closing": _figure(result.closing)} if result.closing.exact else {}
    if isinstance(result, InFull):
        known["rows"] = _rows(result)
        known |= _self_marks(result)
    return known


def _figure(figure: Figure) -> Json:
    return {"exact": exact_text(figure.exact), "published": figure.text}


def _ranks(publication: Publication, unit: PublishedUnit) -> Mapping[str, int]:
    """Return the ranks of the unit's parts, by key."""
    group = next(group for group in publication.groups if group.id == unit.ranked_in)
    return {key: ranks[unit.id].rank for key, ranks in group.part_ranks.items() if unit.id in ranks}


def _component(component: PublishedMark, ranks: Mapping[str, int]) -> Json:
    known: Json = {"mark": _figure(component.mark), "weighted": _figure(component.weighted)}
    known |= _rank(component.id, ranks)
    if isinstance(component, ComponentLedger) and component.parts:
        known["parts"] = [_part(part, ranks) for part in component.parts]
    return known


def _rank(part: str, ranks: Mapping[str, int]) -> Json:
    return {"rank": ranks[part]} if part in ranks else {}


def _part(part: PartMark, ranks: Mapping[str, int]) -> Json:
    known: Json = {"id": part.key, "clause": part.clause, "name": part.name} | _rank(part.key, ranks)
    if part.mark is not None:
        known["mark"] = _figure(part.mark)
    if part.full is not None:
        known["full"] = exact_text(part.full.exact)
    return known | ({"parts": [_part(below, ranks) for below in part.parts]} if part.parts else {})


def _self_marks(result: Detailed) -> Json:
    return {"self_marks": [_self_mark(mark) for mark in result.self_marks]} if result.self_marks else {}


def _self_mark(mark: SelfMarked) -> Json:
    known: Json = {"component": mark.component, "part": mark.part, "clause": mark.clause, "name": mark.name}
    known |= {} if mark.full is None else {"full": exact_text(mark.full.exact)}
    known["own"] = _figure(mark.own)
    if mark.assessed is None:
        return known | {"unassessed": mark.unassessed}
    return known | {"assessed": _figure(mark.assessed)}


def _rows(result: Detailed) -> list[Json]:
    closing = result.closing_rows if isinstance(result, InFull) else ()
    rows = [_row(component.id, row) for component in result.components for row in component.rows]
    return [*rows, *(_row("", row) for row in closing)]


def _row(component: str, row: PublishedRow) -> Json:
    members: Json = {
        "component": component,
        "kind": row.kind.value,
        "clause": row.clause,
        "label": row.label,
        "points": exact_text(row.points.exact),
    }
    if row.part and row.share.exact != 1:
        members |= {"part": row.part, "share": exact_text(row.share.exact)}
    if row.round is not None:
        members["round"] = str(row.round)
    if row.count is not None:
        members["count"] = row.count
    if row.day is not None:
        members["date"] = row.day.isoformat()
    if row.reason:
        members["reason"] = row.reason
    if row.evidence:
        members["evidence"] = [_evidence(piece) for piece in row.evidence]
    if row.entry:
        members["entry"] = row.entry
    if row.rectified is not None:
        put_right = row.rectified.date
        members["rectified"] = {"note": row.rectified.note} | ({"date": put_right.isoformat()} if put_right else {})
    members["file"] = row.file
    return members if row.line is None else members | {"line": row.line}


def _evidence(piece: Evidence) -> Json:
    members: Json = {"id": piece.id, "title": piece.title, "kind": piece.kind.value, "source": piece.source}
    members["captured"] = piece.captured.isoformat()
    digests = [kept.sha256 for kept in piece.files]
    return members | ({"url": piece.url} if piece.url else {}) | ({"sha256": digests} if digests else {})
