"""The scheme in the data folder is the scheme as issued, word for word."""

import re
import unicodedata
from pathlib import Path

import pytest

from assessment.dataset.scheme import Clause, Scheme
from assessment.period import Period
from assessment.year.reading import read_year
from tests.scoring.shipped import full_of

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return read_year(DATA, Period(2019)).whole.scheme


def folded(text: str) -> str:
    """Text without what the source's extraction changed: width, white space, and the bars of its tables."""
    return re.sub(r"[\s|]", "", unicodedata.normalize("NFKC", text))


def written(clause: Clause) -> str:
    """A clause as the source has it; in annex 2 the weight stands after the text."""
    own = [clause.heading, clause.worth, clause.text, *clause.columns]
    if clause.id.startswith("附件2第"):
        own = [clause.heading, clause.text, clause.worth]
    return "".join(own) + "".join(written(below) for below in clause.clauses)


def test_every_clause_is_word_for_word(scheme: Scheme) -> None:
    source = (DATA / "schemes" / "2019.source.txt").read_text(encoding="utf-8")
    assert folded("".join(written(clause) for clause in scheme.clauses)) == folded(source)


def test_punctuation_is_full_width(scheme: Scheme) -> None:
    for clause in scheme.walk():
        text = clause.heading + clause.text + clause.worth
        assert re.findall(r"[一-鿿”][,:;()]|[,:;()][一-鿿“]| ", text) == [], clause.id


def test_the_roster_is_annex_1_in_order(scheme: Scheme) -> None:
    units = read_year(DATA, Period(2019)).whole.units
    annex = {clause.id: clause.text for clause in scheme.walk() if clause.id in ("附件1一", "附件1二")}

    def as_issued(unit: str) -> str:
        plates = units[unit].plates
        return units[unit].name + (f"（{'、'.join(plates)}）" if plates else "")

    for group, count in zip(scheme.groups, (9, 33), strict=True):
        assert len(group.units) == count
        assert "、".join(as_issued(unit) for unit in group.units) == annex[group.clause]


def test_marks_are_those_of_the_annexes(scheme: Scheme) -> None:
    agency, daily, _, _ = scheme.components
    clauses = {clause.id: clause for clause in scheme.walk()}
    for item in agency.below():
        assert clauses[item.clause].worth == f"（{full_of(item)}%）"
        assert clauses[item.clause].heading == item.name
    assert [str(full_of(item)) for item in daily.below()] == [clauses[item.clause].worth for item in daily.below()]
    # 9 + 6 + 9 + 4 + 5 = 33 against 36; 25 + 15 + 33 + 24 = 97
    assert [str(full_of(item)) for item in agency.items] == ["25", "15", "36", "24"]
    leaves = [full_of(leaf) for leaf in agency.leaves()]
    assert sum(leaves) == 97
