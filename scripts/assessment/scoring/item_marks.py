"""From item marks to rows: a tree of indicators of any depth, scaled where the scheme declares more than it holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessment.dataset.record import Absent, ItemMark, Visibility
from assessment.dataset.scheme import Item, NotApplicable
from assessment.exact import exact, exact_text
from assessment.row_kind import RowKind
from assessment.scoring.case import Case
from assessment.scoring.ledger import Row, sum_of


@dataclass(frozen=True)
class Branch:
    """The rows of an item and of all below it."""

    rows: tuple[Row, ...]
    full: Fraction
    """Full marks of the branch."""
    applicable: Fraction
    """Full marks without what is 不涉及 and left out."""

    @property
    def mark(self) -> Fraction:
        """What the branch adds up to."""
        return sum_of(self.rows)


def rows_of_tree(case: Case, marks: Mapping[str, ItemMark]) -> tuple[Row, ...]:
    """Return the rows of a component whose items all have marks or are 不涉及, by clause."""
    component = case.component
    branch = _join([_branch(case, item, marks) for item in component.items])
    if component.full is None:
        raise ValueError(f"{component.id} has no full marks")
    full = component.full.exact(case.group)
    rows = list(branch.rows)
    applicable = branch.applicable
    if component.scale and branch.full != full:
        rows.append(_scaling(case, component.clause, branch.mark, branch.full, full))
        applicable *= full / branch.full
        whole = full
    else:
        whole = branch.full
    if applicable not in (whole, 0):
        back = sum_of(rows) * (whole / applicable - 1)
        label = f"不涉及部分按比例折算（×{exact_text(whole)}÷{exact_text(applicable)}）"
        rows.append(Row(RowKind.NOT_APPLICABLE, component.clause, label, back, component.origin.place))
    return tuple(rows)


def missing_items(case: Case, marks: Mapping[str, ItemMark]) -> list[Item]:
    """Return the items that carry marks but have none recorded."""
    return [leaf for leaf in case.component.leaves() if leaf.clause not in marks and case.absent(leaf) is None]


def _branch(case: Case, item: Item, marks: Mapping[str, ItemMark]) -> Branch:
    if not item.items:
        return _leaf(case, item, marks)
    below = _join([_branch(case, child, marks) for child in item.items])
    full = case.full(item)
    if not item.scale or below.full == full:
        return below
    scaling = _scaling(case, item.clause, below.mark, below.full, full)
    return Branch((*below.rows, scaling), full, below.applicable * full / below.full)


def _join(branches: list[Branch]) -> Branch:
    rows = tuple(row for branch in branches for row in branch.rows)
    full = sum((branch.full for branch in branches), Fraction(0))
    applicable = sum((branch.applicable for branch in branches), Fraction(0))
    return Branch(rows, full, applicable)


def _leaf(case: Case, item: Item, marks: Mapping[str, ItemMark]) -> Branch:
    full = case.full(item)
    recorded = marks.get(item.clause)
    absent = case.absent(item)
    visibility = Visibility.PUBLIC
    if recorded is not None and isinstance(recorded.mark, Absent):
        absent, visibility = recorded.mark, recorded.visibility
    if absent is not None:
        keeps = (item.not_applicable or case.component.not_applicable) is NotApplicable.KEEP
        points = full if keeps else Fraction(0)
        row = Row(
            RowKind.NOT_APPLICABLE,
            item.clause,
            f"{item.name}：不涉及",
            points,
            absent.origin.place,
            reason=absent.reason,
            visibility=visibility,
        )
        return Branch((row,), full, points)
    if recorded is None or isinstance(recorded.mark, Absent):
        raise ValueError(f"{item.clause} has no mark")
    rows = [Row(RowKind.FULL, item.clause, item.name, full, item.origin.place)]
    lost = full - exact(recorded.mark)
    if lost:
        rows.append(
            Row(
                RowKind.LOSS,
                item.clause,
                item.name,
                -lost,
                recorded.origin.place,
                reason=recorded.reason,
                evidence=recorded.evidence,
                rectified=recorded.rectified,
                visibility=recorded.visibility,
            )
        )
    return Branch(tuple(rows), full, full)


def _scaling(case: Case, clause: str, mark: Fraction, held: Fraction, declared: Fraction) -> Row:
    label = f"按标示分值折算（×{exact_text(declared)}÷{exact_text(held)}）"
    return Row(RowKind.SCALE, clause, label, mark * (declared / held - 1), case.component.origin.place)
