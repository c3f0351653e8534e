"""Which files a year is made of."""

import re
from collections.abc import Iterator
from pathlib import Path

from assessment.load.yaml_file import Document, read
from assessment.period import Period, period_of


def scheme_path(period: Period, year: Document | None) -> str:
    """Return the path of the scheme that a year's file names, below the data folder; the year's own if it names none."""
    named = year.data.get("scheme") if year is not None and isinstance(year.data, dict) else None
    return f"schemes/{named if isinstance(named, str) and re.fullmatch('[0-9a-z-]+', named) else period}.yaml"


def source_path(scheme: Document | None) -> str | None:
    """Return the path of the text that a scheme names as issued, below the data folder; None where it names none."""
    named = scheme.data.get("source") if scheme is not None and isinstance(scheme.data, dict) else None
    return f"schemes/{named}" if isinstance(named, str) and re.fullmatch(r"[^/\\.][^/\\]*\.txt", named) else None


def files_of(data: Path, period: Period) -> dict[str, bytes]:
    """Return the files that a year's results may come from, by path below the data folder."""
    year = data / "years" / f"{period}.yaml"
    scheme = data / scheme_path(period, read(year, "")[0])
    named = read(scheme, "")[0]
    source = source_path(named)
    paths = [year, scheme, *([data / source] if source else ())]
    paths += [path for folder in ("units", f"scores/{period}") for path in (data / folder).glob("*.yaml")]
    own = {path.relative_to(data).as_posix(): path.read_bytes() for path in paths if path.is_file()}
    rounds = {one for one in _rounds(None if named is None else named.data) if one < period}
    return {path: content for one in sorted(rounds) for path, content in files_of(data, one).items()} | own


def roster_of(data: Path, period: Period) -> frozenset[str] | None:
    """Return the units that a year's or a round's scheme assesses, as it is written; None where it cannot be read."""
    scheme, _ = read(data / scheme_path(period, read(data / "years" / f"{period}.yaml", "")[0]), "")
    groups = scheme.data.get("groups") if scheme is not None and isinstance(scheme.data, dict) else None
    units = [group.get("units") for group in groups if isinstance(group, dict)] if isinstance(groups, list) else []
    return frozenset(str(unit) for listed in units if isinstance(listed, list) for unit in listed) or None


def _rounds(scheme: object) -> Iterator[Period]:
    """Yield the rounds that waves of a scheme, as it is written, take marks from."""
    if isinstance(scheme, dict):
        for wave in scheme["waves"] if isinstance(scheme.get("waves"), list) else ():
            source = period_of(wave.get("round")) if isinstance(wave, dict) else None
            if source is not None and source.is_round:
                yield source
    for below in scheme.values() if isinstance(scheme, dict) else scheme if isinstance(scheme, list) else ():
        yield from _rounds(below)
