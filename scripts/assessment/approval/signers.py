"""The lists of those who may sign: which was in force at each commit, and which acts count by them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assessment.approval.past import Moment, Past
from assessment.repository.commits import Commit
from assessment.repository.signature import is_signed


@dataclass(frozen=True)
class _SignerLists:
    """The lists after a commit."""

    in_force: frozenset[str]
    """Ids of the contents that are in force: of one list, or of none. Of several where a merge brought together lines
    whose lists know nothing of each other; then somebody on each has to sign."""
    set_by: frozenset[str]
    """The commits that put them in force, or took the last one away."""
    line: frozenset[str]
    """Every commit that did so on the way."""

    def is_behind(self, other: "_SignerLists") -> bool:
        """Tell whether the other's lists grew out of these."""
        return self.set_by <= other.line and not other.set_by <= self.line


_NONE = _SignerLists(frozenset(), frozenset(), frozenset())


@dataclass(frozen=True)
class Unsigned:
    """Why an act does not count."""

    commit: Commit
    """The one that brought the act into the line of commits that has a list."""
    introduced: Commit
    """The first one that has the act."""


@dataclass(frozen=True)
class Signers:
    """The lists through the history of a repository, whatever the order in which a merge names its parents.

    The first list is in force as it is. A later one is if somebody on the list before signed the change; if nobody did,
    the list before stays in force. An act counts where no list was in force before it, and otherwise if the commit that
    holds it first, or the merge that brings it, is signed by somebody on the list in force on every line of commits that
    has one and that it is brought into.
    """

    past: Past

    @property
    def in_force(self) -> bool:
        """Whether there is a list in force now."""
        return bool(self._newest and self._states[self._newest.commit.id].in_force)

    def holds(self, seal: str) -> bool:
        """Tell whether the act with a seal is committed."""
        return self._newest is not None and self.past.holds(self._newest, seal)

    def unsigned(self, seal: str) -> Unsigned | None:
        """Return why a committed act does not count; None where it does.

        Raises:
            RequestError: if the program that checks signatures is not installed.
        """
        presence = {moment.commit.id: self.past.holds(moment, seal) for moment in self.past.moments}
        first = [
            moment.commit
            for moment in self.past.moments
            if presence[moment.commit.id] and not any(presence[parent.commit.id] for parent in self._parents(moment))
        ]
        faults: dict[str, Unsigned | None] = {}
        for moment in self.past.moments:
            if presence[moment.commit.id]:
                faults[moment.commit.id] = self._fault(moment, presence, first, faults)
        return None if self._newest is None else faults.get(self._newest.commit.id)

    def _fault(
        self,
        moment: Moment,
        presence: Mapping[str, bool],
        first: Sequence[Commit],
        faults: Mapping[str, Unsigned | None],
    ) -> Unsigned | None:
        commit = moment.commit
        parents = [parent.commit for parent in self._parents(moment)]
        asking = _foremost([parent for parent in parents if self._states[parent.id].in_force], self._states)
        if not asking:
            own = self._states[commit.id].in_force
            is_older = any(presence[parent.id] for parent in parents)
            if not own:
                return None
            can_tell = not self.past.clone.repository.cuts_at(commit.id)
            return None if can_tell and (is_older or self._vouches(commit, own)) else Unsigned(commit, commit)
        is_new = any(not presence[parent.id] for parent in asking)
        # Each line of commits that has a list has to agree to the act.
        for parent in asking:
            lists = self._states[parent.id].in_force
            # The line has the act already, and nothing was wrong with it there.
            if presence[parent.id] and faults[parent.id] is None:
                continue
            # Somebody on the line's list signed the commit that brings the act, a merge as a rule.
            if is_new and self._vouches(commit, lists):
                continue
            # Or signed the commit that recorded it on the other line.
            if not presence[parent.id] and any(self._vouches(each, lists) for each in first):
                continue
            return faults[parent.id] if presence[parent.id] else Unsigned(commit, first[0])
        return None

    def changed_in_vain(self) -> Commit | None:
        """Return the commit that changed the list without a signature, if the list as it stands is not in force.

        Raises:
            RequestError: if the program that checks signatures is not installed.
        """
        newest = self._newest
        if newest is None or newest.lists == self._states[newest.commit.id].in_force:
            return None
        vain = {
            moment.commit.id
            for moment in self.past.moments
            if moment.lists == newest.lists != self._states[moment.commit.id].in_force
        }
        changes = [id for id in vain if not any(parent.commit.id in vain for parent in self._parents(self._by_id[id]))]
        return max((self._by_id[id] for id in changes), key=self.past.moments.index).commit

    @property
    def _newest(self) -> Moment | None:
        return self.past.moments[-1] if self.past.moments else None

    @cached_property
    def _by_id(self) -> Mapping[str, Moment]:
        return {moment.commit.id: moment for moment in self.past.moments}

    def _parents(self, moment: Moment) -> list[Moment]:
        return [self._by_id[parent] for parent in moment.commit.parents if parent in self._by_id]

    @cached_property
    def _states(self) -> Mapping[str, _SignerLists]:
        states: dict[str, _SignerLists] = {}
        for moment in self.past.moments:
            states[moment.commit.id] = self._after(moment, states)
        return states

    def _after(self, moment: Moment, states: Mapping[str, _SignerLists]) -> _SignerLists:
        known = [parent.commit for parent in self._parents(moment) if states[parent.commit.id].line]
        before = _together(states[parent.id] for parent in _foremost(known, states))
        line = frozenset().union(*(states[parent.id].line for parent in known))
        commit = moment.commit.id
        if moment.lists == before.in_force:
            return _SignerLists(before.in_force, before.set_by, line)
        # A further list, of a data folder that is gone, only asks for more.
        if before.in_force < moment.lists or self._vouches(moment.commit, before.in_force):
            return _SignerLists(moment.lists, frozenset({commit}), line | {commit})
        return _SignerLists(before.in_force, before.set_by, line)

    def _vouches(self, commit: Commit, lists: frozenset[str]) -> bool:
        """Tell whether a commit is signed by somebody on each list."""
        repository = self.past.clone.repository
        return bool(lists) and all(is_signed(repository, commit.id, self.past.content(id)) for id in sorted(lists))


def _foremost(commits: Sequence[Commit], states: Mapping[str, _SignerLists]) -> list[Commit]:
    """Return the commits without those whose lists the lists at another one grew out of."""
    return [commit for commit in commits if not any(states[commit.id].is_behind(states[other.id]) for other in commits)]


def _together(states: Iterable[_SignerLists]) -> _SignerLists:
    whole = _NONE
    for state in states:
        whole = _SignerLists(whole.in_force | state.in_force, whole.set_by | state.set_by, whole.line | state.line)
    return whole
