"""From a year's file to a Year."""

from assessment.dataset.year import Amendment, Approval, Disclosure, Provenance, Stage, Year
from assessment.load.typed import Table
from assessment.load.yaml_file import Document


def year_of(document: Document) -> Year:
    """Return the year."""
    table = Table.of(document)
    eligible = table.table("eligible")
    return Year(
        year=table.integer("year", 0),
        scheme=table.text("scheme"),
        provenance=table.choice("provenance", Provenance),
        stage=table.choice("stage", Stage),
        disclosure=table.choice("disclosure", Disclosure),
        leading=table.integer("leading", 0),
        approval=table.maybe("approval", lambda t: Approval(t.text("body"), t.day("date"), t.text("document"))),
        published=table.day_or_none("published"),
        agency=table.text("agency"),
        eligible={} if eligible is None else {clause: eligible.texts(clause) for clause in eligible.values},
        amendments=tuple(
            Amendment(t.integer("number", 1), t.day("date"), t.text("reason"), t.text("change"))
            for t in table.tables("amendments")
        ),
        origin=table.origin,
    )
