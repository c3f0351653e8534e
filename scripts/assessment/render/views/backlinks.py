"""From a clause to the units whose ledgers cite it."""

from assessment.disclosure.publication import Detailed, Publication, PublishedUnit


def backlinks(publication: Publication) -> dict[str, list[tuple[PublishedUnit, int]]]:
    """Return the units that rows of each clause concern, with how many there are, where ledgers are public."""
    cited: dict[str, dict[str, int]] = {clause.id: {} for clause in publication.scheme.walk()}
    for unit in publication.units.values():
        if isinstance(unit.result, Detailed):
            for component in unit.result.components:
                for row in component.rows:
                    if row.kind.is_cause and row.clause in cited:
                        cited[row.clause][unit.id] = cited[row.clause].get(unit.id, 0) + 1
    return {
        clause: [(publication.units[unit], count) for unit, count in units.items()] for clause, units in cited.items()
    }
