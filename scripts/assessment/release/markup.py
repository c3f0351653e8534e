"""The stretches of HTML and XML in which a reader could see a long number: few, so that the rest is never unpacked.

One expression finds them in the markup as it stands. Tags that do not part words on the page (``138<b>0013</b>8000``)
count as nothing, and written-out characters (``&#49;``) as digits until they are read.
"""

import html
import re
from collections.abc import Iterator
from functools import cache

from assessment.digits import LEAST, digit, gap
from assessment.personal import addresses, without_addresses

_INLINE = (
    "a|abbr|acronym|b|bdi|bdo|big|br|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|nobr|q|rb|rp|rt|ruby|s|samp|small"
    "|span|strike|strong|sub|sup|time|tt|u|var|wbr"
)
"""The elements of HTML that part no words."""
_APART = (
    "address|article|aside|audio|base|blockquote|body|button|canvas|caption|circle|col|colgroup|datalist|dd|defs|desc"
    "|details|dialog|div|dl|dt|ellipse|embed|fieldset|figcaption|figure|footer|form|g|h[1-6]|head|header|hgroup|hr|html"
    "|iframe|img|image|input|label|legend|li|line|link|main|map|menu|meta|meter|nav|noscript|object|ol|optgroup|option"
    "|output|p|path|picture|polygon|polyline|pre|progress|rect|script|search|section|select|source|style|summary|svg"
    "|symbol|table|tbody|td|template|text|textarea|tfoot|th|thead|title|tr|track|ul|use|video"
)
"""The elements of HTML and of drawings in it that do; browsers set those that they do not know like words."""
_RUNS = (
    "bCs|bookmarkEnd|bookmarkStart|color|cr|highlight|hyperlink|iCs|kern|lang|noBreakHyphen|position|proofErr|r|rFonts"
    "|rPr|rStyle|shd|softHyphen|spacing|sz|szCs|t|tab|textPath|tspan|vertAlign|w"
)
"""The elements of Word's, Excel's and SVG's XML that part no words; they cut a text where its look changes."""

_ENTITY = r"&(?:#[0-9]++|#[xX][0-9a-fA-F]++|[a-zA-Z]++);?"
_LINE_ENDS = re.compile(r"<(?:\w+:)?(?:br|cr|tab)\b[^<>]*>", re.IGNORECASE)


_BEFORE = re.compile(r"[A-Za-z_¥￥$€\s]*\Z")
_AFTER = re.compile(r"[\W_]{0,3}[A-Za-z]*\s*[%％‰万亿元旦]*")
"""What beside a stretch makes something else of a number: letters of a name, signs of money and of shares."""
_NEAR = 200
"""How many characters beside a stretch are looked at, tags among them."""


_BLOCK = re.compile(rf"\n(?=[^\S\n]*</?(?:{_APART})(?![\w:.-]))", re.IGNORECASE)
"""The end of a line before one that begins with a tag that parts words: no stretch, and nothing beside it, goes on."""


def blocks_of_html(content: str) -> list[str]:
    """Return a page cut into blocks that can be looked through one by one; the versions of a page share most of them."""
    return _BLOCK.split(content)


def texts_of_html(content: str) -> Iterator[str]:
    """Yield the parts of a page to look through."""
    return _texts(content, rf"(?!(?:{_APART})(?![\w:.-]))[a-z][^<>]*+")


def texts_of_xml(content: str) -> Iterator[str]:
    """Yield the parts of any other markup to look through, and of the HTML that a feed holds as text."""
    yield from _texts(content, rf"(?:[a-z]\w*+:)?+(?:{_INLINE}|{_RUNS})(?![\w:.-])[^<>]*+")
    if "&lt;" in content or "&amp;" in content:
        yield from texts_of_html(html.unescape(content))


def _texts(content: str, inline: str) -> Iterator[str]:
    tag, stretches = _tag(inline), _stretches(inline)
    if "://" in content or ";base64," in content.lower():
        yield from (html.unescape(address) for address in addresses(content))
        content = without_addresses(content)
    for found in stretches.finditer(content):
        # What stands in the tags is read too: descriptions and alternatives are text.
        yield from (html.unescape(inside) for inside in tag.findall(found[0]))
        before = tag.sub("", content[max(0, found.start() - _NEAR) : found.start()])
        after = tag.sub("", content[found.end() : found.end() + _NEAR])
        digits = tag.sub("", _LINE_ENDS.sub("\n", found[0]))
        beside = _BEFORE.search(before), _AFTER.match(after.partition("<")[0])
        around = [match[0] if match else "" for match in beside]
        yield html.unescape(f"{around[0]}{digits}{around[1]}").strip()


@cache
def _tag(inline: str) -> re.Pattern[str]:
    """Return the expression for the tags that part no words, and for comments."""
    return re.compile(rf"(?i:</?(?:{inline})>|<!--[^<>]*+>)")


@cache
def _stretches(inline: str) -> re.Pattern[str]:
    """Return the expression for enough digits with nothing between them but signs and tags that part no words."""
    one = f"(?:{digit()}|{_ENTITY})"
    between = rf"(?:{gap('<&')}|{_tag(inline).pattern}|&(?![#a-zA-Z]))"
    # To begin with a class of characters, and not with a choice, is what makes the search fast.
    return re.compile(
        rf"{digit('&')}(?:(?<!&)|(?:#[0-9]++|#[xX][0-9a-fA-F]++|[a-zA-Z]++);?)(?:{between}*+{one}){{{LEAST - 1},}}+"
    )
