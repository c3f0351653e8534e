"""Who hears how far a build is."""

from pathlib import Path
from typing import Protocol


class Reporter(Protocol):
    """Hears how far a build is."""

    def phase(self, name: str, steps: int) -> None:
        """A part of the build begins, with so many steps."""

    def step(self) -> None:
        """One step of any part is done."""

    def show(self, folder: Path) -> None:
        """The pages stand in a folder, which is gone after the build; the PDFs and what lists all files follow."""
