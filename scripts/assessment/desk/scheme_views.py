"""What a year's scheme leaves to decide, in forms."""

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from assessment.change.ground import Ground
from assessment.desk.addresses import scheme_address, year_address
from assessment.desk.data_file import DataFile, data_file
from assessment.desk.file_changes import AnswerPlace, ChangeForm, CurrentForm, FileChanges
from assessment.desk.find_period import find_period
from assessment.desk.pages import Pages
from assessment.desk.scheme_page import scheme_page
from assessment.desk.sent import sent_answers, sent_text
from assessment.desk.workplace import Workplace
from assessment.edit.splice import take_out_value
from assessment.forms.answers import read_answers
from assessment.forms.field import Field, FieldChoice, FieldKind
from assessment.forms.fields import field_of
from assessment.forms.offers import no_offers
from assessment.forms.shape import Form, shape_of
from assessment.forms.target import Target
from assessment.load.scheme import Guide
from assessment.load.shapes import list_of, mapping_of

_SETTLED = "-settled"
_CHOICE = "choice"


def scheme_views(place: Workplace, pages: Pages) -> Blueprint:
    """Return the pages of what is to be decided about schemes."""
    views, blueprint = _SchemeViews(place, pages), Blueprint("scheme", __name__)
    blueprint.add_url_rule("/scheme/<period>/", "page", views.page)
    blueprint.add_url_rule("/scheme/<period>/at/<path:at>", "undecided", views.undecided, methods=["GET", "POST"])
    blueprint.add_url_rule("/scheme/<period>/reading/<id>", "reading", views.reading, methods=["GET", "POST"])
    return blueprint


class _SchemeViews:
    """What is shown and done."""

    def __init__(self, place: Workplace, pages: Pages) -> None:
        self._place, self._pages, self._changes = place, pages, FileChanges(place, pages)

    def page(self, period: str) -> str:
        """Show what is to be decided."""
        with self._place.lock:
            ground = self._ground(period)
            if ground.year.readable is None:
                return self._unreadable(ground)
            values = {"period": ground.year.period, "notice": self._changes.notice()}
            return self._pages.fill("scheme.html", page=scheme_page(ground), **values)

    def undecided(self, period: str, at: str) -> ResponseReturnValue:
        """Show or change what is undecided, and take it off the list once it is settled."""
        with self._place.lock:
            ground = self._ground(period)
            if ground.year.readable is None:
                return self._unreadable(ground)
            line = next((one for one in scheme_page(ground).undecided if one.at == at), None)
            if line is None:
                raise NotFound
            file = self._file(ground)
            target = _fillable(file, at)
            sent = request.method == "POST"
            is_settled = not sent or any(request.form.getlist(_SETTLED))
            was = now = None if target is None else file.value(target)
            place = None
            if sent and target is not None:
                answered = read_answers(target.shape, sent_answers(request.form), now)
                now, place = answered.value, AnswerPlace(file.path, target.keys, answered)
            settled = FieldChoice("yes", "这一处已经照印发的文件定了，从待定事项里删去")
            own = Field(
                _SETTLED, FieldKind.CHOICES, "定了没有", "", chosen=("yes",) if is_settled else (), choices=(settled,)
            )
            fields = () if target is None else _fields(target, now)
            hint = "" if fields else "这一处内容多，在方案文件里改；改好以后在这里删去这一行。"
            current = None
            if target is not None:
                current = CurrentForm(file.digest(target), (*_fields(target, was), own))
            sheet = self._sheet(ground, line.what, hint, (*fields, own), f"方案：{line.what}", place, current)
            if not sent:
                return self._changes.show(sheet)

            def texts() -> Mapping[str, str]:
                text = file.text if target is None else file.text_with(target, now)
                return {file.path: take_out_value(text, file.document.file, ("undecided",), at) if is_settled else text}

            return self._changes.take(sheet, texts)

    def reading(self, period: str, id: str) -> ResponseReturnValue:
        """Show or change how an unclear clause is read."""
        with self._place.lock:
            ground = self._ground(period)
            if ground.year.readable is None:
                return self._unreadable(ground)
            reading = next((one for one in scheme_page(ground).readings if one.id == id), None)
            if reading is None:
                raise NotFound
            choice = sent_text(request.form, _CHOICE, reading.choice)
            choices = tuple(FieldChoice(one.id, one.text) for one in reading.options)
            field = Field(_CHOICE, FieldKind.CHOICE, "怎样理解", "", required=True, text=choice, choices=choices)
            hint = f"依据{'、'.join(reading.clauses)}。选另一种，先看总分和名次怎样变，再决定。"
            file = self._file(ground)
            target = file.target(("readings", id, "choice"))
            current = CurrentForm(file.digest(target), (replace(field, text=reading.choice),))
            what = f"解读：{reading.question}"
            sheet = self._sheet(ground, reading.question, hint, (field,), what, current=current)
            if request.method == "GET":
                return self._changes.show(sheet)
            if choice not in {one.id for one in reading.options}:
                raise NotFound
            return self._changes.take(sheet, lambda: {file.path: file.text_with(target, choice)})

    def _sheet(
        self,
        ground: Ground,
        title: str,
        hint: str,
        fields: tuple[Field, ...],
        what: str,
        place: AnswerPlace | None = None,
        current: CurrentForm | None = None,
    ) -> ChangeForm:
        period = ground.year.period
        crumbs = ((period.name, year_address(period)), ("方案", scheme_address(period)))
        return ChangeForm(title, ground.year.whole.scheme.title, hint, crumbs, fields, what, place, current)

    def _file(self, ground: Ground) -> DataFile:
        return data_file(self._place.data, "scheme", f"schemes/{ground.year.whole.year.scheme}.yaml")

    def _ground(self, period: str) -> Ground:
        return self._place.ground(find_period(self._place.data, period))

    def _unreadable(self, ground: Ground) -> str:
        return self._pages.fill("unreadable.html", ground=ground, period=ground.year.period)


def _fillable(file: DataFile, at: str) -> Target | None:
    """Return the place of an undecided part that a form can hold; None for what is too much for one."""
    path, data = Guide(file.document.data).led_to(at), file.document.data
    shape, steps = shape_of("scheme"), list[str]()
    for step in path or ():
        if isinstance(step, int):
            names = [str(mapping_of(entry).get(shape.naming)) for entry in list_of(data)]
            if names.index(names[step]) != step:
                # Another entry goes by the same name.
                return None
            steps.append(names[step])
            data = list_of(data)[step]
        else:
            steps.append(step)
            data = mapping_of(data).get(step)
        shape = shape.below(step, data)
    try:
        target = file.target(steps) if steps else None
    except LookupError:
        return None
    if target is None:
        return None
    return None if target.shape.form in (Form.ENTRIES, Form.NAMED) else target


def _fields(target: Target, value: object) -> tuple[Field, ...]:
    form = field_of(target.shape, value, no_offers)
    return form.fields or (form,)
