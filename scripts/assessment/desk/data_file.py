"""A data file that forms are about, as it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from errno import ENAMETOOLONG
from pathlib import Path

from assessment.change.text import text_with
from assessment.change.trial_form import digest_at
from assessment.edit.field_order import order_of
from assessment.errors import FaultyDataError, RequestError
from assessment.forms.target import Target, target_of, value_at, whole_file
from assessment.load.data_files import place_of
from assessment.load.yaml_file import Document, parse


@dataclass(frozen=True)
class DataFile:
    """A data file that can be read."""

    kind: str
    """Which schema."""
    path: str
    """Below the data folder."""
    text: str
    document: Document

    def target(self, steps: Sequence[str] = ()) -> Target:
        """Return a place in it.

        Raises:
            LookupError: if there is none at these steps.
        """
        found = target_of(self.kind, self.path, steps, self.document.data) if steps else whole_file(self.kind, self.path)
        if found is None:
            raise LookupError(steps)
        return found

    def value(self, target: Target) -> object:
        """Return what stands at a place; None for nothing."""
        return value_at(self.document.data, target.keys)

    def digest(self, target: Target) -> str:
        """Return what tells whether the value at a place is another than when a form was opened."""
        return digest_at(self.document.data, target)

    def text_with(self, target: Target, now: object) -> str:
        """Return its text with another value at a place.

        Raises:
            RequestError: if it is written so that there is no place for it.
        """
        was, order = self.value(target), order_of(self.kind)
        return text_with(self.text, self.document.file, target, target.keys, was, now, order)


def data_file(data: Path, kind: str, path: str) -> DataFile:
    """Return a data file.

    Raises:
        LookupError: if there is none.
        FaultyDataError: if it is no sound YAML.
        RequestError: if it cannot be read.
    """
    try:
        if not (data / path).is_file():
            raise LookupError(path)
        text = (data / path).read_bytes().decode()
    except (OSError, UnicodeDecodeError) as fault:
        if isinstance(fault, OSError) and fault.errno == ENAMETOOLONG:
            raise LookupError(path) from fault
        raise RequestError(f"{path} 读不出来，请先运行 scripts/validate 并改正") from fault
    document, findings = parse(text.removeprefix("\ufeff"), place_of(data, data / path).file)
    if document is None or findings:
        raise FaultyDataError(findings)
    return DataFile(kind, path, text, document)
