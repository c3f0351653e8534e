"""``people.yaml``: who may do what where several persons work on one server."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assessment.data_names import PEOPLE
from assessment.dataset.person import OfficePerson, Right
from assessment.findings import Finding
from assessment.load.checked_file import CheckedFile, check_text, read_checked
from assessment.load.typed import TypedMapping

FILE = PEOPLE
"""Name of the file in the data folder."""

KIND = "people"
"""What its schema is called."""


@dataclass(frozen=True)
class People:
    """The persons that the file names without fault, by id, and what there is to say of the file."""

    persons: Mapping[str, OfficePerson]
    findings: tuple[Finding, ...]


def load_people(data: Path) -> People:
    """Return the persons of a data folder; nobody where it has no such file."""
    path = data / FILE
    return _people(read_checked(path, f"{data.name}/{FILE}", KIND)) if path.exists() else People({}, ())


def people_of(text: str, file: str) -> People:
    """Return the persons that the text of the file names; ``file`` is what findings call it."""
    return _people(check_text(text, file, KIND))


def _people(read: CheckedFile) -> People:
    listed = [] if read.good is None else TypedMapping.of(read.good).named("people")
    return People({id: _person(id, fields) for id, fields in listed}, read.findings)


def _person(id: str, fields: TypedMapping) -> OfficePerson:
    rights = frozenset(map(Right, fields.texts("rights")))
    return OfficePerson(id, fields.text("name").strip(), fields.text("email"), rights)
