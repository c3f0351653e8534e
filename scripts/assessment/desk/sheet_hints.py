"""What an import says to somebody at a command line, said to somebody at a page."""

import re

from assessment.desk.desk_words import desk_words
from assessment.forms.texts import plain_words
from assessment.imports.dry_run import CALLED

_FIELDS = {
    "--as-written": "照表里写的导入",
    "--ballot-a-row": "一行是一张票",
    "--final-only": "只导入最终成绩",
    "--component": "环节",
    "--evidence": "证据编号",
    "--source": "来源",
    "--rater": "评议单位",
    "--date": "日期",
}
"""What a page calls the fields that options of the command line stand for."""
_BLANK = "空白表可用 scripts/import template 生成"
_CHECKED = ("--as-written", "--ballot-a-row", "--final-only")
_MEANING = re.compile(r"(?:加 )?--map ([^=，；）]+)=([^\s，；）]+)")
_COMMAND = re.compile(r"(?:用 )?scripts/import (agency|ballots|ledger|self-marks)(?: \S+\.(?:xlsx|csv))?")


def page_words(text: str) -> str:
    """Return a text with the names of fields and choices in place of options."""
    text = _COMMAND.sub(lambda found: f"选“{CALLED[found[1]]}”", text.replace(_BLANK, "空白表在“导入表格”一页下载"))
    text = _MEANING.sub(r"写明“\1”就是“\2”", desk_words(text))
    for option, name in _FIELDS.items():
        act = "勾选" if option in _CHECKED else "填写"
        text = re.sub(f"(?:加|用) {option}(?: 单位)?(?: 写明(?=[，；]|$)| (?=写明))?", f"{act}“{name}”", text)
        text = text.replace(option, f"“{name}”")
    return plain_words(text).replace("用 --year 写明", "到那一年的页面导入")
