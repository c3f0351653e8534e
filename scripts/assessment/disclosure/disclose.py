"""From an Assessment to a Publication: what stage and level allow this audience to see (五（三）)."""

from collections.abc import Iterable
from fractions import Fraction
from typing import assert_never

from assessment.dataset import Dataset
from assessment.dataset.record import Evidence, Objection, UnitRecord, Visibility
from assessment.dataset.scheme import Method, Scheme
from assessment.dataset.year import Disclosure
from assessment.disclosure.publication import (
    Audience,
    ByComponent,
    ComponentLedger,
    ComponentMark,
    Edition,
    Figure,
    ForOffice,
    GroupSummary,
    InFull,
    Named,
    OptionEffect,
    Publication,
    PublishedGroup,
    PublishedReading,
    PublishedRow,
    PublishedUnit,
    Result,
    Totalled,
    Unmarked,
    Withheld,
)
from assessment.exact import exact, for_group, rounded, shown
from assessment.place import Place
from assessment.scoring.assessment import Assessment
from assessment.scoring.ledger import Ledger, Marked, Row, Status
from assessment.scoring.ranking import Order, Standing

LEADING = 3
"""How many ranks count as leading where only names are public; equal ranks count alike."""

_TOTALS = (Disclosure.TOTALS, Disclosure.COMPONENTS, Disclosure.FULL)


def disclose(dataset: Dataset, assessment: Assessment, audience: Audience, edition: Edition) -> Publication:
    """Return what the audience may see; the office sees everything, the public nothing before approval."""
    level = _level(dataset, audience)
    groups = tuple(
        _group(dataset.scheme, group.id, assessment.orders[group.id], assessment, level)
        for group in dataset.scheme.groups
    )
    units = {
        unit: PublishedUnit(
            id=unit,
            name=dataset.units[unit].name,
            full_name=dataset.units[unit].full_name,
            aliases=dataset.units[unit].aliases,
            site=dataset.units[unit].site,
            group=group.id,
            self_review=dataset.records[unit].self_review,
            result=_result(dataset, assessment, unit, group.id, level, audience),
        )
        for group in dataset.scheme.groups
        for unit in group.units
    }
    overall = assessment.overall.standings if assessment.overall is not None and level in _TOTALS else ()
    return Publication(
        audience=audience,
        year=dataset.year.year,
        stage=dataset.year.stage,
        disclosure=level,
        provenance=dataset.year.provenance,
        agency=dataset.year.agency,
        approval=dataset.year.approval,
        published=dataset.year.published,
        amendments=dataset.year.amendments,
        scheme=dataset.scheme,
        scheme_digest=dataset.scheme_digest,
        edition=edition,
        groups=groups,
        units=units,
        overall=tuple((standing.unit, standing.rank) for standing in overall),
        readings=_readings(dataset.scheme, assessment, level),
    )


def _level(dataset: Dataset, audience: Audience) -> Disclosure:
    if audience is Audience.OFFICE:
        return Disclosure.FULL
    return dataset.year.disclosure if dataset.year.stage.is_approved else Disclosure.NONE


def _result(
    dataset: Dataset, assessment: Assessment, unit: str, group: str, level: Disclosure, audience: Audience
) -> Result:
    ledger = assessment.ledgers[unit]
    standing = assessment.orders[group].rank(unit)
    match level:
        case Disclosure.NONE | Disclosure.GRADES:
            return Withheld()
        case Disclosure.NAMES:
            return Named(standing is not None and standing.rank <= LEADING)
        case Disclosure.TOTALS | Disclosure.COMPONENTS | Disclosure.FULL:
            return _marks(dataset, ledger, standing, group, level, audience)
        case _:
            assert_never(level)


def _marks(
    dataset: Dataset, ledger: Ledger, standing: Standing | None, group: str, level: Disclosure, audience: Audience
) -> Result:
    scheme = dataset.scheme
    if ledger.status is not Status.COMPLETE:
        reasons = tuple(
            getattr(result, "missing", "") or getattr(result, "reason", "")
            for result in ledger.components
            if not isinstance(result, Marked)
        )
        return Unmarked(ledger.status.value, ledger.status.label, reasons)
    total = _total(ledger.total, scheme)
    rank = None if standing is None else standing.rank
    shared = standing is not None and standing.shared
    if level is Disclosure.TOTALS:
        return Totalled(total, rank, shared)
    marked = [result for result in ledger.components if isinstance(result, Marked)]
    bonus = _figure(sum((r.weighted for r in marked if r.component.method is Method.BONUS), Fraction(0)))
    if level is Disclosure.COMPONENTS:
        return ByComponent(total, rank, shared, tuple(_component(result, group) for result in marked), bonus)
    record = dataset.records[ledger.unit]
    everything = audience is Audience.OFFICE
    ledgers = tuple(_component_ledger(result, group, record, everything) for result in marked)
    if not everything:
        return InFull(total, rank, shared, ledgers, bonus, _objections(record))
    recorders = {entry.id: entry.recorder for entry in record.entries if entry.recorder}
    return ForOffice(total, rank, shared, ledgers, bonus, record.objections, record.ballots, recorders)


def _objections(record: UnitRecord) -> tuple[Objection, ...]:
    """Return the objections to what is public."""
    internal = {entry.id for entry in record.entries if entry.visibility is Visibility.INTERNAL}
    return tuple(objection for objection in record.objections if objection.about not in internal)


def _figure(value: Fraction) -> Figure:
    return Figure(value, shown(value))


def _total(value: Fraction, scheme: Scheme) -> Figure:
    return Figure(value, rounded(value, scheme.ranking.places, scheme.ranking.rounding))


def _component(result: Marked, group: str) -> ComponentMark:
    component = result.component
    return ComponentMark(
        id=component.id,
        name=component.name,
        clause=component.clause,
        full=None if component.full is None else _figure(exact(component.full)),
        most=_figure(for_group(component.points, group)),
        mark=_figure(result.mark),
        factor=_figure(result.factor),
        weighted=_figure(result.weighted),
    )


def _component_ledger(result: Marked, group: str, record: UnitRecord, everything: bool) -> ComponentLedger:
    evidence = {piece.id: piece for piece in record.evidence if everything or piece.visibility is Visibility.PUBLIC}
    summary = _component(result, group)
    return ComponentLedger(
        **{name: getattr(summary, name) for name in summary.__dataclass_fields__},
        rows=tuple(_rows(result.rows, evidence, everything)),
    )


def _rows(rows: Iterable[Row], evidence: dict[str, Evidence], everything: bool) -> Iterable[PublishedRow]:
    """Yield the rows; the ones of internal records stand together, one row a clause, so that the sum still holds."""
    internal: dict[str, PublishedRow] = {}
    for row in rows:
        if row.visibility is Visibility.PUBLIC or everything:
            yield PublishedRow(
                kind=row.kind.value,
                clause=row.clause,
                label=row.label,
                count=row.count,
                points=_figure(row.points),
                reason=row.reason,
                evidence=tuple(evidence[name] for name in row.evidence if name in evidence),
                day=row.day,
                entry=row.entry,
                rectified=row.rectified,
                place=row.place,
            )
        else:
            before = internal[row.clause].points.exact if row.clause in internal else Fraction(0)
            points = _figure(before + row.points)
            place = Place(row.place.file, 1, 1)
            internal[row.clause] = PublishedRow(
                "internal", row.clause, "不公开的记录", None, points, "", (), None, "", None, place
            )
    yield from internal.values()


def _group(scheme: Scheme, group_id: str, order: Order, assessment: Assessment, level: Disclosure) -> PublishedGroup:
    group = next(group for group in scheme.groups if group.id == group_id)
    totals_public = level in _TOTALS
    ledgers = [assessment.ledgers[unit] for unit in group.units]
    totals = [ledger.total for ledger in ledgers if ledger.status is Status.COMPLETE]
    summary = None
    if totals_public and totals:
        mean = sum(totals, Fraction(0)) / len(totals)
        summary = GroupSummary(
            len(totals), _total(mean, scheme), _total(max(totals), scheme), _total(min(totals), scheme)
        )
    return PublishedGroup(
        id=group.id,
        name=group.name,
        clause=group.clause,
        units=group.units,
        ranking=tuple(standing.unit for standing in order.standings) if totals_public else (),
        pending=order.pending if totals_public else (),
        not_assessed=order.not_assessed if totals_public else (),
        summary=summary,
    )


def _readings(scheme: Scheme, assessment: Assessment, level: Disclosure) -> tuple[PublishedReading, ...]:
    effects = {(effect.reading, effect.option): effect for effect in assessment.effects}
    return tuple(
        PublishedReading(
            reading,
            tuple(
                OptionEffect(option, effect.totals, effect.moved)
                for option in reading.options
                if level is Disclosure.FULL
                for effect in (effects.get((reading.id, option.id)),)
                if effect is not None
            ),
        )
        for reading in scheme.readings
    )
