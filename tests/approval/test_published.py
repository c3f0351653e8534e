"""What the published pages say of an amendment: no more than the level shows, and nothing of what is internal."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assessment.commands import build
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Edition
from assessment.disclosure.published_amendment import ExplainedAmendment, PublishedAmendment, PublishedChange
from assessment.load.county import load_county
from assessment.period import Period
from assessment.render.documents.compose import Composer
from assessment.root import ROOT
from assessment.scoring.assessment import assess
from assessment.year.reading import read_year
from tests.approval.office import Office

JIA, YI = "scores/2019/jia.yaml", "scores/2019/yi.yaml"
LEVELS = ["none", "names", "totals", "components", "full"]
SECRET = "绝不外传"


def amendments(office: Office, audience: Audience = Audience.PUBLIC) -> list[PublishedAmendment]:
    """What an audience sees of the amendments."""
    dataset = read_year(office.data, Period(2019)).whole
    return [*disclose(dataset, assess(dataset), audience, Edition("", changed=False, built=date(2020, 3, 11))).amendments]


def published(office: Office, level: str) -> Office:
    assert office.approve() == office.publish(level, *(["--leading", "1"] if level == "names" else [])) == 0
    office.county.commit()
    return office


def levels(office: Office, file: str, *pairs: tuple[str, str]) -> Iterator[tuple[str, PublishedAmendment]]:
    """Amend a published year, then show it at each level."""
    published(office, "full")
    for old, new in pairs:
        office.county.change(file, old, new)
    assert office.amend() == 0
    for level in LEVELS:
        assert office.publish(level, "--date", "2020-03-10", *(["--leading", "1"] if level == "names" else [])) == 0
        [amendment] = amendments(office)
        yield level, amendment


def shown(amendment: PublishedAmendment) -> tuple[list[str], list[str], bool]:
    """Places of the changes, units whose totals moved, and whether the reason is told."""
    changes = [change.what for change in amendment.changes]
    return changes, [moved.unit for moved in amendment.totals], isinstance(amendment, ExplainedAmendment)


def test_an_entry_is_told_with_every_mark_and_its_total_with_totals(office: Office) -> None:
    by_name = {level: shown(amendment) for level, amendment in levels(office, JIA, ("level: 省\n", "level: 国家\n"))}
    assert by_name == {
        "none": ([], [], False),
        "names": ([], [], False),
        "totals": ([], ["jia"], False),
        "components": ([], ["jia"], False),
        "full": (["扣分记录/d1/级别"], ["jia"], True),
    }


def test_a_mark_as_recorded_is_told_with_every_mark_since_an_objection_may_have_changed_what_it_came_to(
    office: Office,
) -> None:
    by_name = {level: shown(amendment) for level, amendment in levels(office, JIA, ("mark: 90\n", "mark: 91\n"))}
    mark = "评定成绩/专业测评/最终成绩"
    assert by_name["totals"] == ([], ["jia"], False)
    assert by_name["components"] == ([], ["jia"], False)
    assert by_name["full"] == ([mark], ["jia"], True)


def test_what_was_always_public_is_told_at_every_level_and_reasons_with_every_mark(office: Office) -> None:
    renamed = levels(office, "units/jia.yaml", ("name: 甲镇\n", "name: 甲乡\n"))
    for level, amendment in renamed:
        assert amendment.changes == (PublishedChange("jia", "名称", "甲镇", "甲乡"),)
        assert isinstance(amendment, ExplainedAmendment) is (level == "full")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (YI, "reason: 内部原因\n", f"reason: {SECRET}\n"),
        (YI, "recorder: 李股长\n", f"recorder: {SECRET}\n"),
        (YI, "    visibility: internal\n", ""),
        (YI, "title: 通报, kind: 通报", f"title: {SECRET}, kind: 通报"),
        (YI, "rater: ding, date: 2020-01-05, marks: [90]", "rater: ding, date: 2020-01-05, marks: [77.77]"),
        (JIA, "    evidence: [e2]\nbonus", "    evidence: [e2]\n    visibility: internal\nbonus"),
        (JIA, "    evidence: [e2]\nbonus", f"    evidence: [e2]\n    recorder: {SECRET}\nbonus"),
    ],
    ids=[
        "internal entry",
        "recorder",
        "entry made public",
        "evidence of internal",
        "ballot",
        "entry hidden",
        "new recorder",
    ],
)
def test_what_is_never_public_is_not_told_by_an_amendment(office: Office, file: str, old: str, new: str) -> None:
    for _, amendment in levels(office, file, (old, new)):
        changes, _, explained = shown(amendment)
        assert changes == []
        assert not explained
    office_sees = amendments(office, Audience.OFFICE)
    assert [type(amendment) for amendment in office_sees] == [ExplainedAmendment]
    assert len(office_sees[0].changes) == 1


def test_an_amendment_hidden_later_takes_earlier_ones_with_it(office: Office) -> None:
    published(office, "full")
    office.county.change(JIA, "reason: 栏目三个月未更新\n", "reason: 张三举报栏目未更新\n")
    assert office.amend() == 0
    [first] = amendments(office)
    assert shown(first)[0] == ["扣分记录/d1/原因"]
    office.county.commit()
    office.county.change(JIA, "    evidence: [e2]\nbonus", "    evidence: [e2]\n    visibility: internal\nbonus")
    assert office.amend() == 0
    assert [shown(amendment)[0] for amendment in amendments(office)] == [[], []]


def test_an_entry_that_was_added_is_told_without_its_recorder(office: Office) -> None:
    published(office, "full")
    entry = "id: d9, clause: 第2项, date: 2019-08-08, reason: 未报备, evidence: [e1], recorder: 李股长"
    office.county.write("scores/2019/bing.yaml", office.text("scores/2019/bing.yaml") + f"deductions:\n  - {{{entry}}}\n")
    assert office.amend() == 0
    [amendment] = amendments(office)
    [change] = amendment.changes
    assert (change.unit, change.what, change.was) == ("bing", "扣分记录/d9", None)
    assert change.now == "记录编号：d9；条款：第2项；发生日期：2019-08-08；原因：未报备；证据：e1"


def site(office: Office, output: Path) -> dict[str, str]:
    """The pages and the feed."""
    assert build.main(["--data", str(office.data), "--output", str(output), "--no-pdf"]) == 0
    files = [*output.rglob("*.html"), *output.rglob("*.xml"), *output.rglob("*.json"), *output.rglob("*.csv")]
    return {path.relative_to(output).as_posix(): path.read_text(encoding="utf-8") for path in files}


def test_the_pages_concerned_say_what_changed(office: Office, tmp_path: Path) -> None:
    published(office, "full")
    office.county.change(JIA, "level: 省\n", "level: 国家\n")
    assert office.amend("--document", "函3号") == 0
    pages = site(office, tmp_path / "output")
    for page in ("index.html", "2019/ranking/index.html", "2019/units/jia/index.html", "feed.xml"):
        assert "第二版" in pages[page], page
        assert "扣分记录/d1/级别：由“省”改为“国家”" in pages[page], page
        assert "核对有误" in pages[page], page
        assert "总分由90.10改为89.10" in pages[page], page
    assert "（依据：函3号）" in pages["2019/units/jia/index.html"]
    assert "第二版" not in pages["2019/units/yi/index.html"]
    dataset = read_year(office.data, Period(2019)).whole
    publication = disclose(dataset, assess(dataset), Audience.PUBLIC, Edition("", changed=False, built=date(2020, 3, 11)))
    composer = Composer(ROOT / "theme" / "print", publication, load_county(office.data).county)
    sheet = composer.sheet(publication.units["jia"])
    assert "甲镇（第二版）" in sheet
    assert "扣分记录/d1/级别：由“省”改为“国家”。" in sheet
    assert "扣分记录/d1" not in composer.sheet(publication.units["yi"])
    assert "总分由90.10改为89.10" in composer.parts({})["summary"]


def test_the_pages_of_a_lower_level_say_that_and_no_more(office: Office, tmp_path: Path) -> None:
    published(office, "names")
    office.county.change(JIA, "level: 省\n", "level: 国家\n")
    assert office.amend("--reason", SECRET, "--document", SECRET) == 0
    pages = site(office, tmp_path / "output")
    for page in ("index.html", "2019/ranking/index.html"):
        assert "第二版" in pages[page], page
        assert "按公开程度，更正的原因和内容不在此列出。" in pages[page], page
    for name, text in pages.items():
        for secret in (SECRET, "扣分记录", "国家”", "89.1", "90.1"):
            assert secret not in text, (name, secret)


def test_the_record_of_approval_is_not_published(office: Office, tmp_path: Path) -> None:
    published(office, "full")
    record = read_year(office.data, Period(2019)).whole.approval
    assert record is not None
    private = [
        digest for act in record.standing for digest in (act.key, act.seal, act.fixed.results, *act.fixed.inputs.values())
    ]
    for name, text in site(office, tmp_path / "output").items():
        assert not any(digest in text for digest in private), name


def test_the_internal_version_of_what_is_public_now_is_not_told(office: Office) -> None:
    pairs = [("reason: 内部原因\n", "reason: 公开原因\n"), ("    visibility: internal\n", "")]
    for _, amendment in levels(office, YI, *pairs):
        assert amendment.changes == ()


def test_an_internal_entry_that_was_taken_out_is_not_told(office: Office) -> None:
    text = office.text(YI)
    for _, amendment in levels(office, YI, (text[text.index("deductions:\n") :], "")):
        assert amendment.changes == ()
