"""Units as people name them on the command line: by id, or by any name that they bear or bore."""

from pathlib import Path

from assessment.errors import RequestError
from assessment.imports.roster import UnitNames
from assessment.period import Period
from assessment.year.reading import read_units


def unit_id(data: Path, period: Period, text: str) -> str:
    """Return the id of the unit that a text names; empty for an empty text.

    Raises:
        RequestError: if no unit has such an id or name.
    """
    if not text:
        return ""
    units = read_units(data, period)
    if text in units:
        return text
    names = UnitNames(units.values())
    found = names.find(text)
    if found is None:
        near = "，还是".join(f"“{name}”" for name in names.near(text))
        question = f"是不是{near}？" if near else ""
        raise RequestError(f"没有编号或名称为“{text}”的单位；{question}编号就是 data/units/ 下的文件名")
    return found
