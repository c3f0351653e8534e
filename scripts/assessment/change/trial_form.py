"""A form that was filled in, tried on the year: the text that it would write, what is wrong with it and what it does."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property

from assessment.change.effect import ChangeEffect, effect_of
from assessment.change.faults import FormFaults, faults_at
from assessment.change.ground import Ground, TrialRecord, findings_in, ground_of_year, record_path, try_record
from assessment.change.lines import changed_lines
from assessment.change.stand_in import EVIDENCE, citing_stand_in, lacks_evidence, with_stand_in
from assessment.change.text import named, text_with
from assessment.check.trial import added, new_errors
from assessment.edit.field_order import record_order
from assessment.edit.new_ids import digest_of_fields
from assessment.edit.splice import Keys
from assessment.errors import RequestError
from assessment.findings import Finding
from assessment.forms.answers import FormValue
from assessment.forms.target import Target, value_at
from assessment.load.data_files import place_of
from assessment.load.shapes import list_of


@dataclass(frozen=True)
class TrialForm:
    """What a form would do."""

    ground: Ground
    unit: str
    target: Target
    answer: FormValue
    keys: Keys
    """Where the value stands then."""
    before: str
    after: str
    """The text of the record."""
    assumed_text: str = ""
    """The text with evidence that stands in for what is lacking; empty where none is."""

    @property
    def lacks_evidence(self) -> bool:
        """Whether it cites no evidence and has to."""
        return bool(self.assumed_text)

    @property
    def path(self) -> str:
        """The record, below the data folder."""
        return record_path(self.ground.year.period, self.unit)

    @property
    def is_change(self) -> bool:
        """Whether anything would be written."""
        return self.before != self.after

    @cached_property
    def record(self) -> TrialRecord:
        """The year with it."""
        return try_record(self.ground, self.unit, self.after)

    @cached_property
    def assumed(self) -> TrialRecord:
        """The year with it, and with the evidence that it lacks."""
        return try_record(self.ground, self.unit, self.assumed_text) if self.lacks_evidence else self.record

    @cached_property
    def effect(self) -> ChangeEffect:
        """What it does to the results, as if no evidence were lacking."""
        written = self.record.side
        side = replace(self.assumed.side, records=written.records, unread=written.unread)
        return effect_of(self.ground, replace(self.assumed, side=side), self.unit)

    @cached_property
    def faults(self) -> FormFaults:
        """What is wrong with it, at its fields; elsewhere only what it brings about."""
        found = self._faults(self.assumed)
        if self.lacks_evidence:
            lacking = {name: own for name, own in self._faults(self.record).at.items() if name == EVIDENCE}
            found = replace(found, at={**found.at, **lacking})
        new = added(findings_in(self.ground, self.unit), found.elsewhere)
        return FormFaults(found.at, tuple(new))

    def _faults(self, record: TrialRecord) -> FormFaults:
        found = record.findings
        if self.target.is_new and self.target.steps[0] == EVIDENCE:
            # Nothing can cite a piece before it is there.
            found = tuple(one for one in found if one.code != "unused-evidence")
        return faults_at(record.year.documents[self.path], self.keys, self.answer, found)

    @cached_property
    def ground_after(self) -> Ground:
        """The year as it stands once the change is made, with everything that ``scripts/validate`` would find in it."""
        return ground_of_year(self.record.year, self.ground)

    @cached_property
    def new_errors(self) -> tuple[Finding, ...]:
        """The errors that the year would have with it and does not have without."""
        return new_errors(self.ground.findings, self.ground_after.findings)

    @cached_property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """The lines that change, each with its sign, and some around them."""
        return changed_lines(self.before, self.after)


def trial_form(ground: Ground, unit: str, text: str, target: Target, answer: FormValue) -> TrialForm:
    """Return what a form that was filled in would do to a record of this text.

    Raises:
        FaultyDataError: if the text is no sound YAML.
        RequestError: if the text is written so that there is no place for it.
    """
    path = record_path(ground.year.period, unit)
    document = ground.year.documents[path]
    data = None if document is None else document.data
    was = None if target.is_new else value_at(data, target.keys)
    keys, now = (target.keys, None) if answer.value is None else named(target, answer.value, data)
    if now is None and len(list_of(value_at(data, keys[:-1]))) == 1:
        # The last entry of a list goes with the list.
        keys, was = keys[:-1], value_at(data, keys[:-1])
    file = place_of(ground.year.data, ground.year.data / path).file
    is_nothing = target.is_new and answer.value is None
    order = record_order(ground.year.whole.scheme)
    after = text if is_nothing else text_with(text, file, target, keys, was, now, order)
    assumed = ""
    if lacks_evidence(target.shape, now):
        with suppress(RequestError):
            listed = with_stand_in(text, file, ground.year.today)
            assumed = text_with(listed, file, target, keys, was, citing_stand_in(now), order)
    return TrialForm(ground, unit, target, answer, keys, text, after, assumed)


def digest_at(data: object, target: Target) -> str:
    """Return what tells whether the value at a place is another than it was."""
    if target.is_new:
        return ""
    return digest_of_fields({"": _sortable(value_at(data, target.keys))})


def _sortable(value: object) -> object:
    """Return a value whose mappings have texts for names."""
    match value:
        case Mapping():
            return {str(key): _sortable(below) for key, below in value.items()}
        case list():
            return [_sortable(below) for below in value]
        case _:
            return value
