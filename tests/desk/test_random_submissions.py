"""Whatever is sent: no traceback, no half-written record, and no error in the data that was not told before."""

import html
import io
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from assessment.check import check
from assessment.findings import Severity
from assessment.load.yaml_file import parse
from assessment.period import Period
from assessment.year.reading import read_year
from tests.desk.conftest import HOST, PERSON, Clerk
from tests.repository.county import County

ADDRESSES = (
    "deductions/+", "deductions/d1", "deductions/d1/rectified", "bonus/+", "marks/agency", "ballots/peer/+",
    "ballots/peer/ding", "not_applicable/+", "not_assessed/agency", "objections/+", "evidence/+", "evidence/e1",
    "self_review", "self_marks/+", "marks/nothing", "nothing", "deductions/none", "marks", "unit",
)  # fmt: skip
FIELDS = (
    "clause", "level", "rule", "date", "count", "points", "incident", "reason", "evidence", "links/a", "links/+0/=",
    "links/+0/value", "rectified/note", "rectified/date", "visibility", "recorder", "override", "mark", "number",
    "difference", "items/0/clause", "items/0/mark", "items/7/reason", "waves/q1/mark", "members/+0/=", "rater",
    "marks", "about", "statement", "outcome", "decided", "explanation", "id", "title", "kind", "source", "captured",
    "url", "files/0/file", "files/0/sha256", "", "/", "//", "a/b/c/d/e/f", "+", "items/-1/mark",
    "items/999999/mark", "~", "~9",
)  # fmt: skip
VALUES = (
    "第1项", "第2项", "第3项", "第9项", "省", "国家", "2019-07-03", "2018-01-01", "2019-02-30", "1", "0", "-1",
    "3.5", "1e9", "九十", "e1", "e2", "d1", "o1", "yi", "ding", "90、85", "弃权", "~", "成立", "待定", "internal",
    "截图", "https://example.org/", "/x", "", " ", "原因", "# 注", "- 一", "{a: b}", "[1", "'", '"', "a: b", "*x",
    "&x", "!x", "true", "null", "\r\n", "\x00", "\x85", "\u2028", "\ufeff", "\ud7ff", "😀", "第" * 3000, "<script>",
    "110101199003071234", "../../x", "=1+1",
)  # fmt: skip
DOINGS = ("save", "preview", "effect", "more", "remove", "other", "")


def sent(chance: random.Random) -> Iterator[tuple[str, dict[str, object]]]:
    while True:
        fields: dict[str, object] = {"-do": chance.choice(DOINGS), **PERSON}
        if chance.random() < 0.4:
            fields["-sure"] = "yes"
        for name in chance.sample(FIELDS, chance.randint(0, 9)):
            fields[name] = [chance.choice(VALUES) for _ in range(chance.choice((1, 1, 1, 2, 3)))]
        if chance.random() < 0.15:
            fields["-value"] = chance.choice(VALUES)
        if chance.random() < 0.15:
            fields["-more"] = chance.choice(VALUES)
        yield f"/2019/jia/{chance.choice(ADDRESSES)}", fields


def post(client: FlaskClient, clerk: Clerk, address: str, fields: dict[str, object]) -> int:
    opened = clerk.opened(address)
    answer = client.post(address, data={"-token": clerk.place.token, "-opened": opened, **fields}, headers={"Host": HOST})
    said = answer.get_data(as_text=True)
    assert answer.status_code in (200, 303, 400, 404, 409), said
    assert "Traceback" not in said
    return answer.status_code


def codes(data: Path) -> set[str]:
    return {one.code for one in check(read_year(data, Period(2019))) if one.severity is Severity.ERROR}


def play(clerk: Clerk, county: County, times: int, seed: int) -> None:
    before, known, kept = clerk.record("jia"), codes(clerk.data), 0
    submissions = sent(random.Random(seed))
    for _ in range(times):
        address, fields = next(submissions)
        status = post(clerk.client, clerk, address, fields)
        now = clerk.record("jia")
        if now == before:
            continue
        assert status == 303, (address, fields)
        assert fields["-do"] in ("save", "remove")
        document, faults = parse(now, "jia.yaml")
        assert document is not None, now
        assert faults == []
        errors = codes(clerk.data)
        if "-sure" not in fields:
            assert errors <= known, (address, fields, errors - known)
        assert county.git("status", "--porcelain") == ""
        kept += 1
        if errors:
            county.git("checkout", "--quiet", "main", "--", ".")
            county.commit()
            errors, now = codes(clerk.data), clerk.record("jia")
        before, known = now, errors
    assert kept


PAGES: dict[str, tuple[str, ...]] = {
    "/<period>/<unit>/<path:steps>": ("/2019/jia/deductions/d1", "/2019/jia/bonus/+", "/2019/yi/marks/agency"),
    "/begin": ("/begin",),
    "/county": ("/county",),
    "/evidence/<period>/<unit>/": ("/evidence/2019/jia/",),
    "/hand-in": ("/hand-in",),
    "/mine": ("/mine",),
    "/person": ("/person",),
    "/begin/roster": ("/begin/roster",),
    "/begin/roster/<number>": ("/begin/roster/none",),
    "/roster/+": ("/roster/+",),
    "/roster/<unit>": ("/roster/jia", "/roster/ding"),
    "/roster/<unit>/group": ("/roster/jia/group",),
    "/roster/<unit>/leave": ("/roster/yi/leave",),
    "/roster/<unit>/merge": ("/roster/bing/merge",),
    "/scheme/<period>/at/<path:at>": ("/scheme/2019/at/title", "/scheme/2019/at/components/agency/window"),
    "/scheme/<period>/reading/<id>": ("/scheme/2019/reading/averaging",),
    "/sheets/<period>": ("/sheets/2019",),
    "/sheets/<period>/<number>": ("{sheet}",),
    "/steps/<period>/": ("/steps/2019/",),
    "/trial/<number>/<period>/": ("{trial}/2019/",),
    "/trial/<number>/<period>/<unit>/<path:steps>": ("{trial}/2019/jia/deductions/+", "{trial}/2019/jia/marks/agency"),
    "/trial/<period>": ("/trial/2019",),
    "/update": ("/update",),
}
"""Where something is sent to, by the rules of the addresses."""
TAKE_FILES = ("/begin/roster", "/evidence/<period>/<unit>/", "/sheets/<period>")
FILES = (b"\x89PNG\r\n\x1a\n", b"", "单位,最终成绩\n甲镇,70\n".encode("utf-8-sig"), b"PK\x03\x04", b"\xff\xfe\x00")
NAMES = ("成绩表.csv", "a.xlsx", "../../x.png", "\u202ecod.exe", "a" * 300, ".git", "x")


def test_every_address_that_takes_something_is_tried(clerk: Clerk) -> None:
    rules = {rule.rule for rule in clerk.client.application.url_map.iter_rules() if "POST" in (rule.methods or ())}
    assert rules == PAGES.keys()


def attribute(tag: str, name: str) -> str:
    found = re.search(f'{name}="([^"]*)"', tag)
    return html.unescape(found[1]) if found else ""


def fields_of(page: str, chance: random.Random) -> dict[str, object]:
    """What a browser would send of a page, some of it other than it stands there."""
    fields: dict[str, object] = {}
    for tag in re.findall(r"<(?:input|select|textarea)[^>]*>", page):
        name, value = attribute(tag, "name"), attribute(tag, "value")
        if name and name not in ("-token", "file", "url"):
            fields[name] = chance.choice(VALUES) if chance.random() < 0.3 and name != "-seen" else value
    doings = re.findall(r'name="-do" value="([^"]*)"', page) or DOINGS
    return {**fields, "-do": chance.choice((*doings, chance.choice(DOINGS))), **PERSON}


def play_pages(clerk: Clerk, county: County, times: int, seed: int) -> None:
    chance = random.Random(seed)
    county.write(
        "schemes/2019.yaml",
        "undecided: [title, components/agency/window]\n" + (clerk.data / "schemes/2019.yaml").read_text(encoding="utf-8"),
    )
    county.change("years/2019.yaml", "stage: under-review", "stage: collecting")
    county.commit()
    token = {"-token": clerk.place.token}
    trial = clerk.post("/trial/2019", {}).headers["Location"].removesuffix("/2019/")
    file = {"file": (io.BytesIO(FILES[2]), "成绩表.csv")}
    number = clerk.client.post("/sheets/2019", data={**token, **file}, headers={"Host": HOST}).headers["Location"]
    for turn in range(times):
        rule = [*PAGES][turn % len(PAGES)]
        address = chance.choice(PAGES[rule]).format(trial=trial, sheet=number)
        page = clerk.get(address).get_data(as_text=True)
        for _ in range(2):
            sent = {**fields_of(page, chance), **token}
            if rule in TAKE_FILES:
                sent["file"] = [(io.BytesIO(chance.choice(FILES)), chance.choice(NAMES))]
            before = county.git("rev-parse", "HEAD")
            answer = clerk.client.post(address, data=sent, headers={"Host": HOST})
            page = answer.get_data(as_text=True)
            assert answer.status_code in (200, 303, 400, 403, 404, 405, 409, 413), (address, sent, page)
            assert "Traceback" not in page
            assert county.git("status", "--porcelain") == "", (address, sent)
            if county.git("rev-parse", "HEAD") == before:
                continue
            for path in clerk.data.rglob("*.yaml"):
                assert parse(path.read_text(encoding="utf-8"), path.name)[1] == [], (address, sent)
            if errors := codes(clerk.data):
                assert "-sure" in sent, (address, sent, errors)
                county.git("checkout", "--quiet", "main", "--", ".")
                county.commit()


def test_a_few_submissions_to_every_page(clerk: Clerk, county: County) -> None:
    play_pages(clerk, county, 2 * len(PAGES), 5)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_a_thousand_submissions_to_every_page(clerk: Clerk, county: County, seed: int) -> None:
    play_pages(clerk, county, 100, seed + 200)


def test_a_few_random_submissions(clerk: Clerk, county: County) -> None:
    play(clerk, county, 60, 3)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_a_thousand_random_submissions(clerk: Clerk, county: County, seed: int) -> None:
    play(clerk, county, 200, seed + 100)
