"""The records of a year as texts that an import changes, with what changed in words."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from assessment.dataset.scheme import Scheme
from assessment.dataset.unit import Unit
from assessment.dataset.year import Year
from assessment.edit.layout import Flow
from assessment.edit.splice import Keys, append, put
from assessment.errors import FaultyDataError, RequestError
from assessment.findings import Finding
from assessment.load.files import Loaded, place_of
from assessment.load.yaml_file import parse, read
from assessment.place import Place

Fields = dict[str, object]


@dataclass(frozen=True)
class Basis:
    """What an import needs to know of the year."""

    data: Path
    year: Year
    scheme: Scheme
    units: Mapping[str, Unit]

    @classmethod
    def of(cls, data: Path, loaded: Loaded) -> "Basis":
        """Return it.

        Raises:
            FaultyDataError: if the year, its scheme or a unit cannot be read.
        """
        if loaded.year is None or loaded.scheme is None or loaded.unread_units:
            raise FaultyDataError(loaded.findings)
        return cls(data, loaded.year, loaded.scheme, loaded.units)


@dataclass
class Records:
    """Texts of the units' files, read when first needed."""

    basis: Basis
    texts: dict[str, str] = field(default_factory=dict)
    """New texts by path below the data folder, of the files that change."""
    kept: dict[str, bytes] = field(default_factory=dict)
    """Contents of files to keep as evidence, by path below the evidence folder."""
    words: list[str] = field(default_factory=list)
    """What changes, a line each."""
    _data: dict[str, Fields] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)

    def path(self, unit: str) -> str:
        """Return the path of a unit's file below the data folder."""
        return f"scores/{self.basis.year.year}/{unit}.yaml"

    def data(self, unit: str) -> Fields:
        """Return what a unit's file says now, changes included.

        Raises:
            RequestError, FaultyDataError: if the file is not there or cannot be read.
        """
        if unit not in self._data:
            path = self.basis.data / self.path(unit)
            if not path.is_file():
                raise RequestError(f"没有年度记录 {path}，请先建立")
            _, findings = read(path, self._file(unit))
            if findings:
                raise FaultyDataError(findings)
            self._take(unit, path.read_bytes().decode())
        return self._data[unit]

    def listed(self, unit: str, key: str) -> list[Fields]:
        """Return a list of entries of a unit's file."""
        found = self.data(unit).get(key)
        return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []

    def under(self, unit: str, *keys: str) -> Fields:
        """Return a mapping of a unit's file."""
        found: object = self.data(unit)
        for key in keys:
            found = found.get(key) if isinstance(found, dict) else None
        return found if isinstance(found, dict) else {}

    def say(self, unit: str, what: str) -> None:
        """Note a change in words."""
        self.words.append(f"{self.basis.units[unit].name}：{what}")

    def put(self, unit: str, keys: Keys, value: object) -> None:
        """Put a value into a unit's file."""
        self._change(unit, put(self._text(unit), self._file(unit), keys, laid(value)))

    def append(self, unit: str, keys: Keys, values: Sequence[object]) -> None:
        """Add entries to the end of a list of a unit's file."""
        self._change(unit, append(self._text(unit), self._file(unit), keys, [laid(value) for value in values]))

    def new_id(self, unit: str, letter: str, key: str) -> str:
        """Return the next free id, such as d01, for the entries of a list."""
        taken = {str(entry.get("id")) for entry in self.listed(unit, key)}
        return next(id for id in (f"{letter}{number:02}" for number in count(1)) if id not in taken)

    def cite(self, unit: str, proof: Fields) -> str:
        """Return the id of a piece of evidence, which is listed now if it was not."""
        for piece in self.listed(unit, "evidence"):
            if all(piece.get(name) == value for name, value in proof.items()):
                return str(piece["id"])
        id = self.new_id(unit, "e", "evidence")
        self.append(unit, ("evidence",), [{"id": id, **proof}])
        self.say(unit, f"登记证据 {id}《{proof['title']}》")
        return id

    def keep(self, folder: str, path: Path) -> Fields:
        """Return how evidence lists a file, which is copied once an entry that lists it is written.

        Raises:
            RequestError: if it cannot be read.
        """
        try:
            content = path.read_bytes()
        except OSError as fault:
            raise RequestError(f"文件读不出来：{path}") from fault
        digest = hashlib.sha256(content).hexdigest()
        name = f"{folder}/{digest[:12]}{path.suffix.lower()}"
        self.kept[name] = content
        return {"file": name, "sha256": digest}

    def _file(self, unit: str) -> str:
        return place_of(self.basis.data, self.basis.data / self.path(unit)).file

    def _text(self, unit: str) -> str:
        self.data(unit)
        return self._texts[unit]

    def _take(self, unit: str, text: str) -> None:
        document, findings = parse(text.removeprefix("\ufeff"), self._file(unit))
        if document is None or not isinstance(document.data, dict):
            raise FaultyDataError(findings or [Finding(Place(self._file(unit), 1, 1), "wrong-type", "不是年度记录")])
        self._texts[unit], self._data[unit] = text, document.data

    def _change(self, unit: str, text: str) -> None:
        self._take(unit, text)
        self.texts[self.path(unit)] = text


def laid(value: object) -> object:
    """Return a value with its short lists in one line."""
    if isinstance(value, dict):
        return {key: Flow(below) if key == "evidence" else laid(below) for key, below in value.items()}
    return [laid(below) for below in value] if isinstance(value, list) else value
