"""Who hears how far a build is."""

from pathlib import Path
from typing import Protocol


class Reporter(Protocol):
    """Hears how far a build is."""

    def phase(self, name: str, steps: int) -> None:
        """A part of the build begins, with so many steps."""

    def step(self) -> None:
        """One step of any part is done."""

    def show(self, folder: Path, path: str) -> None:
        """A file is whole below a folder, which becomes the output, or is gone where the build fails."""
