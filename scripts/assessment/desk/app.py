"""The desk's addresses, and what is done at each."""

from collections.abc import Callable, Mapping, Set
from dataclasses import replace

from flask import Flask, Response, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, Conflict, Forbidden, HTTPException, NotFound, RequestEntityTooLarge

from assessment.branches.making import Author
from assessment.change.ground import record_path
from assessment.desk.addresses import form_address, steps_in, unit_address, year_address
from assessment.desk.begin_views import begin_views
from assessment.desk.branch_views import BranchViews
from assessment.desk.committing import Saved
from assessment.desk.evidence import evidence_pages
from assessment.desk.find_period import find_period
from assessment.desk.form_page import Desk
from assessment.desk.form_views import FormViews
from assessment.desk.guard import (
    HEADERS,
    LONGEST_BODY,
    LONGEST_FILES,
    MOST_PARTS,
    POLICY,
    TAKE_FILES,
    TOKEN,
    is_token,
    refusal,
)
from assessment.desk.log import log_fault
from assessment.desk.open_year import open_year
from assessment.desk.others_views import OthersViews
from assessment.desk.pages import TEMPLATES, THEME, Pages
from assessment.desk.past_page import past_page
from assessment.desk.person import known_person, signed_in, signing_person
from assessment.desk.roster_acts import roster_acts
from assessment.desk.roster_views import roster_views
from assessment.desk.saving import Doubtful, NothingToSave, Overtaken, Submission, ThereAlready, record_text, save
from assessment.desk.scheme_views import scheme_views
from assessment.desk.sent import DO, OPENED, SURE, sent_answers
from assessment.desk.sheets import sheets
from assessment.desk.step_views import step_views
from assessment.desk.trials import trials
from assessment.desk.unit_desk import unit_desk
from assessment.desk.workplace import Workplace
from assessment.desk.year_desk import year_desk
from assessment.errors import FaultyDataError, RequestError
from assessment.forms.target import NEW_ENTRY
from assessment.history.record_past import past_of_unit
from assessment.load.data_files import years
from assessment.repository.clone import needed_clone

_FILES = {
    "site.css": (THEME / "static" / "site.css", "text/css"),
    "icon.svg": (THEME / "static" / "icon.svg", "image/svg+xml"),
    "desk.css": (TEMPLATES / "desk.css", "text/css"),
    "desk.js": (TEMPLATES / "desk.js", "text/javascript"),
    "upload.js": (TEMPLATES / "upload.js", "text/javascript"),
}
_REFUSALS = {
    400: "提交的内容不完整，请退回上一页再试",
    403: "没有照填报页面的方式打开，不予处理",
    404: "没有这一页",
    405: "这一页不能这样打开",
    409: "记录已经变了，请刷新后再试",
    413: "提交的内容太多了，请分几次提交；文件一次最多 200 MB",
}


def make_app(place: Workplace, hosts: Set[str], scheme: str = "http") -> Flask:
    """Return the desk as a web application.

    Args:
        place: what it works at.
        hosts: what browsers call it; other hosts are not answered.
        scheme: by which browsers reach it: https where a proxy stands before it.
    """
    app = Flask("assessment.desk", static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=LONGEST_BODY, MAX_FORM_MEMORY_SIZE=LONGEST_BODY, MAX_FORM_PARTS=MOST_PARTS)
    pages = Pages(place)
    views, branch, people = _Views(place, pages), BranchViews(place, pages), OthersViews(place, pages)

    @app.before_request
    def guard() -> None:
        if why := refusal(request.method, request.headers, hosts, scheme):
            raise Forbidden(why)
        if request.blueprint in TAKE_FILES:
            request.max_content_length = LONGEST_FILES
        if len(request.form) > MOST_PARTS:
            raise RequestEntityTooLarge
        if request.method == "POST" and not is_token(request.form.get(f"-{TOKEN}", ""), place.token):
            raise Forbidden("页面已经过期，请退回上一页，刷新以后再提交；填过的内容还在")

    @app.after_request
    def seal(response: Response) -> Response:
        policy = response.headers.get(POLICY, HEADERS[POLICY])
        response.headers.update({**HEADERS, POLICY: policy})
        return response

    app.register_error_handler(HTTPException, views.refused)
    app.register_error_handler(RequestError, views.not_done)
    app.register_error_handler(FaultyDataError, views.faulty)
    app.register_error_handler(Exception, views.crashed)
    rules: Mapping[str, Callable[..., ResponseReturnValue]] = {
        "/": views.front,
        "/theme/<name>": views.file,
        "/mine": branch.mine,
        "/update": branch.update,
        "/hand-in": branch.hand_in,
        "/others": people.others,
        "/others/<path:name>": people.other,
        "/review": people.review,
        "/past/<period>/<unit>/": views.past,
        "/person": views.person,
        "/<period>/": views.year,
        "/<period>/<unit>/": views.unit,
        "/<period>/<unit>/<path:steps>": views.form,
    }
    app.register_blueprint(step_views(place, pages))
    app.register_blueprint(evidence_pages(place, pages))
    app.register_blueprint(sheets(place, pages))
    app.register_blueprint(trials(place, pages))
    app.register_blueprint(roster_views(place, pages))
    app.register_blueprint(roster_acts(place, pages))
    app.register_blueprint(begin_views(place, pages))
    app.register_blueprint(scheme_views(place, pages))
    changing = (branch.mine, branch.update, branch.hand_in, views.person, views.form)
    for rule, view in rules.items():
        methods = ["GET", "POST"] if view in changing else ["GET"]
        app.add_url_rule(rule, view.__name__, view, methods=methods)
    return app


class _Views:
    """What is shown and done."""

    def __init__(self, place: Workplace, pages: Pages) -> None:
        self._place, self._pages, self._forms = place, pages, FormViews(pages)

    def front(self) -> ResponseReturnValue:
        """Lead to the year that is being filled, or to the newest."""
        known = years(self._place.data)
        if not known:
            return redirect("/begin/roster", 303)
        return redirect(year_address(open_year(self._place.data, known)), 303)

    def file(self, name: str) -> Response:
        """Return a style or a script."""
        if name not in _FILES:
            raise NotFound
        path, kind = _FILES[name]
        return Response(path.read_bytes(), content_type=f"{kind}; charset=utf-8")

    def year(self, period: str) -> str:
        """Show a year's desk."""
        with self._place.lock:
            ground = self._place.ground(find_period(self._place.data, period))
            if ground.year.readable is None:
                return self._pages.fill("unreadable.html", ground=ground, period=ground.year.period)
            notice, _ = self._place.note(request.args.get("note", ""))
            return self._pages.fill("year.html", desk=year_desk(ground), period=ground.year.period, notice=notice)

    def unit(self, period: str, unit: str) -> str:
        """Show a unit's desk."""
        with self._place.lock:
            ground = self._place.ground(find_period(self._place.data, period))
            if ground.year.readable is None:
                return self._pages.fill("unreadable.html", ground=ground, period=ground.year.period)
            if ground.year.readable.scheme.group_of(unit) is None or unit not in ground.year.readable.units:
                raise NotFound
            notice = self._place.note(request.args.get("note", ""))
            desk = unit_desk(ground, unit)
            return self._pages.fill("unit.html", desk=desk, period=ground.year.period, unit=unit, notice=notice)

    def past(self, period: str, unit: str) -> str:
        """Show what happened to each record of a unit."""
        with self._place.lock:
            ground = self._place.ground(find_period(self._place.data, period))
            known = None if ground.year.readable is None else ground.year.readable.units.get(unit)
            if known is None:
                raise NotFound
            past = past_of_unit(needed_clone(self._place.data), ground.year.period, unit)
            page = [*past_page(ground, unit, past)]
        return self._pages.fill("past.html", past=page, period=ground.year.period, unit=unit, unit_name=known.name)

    def person(self) -> ResponseReturnValue:
        """Show or change who works here."""
        if request.method == "POST":
            signing_person(request.form)
            return redirect("/mine", 303)
        return self._pages.fill("person.html", person=known_person(), signed_in=signed_in())

    def form(self, period: str, unit: str, steps: str) -> ResponseReturnValue:
        """Show a form, try what was filled in, or save it."""
        with self._place.lock:
            try:
                desk = self._desk(period, unit, steps)
            except NotFound:
                if request.method == "GET":
                    raise
                return self._gone(period, unit, steps), Conflict.code
            return self._forms.opened(desk) if request.method == "GET" else self._submitted(desk, request.form)

    def _gone(self, period: str, unit: str, steps: str) -> str:
        """Show what was filled in of a record that is there no more, as a new one."""
        above = (*steps_in(steps)[:-1], NEW_ENTRY)
        desk = self._desk(period, unit, "/".join(above))
        page = desk.tried(sent_answers(request.form), record_text(self._place.data, desk))
        return self._forms.page(page, gone=True, action=form_address(desk.ground.year.period, unit, *above))

    def _submitted(self, desk: Desk, form: MultiDict[str, str]) -> ResponseReturnValue:
        answers = sent_answers(form)
        text = record_text(self._place.data, desk)
        match form.get(DO, ""):
            case "remove" if not form.get(SURE):
                trial = desk.without(text)
                page = replace(desk.tried({}, text), trial=trial)
                return self._pages.fill("remove.html", page=page, action=request.path)
            case "save" | "remove" as act:
                person = signing_person(form)
                opened, is_sure = form.get(OPENED, ""), bool(form.get(SURE))
                sent = Submission(
                    desk.ground.year.period,
                    desk.unit,
                    desk.target.steps,
                    answers,
                    opened,
                    is_sure,
                    takes_out=act == "remove",
                )
                return self._saved(sent, person)
            case _:
                return self._forms.tried(desk, text)

    def _saved(self, sent: Submission, person: Author) -> ResponseReturnValue:
        match save(self._place, sent, person):
            case Saved() as saved:
                message = saved.sentence
            case NothingToSave():
                message = "内容没有变化，什么也没有写。"
            case ThereAlready():
                message = "已经有一条一样的记录，没有再写；同样的事发生了几次的，改那一条的次数。"
            case Doubtful(page=page, errors=errors):
                return self._forms.page(page, errors=errors), 409
            case Overtaken(page=page):
                return self._forms.page(page, overtaken=True), 409
        number = self._place.take_note(message, form_address(sent.period, sent.unit, *sent.steps))
        return redirect(f"{unit_address(sent.period, sent.unit)}?note={number}", 303)

    def _desk(self, period: str, unit: str, steps: str) -> Desk:
        ground = self._place.ground(find_period(self._place.data, period))
        if ground.year.readable is None:
            raise RequestError("年度文件或方案有错，请先改好")
        try:
            return Desk(ground, unit, steps_in(steps))
        except LookupError as fault:
            group = ground.year.whole.scheme.group_of(unit)
            if group is not None and ground.year.documents.get(record_path(ground.year.period, unit)) is None:
                raise RequestError("这个单位的记录读不出来，或者写法有错，请先照年度页上列出的问题改正文件") from fault
            raise NotFound from fault

    def refused(self, fault: HTTPException) -> tuple[str, int]:
        """Say why a request is not answered."""
        code = fault.code or 400
        message = _REFUSALS.get(code, "请求不能处理")
        if isinstance(fault, Forbidden) and fault.description != Forbidden.description:
            message = fault.description or message
        return self._pages.fill("fault.html", message=message, findings=()), code

    def not_done(self, fault: RequestError) -> tuple[str, int]:
        """Say why something cannot be done."""
        return self._pages.fill("fault.html", message=str(fault), findings=()), BadRequest.code

    def faulty(self, fault: FaultyDataError) -> tuple[str, int]:
        """Say what is wrong with a file."""
        message = "数据文件的写法有错，没有保存；填报页面改不了的，请先照下面所说改正文件"
        return self._pages.fill("fault.html", message=message, findings=tuple(fault.findings)), Conflict.code

    def crashed(self, _fault: Exception) -> tuple[str, int]:
        """Say that the program is at fault, and under which number the log tells more."""
        number = log_fault()
        return self._pages.fill(
            "fault.html", message=f"程序出错，没有保存；请把编号 {number} 告诉维护人员", findings=()
        ), 500
