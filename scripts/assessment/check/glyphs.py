"""Characters that no font of the documents has are named with place and number, before any document is set."""

from collections.abc import Iterator

from assessment.check.facts import Facts
from assessment.data_names import FONTS
from assessment.findings import Finding, Severity
from assessment.glyphs import OFFICIAL, SONG, number, own_fonts, rare_in, replacement, without_glyph
from assessment.load.mistakes.rows import Rows
from assessment.load.yaml_file import KEY, Document, text_of
from assessment.place import Place


def check_glyphs(facts: Facts) -> Iterator[Finding]:
    """Find characters without a glyph, each where it stands in a file; the PDFs show another form of them.

    Where the fonts are not installed, only private characters can be told to be without one.
    """
    data, documents = facts.base.data, facts.base.documents
    files = {path: document for path, document in documents.items() if document is not None and _is_data(path)}
    found = {path: rare_in(_texts(document)) for path, document in files.items()}
    rare = set().union(*found.values(), OFFICIAL.values()) if any(found.values()) else set[str]()
    own = own_fonts(data)
    lacking = without_glyph(rare, (SONG, *own) if SONG.exists() else own)
    if not SONG.exists():
        lacking = {c for c in lacking if "\ue000" <= c <= "\uf8ff" or c >= "\U000f0000"}
    for path, characters in found.items():
        if absent := characters & lacking:
            text = text_of(data / path, files[path].file)
            for character, place in _places(files[path], "" if isinstance(text, Finding) else text, absent):
                shown = f"PDF 里显示为“{replacement(character, lacking)}”"
                message = f"字库里没有这个字：“{character}”（{number(character)}），{shown}"
                yield Finding(place, "no-glyph", message, _hint(character, data.name), Severity.WARNING)


def _is_data(path: str) -> bool:
    return path.endswith(".yaml") and not path.startswith("approvals/")


def _hint(character: str, data: str) -> str:
    font = f"请把含有这个字的字体文件（.ttf、.otf）放进 {data}/{FONTS}/"
    public = OFFICIAL.get(character)
    return f"这是旧编码，国家标准现在的编码是 {number(public)}“{public}”，请改用它；或{font[1:]}" if public else font


def _texts(document: Document) -> str:
    parts: list[str] = []
    waiting = [document.data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            parts += value
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str):
            parts.append(value)
    return "\n".join(parts)


def _places(document: Document, text: str, absent: set[str]) -> Iterator[tuple[str, Place]]:
    """Yield each of the characters and where it stands; of one that is written as a number, the value that holds it."""
    rows, seen = Rows(text), set[str]()
    for row in (rows[n] for n in range(len(rows)) if not rows[n].is_blank):
        for column, character in enumerate(row.text, 1):
            if character in absent:
                seen.add(character)
                yield character, Place(document.file, row.number + 1, column)
    for path, place in document.places.items():
        value = path[-1] if KEY in path[-2:-1] else document.at(path)
        if isinstance(value, str):
            yield from ((character, place) for character in sorted((absent - seen) & set(value)))
