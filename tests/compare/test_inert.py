"""Nothing that the data says comes alive in a comment or on a page."""

import html
import re
from pathlib import Path

import markdown as python_markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assessment.commands.compare import main
from assessment.compare.inert import code, inert, plain
from tests.repository.county import DEDUCTION, County

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![图](http://evil.example/x.png)",
    "[x](javascript:alert(1))",
    "见 http://evil.example/ 和 www.evil.example",
    "@zhangsan 请看 @org/team，someone@example.org",
    "修复 #12，GH-12，owner/repo#3，d426f8a77b1111",
    "`code` **bold** _em_ ~~gone~~ | cell |",
    "line\n\n# heading\n- item",
    "&lt;b&gt; &amp; <!-- x -->",
    "\u202eevil\u202c \u200bhidden",
    ":tada: $x^2$ [^1]",
]


@pytest.mark.parametrize("text", HOSTILE)
@given(st.data())
def test_markdown_shows_it_as_it_is(text: str, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([text, text * 2]))
    rendered = python_markdown.markdown(f"改为“{inert(text, 1000)}”。", extensions=["extra"])
    assert re.findall(r"<[^>]*>", rendered) == ["<p>", "</p>"]
    # Forges take a backslash before any sign away; this renderer leaves it before a tilde.
    shown = html.unescape(re.sub("<[^>]*>", "", rendered)).replace("\u2060", "").replace("\\~", "~")
    assert shown == f"改为“{plain(text, 1000).replace('$', '＄')}”。"


@given(st.text(alphabet="@#:/.wWgGhH-0123456789abcdefxX \\`*_[]()<>&|~！中", max_size=40))
@example("www.x.example")
@example("https://x.example")
@example("a@b")
@example("#1")
@example("GH-1")
@example("d426f8a77b1111")
def test_nothing_is_left_that_a_forge_would_link(text: str) -> None:
    result = inert(text)
    for live in (
        r"@\w",
        r"(?<![&\w])#\d",
        r"://",
        r"(?i)\bwww\.",
        r"(?i)\bgh-\d",
        r"(?i)\b[0-9a-f]{7,}\b",
        r"(?<!\\)[`*_\[\]|~]",
    ):
        assert not re.search(live, result, re.ASCII), (live, result)


def test_what_cannot_be_seen_is_left_out_and_what_is_endless_is_cut() -> None:
    assert plain("甲\u202e\u200b乙\n\t丙\x1b[31m\u00ad") == "甲乙 丙 [31m"
    assert plain("字" * 300) == "字" * 200 + "……"


@given(st.text(max_size=30))
def test_code_ends_where_it_should(text: str) -> None:
    result = code(text)
    ticks = re.match("`+", result)
    assert ticks is not None
    assert result.endswith(ticks[0])
    inside = result[len(ticks[0]) : -len(ticks[0])]
    assert ticks[0] not in re.findall("`+", inside)
    assert not {"\n", "|"} & set(result)


def test_hostile_records_stay_text_in_both_forms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    county = County(tmp_path / "county")
    county.commit()
    reason = " ".join(" ".join(HOSTILE).split()).replace("\u202e", "").replace("\u202c", "").replace("\u200b", "")
    quoted = reason.replace("\\", "\\\\").replace('"', '\\"')
    county.record("jia", more=DEDUCTION.replace("栏目三个月未更新", f'"{quoted}"'))
    county.write("units/jia.yaml", 'id: jia\nname: "<i>@jia</i>|甲"\n')
    page = tmp_path / "page.html"
    assert main(["HEAD", "--data", str(county.data), "--html", str(page)]) == 0
    output = capsys.readouterr().out
    assert "新增扣分记录 d1" in output
    assert not re.search(r"<[a-z!/]|@\w|://", output, re.ASCII)
    text = page.read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert set(re.findall(r"<(?:script|img|a|i|b|link|iframe)\b", text)) == set()
    assert not re.search(r"\s(?:on\w+|src|href)=", re.sub(r"&lt;.*?&gt;", "", text))
