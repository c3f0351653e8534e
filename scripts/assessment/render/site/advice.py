"""What the office advises for an item (怎样改): a text for a clause of a year, written beside the sealed scheme."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from markdown import Markdown
from markupsafe import Markup

from assessment.disclosure.publication import Publication
from assessment.errors import RequestError
from assessment.render.words import EXAMPLE, belongs

ADVICE = Path("advice")
"""Where the texts stand, below the folder of prose: ``advice/2019/附件2第4项.md``."""


def advice_of(prose: Path, publication: Publication) -> Mapping[str, Markup]:
    """Return the advice for the items of a year, by clause; empty where the office wrote none.

    Examples stand beside sample data alone, and are for the clauses of the scheme that they were written for.

    Raises:
        RequestError: if another text is for a clause that the scheme does not have.
    """
    return dict(_texts(prose, publication))


def _texts(prose: Path, publication: Publication) -> Iterator[tuple[str, Markup]]:
    clauses = {part.clause for part in publication.scheme.parts()}
    for path in sorted(prose.glob(f"{ADVICE}/{publication.period}/*.md")):
        text = path.read_text(encoding="utf-8")
        if path.stem in clauses:
            if belongs(text, publication):
                yield path.stem, Markup(Markdown().convert(text))
        elif not text.startswith(EXAMPLE):
            place = f"content/{Path(*path.parts[-3:])}"
            raise RequestError(f"{place}：方案里没有“{path.stem}”，文件名请照条款写，例如 {min(clauses)}.md")
