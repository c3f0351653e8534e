"""An objection changes the marks by rows of its own; the entry that it is about stays as it was recorded."""

from datetime import date
from pathlib import Path

from assessment.commands import build
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Edition
from assessment.exact import exact_text
from assessment.load.county import load_county
from assessment.period import Period
from assessment.render.documents.compose import Composer
from assessment.root import ROOT
from assessment.row_kind import RowKind
from assessment.scoring.assessment import assess
from assessment.scoring.ledger import Marked
from assessment.year.reading import read_year
from tests.approval.office import Office


def test_the_ledger_keeps_the_entry_and_shows_the_decision_beside_it(office: Office) -> None:
    ledger = assess(read_year(office.data, Period(2019)).whole).ledgers["jia"]
    [daily] = [part for part in ledger.components if isinstance(part, Marked) and part.component.id == "daily"]
    rows = [(row.kind, exact_text(row.points), row.count, row.entry) for row in daily.rows if row.clause == "第1项"]
    # 5 marks, two notices at 1 each, of which the objection left one
    assert rows == [
        (RowKind.FULL, "5", None, ""),
        (RowKind.ENTRY, "-2", 2, "d1"),
        (RowKind.OBJECTION, "1", 1, "o1"),
    ]


def test_page_and_sheet_show_statement_decision_and_both_rows(office: Office, tmp_path: Path) -> None:
    office.published()
    output = tmp_path / "output"
    assert build.main(["--data", str(office.data), "--output", str(output), "--no-pdf"]) == 0
    page = (output / "2019" / "units" / "jia" / "index.html").read_text(encoding="utf-8")
    dataset = read_year(office.data, Period(2019)).whole
    publication = disclose(dataset, assess(dataset), Audience.PUBLIC, Edition("", changed=False, built=date(2020, 3, 1)))
    composer = Composer(ROOT / "theme" / "print", publication, load_county(office.data).county)
    for text in (page, composer.sheet(publication.units["jia"])):
        assert "栏目三个月未更新" in text
        assert "栏目已经更新" in text
        assert "部分成立" in text
        assert "2020年1月12日" in text
        assert "一次不算" in text
