"""A scheme that is like none of the examples, written from these words with ``docs/schemes.md`` alone.

南江市人民政府办公室每季度督查政务公开，通报一次。督查3个县、3个市直部门、2个园区，分三组排名，各一百分。

网站检查占60分：督查组从一百分起扣，空白栏目每个扣10分，错链每处扣2分，最低保留40分；发生失泄密事件的一票否决，
这一项记零分，等次定为不合格，其他各项照算。

集中测评由市评估组在七月、九月各测一次，百分制，按1∶2计算；县和部门占30分，园区占40分。只有一张分数表，没有扣分原因。

信息报送占10分，园区不考：市级每采用一篇计2分，最多10分。被省级采用的，每篇另加3分，不设上限。

县和部门九十分以上为优秀，园区八十五分以上为优秀，七十分以上为合格，其余不合格。公布一位小数。
"""

import json
from pathlib import Path

from assessment.check import check
from assessment.exact import exact_text
from assessment.period import Period
from assessment.scoring.assessment import assess
from assessment.year.reading import read_year
from tests.built import ROOT, run

DATA = Path(__file__).parent / "from_words" / "data"

EXPECTED = {
    # (100−10−2×3)×60% + (90+2×96)÷3×30% + 2×4 + 3
    "shangyou": ("89.6", "合格"),
    # 100−70 is below 40: 40×60% + (80+2×86)÷3×30% + 10, six reports being worth no more
    "zhongyou": ("59.2", "不合格"),
    # 0 by the veto, + 30 + 10
    "xiayou": ("40", "不合格"),
    # 60 + 27 + 10
    "jiaoyuju": ("97", "优秀"),
    # 90×60% + (60+2×75)÷3×30%
    "weijianwei": ("75", "合格"),
    # 60 + (70+2×85)÷3×30% + 6 + 6
    "shuiliju": ("96", "优秀"),
    # 60 + (85+2×70)÷3×40%
    "gaoxinqu": ("90", "优秀"),
    # 80×60% + (90+2×99)÷3×40% + 3: excellent for a park, not for a county
    "gangkou": ("89.4", "优秀"),
}


def test_it_is_sound_and_comes_to_what_was_worked_out_by_hand() -> None:
    year = read_year(DATA, Period(2026))
    assert check(year) == []
    found = assess(year.whole)
    assert {unit: (exact_text(ledger.total), found.grades[unit]) for unit, ledger in found.ledgers.items()} == EXPECTED


def test_a_site_is_built_from_it(tmp_path: Path) -> None:
    output = tmp_path / "output"
    command = [str(ROOT / "scripts" / "build"), "--data", str(DATA), "--audience", "office", "--no-pdf"]
    run([*command, "--output", str(output)], cwd=ROOT)
    results = json.loads((output / "2026" / "results.json").read_text(encoding="utf-8"))
    assert {unit["id"]: unit["total"]["exact"] for unit in results["units"]} == {
        unit: total for unit, (total, _) in EXPECTED.items()
    }
    for unit in EXPECTED:
        assert (output / "2026" / "units" / unit / "index.html").is_file()
