"""The pages of 试算: the same forms, of which nothing is ever written."""

import secrets
from dataclasses import dataclass, replace
from itertools import count

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Conflict, NotFound

from assessment.change.ground import Ground, findings_in
from assessment.check.trial import new_errors
from assessment.clock import today
from assessment.desk.addresses import steps_in, trial_address, trial_note_address
from assessment.desk.find_period import find_period
from assessment.desk.form_page import Desk
from assessment.desk.form_views import FormViews
from assessment.desk.pages import Pages
from assessment.desk.record_names import names_in
from assessment.desk.sent import DO, sent_answers
from assessment.desk.unit_desk import unit_desk
from assessment.desk.what_if import ReadingAct, RecordAct, TrialAct, WhatIf, what_if
from assessment.desk.workplace import Workplace
from assessment.desk.year_desk import UnitLine, year_desk
from assessment.errors import RequestError
from assessment.findings import Finding
from assessment.forms.answers import Answers
from assessment.period import Period

_MOST_TRIALS = 8
"""Of more, the oldest ends."""
_MOST_ACTS = 30


@dataclass(frozen=True)
class TrialUnit:
    """A unit as it stands, and as it would."""

    before: UnitLine
    after: UnitLine

    @property
    def differs(self) -> bool:
        """Whether its total or its rank would be another."""
        return (self.before.total, self.before.rank) != (self.after.total, self.after.rank)


@dataclass
class DeskTrial:
    """What somebody tries; in the memory of this run alone."""

    period: Period
    acts: tuple[tuple[int, TrialAct], ...] = ()
    """With the number of each."""
    played: tuple[Ground, tuple[tuple[int, TrialAct], ...], WhatIf] | None = None
    """What it came to when it was looked at last, and of what."""


def trials(place: Workplace, pages: Pages) -> Blueprint:
    """Return the pages of trials."""
    views, group = _TrialViews(place, pages), Blueprint("trials", __name__)
    group.add_url_rule("/trial/<period>", "begin", views.begin, methods=["GET", "POST"])
    group.add_url_rule("/trial/<number>/<period>/", "desk", views.desk, methods=["GET", "POST"])
    group.add_url_rule("/trial/<number>/note/<period>", "note", views.note)
    group.add_url_rule("/trial/<number>/<period>/<unit>/", "unit", views.unit)
    group.add_url_rule("/trial/<number>/<period>/<unit>/<path:steps>", "form", views.form, methods=["GET", "POST"])
    return group


class _TrialViews:
    """What is shown and tried."""

    def __init__(self, place: Workplace, pages: Pages) -> None:
        self._place, self._pages, self._forms = place, pages, FormViews(pages)
        self._trials: dict[str, DeskTrial] = {}
        self._numbers = count(1)

    def begin(self, period: str) -> ResponseReturnValue:
        """Say what a trial is, or begin one."""
        year = find_period(self._place.data, period)
        if request.method == "GET":
            return self._pages.fill("trials.html", period=year)
        number = secrets.token_urlsafe(16)
        with self._place.lock:
            self._trials[number] = DeskTrial(year)
            for old in [*self._trials][:-_MOST_TRIALS]:
                del self._trials[old]
        return redirect(trial_address(number, year), 303)

    def desk(self, number: str, period: str) -> ResponseReturnValue:
        """Show what is tried and what it does; try another reading, take an act away, or end it."""
        with self._place.lock:
            trial = self._trial(number, period)
            match request.form.get(DO, ""):
                case "":
                    return self._fill("trial.html", number, trial, self._played(trial))
                case "reading":
                    self._add_reading(trial, request.form.get("reading", ""), request.form.get("option", ""))
                case "end":
                    del self._trials[number]
                    return redirect(f"/{trial.period}/", 303)
                case act:
                    trial.acts = tuple(one for one in trial.acts if f"drop-{one[0]}" != act)
        return redirect(trial_address(number, trial.period), 303)

    def note(self, number: str, period: str) -> str:
        """Show the same as a page to print."""
        with self._place.lock:
            trial = self._trial(number, period)
            return self._fill("trial_note.html", number, trial, self._played(trial))

    def unit(self, number: str, period: str, unit: str) -> str:
        """Show a unit's desk as it would be."""
        with self._place.lock:
            trial = self._trial(number, period)
            now = self._played(trial)
            whole = now.ground.year.whole
            if whole.scheme.group_of(unit) is None or unit not in whole.units:
                raise NotFound
            desk, at = unit_desk(now.ground, unit), trial_address(number)
            findings = (replace(one, address=one.address and f"{at}{one.address}") for one in desk.findings)
            known = {"desk": replace(desk, findings=tuple(findings)), "unit": unit, "notice": ("", "")}
            return self._pages.fill("unit.html", period=trial.period, **known, **_where(number, trial))

    def form(self, number: str, period: str, unit: str, steps: str) -> ResponseReturnValue:
        """Show a form, or take what was filled in into the trial."""
        with self._place.lock:
            trial = self._trial(number, period)
            now = self._played(trial)
            try:
                desk = Desk(now.ground, unit, steps_in(steps))
            except LookupError as fault:
                raise NotFound from fault
            where = _where(number, trial)
            if request.method == "GET":
                return self._forms.opened(desk, **where)
            act = request.form.get(DO, "")
            if act not in ("save", "remove"):
                return self._forms.tried(desk, now.text_of(desk), **where)
            answers = {name: tuple(texts) for name, texts in sent_answers(request.form).items()}
            if errors := self._errors(desk, now, answers, takes_out=act == "remove"):
                page = desk.tried(answers, now.text_of(desk))
                return self._forms.page(page, errors=errors, **where), Conflict.code
            self._add(trial, RecordAct(unit, desk.target.steps, answers, takes_out=act == "remove"))
        return redirect(trial_address(number, trial.period), 303)

    def _errors(self, desk: Desk, now: WhatIf, answers: Answers, *, takes_out: bool) -> tuple[Finding, ...]:
        """Return the errors that an act would bring, with which no total could be told."""
        text = now.text_of(desk)
        tried = desk.without(text) if takes_out else desk.tried(answers, text).trial
        return () if tried is None else new_errors(findings_in(now.ground, desk.unit), tried.assumed.findings)

    def _add_reading(self, trial: DeskTrial, reading: str, option: str) -> None:
        chosen = {one.id: one.choice for one in self._ground(trial).year.whole.scheme.readings}
        if reading not in chosen:
            raise NotFound
        others = (one for one in trial.acts if not (isinstance(one[1], ReadingAct) and one[1].reading == reading))
        trial.acts = tuple(others)
        if option != chosen[reading]:
            self._add(trial, ReadingAct(reading, option))

    def _add(self, trial: DeskTrial, act: TrialAct) -> None:
        if len(trial.acts) >= _MOST_ACTS:
            raise RequestError(f"一次试算最多{_MOST_ACTS}项，请先取消几项，或者另起一次")
        trial.acts = (*trial.acts, (next(self._numbers), act))

    def _trial(self, number: str, period: str) -> DeskTrial:
        trial = self._trials.get(number)
        if trial is None or trial.period != find_period(self._place.data, period):
            raise RequestError("这次试算已经结束，或者程序重新启动过；请重新开始一次试算")
        return trial

    def _ground(self, trial: DeskTrial) -> Ground:
        ground = self._place.ground(trial.period)
        if ground.year.readable is None:
            raise RequestError("年度文件或方案有错，请先改好")
        return ground

    def _played(self, trial: DeskTrial) -> WhatIf:
        ground = self._ground(trial)
        known = trial.played
        if known is None or known[0] is not ground or trial.acts[: len(known[1])] != known[1]:
            known = (ground, (), WhatIf(ground, ground))
        _, played, now = known
        trial.played = (ground, trial.acts, what_if(now, [act for _, act in trial.acts[len(played) :]]))
        return trial.played[2]

    def _fill(self, template: str, number: str, trial: DeskTrial, now: WhatIf) -> str:
        before, after = year_desk(now.before), year_desk(now.ground)
        groups = [
            (old.name, [TrialUnit(*pair) for pair in zip(old.lines, new.lines, strict=True)])
            for old, new in zip(before.groups, after.groups, strict=True)
        ]
        return self._pages.fill(
            template,
            period=trial.period,
            name=before.name,
            lines=[(number, line) for (number, _), line in zip(trial.acts, now.lines, strict=True)],
            groups=groups,
            comparison=now.comparison,
            errors=new_errors(now.before.findings, now.ground.findings),
            names=names_in(now.ground),
            readings=[one for one in now.ground.year.whole.scheme.readings if len(one.options) > 1],
            decided={one.id: one.choice for one in now.before.year.whole.scheme.readings},
            day=today(),
            note=trial_note_address(number, trial.period),
            **_where(number, trial),
        )


def _where(number: str, trial: DeskTrial) -> dict[str, object]:
    """Return what every page of a trial knows: that it is one, and where."""
    return {"trial_at": trial_address(number), "trial_home": trial_address(number, trial.period)}
