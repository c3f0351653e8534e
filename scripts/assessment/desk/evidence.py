"""The pages on which evidence is shown and registered."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Blueprint, Response, redirect, request, send_file
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from assessment.branches.making import Author
from assessment.change.ground import Ground
from assessment.clock import today
from assessment.dataset.record import EvidenceKind, Visibility
from assessment.desk.addresses import evidence_address
from assessment.desk.committing import branch_or_why_not, commit_written
from assessment.desk.evidence_pieces import file_of, picture_type, pieces_of
from assessment.desk.find_period import find_period
from assessment.desk.guard import POLICY
from assessment.desk.pages import Pages
from assessment.desk.person import known_person, signing_person
from assessment.desk.sent import sent_day, sent_text
from assessment.desk.uploads import passage, passing
from assessment.desk.workplace import Workplace
from assessment.edit.files import writing
from assessment.errors import RequestError
from assessment.period import Period

if TYPE_CHECKING:
    from assessment.evidence.keep import GatheredEvidence, NewEvidence

_ALONE = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""What a browser may do with a file of evidence that it opens by itself: show it, and nothing else."""


def evidence_pages(place: Workplace, pages: Pages) -> Blueprint:
    """Return the pages of evidence."""
    views, group = _EvidenceViews(place, pages), Blueprint("evidence", __name__)
    group.add_url_rule("/evidence/<period>/<unit>/", "pieces", views.pieces, methods=["GET", "POST"])
    group.add_url_rule("/evidence/<period>/<unit>/<id>/<int:number>", "file", views.file)
    return group


@dataclass
class _Registration:
    """What became of several pieces."""

    written: list[Path] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)


class _EvidenceViews:
    """What is shown and done."""

    def __init__(self, place: Workplace, pages: Pages) -> None:
        self._place, self._pages = place, pages

    def pieces(self, period: str, unit: str) -> ResponseReturnValue:
        """Show the evidence of a unit, or register more."""
        year = find_period(self._place.data, period)
        if request.method == "POST":
            return self._add(year, unit, signing_person(request.form))
        with self._place.lock:
            ground = self._ground(year, unit)
            return self._pages.fill(
                "evidence.html",
                period=year,
                unit=unit,
                unit_name=ground.year.whole.units[unit].name,
                pieces=pieces_of(ground, unit),
                kinds=[kind.value for kind in EvidenceKind],
                person=known_person(),
                day=today(),
                notice=self._place.note(request.args.get("note", ""))[0],
            )

    def file(self, period: str, unit: str, id: str, number: int) -> Response:
        """Return a file of a unit's evidence: a picture to be shown, anything else to be saved."""
        with self._place.lock:
            path = file_of(self._ground(find_period(self._place.data, period), unit), unit, id, number)
        if path is None:
            raise NotFound
        picture = picture_type(path)
        kind = picture or "application/octet-stream"
        name = path.name
        answer = send_file(path, kind, as_attachment=not picture, download_name=name, conditional=False, etag=False)
        answer.headers[POLICY] = _ALONE
        return answer

    def _ground(self, year: Period, unit: str) -> Ground:
        ground = self._place.ground(year)
        if ground.year.readable is None:
            raise RequestError("年度文件或方案有错，请先改好")
        if unit not in ground.year.readable.units or ground.year.readable.scheme.group_of(unit) is None:
            raise NotFound
        return ground

    def _add(self, year: Period, unit: str, person: Author) -> ResponseReturnValue:
        from assessment.evidence.keep import gather

        with self._place.lock:
            whole = self._ground(year, unit).year.whole
        files = [file for file in request.files.getlist("file") if file.filename]
        with ExitStack() as held:
            paths = held.enter_context(passing(files)) if files else []
            gathered = [
                # A page is captured while others work.
                gather(wanted, Path(held.enter_context(passage())))
                for wanted in _wanted(request.form, paths)
            ]
            with self._place.lock, writing(self._place.data):
                tree, why_not = branch_or_why_not(self._place.data, person)
                outcome = _register(self._place.data, year, unit, gathered)
                if not outcome.written:
                    raise RequestError("；".join(outcome.refusals))
                what = f"{whole.units[unit].name}：登记证据"
                saved = commit_written(tree, why_not, outcome.written, what, person)
        approved = [] if whole.approval is None else [f"{year.spaced}已经审定，引用之后要记一次更正"]
        note = "；".join([*outcome.sentences, *outcome.refusals, *approved])
        number = self._place.take_note(f"{note}。{saved.sentence}", request.path)
        return redirect(f"{evidence_address(year, unit)}?note={number}", 303)


def _register(data: Path, year: Period, unit: str, gathered: "list[GatheredEvidence]") -> _Registration:
    """Register each piece; one that is known already keeps no other from being registered."""
    from assessment.evidence.keep import register

    outcome = _Registration()
    for piece in gathered:
        try:
            kept = register(data, year, unit, piece)
        except RequestError as fault:
            outcome.refusals.append(f"《{piece.wanted.title}》{fault}")
            continue
        outcome.written += [kept.record, *kept.files]
        outcome.sentences.append(f"已登记 {kept.id}《{kept.title}》")
        if kept.left_out:
            outcome.sentences.append(f"网页里指向本机或内网的 {len(kept.left_out)} 处没有留存")
    return outcome


def _wanted(form: MultiDict[str, str], paths: list[Path]) -> "list[NewEvidence]":
    """Return what is to be registered: each file by itself, or the page at an address.

    Raises:
        RequestError: naming all that stands in the way.
    """
    from assessment.evidence.keep import NewEvidence, kind_of

    url, title, source = (sent_text(form, name) for name in ("url", "title", "source"))
    day = sent_day(form, "date")
    obstacles = []
    if not paths and not url:
        obstacles.append("请选文件，或者写明网址")
    if not (source := source or _host(url)):
        obstacles.append("请写明证据从哪里来")
    if day is not None and day > today():
        obstacles.append(f"取得日期 {day} 还没有到，今天是 {today()}")
    if len(paths) > 1 and title:
        obstacles.append("选了几个文件的，标题照文件名，请不写标题，或者分开登记")
    if obstacles:
        raise RequestError("；".join(obstacles))
    chosen: list[Path | None] = [*paths] or [None]
    kinds = {kind.value: kind for kind in EvidenceKind}
    return [
        NewEvidence(
            file=path,
            url=url,
            title=title,
            kind=kinds.get(form.get("kind", ""), kind_of(path)),
            source=source,
            captured=day if day is not None and path is not None else today(),
            visibility=Visibility.INTERNAL if "internal" in form else Visibility.PUBLIC,
            intranet=False,
        )
        for path in chosen
    ]


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
