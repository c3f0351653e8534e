"""试算: the same forms and the same engine, one thing after the other, and not a byte is written."""

import re
from collections.abc import Mapping

import pytest

from tests.desk.conftest import Clerk
from tests.repository.county import County

DEDUCTION = {"clause": "第2项", "date": "2019-08-01", "reason": "没有报备", "evidence": "e2"}


def begin(clerk: Clerk) -> str:
    """Begin a trial; return the address before those of the desk."""
    answer = clerk.post("/trial/2019", {})
    assert answer.status_code == 303
    return answer.headers["Location"].removesuffix("/2019/")


def records(clerk: Clerk) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(clerk.data.rglob("*")) if path.is_file()}


def line(page: str, unit: str) -> list[str]:
    """The cells of a unit: total now and as tried, rank now and as tried."""
    row = page[page.rindex(f">{unit}</a></th>") :].partition("</tr>")[0]
    return re.findall(r'<td class="n" data-label="[^"]+">([^<]*)</td>', row)


def test_marks_entries_and_readings_of_several_units_are_tried_together(clerk: Clerk, county: County) -> None:
    before, head = records(clerk), county.git("rev-parse", "HEAD")
    at = begin(clerk)
    assert line(clerk.page(f"{at}/2019/"), "甲镇") == ["89.60", "89.60", "1", "1"]
    assert clerk.post(f"{at}/2019/jia/deductions/+?clause=第2项", DEDUCTION).status_code == 303
    assert clerk.post(f"{at}/2019/yi/marks/agency", {"mark": "90"}).status_code == 303
    page = clerk.page(f"{at}/2019/")
    assert line(page, "甲镇") == ["89.60", "88.60", "1", "2"]
    assert line(page, "乙镇") == ["87.40", "90.60", "2", "1"]
    assert line(page, "丙镇") == ["84.20", "84.20", "3", "3"]
    assert clerk.post(f"{at}/2019/", {"reading": "averaging", "option": "pooled"}, "reading").status_code == 303
    page = clerk.page(f"{at}/2019/")
    assert "全部票一起平均" in page
    assert page.count('value="drop-') == 3
    assert (records(clerk), county.git("rev-parse", "HEAD"), county.git("status", "--porcelain")) == (before, head, "")
    assert "88.60" not in clerk.page("/2019/")


def test_the_engine_is_the_one_that_saves(clerk: Clerk) -> None:
    at = begin(clerk)
    form = "/2019/jia/deductions/+?clause=第2项"
    shown = clerk.post(f"{at}{form}", DEDUCTION, "effect").get_json()["effect"]
    whole = clerk.post(form, DEDUCTION, "effect").get_json()["effect"]
    assert shown.strip() == whole.partition("<details")[0].strip(), "the same but for what is written"
    clerk.post(f"{at}{form}", DEDUCTION)
    tried = line(clerk.page(f"{at}/2019/"), "甲镇")[1]
    assert clerk.post(form, DEDUCTION).status_code == 303
    desk = clerk.page("/2019/jia/")
    assert f"<dd>{tried}</dd>" in desk


def test_each_act_is_taken_away_by_itself(clerk: Clerk) -> None:
    at = begin(clerk)
    for mark in ("80", "70", "60"):
        clerk.post(f"{at}/2019/jia/marks/agency", {"mark": mark})
    numbers = re.findall('value="drop-([0-9]+)"', clerk.page(f"{at}/2019/"))
    clerk.post(f"{at}/2019/", {}, f"drop-{numbers[2]}")
    assert line(clerk.page(f"{at}/2019/"), "甲镇")[1] == "76.80", "70 × 0.64 + 5 + 27"
    clerk.post(f"{at}/2019/", {}, f"drop-{numbers[0]}")
    assert line(clerk.page(f"{at}/2019/"), "甲镇")[1] == "76.80"
    clerk.post(f"{at}/2019/", {}, f"drop-{numbers[1]}")
    assert line(clerk.page(f"{at}/2019/"), "甲镇")[1] == "89.60"


def test_a_record_is_tried_away(clerk: Clerk) -> None:
    at = begin(clerk)
    assert clerk.post(f"{at}/2019/jia/deductions/d1", {}, "remove").status_code == 303
    assert line(clerk.page(f"{at}/2019/"), "甲镇")[:2] == ["89.60", "90.60"]
    assert "d1" in clerk.record("jia")


def test_a_new_entry_can_be_changed_again_and_what_hangs_on_it_is_said_to_be_lost(clerk: Clerk) -> None:
    at = begin(clerk)
    clerk.post(f"{at}/2019/jia/deductions/+?clause=第2项", DEDUCTION)
    [new] = set(re.findall(r"deductions/(d[0-9a-f]{8})", clerk.page(f"{at}/2019/jia/")))
    assert clerk.post(f"{at}/2019/jia/deductions/{new}", {"reason": "另一个原因"}).status_code == 303
    page = clerk.page(f"{at}/2019/")
    assert "另一个原因" in page
    [first, _] = re.findall('value="drop-([0-9]+)"', page)
    clerk.post(f"{at}/2019/", {}, f"drop-{first}")
    page = clerk.page(f"{at}/2019/")
    assert "对不上" in page
    assert line(page, "甲镇")[:2] == ["89.60", "89.60"]


def test_a_reading_goes_back_when_the_chosen_one_is_tried(clerk: Clerk) -> None:
    at = begin(clerk)
    for option in ("pooled", "by-rater"):
        clerk.post(f"{at}/2019/", {"reading": "averaging", "option": option}, "reading")
    assert 'value="drop-' not in clerk.page(f"{at}/2019/")
    assert clerk.post(f"{at}/2019/", {"reading": "nothing", "option": "x"}, "reading").status_code == 404


def test_every_page_says_that_it_is_a_trial_and_leads_to_pages_of_it(clerk: Clerk) -> None:
    at = begin(clerk)
    clerk.post(f"{at}/2019/jia/marks/agency", {"mark": "80"})
    pages = ["/2019/", "/2019/jia/", "/2019/jia/deductions/+", "/2019/jia/deductions/d1", "/note/2019"]
    for address in pages:
        page = clerk.page(at + address)
        assert "什么都不写进文件" in page
        main = page.partition("<main")[2].partition("</main>")[0]
        assert [link for link in re.findall('href="(/[^"]*)"', main) if not link.startswith(at)] == []
        assert [act for act in re.findall('action="([^"]*)"', page) if not act.startswith(at)] == []
        assert "保存<" not in main
    assert "什么都不写进文件" not in clerk.page("/2019/jia/")
    note = clerk.page(f"{at}/note/2019")
    assert "只是试算" in note
    assert "由“90”改为“80”" in note


def test_what_changes_meanwhile_is_in_the_trial(clerk: Clerk, county: County) -> None:
    at = begin(clerk)
    clerk.post(f"{at}/2019/jia/marks/agency", {"mark": "80"})
    county.write("scores/2019/yi.yaml", clerk.record("yi").replace("mark: 85", "mark: 60"))
    assert line(clerk.page(f"{at}/2019/"), "乙镇")[:2] == ["71.40", "71.40"]


def test_a_mistake_is_told_where_it_is_made(clerk: Clerk) -> None:
    """With it no total could be told, so it does not come into the trial."""
    at = begin(clerk)
    wrong = {**DEDUCTION, "date": "2018-08-01"}
    form = f"{at}/2019/jia/deductions/+?clause=第2项"
    assert list(clerk.post(form, wrong, "effect").get_json()["faults"]) == ["date"]
    refused = clerk.post(form, wrong)
    assert refused.status_code == 409
    assert "没有记入：照这样填" in refused.get_data(as_text=True)
    assert "知道有错，仍然保存" not in refused.get_data(as_text=True)
    assert clerk.post(f"{at}/2019/jia/marks/agency", {"mark": "一百"}).status_code == 409
    assert clerk.post(f"{at}/2019/jia/evidence/e2", {}, "remove").status_code == 409, "it is cited"
    assert "还没有试的" in clerk.page(f"{at}/2019/")


def test_what_a_trial_needs_no_evidence_for_says_so(clerk: Clerk) -> None:
    at = begin(clerk)
    form = "/2019/jia/deductions/+?clause=第2项"
    effect = clerk.post(f"{at}{form}", {**DEDUCTION, "evidence": ""}, "effect").get_json()["effect"]
    assert "试算不用证据" in effect
    assert "不能保存" not in effect
    assert clerk.post(f"{at}{form}", {**DEDUCTION, "evidence": ""}).status_code == 303


def test_errors_of_a_trial_are_named(clerk: Clerk, county: County) -> None:
    """What was tried soundly may be at fault with what was changed meanwhile."""
    at = begin(clerk)
    clerk.post(f"{at}/2019/jia/deductions/+?clause=第2项", DEDUCTION)
    text = clerk.record("jia").replace(
        "  - {id: e2, title: 通报, kind: 通报, source: 省政府, captured: 2019-07-05, url: /tb}\n", ""
    )
    county.write("scores/2019/jia.yaml", text.replace("evidence: [e2]", "evidence: [e1]"))
    page = clerk.page(f"{at}/2019/")
    assert "照试的这样，数据会有下面的错误" in page
    assert "证据清单里没有“e2”" in page


def test_only_readings_of_which_there_are_others_are_offered(clerk: Clerk, county: County) -> None:
    scheme = county.text("schemes/2019.yaml")
    alone = "{id: alone, clauses: [互评], question: 只有一种吗？, choice: one, options: [{id: one, text: 是的。}]}"
    county.write("schemes/2019.yaml", scheme.replace("readings:\n", f"readings:\n  - {alone}\n"))
    page = clerk.page(f"{begin(clerk)}/2019/")
    assert "评议票怎样平均？" in page
    assert "只有一种吗？" not in page


def test_errors_of_a_reading_are_named(clerk: Clerk, county: County) -> None:
    setting = "settings: [{at: components/peer/averaging, value: pooled}]"
    county.change("schemes/2019.yaml", setting, "settings: [{at: components/agency/full, value: 50}]")
    at = begin(clerk)
    assert clerk.post(f"{at}/2019/", {"reading": "averaging", "option": "pooled"}, "reading").status_code == 303
    page = clerk.page(f"{at}/2019/")
    assert "照试的这样，数据会有下面的错误" in page
    assert page.count("超过满分") == 4
    [number] = re.findall('value="drop-([0-9]+)"', page)
    clerk.post(f"{at}/2019/", {}, f"drop-{number}")
    assert "数据会有下面的错误" not in clerk.page(f"{at}/2019/")


def test_a_trial_ends(clerk: Clerk) -> None:
    first = begin(clerk)
    assert clerk.post(f"{first}/2019/", {}, "end").headers["Location"] == "/2019/"
    oldest = begin(clerk)
    for _ in range(8):
        last = begin(clerk)
    for gone in (first, oldest, "/trial/nothing"):
        for address in ("/2019/", "/2019/jia/", "/2019/jia/deductions/+", "/note/2019"):
            assert clerk.get(gone + address).status_code == 400
    assert clerk.get(f"{last}/2019/").status_code == 200
    assert clerk.get(f"{last}/2019/nobody/").status_code == 404


def test_a_trial_has_an_end_of_acts(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessment.desk.trials._MOST_ACTS", 2)
    at = begin(clerk)
    answers = [clerk.post(f"{at}/2019/jia/marks/agency", {"mark": "80"}).status_code for _ in range(3)]
    assert answers == [303, 303, 400]


def test_hostile_text_is_text(clerk: Clerk) -> None:
    at, hostile = begin(clerk), "</textarea><script>alert(1)</script>\"'><img src=x>{{7*7}}"
    clerk.post(f"{at}/2019/jia/deductions/d1", {"reason": hostile})
    for address in ("/2019/", "/2019/jia/", "/note/2019"):
        page = clerk.page(at + address)
        assert "<script>alert" not in page
        assert "<img" not in page
    assert "script" not in clerk.record("jia")
