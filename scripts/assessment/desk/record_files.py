"""Records by what they are called, where a sentence names their files and ids."""

import re

from assessment.desk.record_names import names_in
from assessment.desk.workplace import Workplace
from assessment.load.data_files import years
from assessment.period import period_of

_RECORD = re.compile(
    r"(?:[A-Za-z0-9._-]+/)*scores/(?P<period>[^/\s]+)/(?P<unit>[^/\s]+)\.yaml(?P<rest> \S+ [A-Za-z0-9_-]+)?"
)


def called_by_names(place: Workplace, text: str) -> str:
    """Return what is said with the names of years, units and records, as of “data/scores/2019/jia.yaml 扣分记录 d1”."""
    return _RECORD.sub(lambda found: _called(place, found), text)


def _called(place: Workplace, found: re.Match[str]) -> str:
    period = period_of(found["period"])
    ground = None if period not in years(place.data) or period is None else place.ground(period)
    unit = None if ground is None or ground.year.readable is None else ground.year.readable.units.get(found["unit"])
    if ground is None or unit is None:
        return found[0]
    kind, _, id = (found["rest"] or "").strip().partition(" ")
    name = names_in(ground, unit.id).get(id, id)
    return f"{ground.year.period.name}{unit.name}" + (f"的{kind}“{name}”" if name else "")
