"""Doing a step from what was filled in: the command's own act, committed on the person's branch."""

import secrets
from collections.abc import Mapping
from datetime import date

from assessment.approval.acts import NamedRanks, TextsByPath
from assessment.branches.making import Author
from assessment.dataset.year import Approval, Disclosure
from assessment.desk.committing import Saved, write_and_commit
from assessment.desk.steps_page import FIELDS, OPTIONAL
from assessment.desk.workplace import Workplace
from assessment.errors import FaultyDataError, RequestError
from assessment.period import Period
from assessment.sealing.steps import (
    SealingStep,
    amend_year,
    approve_year,
    collect_again,
    faults_after,
    open_review,
    publish_year,
    withdraw_approval,
)
from assessment.year.reading import read_year
from assessment.year.year import Year

_WHAT = {
    SealingStep.REVIEW: "转入审核",
    SealingStep.COLLECT: "退回采集",
    SealingStep.APPROVE: "审定",
    SealingStep.PUBLISH: "公布",
    SealingStep.AMEND: "更正",
    SealingStep.WITHDRAW: "撤回审定",
}
_MISSING = "请填写"
_NO_DAY = "不是日期，请写年月日"
_NO_NUMBER = "应当是1到99的数字"


def refused_answers(step: SealingStep, answers: Mapping[str, str], today: date) -> Mapping[str, str]:
    """Return what is wrong with what was filled in, by name; that the acts judge themselves is not among it."""
    found = {}
    for name in FIELDS[step]:
        text = answers.get(name, "")
        if not text:
            if (step, name) not in OPTIONAL:
                found[name] = _MISSING
        elif name in ("date", "published"):
            day = _day(text)
            if day is None:
                found[name] = _NO_DAY
            elif day > today:
                found[name] = f"{day} 还没有到，今天是 {today}"
        elif name in ("leading", "trailing") and _number(text) is None:
            found[name] = _NO_NUMBER
        elif name == "disclosure" and text not in [level.value for level in Disclosure]:
            found[name] = _MISSING
    return found


def do_step(
    place: Workplace, period: Period, step: SealingStep, answers: Mapping[str, str], person: Author
) -> Saved | None:
    """Do a step with answers that are not refused; None where the same is recorded already.

    Raises:
        FaultyDataError: with all that keeps the year from the step, or would be wrong after it.
        RequestError: if the step cannot follow now, or nothing can be written.
    """

    def files() -> TextsByPath:
        year = read_year(place.data, period)
        if year.readable is None:
            raise FaultyDataError([*year.findings])
        texts = _files(step, year, answers)
        if texts and (faults := faults_after(year, texts)):
            raise FaultyDataError(faults)
        return texts

    with place.lock:
        return write_and_commit(place.data, person, f"{period.name}：{_WHAT[step]}", files)


def _files(step: SealingStep, year: Year, answers: Mapping[str, str]) -> TextsByPath:
    key = secrets.token_hex(32)
    day = _day(answers.get("published" if step is SealingStep.PUBLISH else "date", ""))
    match step:
        case SealingStep.REVIEW:
            return open_review(year)
        case SealingStep.COLLECT:
            return collect_again(year)
        case _ if day is None:
            raise RequestError(_NO_DAY)
        case SealingStep.APPROVE:
            return approve_year(year, Approval(answers["body"], day, answers["document"]), key)
        case SealingStep.PUBLISH:
            named = NamedRanks(_number(answers.get("leading", "")), _number(answers.get("trailing", "")))
            return publish_year(year, day, Disclosure(answers["disclosure"]), named, key)
        case SealingStep.AMEND:
            return amend_year(year, answers["reason"], day, answers.get("document", ""), key)
        case SealingStep.WITHDRAW:
            return withdraw_approval(year, answers["reason"], day)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and 0 < int(text[:3]) < 100 and len(text) < 3 else None
