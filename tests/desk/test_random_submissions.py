"""Whatever is sent: no traceback, no half-written record, and no error in the data that was not told before."""

import random
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


def test_a_few_random_submissions(clerk: Clerk, county: County) -> None:
    play(clerk, county, 60, 3)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_a_thousand_random_submissions(clerk: Clerk, county: County, seed: int) -> None:
    play(clerk, county, 200, seed + 100)
