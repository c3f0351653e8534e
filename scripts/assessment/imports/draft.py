"""A draft of the year's records as an import would leave them: texts, what changes in words, and which cell says what."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from assessment.edit.field_order import record_order
from assessment.edit.new_ids import digest_of_fields, new_id
from assessment.edit.splice import EntryStep, Keys, append, put
from assessment.edit.value_edits import FieldOrder
from assessment.errors import FaultyDataError, RequestError
from assessment.findings import Finding
from assessment.imports.claim import Claim, lay_out, places, plain
from assessment.imports.old_lines import old_lines
from assessment.load.data_files import place_of
from assessment.load.yaml_file import KEY, Document, Steps, parse
from assessment.place import Place
from assessment.workbooks.place import CellPlace
from assessment.year.year import Year

Fields = dict[str, object]

_LISTS = ("evidence", "deductions", "bonus", "objections")
"""The lists of a record whose entries have ids."""


@dataclass
class Draft:
    """The records of a year; nothing is written yet."""

    year: Year
    texts: dict[str, str] = field(default_factory=dict)
    """New texts by path below the data folder, of the files that change."""
    words: list[str] = field(default_factory=list)
    """What changes, a line each."""
    notes: list[str] = field(default_factory=list)
    """What was left out, a line each."""
    findings: list[Finding] = field(default_factory=list)
    """What could not be read in the sheet."""
    _files: dict[str, bytes] = field(default_factory=dict)
    _documents: dict[str, Document] = field(default_factory=dict)
    """By unit, as far as they were looked at, changes included."""
    _cells: dict[tuple[str, Steps], CellPlace] = field(default_factory=dict)
    """Which cell says what stands in the file of a unit at a path."""
    _old_lines: dict[str, Mapping[int, int]] = field(default_factory=dict)
    """The lines that new texts have of their files, as they are counted there; by path, as far as they were asked for."""

    @classmethod
    def of(cls, year: Year) -> "Draft":
        """Return a draft in which nothing has changed.

        Raises:
            FaultyDataError: if the year, its scheme or a unit cannot be read.
        """
        if year.readable is None or year.gaps.units:
            raise FaultyDataError([*year.findings])
        return cls(year)

    @cached_property
    def _order(self) -> FieldOrder:
        """In which order the fields of records stand."""
        return record_order(self.year.whole.scheme)

    @property
    def evidence_files(self) -> Mapping[str, bytes]:
        """The files to keep as evidence because the new texts list them, by path below the evidence folder."""
        new = "".join(self.texts.values())
        return {name: content for name, content in self._files.items() if name in new}

    @property
    def cells(self) -> Mapping[Place, CellPlace]:
        """Which cell says what stands at a place of a file, whose path is told from the data folder on."""
        found: dict[Place, CellPlace] = {}
        for unit, document in self._documents.items():
            for path, place in document.places.items():
                above = [(unit, path[:length]) for length in range(len(path), 0, -1)]
                cell = next((self._cells[step] for step in above if step in self._cells), None)
                if cell is not None and KEY not in path:
                    found[replace(place, file=self._path(unit))] = cell
        return found

    def in_file(self, place: Place) -> Place | None:
        """Return where a place of the draft is in the file as it stands; None where the file has no such line.

        Both are told from the data folder on.
        """
        text = self.texts.get(place.file)
        if text is None:
            return place
        if place.file not in self._old_lines:
            self._old_lines[place.file] = old_lines((self.year.data / place.file).read_bytes().decode(), text)
        line = self._old_lines[place.file].get(place.line)
        return None if line is None else replace(place, line=line)

    def name(self, unit: str) -> str:
        """Return what to call a unit, or somebody who rates units and is not assessed."""
        outside = self.year.whole.scheme.outside_names
        return outside[unit] if unit in outside else self.year.whole.units[unit].name

    def group(self, unit: str) -> str:
        """Return the id of a unit's group; empty where it is in none."""
        group = self.year.whole.scheme.group_of(unit)
        return "" if group is None else group.id

    def marked_as(self, unit: str) -> str:
        """Return what a unit is marked as; empty where it is not assessed."""
        return self.year.whole.scheme.marked_as(unit)

    def entries_of(self, unit: str, key: str) -> list[Fields]:
        """Return a list of entries of a unit's file."""
        return entries(self._fields(unit).get(key))

    def under(self, unit: str, *keys: str) -> Fields:
        """Return a mapping of a unit's file."""
        found: object = self._fields(unit)
        for key in keys:
            found = found.get(key) if isinstance(found, dict) else None
        return found if isinstance(found, dict) else {}

    def say(self, unit: str, what: str) -> None:
        """Note a change in words."""
        self.words.append(f"{self.name(unit)}：{what}")

    def put(self, unit: str, keys: Keys, value: object) -> None:
        """Put a value into a unit's file."""
        self._change(unit, put(self._text(unit), self._document(unit).file, keys, lay_out(value), self._order))

    def append(self, unit: str, keys: Keys, values: Sequence[object]) -> None:
        """Add entries to the end of a list of a unit's file."""
        entries = [lay_out(value) for value in values]
        self._change(unit, append(self._text(unit), self._document(unit).file, keys, entries, self._order))

    def trace(self, unit: str, keys: Keys, claim: Claim) -> None:
        """Remember which cells say what now stands under these keys of a unit's file."""
        above = _path(self._document(unit).data, keys)
        self._cells |= {(unit, (*above, *below)): place for below, place in places(claim)}

    def new_id(self, unit: str, letter: str, digest: str) -> str:
        """Return a free id, such as d3fa9c1d2, for an entry of a unit's file that has a digest."""
        return new_id(letter, digest, {str(entry.get("id")) for key in _LISTS for entry in self.entries_of(unit, key)})

    def cite(self, unit: str, proof: Claim) -> str:
        """Return the id of a piece of evidence, which is listed now if it was not."""
        fields = fields_of(proof)
        same = [piece for piece in self.entries_of(unit, "evidence") if "id" in piece and says(piece, fields)]
        files = entries(fields.get("files"))
        digest = str(files[0]["sha256"]) if files else digest_of_fields(fields)
        id = str(same[0]["id"]) if same else self.new_id(unit, "e", digest)
        if not same:
            self.append(unit, ("evidence",), [{"id": id, **fields}])
            self.say(unit, f"登记证据 {id}《{fields['title']}》")
        self.trace(unit, ("evidence", EntryStep("id", id)), proof)
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
        self._files[name] = content
        return {"file": name, "sha256": digest}

    def _path(self, unit: str) -> str:
        """Return the path of a unit's file below the data folder."""
        return f"scores/{self.year.period}/{unit}.yaml"

    def _document(self, unit: str) -> Document:
        """Return a unit's file as it stands now, changes included.

        Raises:
            RequestError, FaultyDataError: if it is not there or cannot be read.
        """
        if unit not in self._documents:
            path = self._path(unit)
            if path not in self.year.documents:
                raise RequestError(f"没有年度记录 {self.year.data / path}，请先建立")
            document = self.year.documents[path]
            file = place_of(self.year.data, self.year.data / path).file
            if document is None or not isinstance(document.data, dict):
                raise FaultyDataError([finding for finding in self.year.findings if finding.place.file == file])
            self._documents[unit] = document
        return self._documents[unit]

    def _fields(self, unit: str) -> Fields:
        return fields_of(self._document(unit).data)

    def _text(self, unit: str) -> str:
        path = self._path(unit)
        return self.texts.get(path) or (self.year.data / path).read_bytes().decode()

    def _change(self, unit: str, text: str) -> None:
        document, findings = parse(text.removeprefix("\ufeff"), self._document(unit).file)
        if document is None:
            raise FaultyDataError(findings)
        self.texts[self._path(unit)], self._documents[unit] = text, document
        self._old_lines.pop(self._path(unit), None)


def fields_of(value: object) -> Fields:
    """Return a mapping, claimed or recorded, as it will be recorded; an empty one where there is none."""
    found = plain(value)
    return found if isinstance(found, dict) else {}


def entries(value: object) -> list[Fields]:
    """Return the mappings of a list; none where it is no list."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def says(entry: Fields, claimed: Fields) -> bool:
    """Tell whether an entry says all that is claimed."""
    return all(entry.get(key) == value for key, value in claimed.items())


def _path(data: object, keys: Keys) -> Steps:
    """Return the path that leads to what stands under some keys."""
    if not keys:
        return ()
    key, *rest = keys
    if isinstance(key, EntryStep) and isinstance(data, list):
        step = next(index for index, entry in enumerate(data) if str(fields_of(entry).get(key.field)) == key.value)
        return (step, *_path(data[step], tuple(rest)))
    return (str(key), *_path(fields_of(data).get(str(key)), tuple(rest)))
