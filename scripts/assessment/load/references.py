"""References of YAML inside a file (``&name``, ``*name``, ``<<``), which no data file may use.

Every mark leads to one line, and whoever changes that line changes that mark and no other. A reference would give one
line to many marks: the line that a reader is led to would not be the place where the number is used, and a change of
it would reach places that nobody looks at. What parts have in common is written once in the part above them.
"""

from collections.abc import Iterator

import yaml
from yaml.events import AliasEvent, Event, ScalarEvent

from assessment.findings import Finding
from assessment.place import Place

_CODE = "yaml-reference"
_WHY = "每个数都要写在用它的那一行"
_HINT = "请照抄那里的内容；几项共同的 method、window、not_applicable、raters、reasons 写在上级，下级就沿用"
_HINT_ELSEWHERE = "请照抄那里的内容"


def references(text: str, file: str, kind: str) -> list[Finding]:
    """Return every reference in the text of a file to another part of it, and every name given for one.

    A text that only begins with ``*`` or ``&`` is none, as nothing in the file has that name.
    """
    if "*" not in text and "<<" not in text:
        return []
    events = [*_events(text)]
    names = {_anchor(event): event for event in events if not isinstance(event, AliasEvent) and _anchor(event)}
    used = {_anchor(event) for event in events if isinstance(event, AliasEvent)} & names.keys()
    found = [_finding(event, names, file, kind) for event in events if _anchor(event) in used]
    return [*found, *(_merge(event, file, kind) for event in events if _is_merge(event))]


def _events(text: str) -> Iterator[Event]:
    """Yield the events of a text, as far as it can be read."""
    try:
        yield from yaml.parse(text, yaml.CSafeLoader)
    except yaml.YAMLError:
        return


def _anchor(event: Event) -> str:
    return getattr(event, "anchor", None) or ""


def _is_merge(event: Event) -> bool:
    return isinstance(event, ScalarEvent) and event.value == "<<" and not event.style


def _finding(event: Event, names: dict[str, Event], file: str, kind: str) -> Finding:
    name = _anchor(event)
    if not isinstance(event, AliasEvent):
        return Finding(_place(event, file), _CODE, f"不能给一段内容取名 &{name} 供别处引用：{_WHY}", f"请删去 &{name}")
    line = _place(names[name], file).line
    message = f"不能用 *{name} 引用第 {line} 行的内容：{_WHY}"
    return Finding(_place(event, file), _CODE, message, _hint(kind))


def _merge(event: Event, file: str, kind: str) -> Finding:
    return Finding(_place(event, file), _CODE, f"不能用 << 合并别处的内容：{_WHY}", _hint(kind))


def _hint(kind: str) -> str:
    return _HINT if kind == "scheme" else _HINT_ELSEWHERE


def _place(event: Event, file: str) -> Place:
    mark = event.start_mark
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
