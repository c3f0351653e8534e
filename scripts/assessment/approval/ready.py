"""What keeps a year from being approved or amended although its data has no fault."""

from assessment.dataset import Dataset
from assessment.dataset.record import Outcome
from assessment.errors import RequestError
from assessment.scoring.units import ledgers
from assessment.status import Status


def refuse_unready(dataset: Dataset) -> None:
    """Refuse a year with objections that nobody decided or marks that are missing.

    Raises:
        RequestError: naming all of them.
    """
    names = {unit: dataset.units[unit].name for unit in dataset.records}
    open_ones = [
        f"{names[unit]} {objection.id}"
        for unit, record in dataset.records.items()
        for objection in record.objections
        if objection.outcome is Outcome.OPEN
    ]
    if open_ones:
        raise RequestError(f"还有申诉没有决定：{'、'.join(open_ones)}；请先写明决定（outcome、decided）")
    pending = [names[unit] for unit, own in ledgers(dataset, dataset.scheme).items() if own.status is Status.PENDING]
    if pending:
        raise RequestError(f"还有单位待定：{'、'.join(pending)}；请补齐成绩，或写明未参评（not_assessed）和原因")
