"""The sentences in a template: the text between its tags, what attributes say, and what is chosen between."""

import re
from html.parser import HTMLParser
from operator import itemgetter

from jinja2 import Environment

from assessment.sentences.sentence import VALUE

BRANCH = "¦"
"""Stands where a template chooses or repeats: what is on both sides of it is not always shown together."""

INLINE = re.compile("a|abbr|b|bdi|br|cite|code|data|dfn|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|time|u|var|wbr")
"""Elements that stand within a sentence; every other ends it."""


def texts(source: str) -> list[tuple[int, str]]:
    """Return the texts of a template with their lines, those of its expressions among them."""
    reader = _PageText()
    chosen = []
    page = ""
    for line, token, value in Environment(autoescape=True).lex(source):
        if token in ("data", "raw_begin", "raw_end"):
            page += "\n" * (line - 1 - page.count("\n")) + (value if token == "data" else "")
        elif token == "variable_begin":
            page += VALUE
        elif token == "block_begin":
            page += BRANCH
        elif token == "string":
            chosen.append((line, value[1:-1]))
    reader.feed(page)
    reader.close()
    return sorted([*reader.found, *chosen], key=itemgetter(0))


class _PageText(HTMLParser):
    """Gathers text up to the next tag that ends a sentence, and the values of attributes."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[str] = []
        self._line = 1
        self.found: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what the attributes say; end the sentence unless the element stands within one."""
        self._end_unless_inline(tag)
        self.found.extend((self.getpos()[0], value) for _, value in attrs if value)

    def handle_endtag(self, tag: str) -> None:
        """End the sentence unless the element stands within one."""
        self._end_unless_inline(tag)

    def handle_data(self, data: str) -> None:
        """Go on with the sentence, which begins at its first character that is no space."""
        if not "".join(self._pieces).strip():
            before = data[: len(data) - len(data.lstrip())]
            self._line = self.getpos()[0] + before.count("\n")
        self._pieces.append(data)

    def close(self) -> None:
        """End the last sentence."""
        super().close()
        self._end()

    def _end_unless_inline(self, tag: str) -> None:
        if not INLINE.fullmatch(tag):
            self._end()

    def _end(self) -> None:
        self.found.append((self._line, "".join(self._pieces)))
        self._pieces.clear()
