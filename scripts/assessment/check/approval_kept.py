"""What was approved stays approved: no act that was once committed goes away (五（二）: 经得起检验和推敲)."""

from collections.abc import Iterator

from assessment.approval.past import CommittedAct, past_of
from assessment.approval.record import record_path
from assessment.check.approval import act_words
from assessment.check.facts import Facts
from assessment.errors import RequestError
from assessment.findings import Finding
from assessment.load.data_files import years
from assessment.place import Place
from assessment.repository.clone import clone_of


def check_approval_kept(facts: Facts) -> Iterator[Finding]:
    """Find acts of real years that Git knows and the records lack, in any branch of the history and under any path.

    A year that has no file any more is told with every other year, since nobody asks for it.
    """
    clone = clone_of(facts.base.data)
    if clone is None:
        return
    period = facts.year.period
    try:
        committed = past_of(clone).real_acts
    except RequestError as fault:
        message = f"以前的审定记录没有核对：{fault}"
        hint = "请在有完整历史的机器上再检查一次"
        yield Finding(facts.year.origin.of("stage"), "approval-unread", message, hint)
        return
    seals = {act.seal for act in facts.dataset.approval.acts} if facts.dataset.approval else set()
    known = set(years(facts.base.data))
    for past in committed:
        if past.period == period and past.act.seal not in seals:
            yield _undone(facts, past, facts.year.origin.of("stage"))
        elif past.period not in known:
            yield _undone(facts, past, Place(f"{facts.base.data.name}/years/{past.period}.yaml", 1, 1))


def _undone(facts: Facts, past: CommittedAct, place: Place) -> Finding:
    act = f"{act_words(past.act)}（{past.act.date}）"
    message = f"提交 {past.commit.id[:10]} 记录的 {past.period.spaced}{act}，现在的审定记录里没有了"
    hint = (
        f"请从 Git 恢复 {facts.base.data.name}/{record_path(past.period)} 和当时的数据；"
        "审定以后的改动用 scripts/amend 更正，还没有公布的审定用 scripts/approve --withdraw 撤回；"
        "是要合并的分支另记的，请不要合并"
    )
    return Finding(place, "approval-undone", message, hint)
