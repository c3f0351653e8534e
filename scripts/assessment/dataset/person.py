"""The persons of an office that works on one server, and what each of them may do."""

from dataclasses import dataclass
from enum import Enum


class Right(Enum):
    """What a person may do; the value is as written in the file."""

    READ = "read"
    RECORD = "record"
    """Fill in forms and hand changes in."""
    REVIEW = "review"
    """See what others have not handed in yet."""
    APPROVE = "approve"
    """Approve, publish and amend."""


@dataclass(frozen=True)
class OfficePerson:
    """A person who signs in."""

    id: str
    """By which the person signs in."""
    name: str
    email: str
    rights: frozenset[Right]

    def may(self, right: Right) -> bool:
        """Tell whether the person may do something; who may do anything may read."""
        return right in self.rights or (right is Right.READ and bool(self.rights))
