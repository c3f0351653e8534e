"""What was taken from each unit and given to it: one row a ledger row, where ledgers are public."""

from collections.abc import Iterator

from assessment.dataset.method import Method
from assessment.disclosure.publication import Publication
from assessment.disclosure.published_result import Detailed, PublishedRow
from assessment.disclosure.published_unit import PublishedUnit
from assessment.render import views
from assessment.render.open_data.parts import notice_of_all, unit_cells, unit_columns, when
from assessment.render.open_data.table import ColumnType, DataColumn, DataTable, Datum, number
from assessment.render.scheme_words import has_full_marks
from assessment.render.views.formula import TOTAL
from assessment.row_kind import RowKind

_KINDS = {
    RowKind.LOSS: "失分",
    RowKind.ENTRY: "扣分、加分",
    RowKind.AUTOMATIC: "按规则加减",
    RowKind.COUNT: "不重复计",
    RowKind.OBJECTION: "申诉、复核",
    RowKind.LIMIT: "限额",
    RowKind.SCALE: "折算",
    RowKind.NOT_APPLICABLE: "不涉及",
    RowKind.DIFFERENCE: "与最终成绩的差额",
    RowKind.CEILING: "起评上限",
    RowKind.GATE: "门槛",
    RowKind.VETO: "否决",
    RowKind.INTERNAL: "不公开的记录",
}

_COLUMNS = (
    DataColumn("环节", "考评环节；对总分整个作的改动写“总分”", required=True),
    DataColumn("条款", "所依据的方案条款；对总分整个作的改动空白"),
    DataColumn("项目", "条款对应的指标或环节的名称"),
    DataColumn("种类", f"这一行是{'、'.join(_KINDS.values())}之一", required=True),
    DataColumn("内容", "这一行说的是什么"),
    DataColumn("次数", "发生的次数；空白表示不按次数计", ColumnType.INTEGER),
    DataColumn("分数", "环节的分数，负数是扣去，折算之前；除不尽的取到小数点后10位", ColumnType.NUMBER, required=True),
    DataColumn("日期", "发生的日期，申诉、复核为决定的日期", ColumnType.DATE),
    DataColumn("原因", "失分、扣分或加分的原因"),
    DataColumn("依据", "可以公开的证据，每件写标题和来源，用分号隔开"),
    DataColumn("依据网址", "证据的网址，一行一个"),
    DataColumn("记录编号", "扣分、加分或申诉的编号"),
    DataColumn("整改情况", "单位怎样整改"),
    DataColumn("整改日期", "整改完成的日期；空白表示没有完成或不需要", ColumnType.DATE),
    DataColumn("记录文件", "记录所在的数据文件", required=True),
)


def deductions(publication: Publication) -> DataTable | None:
    """Return the table; None where ledgers are not public."""
    if not any(isinstance(unit.result, Detailed) for unit in publication.units.values()):
        return None
    last, notice = notice_of_all(publication)
    return DataTable(
        name="deductions",
        title=f"{publication.name}政务公开考评扣分、加分明细",
        description=f"各单位失分、扣分、加分、申诉和限额逐笔列出，每笔一行；{_left_out(publication)}不在内。",
        columns=(*when(publication), *unit_columns(publication), *_COLUMNS, *last),
        rows=tuple(
            (*unit_cells(publication, unit), *cells, *notice)
            for unit in publication.units.values()
            for cells in _rows(publication, unit)
        ),
    )


def _left_out(publication: Publication) -> str:
    """Return which rows of ledgers are left out, as far as the scheme has any."""
    parts = [*publication.scheme.parts()]
    bases = ["满分"] * has_full_marks(publication.scheme)
    bases += ["评议的平均分"] * any(part.method is Method.BALLOTS for part in parts)
    bases += ["数量折成的分数"] * any(part.method is Method.COUNT for part in parts)
    return "和".join(bases) or "给定的成绩"


def _rows(publication: Publication, unit: PublishedUnit) -> Iterator[tuple[Datum, ...]]:
    names = views.item_names(publication)
    if isinstance(unit.result, Detailed):
        for component in unit.result.components:
            for row in component.rows:
                if row.kind.changes:
                    yield _cells(component.name, row, names.get(row.part or row.clause, ""))
        for row in views.closing_rows(unit.result):
            yield _cells(TOTAL, row, "")


def _cells(where: str, row: PublishedRow, item: str) -> tuple[Datum, ...]:
    put_right = row.rectified
    return (
        where,
        row.clause or None,
        item or None,
        _KINDS[row.kind],
        row.label or None,
        row.count,
        number(row.points),
        row.day,
        row.reason or None,
        "；".join(f"{piece.title}（{piece.source}）" for piece in row.evidence) or None,
        "\n".join(piece.url for piece in row.evidence if piece.url) or None,
        row.entry or None,
        put_right.note if put_right else None,
        put_right.date if put_right else None,
        row.file,
    )
