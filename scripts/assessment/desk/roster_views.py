"""The units and the county in forms."""

from dataclasses import dataclass

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from assessment.change.renaming import is_renamed, with_earlier
from assessment.desk.data_file import DataFile, data_file
from assessment.desk.file_changes import AnswerPlace, ChangeForm, CurrentForm, FileChanges
from assessment.desk.open_year import open_year
from assessment.desk.pages import Pages
from assessment.desk.sent import sent_answers
from assessment.desk.workplace import Workplace
from assessment.errors import RequestError
from assessment.forms.answers import read_answers
from assessment.forms.field import Field, FieldKind
from assessment.forms.fields import field_of
from assessment.forms.offers import no_offers
from assessment.load.county import FILE as COUNTY
from assessment.load.data_files import years
from assessment.load.json_schema import schema_of
from assessment.load.shapes import mapping_of
from assessment.year.reading import read_units

_SINCE = "-since"
_ROSTER = "/roster/"


@dataclass(frozen=True)
class RosterLine:
    """A unit of the roster."""

    id: str
    name: str
    group: str
    """Of the year that is filled; empty where it has none."""
    others: tuple[str, ...]
    """What it is called besides."""


def roster_views(place: Workplace, pages: Pages) -> Blueprint:
    """Return the pages of units and of the county."""
    views, blueprint = _RosterViews(place, pages), Blueprint("roster", __name__)
    blueprint.add_url_rule("/roster/", "listed", views.listed)
    blueprint.add_url_rule("/roster/<unit>", "unit", views.unit, methods=["GET", "POST"])
    blueprint.add_url_rule("/county", "county", views.county, methods=["GET", "POST"])
    return blueprint


class _RosterViews:
    """What is shown and done."""

    def __init__(self, place: Workplace, pages: Pages) -> None:
        self._place, self._pages, self._changes = place, pages, FileChanges(place, pages)

    def listed(self) -> str:
        """Show the units."""
        with self._place.lock:
            known = years(self._place.data)
            if not known:
                raise NotFound
            period = open_year(self._place.data, known)
            readable = self._place.ground(period).year.readable
            groups = () if readable is None else readable.scheme.groups
            group_of = {unit: group.name for group in groups for unit in group.units}
            units = read_units(self._place.data, period)
            lines = {
                id: RosterLine(id, unit.name, group_of.get(id, ""), (*unit.plates, *unit.also_called))
                for id, unit in units.items()
            }
            listed = [(group.name, [lines[id] for id in group.units if id in lines]) for group in groups]
            others = [line for line in lines.values() if not line.group]
            return self._pages.fill(
                "roster.html",
                groups=listed,
                others=others,
                period=period,
                is_readable=readable is not None,
                notice=self._changes.notice(),
            )

    def unit(self, unit: str) -> ResponseReturnValue:
        """Show or change what a unit is called."""
        file = self._file("unit", f"units/{unit}.yaml")
        was = mapping_of(file.document.data)
        name = str(was.get("name", unit))
        target, since = file.target(), request.form.get(_SINCE, "").strip()
        form = field_of(target.shape, was, no_offers, frozenset({"id"}))
        hint = "更名、换牌子、换网站的，写明从哪一年起，原来的写法自动留在以前的年度；原来写错了的，不写年份，直接改。"
        crumbs = (("考评单位", _ROSTER),)
        since_field = Field(
            _SINCE, FieldKind.WORDS, "从哪一年起用新的写法", "四位年份，例如 2020；只是改错字的不写。", text=since
        )
        current = CurrentForm(file.digest(target), _with_since(form, since_field))
        if request.method == "GET":
            return self._changes.show(ChangeForm(name, "", hint, crumbs, current.fields, "", current=current))
        sent = read_answers(target.shape, sent_answers(request.form), was)
        now = {"id": unit, **mapping_of(sent.value)}
        form = field_of(target.shape, now, no_offers, frozenset({"id"}))
        place = AnswerPlace(file.path, target.keys, sent)
        fields, what = _with_since(form, since_field), f"{name}：修改单位信息"
        sheet = ChangeForm(name, "", hint, crumbs, fields, what, place, current)
        if since and is_renamed(was, now):
            now = with_earlier(was, now, _year(since) - 1)
        return self._changes.take(sheet, lambda: {file.path: file.text_with(target, now)})

    def county(self) -> ResponseReturnValue:
        """Show or change the settings of the county."""
        file = self._file("county", COUNTY)
        target, was = file.target(), file.document.data
        schema = schema_of("county", ())
        title, hint = str(schema["title"]), str(schema["description"])
        crumbs = (("考评单位和本地设置", _ROSTER),)
        current = CurrentForm(file.digest(target), field_of(target.shape, was, no_offers).fields)
        if request.method == "GET":
            return self._changes.show(ChangeForm(title, "", hint, crumbs, current.fields, "", current=current))
        sent = read_answers(target.shape, sent_answers(request.form), was)
        now = sent.value or {}
        form = field_of(target.shape, now, no_offers)
        place = AnswerPlace(file.path, target.keys, sent)
        sheet = ChangeForm(title, "", hint, crumbs, form.fields, "修改本地设置", place, current)
        return self._changes.take(sheet, lambda: {file.path: file.text_with(target, now)})

    def _file(self, kind: str, path: str) -> DataFile:
        try:
            return data_file(self._place.data, kind, path)
        except LookupError as fault:
            raise NotFound from fault


def _with_since(form: Field, since: Field) -> tuple[Field, ...]:
    """Return the fields of a unit, the year of a new name before the names of earlier years."""
    nested = tuple(one for one in form.fields if one.kind.is_nested)
    return (*(one for one in form.fields if one not in nested), since, *nested)


def _year(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 2001 <= int(text[:5]) <= 2999):
        raise RequestError(f"“从哪一年起”要写四位年份，例如 2020，不能是 {text}；请退回上一页改好")
    return int(text)
