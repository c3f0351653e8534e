"""The pages on which sheets are chosen, looked at and taken in."""

from io import BytesIO
from pathlib import Path

from flask import Blueprint, Response, redirect, request, send_file
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from assessment.branches.making import Author
from assessment.change.ground import Ground
from assessment.desk.addresses import sheets_address
from assessment.desk.committing import branch_or_why_not, commit_written
from assessment.desk.find_period import find_period
from assessment.desk.pages import Pages
from assessment.desk.person import known_person, signing_person
from assessment.desk.sent import DO, OPENED, sent_day
from assessment.desk.sheet_page import SheetPage, sheet_among, sheet_page
from assessment.desk.uploads import Uploads
from assessment.desk.workplace import Workplace
from assessment.edit.files import writing
from assessment.errors import RequestError
from assessment.imports.dry_run import CALLED, KINDS
from assessment.imports.glossary import new_words
from assessment.imports.importing import Options
from assessment.imports.opening import open_sheets
from assessment.imports.taking import take_in
from assessment.imports.template import TEMPLATES, template
from assessment.load.evidence_folder import evidence_folder_of
from assessment.period import Period

WORD, OTHER, UNKNOWN, MEANING = "-word-", "-other-", "-asked", "-meant"
"""Fields for what a word stands for: chosen or written, by the word; and one more word with what it stands for."""
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheets(place: Workplace, pages: Pages) -> Blueprint:
    """Return the pages of sheets."""
    views, group = _SheetViews(place, pages), Blueprint("sheets", __name__)
    group.add_url_rule("/sheets/<period>", "start", views.start, methods=["GET", "POST"])
    group.add_url_rule("/sheets/<period>/blank/<kind>", "blank", views.blank)
    group.add_url_rule("/sheets/<period>/<number>", "sheet", views.sheet, methods=["GET", "POST"])
    return group


class _SheetViews:
    """What is shown and done."""

    def __init__(self, place: Workplace, pages: Pages) -> None:
        self._place, self._pages, self._uploads = place, pages, Uploads()

    def start(self, period: str) -> ResponseReturnValue:
        """Ask for a sheet, or keep the one that was chosen until it is confirmed."""
        year = find_period(self._place.data, period)
        if request.method == "GET":
            notice, _ = self._place.note(request.args.get("note", ""))
            blank = {kind: CALLED[kind] for kind in TEMPLATES}
            return self._pages.fill("sheets.html", period=year, notice=notice, blank=blank)
        number = self._uploads.keep(request.files.getlist("file"))
        try:
            open_sheets(sheet_among(self._uploads.files(number)))
        except RequestError:
            self._uploads.drop(number)
            raise
        return redirect(sheets_address(year, number), 303)

    def blank(self, period: str, kind: str) -> Response:
        """Return a sheet to be filled in."""
        year = find_period(self._place.data, period)
        if kind not in TEMPLATES:
            raise NotFound
        with self._place.lock:
            content = template(kind, _whole(self._place.ground(year)).year.whole)
        name = f"{year.name}{CALLED[kind]}.xlsx"
        return send_file(BytesIO(content), _WORKBOOK, as_attachment=True, download_name=name, etag=False)

    def sheet(self, period: str, number: str) -> ResponseReturnValue:
        """Show what a sheet comes to, take it in, or do away with it."""
        year, files = find_period(self._place.data, period), self._uploads.files(number)
        if not files:
            raise RequestError("这张表已经导入、放弃，或者等得太久，请重新选文件")
        with self._place.lock:
            match request.form.get(DO, ""):
                case "drop":
                    self._uploads.drop(number)
                    return redirect(sheets_address(year), 303)
                case "take":
                    return self._take(year, number, files, signing_person(request.form))
                case _:
                    return self._show(year, self._page(year, files, request.form))

    def _take(self, year: Period, number: str, files: list[Path], person: Author) -> ResponseReturnValue:
        data = self._place.data
        with writing(data):
            tree, why_not = branch_or_why_not(data, person)
            page = self._page(year, files, request.form, effect=False)
            is_other = page.digest != request.form.get(OPENED, "")
            if page.tried is None or page.glossary is None or not page.may_be_taken or is_other:
                return self._show(year, self._page(year, files, request.form), is_other=is_other), 409
            draft = page.tried.draft
            texts, kept = {**draft.texts, **new_words(data, page.glossary)}, draft.evidence_files
            take_in(data, texts, kept)
            folder = evidence_folder_of(data)
            written = [*(data / path for path in texts), *(folder / path for path in kept)]
            what = f"导入{CALLED[page.kind]}：{len(draft.texts)} 个单位"
            saved = commit_written(tree, why_not, written, what, person)
        self._uploads.drop(number)
        note = self._place.take_note(f"{what}。{saved.sentence}", request.path)
        return redirect(f"{sheets_address(year)}?note={note}", 303)

    def _page(self, year: Period, files: list[Path], form: MultiDict[str, str], *, effect: bool = True) -> SheetPage:
        ground = _whole(self._place.ground(year))
        kind = form.get("kind", "")
        return sheet_page(ground, files, kind if kind in KINDS else "", _options(form), _words(form), effect=effect)

    def _show(self, year: Period, page: SheetPage, *, is_other: bool = False) -> str:
        known = {"called": CALLED, "person": known_person(), "action": request.path, "is_other": is_other}
        return self._pages.fill("sheet.html", period=year, page=page, **known)


def _whole(ground: Ground) -> Ground:
    """Return a year whose year file and scheme can be read.

    Raises:
        RequestError: if they cannot.
    """
    if ground.year.readable is None:
        raise RequestError("年度文件或方案有错，请先改好")
    return ground


def _options(form: MultiDict[str, str]) -> Options:
    return Options(
        component=form.get("component", ""),
        evidence=form.get("evidence", "").strip(),
        source=form.get("source", "").strip(),
        day=sent_day(form, "date"),
        rater=form.get("rater", "").strip(),
        ballot_a_row="ballot-a-row" in form,
        final_only="final-only" in form,
        as_written="as-written" in form,
    )


def _words(form: MultiDict[str, str]) -> dict[str, str]:
    """Return what words were said to stand for."""
    chosen = {name.removeprefix(WORD): form.get(name, "") for name in form if name.startswith(WORD)}
    written = {name.removeprefix(OTHER): form.get(name, "") for name in form if name.startswith(OTHER)}
    more = {form.get(UNKNOWN, ""): form.get(MEANING, "")}
    every = {**chosen, **{word: meaning for word, meaning in written.items() if meaning.strip()}, **more}
    return {word.strip(): meaning.strip() for word, meaning in every.items() if word.strip() and meaning.strip()}
