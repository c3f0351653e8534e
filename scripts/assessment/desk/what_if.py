"""A trial: changes of records and of readings that are made one after the other and never written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assessment.change.ground import Ground, findings_in
from assessment.compare import words
from assessment.compare.comparison import YearComparison, compare_sides
from assessment.compare.side import Faulty, Side, side_of_year
from assessment.desk.form_page import Desk
from assessment.desk.saving import record_text
from assessment.edit.splice import EntryStep, put
from assessment.errors import FaultyDataError, RequestError
from assessment.findings import Finding, in_order
from assessment.forms.answers import Answers
from assessment.load.data_files import place_of
from assessment.year.files import scheme_path
from assessment.year.with_texts import with_scheme


@dataclass(frozen=True)
class RecordAct:
    """A record that is changed, added or taken out."""

    unit: str
    steps: tuple[str, ...]
    answers: Answers
    takes_out: bool


@dataclass(frozen=True)
class ReadingAct:
    """A clause that is read otherwise."""

    reading: str
    option: str


TrialAct = RecordAct | ReadingAct


@dataclass(frozen=True)
class TrialLine:
    """One act of a trial in words."""

    title: str
    words: str
    address: str = ""
    """Of the unit's desk; empty where it is of none."""
    is_lost: bool = False
    """Whether it has no place any more, because of what was changed or taken away meanwhile."""


@dataclass(frozen=True)
class WhatIf:
    """A year as it would be."""

    before: Ground
    ground: Ground
    """The year with all that is tried."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Of the records that are changed, by unit."""
    lines: tuple[TrialLine, ...] = ()
    """An act each."""
    scheme_text: str = ""
    """Of the scheme, where another reading is tried."""

    @property
    def comparison(self) -> YearComparison:
        """What all of it does."""
        return compare_sides(self.before.year.period, self.before.side, self.ground.side)

    def text_of(self, desk: Desk) -> str:
        """Return the text of a record with what is tried.

        Raises:
            RequestError: if it cannot be read.
        """
        return self.texts.get(desk.unit) or record_text(self.before.year.data, desk)


def what_if(now: WhatIf, acts: Sequence[TrialAct]) -> WhatIf:
    """Return a year, whose year file and scheme can be read, as it would be with some more acts, one after the other."""
    for act in acts:
        try:
            now = _with_record(now, act) if isinstance(act, RecordAct) else _with_reading(now, act)
        except (LookupError, RequestError, FaultyDataError):
            lost = TrialLine("没有算入", "记录或方案已经变了，这一项对不上，请取消以后重新填", is_lost=True)
            now = WhatIf(now.before, now.ground, now.texts, (*now.lines, lost), now.scheme_text)
    return now


def _with_record(now: WhatIf, act: RecordAct) -> WhatIf:
    desk = Desk(now.ground, act.unit, act.steps)
    text = now.text_of(desk)
    trial = desk.without(text) if act.takes_out else desk.tried(act.answers, text).trial
    if trial is None:
        raise LookupError(act.steps)
    own = findings_in(now.ground, act.unit)
    findings = in_order([*(one for one in now.ground.findings if one not in own), *trial.assumed.findings])
    after = Ground(trial.assumed.year, trial.assumed.side, tuple(findings))
    changes = compare_sides(after.year.period, now.ground.side, trial.record.side).records
    line = TrialLine(
        f"{desk.unit_name}：{'删去记录' if act.takes_out else desk.title}",
        "；".join(words.record(change) for change in changes) or "没有变化",
        act.unit,
    )
    texts = {**now.texts, act.unit: trial.assumed_text or trial.after}
    return WhatIf(now.before, after, texts, (*now.lines, line), now.scheme_text)


def _with_reading(now: WhatIf, act: ReadingAct) -> WhatIf:
    year = now.ground.year
    readings = {reading.id: reading for reading in year.whole.scheme.readings}
    reading = readings[act.reading]
    options = {option.id: option for option in reading.options}
    option = options[act.option]
    path = year.data / scheme_path(year.period, year.documents[f"years/{year.period}.yaml"])
    file = place_of(year.data, path).file
    text = put(
        now.scheme_text or path.read_bytes().decode(),
        file,
        ("readings", EntryStep("id", act.reading), "choice"),
        act.option,
    )
    after = with_scheme(year, text)
    if after.readable is None:
        raise LookupError(act.reading)
    line = TrialLine(f"换一种解读：{reading.question}", f"按“{option.text.rstrip('。')}”")
    side, old = side_of_year(after), _errors_for_marks(now.ground.side)
    findings = in_order([*(one for one in now.ground.findings if one not in old), *_errors_for_marks(side)])
    return WhatIf(now.before, Ground(after, side, tuple(findings)), now.texts, (*now.lines, line), text)


def _errors_for_marks(side: Side) -> tuple[Finding, ...]:
    """Return the errors with which the marks of a year mean nothing."""
    return side.marks.findings if isinstance(side.marks, Faulty) else ()
