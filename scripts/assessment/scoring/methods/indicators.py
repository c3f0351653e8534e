"""The mark of a component as the sum of its item marks."""

from assessment.scoring.case import Case
from assessment.scoring.item_marks import missing_items, rows_of_tree
from assessment.scoring.ledger import ComponentResult, Marked, Pending
from assessment.scoring.methods.given import recorded_mark, source_rows
from assessment.scoring.weigh import factor


def indicators(case: Case) -> ComponentResult:
    """Return the sum of all item marks; 待定 while any is missing."""
    recorded = recorded_mark(case)
    marks = {} if recorded is None else {item.clause: item for item in recorded.items}
    missing = missing_items(case, marks)
    if missing:
        names = "、".join(item.name for item in missing)
        place = case.record.origin.place if recorded is None else recorded.origin.place
        return Pending(case.component, f"尚无指标得分：{names}", place)
    sources = () if recorded is None else source_rows(case, recorded)
    return Marked(case.component, (*rows_of_tree(case, marks), *sources), factor(case))
