"""The approval record of the sample: approved, then published, as the commands would have written it."""

import hashlib
from collections.abc import Mapping

from assessment.approval.fixed import Documents, fixed
from assessment.approval.record import entry, record_text
from assessment.dataset import Dataset
from assessment.dataset.approval import ActKind
from assessment.dataset.scheme import Scheme
from assessment.dataset.unit import Unit
from assessment.dataset.year import Disclosure, Stage
from assessment.load.record import record_of
from assessment.load.typed import TypedMapping
from assessment.load.yaml_file import Document, parse
from assessment.load.year import year_of
from assessment.period import Period
from assessment.sample.sample_year import SampleYear


def approval_text(
    scheme: Scheme,
    units: Mapping[str, Unit],
    documents: Documents,
    files: Mapping[str, str],
    year: SampleYear,
) -> str:
    """Return the record.

    Args:
        documents: the files of scheme and units, by path below the data folder.
        files: the text of the sample's year file and records, by path below the data folder.
    """
    own = {path: _document(path, text) for path, text in files.items() if path.startswith(("years/", "scores/"))}
    year_path = f"years/{scheme.year}.yaml"
    records = (record_of(document) for path, document in own.items() if path != year_path)
    invented = year_of(own[year_path])
    dataset = Dataset(invented, scheme, (), units, {record.unit: record for record in records}, "")
    before = fixed(dataset, {**documents, **own, year_path: _approved(own[year_path])})
    after = fixed(dataset, {**documents, **own})
    approved = entry(ActKind.APPROVED, 0, year.calendar.approved, before, _key(year, ActKind.APPROVED), "")
    key, seal = _key(year, ActKind.PUBLISHED), str(approved["seal"])
    published = entry(ActKind.PUBLISHED, 0, year.calendar.published, after, key, seal)
    return record_text(Period(scheme.year), invented.provenance, [approved, published])


def _document(path: str, text: str) -> Document:
    document, _ = parse(text, path)
    if document is None:
        raise AssertionError(f"{path} was laid out wrong")
    return document


def _approved(published: Document) -> Document:
    """Return the year file as it stood between approval and publication."""
    fields = {key: value for key, value in TypedMapping.of(published).values.items() if key != "published"}
    fields |= {"stage": Stage.APPROVED.value, "disclosure": Disclosure.NONE.value}
    return Document(published.file, fields, {})


def _key(year: SampleYear, kind: ActKind) -> str:
    """Return a key that is no secret: what it would hide is invented."""
    return hashlib.sha256(f"{year.seed}{year.year}:{kind.value}".encode()).hexdigest()
