"""What is said about each way in which a unit's record can be wrong; the cases are in ``record_faults.txt``.

The records of one folder are read in one run, so that every case also shows that no fault hides another's.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.folder import Folder
from tests.load.fault_cases import fault_cases
from tests.scoring.shipped import FULL


class Case(NamedTuple):
    """A record and what is said about it."""

    what: str
    unit: str
    body: str
    lines: list[str]


def cases() -> Iterator[Case]:
    """The cases in the order of the file."""
    for heading, written, messages in fault_cases("record_faults.txt"):
        what, unit = heading.split(" @")
        yield Case(what, unit, "".join(_expanded(line) for line in written), messages)


def _expanded(line: str) -> str:
    if not line.startswith("%items"):
        return f"{line}\n"
    changed = {clause: worth.strip() for clause, worth in re.findall(r"(附件\S+?):([^;]*)", line)}
    items = (FULL | changed).items()
    return "".join(f"      - {{clause: {clause}, mark: {worth}}}\n" for clause, worth in items if worth)


def rounds(listed: Sequence[Case]) -> list[list[Case]]:
    """The cases, as many a round as there are units for."""
    found: list[list[Case]] = []
    for case in listed:
        free = [round for round in found if case.unit not in {other.unit for other in round}]
        if not free:
            found.append([])
        (free or found)[-1].append(case)
    return found


@pytest.mark.parametrize("listed", rounds([*cases()]), ids=lambda listed: f"{len(listed)} records")
def test_what_is_said(listed: Sequence[Case], tmp_path: Path) -> None:
    assert lines_by_case(tmp_path, listed) == {case.what: case.lines for case in listed}


def lines_by_case(path: Path, listed: Sequence[Case]) -> Mapping[str, list[str]]:
    """What is said about records in one folder, by what is wrong with them."""
    folder = Folder(path)
    for case in listed:
        folder.record(case.unit, case.body)
    by_file = dict(folder.messages_by_file())
    lines = {case.what: by_file.pop(f"data/scores/2019/{case.unit}.yaml", []) for case in listed}
    assert by_file == {}, "no fault is told elsewhere"
    return lines


def test_very_long_lines(tmp_path: Path) -> None:
    evidence = "evidence:\n  - {id: e01, title: 通报, kind: 通报, source: 县, captured: 2019-05-12, url: /t}\n"
    entry = "deductions:\n  - {{id: d01, clause: 附件2第1项, date: {}, reason: {}, evidence: [e01]}}\n"
    long = "长" * 200_000
    fine = Case("long text", "shizi", evidence + entry.format("2019-05-12", long), [])
    quoted = f"7:37: wrong-form: “发生日期”的写法不对：“{long[:40]}……”（日期写作 2019-05-12）"
    faulty = Case("long text in the wrong place", "meizhu", evidence + entry.format(long, "未整改"), [quoted])
    assert lines_by_case(tmp_path, [fine, faulty]) == {fine.what: [], faulty.what: faulty.lines}
