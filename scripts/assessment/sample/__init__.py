"""Invented marks that show everything the software can show, made from a seed and nothing else.

``plans`` says which unit shows what; the rest is drawn. No I/O and no clock: the same seed gives the same bytes.
"""

from collections.abc import Mapping

from assessment.approval.record import record_path
from assessment.dataset.scheme import Method, Scheme
from assessment.dataset.unit import Unit
from assessment.load.yaml_file import Document
from assessment.sample.approval import approval_text
from assessment.sample.profiles import PROFILES
from assessment.sample.record import SAMPLE, sample_record
from assessment.sample.texts import WORDINGS
from assessment.sample.year import year_text

__all__ = ["SAMPLE", "SEED", "YEAR", "OtherSchemeError", "sample_files"]

SEED = "2019"
"""The seed of the files in the repository."""

YEAR = 2019
"""The year whose scheme the invented records cite."""


class OtherSchemeError(ValueError):
    """The scheme has units or indicators about which nothing is invented; the message names them in Chinese."""


def sample_files(
    scheme: Scheme, units: Mapping[str, Unit], documents: Mapping[str, Document | None], seed: str = SEED
) -> dict[str, str]:
    """Return the text of every sample file, by path below the data folder.

    Args:
        documents: the files of scheme and units, by path below the data folder.

    Raises:
        OtherSchemeError: if the scheme is not the one that the sample was written for.
    """
    assessed = [unit for group in scheme.groups for unit in group.units]
    marked = [component for component in scheme.components if component.method is Method.GIVEN]
    leaves = [leaf.clause for component in marked for item in component.items for leaf in item.leaves()]
    unknown = [unit for unit in assessed if unit not in PROFILES] + [leaf for leaf in leaves if leaf not in WORDINGS]
    if scheme.year != YEAR or unknown:
        what = f"，没有编写{'、'.join(unknown)}" if unknown else ""
        raise OtherSchemeError(f"示例数据只为 {YEAR} 年的方案编写{what}")
    records = {unit: sample_record(scheme, units[unit], seed) for unit in assessed}
    files = _by_path(scheme, {unit: record.text for unit, record in records.items()}, year_text(scheme))
    files[record_path(scheme.year)] = approval_text(scheme, units, documents, files, seed)
    return files | {f"evidence/{path}": text for record in records.values() for path, text in record.evidence.items()}


def _by_path(scheme: Scheme, records: Mapping[str, str], year: str) -> dict[str, str]:
    files = {f"scores/{scheme.year}/{unit}.yaml": text for unit, text in records.items()}
    return files | {f"years/{scheme.year}.yaml": year}
