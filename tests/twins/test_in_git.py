"""Courses of a record in a repository, read as a build reads them: what is public of the past is the same for twins."""

from dataclasses import replace
from pathlib import Path

import pytest

from assessment.disclosure.past import published_history
from assessment.disclosure.publication import Audience
from assessment.disclosure.published_result import InFull
from assessment.disclosure.published_unit import PublishedHistory
from assessment.history.folder import history_of
from assessment.period import Period
from assessment.repository.clone import clone_of
from tests.repository.county import County
from tests.twins.county import UNIT, file_text
from tests.twins.test_in_time import Course, last, of

COURSES: dict[str, tuple[Course, Course]] = {
    "an id that was an internal record's": (
        (("an entry", 3), ("an entry", 0), ("an entry", 1)),
        (("an entry", 5), ("an entry", 0), ("an entry", 1)),
    ),
    "an entry that was brought to light": (
        (("an entry", 4), ("an entry", 3), ("an entry", 1)),
        (("an entry", 0), ("an entry", 5), ("an entry", 1)),
    ),
    "fields that are never public": (
        (("its fields", 0), ("its fields", 2), ("its fields", 3)),
        (("its fields", 0), ("its fields", 0), ("its fields", 0)),
    ),
    "an objection that was open": (
        (("objections", 0), ("objections", 1), ("objections", 2)),
        (("objections", 7), ("objections", 7), ("objections", 2)),
    ),
}


def past(place: Path, course: Course) -> PublishedHistory:
    """What the public sees of the past, its commits by number."""
    county = County(place)
    commits = []
    for form in course:
        county.write(f"scores/2019/{UNIT}.yaml", file_text(of(form)))
        commits.append(county.commit())
    year, publication = last(course[-1])
    history = history_of(clone_of(county.data), Period(2019))
    result = publication.units[UNIT].result
    assert isinstance(result, InFull)
    history_of_unit = published_history(history, year.records[UNIT], result, Audience.PUBLIC)
    assert history_of_unit is not None
    number = {id[:10]: f"{index}" for index, id in enumerate(commits)}
    records = (
        replace(known, traces=tuple(replace(trace, commit=number[trace.commit]) for trace in known.traces))
        for known in history_of_unit.records
    )
    return replace(
        history_of_unit, records=tuple(records), commits=tuple(number[commit] for commit in history_of_unit.commits)
    )


@pytest.mark.parametrize("what", COURSES)
def test_the_past_of_twins_is_the_same(tmp_path: Path, what: str) -> None:
    here, there = (past(tmp_path / f"{side}", course) for side, course in enumerate(COURSES[what]))
    assert here == there
    assert len(here.commits) == (1 if what == "fields that are never public" else 2)
