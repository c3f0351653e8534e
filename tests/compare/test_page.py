"""The page of a comparison stands alone: it loads nothing, runs nothing and says all."""

import base64
import hashlib
import re
from pathlib import Path

import pytest

from assessment.commands.compare import main
from tests.repository.county import DEDUCTION, County


@pytest.fixture
def county(tmp_path: Path) -> County:
    county = County(tmp_path / "county")
    county.commit()
    return county


def page_of(county: County, tmp_path: Path, *more: str) -> str:
    page = tmp_path / "page.html"
    assert main(["HEAD", *more, "--data", str(county.data), "--html", str(page)]) == 0
    return page.read_text(encoding="utf-8")


def test_it_says_what_changed_and_why(county: County, tmp_path: Path) -> None:
    county.record("jia", agency="84", more=DEDUCTION)
    text = page_of(county, tmp_path)
    # 84 * 64 % + 5 + 27 = 85.76.
    for said in (
        "甲镇修改 1 条环节成绩、新增 1 条扣分记录，总分 90.60 → 85.76（−4.84），名次 1 → 2；另有 1 个单位名次变动。",
        "<td>90.60 → 85.76（−4.84）</td><td>1 → 2</td>",
        "栏目三个月未更新",
        "data/scores/2019/jia.yaml 第 16 行",
        '<td>省级被通报 d1</td><td class="n">−1</td>',
        "内部资料",
        "示例数据，非真实考评结果。",
    ):
        assert said in text


def test_its_policy_allows_its_own_style_and_nothing_else(county: County, tmp_path: Path) -> None:
    county.record("jia", more=DEDUCTION)
    text = page_of(county, tmp_path)
    [style] = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert f'content="{policy}"' in text
    assert "@media print" in style
    assert not re.search(r"<script|<link|<img|style=|url\(|@import", text)


def test_no_change_is_said_on_it(county: County, tmp_path: Path) -> None:
    assert "<p>成绩没有变化：2019 年的数据相同。</p>" in page_of(county, tmp_path)


def test_more_than_a_comment_can_hold_is_all_on_it(
    county: County, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = "".join(
        f"  - {{id: d{n}, clause: 第1项, level: 省, date: 2019-07-03, reason: 第{n}次, evidence: [e2]}}\n"
        for n in range(1, 13)
    )
    county.record("jia", more=f"deductions:\n{entries}")
    text = page_of(county, tmp_path)
    assert text.count("新增扣分记录") == 12
    output = capsys.readouterr().out
    # 12 records and the component make 13 lines.
    assert output.count("- 新增扣分记录") == 10
    assert "- 另有 3 处，完整内容见网页 changes.html（合并请求的附件；本机用 `--html` 生成）\n" in output


def test_a_place_that_cannot_be_written_is_one_line(
    county: County, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "no" / "page.html"
    assert main(["HEAD", "--data", str(county.data), "--html", str(target)]) == 1
    assert capsys.readouterr().err.startswith(f"不能写入 {target}：")
