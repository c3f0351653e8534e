"""Every sentence that the program brings, file by file."""

from collections.abc import Callable, Iterator
from pathlib import Path

from assessment.sentences.modules import strings
from assessment.sentences.quoted import quoted
from assessment.sentences.sentence import Sentence, is_chinese, on_one_line
from assessment.sentences.templates import texts

Finder = Callable[[str], list[tuple[int, str]]]


def _lines(source: str) -> list[tuple[int, str]]:
    return [*enumerate(source.splitlines(), start=1)]


FINDERS: dict[str, Finder] = {
    ".py": strings,
    ".html": texts,
    ".js": quoted,
    ".css": quoted,
    ".json": quoted,
    ".md": _lines,
    "": quoted,
}
"""How texts are found, by the ending of a file; the commands themselves have none."""

PLACES = ("content", "schemas", "scripts", "theme")
"""The folders whose texts are shown; what documentation says is read as it stands."""


def sentences(root: Path) -> Iterator[Sentence]:
    """Yield the sentences below a repository's root, in the order of files and lines, the invented samples' not."""
    for place in PLACES:
        for path in sorted((root / place).rglob("*")):
            file = path.relative_to(root).as_posix()
            if path.is_file() and path.suffix in FINDERS and not file.startswith("scripts/assessment/sample/"):
                for line, text in FINDERS[path.suffix](path.read_text(encoding="utf-8")):
                    if is_chinese(text):
                        yield Sentence(file, line, on_one_line(text))
