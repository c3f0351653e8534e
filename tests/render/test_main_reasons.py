"""The main reasons of a unit: what a record explains comes before what nobody had to explain."""

from dataclasses import replace
from datetime import date

from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience
from assessment.disclosure.published_result import InFull
from assessment.render import views
from assessment.scoring.assessment import assess
from tests.disclosure.years import EDITION
from tests.scoring import shipped
from tests.scoring.cases import entry


def test_what_a_record_explains_comes_first() -> None:
    """双向互评 at 50 of 100 costs 15 points of the total, the record half a point or one."""
    unit = "jianping"
    taken = (entry("附件2第1项", 1, day=date(2019, 3, 6)), entry("附件2第1项", 2, day=date(2019, 5, 6)))
    given = replace(shipped.complete(unit, agency="100", missed=0, peer="50"), deductions=taken)
    dataset = shipped.dataset({unit: given})
    publication = disclose(dataset, assess(dataset), Audience.OFFICE, EDITION)
    result = publication.units[unit].result
    assert isinstance(result, InFull)
    losses = views.losses(publication, result, views.item_names(publication))
    assert losses[0].name == "双向互评"
    first, second = views.main_reasons(losses)
    assert first.loss.clause == "附件2第1项"
    assert "2019年3月6日" in first.why
    assert first.why.endswith("；另有1处。")
    assert second.loss is losses[0]
    assert second.why == "评议分由评议单位打出，方案未要求说明理由。"
