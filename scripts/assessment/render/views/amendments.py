"""What was changed after approval, as far as it may be shown."""

from dataclasses import replace

from assessment.disclosure.publication import Publication
from assessment.disclosure.published_amendment import PublishedAmendment
from assessment.disclosure.published_unit import PublishedUnit


def amendments(publication: Publication, unit: PublishedUnit) -> tuple[PublishedAmendment, ...]:
    """Return the amendments that concern a unit, with what they changed for it."""
    own = (
        replace(
            amendment,
            changes=tuple(change for change in amendment.changes if change.unit == unit.id),
            totals=tuple(moved for moved in amendment.totals if moved.unit == unit.id),
        )
        for amendment in publication.amendments
    )
    return tuple(amendment for amendment in own if amendment.changes or amendment.totals)
