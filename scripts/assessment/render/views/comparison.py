"""A year beside an earlier one, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.disclosure.comparison import Alike, Incomparable, Line, UnitComparison, compare_unit
from assessment.disclosure.matching import Why
from assessment.disclosure.publication import Publication
from assessment.render.words import mark, minus, signed


def changed(line: Alike) -> str:
    """Return what a value did, in words."""
    if line.change.exact == 0:
        return "持平"
    amount = minus(line.change.text).lstrip("≈−")
    about = "约" if "≈" in line.change.text else ""
    return f"{'增加' if line.change.exact > 0 else '减少'}{about}{amount}分"


def change_column(publication: Publication, before: Publication | None) -> dict[str, str]:
    """Return what each unit of a round has more or less than in the round before, by unit; empty where none is compared.

    Args:
        before: the round before, or None where there is none; a year has no such column.
    """
    if before is None or not publication.period.is_round:
        return {}
    compared = {unit.id: compare_unit(publication, before, unit) for unit in publication.units.values()}
    totals = {unit: one.total for unit, one in compared.items() if one is not None}
    if not any(isinstance(total, Alike) for total in totals.values()):
        return {}
    places = publication.scheme.ranking.places
    return {
        unit: signed(total.change.text, places) if isinstance(total := totals.get(unit), Alike) else "—"
        for unit in publication.units
    }


def moved(comparison: UnitComparison) -> str:
    """Return what a unit's rank did; nothing where it is not compared."""
    if comparison.places is None:
        return ""
    then, now = comparison.places
    if (then.rank, then.among) == (now.rank, now.among):
        return f"名次同为{now.among}个单位中的第{now.rank}名"
    among = f"{then.among}个单位中的" if then.among != now.among else ""
    here = f"{now.among}个单位中的" if then.among != now.among else ""
    return f"名次由{among}第{then.rank}名变为{here}第{now.rank}名"


def why_not(line: Incomparable, what: str = "") -> str:
    """Return why a value is not compared; ``what`` is what it is called, where that is not said before."""
    why = "" if line.why is Why.PARTS else f"（{line.why.value}）"
    return f"口径不同，{what}不作比较{why}"


def cells(line: Line, places: int) -> tuple[str, str, str]:
    """Return the cells of a table: before, now and the change; where a value is not compared, why.

    Args:
        line: what is held against what.
        places: how many decimal places marks have at least.
    """
    match line:
        case Alike():
            return mark(line.before.text, places), mark(line.now.text, places), changed(line)
        case Incomparable():
            before, now = ("—" if known is None else mark(known.text, places) for known in (line.before, line.now))
            return before, now, why_not(line)


@dataclass(frozen=True)
class Shifts:
    """What the items of a unit did, those below all its components together."""

    up: tuple[Alike, ...]
    down: tuple[Alike, ...]
    same: int
    """How many items stayed as they were."""
    incomparable: Mapping[str, tuple[str, ...]]
    """Names of the items that are not compared, by why."""


def shifts(comparison: UnitComparison) -> Shifts:
    """Return what the items did, the greatest change first."""
    lines = [item for part in comparison.parts for item in part.items]
    alike = sorted((line for line in lines if isinstance(line, Alike)), key=lambda line: -abs(line.change.exact))
    apart: dict[str, tuple[str, ...]] = {}
    for line in lines:
        if isinstance(line, Incomparable):
            apart[line.why.value] = (*apart.get(line.why.value, ()), line.name)
    return Shifts(
        up=tuple(line for line in alike if line.change.exact > 0),
        down=tuple(line for line in alike if line.change.exact < 0),
        same=sum(line.change.exact == 0 for line in alike),
        incomparable=apart,
    )
