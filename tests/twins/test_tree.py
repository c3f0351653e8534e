"""Twins over a tree of parts: whatever joins the marks, the public sees of internal records what they come to alone."""

from dataclasses import replace
from functools import cache

import pytest

from assessment.dataset import Dataset
from assessment.dataset.year import Disclosure
from assessment.disclosure.disclose import disclose
from assessment.disclosure.figures import total_figure
from assessment.disclosure.publication import Audience, Publication
from assessment.row_kind import RowKind
from assessment.scoring.assessment import Assessment, assess
from assessment.scoring.ledger import Marked
from tests.disclosure.years import EDITION
from tests.twins.shows import LEVELS
from tests.twins.test_one_publication import differing
from tests.twins.tree import UNIT, Raw, comes_to, component_marks, drawn, public_of, year_of

DRAWN = 90


@cache
def years() -> tuple[tuple[Raw, Dataset, Assessment], ...]:
    """Records, each with the year that it stands in and the results."""
    drawn_years = [(raw, year_of(raw)) for raw in drawn(DRAWN, "tree")]
    return tuple((raw, year, assess(year)) for raw, year in drawn_years)


def visible_at(level: Disclosure, raw: Raw, year: Dataset, assessment: Assessment) -> object:
    """What a level shows of a record."""
    ledger = assessment.ledgers[UNIT]
    grade = assessment.grades[UNIT]
    match level:
        case Disclosure.NONE | Disclosure.NAMES:
            return None  # it is the only one in its group
        case Disclosure.GRADES:
            return grade
        case Disclosure.TOTALS:
            return grade, total_figure(ledger.total, year.scheme.ranking).text
        case Disclosure.COMPONENTS:
            return grade, component_marks(ledger)
        case Disclosure.FULL:
            return grade, public_of(raw), comes_to(ledger)


def seen(level: Disclosure, year: Dataset, assessment: Assessment) -> Publication:
    """What the public sees at a level."""
    published = replace(year, year=replace(year.year, disclosure=level))
    return disclose(published, assessment, Audience.PUBLIC, EDITION)


@pytest.mark.parametrize("level", LEVELS)
def test_records_that_a_level_shows_alike_look_the_same_there(level: Disclosure) -> None:
    known: dict[str, Publication] = {}
    twins = 0
    for raw, year, assessment in years():
        publication = seen(level, year, assessment)
        first = known.setdefault(repr(visible_at(level, raw, year, assessment)), publication)
        twins += first is not publication
        assert differing(first, publication) == []
    assert twins > DRAWN / 8


def test_every_kind_of_row_is_drawn() -> None:
    """So that no way to join marks is left out."""
    rows = {
        row.kind
        for _, _, assessment in years()
        for part in assessment.ledgers[UNIT].components
        if isinstance(part, Marked)
        for row in part.rows
    }
    others = {RowKind.GIVEN, RowKind.AUTOMATIC, RowKind.DIFFERENCE, RowKind.MEAN, RowKind.SOURCE, RowKind.INTERNAL}
    of_rounds = {RowKind.ROUND}
    assert {*RowKind} - others - of_rounds - rows == set(), "the others are drawn for the twins of one publication"
