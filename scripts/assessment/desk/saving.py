"""Saving what a form says: into the record as it stands at that moment, and as a commit of the person's own."""

from dataclasses import dataclass
from pathlib import Path

from assessment.branches.making import Author
from assessment.desk.committing import Saved, branch_or_why_not, commit
from assessment.desk.form_page import Desk, FormPage
from assessment.desk.workplace import Workplace
from assessment.edit.files import write_all, writing
from assessment.errors import RequestError
from assessment.findings import Finding
from assessment.forms.answers import Answers
from assessment.period import Period


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
        tree, why_not = branch_or_why_not(place.data, person)
        ground = place.ground(sent.period)
        desk = Desk(ground, sent.unit, sent.steps)
        text = record_text(place.data, desk)
        page = desk.tried(sent.answers, text)
        if sent.opened != desk.digest:
            return Overtaken(desk.against(page))
        trial = desk.without(text) if sent.takes_out else page.trial
        if trial is None or not trial.is_change:
            return NothingToSave()
        if trial.new_errors and not sent.is_sure:
            return Doubtful(page, trial.new_errors)
        write_all(place.data, {trial.path: trial.after})
        what = f"{desk.unit_name}：{'删去记录' if sent.takes_out else desk.title}"
        saved = Saved(why_not, "") if tree is None else commit(tree, [trial.path], what, person)
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
