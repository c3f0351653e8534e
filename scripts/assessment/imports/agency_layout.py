"""Recognising sheets of an agency's marks: a row a unit, a row an item of a unit, or a sheet a unit."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.imports.columns import columns_named
from assessment.imports.fold import Names
from assessment.imports.item_columns import item_columns
from assessment.imports.layout import HeadView, Texts
from assessment.imports.roster import UnitNames
from assessment.imports.self_marks import self_names
from assessment.imports.table import TableSearch
from assessment.imports.values import cell_name, number_in
from assessment.imports.vocabulary import (
    AGENCY_DAY,
    DIFFERENCE,
    ITEM_MARK,
    LOSS,
    PART_MARK,
    REASONS,
    REMARK,
    SELF_MARK,
    UNIT,
    final_heading,
)
from assessment.workbooks.grid import Cell

_OTHERS = {"day": AGENCY_DAY, "difference": DIFFERENCE, "remark": REMARK}
_OF_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
_MOST = 0.5
"""The part of the texts under a column that has to name items or units."""


class AgencyLayout:
    """Tells what the columns of a head are."""

    def __init__(self, component: Part, units: UnitNames, items: Names, year: int) -> None:
        """Take what can be named, and the year whose marks are wanted."""
        self._year = str(year)
        self.units, self.items, self.own = units, items, self_names((component,))
        self.final = final_heading(component.name)
        self._fulls = component.full.numbers if component.full is not None else ()
        self.by_items_only = component.method is not Method.GIVEN

    @property
    def search(self) -> TableSearch:
        """What to look for in a sheet."""
        needed = {"unit": UNIT, "final": self.final}
        return TableSearch(self.columns, self.recognise, needed, self.units, "“单位”和“最终成绩”")

    def columns(self, view: HeadView) -> Mapping[str, int] | None:
        """Return the columns of a head, the unit or the item in front; None where it makes no table."""
        known = self.recognise(view)
        if "item" in known and ("mark" in known or "loss" in known):
            return None if is_record(view, known["item"], self.units, self.items) else known
        if (
            "unit" not in known
            or is_record(view, known["unit"], self.units, self.items)
            or not self._is_headed(view, known)
        ):
            return None
        return known if "final" in known or self._items(view) else None

    def recognise(self, view: HeadView) -> Mapping[str, int]:
        """Return the columns that can be made out, by what they are."""
        items = {*item_columns(view.texts, self.items).columns.values()}
        past = self.past(view.texts) | self.full_marks(view)
        unit = unit_column(view, self.units, items)
        found = {} if unit is None else {"unit": unit}
        title = {column for column in view.texts if unit is not None and view.corner(column) == view.corner(unit)}
        long = [column for column in view.naming(self.items, _MOST) if column in view.texts and column not in title]
        if long and len(items) < 2:
            found = {"item": long[-1], **found}
            headings = {
                "own": SELF_MARK,
                "mark": ITEM_MARK,
                "loss": LOSS,
                "reason": REASONS,
                "final": self.final,
            } | _OTHERS
        else:
            headings = {"final": self.final, "reasons": REASONS} | _OTHERS
        return found | columns_named(view, headings, besides={*items, *past, *title, *long, *found.values()})

    def past(self, texts: Texts) -> set[int]:
        """Return the columns of other years, which stand beside this year's for comparison."""
        years = {column: _OF_YEAR.findall(heads[-1]) for column, heads in texts.items()}
        return {column for column, named in years.items() if named and self._year not in named}

    def full_marks(self, view: HeadView) -> set[int]:
        """Return the columns that hold nothing but full marks, beside one that is at least as likely to hold the marks.

        A bare 得分 is so beside 总分, which may mean either; a part of the whole, and anything beside 最终成绩, is not.
        """
        ranks, full = self._marks(view)
        return {
            column
            for column in full
            for other in ranks.keys() - full
            if ranks[other] <= ranks[column] or (ranks[column] and PART_MARK.rank(view.texts[other]) is None)
        }

    def is_doubtful(self, view: HeadView, final: int) -> bool:
        """Tell whether a column taken for the final marks may as well hold full marks, with those of a part beside it."""
        ranks, full = self._marks(view)
        return final in full and bool(ranks[final]) and len(full) < len(ranks)

    def _marks(self, view: HeadView) -> tuple[dict[int, int], set[int]]:
        """Return how sure each column of this year is to hold final marks, and those that hold full marks alone."""
        past = self.past(view.texts)
        named = {column: self.final.rank(texts) for column, texts in view.texts.items() if column not in past}
        ranks = {column: rank for column, rank in named.items() if rank is not None}
        return ranks, {column for column in ranks if self._is_full(view.below.get(column, []))}

    def _is_full(self, cells: Sequence[Cell]) -> bool:
        numbers = [number for cell in cells if isinstance(number := number_in(cell), Decimal)]
        return len(numbers) > 1 and numbers[0] in self._fulls and len({*numbers}) == 1

    def _names_unit(self, text: str) -> bool:
        return self.units.find(text) is not None

    def _items(self, view: HeadView) -> bool:
        """Tell whether a head has columns of marks of items; of a component that has nothing else, one is enough."""
        found = [key for key in item_columns(view.texts, self.items).columns if not key.startswith("reason:")]
        return len(found) > (0 if self.by_items_only else 1)

    def _is_headed(self, view: HeadView, known: Mapping[str, int]) -> bool:
        """Tell whether a row is more than a title: with a text over the units, with several, or right above marks."""
        if known["unit"] in view.texts or len({view.corner(column) for column in view.texts}) > 1:
            return True
        below = view.grid.rows.get(view.bottom + 1, {}).get(known["unit"])
        return known.get("final", 0) > known["unit"] and below is not None and self._names_unit(cell_name(below))


def unit_column(view: HeadView, units: UnitNames, besides: set[int]) -> int | None:
    """Return the column of units: by its name, or by what stands under it."""

    def share(column: int) -> float:
        return view.share(column, lambda text: units.find(text) is not None)

    named = columns_named(view, {"unit": UNIT}, besides, {"unit": share}).get("unit")
    naming = [column for column in view.naming(units, _MOST) if column not in besides]
    return naming[0] if len(naming) == 1 and (named is None or not share(named)) else named


def is_record(view: HeadView, column: int, *known: Names) -> bool:
    """Tell whether a row names a unit or an item itself, so that it is no head."""
    return any(names.find(text) is not None for text in view.texts.get(column, ())[-1:] for names in known)
