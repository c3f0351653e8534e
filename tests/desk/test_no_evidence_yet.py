"""A record that needs evidence and has none yet: what it does is shown all the same, and what else is wrong with it."""

import re

import pytest

from tests.desk.conftest import Clerk
from tests.repository.county import County

FORMS = {
    "deductions": {"clause": "第2项", "date": "2019-08-01", "reason": "没有报备"},
    "bonus": {"clause": "第3项", "date": "2019-05-06", "reason": "出席"},
}
TOTALS = {"deductions": ("89.60", "88.60"), "bonus": ("89.60", "90.10")}
"""Before and after: 1 off for the report that is missing, 0.5 more for the briefing."""


@pytest.fixture(params=["with evidence of others", "with none at all"])
def clerk(request: pytest.FixtureRequest, county: County) -> Clerk:
    if request.param == "with none at all":
        county.change("scores/2019/jia.yaml", "    evidence: [e2]\n", "    evidence: [e1]\n")
        text = (county.data / "scores/2019/jia.yaml").read_text(encoding="utf-8")
        text = re.sub(r"evidence:\n(?:  - .*\n)+", "", text, count=1)
        text = re.sub(r"deductions:\n(?:[ ].*\n)+", "", text)
        county.write("scores/2019/jia.yaml", re.sub(r" *evidence: \[e1\]\n", "", text))
        county.commit()
    return Clerk(county.data)


@pytest.mark.parametrize("section", FORMS)
def test_the_effect_is_shown_and_what_is_missing_is_said(clerk: Clerk, section: str) -> None:
    form = f"/2019/jia/{section}/+?clause={FORMS[section]['clause']}"
    without = clerk.post(form, FORMS[section], "effect").get_json()
    before, after = (float(total) for total in TOTALS[section])
    found = re.search(r"总分 ([0-9.]+) → ([0-9.]+)", without["effect"])
    assert found, without["effect"]
    assert round(float(found[2]) - float(found[1]), 2) == round(after - before, 2)
    assert "还没有证据，不能保存" in without["effect"]
    assert 'href="/evidence/2019/jia/"' in without["effect"]
    assert list(without["faults"]) == ["evidence"]
    assert "stand-in" not in without["effect"]
    assert "还没有登记的证据" not in without["effect"]


@pytest.mark.parametrize("section", FORMS)
def test_what_else_is_wrong_is_said_too(clerk: Clerk, section: str) -> None:
    form = f"/2019/jia/{section}/+?clause={FORMS[section]['clause']}"
    faults = clerk.post(form, {**FORMS[section], "date": "2018-08-01", "reason": ""}, "effect").get_json()["faults"]
    assert sorted(faults) == ["evidence", "reason"], "what lacks a reason is judged no further"
    faults = clerk.post(form, {**FORMS[section], "date": "2018-08-01"}, "effect").get_json()["faults"]
    assert sorted(faults) == ["date", "evidence"]


def test_nothing_is_saved_without_evidence(clerk: Clerk) -> None:
    before = clerk.record("jia")
    answer = clerk.post("/2019/jia/deductions/+?clause=第2项", FORMS["deductions"])
    assert answer.status_code == 409
    assert "登记证据" in answer.get_data(as_text=True)
    assert clerk.record("jia") == before


def test_in_a_trial_no_evidence_is_needed(clerk: Clerk) -> None:
    at = clerk.post("/trial/2019", {}).headers["Location"].removesuffix("/2019/")
    for section, fields in FORMS.items():
        form = f"{at}/2019/jia/{section}/+?clause={fields['clause']}"
        shown = clerk.post(form, fields, "effect").get_json()["effect"]
        assert 'href="/evidence' not in shown, "a trial leads to pages of it alone"
        assert clerk.post(form, fields).status_code == 303
    page = clerk.page(f"{at}/2019/")
    before, after = re.findall(r'<td class="n" data-label="[^"]+">([0-9.]+)</td>', page)[:2]
    assert round(float(after) - float(before), 2) == -0.5
    assert "错误" not in page
