"""What an audience may see of the changes made after approval: no more of a value, old or new, than its page shows."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from assessment.approval.words import kind_of, value_words
from assessment.dataset import Dataset
from assessment.dataset.approval import ActKind
from assessment.dataset.scheme import Ranking
from assessment.dataset.year import Amendment, Change, Disclosure
from assessment.disclosure.figures import total_figure
from assessment.disclosure.publication import Audience
from assessment.disclosure.published_amendment import ExplainedAmendment, MovedTotal, PublishedAmendment, PublishedChange
from assessment.disclosure.visible_changes import VisibleChanges


def amendments(dataset: Dataset, level: Disclosure, audience: Audience) -> tuple[PublishedAmendment, ...]:
    """Return the amendments; a reason is told only where every mark is public and every change can be shown."""
    if not dataset.year.stage.is_approved:
        return ()
    visible = VisibleChanges.of(dataset)
    return tuple(_amendment(dataset, amendment, level, audience, visible) for amendment in dataset.year.amendments)


def _amendment(
    dataset: Dataset, amendment: Amendment, level: Disclosure, audience: Audience, visible: VisibleChanges
) -> PublishedAmendment:
    office = audience is Audience.OFFICE
    parts = amendment.changes if office else visible.changes_at(amendment, level)
    changes = tuple(map(_change, parts))
    totals = tuple(_moved_totals(dataset, amendment.number)) if level.shows_totals else ()
    if level is Disclosure.FULL and (office or visible.shows_all(amendment, level)):
        return ExplainedAmendment(amendment.number, amendment.date, changes, totals, amendment.reason, amendment.document)
    return PublishedAmendment(amendment.number, amendment.date, changes, totals)


def _change(change: Change) -> PublishedChange:
    folder, _, name = change.file.rpartition("/")
    unit = name.removesuffix(".yaml") if folder.startswith(("units", "scores")) else ""
    kind = kind_of(change.file)
    was, now = (None if value is None else value_words(kind, change.at, value) for value in (change.was, change.now))
    return PublishedChange(unit, change.what, was, now)


def _moved_totals(dataset: Dataset, number: int) -> Iterator[MovedTotal]:
    """Yield the totals that an amendment moved, as far as rounded totals tell."""
    acts = () if dataset.approval is None else dataset.approval.standing
    for before, act in pairwise(acts):
        if act.kind is ActKind.AMENDED and act.number == number:
            for unit, total in act.fixed.totals.items():
                was, now = (_total(text, dataset.scheme.ranking) for text in (before.fixed.totals.get(unit, ""), total))
                if was and was != now:
                    yield MovedTotal(unit, was, now)


def _total(text: str, ranking: Ranking) -> str:
    return total_figure(Fraction(text), ranking).text if text[:1] in tuple("-0123456789") and text else text
