"""Which units the year that is filled assesses, in forms: a new one, another group, leaving, merging."""

import re
from collections.abc import Mapping

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from assessment.beginning.assessed_units import with_new_unit, with_unit_in
from assessment.change.ground import Ground
from assessment.change.renaming import is_renamed, with_earlier
from assessment.desk.data_file import data_file
from assessment.desk.file_changes import AnswerPlace, ChangeForm, CurrentForm, FileChanges
from assessment.desk.open_year import open_year
from assessment.desk.pages import Pages
from assessment.desk.sent import sent_answers, sent_text
from assessment.desk.workplace import Workplace
from assessment.errors import RequestError
from assessment.forms.answers import read_answers
from assessment.forms.field import Field, FieldChoice, FieldKind
from assessment.forms.fields import field_of
from assessment.forms.offers import no_offers
from assessment.forms.target import whole_file
from assessment.imports.unit_sheet import free_id
from assessment.load.data_files import years
from assessment.load.json_schema import schema_of
from assessment.load.shapes import mapping_of
from assessment.year.reading import read_units

_GROUP, _OTHER, _NAME = "-group", "-other", "-name-then"
_ROSTER = "/roster/"
_LACKING = "还没有填"
_ID = str(schema_of("unit", ("id",))["pattern"])
_ID_HINT = "要写编号，以小写字母开头，只用小写字母、数字和连字符，最多100个"
_PAST = "以前的年度和已经审定的成绩不受影响。"


def roster_acts(place: Workplace, pages: Pages) -> Blueprint:
    """Return the pages on which units come, move and go."""
    views, blueprint = _RosterActs(place, pages), Blueprint("roster-acts", __name__)
    blueprint.add_url_rule("/roster/+", "new", views.new, methods=["GET", "POST"])
    blueprint.add_url_rule("/roster/<unit>/group", "group", views.group, methods=["GET", "POST"])
    blueprint.add_url_rule("/roster/<unit>/leave", "leave", views.leave, methods=["GET", "POST"])
    blueprint.add_url_rule("/roster/<unit>/merge", "merge", views.merge, methods=["GET", "POST"])
    return blueprint


class _RosterActs:
    """What is shown and done."""

    def __init__(self, place: Workplace, pages: Pages) -> None:
        self._place, self._changes = place, FileChanges(place, pages)

    def new(self) -> ResponseReturnValue:
        """Begin to assess a unit that there was not before."""
        with self._place.lock:
            ground = self._ground()
            shape, sent = whole_file("unit", "").shape, sent_answers(request.form)
            answered = read_answers(shape, sent, {})
            now = mapping_of(answered.value)
            fields = tuple(one for one in field_of(shape, now, no_offers).fields if one.name not in ("id", "earlier"))
            name, group = str(now.get("name", "")), sent_text(request.form, _GROUP)
            words = ("单位编号", "拼音，也是文件名和网页地址的一部分；不写就用名称的拼音。")
            id = Field("id", FieldKind.WORDS, *words, pattern=_ID, text=str(now.get("id", "")))
            hint = (
                f"建立这个单位的文件、列入{ground.year.period.name}的一组，并建立空白的记录。"
                f"更名的不是新单位，请在原来的单位里改名称。{_PAST}"
            )
            form = (*fields[:1], _group_field(ground, group), id, *fields[1:])
            units = read_units(self._place.data, ground.year.period)
            id_now = str(now.get("id", "")) or free_id(name, units)
            place = AnswerPlace(f"units/{id_now}.yaml", (), answered)
            sheet = self._sheet(ground, "新列入一个单位", hint, form, f"新列入{name}", place)
            if request.method == "GET":
                return self._changes.show(sheet)
            faults = {
                "name": [] if name else [_LACKING],
                _GROUP: [] if group in _groups(ground) else [_LACKING],
                "id": [] if not name or re.fullmatch(_ID, id_now) else [_ID_HINT],
            }
            if any(faults.values()):
                return self._changes.refused(sheet, faults)
            return self._changes.take(sheet, lambda: with_new_unit(ground.year, {"id": id_now, **now}, group))

    def group(self, unit: str) -> ResponseReturnValue:
        """Assess a unit in another group, or in one at all."""
        with self._place.lock:
            ground, name = self._known(unit)
            before = ground.year.whole.scheme.group_of(unit)
            stands = "" if before is None else before.id
            group = sent_text(request.form, _GROUP, stands)
            current = CurrentForm(stands, (_group_field(ground, stands),))
            year = ground.year.period.name
            if before is None:
                title, hint = f"把{name}列入{year}的考评", f"列入一组，并建立空白的记录。{_PAST}"
            else:
                title, hint = f"把{name}换到另一组", f"现在在“{before.name}”；已有的记录都留下，改在新的组里排名。{_PAST}"
            sheet = self._sheet(ground, title, hint, (_group_field(ground, group),), title, current=current)
            if request.method == "GET":
                return self._changes.show(sheet)
            if group not in _groups(ground):
                return self._changes.refused(sheet, {_GROUP: [_LACKING]})
            return self._changes.take(sheet, lambda: with_unit_in(ground.year, unit, group))

    def leave(self, unit: str) -> ResponseReturnValue:
        """Assess a unit no longer."""
        with self._place.lock:
            ground, name = self._assessed(unit)
            title, hint = f"{name}不再考评", f"{self._goes(ground, name)}单位的文件留着。{_PAST}"
            sheet = self._sheet(ground, title, hint, (), title)
            if request.method == "GET":
                return self._changes.show(sheet)
            return self._changes.take(sheet, lambda: with_unit_in(ground.year, unit, ""))

    def merge(self, unit: str) -> ResponseReturnValue:
        """Merge a unit into another one, which may be called otherwise from now on."""
        with self._place.lock:
            ground, name = self._assessed(unit)
            whole = ground.year.whole
            other, then = sent_text(request.form, _OTHER), sent_text(request.form, _NAME)
            assessed = [one for group in whole.scheme.groups for one in group.units]
            others = {one: whole.units[one].name for one in assessed if one != unit and one in whole.units}
            choices = tuple(FieldChoice(one, called) for one, called in others.items())
            words = f"名称不变的不写；写了的，从{ground.year.period.year}年起用新的名称，以前的年度照旧。"
            fields = (
                Field(_OTHER, FieldKind.CHOICE, "并入哪个单位", "", required=True, text=other, choices=choices),
                Field(_NAME, FieldKind.WORDS, "合并以后叫什么", words, text=then),
            )
            what = f"{name}并入{then or others.get(other, '')}"
            hint = f"{self._goes(ground, name)}{_PAST}"
            sheet = self._sheet(ground, f"把{name}并入另一个单位", hint, fields, what)
            if request.method == "GET":
                return self._changes.show(sheet)
            if other not in others:
                return self._changes.refused(sheet, {_OTHER: [_LACKING]})
            return self._changes.take(sheet, lambda: self._files_of_merger(ground, unit, other, then))

    def _goes(self, ground: Ground, name: str) -> str:
        return (
            f"{name}从{ground.year.period.name}的名单里删去，空白的记录一起删去；已经记了成绩、扣分的，要先处理那些记录。"
        )

    def _files_of_merger(self, ground: Ground, unit: str, other: str, name: str) -> Mapping[str, str]:
        file = data_file(self._place.data, "unit", f"units/{other}.yaml")
        was = mapping_of(file.document.data)
        now = {**was, "name": name or was.get("name")}
        now = with_earlier(was, now, ground.year.period.year - 1) if is_renamed(was, now) else now
        return {**with_unit_in(ground.year, unit, ""), file.path: file.text_with(file.target(), now)}

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
        sub = f"{ground.year.period.name}：{ground.year.whole.scheme.title}"
        return ChangeForm(title, sub, hint, (("考评单位", _ROSTER),), fields, what, place, current)

    def _known(self, unit: str) -> tuple[Ground, str]:
        """Return the year that is filled, and the name of a unit that has a file."""
        ground = self._ground()
        if unit not in ground.year.whole.units:
            raise NotFound
        return ground, ground.year.whole.units[unit].name

    def _assessed(self, unit: str) -> tuple[Ground, str]:
        """Return the same of a unit that the year assesses."""
        ground, name = self._known(unit)
        if ground.year.whole.scheme.group_of(unit) is None:
            raise NotFound
        return ground, name

    def _ground(self) -> Ground:
        known = years(self._place.data)
        if not known:
            raise NotFound
        ground = self._place.ground(open_year(self._place.data, known))
        if ground.year.readable is None:
            raise RequestError(f"{ground.year.period.name}的年度文件或方案有错，改好以后才能增减考评对象")
        return ground


def _group_field(ground: Ground, group: str) -> Field:
    choices = tuple(FieldChoice(one.id, one.name, f"{len(one.units)}个单位") for one in ground.year.whole.scheme.groups)
    return Field(_GROUP, FieldKind.CHOICE, "在哪一组考评", "", required=True, text=group, choices=choices)


def _groups(ground: Ground) -> frozenset[str]:
    return frozenset(one.id for one in ground.year.whole.scheme.groups)
