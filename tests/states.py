"""A small county with a year at each level of disclosure, built once for all tests, for the public and for the office."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from assessment.dataset.year import Disclosure, Stage
from tests.built import ROOT, commit, once, run
from tests.folder import reapprove
from tests.leaks.planted import Plan, write

STATES = {
    2019: (Stage.COLLECTING, Disclosure.NONE),
    2018: (Stage.APPROVED, Disclosure.NONE),
    2017: (Stage.PUBLISHED, Disclosure.NAMES),
    2016: (Stage.PUBLISHED, Disclosure.GRADES),
    2015: (Stage.PUBLISHED, Disclosure.TOTALS),
    2014: (Stage.PUBLISHED, Disclosure.COMPONENTS),
}
"""By year: how far it is, and what the public may see of it. The newest is the one that the column opens with."""
PLANTED = 2019
"""The year of which the records are written."""


@dataclass(frozen=True)
class States:
    """The same records, built for two audiences. Tests leave them as they are."""

    public: Path
    office: Path


def build_states(shared: Path) -> States:
    """Return the builds below a folder that all test processes share; the first to come makes them."""
    place = shared / "states"
    states = States(place / "public", place / "office")

    def make() -> str:
        data = place / "county" / "data"
        shutil.rmtree(data.parent, ignore_errors=True)
        for year, (stage, level) in STATES.items():
            planted = write(place / f"planted-{year}", Plan(), stage, level)
            _moved(planted, data, year - PLANTED)
            reapprove(data, year)
        commit(data.parent)
        return "".join(
            run([str(ROOT / "scripts" / "build"), "--no-pdf", *options, "--data", str(data)], cwd=ROOT)
            for options in (
                ["--output", str(states.public)],
                ["--output", str(states.office), "--audience", "office"],
            )
        )

    once(place, make)
    return states


def _moved(planted: Path, data: Path, by: int) -> None:
    """Copy the records with every year that they name moved."""

    def moved(text: str) -> str:
        return re.sub(r"(?<!\d)20(?:18|19|20)(?!\d)", lambda year: str(int(year[0]) + by), text)

    for path in planted.rglob("*"):
        target = data / moved(path.relative_to(planted).as_posix())
        if path.is_file() and "approvals" not in path.parts:
            target.parent.mkdir(parents=True, exist_ok=True)
            written = path.read_bytes()
            target.write_bytes(moved(written.decode()).encode() if path.suffix == ".yaml" else written)
