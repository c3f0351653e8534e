"""What units gave themselves beside what they were given: one row an item, where ledgers are public."""

from assessment.disclosure.publication import Publication
from assessment.disclosure.published_result import Detailed
from assessment.render.open_data.parts import notice_of_all, unit_cells, unit_columns, when
from assessment.render.open_data.table import ColumnType, DataColumn, DataTable, number

_COLUMNS = (
    DataColumn("环节", "考评环节", required=True),
    DataColumn("条款", "所依据的方案条款", required=True),
    DataColumn("项目", "自评的一项；分轮、分对象的写在括号里", required=True),
    DataColumn("满分", "这一项自己的满分；空白表示上不封顶", ColumnType.NUMBER),
    DataColumn("自评得分", "单位给自己打的分，不计分", ColumnType.NUMBER, required=True),
    DataColumn("考评得分", "这一项的考评得分；空白表示没有或不单独列出，原因见下一列", ColumnType.NUMBER),
    DataColumn("没有考评得分的原因", "不涉及、待定、没有分项成绩或不单独列出"),
    DataColumn("考评减自评", "考评得分减去自评得分；空白表示没有考评得分", ColumnType.NUMBER),
)


def self_marks(publication: Publication) -> DataTable | None:
    """Return the table; None where there are no such marks to be seen."""
    names = {component.id: component.name for component in publication.scheme.components}
    last, notice = notice_of_all(publication)
    rows = tuple(
        (
            *unit_cells(publication, unit),
            names[mark.component],
            mark.clause,
            mark.name,
            None if mark.full is None else number(mark.full),
            number(mark.own),
            None if mark.assessed is None else number(mark.assessed),
            mark.unassessed or None,
            None if mark.difference is None else number(mark.difference),
            *notice,
        )
        for unit in publication.units.values()
        if isinstance(unit.result, Detailed)
        for mark in unit.result.self_marks
    )
    if not rows:
        return None
    return DataTable(
        name="self-marks",
        title=f"{publication.name}政务公开自评和考评得分",
        description="各单位逐项的自评得分和考评得分，每项一行；自评得分不计分。",
        columns=(*when(publication), *unit_columns(publication), *_COLUMNS, *last),
        rows=rows,
    )
