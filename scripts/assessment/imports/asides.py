"""Rows that are no records: sums, means, full marks, notes, signatures, seals, pages, headings between rows."""

import re
from collections.abc import Mapping
from functools import lru_cache

from assessment.folding import folded
from assessment.workbooks.grid import Cell

_AFTER = r"(?:\(.*\)|[:]?\d.*)?[:]?"
_TOTAL = re.compile(
    r".{0,10}?(?:合计|总计|小计|共计|累计|平均(?:得?分|值|数|成绩|线|水平)?|均[分值]|最[高低大小](?:得?分|值)?|满分(?:值)?|标准分"
    rf"|权重|分值|中位数|标准差|及格线|优秀线|得分率|扣分率|(?:得分)?排名|名次|总数){_AFTER}"
)
_STATISTIC = re.compile(
    r"(?:(?:全.)?(?:优秀|良好|合格|及格|达标|参评)率|(?:参评|被评|应评|实评)?(?:单位|部门)(?:个|总)?数"
    rf"|(?:得分|分数|成绩)?总和|average|sum){_AFTER}"
)
"""What is one only as the whole text: an item of a scheme may end in such a word."""
_BY_WHOM = r"(?:单位|部门|科室)?(?:负责人?|领导|人员?|者)?(?:签[字名章])?(?:单位|部门|日期|时间|电话)?[:(]"
_SIGNED = re.compile(
    r"(?:填[表报写]|制[表作]|审[核批定]|复[核审]|校[对核]|经办|经手|统计|负责|联系|打印|报送|报[出]?|录入|记录|核对|签[字名收发]|分管|主管|单位)"
    rf"{_BY_WHOM}"
)
_SIGNED_IN_FRONT = re.compile(
    rf"(?:评[议价分审]|打分|投票|测评)(?=[单部科负领人者签日时]){_BY_WHOM}|评委(?:签[字名])?[:(]"
    r"|(?:填[表报]|制[表作]|审[核批]|复[核审]|校[对核]|经办|统计|联系|打印|报送)人(?:签[字名])?$"
)
"""What begins a row of signatures; in a later cell it may be a remark about a unit."""
_NOTE = re.compile(
    r"[★※*●◆]|(?:备?注|说明|附注?|附件|注意|提示|来源|数据来源|填[表报写]说明)(?:事项)?\d*[:.;)(](?!\d+第)"
    r"|(?:备?注|说明|填[表报]|制表|审[核批]|复核|(?:单位)?负责人|联系人|打印|报送)(?![一-鿿])"
    r"|第\d+页|共\d+页|\d+/\d+页?$|以上|以下空白|本表|本页"
)
_SEAL = re.compile(r".*\((?:盖章|公章|签章|签字|章|印)\)?\)?$|.*(?:盖章|公章|签章)$")


_SHORT = 200
"""Letters, within which a text shows that it is no record."""


@lru_cache(maxsize=10_000)
def is_summary(text: str) -> bool:
    """Tell whether a text stands before sums, means or counts of what is above, or before full marks."""
    return is_total(text) or (len(text) <= _SHORT and _STATISTIC.fullmatch(folded(text)) is not None)


def is_total(text: str) -> bool:
    """Tell whether a text stands before sums or means of what is above, or before full marks, whatever the table."""
    return len(text) <= _SHORT and _TOTAL.fullmatch(folded(text)) is not None


def is_note(text: str) -> bool:
    """Tell whether the first text of a row begins a note, a signature, a seal or the number of a page."""
    return is_note_anywhere(text) or _SIGNED_IN_FRONT.match(folded(text[:_SHORT])) is not None


def is_note_anywhere(text: str) -> bool:
    """Tell the same of a text in any cell of a row, where a remark about a record may stand."""
    plain = folded(text if len(text) <= _SHORT else text[:_SHORT])
    return bool(_NOTE.match(plain) or _SIGNED.match(plain) or _SEAL.fullmatch(plain))


def written(cells: Mapping[int, Cell]) -> list[Cell]:
    """Return the cells of a row that something was written in, each merged range once, with blanks left out."""
    by_corner = {cell.corner: cell for _, cell in sorted(cells.items(), reverse=True)}
    return [cell for _, cell in sorted(by_corner.items(), key=lambda held: held[0][1])]


def heading_text(cells: Mapping[int, Cell]) -> str | None:
    """Return the text of a row in which a single cell says something, such as the name of a group; else None."""
    texts = written(cells)
    return str(texts[0].value) if len(texts) == 1 and isinstance(texts[0].value, str) else None
