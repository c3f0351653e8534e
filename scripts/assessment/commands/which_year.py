"""Which year a command acts on where none is named: the only one that fits what it does."""

import argparse
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assessment.commands.options import named_year
from assessment.dataset.year import Disclosure, Stage
from assessment.errors import RequestError
from assessment.load.data_files import place_of, years
from assessment.load.yaml_file import read
from assessment.period import Period
from assessment.render.words import STAGES


@dataclass(frozen=True)
class YearProgress:
    """How far a year is, as far as its file says so; whatever else is wrong with the file is told by the checks."""

    period: Period
    stage: Stage
    disclosure: Disclosure
    leading: object
    trailing: object
    """How many ranks are named; nothing where it is not written."""


Fits = Callable[[YearProgress], bool]
"""Tells whether a year fits what a command does."""


def choose_year(options: argparse.Namespace, act: str, *fits: Fits, otherwise: str = "") -> Period:
    """Return the year that is named, or else the only one that fits; say which where there are several.

    Args:
        options: of the command line.
        act: what is done to the year, in Chinese.
        fits: what fits; each after the first counts where no year fits those before.
        otherwise: what to do where no year fits.

    Raises:
        RequestError: if the named year is not there, none fits, or more than one: the wrong one may not be undone.
    """
    if (named := named_year(options)) is not None:
        return named
    records = _records(options.data)
    if len(records) == 1:
        return next(iter(records))
    for test in fits:
        # A year whose file cannot be read may be the one that is meant.
        found = {year: record for year, record in records.items() if record is None or test(record)}
        if len(found) == 1:
            sys.stderr.write(f"没有写 --year，用 {_listed(found)}。\n")
            return next(iter(found))
        if found:
            raise RequestError(f"不止一年可以{act}：{_listed(found)}；请用 --year 写明哪一年")
    hint = f"；{otherwise}" if otherwise else ""
    raise RequestError(f"没有可以{act}的年度：现有 {_listed(records)}{hint}")


def choose_open_year(options: argparse.Namespace, act: str) -> Period:
    """Return the year, as above, whose records are being filled: one that is not approved yet, if there is any."""
    return choose_year(options, act, lambda year: not year.stage.is_approved, lambda _: True)


def _records(data: Path) -> Mapping[Period, YearProgress | None]:
    """Return how far each year is, newest first; None for what cannot be read."""
    records: dict[Period, YearProgress | None] = {}
    for year in years(data):
        path = data / "years" / f"{year}.yaml"
        document, _ = read(path, place_of(data, path).file)
        fields = document.data if document is not None and isinstance(document.data, dict) else {}
        try:
            stage, level = Stage(fields.get("stage")), Disclosure(fields.get("disclosure"))
        except ValueError:
            records[year] = None
        else:
            records[year] = YearProgress(year, stage, level, fields.get("leading"), fields.get("trailing"))
    return records


def _listed(records: Mapping[Period, YearProgress | None]) -> str:
    stages = {year: "读不出来" if record is None else STAGES[record.stage] for year, record in records.items()}
    return "、".join(f"{year.spaced}（{stage}）" for year, stage in stages.items())
