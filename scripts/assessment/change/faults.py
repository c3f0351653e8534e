"""What is wrong with a change, at the fields of its form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessment.edit.splice import EntryStep, Keys
from assessment.findings import Finding
from assessment.forms.answers import FormValue
from assessment.forms.names import name_of
from assessment.load.shapes import list_of, mapping_of
from assessment.load.yaml_file import KEY, Document, Steps
from assessment.place import Place


@dataclass(frozen=True)
class FormFaults:
    """Findings by where a person mends them."""

    at: Mapping[str, tuple[Finding, ...]]
    """By names of fields; the empty name is the form as a whole."""
    elsewhere: tuple[Finding, ...]


def faults_at(document: Document | None, keys: Keys, answer: FormValue, findings: Iterable[Finding]) -> FormFaults:
    """Return findings by the fields of a form.

    Args:
        document: the file with the change.
        keys: where the form's value stands in it.
        answer: what was filled in.
        findings: what is wrong with the file.
    """
    base = None if document is None else steps_of(document.data, keys)
    if document is None or base is None:
        return FormFaults({}, tuple(findings))
    at: dict[str, list[Finding]] = {}
    elsewhere = []
    inner = _places_below(document, base)
    for finding in findings:
        steps = inner.get(finding.place)
        if steps is None:
            elsewhere.append(finding)
        else:
            at.setdefault(_field(steps, answer, finding), []).append(finding)
    return FormFaults({name: tuple(messages) for name, messages in at.items()}, tuple(elsewhere))


def steps_of(data: object, keys: Keys) -> Steps | None:
    """Return the steps of a document to a place by which files are changed; None where there is nothing."""
    steps: list[str | int] = []
    for key in keys:
        if isinstance(key, EntryStep):
            entries = list_of(data)
            names = [str(mapping_of(entry).get(key.field)) for entry in entries]
            if key.value not in names:
                return None
            # Of two with one name, the one that was added is the last.
            index = len(names) - 1 - names[::-1].index(key.value)
            steps.append(index)
            data = entries[index]
        else:
            if key not in mapping_of(data):
                return None
            steps.append(key)
            data = mapping_of(data)[key]
    return tuple(steps)


def _places_below(document: Document, base: Steps) -> Mapping[Place, Steps]:
    """Return the steps from a place of a document on, by where values and their names stand; the longest of several."""
    found: dict[Place, Steps] = {}
    for path, place in document.places.items():
        steps = tuple(step for step in path if step != KEY)
        if steps[: len(base)] == base and len(steps[len(base) :]) >= len(found.get(place, ())):
            found[place] = steps[len(base) :]
    return found


def _field(steps: Steps, answer: FormValue, finding: Finding) -> str:
    """Return the field that a finding is about: the one that is lacking where one is, or the nearest that was asked."""
    above = steps
    while above and above not in answer.names:
        above = above[:-1]
    name = answer.names.get(above, "")
    lacking = finding.message.partition("缺少 ")[2].partition("（")[0] if finding.code == "missing-key" else ""
    return name_of(name, lacking) if lacking else name
