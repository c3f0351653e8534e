"""What a year is made of, in digests: by these an act fixes it, and later versions are compared with it."""

from collections.abc import Iterator, Mapping

from assessment.approval.canonical import digest
from assessment.approval.results import results_of
from assessment.approval.sealed import sealed
from assessment.dataset import Dataset
from assessment.dataset.approval import Fixed
from assessment.dataset.scheme import Scheme
from assessment.dataset.year import YearRecord
from assessment.kept import kept_for_last
from assessment.load.yaml_file import Document

Documents = Mapping[str, Document | None]

_FILES = 1024
"""Files whose digests are kept: a few years of one county, of which one file at a time changes."""


def fixed(dataset: Dataset, documents: Documents) -> Fixed:
    """Return the digests of a year of which every file could be read."""
    results, totals = results_of(dataset)
    evidence = {
        file.path: file.sha256 for record in dataset.records.values() for piece in record.evidence for file in piece.files
    }
    return Fixed(inputs(dataset.year, dataset.scheme, documents), dict(sorted(evidence.items())), results, totals)


def inputs(year: YearRecord, scheme: Scheme, documents: Documents) -> dict[str, str]:
    """Return the digest of every data file that counts for the year and could be read, by path."""
    read = ((path, documents.get(path)) for path in input_paths(year, scheme, documents))
    return {path: _digest_of(sealed(path, document, year.period)) for path, document in read if document is not None}


@kept_for_last(_FILES)
def _digest_of(document: Document) -> str:
    return digest(document.data)


def input_paths(year: YearRecord, scheme: Scheme, documents: Documents) -> Iterator[str]:
    """Yield the paths of the year, its scheme and text, the units that are assessed, and every record of the year."""
    yield f"years/{year.period}.yaml"
    yield f"schemes/{year.scheme}.yaml"
    if scheme.source:
        yield f"schemes/{scheme.source}"
    yield from sorted(f"units/{unit}.yaml" for group in scheme.groups for unit in group.units)
    yield from sorted(path for path in documents if path.startswith(f"scores/{year.period}/"))
