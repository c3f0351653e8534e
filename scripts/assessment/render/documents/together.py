"""What no line of a paragraph may break: dates, ordinals, figures with their unit, the last word of an office's name."""

import re

_FIGURE = r"[+−]?\d[\d.,]*(?:[/÷×]\d[\d.,]*)*"
_DATE = r"\d{4}年(?:度|\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日"
_ORDINAL = r"第(?:[\d.]+|[一二三四五六七八九十百]+)[项条款章节类名次轮页年季批版]|附件\d+"
_MEASURE = rf"{_FIGURE}(?:%|个百分点|[个分名次件项条份页天日月年轮票家处篇人倍位])?"
_OFFICE = "(?:服务|管理|指挥|保障|交易)中心|管委会|委员会|办公室|管理局|执法局|人民政府|街道办"
_TOGETHER = f"{_DATE}|{_ORDINAL}|{_MEASURE}|{_OFFICE}"

# One character alone would look lost on a paragraph's last line.
_LAST = rf"(?:{_TOGETHER}|[\u4e00-\u9fff]{{2}})[。；：！？）”]+(?=\s*</p>)"

_PARAGRAPH = re.compile(r"<p\b[^>]*>.*?</p>", re.DOTALL)
_PIECE = re.compile(rf"<[^>]*>|&[#\w]+;|(?P<whole>{_LAST}|{_TOGETHER})")


def keep_together(html: str) -> str:
    """Return a document in whose paragraphs no line breaks within what belongs together."""
    return _PARAGRAPH.sub(lambda paragraph: _PIECE.sub(_whole, paragraph[0]), html)


def _whole(piece: re.Match[str]) -> str:
    return f'<span class="whole">{piece[0]}</span>' if piece["whole"] else piece[0]
