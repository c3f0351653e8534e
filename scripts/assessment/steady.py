"""Files of Word and Excel, which are archives, with bytes that depend on nothing but what they hold."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

UNIX, DOS = 3, 0
"""On which kind of system a part says it was written; readers of these files do not care."""


def steady(packed: bytes, day: date, *, system: int = UNIX, instead: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """Return the same archive with all its parts dated the same and in the order of their names.

    Args:
        packed: the archive.
        day: the date of every part.
        system: on which kind of system every part says it was written.
        instead: parts to put in the place of those of the archive, by name.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(out, "w") as target:
        # What tells the kinds of the others comes first, as programs expect.
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            part.compress_type, part.create_system = zipfile.ZIP_DEFLATED, system
            target.writestr(part, instead.get(name) or source.read(name))
    return out.getvalue()
