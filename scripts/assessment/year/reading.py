"""From the data folder to one Year."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from assessment.clock import today
from assessment.dataset import Dataset
from assessment.dataset.county import County
from assessment.dataset.part import Window
from assessment.dataset.record import UnitRecord
from assessment.dataset.scheme import Alternative, Scheme
from assessment.dataset.unit import Unit
from assessment.dataset.year import YearRecord
from assessment.findings import Finding, Severity, has_errors
from assessment.load.approval import approval_of
from assessment.load.county import load_county
from assessment.load.data_files import place_of
from assessment.load.evidence import EvidenceFolder, evidence_folder
from assessment.load.evidence_folder import evidence_folders_of
from assessment.load.import_words import county_words
from assessment.load.lock import Use, locked
from assessment.load.people import load_people
from assessment.load.record import record_of
from assessment.load.scheme import scheme_of
from assessment.load.scheme_rules import rules_digest
from assessment.load.source import source_text
from assessment.load.unfinished import unfinished
from assessment.load.unit import unit_of
from assessment.load.yaml_file import Document
from assessment.load.year import year_of
from assessment.period import Period
from assessment.year.files import scheme_path, source_path
from assessment.year.unit_ids import with_unit_ids
from assessment.year.year import Gaps, Year
from assessment.year.year_file import YearFile, read_file, read_folder


def read_year(data: Path, period: Period) -> Year:
    """Read one year from the data folder, collecting every fault on the way.

    A faulty part of a record is left out and the rest is kept, so that the rules across files can judge it. A
    faulty year or scheme is left out as a whole, since nothing can be judged by it, and a finding says so. The
    scheme of a year whose file names none is sought under the year itself, so that its faults are told too.
    """
    with locked(data, Use.READING):
        county = load_county(data)
        return _read(
            data,
            period,
            county.county,
            [*unfinished(data), *county.findings, *county_words(data).findings, *load_people(data).findings],
        )


def read_units(data: Path, period: Period) -> Mapping[str, Unit]:
    """Return the units of which something can be read, by the names of their files, as a year calls them."""
    return _units(read_folder(data, data / "units", "unit", []), period)


def _read(data: Path, period: Period, county: County, findings: list[Finding]) -> Year:
    """Read a year or a round, and add its faults to those of the whole county, which are none of a round's own."""
    year_path = data / "years" / f"{period}.yaml"
    year_file = read_file(data, year_path, "year", findings)
    read_files = [year_file]
    year = None if year_file.good is None else year_of(year_file.good)
    if year_path.exists() and not year_file.whole:
        findings.append(rest_unchecked(data, year_path))
    scheme: Scheme | None = None
    alternatives: tuple[Alternative, ...] = ()
    digest = rules = ""
    path = data / scheme_path(period, year_file.raw)
    scheme_file: YearFile | None = None
    if path.exists():
        scheme_file = read_file(data, path, "scheme", findings)
        read_files.append(scheme_file)
        if scheme_file.good is not None and scheme_file.whole:
            scheme, alternatives, faults = scheme_of(scheme_file.good, time_of(period, year))
            findings.extend(faults)
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            rules = rules_digest(scheme_file.good)
        if scheme is None:
            findings.append(rest_unchecked(data, path))
        if scheme_file.raw is not None and (source := source_path(scheme_file.raw)):
            read_files.append(source_of(data, data / source, scheme_file.raw, findings))
    elif year is not None:
        findings.append(_no_scheme(data, year))
    units = read_folder(data, data / "units", "unit", findings)
    files = read_folder(data, data / "scores" / str(period), "score", findings)
    records = {name: record_of(file.good) for name, file in files.items() if file.good is not None}
    read_files += [*units.values(), *files.values()]
    by_kind = [("year", year_file), ("scheme", scheme_file), *(("score", file) for file in files.values())]
    kinds = {file.raw.file: (kind, file.raw) for kind, file in by_kind if file is not None and file.raw is not None}
    findings = [*with_unit_ids(findings, kinds, _units(units, period))]
    approval = None
    if (path := data / "approvals" / f"{period}.yaml").exists():
        approval_file = read_file(data, path, "approval", findings)
        read_files.append(approval_file)
        if approval_file.good is not None and approval_file.whole:
            approval = approval_of(approval_file.good)
    readable = None
    if year is not None and year_file.whole and scheme is not None:
        rounds = rounds_of(data, period, county, (scheme, *(alternative.scheme for alternative in alternatives)))
        known = _units(units, period)
        readable = Dataset(year, scheme, alternatives, known, records, digest, approval, rounds, rules)
    return Year(
        data=data,
        period=period,
        documents={file.path: file.raw for file in read_files},
        readable=readable,
        gaps=Gaps(
            units=frozenset(name for name, file in units.items() if file.good is None),
            records=frozenset(name for name, file in files.items() if file.good is None),
            partial={name: file.lacking for name, file in files.items() if file.lacking},
        ),
        evidence=evidence_of_year(data, county, period, records.values()),
        county=county,
        today=today(),
        findings=tuple(findings),
    )


def rounds_of(data: Path, period: Period, county: County, schemes: Iterable[Scheme]) -> dict[Period, Dataset]:
    """Return the rounds that waves take marks from; one with faults is left out, which a check tells."""
    found = {}
    waves = (wave for scheme in schemes for part in scheme.components for wave in part.rounds())
    for source in sorted({wave.round for wave in waves if wave.round is not None}):
        if source < period and (data / "years" / f"{source}.yaml").is_file():
            one = _read(data, source, county, [])
            faulty = one.gaps.units or one.gaps.records or one.gaps.partial or has_errors(one.findings)
            if one.readable is not None and not faulty:
                found[source] = one.readable
    return found


def time_of(period: Period, year: YearRecord | None) -> Window:
    """Return the time that a year or a round is about, as far as its file can be read."""
    return Window(period.first, period.last) if year is None else Window(year.first, year.last)


def _units(files: Mapping[str, YearFile], period: Period) -> Mapping[str, Unit]:
    return {name: unit_of(file.good, period.year) for name, file in files.items() if file.good is not None}


def source_of(data: Path, path: Path, scheme: Document, findings: list[Finding]) -> YearFile:
    """Return the text that a scheme names as issued, and note where it cannot be read."""
    text = source_text(path, place_of(data, path).file)
    if text is None:
        message = f"方案的原文底稿 {path.name} 读不出来，或者不是 UTF-8 的文本"
        hint = f"请放在 {path.parent}，或删去 source 一栏"
        findings.append(Finding(scheme.place(("source",)), "missing-source", message, hint))
    return YearFile(path.relative_to(data).as_posix(), text, text, frozenset())


def _no_scheme(data: Path, year: YearRecord) -> Finding:
    known = "、".join(sorted(path.stem for path in (data / "schemes").glob("*.yaml")))
    hint = f"可填：{known}；其余规则要等这里改好后再检查"
    return Finding(year.origin.of("scheme"), "unknown-scheme", f"没有方案“{year.scheme}”", hint)


def rest_unchecked(data: Path, path: Path) -> Finding:
    """Return the notice that the rules across files have not run for want of a sound file."""
    message = "本文件有错，各单位记录等只检查了写法，其余规则要等这里改好后再检查"
    return Finding(place_of(data, path), "rest-unchecked", message, severity=Severity.WARNING)


def evidence_of_year(data: Path, county: County, period: Period, records: Iterable[UnitRecord]) -> EvidenceFolder:
    """Return the evidence folder as a year uses it."""
    folders = evidence_folders_of(data, county)
    names = (place_of(data, folder).file if folder.is_relative_to(data) else str(folder) for folder in folders)
    return evidence_folder(dict(zip(names, folders, strict=True)), period, records, data / "scores")
