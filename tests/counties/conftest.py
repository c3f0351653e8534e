"""Three small counties under one city, built once for all test processes by the command that people type."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.built import ROOT, module, once
from tests.folder import reapprove
from tests.repository.county import NAMES, County

PUBLISHED = """\
published: 2020-03-01
approval: {body: 县政府, date: 2020-02-20, document: 纪要1号}
"""


@dataclass(frozen=True)
class Several:
    """A folder of counties, what was built of it, and how the command ended. Tests leave it as it is."""

    folder: Path
    output: Path
    status: int
    messages: str


def write_county(folder: Path, *agency: int, disclosure: str = "totals", issuer: str = "县政府办") -> County:
    """Write a county whose year is published; its four units have the agency's marks in order."""
    county = County(folder)
    county.raters = 3
    for unit, mark in zip(NAMES, agency, strict=True):
        county.record(unit, agency=str(mark))
    county.change("years/2019.yaml", "stage: under-review", "stage: published")
    county.change("years/2019.yaml", "disclosure: none", f"disclosure: {disclosure}")
    county.write("years/2019.yaml", county.text("years/2019.yaml") + PUBLISHED)
    county.change("schemes/2019.yaml", "issuer: 县政府办", f"issuer: {issuer}")
    reapprove(county.data)
    county.commit()
    return county


def build(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command over a folder of counties."""
    command: Sequence[str] = [*module("build"), "--counties", str(folder), "--no-pdf", *options]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="session")
def several(shared: Path) -> Several:
    """Alpha publishes everything, beta totals; gamma has a fault, and has published nothing before."""
    place = shared / "several"
    folder = place / "city"

    def make() -> str:
        write_county(folder / "alpha", 90, 85, 80, 90, disclosure="full", issuer="甲县政府办")
        write_county(folder / "beta", 95, 70, 85, 60, issuer="乙县政府办")
        gamma = write_county(folder / "gamma", 90, 90, 90, 90)
        gamma.change("years/2019.yaml", 'scheme: "2019"', "scheme: 二〇一九")
        (folder / "counties.yaml").write_text("names: {beta: 乙县, alpha: 甲县, gamma: 丙县}\n", encoding="utf-8")
        done = build(folder)
        return f"{done.returncode}\n{done.stdout}{done.stderr}"

    status, _, said = once(place, make).partition("\n")
    return Several(folder, folder / "output", int(status), said)
