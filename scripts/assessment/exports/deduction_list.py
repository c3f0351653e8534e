"""What units lost and what they did about it (扣分清单, 整改清单), for the office and for the units concerned."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessment.dataset import Dataset
from assessment.dataset.part import Part
from assessment.dataset.record import UnitRecord
from assessment.dataset.year import Provenance
from assessment.exact import exact_text, rounded
from assessment.render.views import times
from assessment.render.words import INTERNAL, SAMPLE
from assessment.row_kind import RowKind
from assessment.scoring.assessment import Assessment
from assessment.scoring.ledger import Marked, Row
from assessment.workbooks.writing import Content, NewColumn, NewSheet, workbook_bytes

_LOSSES = [
    NewColumn("序号", 6),
    NewColumn("单位", 22),
    NewColumn("环节", 14),
    NewColumn("条款", 18),
    NewColumn("指标", 22),
    NewColumn("日期", 12),
    NewColumn("次数", 6),
    NewColumn("扣分", 10),
    NewColumn("折算", 8),
    NewColumn("折合总分", 10),
    NewColumn("说明", 18),
    NewColumn("原因", 50),
    NewColumn("证据", 40),
    NewColumn("记录编号", 10),
    NewColumn("复核", 10),
]
_REMEDIES = [
    NewColumn("序号", 6),
    NewColumn("单位", 22),
    NewColumn("条款", 18),
    NewColumn("指标", 22),
    NewColumn("问题", 50),
    NewColumn("日期", 12),
    NewColumn("状态", 10),
    NewColumn("整改情况", 50),
    NewColumn("完成日期", 12),
    NewColumn("记录编号", 10),
    NewColumn("复核", 10),
]


@dataclass(frozen=True)
class _LossRow:
    """A row of a unit's ledger that takes marks, or corrects what one took."""

    unit: str
    record: UnitRecord
    component: Marked | None
    """None for what is taken from the total as a whole."""
    row: Row

    @property
    def factor(self) -> Fraction:
        """What one mark is worth in the total."""
        return Fraction(1) if self.component is None else self.component.factor

    @property
    def where(self) -> str:
        """The component's name, or 总分."""
        return "总分" if self.component is None else self.component.component.name


def deduction_list(dataset: Dataset, assessment: Assessment, unit: str, edition: str) -> bytes:
    """Return the two lists as a workbook; of one unit, or of all where ``unit`` is empty.

    Units whose marks are not complete are in it with what is recorded so far.
    """
    units = [id for group in dataset.scheme.groups for id in group.units if unit in ("", id)]
    losses = [loss for id in units for loss in _losses(dataset, assessment, id)]
    names = {part.key: part.name for part in dataset.scheme.parts()}
    causes = [loss for loss in losses if loss.row.kind.is_cause]
    whose = dataset.units[unit].name if unit else "各单位"
    return workbook_bytes(
        [
            _sheet(dataset, "扣分清单", whose, edition, _LOSSES, [_loss(loss, names) for loss in losses]),
            _sheet(dataset, "整改清单", whose, edition, _REMEDIES, [_remedy(loss, names) for loss in causes]),
        ]
    )


def _sheet(
    dataset: Dataset, name: str, whose: str, edition: str, columns: list[NewColumn], rows: list[list[Content]]
) -> NewSheet:
    samples = [SAMPLE] if dataset.year.provenance is Provenance.SAMPLE else []
    note = "折合总分＝扣分×折算，环节内的折算已在扣分里。" if columns is _LOSSES else ""
    lines = [
        f"{dataset.year.name}政务公开考评{name}（{whose}）",
        "　".join([*samples, INTERNAL]),
        f"共{len(rows)}条。{note}数据版本：{edition}。",
    ]
    return NewSheet(name, lines, columns, [[number, *row] for number, row in enumerate(rows, start=1)])


def _losses(dataset: Dataset, assessment: Assessment, unit: str) -> Iterator[_LossRow]:
    for result in assessment.ledgers[unit].components:
        if not isinstance(result, Marked):
            continue
        taken = {(row.part, row.rule) for row in result.rows if row.kind.is_cause and row.points < 0}
        above = _above(result.component, {part for part, _ in taken})
        for row in result.rows:
            took = (row.kind.is_cause or row.kind is RowKind.VETO) and row.points < 0
            corrects = row.kind.is_correction and _concerns(row, taken, above)
            if took or corrects:
                yield _LossRow(dataset.units[unit].name, dataset.records[unit], result, row)
    for row in assessment.ledgers[unit].closing:
        if row.kind is RowKind.VETO and row.points < 0:
            yield _LossRow(dataset.units[unit].name, dataset.records[unit], None, row)


def _above(component: Part, taken: set[str]) -> set[str]:
    """Return the keys of the parts below which marks were taken."""
    return {part.key for part in component.walk() if any(below.key in taken for below in part.below())}


def _concerns(row: Row, taken: set[tuple[str, str]], above: set[str]) -> bool:
    """Tell whether a correction is about marks that were taken.

    Args:
        taken: the parts in which marks were taken, and by which rules.
        above: the parts above these, whose limit may give some back.
    """
    if (row.part, row.rule) in taken:
        return True
    return not row.rule and (any(part == row.part for part, _ in taken) or (row.part in above and row.points > 0))


def _loss(loss: _LossRow, names: dict[str, str]) -> list[Content]:
    row = loss.row
    evidence = {piece.id: piece for piece in loss.record.evidence}
    cited = [evidence[id] for id in row.evidence if id in evidence]
    return [
        loss.unit,
        loss.where,
        row.clause,
        names.get(row.part, loss.where),
        _day(row),
        row.count,
        _number(row.points),
        times(loss.factor),
        _number(row.points * loss.factor),
        row.label,
        row.reason,
        "\n".join(" ".join(filter(None, (piece.title, piece.url))) for piece in cited),
        row.entry,
        _decision(loss),
    ]


def _remedy(loss: _LossRow, names: dict[str, str]) -> list[Content]:
    row, done = loss.row, loss.row.rectified
    state = "未填报" if done is None else "已整改" if done.date is not None else "整改中"
    return [
        loss.unit,
        row.clause,
        names.get(row.part, loss.where),
        row.reason,
        _day(row),
        state,
        "" if done is None else done.note,
        "" if done is None or done.date is None else done.date.isoformat(),
        row.entry,
        _decision(loss),
    ]


def _day(row: Row) -> str:
    return "" if row.day is None else row.day.isoformat()


def _decision(loss: _LossRow) -> str:
    decisions = [objection.outcome.value for objection in loss.record.objections if objection.about == loss.row.entry]
    return "、".join(decisions) if loss.row.entry else ""


def _number(value: Fraction) -> Content:
    """Return marks exactly where four places suffice, else as near as they come."""
    text = exact_text(value)
    return Decimal(text if "/" not in text and len(text.partition(".")[2]) <= 4 else rounded(value, 4))
