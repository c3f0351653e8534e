"""From a part of a scheme file to a Part, with what it takes over from the parts above it.

The words of older files are translated here and nowhere else: ``indicators`` is a sum of marks that are given, and
``bonus`` an accrual on top of the total.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from assessment.dataset.method import Method
from assessment.dataset.part import (
    Averaging,
    Combine,
    Consequence,
    Count,
    Gate,
    Limit,
    LimitOn,
    Members,
    NotApplicable,
    Part,
    Rule,
    Threshold,
    Wave,
    Window,
)
from assessment.kept import Same
from assessment.load.typed import TypedMapping, UnsetError, by_group, number_or_by_name
from assessment.period import period_of

_OLD_WORDS = {"indicators": Method.GIVEN, "bonus": Method.ACCRUAL}
"""Methods as older files name them, and what the leaves below get their marks by."""

_JOINING = {Method.SUM.value, Method.MEAN.value, "indicators"}
"""Methods that need parts below, and are no method of a leaf even where there are none, which a check refuses."""


@dataclass(frozen=True)
class _Above:
    """What a part takes over where it does not say otherwise."""

    method: Method
    """How leaves get their marks."""
    window: Window
    not_applicable: NotApplicable | None = None
    raters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    explained: bool = True
    self_marks: bool = False


class KnownParts:
    """The parts at the top of one scheme that were read under one reading, for all others that leave them as they are."""

    def __init__(self) -> None:
        self._by_values: dict[Same, Part] = {}

    def read(self, table: TypedMapping, above: _Above) -> Part:
        """Return a part; the same values, where nothing of them was copied, make the same part."""
        values = Same(table.values)
        if values not in self._by_values:
            self._by_values[values] = _part(table, above)
        return self._by_values[values]


def parts_of(table: TypedMapping, key: str, time: Window, known: KnownParts) -> tuple[Part, ...]:
    """Return the parts at the top of a scheme; one that names no window is about the whole time."""
    above = _Above(Method.GIVEN, time)
    return tuple(known.read(part, above) for part in table.tables(key))


def outcome_of(table: TypedMapping) -> Consequence | None:
    """Return what a veto makes of a part or of the total, where it says."""
    return table.maybe("vetoed", lambda t: Consequence(t.number("mark"), t.text("grade")))


def _part(table: TypedMapping, above: _Above) -> Part:
    named = table.text("method")
    leaf_method = _leaf_method(named, above.method)
    own = replace(
        above,
        method=leaf_method,
        window=_window(table) if "window" in table else above.window,
        not_applicable=table.choice("not_applicable", NotApplicable)
        if "not_applicable" in table
        else above.not_applicable,
        raters=_raters(table) if "raters" in table else above.raters,
        explained=table.text("reasons") != "optional" if "reasons" in table else above.explained,
        self_marks=table.flag("self_marks") if "self_marks" in table else above.self_marks,
    )
    items = tuple(_part(item, own) for item in table.tables("items"))
    joins = bool(items) or named in _JOINING
    method = _method_of_items(named) if joins and named != Method.GIVEN.value else leaf_method
    return Part(
        id=table.text("id"),
        name=table.text("name"),
        clause=table.text("clause"),
        giver=table.text("giver"),
        groups=table.texts("groups"),
        method=method,
        full=by_group(table.values["full"]) if "full" in table else None,
        points=by_group(table.values["points"]) if "points" in table else None,
        weight=table.number("weight"),
        on_top=table.flag("on_top") or named == "bonus",
        attach=table.text("attach") or "total",
        window=own.window,
        scale=table.flag("scale"),
        rescale_here=table.flag("rescale_here"),
        not_applicable=own.not_applicable,
        limit=_limit(table, method),
        limit_text=table.text("limit_text"),
        gate=table.maybe("gate", lambda t: Gate(t.text("part"), t.number("at_least"), t.number("above"))),
        vetoed=outcome_of(table),
        fails_below=table.number("fails_below"),
        raters=dict(own.raters),
        averaging=table.choice("averaging", Averaging) if "averaging" in table else None,
        places=table.integer("places", 0) if "places" in table else None,
        eligible_listed=table.flag("eligible_listed"),
        rules=tuple(_rule(rule) for rule in table.tables("rules")),
        waves=tuple(_wave(wave) for wave in table.tables("waves")),
        combine=table.choice("combine", Combine) if "combine" in table else Combine.MEAN,
        members=table.choice("members", Members) if "members" in table else None,
        per=table.number("per"),
        table=tuple(sorted(_steps(table, "table"), key=lambda step: -step.number)),
        line=tuple(sorted(_steps(table, "line"), key=lambda step: step.number)),
        explained=own.explained,
        self_marks=own.self_marks,
        items=items,
        origin=table.origin,
    )


def _leaf_method(named: str, above: Method) -> Method:
    """Return how leaves get their marks: by the nearest part above that names a method of leaves."""
    if named in _OLD_WORDS:
        return _OLD_WORDS[named]
    method = Method(named) if named else above
    return above if method.joins else method


def _method_of_items(named: str) -> Method:
    return Method.MEAN if named == Method.MEAN.value else Method.SUM


def _limit(table: TypedMapping, method: Method) -> Limit | None:
    """Return the bounds of a part; deductions take no more than there is (扣完为止) unless ``lower: none`` says so."""
    limit = table.table("limit")
    own = Decimal(0) if method is Method.DEDUCTIONS else None
    if limit is None:
        return None if own is None else Limit(None, own, LimitOn.NET)
    lower = limit.values.get("lower", own)
    bound = None if lower == "none" or lower is None else limit.number("lower") if "lower" in limit else own
    on = limit.choice("on", LimitOn) if "on" in limit else LimitOn.NET
    return Limit(limit.number("upper"), bound, on, lower == "none")


def _raters(table: TypedMapping) -> tuple[tuple[str, tuple[str, ...]], ...]:
    raters = table.by_name("raters")
    return tuple((group, _texts(by)) for group, by in raters.items())


def _texts(values: object) -> tuple[str, ...]:
    return tuple(str(value) for value in values) if isinstance(values, list) else ()


def _window(table: TypedMapping) -> Window:
    window = TypedMapping.of(table.document, (*table.path, "window"))
    return Window(window.day("first"), window.day("last"))


def _wave(table: TypedMapping) -> Wave:
    """Return a wave; one that comes from a round is about the time of the round where it says no other."""
    source = period_of(table.text("round"))
    own = source is None or "window" in table
    return Wave(
        id=table.text("id"),
        name=table.text("name"),
        window=_window(table) if own or source is None else Window(source.first, source.last),
        weight=table.number("weight") or Decimal(1),
        round=source,
        part=table.text("part"),
        is_weighed=table.number("weight") is not None,
    )


def _steps(table: TypedMapping, key: str) -> list[Threshold]:
    return [Threshold(row.needed("number"), row.needed("mark")) for row in table.tables(key)]


def _rule(table: TypedMapping) -> Rule:
    listed = table.values.get("range")
    bounds = [number for number in listed if isinstance(number, Decimal)] if isinstance(listed, list) else []
    percent = table.number("percent")
    if "points" not in table and percent is None and not bounds and "ceiling" not in table and not table.flag("veto"):
        raise UnsetError((*table.path, "points"), Decimal(0))
    counts_once = "ceiling" in table or ("points" not in table and percent is None and not bounds)
    return Rule(
        id=table.text("id"),
        label=table.text("label"),
        points=number_or_by_name(table.values.get("points", 0)),
        count=Count.ONCE if counts_once and "count" not in table else table.choice("count", Count),
        limit=table.number("limit"),
        automatic_unless=table.text("automatic_unless"),
        requires=table.texts("requires"),
        veto=table.flag("veto"),
        percent=percent,
        range=(bounds[0], bounds[1]) if len(bounds) == 2 else None,
        ceiling=table.number("ceiling"),
        origin=table.origin,
    )
