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
from assessment.desk.years_of_files import years_of_files
from assessment.edit.three_ways import Nothing, Whose
from assessment.errors import FaultyDataError, RequestError
from assessment.findings import Finding
from assessment.hand_in.hand_in import hand_in, learn, proposed
from assessment.period import Period
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
                paths, before = self._take_back(request.form.get(_COMMIT, ""))
            except RequestError as fault:
                return self._mine(("", ""), called_by_names(self._place, str(fault))), BadRequest.code
            # The commit stands: what fails from here on is no reason to say that nothing was done.
            try:
                more, at = self._errors_left(paths, before)
            except (RequestError, FaultyDataError, OSError):
                more, at = "不过数据读不出来，看不出有没有错误。", "/"
        notice = f"已经照办，文件回到那次改动之前，后来的改动不受影响。{more}"
        return redirect(f"/mine?note={self._place.take_note(notice, at)}", 303)

    def _take_back(self, commit: str) -> tuple[list[str], Mapping[Period, tuple[Finding, ...]]]:
        """Take back a commit; return its data files, and what was wrong with the years that depend on them."""
        tree = work_tree(self._place.data)
        top = tree.clone.inside("")
        files = (file for step in steps(tree) if step.commit == commit for file in step.files)
        paths = [file.removeprefix(top) for file in files if file.startswith(top)]
        before = {one: self._place.ground(one).findings for one in years_of_files(self._place.data, paths)}
        take_back(tree, commit, self._person(), now())
        return paths, before

    def _errors_left(self, paths: list[str], before: Mapping[Period, tuple[Finding, ...]]) -> tuple[str, str]:
        """Say how many errors the years have that depend on files and did not have before, and where they are told."""
        after = {one: self._place.ground(one).findings for one in years_of_files(self._place.data, paths)}
        errors = {one: new_errors(before.get(one, ()), findings) for one, findings in after.items()}
        faulty = [one for one, new in errors.items() if new]
        if not faulty:
            return "", ""
        count = len({error for new in errors.values() for error in new})
        more = f"不过数据多了{count}处错误，请改好；后来的改动用到了它的，也一起收回。"
        return more, year_address(max(faulty))

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
