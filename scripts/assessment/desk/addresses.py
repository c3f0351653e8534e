"""Where the pages of the desk are."""

from collections.abc import Sequence
from urllib.parse import quote

from assessment.forms.names import name_of, step_of
from assessment.forms.shape import Form, Shape, shape_of
from assessment.forms.target import NEW_ENTRY
from assessment.load.shapes import list_of, mapping_of
from assessment.load.yaml_file import KEY, Document
from assessment.period import Period
from assessment.place import Place


def year_address(period: Period) -> str:
    """Return the address of a year's desk."""
    return f"/{period}/"


def steps_address(period: Period) -> str:
    """Return the address of the steps that end a year."""
    return f"/steps/{period}/"


def unit_address(period: Period, unit: str) -> str:
    """Return the address of a unit's desk."""
    return f"/{period}/{quote(unit, safe='')}/"


def evidence_address(period: Period, unit: str) -> str:
    """Return the address of the evidence of a unit."""
    return f"/evidence{unit_address(period, unit)}"


def trial_address(number: str, period: Period | None = None) -> str:
    """Return the address before those of a year's desk, and of all below it, in a trial; that of the trial itself."""
    return f"/trial/{number}" + (year_address(period) if period is not None else "")


def trial_note_address(number: str, period: Period) -> str:
    """Return the address of the page of a trial that is printed."""
    return f"{trial_address(number)}/note/{period}"


def trials_address(period: Period) -> str:
    """Return the address at which a trial of a year begins."""
    return f"/trial/{period}"


def sheets_address(period: Period, number: str = "") -> str:
    """Return the address at which sheets are chosen for a year, or one that was chosen is looked at."""
    return f"/sheets/{period}/{number}" if number else f"/sheets/{period}"


def roster_address(unit: str) -> str:
    """Return the address of the form for what a unit is called."""
    return f"/roster/{quote(unit, safe='')}"


def scheme_address(period: Period) -> str:
    """Return the address of what is to be decided about a year's scheme."""
    return f"/scheme/{period}/"


def undecided_address(period: Period, at: str) -> str:
    """Return the address of the form for a part of a year's scheme that is not decided."""
    return f"{scheme_address(period)}at/{quote(at)}"


def past_address(period: Period, unit: str) -> str:
    """Return the address of what happened to the records of a unit."""
    return f"/past/{period}/{quote(unit, safe='')}/"


def form_address(period: Period, unit: str, *steps: str) -> str:
    """Return the address of the form for a place of a unit's record."""
    return unit_address(period, unit) + "/".join(map(_written, steps))


def steps_in(path: str) -> tuple[str, ...]:
    """Return the steps to which the end of an address leads."""
    return tuple(step if step == NEW_ENTRY else step_of(step) for step in path.split("/"))


def _written(step: str) -> str:
    return NEW_ENTRY if step == NEW_ENTRY else quote(name_of("", step), safe="~")


def field_id(name: str) -> str:
    """Return by what a page knows a field."""
    return f"f-{quote(name, safe='')}"


def depth_of(shape: Shape) -> int:
    """Return how many steps lead from a part of a record to what one form is about."""
    match shape.form:
        case Form.ENTRIES:
            return 1
        case Form.NAMED:
            return 1 + (1 if shape.below("").form is Form.ENTRIES else 0)
        case _:
            return 0


def field_address(period: Period, unit: str, document: Document, place: Place) -> str:
    """Return the address of the field at a place of a unit's record; of the unit's desk where it is of no form."""
    path: Sequence[str | int] = ()
    for one, where in document.places.items():
        if where == place and len(one) >= len(path):
            path = tuple(step for step in one if step != KEY)
    top = shape_of("score")
    if not path or path[0] not in top.names:
        return unit_address(period, unit)
    depth = 1 + depth_of(top.below(path[0]))
    if len(path) < depth:
        return unit_address(period, unit)
    steps = _steps(document.data, path[:depth])
    name = ""
    for step in path[depth:]:
        name = name_of(name, step)
    return form_address(period, unit, *steps) + (f"#{field_id(name)}" if name else "")


def _steps(data: object, path: Sequence[str | int]) -> list[str]:
    """Return a path in which entries of lists go by what they are known by."""
    shape, steps = shape_of("score"), list[str]()
    for step in path:
        if isinstance(step, int):
            listed = list_of(data)
            data = listed[step] if step < len(listed) else None
            steps.append(str(mapping_of(data).get(shape.naming, "")))
        else:
            data = mapping_of(data).get(step)
            steps.append(step)
        shape = shape.below(step, data)
    return steps
