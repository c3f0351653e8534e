"""Each defence is taken out, one at a time, and the proof that stands behind it must fail: no proof is an empty one."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from assessment.dataset.year import Disclosure, Stage
from assessment.disclosure import as_public, disclose, known_reckoning, readings, results, rows, visible_changes
from assessment.disclosure.groups import published_group
from assessment.disclosure.past import published_history
from assessment.disclosure.publication import Audience
from assessment.disclosure.results import result_of
from assessment.disclosure.rows import public_evidence, public_rows
from assessment.history import folder
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
from tests.twins.test_in_git import test_the_past_of_twins_is_the_same as past_alike
from tests.twins.test_in_time import amended
from tests.twins.test_in_time import test_courses_that_show_the_same_look_the_same as courses_alike
from tests.twins.test_one_publication import PUBLIC
from tests.twins.test_one_publication import (
    test_ballots_of_one_rounded_mean_look_the_same_where_the_scheme_rounds_it as rounded_alike,
)
from tests.twins.test_one_publication import test_hidden_parts_of_one_worth_look_the_same as look_the_same
from tests.twins.test_one_publication import test_units_that_lack_the_same_marks_look_the_same as lack_alike
from tests.twins.test_shared_clause import HIDDEN_IN_ONE_OR_THE_OTHER
from tests.twins.test_shared_clause import test_in_which_part_internal_records_lie_is_not_told as of_one_clause
from tests.twins.test_tree import test_records_that_a_level_shows_alike_look_the_same_there as tree_alike

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


def ranked(scheme, group, assessment, level, results):  # type: ignore[no-untyped-def]
    """The group in the order of its ranks, at every level."""
    known = published_group(scheme, group, assessment, level, results)
    return replace(known, ranking=tuple(standing.unit for standing in assessment.orders[group.id].standings))


def all_rows(result, _, record):  # type: ignore[no-untyped-def]
    """The true rows as they are."""
    return rows.every_row(result.rows, record)


def lines(result, public, record):  # type: ignore[no-untyped-def]
    """The public rows with the lines that their entries stand in."""
    at = {entry.id: entry.origin.place.line for entry in record.entries}
    return (replace(row, line=at.get(row.entry)) for row in public_rows(result, public, record))


def with_files(record):  # type: ignore[no-untyped-def]
    """The public evidence with the files that the office keeps of it."""
    public = public_evidence(record)
    return {piece.id: piece for piece in record.evidence if piece.id in public}


def by_whom(history, record, result, _):  # type: ignore[no-untyped-def]
    return published_history(history, record, result, Audience.OFFICE)


def for_office(year, unit):  # type: ignore[no-untyped-def]
    return result_of(replace(year, audience=Audience.OFFICE), unit)


def of_twins(*_: object) -> None:
    for part in PUBLIC:
        look_the_same(part)


def of_tree(*_: object) -> None:
    tree_alike(Disclosure.FULL)


def of_shared_clause(*_: object) -> None:
    of_one_clause(*HIDDEN_IN_ONE_OR_THE_OTHER[0])


def of_unfinished(*_: object) -> None:
    lack_alike("either of two internal items")


def of_rounded(*_: object) -> None:
    rounded_alike()


def of_amendments(*_: object) -> None:
    courses_alike("an entry", amended)


def in_git(what: str) -> Proof:
    return lambda path, _, __: past_alike(path, what)


def each_of_several(mark, item, group, points_alone=as_public._points_alone, **_):  # type: ignore[no-untyped-def]
    """An internal mark with its own points, were it one of several."""
    return points_alone(mark, item, group, in_full=False)


VISIBLE = visible_changes.VisibleChanges

DEFENCES: Mapping[str, tuple[object, str, object, Proof]] = {
    "secrecy before approval": (disclose, "_level", lambda dataset, _: dataset.year.disclosure, before_approval),
    "order before approval": (disclose, "published_group", ranked, before_approval),
    "order inside a grade": (disclose, "published_group", ranked, approved(Disclosure.GRADES)),
    "totals as published": (results, "as_published", lambda figure: figure, of_year(no_further)),
    "internal records": (results, "public_rows", all_rows, approved(Disclosure.FULL)),
    "lines in files": (results, "public_rows", lines, approved(Disclosure.FULL)),
    "kept files": (rows, "public_evidence", with_files, approved(Disclosure.FULL)),
    "ballots and recorders": (disclose, "result_of", for_office, approved(Disclosure.FULL)),
    "every year alike": (disclose, "result_of", for_office, of_year(never_public)),
    "effects of ballots": (readings, "_tells_of_ballots", lambda *_: False, of_year(averaging)),
    "corrections": (VISIBLE, "changes_at", lambda _, amendment, __: amendment.changes, approved(Disclosure.TOTALS)),
    "limits and counts of what is internal": (results, "public_part", lambda record, *_, **__: record, of_twins),
    "limits and counts in a tree": (results, "public_part", lambda record, *_, **__: record, of_tree),
    "one of several internal marks": (as_public, "_points_alone", each_of_several, of_tree),
    "where under a clause": (results, "public_marks", lambda result, *_: result.marks, of_shared_clause),
    "readings of what is internal": (known_reckoning, "as_public", lambda dataset: dataset, of_twins),
    "items that lack a mark": (results, "_public_reasons", results._reasons, of_unfinished),
    "who abstained": (rows, "without_ballots", lambda row, _: row, of_twins),
    "rounded means": (
        import_module("assessment.scoring.methods.ballots"),
        "_counting_mean",
        lambda mean, _: mean,
        of_rounded,
    ),
    "what was internal once": (folder, "public", lambda values: values, in_git("an entry that was brought to light")),
    "what had an internal record's id": (
        folder,
        "public",
        lambda values: values,
        in_git("an id that was an internal record's"),
    ),
    "fields that are never public": (folder, "public", lambda values: values, in_git("fields that are never public")),
    "objections that were open": (folder, "public", lambda values: values, in_git("an objection that was open")),
    "what an amendment hid or brought to light": (VISIBLE, "_touches_internal", lambda *_: False, of_amendments),
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
