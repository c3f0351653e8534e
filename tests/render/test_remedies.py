"""What a review struck out altogether needs no remedy: no page, sheet or summary asks for one."""

from dataclasses import replace
from datetime import date
from functools import cache

from assessment.dataset.record import Outcome
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Publication
from assessment.disclosure.published_result import InFull
from assessment.pages import UNIT
from assessment.render import charts, views
from assessment.scoring.assessment import assess
from tests.disclosure.years import EDITION
from tests.render.pages import page_of
from tests.scoring import shipped
from tests.scoring.cases import entry, objection

ID = "jianping"


@cache
def reviewed(outcome: Outcome) -> Publication:
    """A year in which a unit objected to the first of two records under one clause."""
    taken = (entry("附件2第1项", 1), entry("附件2第1项", 2))
    review = objection("d01", outcome, decided=date(2020, 1, 20))
    unit = replace(shipped.complete(ID, missed=0), deductions=taken, objections=(review,))
    dataset = shipped.dataset({ID: unit})
    return disclose(dataset, assess(dataset), Audience.OFFICE, EDITION)


def totals_of(publication: Publication) -> tuple[int, int, int]:
    """How often the unit's loss, its page and its sheet say that nothing is registered of a remedy."""
    result, names = publication.units[ID].result, views.item_names(publication)
    assert isinstance(result, InFull)
    losses = views.losses(publication, result, names)
    [loss] = [loss for loss in losses if loss.clause == "附件2第1项"]
    drawn = charts.lost(publication.units[ID], losses)
    more = {"losses": losses, "sheets": views.sheets(result, names), "lost": drawn}
    lines = [line for sheet in views.sheets(result, names) for line in views.sheet_lines(sheet, 2)]
    return (
        len(views.standing(loss.rows)),
        page_of(publication, UNIT, ID, **more).count("尚无整改记录"),
        sum(line.put_right == "尚无整改记录" for line in lines),
    )


def test_a_record_that_was_struck_out_needs_nothing() -> None:
    assert totals_of(reviewed(Outcome.REJECTED)) == (2, 2, 2)
    assert totals_of(reviewed(Outcome.UPHELD)) == (1, 1, 1)
