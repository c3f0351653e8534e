"""What keeps a year from being approved or amended although its data has no fault."""

from collections.abc import Iterator

from assessment.dataset import Dataset
from assessment.dataset.record import Outcome
from assessment.dataset.year import Stage
from assessment.findings import Finding, Severity
from assessment.scoring.ledger import Pending
from assessment.scoring.units import reckoning
from assessment.status import Status

_ADVICE = {
    Stage.COLLECTING: "采集完成后请先把 stage 改为 under-review（审核中）",
    Stage.APPROVED: "已经审定；要更正请用 scripts/amend",
    Stage.PUBLISHED: "已经审定并公布；要更正请用 scripts/amend",
}

_SINGLY = 5
"""Up to how many units without marks of a component are named each in its own file."""


def find_wrong_stage(dataset: Dataset) -> Iterator[Finding]:
    """Find a year that is not under review."""
    year = dataset.year
    if year.stage is not Stage.UNDER_REVIEW:
        message = f"进展是 {year.stage.value}，{year.period.spaced}还不能审定"
        yield Finding(year.origin.of("stage"), "not-under-review", message, _ADVICE[year.stage])


def find_undecided_objections(dataset: Dataset, severity: Severity = Severity.ERROR) -> Iterator[Finding]:
    """Find the objections that nobody has decided."""
    for unit, record in dataset.records.items():
        for objection in record.objections:
            if objection.outcome is Outcome.OPEN:
                name = dataset.units[unit].name if unit in dataset.units else unit
                message = f"{name}的申诉“{objection.id}”还没有复核决定，不能审定"
                hint = "请在 outcome、decided、explanation 写明决定"
                yield Finding(objection.origin.of("outcome"), "undecided-objection", message, hint, severity)


def find_pending(dataset: Dataset, severity: Severity = Severity.ERROR) -> Iterator[Finding]:
    """Find the marks that are missing; the data is without faults."""
    missing: dict[str, list[tuple[str, Pending]]] = {}
    for unit, ledger in reckoning(dataset)(dataset.scheme).items():
        for part in ledger.components if ledger.status is Status.PENDING else ():
            if isinstance(part, Pending):
                missing.setdefault(part.component.name, []).append((dataset.units[unit].name, part))
    for component, parts in missing.items():
        hint = f"请补齐，或写明未参评和原因，例如 not_assessed: {{{parts[0][1].component.id}: 原因}}"
        if len(parts) > _SINGLY:
            message = f"{len(parts)} 个单位的“{component}”还待定，不能审定：{'、'.join(unit for unit, _ in parts)}"
            yield Finding(dataset.year.origin.place, "pending-marks", message, hint, severity)
        else:
            for unit, part in parts:
                message = f"{unit}的“{component}”还待定（{part.missing}），不能审定"
                yield Finding(part.place, "pending-marks", message, hint, severity)
