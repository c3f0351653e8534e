"""Where the data files that a command speaks of are for its reader: paths that open in the current folder.

Findings and messages name a data file from the folder of the data on, ``data/scores/…``, whatever that folder is called
and wherever it stands, so that the same data gives the same words everywhere. Somebody who reads them stands in one
folder of one machine.
"""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from assessment.data_names import HELD
from assessment.findings import Finding
from assessment.repository.repository import top_above, without_links
from assessment.root import DATA
from assessment.visible import printable


@dataclass(frozen=True)
class Whereabouts:
    """Puts paths that open in place of the names that findings and messages give to data files."""

    name: str
    """Of the data folder, with which they begin."""
    folder: str
    """The path of the data folder for the reader."""

    def of_text(self, text: str) -> str:
        """Return a text in which data files are called by their paths."""
        return text if self.name == self.folder == DATA else self._named.sub(lambda found: self._path(found[1]), text)

    def of_finding(self, finding: Finding) -> Finding:
        """Return a finding at the path of its file."""
        place = finding.place
        first, slash, below = place.file.partition("/")
        if first == self.name:
            place = replace(place, file=self._path(slash + below))
        return replace(finding, place=place, message=self.of_text(finding.message), hint=self.of_text(finding.hint))

    @cached_property
    def _named(self) -> re.Pattern[str]:
        """The name of a data file: of something that a data folder holds, or of anything with a line and column.

        A pattern, such as ``data/evidence/**``, is no name: Git counts it from the file in which it stands.
        """
        held = "|".join(map(re.escape, HELD))
        names = "|".join(re.escape(name) for name in {self.name, DATA})
        return re.compile(rf"(?<![\w./\\-])(?:{names})(/(?:{held})(?![\w-]|/\*)|(?:/[^:\n]*)?(?=:[0-9]+:[0-9]+: ))")

    def _path(self, below: str) -> str:
        """Return the path of what stands below the data folder; of the folder itself for nothing."""
        return f"{self.folder}{below}" if self.folder != "." else below.removeprefix("/") or "."


def whereabouts(data: Path, *, for_platform: bool) -> Whereabouts:
    """Return where a data folder is for somebody in the current folder, or for a platform, which knows only the top."""
    real = without_links(data)
    top = top_above(real.parent) if for_platform else None
    return Whereabouts(data.name, path_from_here(data) if top is None else real.relative_to(top).as_posix())


def path_from_here(path: Path) -> str:
    """Return a path that opens in the current folder: relative to it below it, else as it was given."""
    try:
        here = without_links(Path.cwd())
    except OSError:
        # The current folder was removed.
        return printable(str(path), lambda _: "␣")
    real = without_links(path)
    shown = real.relative_to(here) if real.is_relative_to(here) else path
    return printable(shown.as_posix(), lambda _: "␣")
