"""The groups of a scheme, with the units of another list put in the place of theirs."""

from collections.abc import Mapping, Sequence

from assessment.dataset.scheme import Group
from assessment.edit.layout import Flow
from assessment.edit.new_scheme import DraftGroup
from assessment.edit.splice import put
from assessment.folding import folded


def with_groups(text: str, file: str, old: Sequence[Group], new: Sequence[DraftGroup]) -> str:
    """Return the text of a scheme with new groups; one that was there keeps its id and its clause.

    A new one cites the clause of the first until the office says better.

    Raises:
        FaultyDataError, RequestError: as for ``put``.
    """
    known = {folded(group.name): group for group in old}
    return put(text, file, ("groups",), [_group(group, known, old[0].clause) for group in new])


def _group(group: DraftGroup, known: Mapping[str, Group], clause: str) -> dict[str, object]:
    same = known.get(folded(group.name))
    return {
        "id": group.id if same is None else same.id,
        "name": group.name if same is None else same.name,
        "clause": clause if same is None else same.clause,
        "units": Flow(list(group.units)),
    }
