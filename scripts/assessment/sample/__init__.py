"""Invented marks that show everything the software can show, made from a seed and nothing else.

Each sample year has a room of its own: its plans say which unit shows what; the rest is drawn. No I/O and no clock:
the same seed gives the same bytes.
"""

from collections.abc import Mapping
from dataclasses import replace

from assessment.approval.record import record_path
from assessment.dataset.method import Method
from assessment.dataset.scheme import Scheme
from assessment.dataset.unit import Unit
from assessment.load.yaml_file import Document
from assessment.period import Period
from assessment.sample.approval import approval_text
from assessment.sample.profiles import PROFILES
from assessment.sample.record import SAMPLE, sample_record
from assessment.sample.sample_year import SampleYear
from assessment.sample.year import year_text
from assessment.sample.year_2018 import YEAR_2018
from assessment.sample.year_2019 import YEAR_2019

__all__ = ["INVENTED", "SAMPLE", "SAMPLE_YEARS", "OtherSchemeError", "sample_files"]

SAMPLE_YEARS: Mapping[int, SampleYear] = {year.year: year for year in (YEAR_2018, YEAR_2019)}
"""By year. Invented records cite the scheme of their year."""


INVENTED = "示例方案"
"""Stands in the title of a scheme that is itself invented."""


class OtherSchemeError(ValueError):
    """The scheme has units or indicators about which nothing is invented; the message names them in Chinese."""


def sample_files(
    scheme: Scheme, units: Mapping[str, Unit], documents: Mapping[str, Document | None], seed: str = ""
) -> dict[str, str]:
    """Return the text of every sample file of a scheme's year, by path below the data folder.

    Args:
        documents: the files of scheme and units, by path below the data folder.
        seed: any text; without it, the files are those in the repository.

    Raises:
        OtherSchemeError: if the scheme is not one that the sample was written for.
    """
    if scheme.year not in SAMPLE_YEARS:
        raise OtherSchemeError(f"没有为 {scheme.year} 年的方案编写示例数据")
    year = replace(SAMPLE_YEARS[scheme.year], seed=seed)
    if year.invented_scheme and INVENTED not in scheme.title:
        raise OtherSchemeError(f"{scheme.year} 年的方案不是示例方案，没有为它编写示例数据")
    assessed = [unit for group in scheme.groups for unit in group.units]
    marked = [component for component in scheme.components if component.method is Method.GIVEN]
    leaves = [leaf.clause for component in marked for leaf in component.leaves()]
    unknown = [unit for unit in assessed if unit not in PROFILES]
    unknown += [leaf for leaf in leaves if leaf not in year.wordings]
    if unknown:
        raise OtherSchemeError(f"示例数据没有编写 {scheme.year} 年方案中的{'、'.join(unknown)}")
    records = {unit: sample_record(year, scheme, units[unit]) for unit in assessed}
    files = {f"scores/{scheme.year}/{unit}.yaml": record.text for unit, record in records.items()}
    files[f"years/{scheme.year}.yaml"] = year_text(scheme, year.calendar)
    files[record_path(Period(scheme.year))] = approval_text(scheme, units, documents, files, year)
    return files | {f"evidence/{path}": text for record in records.values() for path, text in record.evidence.items()}
