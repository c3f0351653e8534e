"""Recognising sheets of ballots: a row a ballot, a matrix either way round, or the form of one rater unit."""

import re
from collections.abc import Mapping, Sequence

from assessment.dataset.scheme import Scheme
from assessment.folding import folded
from assessment.imports.columns import columns_named
from assessment.imports.fold import bare
from assessment.imports.layout import HeadView
from assessment.imports.roster import UnitNames, group_word
from assessment.imports.table import TableSearch
from assessment.imports.values import cell_name
from assessment.imports.vocabulary import BALLOT_MARK, BALLOT_NUMBER, DAY, PERSON, RATED, RATER, UNIT

NEEDED = "“评议单位”“被评单位”“分数”，或“评议单位”和各被评单位的名称"

_VOTE = re.compile(r"(?:选?票|第?\d+(?:号|张)?票|评委|评议人|第?\d+(?:人|位)|打分人|[a-z])(?:no)?[.:]?\d*$|\d{1,3}$")
_MOST = 0.5


class BallotLayout:
    """Tells what the columns of a head are.

    Beside the named kinds: ``side`` names units that rate or are rated, which only the title or custom can tell;
    ``across:`` and a column's number is a unit of a matrix; ``vote:`` and a number is one ballot of a form.
    """

    def __init__(self, units: UnitNames, rater: str = "") -> None:
        """Take what can be named, and the unit whose ballots the command says these are; empty for none."""
        self.units, self.rater = units, rater

    @property
    def search(self) -> TableSearch:
        """What to look for in a sheet."""
        needed = {"rater": RATER, "rated": RATED, "mark": BALLOT_MARK}
        return TableSearch(self.columns, self.recognise, needed, self.units, NEEDED)

    def across(self, view: HeadView) -> dict[int, str]:
        """Return the units that heads name, by column; a head may say more than the name, but no other."""
        return {column: unit for column, texts in view.texts.items() if (unit := self._unit_in(texts[-1])) is not None}

    def columns(self, view: HeadView) -> Mapping[str, int] | None:
        """Return the columns of a head, the units down the side in front; None where it makes no table."""
        known, across = self.recognise(view), self.across(view)
        sides = [known[key] for key in ("rater", "rated", "side") if key in known]
        if not sides or any(self._names_unit(text) for side in sides for text in view.texts.get(side, ())[-1:]):
            return None
        if "mark" in known and "rater" in known and "rated" in known:
            return known
        headed = sides[0] in view.texts or len(across) > 1
        if across and headed and len(sides) == 1 and not self._are_marks(view, sides[0]):
            return {key: column for key, column in known.items() if key != "mark"}
        votes = self._votes(view, known)
        if "side" in known and (votes or ("mark" in known and self._says_whose(view))):
            known = {"rated": known["side"], **{key: column for key, column in known.items() if key != "side"}}
        if "rated" in known and "rater" not in known and ("mark" in known or votes):
            return known if "mark" in known else {**known, **votes}
        return None

    def recognise(self, view: HeadView) -> Mapping[str, int]:
        """Return the columns that can be made out, by what they are."""
        across = self.across(view)
        naming = [column for column in view.naming(self.units, _MOST) if column not in across]
        fits = {key: lambda column: view.share(column, self._names_unit) for key in ("rated", "rater", "unit")}
        found = columns_named(view, {"rated": RATED, "rater": RATER}, across, fits)
        if "rater" in found and PERSON.rank(view.texts[found["rater"]]) is not None and found["rater"] not in naming:
            del found["rater"]
        rest = [column for column in naming if column not in found.values()]
        generic = columns_named(view, {"unit": UNIT}, {*across, *found.values()}, fits)
        if not rest and "unit" in generic and "rated" in found and "rater" not in found:
            rest = [generic["unit"]]
        if len(found) == 1 and rest and not across:
            found["rated" if "rater" in found else "rater"] = rest[0]
        elif not found and len(rest) == 1:
            found["side"] = rest[0]
        used = {*across, *found.values()}
        return {**found, **columns_named(view, {"mark": BALLOT_MARK, "day": DAY, "number": BALLOT_NUMBER}, used)}

    def _unit_in(self, text: str) -> str | None:
        found = self.units.find(text)
        label = text.partition(":")[0]
        if found is not None or any(heading.rank((label,)) is not None for heading in (RATER, RATED, UNIT)):
            return found
        return self.units.within(text)

    def _names_unit(self, text: str) -> bool:
        return self.units.find(text) is not None

    def _are_marks(self, view: HeadView, column: int) -> bool:
        """Tell whether the side of a matrix names no units but marks, so that the sheet lies on its side."""
        texts = [cell_name(cell) for cell in view.below.get(column, ()) if isinstance(cell.value, str)]
        return any(BALLOT_MARK.rank((folded(text),)) is not None for text in texts[:3])

    def _says_whose(self, view: HeadView) -> bool:
        """Tell whether the command, the name of the sheet or a line above the head names a unit, as forms do."""
        above = [cell_name(cell) for row, cells in view.grid.rows.items() if row < view.top for cell in cells.values()]
        return bool(self.rater) or any(self.units.within(title) is not None for title in (view.grid.name, *above))

    def _votes(self, view: HeadView, known: Mapping[str, int]) -> dict[str, int]:
        """Return the columns that hold one ballot each."""
        free = [column for column in view.texts if column not in known.values()]
        return {f"vote:{column}": column for column in free if _VOTE.match(bare(view.texts[column][-1]))}


def rater_group(titles: Sequence[str], scheme: Scheme) -> str | None:
    """Return the id of the group that rates as titles say, such as ``乡镇评县直单位``; None where they say nothing."""
    for title in reversed(titles):
        plain = bare(title)
        for rater in scheme.groups:
            for rated in scheme.groups:
                if rater is not rated and re.search(_rates(rater.name, rated.name), plain):
                    return rater.id
    return None


def _rates(rater: str, rated: str) -> str:
    first, second = (re.escape(group_word(folded(name))) for name in (rater, rated))
    return f"{first}.{{0,6}}(?:评|对|给|为|向).{{0,6}}{second}"
