"""From a year's file to a YearRecord."""

from assessment.dataset.year import Amendment, Approval, Change, Disclosure, Provenance, Round, Stage, Value, YearRecord
from assessment.load.typed import TypedMapping
from assessment.load.yaml_file import Document
from assessment.period import Period, period_of


def year_of(document: Document) -> YearRecord:
    """Return the year."""
    table = TypedMapping.of(document)
    eligible = table.table("eligible")
    return YearRecord(
        period=table.period("year"),
        round=table.maybe("round", lambda t: _round(t, table.period("year"))),
        scheme=table.text("scheme"),
        provenance=table.choice("provenance", Provenance),
        stage=table.choice("stage", Stage),
        disclosure=table.choice("disclosure", Disclosure),
        leading=table.integer("leading", 0),
        trailing=table.integer("trailing", 0),
        approval=table.maybe("approval", lambda t: Approval(t.text("body"), t.day("date"), t.text("document"))),
        published=table.day_or_none("published"),
        agency=table.text("agency"),
        eligible={} if eligible is None else {clause: eligible.texts(clause) for clause in eligible.values},
        amendments=tuple(_amendment(amendment) for amendment in table.tables("amendments")),
        origin=table.origin,
    )


def _round(table: TypedMapping, period: Period) -> Round:
    window = table.table("window")
    return Round(
        name=table.text("name"),
        after=period_of(table.text("after")),
        first=period.first if window is None else window.day("first"),
        last=period.last if window is None else window.day("last"),
        origin=table.origin,
    )


def _amendment(table: TypedMapping) -> Amendment:
    return Amendment(
        number=table.integer("number", 1),
        date=table.day("date"),
        reason=table.text("reason"),
        document=table.text("document"),
        changes=tuple(_change(change) for change in table.tables("changes")),
    )


def _change(table: TypedMapping) -> Change:
    return Change(
        file=table.text("file"),
        at=table.texts("at"),
        what=table.text("what"),
        was=Value(table.values["was"]) if "was" in table else None,
        now=Value(table.values["now"]) if "now" in table else None,
    )
