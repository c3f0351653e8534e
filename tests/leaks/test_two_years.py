"""Two years in one build, each with a level of its own: what is compared tells of neither more than its level shows."""

import shutil
from pathlib import Path

import pytest

from assessment.commands import build
from assessment.dataset.year import Disclosure, Stage
from tests.folder import reapprove
from tests.leaks.planted import Plan, write
from tests.leaks.test_planted import PLANTED, SAME, differing, leaks_of, shows

FULL, TOTALS, COMPONENTS, GRADES, NONE = (
    Disclosure.FULL,
    Disclosure.TOTALS,
    Disclosure.COMPONENTS,
    Disclosure.GRADES,
    Disclosure.NONE,
)

Year = tuple[Plan, Stage, Disclosure]


@pytest.fixture(autouse=True)
def _outside_of_git(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1583020800")


def both(place: Path, now: Year, before: Year) -> Path:
    """Build 2019 and a year before it, which is the same invented year with all its dates a year earlier."""
    data = write(place / "data", *now)
    earlier = write(place / "earlier", *before)
    for path in sorted(earlier.rglob("*")):
        part = path.relative_to(earlier)
        if not path.is_file() or part.parts[0] in ("approvals", "units"):
            continue
        target = data / part.as_posix().replace("2019", "2018")
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".yaml":
            text = path.read_text(encoding="utf-8").replace("2019", "2018").replace("2020", "2019")
            target.write_text(text, encoding="utf-8")
        else:
            shutil.copy(path, target)
    reapprove(data, 2018)
    assert build.main(["--data", str(data), "--output", str(place / "output"), "--no-pdf"]) == 0
    return place / "output"


@pytest.mark.parametrize(
    ("now", "before"),
    [(FULL, TOTALS), (TOTALS, FULL), (FULL, COMPONENTS), (COMPONENTS, GRADES), (FULL, NONE), (NONE, FULL)],
)
def test_neither_year_tells_more_beside_the_other(tmp_path: Path, now: Disclosure, before: Disclosure) -> None:
    here = both(tmp_path / "a", (Plan(), Stage.PUBLISHED, now), (Plan(), Stage.PUBLISHED, before))
    assert leaks_of(here, PLANTED).keys() == shows(now) | shows(before)
    there = both(tmp_path / "b", (SAME[now], Stage.PUBLISHED, now), (SAME[before], Stage.PUBLISHED, before))
    assert differing(here, there) == []


def test_a_year_that_is_not_approved_stays_secret_beside_one_that_is(tmp_path: Path) -> None:
    done = (Plan(), Stage.PUBLISHED, TOTALS)
    here = both(tmp_path / "a", (Plan(), Stage.UNDER_REVIEW, FULL), done)
    there = both(tmp_path / "b", (SAME[NONE], Stage.UNDER_REVIEW, FULL), done)
    assert differing(here, there) == []
    assert "2018" in (here / "index.html").read_text(encoding="utf-8").partition("<h1>")[2][:20], "it opens with 2018"


def test_years_that_both_show_totals_are_held_against_each_other(tmp_path: Path) -> None:
    """So that the equalities above are of pages that compare."""
    here = both(tmp_path, (Plan(), Stage.PUBLISHED, TOTALS), (Plan(), Stage.PUBLISHED, TOTALS))
    assert "与2018年相比" in (here / "2019/units/jia/index.html").read_text(encoding="utf-8")
    assert "持平" in (here / "2019/units/jia/index.html").read_text(encoding="utf-8")
