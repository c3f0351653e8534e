"""Text that a reader of the file sees and YAML takes for something else: a comment, or more of the text above."""

import re
from collections.abc import Iterator, Mapping

from assessment.findings import Finding, Severity
from assessment.load.json_schema import names, schema_of
from assessment.load.mistakes.quoting import how_to_quote
from assessment.load.mistakes.rows import Rows
from assessment.load.yaml_file import Document, Steps
from assessment.place import Place


def lost_text(document: Document, text: str, kind: str) -> Iterator[Finding]:
    """Find text behind `` #`` after a value without quotes, and rows that a text without quotes has taken in.

    Where any text may stand, the end of one may be lost so, which is an error. Where only a number, a date or a choice
    can stand, nothing is; a comment there is only said to be one.
    """
    rows = Rows(text)
    for path, end in document.bare.items():
        after = rows[end.line - 1].text[end.column - 1 :]
        if document.at(path) is not None and (found := re.match(r"[ \t]+#", after)):
            place = Place(document.file, end.line, end.column + found.end() - 1)
            start = document.place(path)
            begun = rows[start.line - 1].text[start.column - 1 :].rstrip() if start.line == end.line else ""
            yield _comment(document, kind, path, place, begun)
        first = document.place(path).line
        for number in range(first, end.line):
            row = rows[number]
            if not row.is_blank and (row.part("dash").startswith("- ") or row.plain_key in names(kind)):
                place = Place(document.file, number + 1, row.indent + 1)
                hint = "是另一栏的，请与上一栏对齐，冒号后面空一格；是文字的，请给整段文字加上双引号"
                yield Finding(place, "lost-text", "这一行接到了上一栏的文字里", hint)


def _comment(document: Document, kind: str, path: Steps, place: Place, written: str) -> Finding:
    if _takes_any_text(schema_of(kind, path)) and isinstance(document.at(path), str):
        hint = f"是内容的，请给整段文字加上引号{how_to_quote(written) if written else ''}；是注释的，请另起一行"
        return Finding(place, "lost-text", "“#”和它后面的文字会丢失", hint)
    message = "“#”后面的文字只是注释，不会出现在页面上"
    return Finding(place, "comment-after-value", message, "注释请另起一行写", Severity.WARNING)


def _takes_any_text(schema: Mapping[str, object]) -> bool:
    return not schema or (
        schema.get("type") in ("string", None) and not schema.keys() & {"enum", "const", "pattern", "format"}
    )
