"""A new year or round in a form: the files of the command that begins it."""

from collections.abc import Mapping

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from assessment.beginning.next_round import next_round
from assessment.beginning.next_year import next_year
from assessment.desk.file_changes import ChangeForm, FileChanges
from assessment.desk.pages import Pages
from assessment.desk.sent import sent_text
from assessment.desk.workplace import Workplace
from assessment.errors import RequestError
from assessment.forms.field import Field, FieldChoice, FieldKind
from assessment.load.data_files import years
from assessment.period import Period, period_of

_HINT = (
    "照以前的一年（或一轮）复制方案，给每个单位建立空白的记录，进展是采集中，不公开；"
    "还没有决定的都列在方案的待定事项里。考评对象大变的，用 scripts/new-year 加 --roster 名单。"
)


def begin_views(place: Workplace, pages: Pages) -> Blueprint:
    """Return the page on which a year or a round is begun."""
    changes, blueprint = FileChanges(place, pages), Blueprint("begin", __name__)

    def page() -> ResponseReturnValue:
        """Show the form, what it would write, or write it."""
        with place.lock:
            known = years(place.data)
            form = _form(known, sent_text(request.form, "new"), sent_text(request.form, "from"))
            if request.method == "GET":
                return changes.show(form)
            return changes.take(form, lambda: _texts(place, known))

    blueprint.add_url_rule("/begin", "page", page, methods=["GET", "POST"])
    return blueprint


def _form(known: list[Period], new: str, old: str) -> ChangeForm:
    words = ("新的年度或一轮", "四位年份，例如 2020；一季、一月、半年写作 2023-q2、2023-m04、2023-h1。")
    choices = tuple(FieldChoice(str(one), one.name) for one in known)
    fields = (
        Field("new", FieldKind.WORDS, *words, required=True, text=new),
        Field("from", FieldKind.CHOICE, "照哪一年或哪一轮", "不选就照以前最近的。", text=old, choices=choices),
    )
    return ChangeForm("新的年度或一轮", "", _HINT, (("考评单位", "/roster/"),), fields, f"建立{new}")


def _texts(place: Workplace, known: list[Period]) -> Mapping[str, str]:
    written, like = sent_text(request.form, "new"), sent_text(request.form, "from")
    new, old = period_of(written), period_of(like)
    if new is None:
        raise RequestError(f"年度应为四位数字，例如 2020，不能是“{written}”；一轮写作 2023-q2、2023-m04、2023-h1")
    if new in known:
        raise RequestError(f"已经有 {new.spaced}了")
    begun = next_round(place.data, new, old, "") if new.is_round else next_year(place.data, new, old, None)
    return begun.files
