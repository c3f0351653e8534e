"""What other people do: what they have changed that main has not, and what reviewers said of one's own."""

from dataclasses import dataclass

from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from assessment.branches.open_branches import open_branches
from assessment.branches.steps import RecordStep, steps
from assessment.branches.work_tree import work_tree
from assessment.desk.pages import Pages
from assessment.desk.past_page import head_of
from assessment.desk.workplace import Workplace
from assessment.hand_in.hand_in import account_of, review
from assessment.hand_in.words import proposal
from assessment.load.data_files import years
from assessment.period import period_of


@dataclass(frozen=True)
class OthersRecord:
    """A record that somebody else has changed."""

    where: str
    """Year and unit, as people call them."""
    what: str
    """What was done, and to which record."""
    is_of_own_unit: bool
    """Whether the person has changed the unit's records, too."""


class OthersViews:
    """Shows what other people do."""

    def __init__(self, place: Workplace, pages: Pages) -> None:
        self._place, self._pages = place, pages

    def others(self) -> ResponseReturnValue:
        """Show who else has changes of which units."""
        with self._place.lock:
            tree = work_tree(self._place.data)
            own = {(one.period, one.unit) for step in (steps(tree) if tree.is_own else ()) for one in step.records}
            found = [(branch, [self._record(one, own) for one in branch.records]) for branch in open_branches(tree)]
        return self._pages.fill("others.html", found=found)

    def other(self, name: str) -> ResponseReturnValue:
        """Show what another branch would do to the results."""
        with self._place.lock:
            tree = work_tree(self._place.data)
            branch = next((one for one in open_branches(tree) if one.name == name), None)
            if branch is None:
                raise NotFound
            proposed = proposal(tree, (), branch.commit)
        return self._pages.fill("other.html", branch=branch, proposal=proposed)

    def review(self) -> ResponseReturnValue:
        """Show where the reviewers' remarks stand, and whose token opens the pull request."""
        tree = work_tree(self._place.data)
        return self._pages.fill("review.html", there=review(tree), account=account_of(tree), tree=tree)

    def _record(self, one: RecordStep, own: set[tuple[str, str]]) -> OthersRecord:
        period = period_of(one.period)
        known = None if period not in years(self._place.data) else self._place.ground(period).year.readable
        unit = None if known is None else known.units.get(one.unit)
        where = f"{one.period if period is None else period.name} {one.unit if unit is None else unit.name}"
        what = f"{one.what.value}{head_of(one.key, known)}"
        return OthersRecord(where, what, (one.period, one.unit) in own)
