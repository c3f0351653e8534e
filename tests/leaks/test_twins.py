"""Twins give the same public bytes: in a repository, published at a low level, and amended and published in full."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from assessment.commands import amend, approve, build
from assessment.dataset.year import Disclosure
from tests.built import contents
from tests.leaks.test_planted import without_commitment
from tests.repository.county import County
from tests.twins.county import NAMES, SCHEME, UNIT, YEAR, Raw, entries, file_text, plain
from tests.twins.shapes import approvable
from tests.twins.shows import shown
from tests.twins.test_in_time import touches_internal
from tests.twins.test_one_publication import drawn

Output = Mapping[str, bytes]
"""Public files, with each commit called by its number and each file's digest by its path."""

INDEX = "search/pagefind/"
DIGESTS = ("manifest.json", "SHA256SUMS")
TO_REVIEW = r"(?m)^(approval|published|disclosure): .*\n"


def versions(raw: Raw, later: Raw, side: int) -> tuple[Raw, Raw]:
    """What is approved, and what it is amended to: other hidden records, and other words of a public one."""
    first, second = (approvable(known, side) for known in (raw, later))
    listed = entries(second, "deductions")
    return first, {**second, "deductions": [{**listed[0], "reason": "更正的缘由"}, *listed[1:]]}


def publications(place: Path, course: tuple[Raw, Raw]) -> list[Output]:
    """Build both publications of the year in which 甲镇 has a record: totals as approved, and all that was amended."""
    county = County(place / "county")
    county.write("schemes/2019.yaml", SCHEME)
    review = re.sub(TO_REVIEW, "", YEAR).replace("stage: published", "stage: under-review\ndisclosure: none")
    county.write("years/2019.yaml", review)
    for unit in NAMES:
        county.write(f"scores/2019/{unit}.yaml", file_text(course[0] if unit == UNIT else plain(unit)))
    data, commits, outputs = ["--data", str(county.data)], [county.commit()], []

    def publish(day: str, level: str, key: str) -> None:
        assert approve.main([*data, "--publish", "--date", day, "--disclosure", level, "--key", key * 64]) == 0
        commits.append(county.commit())
        assert build.main([*data, "--output", str(place / level), "--no-pdf"]) == 0
        outputs.append(named(place / level, commits))

    approval = ["--body", "领导小组", "--date", "2020-02-20", "--document", "纪要", "--key", "a" * 64]
    assert approve.main([*data, *approval]) == 0
    publish("2020-02-28", "totals", "b")
    county.write(f"scores/2019/{UNIT}.yaml", file_text(course[1]))
    assert amend.main([*data, "--reason", "核对有误", "--date", "2020-03-10", "--key", "c" * 64]) == 0
    publish("2020-03-11", "full", "d")
    return outputs


def named(output: Path, commits: Sequence[str]) -> Output:
    """An output without what no two repositories share: the ids of commits, and digests of files that hold them.

    The index of the search is left out: it is made of the pages alone, and packed, so that no id can be found in it.
    """
    files = without_commitment(contents(output))
    names = {hashlib.sha256(held).hexdigest().encode(): name.encode() for name, held in contents(output).items()}
    names |= {
        id[:length].encode(): f"commit {number}".encode() for number, id in enumerate(commits) for length in (40, 10)
    }
    every, index = re.compile(b"|".join(names)), re.compile(rb"(?m)^.*" + INDEX.encode() + rb".*\n")
    return {
        name: every.sub(lambda found: names[found[0]], index.sub(b"", held) if name in DIGESTS else held)
        for name, held in files.items()
        if not name.startswith(INDEX)
    }


def test_twins_give_the_same_bytes_in_every_publication(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1583020800")
    pairs = [*drawn(1, 2, "bytes")]
    courses = [versions(raw, later, side) for side, (raw, later) in enumerate(zip(*pairs, strict=True))]
    assert [shown(raw, Disclosure.FULL) for raw in courses[0]] == [shown(raw, Disclosure.FULL) for raw in courses[1]]
    assert [touches_internal(*course) for course in courses] == [True, True]
    here, there = (publications(tmp_path / f"{side}", course) for side, course in enumerate(courses))
    assert [
        (number, name)
        for number, (one, other) in enumerate(zip(here, there, strict=True))
        for name in sorted(one.keys() | other.keys())
        if one.get(name) != other.get(name)
    ] == []
    pages = [output["2019/units/jia/index.html"].decode() for output in here]
    assert ["不公开的记录" in page for page in pages] == [False, True]
    assert ["更正的缘由" in page for page in pages] == [False, True]
