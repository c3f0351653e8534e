"""The scheme in the data folder, as the project's loader reads it, and what its methods make of hand-made records."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

from assessment.dataset import Dataset
from assessment.dataset.part import Part
from assessment.dataset.record import Entry, ItemMark, Objection, UnitRecord
from assessment.dataset.scheme import Alternative, Scheme
from assessment.dataset.unit import Unit
from assessment.exact import exact_text
from assessment.load.json_schema import checked
from assessment.load.scheme import scheme_of
from assessment.load.yaml_file import read
from assessment.scoring.case import Case
from assessment.scoring.ledger import ComponentResult, Marked, Row
from assessment.scoring.methods.given import detail
from assessment.scoring.tree import below_of
from tests.scoring.cases import ORIGIN, cast, entry, given, published_year, record, scored

SCHEME_FILE = Path(__file__).parents[2] / "data" / "schemes" / "2019.yaml"
ELIGIBLE = "附件3加分项第1项"
FULL = {
    "附件3第一类第1项": "15",
    "附件3第一类第2项": "5",
    "附件3第一类第3项": "5",
    "附件3第二类第1项": "7",
    "附件3第二类第2项": "5",
    "附件3第二类第3项": "3",
    "附件3第三类第1项": "9",
    "附件3第三类第2项": "6",
    "附件3第三类第3项": "9",
    "附件3第三类第4项": "4",
    "附件3第三类第5项": "5",
    "附件3第四类第1项": "4",
    "附件3第四类第2项": "4",
    "附件3第四类第3项": "5",
    "附件3第四类第4项": "7",
    "附件3第四类第5项": "4",
}
"""Of the items of annex 3. 25 + 15 + 33 + 24 = 97; the third block is printed as 36."""


@cache
def loaded() -> tuple[Scheme, tuple[Alternative, ...]]:
    """The scheme under the readings chosen, and under each other option."""
    document, faults = read(SCHEME_FILE, "data/schemes/2019.yaml")
    assert document is not None
    good, more = checked(document, "scheme")
    assert good is not None
    scheme, alternatives, most = scheme_of(good)
    assert scheme is not None
    assert [*faults, *more, *most] == []
    return scheme, alternatives


def shipped(reading: str = "", option: str = "") -> Scheme:
    """The scheme as shipped, or with another option of one reading."""
    scheme, alternatives = loaded()
    if not reading or next(known for known in scheme.readings if known.id == reading).choice == option:
        return scheme
    return next(other.scheme for other in alternatives if (other.reading, other.option) == (reading, option))


def component(name: str, scheme: Scheme | None = None) -> Part:
    """A component of the scheme by id."""
    return next(part for part in (scheme or shipped()).components if part.id == name)


def case(of: UnitRecord, eligible: bool = False) -> Case:
    """Unit a of the towns, on the list of the key areas or not."""
    return Case("a", "town", of, {ELIGIBLE: ("a",) if eligible else ()})


def result(name: str, of: UnitRecord, scheme: Scheme | None = None, eligible: bool = False) -> ComponentResult:
    """What a component of the scheme comes to."""
    return scored(component(name, scheme), of, eligible=case(of, eligible).eligible)


def marked(name: str, of: UnitRecord, scheme: Scheme | None = None, eligible: bool = False) -> Marked:
    """The same where there is a mark."""
    return sure(result(name, of, scheme, eligible))


def sure(found: ComponentResult) -> Marked:
    """A result that has a mark."""
    assert isinstance(found, Marked)
    return found


def detail_mark(part: Part, sheet: Sequence[ItemMark]) -> Fraction:
    """What the marks of all items below a given mark come to."""
    mine = case(record(marks=[given("", sheet, component=part.id)]))
    below = below_of(mine, part)
    assert isinstance(below, tuple)
    return detail(mine, part, below).mark


def daily(entries: Sequence[Entry] = (), objections: Sequence[Objection] = ()) -> Marked:
    """日常测评 under annex 2: 10 + 6 + 6 + 5 + 1 + 1 + 1 = 30 full marks."""
    return marked("daily", record(deductions=entries, objections=objections))


def bonus(entries: Sequence[Entry] = (), scheme: Scheme | None = None, eligible: bool = False) -> Marked:
    """加分项 under annex 3."""
    return marked("bonus", record(bonus=entries), scheme, eligible)


def lines(rows: Iterable[Row]) -> list[str]:
    """Rows as a ledger prints them: what kind, under which clause, what, how many points."""
    return [f"{row.kind.value} {row.clause} {row.label} {exact_text(row.points)}" for row in rows]


def complete(
    unit: str,
    agency: str = "85",
    missed: int = 3,
    peer: str = "88",
    bonus: Sequence[Entry] = (),
    raters: Mapping[str, Sequence[str]] | None = None,
) -> UnitRecord:
    """A record with every mark: unless told otherwise 85 of the agency, 30 - 3 = 27, 88 of its peers."""
    entries = [entry("附件2第1项", count=missed)] if missed else []
    ballots = [cast(rater, *marks) for rater, marks in (raters or {"b": [peer]}).items()]
    return replace(record(entries, bonus, ballots, marks=[given(agency)]), unit=unit)


def dataset(records: Mapping[str, UnitRecord], scheme: Scheme | None = None, eligible: Sequence[str] = ()) -> Dataset:
    """The shipped year with these records; units without one are complete and like one another."""
    of, alternatives = scheme or shipped(), loaded()[1]
    units = [unit for group in of.groups for unit in group.units]
    year = published_year(2019, {ELIGIBLE: tuple(eligible)})
    return Dataset(
        year=year,
        scheme=of,
        alternatives=alternatives,
        units={unit: Unit(unit, f"{unit}名", "", (), (), "", ORIGIN) for unit in units},
        records={unit: records.get(unit, complete(unit)) for unit in units},
        scheme_digest="0" * 64,
    )


def points(text: str) -> Fraction:
    """A number as written in a test: ``87.4`` or ``997/11``."""
    return Fraction(text)


def full_of(item: Part) -> Decimal:
    """The full marks of an item, which are the same for both groups."""
    assert item.full is not None
    assert item.full.common is not None
    return item.full.common
