"""Saving what a form says: into the record as it stands at that moment, and as a commit of the person's own."""

import os
from dataclasses import dataclass
from pathlib import Path

from assessment.branches.making import Author
from assessment.branches.own_branch import own_branch
from assessment.branches.save import save as commit
from assessment.branches.work_tree import WorkTree
from assessment.change.trial_form import TrialForm
from assessment.clock import now
from assessment.desk.form_page import Desk, FormPage
from assessment.desk.workplace import Workplace
from assessment.edit.files import write_all, writing
from assessment.errors import RequestError
from assessment.findings import Finding
from assessment.forms.answers import Answers
from assessment.period import Period


@dataclass(frozen=True)
class Saved:
    """The record was written."""

    said: str
    """What there is to say of it."""
    branch: str
    """Where it was committed; empty where it was not."""


@dataclass(frozen=True)
class NothingToSave:
    """There was nothing to write."""


@dataclass(frozen=True)
class Doubtful:
    """Nothing was written: with it the year would have errors, which is asked about first."""

    page: FormPage
    errors: tuple[Finding, ...]


@dataclass(frozen=True)
class Overtaken:
    """Nothing was written: what the form is about was changed since it was opened."""

    page: FormPage


Saving = Saved | NothingToSave | Doubtful | Overtaken


@dataclass(frozen=True)
class Submission:
    """What was sent to be saved."""

    period: Period
    unit: str
    steps: tuple[str, ...]
    answers: Answers
    opened: str
    """Digest of the value that the form was opened with."""
    is_sure: bool
    """Whether it is to be saved although errors are known."""
    takes_out: bool = False
    """Whether the record is to be taken out."""


def save(place: Workplace, sent: Submission, person: Author) -> Saving:
    """Save what was sent.

    Raises:
        LookupError: if there is no such place any more.
        FaultyDataError: if the record is no sound YAML.
        RequestError: if it cannot be written.
    """
    with place.lock, writing(place.data):
        tree, why_not = _own_branch(place.data, person)
        ground = place.ground(sent.period)
        desk = Desk(ground, sent.unit, sent.steps)
        text = record_text(place.data, desk)
        page = desk.tried(sent.answers, text)
        if sent.opened != desk.digest:
            return Overtaken(page)
        trial = desk.without(text) if sent.takes_out else page.trial
        if trial is None or not trial.is_change:
            return NothingToSave()
        if trial.new_errors and not sent.is_sure:
            return Doubtful(page, trial.new_errors)
        write_all(place.data, {trial.path: trial.after})
        what = f"{desk.unit_name}：{'删去记录' if sent.takes_out else desk.title}"
        saved = Saved(why_not, "") if tree is None else _commit(tree, trial, what, person)
        if ground.year.whole.approval is None:
            place.take(trial.ground_after())
        return saved


def record_text(data: Path, desk: Desk) -> str:
    """Return the text of a record as it stands.

    Raises:
        RequestError: if it cannot be read.
    """
    try:
        return (data / desk.target.path).read_bytes().decode()
    except (OSError, UnicodeDecodeError) as fault:
        raise RequestError("这个单位的记录读不出来，请先运行 scripts/validate 并改正") from fault


def _own_branch(data: Path, person: Author) -> tuple[WorkTree | None, str]:
    """Return the person's own branch; where there can be none, nothing and why."""
    try:
        return own_branch(data, person.email), ""
    except RequestError as fault:
        return None, f"已经保存在文件里，没有提交：{fault}"


def _commit(tree: WorkTree, trial: TrialForm, what: str, person: Author) -> Saved:
    below = tree.repository.below(Path(os.path.realpath(tree.clone.data)))
    file = f"{below}/{trial.path}" if below else trial.path
    try:
        return Saved("已经保存", commit(tree, [file], what, person, now()).branch)
    except RequestError as fault:
        return Saved(f"已经保存在文件里，没有提交：{fault}", "")
