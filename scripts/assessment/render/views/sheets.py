"""A component's ledger by clause: what each item is worth, what was taken or given, what remains."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessment.disclosure.publication import (
    ComponentLedger,
    Detailed,
    Figure,
    InFull,
    Publication,
    PublishedMark,
    PublishedRow,
)
from assessment.exact import brief_text
from assessment.render.words import minus


@dataclass(frozen=True)
class ClauseRows:
    """The rows of one clause: what it is worth, what was taken or given, what remains."""

    clause: str
    name: str
    full: Figure | None
    """What the item starts at; None where it starts at nothing."""
    changes: tuple[PublishedRow, ...]
    """The rows that follow, in order."""
    mark: Figure


@dataclass(frozen=True)
class Sheet:
    """A component's ledger, by clause."""

    component: ComponentLedger
    clauses: tuple[ClauseRows, ...]
    weighing: str
    """How the mark becomes points of the total, as an equation; empty where marks are points already."""


def item_names(publication: Publication) -> dict[str, str]:
    """Return the short names of items and components by clause."""
    scheme = publication.scheme
    names = {component.clause: component.name for component in scheme.components}
    return names | {item.clause: item.name for _, item in scheme.items()}


def sheets(result: Detailed, names: Mapping[str, str]) -> tuple[Sheet, ...]:
    """Return the ledgers of a result by clause, in the order in which the rows stand."""
    return tuple(
        Sheet(component, tuple(_clauses(component, names)), _weighing(component)) for component in result.components
    )


def _clauses(component: ComponentLedger, names: Mapping[str, str]) -> Iterator[ClauseRows]:
    by_clause: dict[str, list[PublishedRow]] = {}
    for row in component.rows:
        by_clause.setdefault(row.clause, []).append(row)
    for clause, rows in by_clause.items():
        starts = [row for row in rows if row.kind.starts]
        total = sum((row.points.exact for row in rows), Fraction(0))
        yield ClauseRows(
            clause=clause,
            name=names.get(clause, clause) + _share(rows),
            full=starts[0].points if starts else None,
            changes=tuple(row for row in rows if not row.kind.starts),
            mark=Figure(total, brief_text(total)),
        )


def _share(rows: Iterable[PublishedRow]) -> str:
    """Return what one mark of an item is worth in its component, in words; empty where it is one mark there too."""
    shares = {row.share.exact for row in rows if row.part and row.kind.starts}
    share = shares.pop() if len(shares) == 1 else Fraction(1)
    return "" if share == 1 else f"（本项1分折合{brief_text(share)}分）"


def _weighing(component: PublishedMark) -> str:
    if component.factor.exact == 1:
        return ""
    about = "≈" in component.mark.text + component.weighted.text
    mark, weighted = component.mark.text.lstrip("≈"), component.weighted.text.lstrip("≈")
    return f"{mark}×{brief_text(component.factor.exact)}{'≈' if about else '＝'}{weighted}"


def addition(result: InFull) -> str:
    """Return how the components make the total, as an equation whose last step is the rounding."""
    terms = [component.weighted for component in result.components] + [result.closing] * bool(result.closing.exact)
    whole = brief_text(result.total.exact)
    parts = "".join(f"{'−' if term.exact < 0 else '＋'}{term.text.lstrip('≈').lstrip('-')}" for term in terms)
    about = any("≈" in text for text in (whole, *(term.text for term in terms)))
    return f"{parts.removeprefix('＋')}{'≈' if about else '＝'}{whole.lstrip('≈')}"


def working(sheet: Sheet) -> str:
    """Return how the rows of a component make its mark, as an equation; one row makes none."""
    terms = [part for part in sheet.clauses if part.full is not None or part.mark.exact]
    if not terms:
        return "没有记录"
    if len(terms) == 1:
        return _term(terms[0])
    return f"{' ＋ '.join(map(_term, terms))} ＝ {minus(sheet.component.mark.text)}"


def _term(part: ClauseRows) -> str:
    """Return a clause's part of the sum: under its own name, or under that of the rows where it holds no mark itself."""
    telling = [row.label for row in part.changes if row.points.exact]
    return f"{part.name if part.full is not None or len(telling) != 1 else telling[0]}{minus(part.mark.text)}"


def sum_of_full(parts: Iterable[ClauseRows]) -> str:
    """Return what several clauses are worth together."""
    return brief_text(sum((part.full.exact for part in parts if part.full is not None), Fraction(0)))


def record_files(result: Detailed) -> tuple[str, ...]:
    """Return the files that the records behind a result stand in."""
    rows = (row for component in result.components for row in component.rows if row.kind.is_recorded)
    return tuple(sorted({row.file for row in rows}))
