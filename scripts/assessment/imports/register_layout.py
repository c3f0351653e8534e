"""Recognising sheets of the office's register."""

from collections.abc import Mapping

from assessment.folding import folded
from assessment.imports import vocabulary as words
from assessment.imports.columns import columns_named
from assessment.imports.layout import HeadView
from assessment.imports.register_clauses import Clauses, rules_of
from assessment.imports.roster import UnitNames
from assessment.imports.table import TableSearch
from assessment.imports.vocabulary import ColumnKinds, one_of

NEEDED: ColumnKinds = {"unit": words.UNIT, "clause": words.CLAUSE, "day": words.DAY, "reason": words.REASON}
_MORE: ColumnKinds = {
    "key": words.KEY,
    "rule": words.RULE,
    "level": words.LEVEL,
    "count": words.COUNT,
    "points": words.POINTS,
    "incident": words.INCIDENT,
    "evidence": words.EVIDENCE,
    "title": words.TITLE,
    "kind": words.KIND,
    "source": words.SOURCE,
    "captured": words.CAPTURED,
    "file": words.FILE,
    "url": words.URL,
    "rectified": words.RECTIFIED,
    "rectified_day": words.RECTIFIED_DAY,
    "visibility": words.VISIBILITY,
    "recorder": words.RECORDER,
    "override": words.OVERRIDE,
}
EVIDENCE_COLUMNS = ("evidence", "title", "url", "file")
_MOST = 0.5


class RegisterLayout:
    """Tells what the columns of a head are."""

    def __init__(self, units: UnitNames, clauses: Clauses) -> None:
        """Take what can be named."""
        self.units, self.clauses = units, clauses
        requires = sorted(
            {name for _, item in clauses.items.values() for rule in rules_of(item) for name in rule.requires}
        )
        self.links = {f"link:{name}": one_of(name, folded(f"{name}地址"), folded(f"{name}网址")) for name in requires}

    @property
    def search(self) -> TableSearch:
        """What to look for in a sheet."""
        return TableSearch(self.columns, self.recognise, NEEDED, self.units, "“日期”“单位”“条款”“原因”")

    def columns(self, view: HeadView) -> Mapping[str, int] | None:
        """Return the columns of a head, the unit in front; None where it makes no table."""
        known = self.recognise(view)
        if not NEEDED.keys() <= known.keys() or len({view.corner(known[key]) for key in NEEDED}) < len(NEEDED):
            return None
        return None if any(self._names_unit(text) for text in view.texts[known["unit"]][-1:]) else known

    def recognise(self, view: HeadView) -> Mapping[str, int]:
        """Return the columns that can be made out, by what they are."""
        sure = columns_named(view, {**self.links, **_MORE})
        exact = {key: column for key, column in sure.items() if view.texts[column][-1] in _labels(key, self.links)}
        fits = {
            "unit": lambda column: view.share(column, self._names_unit),
            "clause": lambda column: view.share(column, self._names_clause),
        }
        needed = columns_named(view, NEEDED, exact.values(), fits)
        if "clause" not in needed or fits["clause"](needed["clause"]) < _MOST:
            by_content = [c for c in view.texts if c not in needed.values() and fits["clause"](c) >= _MOST]
            needed |= {"clause": by_content[0]} if by_content else {}
        more = columns_named(view, {**self.links, **_MORE}, needed.values())
        return {**needed, **more}

    def _names_unit(self, text: str) -> bool:
        return self.units.find(text) is not None

    def _names_clause(self, text: str) -> bool:
        return self.clauses.find(text) is not None


def _labels(key: str, links: ColumnKinds) -> tuple[str, ...]:
    heading = links.get(key) or _MORE[key]
    return (folded(heading.label),)
