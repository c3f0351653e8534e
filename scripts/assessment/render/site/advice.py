"""What the office advises for an item (怎样改): a text for a clause of a year, written beside the sealed scheme."""

from collections.abc import Mapping
from pathlib import Path

from markdown import Markdown
from markupsafe import Markup

from assessment.disclosure.publication import Publication
from assessment.errors import RequestError

ADVICE = Path("advice")
"""Where the texts stand, below the folder of prose: ``advice/2019/附件2第4项.md``."""


def advice_of(prose: Path, publication: Publication) -> Mapping[str, Markup]:
    """Return the advice for the items of a year, by clause; empty where the office wrote none.

    Raises:
        RequestError: if a text is for a clause that the scheme does not have.
    """
    clauses = {part.clause for part in publication.scheme.parts()}
    return {path.stem: _text(path, clauses) for path in sorted(prose.glob(f"{ADVICE}/{publication.period}/*.md"))}


def _text(path: Path, clauses: set[str]) -> Markup:
    place = f"content/{Path(*path.parts[-3:])}"
    if path.stem not in clauses:
        raise RequestError(f"{place}：方案里没有“{path.stem}”，文件名请照条款写，例如 {min(clauses)}.md")
    return Markup(Markdown().convert(path.read_text(encoding="utf-8")))
