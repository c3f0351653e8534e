"""What a browser sent with a form, beside the page that it came from."""

from collections.abc import Iterable, Mapping, Set
from datetime import date

from werkzeug.datastructures import MultiDict

from assessment.desk.form_page import FormPage
from assessment.desk.plain import plain
from assessment.errors import RequestError
from assessment.findings import Finding
from assessment.forms.answers import Answers
from assessment.forms.field import Field
from assessment.forms.names import BETWEEN
from assessment.visible import visible

DO, OPENED, SURE, MORE, WHOLE = "-do", "-opened", "-sure", "-more", "-value"
"""What forms send beside what was filled in; no field of a file begins with a dash."""


def sent_answers(form: MultiDict[str, str]) -> Answers:
    """Return what was filled in; a form of one value alone sends it under a name of its own."""
    fields = {name: form.getlist(name) for name in form if not name.startswith("-")}
    return {"": form.getlist(WHOLE)} if WHOLE in form else fields


def sent_text(form: MultiDict[str, str], name: str, default: str = "") -> str:
    """Return what can be seen of what was filled in or chosen; a choice sends an empty text before what is chosen."""
    return visible("".join(form.getlist(name)[-1:] or [default])).strip()


def sent_day(form: MultiDict[str, str], name: str) -> date | None:
    """Return the day that was filled in; None for none.

    Raises:
        RequestError: if it is no day.
    """
    written = form.get(name, "").strip()
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise RequestError("日期应写作 2019-05-03，请退回上一页改正") from None


def faults_by_field(page: FormPage) -> dict[str, list[str]]:
    """Return what is wrong with what was filled in, by the field that is asked for; else the one around it."""
    if page.trial is None:
        return {}
    return messages_by_field(page.form.walk(), page.trial.faults.at, page.trial.answer.unseen, page.names)


def messages_by_field(
    form: Iterable[Field],
    found: Mapping[str, Iterable[Finding]],
    unseen: Mapping[str, str],
    names: Mapping[str, str] | None = None,
) -> dict[str, list[str]]:
    """Return findings as the fields of a form say them, by the field that is asked for; else the one around it.

    Args:
        form: the fields of the form.
        found: findings by the names of fields.
        unseen: signs that nobody can see and that were filled in, in words, by the names of fields.
        names: of what ids stand for.
    """
    listed = [*form]
    fields = {one.name for one in listed if not one.fixed}
    faults: dict[str, list[str]] = {}
    for name, findings in found.items():
        titles = {_last(one): one.title for one in listed if _above(one.name) == _above(name)}
        messages = [
            plain(one.message, titles, names) + (f"（{plain(one.hint, titles, names)}）" if one.hint else "")
            for one in findings
        ]
        faults.setdefault(_nearest(name, fields), []).extend(messages)
    for name, signs in unseen.items():
        faults.setdefault(_nearest(name, fields), []).append(f"填的里有看不见的字符（{signs}），不写进文件")
    return faults


def _nearest(name: str, fields: Set[str]) -> str:
    while name and name not in fields:
        name = _above(name)
    return name


def _above(name: str) -> str:
    return name.rpartition(BETWEEN)[0]


def _last(field: Field) -> str:
    return field.name.rpartition(BETWEEN)[2]
