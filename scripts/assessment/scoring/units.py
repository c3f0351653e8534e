"""The ledger of every unit."""

from dataclasses import replace

from assessment.dataset import Dataset
from assessment.dataset.scheme import Component, Scheme
from assessment.scoring.case import Case
from assessment.scoring.ledger import ComponentResult, Ledger, Marked, NotAssessed
from assessment.scoring.methods import METHODS


def ledgers(dataset: Dataset, scheme: Scheme) -> dict[str, Ledger]:
    """Return the ledger of every assessed unit by id, in the order of the scheme."""
    return {unit: ledger_of(dataset, scheme, group.id, unit) for group in scheme.groups for unit in group.units}


def ledger_of(dataset: Dataset, scheme: Scheme, group: str, unit: str) -> Ledger:
    """Return the ledger of one unit, which is in the group."""
    results = {component.id: _result(dataset, component, group, unit) for component in scheme.components}
    return Ledger(unit, tuple(_attached(result, results) for result in results.values()))


def _result(dataset: Dataset, component: Component, group: str, unit: str) -> ComponentResult:
    record = dataset.records[unit]
    absent = record.not_assessed.get(component.id)
    if absent is not None:
        return NotAssessed(component, absent.reason, absent.origin.place)
    case = Case(component, unit, group, record, dataset.year.eligible)
    return METHODS[component.method](case)


def _attached(result: ComponentResult, results: dict[str, ComponentResult]) -> ComponentResult:
    """Weigh a mark as the component it is attached to (reading 4)."""
    if not isinstance(result, Marked):
        return result
    host = results.get(result.component.attach)
    return replace(result, factor=host.factor) if isinstance(host, Marked) else result
