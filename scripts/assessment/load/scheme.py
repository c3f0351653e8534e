"""From a scheme file to a Scheme, under the readings chosen and under every other option."""

import copy
from collections.abc import Mapping
from decimal import Decimal

from assessment.dataset.scheme import (
    Alternative,
    Averaging,
    Clause,
    Component,
    Count,
    Gate,
    Grade,
    Group,
    Item,
    Limit,
    LimitOn,
    Method,
    NotApplicable,
    Option,
    Ranking,
    RankOn,
    Reading,
    Rule,
    Scheme,
    Setting,
    Ties,
    Wave,
    Window,
)
from assessment.exact import Rounding
from assessment.findings import Finding
from assessment.load.json_schema import checked
from assessment.load.typed import Table, UnsetError, number_or_by_group
from assessment.load.yaml_file import Document, Steps


def scheme_of(document: Document) -> tuple[Scheme | None, tuple[Alternative, ...], list[Finding]]:
    """Return the scheme as read, the scheme under each other option, and what is wrong with the readings."""
    readings = [_reading(table) for table in Table.of(document).tables("readings")]
    findings = [
        Finding(
            reading.origin.of("choice"),
            "unknown-option",
            f"没有名为“{reading.choice}”的理解",
            "请从本条 options 中选一个编号",
        )
        for reading in readings
        if reading.choice not in {option.id for option in reading.options}
    ]
    if findings:
        return None, (), findings
    chosen = {reading.id: reading.chosen for reading in readings}
    scheme, findings = _under(document, readings, chosen)
    if scheme is None:
        return None, (), findings
    alternatives = []
    for reading in readings:
        for option in reading.options:
            if option.id != reading.choice:
                other, faults = _under(document, readings, {**chosen, reading.id: option})
                findings += faults
                if other is not None:
                    alternatives.append(Alternative(reading.id, option.id, other))
    return scheme, tuple(alternatives), findings


def _under(
    document: Document, readings: list[Reading], chosen: Mapping[str, Option]
) -> tuple[Scheme | None, list[Finding]]:
    """Return the scheme with the settings of the given options in place."""
    data = copy.deepcopy(document.data)
    findings: list[Finding] = []
    for reading in readings:
        for setting in chosen[reading.id].settings:
            if not _set(data, setting.at.split("/"), setting.value):
                message = f"解读“{reading.id}”的参数位置“{setting.at}”在方案中找不到"
                findings.append(Finding(reading.origin.place, "unknown-setting", message, "请检查各级编号"))
    if findings:
        return None, findings
    patched, faults = checked(Document(document.file, data, document.places), "scheme")
    if patched is None or faults:
        return None, faults
    try:
        return _scheme(Table.of(patched), tuple(readings)), []
    except UnsetError as error:
        message = f"方案没有写明 {error}，也没有解读给出"
        return None, [Finding(document.place(error.path), "unset-parameter", message, "请在方案中补上这一栏")]


def _set(data: object, steps: list[str], value: object) -> bool:
    """Put a value where a path of keys, ids and clauses leads; tell whether there is such a place."""
    *above, last = steps
    for step in above:
        if isinstance(data, list):
            data = next((e for e in data if isinstance(e, dict) and step in (e.get("id"), e.get("clause"))), None)
        else:
            data = data.get(step) if isinstance(data, dict) else None
    if not isinstance(data, dict):
        return False
    data[last] = copy.deepcopy(value)
    return True


def _reading(table: Table) -> Reading:
    options = tuple(
        Option(
            option.text("id"),
            option.text("text"),
            tuple(Setting(s.text("at"), s.values["value"]) for s in option.tables("settings")),
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


def _scheme(table: Table, readings: tuple[Reading, ...]) -> Scheme:
    ranking = table.table("ranking") or Table.of(table.document, (*table.path, "ranking"))
    return Scheme(
        id=table.text("id"),
        year=table.integer("year", 0),
        title=table.text("title"),
        issuer=table.text("issuer"),
        issued=table.day("issued"),
        full=table.needed("full"),
        clauses=tuple(_clause(clause) for clause in table.tables("clauses")),
        groups=tuple(
            Group(g.text("id"), g.text("name"), g.text("clause"), g.texts("units"), g.origin)
            for g in table.tables("groups")
        ),
        components=tuple(_component(component) for component in table.tables("components")),
        ranking=Ranking(
            places=int(ranking.needed("places")),
            rounding=ranking.choice("rounding", Rounding),
            ties=ranking.choice("ties", Ties),
            rank_on=ranking.choice("rank_on", RankOn),
            overall=ranking.flag("overall"),
        ),
        grades={
            group: tuple(Grade(g.text("name"), g.needed("at_least")) for g in grades.tables(group))
            for grades in (table.table("grades"),)
            if grades is not None
            for group in grades.values
        },
        conversion_full=table.number("conversion_full"),
        readings=readings,
        origin=table.origin,
    )


def _clause(table: Table) -> Clause:
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


def _component(table: Table) -> Component:
    raters = table.by_name("raters")
    return Component(
        id=table.text("id"),
        name=table.text("name"),
        clause=table.text("clause"),
        method=table.choice("method", Method),
        full=table.number("full"),
        points=number_or_by_group(table.values["points"]),
        attach=table.text("attach") or "total",
        window=_window(table),
        scale=table.flag("scale"),
        not_applicable=_not_applicable(table),
        limit=table.maybe("limit", lambda t: Limit(t.number("upper"), t.number("lower"), t.choice("on", LimitOn))),
        raters={group: table_texts(by) for group, by in raters.items()},
        averaging=table.choice("averaging", Averaging) if "averaging" in table else None,
        items=tuple(_item(item) for item in table.tables("items")),
        components=tuple(_component(component) for component in table.tables("components")),
        waves=tuple(Wave(w.text("id"), w.text("name"), _window(w), w.needed("weight")) for w in table.tables("waves")),
        gate=table.maybe("gate", lambda t: Gate(t.needed("at_least"))),
        origin=table.origin,
    )


def table_texts(values: object) -> tuple[str, ...]:
    """Return a plain list as texts."""
    return tuple(str(value) for value in values) if isinstance(values, list) else ()


def _window(table: Table) -> Window:
    path: Steps = (*table.path, "window")
    window = Table.of(table.document, path)
    return Window(window.day("first"), window.day("last"))


def _not_applicable(table: Table) -> NotApplicable | None:
    return table.choice("not_applicable", NotApplicable) if "not_applicable" in table else None


def _item(table: Table) -> Item:
    return Item(
        clause=table.text("clause"),
        name=table.text("name"),
        full=number_or_by_group(table.values["full"]) if "full" in table else None,
        scale=table.flag("scale"),
        not_applicable=_not_applicable(table),
        eligible_listed=table.flag("eligible_listed"),
        limit_text=table.text("limit_text"),
        rules=tuple(_rule(rule) for rule in table.tables("rules")),
        items=tuple(_item(item) for item in table.tables("items")),
        origin=table.origin,
    )


def _rule(table: Table) -> Rule:
    listed = table.values.get("range")
    bounds = [number for number in listed if isinstance(number, Decimal)] if isinstance(listed, list) else []
    percent = table.number("percent")
    if "points" not in table and percent is None and not bounds:
        raise UnsetError((*table.path, "points"))
    return Rule(
        id=table.text("id"),
        points=number_or_by_group(table.values.get("points", 0)),
        count=table.choice("count", Count),
        limit=table.number("limit"),
        automatic_unless=table.text("automatic_unless"),
        requires=table.texts("requires"),
        veto=table.flag("veto"),
        percent=percent,
        range=(bounds[0], bounds[1]) if len(bounds) == 2 else None,
        origin=table.origin,
    )
