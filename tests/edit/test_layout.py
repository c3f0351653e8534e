"""Every text comes back as it was written."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assessment.edit.layout import Flow, yaml_text
from assessment.load.yaml_file import parse, read

TEXTS = [
    "平常的文字",
    "含冒号: 的文字",
    "含 # 井号",
    "- 像列表",
    "2019",
    "3.10",
    "~",
    "null",
    "true",
    "yes",
    "",
    '"引号"',
    "反斜线\\",
    "两\n行",
    "[方括号]",
    "a, b",
    "末尾的冒号:",
    " 前后空格 ",
    "2019-05-12",
    "‘单引号’",
    "“弯引号”",
    "@at",
    "%百分",
    "!感叹",
]


@pytest.mark.parametrize("text", TEXTS)
def test_texts_come_back(tmp_path: Path, text: str) -> None:
    fields = {"one": text, "many": [text], "flow": Flow([text]), "pairs": Flow({"key": text}), "deep": [{"a": text}]}
    path = tmp_path / "a.yaml"
    path.write_text(yaml_text(fields, ["schema"], {"flow": "说明"}), encoding="utf-8")
    document, findings = read(path, "a.yaml")
    assert findings == []
    assert document is not None
    assert document.data == {"one": text, "many": [text], "flow": [text], "pairs": {"key": text}, "deep": [{"a": text}]}


def test_layout() -> None:
    fields = {
        "unit": "jianping",
        "mark": Decimal("86.40"),
        "evidence": [{"id": "e01", "captured": date(2019, 5, 12)}, {"id": "e02"}],
        "ballots": {"peer": [Flow({"rater": "shizi", "marks": [88, None]})]},
    }
    assert yaml_text(fields, ["示例"], {"evidence": "证据"}) == (
        "# 示例\n"
        "unit: jianping\n"
        "mark: 86.40\n"
        "\n"
        "# 证据\n"
        "evidence:\n"
        "  - id: e01\n"
        "    captured: 2019-05-12\n"
        "  - id: e02\n"
        "ballots:\n"
        "  peer:\n"
        "    - {rater: shizi, marks: [88, ~]}\n"
    )


def test_a_name_with_a_bracket_inside_brackets_is_quoted() -> None:
    text = yaml_text({"more": Flow([{"0[": None, "a,b": 1}])})
    document, _ = parse(text, "a.yaml")
    assert document is not None
    assert document.data == {"more": [{"0[": None, "a,b": 1}]}
