"""The addresses of the steps that end a year."""

from collections.abc import Mapping

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from assessment.desk.addresses import steps_address
from assessment.desk.find_period import find_period
from assessment.desk.pages import Pages
from assessment.desk.person import known_person, signing_person
from assessment.desk.sent import sent_text
from assessment.desk.step_doing import do_step, refused_answers
from assessment.desk.steps_page import FIELDS, steps_page
from assessment.desk.workplace import Workplace
from assessment.errors import FaultyDataError, RequestError
from assessment.period import Period
from assessment.sealing.steps import SealingStep


def step_views(place: Workplace, pages: Pages) -> Blueprint:
    """Return the pages of review, approval, publication and amendment."""
    views, blueprint = _StepViews(place, pages), Blueprint("steps", __name__)
    blueprint.add_url_rule("/steps/<period>/", "page", views.page, methods=["GET", "POST"])
    return blueprint


class _StepViews:
    """What is shown and done."""

    def __init__(self, place: Workplace, pages: Pages) -> None:
        self._place, self._pages = place, pages

    def page(self, period: str) -> ResponseReturnValue:
        """Show the steps of a year, or do one."""
        with self._place.lock:
            year = find_period(self._place.data, period)
            return self._done(year) if request.method == "POST" else self._page(year, {})

    def _done(self, period: Period) -> ResponseReturnValue:
        step = next((one for one in SealingStep if one.value == request.form.get("-do")), None)
        if step is None:
            raise RequestError("没有这一步，请刷新页面后再试")
        answers = {name: sent_text(request.form, f"{step.value}.{name}") for name in FIELDS[step]}
        by_step = {step: answers}
        if faults := refused_answers(step, answers, self._place.ground(period).year.today):
            return self._page(
                period, by_step, faults={f"{step.value}.{name}": [one] for name, one in faults.items()}
            ), 409
        try:
            saved = do_step(self._place, period, step, answers, signing_person(request.form))
        except FaultyDataError as fault:
            return self._page(period, by_step, refused=step, findings=fault.findings), 409
        except RequestError as fault:
            return self._page(period, by_step, refused=step, message=str(fault)), 409
        message = "与已有的记录相同，没有改动。" if saved is None else saved.sentence
        return redirect(f"{steps_address(period)}?note={self._place.take_note(message, '')}", 303)

    def _page(self, period: Period, answers: Mapping[SealingStep, Mapping[str, str]], **more: object) -> str:
        ground = self._place.ground(period)
        if ground.year.readable is None:
            return self._pages.fill("unreadable.html", ground=ground, period=period)
        every: Mapping[str, object] = {
            "faults": {},
            "refused": None,
            "findings": [],
            "message": "",
            "notice": self._place.note(request.args.get("note", ""))[0],
            "person": known_person(),
            "action": request.path,
        }
        return self._pages.fill("steps.html", page=steps_page(ground, answers), period=period, **{**every, **more})
