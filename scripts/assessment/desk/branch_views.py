"""The person's own branch at the desk: what is on it, taking back, following the branch of all, handing in."""

from collections.abc import Mapping

from flask import redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from assessment.branches.join_commits import Meeting, PlaceInFile
from assessment.branches.making import Author
from assessment.branches.steps import steps
from assessment.branches.take_back import take_back
from assessment.branches.up_to_date import Behind, behind, bring_up_to_date
from assessment.branches.work_tree import work_tree
from assessment.check.trial import new_errors
from assessment.clock import now
from assessment.compare.words import value
from assessment.desk.addresses import year_address
from assessment.desk.changes import my_changes
from assessment.desk.pages import Pages
from assessment.desk.person import known_person
from assessment.desk.record_files import called_by_names
from assessment.desk.workplace import Workplace
from assessment.edit.three_ways import Nothing, Whose
from assessment.errors import RequestError
from assessment.findings import Finding
from assessment.hand_in.hand_in import hand_in, learn, proposed
from assessment.load.data_files import years
from assessment.period import Period, period_of
from assessment.visible import one_line

_DO, _COMMIT, _MINE, _THEIRS, _CHOICE = "-do", "-commit", "-mine", "-theirs", "-choice-"
_LONGEST = 400


class BranchViews:
    """Shows and changes the person's own branch."""

    def __init__(self, place: Workplace, pages: Pages) -> None:
        self._place, self._pages = place, pages

    def mine(self) -> ResponseReturnValue:
        """Show the changes that are not handed in, or take one back."""
        if request.method == "GET":
            return self._mine(self._place.note(request.args.get("note", "")))
        with self._place.lock:
            try:
                period, errors = self._take_back(request.form.get(_COMMIT, ""))
            except RequestError as fault:
                return self._mine(("", ""), called_by_names(self._place, str(fault))), BadRequest.code
        notice, at = "已经照办，文件回到那次改动之前，后来的改动不受影响。", ""
        if errors and period is not None:
            notice += f"不过数据多了{len(errors)}处错误，请改好；后来的改动用到了它的，也一起收回。"
            at = year_address(period)
        return redirect(f"/mine?note={self._place.take_note(notice, at)}", 303)

    def _take_back(self, commit: str) -> tuple[Period | None, tuple[Finding, ...]]:
        """Take back a commit; return the newest year that it bears on and the errors that this has from then on."""
        tree, known = work_tree(self._place.data), years(self._place.data)
        touched = (one.period for step in steps(tree) if step.commit == commit for one in step.records)
        period = max((one for one in map(period_of, touched) if one in known and one is not None), default=None)
        before = () if period is None else self._place.ground(period).findings
        take_back(tree, commit, self._person(), now())
        if period is None or period not in years(self._place.data):
            return None, ()
        return period, new_errors(before, self._place.ground(period).findings)

    def _mine(self, notice: tuple[str, str], refused: str = "") -> str:
        with self._place.lock:
            changes = my_changes(self._place.data)
        return self._pages.fill("mine.html", changes=changes, person=known_person(), notice=notice, refused=refused)

    def update(self) -> ResponseReturnValue:
        """Show what has to be put into the branch, field by field where both changed it, or put it in."""
        tree = work_tree(self._place.data)
        if request.method == "GET":
            return self._behind(behind(tree))
        if request.form.get(_DO) == "learn":
            tree = learn(tree)
            stands = behind(tree)
            if stands.meetings or not stands.is_behind:
                return self._behind(stands)
        stands = behind(tree)
        seen = (request.form.get(_MINE, stands.mine), request.form.get(_THEIRS, stands.theirs))
        if seen != (stands.mine, stands.theirs):
            raise RequestError("刚才又有了新的提交，请刷新以后重新选")
        with self._place.lock:
            bring_up_to_date(tree, stands, _choices(stands, request.form), self._person(), now())
        return self._notice_at("/mine", f"{stands.name}的新内容已经并入自己的分支。")

    def hand_in(self) -> ResponseReturnValue:
        """Show what would be handed in, or hand it in."""
        tree = work_tree(self._place.data)
        if request.method == "GET":
            return self._pages.fill("hand-in.html", tree=tree, proposal=proposed(tree), done=None, refused="")
        what = proposed(tree)
        try:
            tree = learn(tree)
            if behind(tree).is_behind:
                return redirect("/update", 303)
            done = hand_in(tree)
        except RequestError as fault:
            page = self._pages.fill("hand-in.html", tree=tree, proposal=what, done=None, refused=str(fault))
            return page, BadRequest.code
        return self._pages.fill("hand-in.html", tree=tree, proposal=None, done=done, refused="")

    def _behind(self, stands: Behind) -> str:
        return self._pages.fill("update.html", stands=stands, shown=shown, called=self._called)

    def _called(self, one: Meeting) -> str:
        """Return what both changed as a person calls it."""
        return called_by_names(self._place, f"{one.file} {one.record}".strip())

    def _notice_at(self, address: str, notice: str) -> ResponseReturnValue:
        return redirect(f"{address}?note={self._place.take_note(notice, '')}", 303)

    def _person(self) -> Author:
        person = known_person()
        if person is None:
            raise RequestError("请先在“署名”写明姓名和邮箱")
        return person


def _choices(stands: Behind, form: Mapping[str, str]) -> Mapping[PlaceInFile, Whose]:
    """Return whose version of each field was chosen; fields that nothing was chosen for are refused later."""
    return {
        (one.file, one.keys): Whose(form[name])
        for number, one in enumerate(stands.meetings)
        if (name := f"{_CHOICE}{number}") in form and form[name] in {whose.value for whose in Whose}
    }


def shown(held: object) -> str:
    """Return a value of a field as people read it."""
    if held is Nothing.NOTHING:
        return "没有"
    line = one_line(value(held))
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}……"
