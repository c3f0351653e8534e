"""What nobody can see of what is typed or pasted never goes into a file as it is, from whichever form."""

import pytest

from assessment.edit.layout import yaml_text
from assessment.edit.splice import put
from assessment.load.yaml_file import parse
from assessment.visible import visible
from tests.desk.conftest import Clerk
from tests.repository.county import County
from tests.test_visible import UNSEEN

SIGNS = [sign for sign in UNSEEN if not "\ud800" <= sign <= "\udfff"]
"""Half of a character is no text that a browser can send."""


@pytest.mark.parametrize("sign", SIGNS)
def test_it_is_left_out_and_the_field_says_so(clerk: Clerk, sign: str) -> None:
    form = "/2019/jia/deductions/d1"
    shown = clerk.post(form, {"reason": f"甲{sign}乙"}, "effect").get_json()
    assert shown["faults"] == {"reason": [f"填的里有看不见的字符（U+{ord(sign):04X}），不写进文件"]}
    assert clerk.post(form, {"reason": f"甲{sign}乙"}).status_code == 303
    assert "    reason: 甲乙\n" in clerk.record("jia")


def test_alone_it_is_nothing(clerk: Clerk) -> None:
    assert list(clerk.post("/2019/jia/deductions/d1", {"reason": "\u202e\u200b"}, "effect").get_json()["faults"]) == [
        "reason"
    ]


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/2019/jia/marks/agency", {"mark": "9\u200b1"}),
        ("/2019/jia/ballots/peer/ding", {"marks": "80、\u202e70"}),
        ("/2019/jia/not_assessed/peer", {"-value": "撤\u2066并", "-sure": "yes"}),
        ("/2019/jia/evidence/+", {
            "title": "截\ufeff图", "kind": "截图", "source": "县", "captured": "2019-07-03", "url": "/j",
        }),
        ("/2019/jia/bonus/+", {
            "clause": "第3项", "date": "2019-05-06", "reason": "出席", "evidence": "e2", "links/+0/=": "会\u200e议",
            "links/+0/value": "https://example.org/\u200e", "-sure": "yes",
        }),
    ],
)  # fmt: skip
def test_no_kind_of_field_lets_it_through(clerk: Clerk, address: str, fields: dict[str, str]) -> None:
    before = clerk.record("jia")
    assert clerk.post(address, fields).status_code == 303
    after = clerk.record("jia")
    assert after != before
    assert visible(after) == after
    assert "\\u" not in after


def test_what_stands_there_already_stays(clerk: Clerk, county: County) -> None:
    county.change("scores/2019/jia.yaml", "栏目三个月未更新", "栏目\u200b三个月未更新")
    before = clerk.record("jia")
    assert clerk.post("/2019/jia/deductions/d1", {"reason": "栏目\u200b三个月未更新"}).status_code == 303
    assert clerk.record("jia") == before
    assert clerk.post("/2019/jia/deductions/d1", {"reason": "栏目三个月未更新"}).status_code == 303
    assert clerk.record("jia") == before


@pytest.mark.parametrize("sign", [*SIGNS, "\x85", "\u2028", "\u2029", "\x07"])
def test_whoever_writes_it_it_is_a_number_in_the_file(sign: str) -> None:
    """Commands that keep what they were given write it so that it is seen, and read back as it was."""
    said, key = f"甲{sign}乙", f"键{sign}"
    texts = {
        yaml_text({key: said}): {key: said},
        put("a: '甲'\n", "f", ("a",), said): {"a": said},
        put("a: {b: 甲}\n", "f", ("a", "b"), said): {"a": {"b": said}},
    }
    for text, data in texts.items():
        assert sign not in text
        document, findings = parse(text, "f")
        assert findings == []
        assert document is not None
        assert document.data == data
