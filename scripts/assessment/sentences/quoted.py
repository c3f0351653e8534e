"""The sentences between quotation marks: of scripts, styles and schemas, whose texts all stand in strings."""

import re

QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)*)"' + r"|'((?:[^'\\\n]|\\.)*)'" + r"|`((?:[^`\\]|\\.)*)`")


def quoted(source: str) -> list[tuple[int, str]]:
    """Return what stands in quotation marks, with its line."""
    return [
        (source.count("\n", 0, found.start()) + 1, next(filter(None, found.groups()), ""))
        for found in QUOTED.finditer(source)
    ]
