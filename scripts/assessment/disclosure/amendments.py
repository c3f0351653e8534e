"""What an audience may see of the changes made after approval."""

from assessment.dataset.year import Disclosure, Year
from assessment.disclosure.publication import ExplainedAmendment, PublishedAmendment


def amendments(year: Year, level: Disclosure) -> tuple[PublishedAmendment, ...]:
    """Return the amendments; what was changed, with the old value, is told only where every mark is public."""
    if not year.stage.is_approved:
        return ()
    if level is Disclosure.FULL:
        return tuple(ExplainedAmendment(each.number, each.date, each.reason, each.change) for each in year.amendments)
    return tuple(PublishedAmendment(each.number, each.date) for each in year.amendments)
