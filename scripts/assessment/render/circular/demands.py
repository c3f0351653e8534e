"""What the office itself demands in a circular (三、下一步要求), from its prose."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from markdown import Markdown

from assessment.errors import RequestError
from assessment.render.circular.model import Block, Heading, Level, Paragraph
from assessment.render.words import chinese

DEMANDS = Path("circular", "demands.md")
"""Where it stands, below the folder of prose."""


def demands_of(prose: Path) -> tuple[Block, ...]:
    """Return the demands, headings and lists numbered as the official format has it: （一） and 1.

    Args:
        prose: the folder of prose.

    Raises:
        RequestError: if they are missing or no Markdown.
    """
    try:
        html = Markdown(output_format="xhtml").convert((prose / DEMANDS).read_text(encoding="utf-8"))
        root = ElementTree.fromstring(f"<body>{html}</body>")
    except (OSError, UnicodeDecodeError, ElementTree.ParseError) as fault:
        raise RequestError(f"content/{DEMANDS} 读不出来：{fault}") from fault
    return tuple(_blocks(root))


def _blocks(root: ElementTree.Element) -> Iterator[Block]:
    headings = 0
    for element in root:
        if element.tag.startswith("h"):
            headings += 1
            yield Heading(Level.SECOND, f"（{chinese(headings)}）{_words(element)}")
        elif element.tag in ("ol", "ul"):
            for number, item in enumerate(element, 1):
                yield Paragraph(f"{number}.{_words(item)}" if element.tag == "ol" else _words(item))
        else:
            yield Paragraph(_words(element))


def _words(element: ElementTree.Element) -> str:
    """Return the text of an element; lines of one paragraph belong together without a blank."""
    return "".join("".join(element.itertext()).split())
