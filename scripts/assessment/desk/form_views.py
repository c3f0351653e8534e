"""Showing a form: as it is opened, and with what was filled in tried. What is done with it then is another's."""

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from assessment.desk.form_page import ChoicePage, Desk, FormPage
from assessment.desk.pages import Pages
from assessment.desk.person import known_person
from assessment.desk.sent import DO, MORE, faults_by_field, sent_answers

_MOST_ROWS = 50


class FormViews:
    """Shows forms."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def opened(self, desk: Desk, **more: object) -> str:
        """Return the page of a form as it is opened.

        Args:
            desk: the place that it is about.
            more: what the page is to know besides.
        """
        return self.page(desk.page(dict(request.args.items()), _more()), **more)

    def tried(self, desk: Desk, text: str, **more: object) -> ResponseReturnValue:
        """Return what was filled in and what it would do to a record of this text; arguments as above."""
        answers = sent_answers(request.form)
        match request.form.get(DO, ""):
            case "effect":
                page = desk.tried(answers, text)
                effect = self._pages.fill("effect.html", trial=page.trial, names=page.names, **more)
                return jsonify(effect=effect, faults=faults_by_field(page))
            case "more":
                return self.page(desk.tried(answers, text, _more() + 1), more=_more() + 1, **more)
            case _:
                return self.page(desk.tried(answers, text, _more()), **more)

    def page(self, page: FormPage | ChoicePage, **more: object) -> str:
        """Return a page that is filled in."""
        known = {"action": request.path, **more}
        if isinstance(page, ChoicePage):
            return self._pages.fill("choose.html", page=page, **known)
        form = {"errors": (), "overtaken": False, "gone": False, "more": _more(), "faults": faults_by_field(page)}
        return self._pages.fill("form.html", page=page, **{**form, "person": known_person(), **known})


def _more() -> int:
    given = request.values.get(MORE, "0")
    return min(int(given), _MOST_ROWS) if given.isascii() and given.isdecimal() and len(given) < 4 else 0
