"""A new year or round in a form, with the units of the last or of a list: the files of the commands that begin it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from assessment.beginning.beginning import Beginning
from assessment.beginning.first_year import county_name, first_year, first_year_number, refuse_begun
from assessment.beginning.next_round import next_round
from assessment.beginning.next_year import next_year
from assessment.desk.addresses import year_address
from assessment.desk.file_changes import ChangeForm, FileChanges
from assessment.desk.pages import Pages
from assessment.desk.sent import sent_text
from assessment.desk.sheet_page import cell_fault, sheet_among, together
from assessment.desk.uploads import Uploads
from assessment.desk.workplace import Workplace
from assessment.errors import FaultyDataError, RequestError
from assessment.findings import in_order
from assessment.forms.field import Field, FieldChoice, FieldKind
from assessment.imports.opening import open_sheets
from assessment.load.data_files import years
from assessment.period import Period, period_of
from assessment.workbooks.place import CellPlace

_HINT = (
    "照以前的一年（或一轮）复制方案，给每个单位建立空白的记录，进展是采集中，不公开；还没有决定的都列在方案的待定事项里。"
)
_NAME, _NEW, _FROM, _SCHEME = "name", "new", "from", "scheme"
_CHOOSE = "/begin/roster"
_CRUMBS = (("考评单位", "/roster/"), ("新的年度或一轮", "/begin"))


def begin_views(place: Workplace, pages: Pages) -> Blueprint:
    """Return the pages on which a year or a round is begun."""
    views, blueprint = _BeginViews(place, pages), Blueprint("begin", __name__)
    blueprint.add_url_rule("/begin", "page", views.page, methods=["GET", "POST"])
    blueprint.add_url_rule(_CHOOSE, "choose", views.choose, methods=["GET", "POST"])
    blueprint.add_url_rule(f"{_CHOOSE}/<number>", "roster", views.roster, methods=["GET", "POST"])
    return blueprint


class _BeginViews:
    """What is shown and done."""

    def __init__(self, place: Workplace, pages: Pages) -> None:
        self._place, self._pages = place, pages
        self._changes, self._uploads = FileChanges(place, pages), Uploads()

    def page(self) -> ResponseReturnValue:
        """Show the form, what it would write, or write it."""
        with self._place.lock:
            known = years(self._place.data)
            if not known:
                return redirect(_CHOOSE, 303)
            new, old = sent_text(request.form, _NEW), sent_text(request.form, _FROM)
            wanted, more = period_of(new), (("有新的名单：从 .xlsx、.csv 表开始新的年度", _CHOOSE),)
            scheme = self._scheme()
            what, back = ("", "") if wanted is None else (f"建立{wanted.name}", year_address(wanted))
            form = ChangeForm(
                "新的年度或一轮", "", _HINT, _CRUMBS[:1], (*_fields(known, new, old), scheme), what, more=more, back=back
            )
            if request.method == "GET":
                return self._changes.show(form)
            try:
                begun = self._begun(known, new, old, None)
            except RequestError as fault:
                message = self._pages.plain(str(fault))
                return self._changes.refused(form, {_field_in(message, form.fields): [message]}), BadRequest.code
            form = replace(form, notes=begun.notes, to_decide=begun.to_decide)
            return self._changes.take(form, lambda: begun.files)

    def choose(self) -> ResponseReturnValue:
        """Ask for a list of units, or keep the one that was chosen until it is confirmed."""
        with self._place.lock:
            known = years(self._place.data)
            if request.method == "GET":
                return self._pages.fill("begin_roster.html", fields=self._form(known, {}), is_first=not known)
        number = self._uploads.keep(request.files.getlist("file"))
        try:
            open_sheets(sheet_among(self._uploads.files(number)))
        except RequestError:
            self._uploads.drop(number)
            raise
        answers = {name: sent_text(request.form, name) for name in (_NAME, _NEW, _FROM)}
        return redirect(f"{_CHOOSE}/{number}?{urlencode({k: v for k, v in answers.items() if v})}", 303)

    def roster(self, number: str) -> ResponseReturnValue:
        """Show what a list of units comes to, each fault at its cell, and begin with it once that was seen."""
        files = self._uploads.files(number)
        if not files:
            raise RequestError("这张名单已经用过、放弃，或者等得太久，请重新选文件")
        with self._place.lock:
            known, file = years(self._place.data), sheet_among(files)
            answers = {name: sent_text(request.values, name) for name in (_NAME, _NEW, _FROM)}
            try:
                begun = self._with_list(known, answers, file)
            except FaultyDataError as fault:
                return self._faulty(file, fault)
            fixed = tuple(replace(one, fixed=True) for one in self._form(known, answers))
            what = f"建立{answers[_NAME]}{answers[_NEW]}"
            hint = f"照名单 {file.name}；这是试着读的结果，还没有写。{'' if not known else _HINT}"
            crumbs = (*(_CRUMBS if known else ()), ("从名单开始", _CHOOSE))
            wanted = period_of(answers[_NEW])
            back = "/roster/" if wanted is None else year_address(wanted)
            sheet = ChangeForm("核对名单", answers[_NEW], hint, crumbs, fixed, what, back=back, after=_CHOOSE)
            sheet = replace(sheet, notes=begun.notes, to_decide=begun.to_decide)
            answer = self._changes.take(sheet, lambda: begun.files)
        if not isinstance(answer, str):
            self._uploads.drop(number)
        return answer

    def _with_list(self, known: list[Period], answers: Mapping[str, str], file: Path) -> Beginning:
        """Return what a list gives, and what there is to say of it."""
        if known:
            return self._begun(known, answers[_NEW], answers[_FROM], file)
        name, year = county_name(answers[_NAME]), first_year_number(answers[_NEW])
        refuse_begun(self._place.data)
        first = first_year(self._place.data, name, year, open_sheets(file))
        groups = ((one.name, [unit.called for unit in one.units]) for one in first.listed.groups)
        words = (f"{group} {len(units)} 个：{'、'.join(units)}" for group, units in groups)
        return Beginning(first.files, None, str(year), (*first.listed.notes, *words))

    def _begun(self, known: list[Period], written: str, like: str, roster: Path | None) -> Beginning:
        new, old = period_of(written), period_of(like)
        if new is None:
            raise RequestError(f"年度应为四位数字，例如 2020，不能是“{written}”；一轮写作 2023-q2、2023-m04、2023-h1")
        if new in known:
            raise RequestError(f"已经有 {new.spaced}了")
        if not new.is_round:
            if sent_text(request.form, _SCHEME):
                raise RequestError("“用哪个方案”只有开始一轮才选：新的一年照以前的一年复制方案")
            return next_year(self._place.data, new, old, roster)
        if roster is not None:
            raise RequestError("开始一轮不用名单：考评对象照方案，有变化的先在“考评单位”里改")
        return next_round(self._place.data, new, old, sent_text(request.form, _SCHEME))

    def _scheme(self) -> Field:
        known = sorted(path.stem for path in (self._place.data / "schemes").glob("*.yaml"))
        hint = "只有开始一轮才选，不选就照上一轮；以前没有同类的一轮的，一定要选。"
        choices, chosen = tuple(FieldChoice(one, one) for one in known), sent_text(request.form, _SCHEME)
        return Field(_SCHEME, FieldKind.CHOICE, "用哪个方案", hint, text=chosen, choices=choices)

    def _form(self, known: list[Period], answers: Mapping[str, str]) -> tuple[Field, ...]:
        new, old, name = (answers.get(one, "") for one in (_NEW, _FROM, _NAME))
        if known:
            return _fields([one for one in known if not one.is_round], new, old)
        return (
            Field(_NAME, FieldKind.WORDS, "地名", "写全，例如 广德市。", required=True, text=name),
            Field(_NEW, FieldKind.WORDS, "第一个考评年度", "四位年份，例如 2020。", required=True, text=new),
        )

    def _faulty(self, file: Path, fault: FaultyDataError) -> str:
        """Show what is wrong with a list.

        Raises:
            FaultyDataError: if it is not the list that is at fault.
        """
        if not all(isinstance(one.place, CellPlace) for one in fault.findings):
            raise fault
        book = open_sheets(file)
        faults = together(cell_fault(book, one) for one in in_order(fault.findings))
        return self._pages.fill("begin_faults.html", name=file.name, faults=faults)


def _field_in(message: str, fields: Iterable[Field]) -> str:
    """Return the field that a message names; else the one that asks for the year."""
    return next((one.name for one in fields if f"“{one.title}”" in message), _NEW)


def _fields(known: list[Period], new: str, old: str) -> tuple[Field, ...]:
    words = ("新的年度或一轮", "四位年份，例如 2020；一季、一月、半年写作 2023-q2、2023-m04、2023-h1。")
    choices = tuple(FieldChoice(str(one), one.name) for one in known)
    return (
        Field(_NEW, FieldKind.WORDS, *words, required=True, text=new),
        Field(_FROM, FieldKind.CHOICE, "照哪一年或哪一轮", "不选就照以前最近的。", text=old, choices=choices),
    )
