"""Invented marks that show everything the software can show, made from a seed and nothing else.

``plans`` says which unit shows what; the rest is drawn. No I/O and no clock: the same seed gives the same bytes.
"""

from collections.abc import Mapping

from assessment.dataset.scheme import Scheme
from assessment.dataset.unit import Unit
from assessment.sample.record import record_text
from assessment.sample.year import year_text

SEED = "2019"
"""The seed of the files in the repository."""

YEAR = 2019
"""The year whose scheme the invented records cite."""


def sample_files(scheme: Scheme, units: Mapping[str, Unit], seed: str = SEED) -> dict[str, str]:
    """Return the text of every sample file, by path below the data folder."""
    records = {
        f"scores/{scheme.year}/{unit}.yaml": record_text(scheme, units[unit], seed)
        for group in scheme.groups
        for unit in group.units
    }
    return records | {f"years/{scheme.year}.yaml": year_text(scheme)}
