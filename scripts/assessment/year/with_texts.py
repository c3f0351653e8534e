"""A year as it would be read if some of its files had other texts; all else is as it was read, and not read again."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from assessment.dataset import Dataset
from assessment.dataset.record import UnitRecord
from assessment.dataset.scheme import Scheme
from assessment.findings import Finding
from assessment.load.checked_file import check_text
from assessment.load.county import FILE as COUNTY
from assessment.load.county import county_in
from assessment.load.data_files import place_of
from assessment.load.record import record_of
from assessment.load.scheme import scheme_of
from assessment.load.scheme_rules import rules_digest
from assessment.load.unit import unit_of
from assessment.load.year import year_of
from assessment.year.files import scheme_path, source_path
from assessment.year.reading import evidence_of_year, rest_unchecked, rounds_of, source_of, time_of
from assessment.year.unit_ids import may_say_units, with_unit_ids
from assessment.year.year import Year
from assessment.year.year_file import YearFile, judged_file


def can_have(year: Year, path: str, text: str) -> bool:
    """Tell whether ``with_texts`` knows what another text of a file, below the data folder, makes of a year.

    It does not where the year itself cannot be read, nor where years before it hang on the file, too; nor of a unit
    where findings of other files may say what it is called; nor of the file of the year where it would make something
    else of the scheme.
    """
    if year.readable is None:
        return False
    if path == _year_path(year):
        return _keeps_scheme(year, year.readable, _file(year, path, "year", text)[0])
    if _is_record(year, path) or path == _scheme_path(year):
        return True
    if year.readable.rounds:
        return False
    return path == COUNTY or (_is_unit(path) and not any(may_say_units(finding) for finding in year.findings))


def with_texts(year: Year, texts: Mapping[str, str]) -> Year:
    """Return a year as it would be read if some files, all of them such as it can have, had other texts.

    Args:
        texts: by path below the data folder; empty for a record that goes.

    Raises:
        ValueError: if the year, as it stands, cannot be read.
    """
    scheme = _scheme_path(year)
    # What a scheme with faults is about cannot be read any more: it comes last.
    for path in sorted(texts, key=lambda path: path == scheme):
        name, text = PurePosixPath(path).stem, texts[path]
        if path == scheme:
            year = with_scheme(year, text)
        elif path == _year_path(year):
            year = _with_year(year, text)
        elif path == COUNTY:
            year = _with_county(year, text)
        elif _is_unit(path):
            year = _with_unit(year, name, text)
        else:
            year = with_record(year, name, text) if text else _without_record(year, name)
    return year


def with_record(year: Year, unit: str, text: str) -> Year:
    """Return a year as it would be read if the record of one unit had another text."""
    file, found = _file(year, f"scores/{year.period}/{unit}.yaml", "score", text)
    readable, gaps = year.readable, year.gaps
    partial = {name: lacking for name, lacking in gaps.partial.items() if name != unit}
    gaps = replace(
        gaps,
        records=gaps.records - {unit} | ({unit} if file.good is None else frozenset()),
        partial=partial | ({unit: file.lacking} if file.lacking else {}),
    )
    evidence = year.evidence
    if readable is not None:
        before = readable.records.get(unit)
        records = {name: record for name, record in readable.records.items() if name != unit}
        if file.good is not None:
            records[unit] = record_of(file.good)
        readable = replace(readable, records={name: records[name] for name in sorted(records)})
        if _kept(before) != _kept(records.get(unit)):
            evidence = evidence_of_year(year.data, year.county, year.period, records.values())
    year = replace(year, readable=readable, gaps=gaps, evidence=evidence)
    return _with_file(year, file, _with_ids(year, "score", file, found))


def _without_record(year: Year, unit: str) -> Year:
    path = f"scores/{year.period}/{unit}.yaml"
    file, readable, gaps = place_of(year.data, year.data / path).file, year.readable, year.gaps
    if readable is not None:
        readable = replace(readable, records={name: one for name, one in readable.records.items() if name != unit})
    partial = {name: lacking for name, lacking in gaps.partial.items() if name != unit}
    return replace(
        year,
        documents={name: document for name, document in year.documents.items() if name != path},
        readable=readable,
        gaps=replace(gaps, records=gaps.records - {unit}, partial=partial),
        findings=tuple(finding for finding in year.findings if finding.place.file != file),
    )


def with_scheme(year: Year, text: str) -> Year:
    """Return a year as it would be read if its scheme had another text; a scheme with faults is none.

    Raises:
        ValueError: if the year, as it stands, cannot be read.
    """
    whole, path = year.whole, _scheme_path(year)
    file, found = _file(year, path, "scheme", text)
    readable = None
    if file.good is not None and file.whole:
        scheme, alternatives, faults = scheme_of(file.good, time_of(year.period, whole.year))
        found.extend(faults)
        if scheme is not None:
            scheme = _with_known_parts(scheme, whole.scheme)
            schemes = (scheme, *(alternative.scheme for alternative in alternatives))
            rounds = rounds_of(year.data, year.period, year.county, schemes)
            readable = replace(
                whole,
                scheme=scheme,
                alternatives=alternatives,
                scheme_digest=hashlib.sha256(text.encode()).hexdigest(),
                rules_digest=rules_digest(file.good),
                # The same mapping where there are none, as what was reckoned is kept by which it is.
                rounds=rounds or (whole.rounds if not whole.rounds else {}),
            )
    if readable is None:
        found.append(rest_unchecked(year.data, year.data / path))
    documents = {path: held for path, held in year.documents.items() if not path.endswith(".txt")}
    if file.raw is not None and (source := source_path(file.raw)):
        documents[source] = source_of(year.data, year.data / source, file.raw, found).raw
    year = replace(year, documents=documents, readable=readable)
    return _with_file(year, file, _with_ids(year, "scheme", file, found))


def _with_known_parts(scheme: Scheme, known: Scheme) -> Scheme:
    """Return a scheme with the very components of another one that it has alike; what they come to is kept by which."""
    of_key = {part.key: part for part in known.components}
    alike = (of_key[part.key] if of_key.get(part.key) == part else part for part in scheme.components)
    return replace(scheme, components=tuple(alike))


def _keeps_scheme(year: Year, readable: Dataset, file: YearFile) -> bool:
    """Tell whether the file of a year can be read and leaves it the scheme and the time that the scheme is about."""
    if file.good is None or not file.whole or scheme_path(year.period, file.raw) != _scheme_path(year):
        return False
    return time_of(year.period, year_of(file.good)) == time_of(year.period, readable.year)


def _with_year(year: Year, text: str) -> Year:
    file, found = _file(year, _year_path(year), "year", text)
    if file.good is None:
        raise ValueError("the file of the year cannot be read then")
    whole, now = year.whole, year_of(file.good)
    if now.eligible == whole.year.eligible:
        # The same mapping where the lists are the same, as what was reckoned is kept by which it is.
        now = replace(now, eligible=whole.year.eligible)
    return _with_file(replace(year, readable=replace(whole, year=now)), file, _with_ids(year, "year", file, found))


def _with_unit(year: Year, unit: str, text: str) -> Year:
    file, found = _file(year, f"units/{unit}.yaml", "unit", text)
    readable, missing = year.readable, year.gaps.units - {unit}
    if readable is not None:
        units = {name: known for name, known in readable.units.items() if name != unit}
        if file.good is not None:
            units[unit] = unit_of(file.good, year.period.year)
        readable = replace(readable, units={name: units[name] for name in sorted(units)})
    gaps = replace(year.gaps, units=missing | ({unit} if file.good is None else frozenset()))
    return _with_file(replace(year, readable=readable, gaps=gaps), file, found)


def _with_county(year: Year, text: str) -> Year:
    name = place_of(year.data, year.data / COUNTY).file
    loaded = county_in(year.data, check_text(text.removeprefix("\ufeff"), name, "county"))
    records = () if year.readable is None else year.readable.records.values()
    evidence = evidence_of_year(year.data, loaded.county, year.period, records)
    others = (finding for finding in year.findings if finding.place.file != name)
    return replace(year, county=loaded.county, evidence=evidence, findings=(*loaded.findings, *others))


def _file(year: Year, path: str, kind: str, text: str) -> tuple[YearFile, list[Finding]]:
    """Return a file as it would be read, and what is wrong with it."""
    found = list[Finding]()
    place = year.data / path
    checked = check_text(text.removeprefix("\ufeff"), place_of(year.data, place).file, kind)
    return judged_file(year.data, place, kind, checked, found), found


def _with_file(year: Year, file: YearFile, found: Iterable[Finding]) -> Year:
    """Return a year with one file as it would be read, and what is wrong with that."""
    name = place_of(year.data, year.data / file.path).file
    others = (finding for finding in year.findings if finding.place.file != name)
    return replace(year, documents={**year.documents, file.path: file.raw}, findings=(*others, *found))


def _with_ids(year: Year, kind: str, file: YearFile, found: Iterable[Finding]) -> Iterable[Finding]:
    """Return what is wrong with a file, with the ids of units that are named in it."""
    units = {} if year.readable is None else year.readable.units
    return with_unit_ids(found, {} if file.raw is None else {file.raw.file: (kind, file.raw)}, units)


def _kept(record: UnitRecord | None) -> frozenset[tuple[str, str]]:
    """Return which files a record lists as evidence."""
    pieces = () if record is None else record.evidence
    return frozenset((file.path, file.sha256) for piece in pieces for file in piece.files)


def _scheme_path(year: Year) -> str:
    return scheme_path(year.period, year.documents.get(_year_path(year)))


def _year_path(year: Year) -> str:
    return f"years/{year.period}.yaml"


def _is_unit(path: str) -> bool:
    return path.startswith("units/") and path.endswith(".yaml")


def _is_record(year: Year, path: str) -> bool:
    return PurePosixPath(path).parent.as_posix() == f"scores/{year.period}" and path.endswith(".yaml")
