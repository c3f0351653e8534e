"""Text that a reader of the file sees and YAML takes for something else: a comment, or more of the text above."""

import re
from collections.abc import Iterator

from assessment.findings import Finding
from assessment.load.json_schema import names, schema_of
from assessment.load.mistakes.quoting import how_to_quote
from assessment.load.mistakes.rows import Rows
from assessment.load.yaml_file import Document, Steps
from assessment.place import Place

_COMMENT = re.compile(r"[ \t]+#")


def lost_text(document: Document, rows: Rows, kind: str) -> Iterator[Finding]:
    """Find text behind `` #`` after a text without quotes, and rows that a text without quotes has taken in.

    Where only a number, a date or a choice can stand, nothing can be lost behind it: a comment there is one.
    """
    for path, end in document.bare.items():
        found = _COMMENT.match(rows[end.line - 1].text, end.column - 1)
        if found is not None and _is_text(document, kind, path):
            place = Place(document.file, end.line, found.end())
            start = document.place(path)
            begun = rows[start.line - 1].text[start.column - 1 :].rstrip() if start.line == end.line else ""
            written = how_to_quote(begun) if begun else ""
            hint = f"是内容的，请给整段文字加上引号{written}；是注释的，请另起一行"
            yield Finding(place, "lost-text", "“#”和它后面的文字会丢失", hint)
        first = document.place(path).line
        for number in range(first, end.line):
            row = rows[number]
            if not row.is_blank and (row.part("dash").startswith("- ") or row.plain_key in names(kind)):
                place = Place(document.file, number + 1, row.indent + 1)
                hint = "是另一栏的，请与上一栏对齐，冒号后面空一格；是文字的，请给整段文字加上双引号"
                yield Finding(place, "lost-text", "这一行接到了上一栏的文字里", hint)
                break


def _is_text(document: Document, kind: str, path: Steps) -> bool:
    """Tell whether a value is a text where any text may stand."""
    schema = schema_of(kind, path)
    return isinstance(document.at(path), str) and not schema.keys() & {"enum", "const", "pattern", "format"}
