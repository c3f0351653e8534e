"""Changes of files other than records: first what they do is shown, and what was shown is saved."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from flask import redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Conflict

from assessment.beginning.beginning import OpenDecision
from assessment.change.faults import FormFaults, faults_at
from assessment.change.ground import Ground
from assessment.change.trial_files import TrialFiles, try_files
from assessment.desk.committing import write_and_commit
from assessment.desk.open_year import open_year
from assessment.desk.pages import Pages
from assessment.desk.person import known_person, signing_person
from assessment.desk.sent import OPENED, messages_by_field
from assessment.desk.two_versions import TwoVersions, two_versions
from assessment.desk.workplace import Workplace
from assessment.edit.splice import Keys
from assessment.errors import RequestError
from assessment.forms.answers import FormValue
from assessment.forms.field import Field
from assessment.load.county import FILE as COUNTY
from assessment.load.data_files import place_of, years
from assessment.load.unit import unit_of
from assessment.load.yaml_file import parse, read
from assessment.period import Period
from assessment.year.files import scheme_path


@dataclass(frozen=True)
class AnswerPlace:
    """Where in a file stands what was filled in."""

    path: str
    """Below the data folder."""
    keys: Keys
    answer: FormValue


@dataclass(frozen=True)
class CurrentForm:
    """A form as it would be opened now."""

    digest: str
    """What tells whether what it is about is another than when it was opened."""
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class ChangeForm:
    """A form for a change of files."""

    title: str
    sub: str
    hint: str
    crumbs: tuple[tuple[str, str], ...]
    """Names and addresses of the pages above."""
    fields: tuple[Field, ...]
    what: str
    """What is done, as the commit says it."""
    place: AnswerPlace | None = None
    """Where it goes, so that what is wrong with it is said at its fields; None where it goes to several places."""
    current: CurrentForm | None = None
    """The same form with what the files say; None where it asks for nothing that stands in them."""
    notes: tuple[str, ...] = ()
    """What there is to say of it, beside what it does."""
    to_decide: tuple[OpenDecision, ...] = ()
    """What is still to be decided once it is saved."""
    more: tuple[tuple[str, str], ...] = ()
    """Other ways to the same, with their addresses."""
    back: str = ""
    """Where it leads once it is saved; empty for the page above."""
    after: str = ""
    """Address of the form that was filled in before this one, whose draft goes with it; empty for none."""


class FileChanges:
    """Shows forms for changes of files, tries them and saves them."""

    def __init__(self, place: Workplace, pages: Pages) -> None:
        self._place, self._pages = place, pages

    def show(self, sheet: ChangeForm) -> str:
        """Show a form as it is opened."""
        return self._page(sheet, None)

    def refused(self, sheet: ChangeForm, faults: Mapping[str, list[str]]) -> str:
        """Show a form that was sent and says too little to be tried, with what is wrong by the names of its fields."""
        return self._page(sheet, None, faults)

    def take(self, sheet: ChangeForm, texts: Callable[[], Mapping[str, str]]) -> ResponseReturnValue:
        """Show what a form that was sent would do, or save it where that was shown before.

        Where the files say something else than when it was opened, both are shown and nothing is tried.

        Args:
            sheet: the form, with what was filled in.
            texts: gives the texts that it makes, by path below the data folder, of the files as they are.

        Raises:
            FaultyDataError: if a file is no sound YAML.
            RequestError: if it cannot be written.
        """
        with self._place.lock:
            if sheet.current is not None and request.form.get(OPENED, "") != sheet.current.digest:
                return self._page(sheet, None, {}, two_versions(sheet.current.fields, sheet.fields)), Conflict.code
            after = texts()
            before = {path: self._text(path) for path in after}
            trial = try_files(self._touched(before, after), before, after)
            is_seen = request.form.get("-seen") == trial.digest
            is_sure = not trial.errors or (bool(request.form.get("-sure")) and not trial.lost_years)
            if request.form.get("-do") != "save" or not is_seen or not is_sure or not trial.is_change:
                return self._page(sheet, trial)

            def unchanged() -> Mapping[str, str]:
                if {path: self._text(path) for path in after} != before:
                    raise RequestError("文件刚才在别处改过，没有保存；请刷新以后再看一次影响")
                return {path: text for path, text in after.items() if text}

            stale = [path for path, text in after.items() if not text and before[path]]
            saved = write_and_commit(self._place.data, signing_person(request.form), sheet.what, unchanged, stale)
        notice = "内容没有变化，什么也没有写。" if saved is None else saved.sentence
        back = sheet.back or sheet.crumbs[-1][1]
        return redirect(f"{back}?note={self._place.take_note(notice, '')}", 303)

    def notice(self) -> str:
        """Return what a page is to say when it is opened after saving."""
        return self._place.note(request.args.get("note", ""))[0]

    def _page(
        self,
        sheet: ChangeForm,
        trial: TrialFiles | None,
        faults: Mapping[str, list[str]] | None = None,
        differing: TwoVersions | None = None,
    ) -> str:
        found = self._faults(sheet, trial)
        unseen = {} if trial is None or sheet.place is None else sheet.place.answer.unseen
        more: Mapping[str, object] = {
            "faults": messages_by_field(_every(sheet.fields), found.at, unseen) if faults is None else faults,
            "elsewhere": found.elsewhere,
            "differing": differing,
            "action": request.path,
            "person": known_person(),
            "notice": self.notice(),
        }
        return self._pages.fill("change.html", sheet=sheet, trial=trial, **more)

    def _faults(self, sheet: ChangeForm, trial: TrialFiles | None) -> FormFaults:
        """Return the errors that a change would bring, at the fields of its form as far as they are about these."""
        if trial is None or sheet.place is None or sheet.place.path not in trial.after:
            return FormFaults({}, () if trial is None else trial.errors)
        path, data = sheet.place.path, self._place.data
        document, _ = parse(trial.after[path], place_of(data, data / path).file)
        return faults_at(document, sheet.place.keys, sheet.place.answer, trial.errors)

    def _text(self, path: str) -> str:
        file = self._place.data / path
        return file.read_bytes().decode("utf-8") if file.is_file() else ""

    def _touched(self, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Ground]:
        """Yield the years on which a change bears: those that know a unit otherwise, and the one that is filled.

        What the county says of itself bears on every year.
        """
        known = years(self._place.data)
        open_period = open_year(self._place.data, known) if known else None
        for period in known:
            scheme = scheme_path(period, read(self._place.data / f"years/{period}.yaml", "")[0])
            if period == open_period or any(
                path in (scheme, COUNTY)
                or (path.startswith("units/") and _differs(path, before[path], after[path], period))
                for path in after
            ):
                yield self._place.ground(period)


def _every(fields: Iterable[Field]) -> Iterator[Field]:
    return (below for field in fields for below in field.walk())


def _differs(path: str, before: str, after: str, period: Period) -> bool:
    """Tell whether a year takes something else from a file of a unit: what it shows, or by what it knows the unit."""
    if not before:
        # No year has a unit that is new, but the one that is filled.
        return False
    then, now = (parse(text, path)[0] for text in (before, after))
    if then is None or now is None:
        return True
    old, new = (unit_of(document, period.year) for document in (then, now))
    return replace(old, origin=new.origin) != new
