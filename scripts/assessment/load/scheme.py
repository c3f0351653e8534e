"""From a scheme file to a Scheme, under the readings chosen and under every other option."""

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assessment.dataset.part import Window
from assessment.dataset.scheme import (
    Alternative,
    Clause,
    Grade,
    Group,
    Option,
    OutsideRater,
    Ranking,
    RankingList,
    RankOn,
    Reading,
    Scheme,
    Setting,
    Ties,
    UnitKind,
)
from assessment.exact import Rounding
from assessment.findings import Finding
from assessment.kept import Same
from assessment.load.json_schema import checked, title_of
from assessment.load.part import KnownParts, outcome_of, parts_of
from assessment.load.typed import TypedMapping, UnsetError, by_group
from assessment.load.yaml_file import KEY, Document, Steps
from assessment.place import Place

MOST_OPTIONS = 100
"""Of all readings together; no scheme so far has needed a third of them."""


MOST_UNSET = 50
"""How many parameters that are not there are named at once."""


class _KnownValues:
    """What was read under one reading, for all others that leave the values as they are."""

    def __init__(self) -> None:
        self.parts = KnownParts()
        self.sound: object = None
        """The data of a scheme that is sound; None before there is one."""
        self._clauses: dict[Same, tuple[Clause, ...]] = {}

    def clauses(self, table: TypedMapping) -> tuple[Clause, ...]:
        """Return the text of a scheme; the same values make the same text."""
        values = Same(table.values.get("clauses"))
        if values not in self._clauses:
            self._clauses[values] = tuple(_clause(clause) for clause in table.tables("clauses"))
        return self._clauses[values]


@dataclass(frozen=True)
class _Placed:
    """A setting of an option, and the value of the scheme that it sets."""

    reading: Reading
    option: Option
    setting: Setting
    source: Steps
    """Path of the setting in the file."""
    path: Steps
    """Path of the value that it sets."""


def scheme_of(
    document: Document, time: Window | None = None
) -> tuple[Scheme | None, tuple[Alternative, ...], list[Finding]]:
    """Return the scheme as read, the scheme under each other option, and what is wrong with the readings.

    Args:
        time: what a part is about that names no window; None for the whole year.
    """
    readings = [_reading(table) for table in TypedMapping.of(document).tables("readings")]
    placed, findings = _placed(document, readings)
    findings += _too_many(readings)
    findings += [
        Finding(
            reading.origin.of("choice"),
            "unknown-option",
            f"没有名为“{reading.choice}”的理解",
            f"可填：{'、'.join(option.id for option in reading.options)}",
        )
        for reading in readings
        if reading.choice not in {option.id for option in reading.options}
    ]
    if findings:
        return None, (), findings
    findings += [*_overwritten(document, placed), *_set_twice(placed)]
    chosen = [reading.chosen for reading in readings]
    known = _KnownValues()
    scheme, faults = _under(document, readings, placed, chosen, time, known)
    findings += _reading_findings(document, placed, faults)
    if scheme is None:
        return None, (), findings
    alternatives = []
    for index, reading in enumerate(readings):
        for option in reading.options:
            if option.id != reading.choice:
                others = [*chosen[:index], option, *chosen[index + 1 :]]
                other, faults = _under(document, readings, placed, others, time, known)
                findings += [_of_option(reading, option, fault) for fault in faults]
                if other is not None:
                    alternatives.append(Alternative(reading.id, option.id, other))
    return scheme, tuple(alternatives), findings


def _too_many(readings: Sequence[Reading]) -> Iterator[Finding]:
    """Find the option from which on there are too many: the whole scheme is read and scored under each."""
    count = 0
    for reading in readings:
        count += len(reading.options)
        if count > MOST_OPTIONS:
            message = f"到这条解读为止共有 {count} 种理解，最多 {MOST_OPTIONS} 种"
            yield Finding(reading.origin.place, "too-many-options", message, "请删去不再需要比较的理解")
            return


def _placed(document: Document, readings: Sequence[Reading]) -> tuple[list[_Placed], list[Finding]]:
    """Return every setting with the path it leads to, and those that lead nowhere."""
    placed: list[_Placed] = []
    findings: list[Finding] = []
    guide = Guide(document.data)
    for r, reading in enumerate(readings):
        for o, option in enumerate(reading.options):
            for s, setting in enumerate(option.settings):
                path = guide.led_to(setting.at)
                if path is None:
                    message = f"解读“{reading.id}”的参数位置“{setting.at}”在方案中找不到"
                    findings.append(Finding(setting.origin.of("at"), "unknown-setting", message, "请检查各级编号"))
                else:
                    source: Steps = ("readings", r, "options", o, "settings", s)
                    placed.append(_Placed(reading, option, setting, source, path))
    return placed, findings


class Guide:
    """Leads through one document, of whose lists it remembers where each id and clause stands."""

    def __init__(self, data: object) -> None:
        self._data = data
        self._known: dict[int, Mapping[object, int]] = {}

    def led_to(self, at: str) -> Steps | None:
        """Return the path that keys, ids and clauses lead to, or None where there is no such place."""
        data = self._data
        *above, last = at.split("/")
        path: Steps = ()
        for step in above:
            known: str | int = step
            if isinstance(data, list):
                known = self._places(data).get(step, -1)
                data = data[known] if known >= 0 else None
            else:
                data = data.get(step) if isinstance(data, dict) else None
            path = (*path, known)
        return (*path, last) if isinstance(data, dict) else None

    def _places(self, listed: list[object]) -> Mapping[object, int]:
        """Return where the first entry of each id or clause stands, or of each name where it has neither."""
        if id(listed) not in self._known:
            places: dict[object, int] = {}
            for index, entry in enumerate(listed):
                for name in _names(entry) if isinstance(entry, dict) else ():
                    places.setdefault(name, index)
            self._known[id(listed)] = places
        return self._known[id(listed)]


def _names(entry: Mapping[object, object]) -> Iterator[str]:
    """Yield what leads to an entry of a list: its id and its clause, or of a grade its name."""
    known = [name for key in ("id", "clause") if isinstance(name := entry.get(key), str)]
    name = entry.get("name")
    yield from known or ([name] if isinstance(name, str) else [])


def _overwritten(document: Document, placed: Sequence[_Placed]) -> Iterator[Finding]:
    """Find values that the scheme writes itself and a reading would silently replace."""
    for one in placed:
        *above, last = one.path
        holder = document.at(tuple(above))
        if isinstance(holder, dict) and last in holder:
            message = f"{one.setting.at} 由解读“{one.reading.id}”决定，写在这里不起作用"
            hint = "请删去这一栏，在该解读的 choice 中选定"
            yield Finding(document.key_place(tuple(above), str(last)), "set-by-reading", message, hint)


def _set_twice(placed: Sequence[_Placed]) -> Iterator[Finding]:
    """Find settings of one value by two readings, or twice by one option."""
    first: dict[Steps, _Placed] = {}
    options: dict[tuple[Steps, int], _Placed] = {}
    for one in placed:
        other = first.setdefault(one.path, one)
        if other.reading is one.reading:
            other = options.setdefault((one.path, id(one.option)), one)
        if other is not one:
            message = f"{one.setting.at} 已由解读“{other.reading.id}”的“{other.option.id}”决定"
            hint = "一个参数只能由一条解读决定，请删去一处"
            yield Finding(one.setting.origin.of("at"), "set-by-reading", message, hint)


def _under(
    document: Document,
    readings: Sequence[Reading],
    placed: Sequence[_Placed],
    chosen: Sequence[Option],
    time: Window | None,
    known: _KnownValues,
) -> tuple[Scheme | None, list[Finding]]:
    """Return the scheme with the settings of the given options in place; ``known`` is what was read before."""
    settings = [one for one in placed if any(one.option is option for option in chosen)]
    patched, faults = checked(_patched(document, settings), "scheme", known.sound)
    if patched is None or faults:
        return None, faults
    known.sound = patched.data
    unset: list[Finding] = []
    while len(unset) < MOST_UNSET:
        try:
            scheme = _scheme(TypedMapping.of(patched), tuple(readings), time, known)
        except UnsetError as error:
            unset.append(_unset(document, error.path))
            patched = _with(patched, error.path, error.stand_in)
        else:
            return (None, unset) if unset else (scheme, [])
    return None, unset


def _unset(document: Document, path: Steps) -> Finding:
    holder, field = (title_of("scheme", one) for one in (path[:-1], path))
    message = f"“{holder}”没有写明“{field}”（{path[-1]}），所选的理解也没有给出"
    return Finding(document.place(path), "unset-parameter", message, "请在这里补上，或在解读的每种理解中给出")


def _with(document: Document, path: Steps, value: object) -> Document:
    """Return a document with a value at a path, and mappings on the way to it."""
    data = copy.deepcopy(document.data)
    holder = data
    for step in path[:-1]:
        below = holder.setdefault(step, {}) if isinstance(holder, dict) and isinstance(step, str) else None
        holder = holder[step] if below is None and isinstance(holder, list) and isinstance(step, int) else below
    if isinstance(holder, dict):
        holder[path[-1]] = value
    return Document(document.file, data, document.places)


def _patched(document: Document, settings: Sequence[_Placed]) -> Document:
    """Return the document with settings in place; what they set stands where the reading writes it.

    What holds no setting is not copied, and is the same object in all that come of one document.
    """
    data = _copied(document.data, [one.path[:-1] for one in settings])
    places = dict(document.places)
    for one in settings:
        *above, last = one.path
        holder = Document(document.file, data, {}).at(tuple(above))
        if isinstance(holder, dict):
            holder[last] = copy.deepcopy(one.setting.value)
        places[(*above, KEY, last)] = one.setting.origin.of("at")
        for inner in _inside(one.setting.value):
            places[(*one.path, *inner)] = document.place((*one.source, "value", *inner))
    return Document(document.file, data, places)


def _copied(value: object, paths: Sequence[Steps]) -> object:
    """Return a value of which what stands on the way of paths is a copy."""
    if not paths:
        return value
    below: dict[str | int, list[Steps]] = {}
    for step, *rest in filter(None, paths):
        below.setdefault(step, []).append(tuple(rest))
    if isinstance(value, dict):
        return {key: _copied(inner, below.get(key, ())) for key, inner in value.items()}
    if isinstance(value, list):
        return [_copied(inner, below.get(index, ())) for index, inner in enumerate(value)]
    return value


def _inside(value: object) -> Iterator[Steps]:
    """Yield the path of a value and of each value in it, relative to it."""
    yield ()
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in parts:
        yield from ((step, *inner) for inner in _inside(part))


def _of_option(reading: Reading, option: Option, fault: Finding) -> Finding:
    """Return a fault with the option named that brings it."""
    return replace(fault, message=f"解读“{reading.id}”选“{option.id}”：{fault.message}")


def _reading_findings(document: Document, placed: Sequence[_Placed], faults: Sequence[Finding]) -> Iterator[Finding]:
    """Yield faults, each with the option named whose value it is about, if it is about any."""
    brought_by: dict[Place, _Placed] = {}
    for one in placed if faults else ():
        brought_by.setdefault(one.setting.origin.of("at"), one)
        for inner in _inside(one.setting.value):
            brought_by.setdefault(document.place((*one.source, "value", *inner)), one)
    for fault in faults:
        bringer = brought_by.get(fault.place)
        yield fault if bringer is None else _of_option(bringer.reading, bringer.option, fault)


def _reading(table: TypedMapping) -> Reading:
    options = tuple(
        Option(
            option.text("id"),
            option.text("text"),
            tuple(Setting(s.text("at"), s.values["value"], s.origin) for s in option.tables("settings")),
        )
        for option in table.tables("options")
    )
    return Reading(
        table.text("id"),
        table.texts("clauses"),
        table.text("question"),
        table.text("choice"),
        options,
        table.origin,
    )


def _scheme(table: TypedMapping, readings: tuple[Reading, ...], time: Window | None, known: _KnownValues) -> Scheme:
    year = table.integer("year", 0)
    ranking = table.table("ranking") or TypedMapping.of(table.document, (*table.path, "ranking"))
    return Scheme(
        id=table.text("id"),
        year=year,
        title=table.text("title"),
        issuer=table.text("issuer"),
        source=table.text("source"),
        undecided=table.texts("undecided"),
        issued=table.day("issued"),
        full=by_group(table.values["full"]) if "full" in table else None,
        clauses=known.clauses(table),
        groups=tuple(
            Group(g.text("id"), g.text("name"), g.text("clause"), g.texts("units"), g.origin)
            for g in table.tables("groups")
        ),
        components=parts_of(table, "components", time or Window(date(year, 1, 1), date(year, 12, 31)), known.parts),
        rescale_here=table.flag("rescale_here"),
        vetoed=outcome_of(table),
        fails_below=table.number("fails_below"),
        ranking=Ranking(
            places=ranking.integer("places", 2),
            rounding=ranking.choice("rounding", Rounding),
            ties=ranking.choice("ties", Ties),
            rank_on=ranking.choice("rank_on", RankOn),
            overall=ranking.flag("overall"),
            lists=tuple(
                RankingList(t.text("id"), t.text("name"), t.texts("groups"), t.origin) for t in ranking.tables("lists")
            ),
            depth=ranking.integer("depth", 0),
        ),
        grades={
            group: tuple(_grade(grade) for grade in grades.tables(group))
            for grades in (table.table("grades"),)
            if grades is not None
            for group in grades.values
        },
        conversion_full=table.number("conversion_full"),
        readings=readings,
        origin=table.origin,
        secrecy=table.text("secrecy"),
        contents_depth=table.integer("contents_depth", 2),
        outside_raters=tuple(
            OutsideRater(r.text("id"), r.text("name"), r.origin) for r in table.tables("outside_raters")
        ),
        kinds=tuple(UnitKind(k.text("id"), k.text("name"), k.texts("units"), k.origin) for k in table.tables("kinds")),
    )


def _grade(table: TypedMapping) -> Grade:
    return Grade(
        table.text("name"),
        table.number("at_least"),
        table.origin,
        above=table.number("above"),
        at_most=table.number("at_most"),
        below=table.number("below"),
    )


def _clause(table: TypedMapping) -> Clause:
    return Clause(
        id=table.text("id"),
        heading=table.text("heading"),
        worth=table.text("worth"),
        text=table.text("text"),
        columns=table.texts("columns"),
        note=table.text("note"),
        clauses=tuple(_clause(clause) for clause in table.tables("clauses")),
        origin=table.origin,
    )
