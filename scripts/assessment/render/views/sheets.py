"""A component's ledger by part: what each item is worth, what was taken or given, what remains."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessment.disclosure.publication import Publication
from assessment.disclosure.published_result import (
    ComponentLedger,
    Detailed,
    Figure,
    InFull,
    PartMark,
    PublishedMark,
    PublishedRow,
)
from assessment.exact import brief_text, ratio_text
from assessment.kept import kept_by
from assessment.render.words import minus
from assessment.row_kind import RowKind


@dataclass(frozen=True)
class ClauseRows:
    """The rows of one part: what it is worth, what was taken or given, what remains."""

    part: str
    """Key of the part; the clause where the rows name no part of the component."""
    clause: str
    name: str
    full: Figure | None
    """What the item starts at; None where it starts at nothing."""
    whole: Figure | None
    """What its full marks are worth in the component; None where it has none, or no mark of its own."""
    starts: tuple[PublishedRow, ...]
    """The rows that it starts with: one, or one a wave or member."""
    changes: tuple[PublishedRow, ...]
    """The rows that follow, in order."""
    mark: Figure

    @property
    def is_given(self) -> bool:
        """Whether it starts at a mark that was given as a whole, without what was lost and why."""
        return any(row.kind is RowKind.GIVEN for row in self.starts)


@dataclass(frozen=True)
class Sheet:
    """A component's ledger, by part."""

    component: ComponentLedger
    clauses: tuple[ClauseRows, ...]
    weighing: str
    """How the mark becomes points of the total, as an equation; empty where marks are points already."""

    @property
    def is_marked_as_a_whole(self) -> bool:
        """Whether all of it is a mark out of full ones, as of ballots, from which nothing was deducted."""
        changes = [row for part in self.clauses for row in part.changes]
        return bool(changes) and all(row.kind.is_mark for row in changes) and all(part.whole for part in self.clauses)


@kept_by(0)
def item_names(publication: Publication) -> Mapping[str, str]:
    """Return the short names of items and components, by key and by clause; of parts that share a clause, the last's."""
    scheme = publication.scheme
    names = {component.clause: component.name for component in scheme.components}
    names |= {item.clause: item.name for _, item in scheme.items()}
    return names | {part.key: part.name for part in scheme.parts()}


@kept_by(1)
def sheets(result: Detailed, names: Mapping[str, str]) -> tuple[Sheet, ...]:
    """Return the ledgers of a result by part, in the order in which the rows stand."""
    return tuple(
        Sheet(component, tuple(_clauses(component, names)), _weighing(component)) for component in result.components
    )


def _clauses(component: ComponentLedger, names: Mapping[str, str]) -> Iterator[ClauseRows]:
    held = {component.id: component} | {below.key: below for below in _every(component.parts)}
    # A row that stands for what is not public names its clause alone.
    parts = {one.clause: key for key, one in reversed(held.items())}
    parts |= {row.clause: row.part for row in reversed(component.rows) if row.part}
    by_part: dict[str, list[PublishedRow]] = {}
    for row in component.rows:
        by_part.setdefault(row.part or parts.get(row.clause, row.clause), []).append(row)
    for part, rows in by_part.items():
        starts = tuple(row for row in rows if row.kind in (RowKind.FULL, RowKind.GIVEN))
        yield ClauseRows(
            part=part,
            clause=rows[0].clause,
            name=names.get(part, part) + _share(rows),
            full=_sum(starts) if starts else None,
            whole=_whole(rows, held.get(part)),
            starts=starts,
            changes=tuple(row for row in rows if row not in starts),
            mark=_sum(rows),
        )


def whole_of(component: ComponentLedger) -> Iterator[tuple[str, Fraction]]:
    """Yield what full marks of the component, and of each part that has rows of its own, are worth in the component."""
    shares = {row.part: row.share.exact for row in reversed(component.rows)}
    if component.full is not None:
        yield component.id, component.full.exact
    for part in _every(component.parts):
        if part.full is not None and part.key in shares:
            yield part.key, part.full.exact * shares[part.key]


def _every(parts: Iterable[PartMark]) -> Iterator[PartMark]:
    for part in parts:
        yield part
        yield from _every(part.parts)


def _whole(rows: Iterable[PublishedRow], part: ComponentLedger | PartMark | None) -> Figure | None:
    """Return what full marks are worth in the component: as rows start with them, or by what the marks count there."""
    starts = [row for row in rows if row.kind is RowKind.FULL]
    if starts:
        return _sum(starts)
    measured = [row for row in rows if row.kind.is_mark or row.kind is RowKind.GIVEN]
    if not measured or part is None or part.full is None:
        return None
    share = sum((row.share.exact for row in measured), Fraction(0))
    whole = part.full.exact * share / part.added
    return Figure(whole, brief_text(whole))


def _sum(rows: Iterable[PublishedRow]) -> Figure:
    points = sum((row.points.exact for row in rows), Fraction(0))
    return Figure(points, brief_text(points))


def _share(rows: Iterable[PublishedRow]) -> str:
    """Return what one mark of an item is worth in its component, in words; empty where it is one mark there too."""
    shares = {row.share.exact for row in rows if row.part and row.kind.starts}
    share = shares.pop() if len(shares) == 1 else Fraction(1)
    return "" if share == 1 else f"（本项1分折合{brief_text(share)}分）"


def _weighing(component: PublishedMark) -> str:
    """Return how a component's mark becomes points of the total, as an equation; empty where it is points already."""
    converted = conversion(component.mark, component.factor.exact)
    return f"{component.mark.text.lstrip('≈')}{converted}" if converted else ""


def conversion(points: Figure, factor: Fraction) -> str:
    """Return what is done to points so that they are points of the total, and what comes out; empty where nothing is."""
    if factor == 1 or not points.exact:
        return ""
    outcome = brief_text(points.exact * factor)
    about = "≈" in points.text + outcome
    return f"{times(factor)}{'≈' if about else '＝'}{outcome.lstrip('≈')}"


def times(factor: Fraction) -> str:
    """Return a factor as a calculator takes it: ×0.4, or ×1÷3 where no few decimals say it."""
    text = brief_text(factor)
    return ratio_text(Fraction(factor.numerator), Fraction(factor.denominator)) if "≈" in text else f"×{text}"


def addition(result: InFull) -> str:
    """Return how the components make the total; the total alone where it is that of its only component."""
    terms = [component.weighted for component in result.components] + [result.closing] * bool(result.closing.exact)
    whole = brief_text(result.total.exact)
    parts = "".join(f"{'−' if term.exact < 0 else '＋'}{term.text.lstrip('≈').lstrip('-')}" for term in terms)
    about = any("≈" in text for text in (whole, *(term.text for term in terms)))
    if parts == f"＋{whole}":
        return whole
    return f"{parts.removeprefix('＋')}{'≈' if about else '＝'}{whole.lstrip('≈')}"


def closing_rows(result: Detailed) -> tuple[PublishedRow, ...]:
    """Return what is done to the total as a whole; nothing while there is no total."""
    return result.closing_rows if isinstance(result, InFull) else ()


def working(sheet: Sheet) -> str:
    """Return how the rows of a component make its mark, as an equation; one row makes none."""
    terms = [part for part in sheet.clauses if part.full is not None or part.mark.exact]
    if not terms:
        return "没有记录"
    if len(terms) == 1:
        return _term(terms[0])
    return f"{' ＋ '.join(map(_term, terms))} ＝ {minus(sheet.component.mark.text)}"


def _term(part: ClauseRows) -> str:
    """Return a part's share of the sum: under its own name, or under that of the rows where it holds no mark itself."""
    telling = [f"{row.label}＝" * (row.kind is RowKind.NUMBER) or row.label for row in part.changes if row.points.exact]
    return f"{part.name if part.full is not None or len(telling) != 1 else telling[0]}{minus(part.mark.text)}"


def sum_of_full(parts: Iterable[ClauseRows]) -> str:
    """Return what several clauses are worth together."""
    return brief_text(sum((part.full.exact for part in parts if part.full is not None), Fraction(0)))


def record_files(result: Detailed) -> tuple[str, ...]:
    """Return the files that the records behind a result stand in."""
    rows = (row for component in result.components for row in component.rows if row.kind.is_recorded)
    return tuple(sorted({row.file for row in rows}))
