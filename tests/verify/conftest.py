"""A project of its own, program and records in one repository, and what was published from it."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.built import ROOT, commit, module, once, run

PARTS = ("scripts", "schemas", "theme", "content", "data", "pelicanconf.py", "requirements.txt", ".gitignore")


@dataclass(frozen=True)
class Project:
    """A repository, and a bundle built from its only commit. Tests leave both as they are."""

    top: Path
    bundle: Path

    def run(self, name: str, *arguments: str) -> str:
        """Run one of its commands, which has to succeed; return what it says."""
        return run(module(name, *arguments), cwd=self.top, **self.environment)

    @property
    def environment(self) -> dict[str, str]:
        """Whose program is run, and nothing that tells the date."""
        return {"PYTHONPATH": str(self.top / "scripts"), "MPLCONFIGDIR": str(ROOT / ".cache" / "matplotlib")}


def project(folder: Path) -> Project:
    """Make a project below an empty folder, and publish it without PDFs."""
    one = Project(folder / "project", folder / "bundle")
    one.top.mkdir()
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, one.top / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / part, one.top)
    commit(one.top)
    (one.top / ".cache").symlink_to(ROOT / ".cache")
    one.run("build", "--no-pdf", "--output", str(one.bundle))
    return one


@pytest.fixture(scope="session")
def published(shared: Path) -> Project:
    """The project as shipped, published once for all test processes."""
    assert "SOURCE_DATE_EPOCH" not in os.environ
    place = shared / "published"
    once(place, lambda: project(place).bundle.name)
    return Project(place / "project", place / "bundle")
