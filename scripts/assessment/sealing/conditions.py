"""Every condition of a step, and how it stands: met, or what is still missing and where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from assessment.approval.acts import is_changed
from assessment.approval.ready import find_pending, find_undecided_objections
from assessment.check.evidence_files import UNREACHED
from assessment.check.signature import UNSIGNED
from assessment.dataset import Dataset
from assessment.dataset.year import Stage
from assessment.findings import Finding, Severity, has_errors
from assessment.sealing.refusal import sealing_faults
from assessment.sealing.steps import SealingStep
from assessment.year.year import Year

UNDECIDED = ("undecided", "unknown-undecided")
"""The codes of what a scheme has not decided."""
_OBJECTION = "undecided-objection"


class ConditionState(Enum):
    """How a condition stands; the value is the word for it."""

    MET = "已具备"
    MISSING = "还差"
    LATER = "改好上面的再看"


@dataclass(frozen=True)
class StepCondition:
    """One condition of a step."""

    what: str
    state: ConditionState
    missing: tuple[Finding, ...] = ()
    hint: str = ""
    """What to do where no finding says it."""


def conditions(step: SealingStep, year: Year, findings: Sequence[Finding]) -> tuple[StepCondition, ...]:
    """Return every condition of a step of a year that can be read.

    Args:
        findings: all that is wrong with the year.
    """
    dataset = year.whole
    return tuple(_conditions(step, year, dataset, [one for one in findings if one.code not in step.puts_right]))


def is_ready(found: Sequence[StepCondition]) -> bool:
    """Tell whether all conditions are met."""
    return all(one.state is ConditionState.MET for one in found)


def _conditions(step: SealingStep, year: Year, dataset: Dataset, findings: list[Finding]) -> Iterator[StepCondition]:
    yield _stage(step, dataset.year.stage)
    match step:
        case SealingStep.COLLECT:
            return
        case SealingStep.REVIEW:
            undecided = [one for one in findings if one.code in UNDECIDED]
            yield _none("方案里没有待定的部分", undecided)
            yield _sound(findings, (*UNDECIDED, UNREACHED))
            yield _none("证据文件都读得到", [one for one in findings if one.code == UNREACHED])
        case SealingStep.APPROVE:
            yield _sound(findings, (_OBJECTION, UNREACHED))
            yield _none("证据文件都读得到", [one for one in findings if one.code == UNREACHED])
            yield from _decided(dataset, findings)
        case SealingStep.PUBLISH:
            yield _sound(findings, (UNREACHED,))
            yield _none("证据文件都读得到", [one for one in findings if one.code == UNREACHED])
            yield _signed(findings)
        case SealingStep.AMEND:
            is_amended = dataset.approval is not None and is_changed(year)
            state = ConditionState.MET if is_amended else ConditionState.MISSING
            hint = "" if is_amended else "还没有改动；先到单位的填报页改好要更正的地方，勾选“知道有错，仍然保存”"
            yield StepCondition("审定以后的改动已经保存", state, hint=hint)
            yield _sound(findings, (_OBJECTION, UNREACHED))
            yield _none("证据文件都读得到", [one for one in findings if one.code == UNREACHED])
            yield from _decided(dataset, findings)
        case SealingStep.WITHDRAW:
            yield _sound(findings, (UNREACHED,))
            yield _none("证据文件都读得到", [one for one in findings if one.code == UNREACHED])


_STAGES = {
    SealingStep.REVIEW: ("现在是采集中", (Stage.COLLECTING,), "只有采集中的年度才转入审核"),
    SealingStep.COLLECT: ("现在是审核中", (Stage.UNDER_REVIEW,), "只有审核中的年度才退回采集"),
    SealingStep.APPROVE: ("现在是审核中", (Stage.UNDER_REVIEW,), "先转入审核"),
    SealingStep.PUBLISH: ("已经审定", (Stage.APPROVED, Stage.PUBLISHED), "先审定"),
    SealingStep.AMEND: ("已经审定", (Stage.APPROVED, Stage.PUBLISHED), "还没有审定的，直接修改即可，不需要更正"),
    SealingStep.WITHDRAW: ("已经审定，还没有公布", (Stage.APPROVED,), "已经公布的不能撤回，只能更正"),
}


def _stage(step: SealingStep, stage: Stage) -> StepCondition:
    what, wanted, hint = _STAGES[step]
    if stage in wanted:
        return StepCondition(what, ConditionState.MET)
    return StepCondition(what, ConditionState.MISSING, hint=hint)


def _none(what: str, missing: Sequence[Finding]) -> StepCondition:
    return StepCondition(what, ConditionState.MISSING if missing else ConditionState.MET, tuple(missing))


def _sound(findings: Sequence[Finding], apart: Sequence[str]) -> StepCondition:
    """Return whether data has no errors, but for those that conditions of their own tell."""
    errors = [one for one in sealing_faults(findings) if one.severity is Severity.ERROR and one.code not in apart]
    return _none("检查没有错误", errors)


def _decided(dataset: Dataset, findings: Sequence[Finding]) -> Iterator[StepCondition]:
    yield _none("申诉都有复核决定", [*find_undecided_objections(dataset)])
    # Marks that are missing can be told only where nothing else is wrong.
    if has_errors(one for one in sealing_faults(findings) if one.code != _OBJECTION):
        yield StepCondition("没有单位待定", ConditionState.LATER)
    else:
        yield _none("没有单位待定", [*find_pending(dataset)])


def _signed(findings: Sequence[Finding]) -> StepCondition:
    return _none("前一步的提交已经签名（没有签名人名单的不用）", [one for one in findings if one.code == UNSIGNED])
