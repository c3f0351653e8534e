"""From a unit's file to a Unit."""

from assessment.dataset.unit import Unit
from assessment.load.typed import Table
from assessment.load.yaml_file import Document


def unit_of(document: Document) -> Unit:
    """Return the unit."""
    table = Table.of(document)
    return Unit(
        id=table.text("id"),
        name=table.text("name"),
        full_name=table.text("full_name"),
        aliases=table.texts("aliases"),
        site=table.text("site"),
        origin=table.origin,
    )
