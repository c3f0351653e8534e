"""Each defence is taken out, one at a time, and the proof that stands behind it must fail: no proof is an empty one."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from assessment.dataset.year import Disclosure, Stage
from assessment.disclosure import concealed, disclose, readings, results, rows
from assessment.disclosure.groups import published_group
from assessment.disclosure.past import published_history
from assessment.disclosure.publication import Audience
from assessment.disclosure.results import result_of
from assessment.disclosure.rows import public_evidence, public_rows
from assessment.render import templates
from assessment.render.open_data import csv
from tests.disclosure.conftest import SEEDS
from tests.disclosure.conftest import years as years
from tests.disclosure.test_non_interference import (
    test_nothing_public_tells_who_recorded_or_voted_or_what_internal_records_say as never_public,
)
from tests.disclosure.test_non_interference import (
    test_other_ways_to_average_ballots_are_weighed_for_the_office_alone as averaging,
)
from tests.disclosure.test_non_interference import (
    test_totals_are_known_as_they_are_published_and_no_further as no_further,
)
from tests.disclosure.years import Scored
from tests.hostile.test_text import FORMULA, PLAIN, built, skeletons
from tests.hostile.test_text import test_it_is_shown_and_changes_no_tag as changes_nothing
from tests.hostile.test_text import test_no_cell_of_the_table_is_a_formula as no_formula
from tests.leaks.test_history import test_the_past_tells_no_names_and_no_earlier_words as no_past
from tests.leaks.test_planted import test_an_approved_year_tells_what_its_level_shows_and_no_more as no_more
from tests.leaks.test_planted import test_before_approval_nothing_is_told_at_any_level as nothing

Years = Mapping[str, Scored]
Proof = Callable[[Path, Years, pytest.MonkeyPatch], None]


def approved(level: Disclosure) -> Proof:
    return lambda path, _, __: no_more(path, Stage.APPROVED, level)


def before_approval(path: Path, _: Years, __: pytest.MonkeyPatch) -> None:
    nothing(path, Stage.UNDER_REVIEW, Disclosure.FULL)


def text(kind: str) -> Proof:
    def proof(path: Path, _: Years, __: pytest.MonkeyPatch) -> None:
        plain = skeletons(built(path / "plain", PLAIN, "--no-pdf"))
        changes_nothing(path / "hostile", {"public": plain}, kind, "public")

    return proof


def of_year(proof: Callable[[Scored], None]) -> Proof:
    return lambda _, years, __: proof(years[SEEDS[0]])


def ranked(scheme, group, assessment, level):  # type: ignore[no-untyped-def]
    """The group in the order of its ranks, at every level."""
    known = published_group(scheme, group, assessment, level)
    return replace(known, ranking=tuple(standing.unit for standing in assessment.orders[group.id].standings))


def lines(shown, record):  # type: ignore[no-untyped-def]
    """The public rows with the lines that their entries stand in."""
    at = {entry.id: entry.origin.place.line for entry in record.entries}
    return (replace(row, line=at.get(row.entry)) for row in public_rows(shown, record))


def with_files(record):  # type: ignore[no-untyped-def]
    """The public evidence with the files that the office keeps of it."""
    public = public_evidence(record)
    return {piece.id: piece for piece in record.evidence if piece.id in public}


def by_whom(history, record, result, _):  # type: ignore[no-untyped-def]
    return published_history(history, record, result, Audience.OFFICE)


def for_office(dataset, assessment, unit, group, level, _):  # type: ignore[no-untyped-def]
    return result_of(dataset, assessment, unit, group, level, Audience.OFFICE)


DEFENCES: Mapping[str, tuple[object, str, object, Proof]] = {
    "secrecy before approval": (disclose, "_level", lambda dataset, _: dataset.year.disclosure, before_approval),
    "order before approval": (disclose, "published_group", ranked, before_approval),
    "order inside a grade": (disclose, "published_group", ranked, approved(Disclosure.GRADES)),
    "totals as published": (results, "as_published", lambda figure: figure, of_year(no_further)),
    "internal records": (results, "public_rows", rows.every_row, approved(Disclosure.FULL)),
    "lines in files": (results, "public_rows", lines, approved(Disclosure.FULL)),
    "kept files": (rows, "public_evidence", with_files, approved(Disclosure.FULL)),
    "ballots and recorders": (disclose, "result_of", for_office, approved(Disclosure.FULL)),
    "every year alike": (disclose, "result_of", for_office, of_year(never_public)),
    "effects of ballots": (readings, "_tells_of_ballots", lambda *_: False, of_year(averaging)),
    "corrections": (concealed.Concealed, "shows", lambda *_: True, approved(Disclosure.TOTALS)),
    "committers": (disclose, "published_history", by_whom, lambda path, _, patched: no_past(path, patched)),
    "no turned text": (templates, "only_visible", lambda value: value, text("turned")),
    "formulas": (csv, "inert", lambda text: text, lambda path, _, __: no_formula(path, FORMULA)),
}
"""Where a defence stands, what takes its place, and the proof that must see it."""


@pytest.mark.parametrize("defence", DEFENCES)
def test_its_proof_fails_without_it(defence: str, tmp_path: Path, years: Years, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1583020800")
    where, name, instead, proof = DEFENCES[defence]
    monkeypatch.setattr(where, name, instead)
    with pytest.raises((AssertionError, ValueError)) as seen:
        proof(tmp_path, years, monkeypatch)
    assert "build.main" not in str(seen.value), "the build went well, and only the proof failed"
