"""Doing a step: its files, where nothing keeps the year from it, and what would be wrong with the year after it."""

from collections.abc import Mapping
from datetime import date
from enum import Enum

from assessment.approval.acts import Book, NamedRanks, TextsByPath, amend, approve, publish, withdraw
from assessment.approval.corrections import corrections
from assessment.check import check
from assessment.check.approval import CORRECTABLE
from assessment.check.approval_days import TAKEN_BACK
from assessment.check.trial import faults_of
from assessment.dataset.year import Approval, Change, Disclosure, Stage
from assessment.edit.splice import put
from assessment.errors import FaultyDataError, RequestError
from assessment.findings import Finding
from assessment.sealing.refusal import obstacles, refuse, sealing_faults
from assessment.year.year import Year


class SealingStep(Enum):
    """A step on the way from the first record to the last amendment."""

    REVIEW = "review"
    COLLECT = "collect"
    """Back from the review."""
    APPROVE = "approve"
    PUBLISH = "publish"
    AMEND = "amend"
    WITHDRAW = "withdraw"

    @property
    def puts_right(self) -> tuple[str, ...]:
        """The codes of the findings that it puts right."""
        match self:
            case SealingStep.AMEND:
                return CORRECTABLE
            case SealingStep.WITHDRAW:
                # What was changed since the approval is what it is taken back for.
                return (*CORRECTABLE, *TAKEN_BACK)
            case _:
                return ()


def open_review(year: Year) -> TextsByPath:
    """Return the year file with which a year goes from collecting to the review.

    Raises:
        RequestError: if it is not collecting.
        FaultyDataError: if it has faults.
    """
    _refuse_stage(year, Stage.COLLECTING, "只有采集中的年度才转入审核")
    refuse(check(year))
    return _at_stage(year, Stage.UNDER_REVIEW)


def collect_again(year: Year) -> TextsByPath:
    """Return the year file with which a year goes back from the review to collecting, whatever faults it has.

    Raises:
        RequestError: if it is not under review.
    """
    _refuse_stage(year, Stage.UNDER_REVIEW, "只有审核中的年度才退回采集")
    return _at_stage(year, Stage.COLLECTING)


def approve_year(year: Year, approval: Approval, key: str) -> TextsByPath:
    """Return what approves a year, as ``approve`` does.

    Raises:
        FaultyDataError, RequestError: if anything keeps it from being approved.
    """
    refuse(check(year), obstacles(year))
    return approve(year, approval, key)


def publish_year(year: Year, day: date, level: Disclosure, named: NamedRanks, key: str) -> TextsByPath:
    """Return what publishes a year, as ``publish`` does.

    Raises:
        FaultyDataError, RequestError: if anything keeps it from being published.
    """
    refuse(check(year))
    return publish(year, day, level, named, key)


def amend_year(year: Year, reason: str, day: date, document: str, key: str) -> TextsByPath:
    """Return what records the changes since the newest act, as ``amend`` does.

    Raises:
        FaultyDataError, RequestError: if anything keeps it from being amended.
    """
    refuse(_besides(SealingStep.AMEND, year))
    return amend(year, reason, day, document, key)


def withdraw_approval(year: Year, reason: str, day: date) -> TextsByPath:
    """Return what takes an approval back, as ``withdraw`` does.

    Raises:
        FaultyDataError, RequestError: if anything keeps it from being taken back.
    """
    refuse(_besides(SealingStep.WITHDRAW, year))
    return withdraw(year, reason, day)


def changes_since(year: Year) -> tuple[Change, ...]:
    """Return what an amendment would say was changed since the newest act; the year has no other faults.

    Raises:
        RequestError: if an old value cannot be found, or the change is none that an amendment can make.
    """
    record = year.whole.approval
    act = None if record is None else record.in_force
    return () if act is None else corrections(year, act.fixed)


def faults_after(year: Year, files: Mapping[str, str]) -> list[Finding]:
    """Return what would be wrong with a year after a step and is not before it; signing comes with the commit."""
    return sealing_faults(faults_of(year.data, year.period, files, {}))


def _besides(step: SealingStep, year: Year) -> list[Finding]:
    return [finding for finding in check(year) if finding.code not in step.puts_right]


def _refuse_stage(year: Year, wanted: Stage, why_not: str) -> None:
    if year.readable is None:
        raise FaultyDataError([*year.findings])
    if year.whole.year.stage is not wanted:
        raise RequestError(f"{year.period.spaced}现在是 {year.whole.year.stage.value}：{why_not}")


def _at_stage(year: Year, stage: Stage) -> TextsByPath:
    book = Book(year)
    return {book.year_path: put(book.year_text(), book.year_path, ("stage",), stage.value)}
