"""Saving what a form says: into the record as it stands at that moment, and as a commit of the person's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assessment.branches.making import Author
from assessment.change.trial_form import TrialForm
from assessment.desk.committing import Saved, branch_or_why_not, commit
from assessment.desk.form_page import Desk, FormPage
from assessment.desk.workplace import Workplace
from assessment.edit.files import write_all, writing
from assessment.errors import RequestError
from assessment.findings import Finding
from assessment.forms.answers import Answers
from assessment.forms.target import value_at
from assessment.load.json_schema import title_of
from assessment.load.shapes import list_of, mapping_of
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


@dataclass(frozen=True)
class ThereAlready:
    """Nothing was written: there is one that says the same, mostly because the form was sent twice."""


Saving = Saved | NothingToSave | ThereAlready | Doubtful | Overtaken


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
        if _is_there(desk, trial) and not sent.is_sure:
            return ThereAlready()
        if trial.new_errors and not sent.is_sure:
            return Doubtful(page, trial.new_errors)
        write_all(place.data, {trial.path: trial.after})
        what = f"{desk.unit_name}：{_act(desk, trial, takes_out=sent.takes_out)}"
        saved = Saved(why_not, "") if tree is None else commit(tree, [trial.path], what, person)
        if ground.year.whole.approval is None:
            place.take(trial.ground_after)
        return saved


def _is_there(desk: Desk, trial: TrialForm) -> bool:
    """Tell whether a new entry says the same as one that is there, whatever ids they go by."""
    if not desk.target.is_new or desk.target.naming != "id":
        return False
    entries = map(mapping_of, list_of(value_at(desk.data, desk.target.keys[:-1])))
    return _without_id(mapping_of(trial.answer.value)) in map(_without_id, entries)


def _without_id(fields: Mapping[str, object]) -> Mapping[str, object]:
    return {name: held for name, held in fields.items() if name != "id"}


def _act(desk: Desk, trial: TrialForm, *, takes_out: bool) -> str:
    """Return what is done to which record; the clause tells it from others of its kind."""
    fields = mapping_of(desk.value if takes_out else trial.answer.value)
    clause = f"（{fields['clause']}）" if "clause" in fields else ""
    act = f"删去{title_of('score', desk.target.steps[:1])}" if takes_out else desk.title
    return act + clause


def record_text(data: Path, desk: Desk) -> str:
    """Return the text of a record as it stands.

    Raises:
        RequestError: if it cannot be read.
    """
    try:
        return (data / desk.target.path).read_bytes().decode()
    except (OSError, UnicodeDecodeError) as fault:
        raise RequestError("这个单位的记录读不出来，请先运行 scripts/validate 并改正") from fault
