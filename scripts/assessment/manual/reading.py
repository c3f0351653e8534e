"""From a guide's Markdown to its title, its headings and its text as a tree, in which links still are as written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import lxml.html
from lxml.html import HtmlElement
from markdown import Markdown
from markdown.extensions.toc import TocExtension

_OF_CHINESE = "[\u2018-\u201d\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]"
_LINE_END = re.compile(rf"(?<={_OF_CHINESE})\s*\n\s*(?={_OF_CHINESE})")
"""Where a line ends within Chinese text, of which a browser would make a space."""

_HAN = re.compile("[\u4e00-\u9fff]")
_FENCE = re.compile(r"^( *```\w+) .*$", re.MULTILINE)
"""The beginning of a block whose language is followed by words for the tests."""
_LATIN = re.compile("[A-Za-z]+")


@dataclass(frozen=True)
class PageHeading:
    """A heading of the second rank."""

    text: str
    anchor: str


@dataclass(frozen=True)
class ManualPage:
    """A page as it was written."""

    title: str
    language: str
    """As HTML names it."""
    headings: tuple[PageHeading, ...]
    body: HtmlElement
    """The whole text, its title included, in one element."""

    @property
    def links(self) -> Iterator[tuple[HtmlElement, str, str]]:
        """Yield every link and picture: the element, the attribute, and where it leads as written."""
        for element, attribute, link, _ in self.body.iterlinks():
            if attribute in ("href", "src"):
                yield element, attribute, link


def read_guide(text: str) -> ManualPage:
    """Read a guide.

    Raises:
        ValueError: if it has no heading of the first rank.
    """
    reader = Markdown(extensions=["extra", "sane_lists", TocExtension(slugify=anchor_of)], output_format="html")
    html = _join_lines(reader.convert(_FENCE.sub(r"\1", text)))
    body = lxml.html.fragment_fromstring(html, create_parent="div")
    titles = body.findall("h1")
    if len(titles) != 1:
        raise ValueError("a guide has one title")
    headings = tuple(PageHeading(_text(one), one.get("id", "")) for one in body.findall("h2"))
    return ManualPage(_text(titles[0]), _language(_text(body)), headings, body)


def anchor_of(heading: str, _: str = "-") -> str:
    """Return what a heading is called in addresses, as GitHub and Gitea call it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _join_lines(html: str) -> str:
    """Return markup with no end of a line within Chinese text, but for what is shown as it is written."""
    parts = re.split(r"(<pre.*?</pre>)", html, flags=re.DOTALL)
    return "".join(part if part.startswith("<pre") else _LINE_END.sub("", part) for part in parts)


def _text(element: HtmlElement) -> str:
    return str(element.text_content())


def _language(text: str) -> str:
    """Return whether a guide is in English; Chinese ones hold commands and names of files too."""
    return "en" if len(_LATIN.findall(text)) > len(_HAN.findall(text)) else "zh-CN"
