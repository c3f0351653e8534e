"""An approved year is as it was approved: inputs, results and the record of the acts themselves."""

from collections.abc import Iterator

from assessment.approval.corrections import BY_PUBLISHING, component_names
from assessment.approval.difference import Difference, differences
from assessment.approval.earlier import earlier
from assessment.approval.fixed import input_paths, inputs
from assessment.approval.record import broken, record_path
from assessment.approval.results import results_of
from assessment.approval.sealed import sealed
from assessment.approval.words import kind_of, place_words, shortened, value_words
from assessment.check.facts import Facts
from assessment.dataset.approval import Act, ActKind, Withdrawal
from assessment.edit.layout import inline
from assessment.findings import Finding
from assessment.load.yaml_file import Document
from assessment.period import Period
from assessment.place import Place

CHANGED = "changed-after-approval"
RESULTS = "results-after-approval"
CORRECTABLE = (CHANGED, RESULTS)
"""The codes of what an amendment puts right."""

HOW = "请改回原样；确需更正的，运行 scripts/amend --reason 原因 --date 日期，有文件的加 --document 文号"


def check_approval(facts: Facts) -> Iterator[Finding]:
    """Find an approved year without its record, a record that was edited, and inputs that differ from the newest act."""
    year, record = facts.year, facts.dataset.approval
    path = record_path(year.period)
    if record is None:
        if year.stage.is_approved and path not in facts.base.documents:
            message = f"{year.period.spaced}写着已审定，却没有审定记录 {facts.base.data.name}/{path}"
            hint = "请从 Git 恢复这个文件；还没有审定的，把 stage 改为 under-review，用 scripts/approve 审定"
            yield Finding(year.origin.of("stage"), "approval-missing", message, hint)
        return
    edited = broken(record.acts)
    if edited is not None or record.period != year.period or record.provenance is not year.provenance:
        place = record.origin.place if edited is None else edited.origin.place
        yield Finding(place, "approval-edited", "审定记录被改动过", "请从 Git 恢复这个文件")
        return
    if record.in_force is not None:
        yield from _check_inputs(facts, record.in_force)
    elif year.stage.is_approved:
        message = f"{year.period.spaced}写着已审定，审定却已经撤回"
        hint = "请把 stage 改为 under-review，再用 scripts/approve 审定"
        yield Finding(year.origin.of("stage"), "approval-missing", message, hint)


def check_results(facts: Facts) -> Iterator[Finding]:
    """Find results that are not the approved ones although nothing else is wrong."""
    last = None if facts.dataset.approval is None else facts.dataset.approval.in_force
    if last is None:
        return
    digest, totals = results_of(facts.dataset)
    if digest == last.fixed.results:
        return
    moved = [
        f"{facts.units[unit].name}总分由{was}变为{totals[unit]}"
        for unit, was in last.fixed.totals.items()
        if unit in totals and totals[unit] != was
    ]
    message = f"数据没有改动，算出的成绩却与{act_words(last)}时不同：{'，'.join(moved) or '总分相同，台账不同'}"
    hint = "请换回当时的程序版本；确认新的算法正确的，运行 scripts/amend 更正"
    if facts.dataset.rounds:
        rounds = "、".join(one.year.name for one in facts.dataset.rounds.values())
        hint = f"{rounds}的成绩更正过的，运行 scripts/amend 也记一次更正；没有更正过的，请换回当时的程序版本"
    yield Finding(facts.year.origin.place, RESULTS, message, hint)


def act_words(act: Act | Withdrawal) -> str:
    """Return what an act is called."""
    if isinstance(act, Withdrawal):
        return "撤回审定"
    match act.kind:
        case ActKind.APPROVED:
            return "审定"
        case ActKind.PUBLISHED:
            return "公布"
        case ActKind.AMENDED:
            return f"第{act.number}次更正"


def _check_inputs(facts: Facts, last: Act) -> Iterator[Finding]:
    documents = facts.base.documents
    now = inputs(facts.year, facts.scheme, documents)
    when = act_words(last)
    for path, was in last.fixed.inputs.items():
        if path in now and now[path] != was:
            document = documents[path]
            if document is not None:
                yield from _file(facts, path, was, document, when)
        elif path not in now and path not in documents:
            yield Finding(_top(facts, path), CHANGED, f"{when}时有这个文件，现在没有了", "请从 Git 恢复这个文件")
    for path in input_paths(facts.year, facts.scheme, documents):
        if path not in last.fixed.inputs:
            yield Finding(_top(facts, path), CHANGED, f"{when}时没有用到这个文件", HOW)


def _file(facts: Facts, path: str, was: str, document: Document, when: str) -> Iterator[Finding]:
    before = earlier(facts.base.data, path, facts.year.period, was)
    if before is None:
        message = f"这个文件的内容与{when}时不同（Git 里找不到当时的内容，说不出是哪一处）"
        yield Finding(_top(facts, path), CHANGED, message, HOW)
        return
    kind, names = kind_of(path), component_names(facts.scheme)
    now = sealed(path, document, facts.year.period)
    for difference in differences(before.data, now.data):
        what = place_words(kind, difference.at, names)
        hint = _hint(path, difference, facts.year.period)
        yield Finding(now.place(difference.path), CHANGED, _message(kind, what, difference, when), hint)


def _message(kind: str, what: str, difference: Difference, when: str) -> str:
    was = "没有" if difference.was is None else f"是“{shortened(value_words(kind, difference.at, difference.was))}”"
    now = "没有了" if difference.now is None else f"是“{shortened(value_words(kind, difference.at, difference.now))}”"
    return f"“{what}”{when}时{was}，现在{now}"


def _hint(path: str, difference: Difference, period: Period) -> str:
    if path.startswith("units/") and difference.at[0] != "id":
        return _as_earlier(difference, period.year)
    if path.startswith("years/") and difference.at[0] in BY_PUBLISHING:
        return "请改回原样；公布或调整公开程度用 scripts/approve --publish --date 日期 --disclosure 公开程度"
    return HOW


def _as_earlier(difference: Difference, year: int) -> str:
    """Return how to keep what the year shows of a unit beside what holds from the next year on."""
    [field] = difference.at
    was = difference.was.value if difference.was is not None else [] if field == "plates" else None
    kept = inline([{"until": year, field: was}])
    written = f"在这个文件里写 earlier: {kept}，until 是用旧写法的最后一年"
    return f"{year}年以后才改的，{written}；原来写错的，用 scripts/amend 更正"


def _top(facts: Facts, path: str) -> Place:
    return Place(f"{facts.base.data.name}/{path}", 1, 1)
