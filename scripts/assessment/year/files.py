"""Which files a year is made of."""

import re
from pathlib import Path

from assessment.load.yaml_file import Document, read


def scheme_path(number: int, year: Document | None) -> str:
    """Return the path of the scheme that a year's file names, below the data folder; the year's own if it names none."""
    named = year.data.get("scheme") if year is not None and isinstance(year.data, dict) else None
    return f"schemes/{named if isinstance(named, str) and re.fullmatch('[0-9a-z-]+', named) else number}.yaml"


def source_path(scheme: Document | None) -> str | None:
    """Return the path of the text that a scheme names as issued, below the data folder; None where it names none."""
    named = scheme.data.get("source") if scheme is not None and isinstance(scheme.data, dict) else None
    return f"schemes/{named}" if isinstance(named, str) and re.fullmatch(r"[^/\\.][^/\\]*\.txt", named) else None


def files_of(data: Path, number: int) -> dict[str, bytes]:
    """Return the files that a year's results may come from, by path below the data folder."""
    year = data / "years" / f"{number}.yaml"
    scheme = data / scheme_path(number, read(year, "")[0])
    source = source_path(read(scheme, "")[0])
    paths = [year, scheme, *([data / source] if source else ())]
    paths += [path for folder in ("units", f"scores/{number}") for path in (data / folder).glob("*.yaml")]
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in paths if path.is_file()}
