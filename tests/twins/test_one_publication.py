"""Twins give equal Publications: records that show the same at a level, for every shape of what it hides."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest

from assessment.dataset.scheme import Scheme
from assessment.dataset.year import Disclosure, Stage
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Publication
from assessment.disclosure.published_result import InFull
from assessment.scoring.assessment import assess
from assessment.scoring.ledger import Marked
from tests.twins.county import EDITION, UNIT, Raw, dataset, plain
from tests.twins.marks import by_component, total, without_marks
from tests.twins.shapes import (
    KINDS,
    LACKS,
    anything,
    moved,
    public_parts,
    twins,
    unfinished_twins,
    with_ballots,
    worth_alike,
)
from tests.twins.shows import LEVELS, shown

PUBLIC = (*range(len(public_parts())),)


def published(raw: Raw, levels: tuple[Disclosure, ...] = LEVELS, places: int | None = None) -> list[Publication]:
    """What the public sees of the published year, at each level; other readings have effects at the highest only."""
    year = dataset(raw) if Disclosure.FULL in levels else replace(dataset(raw), alternatives=())
    year = replace(year, scheme=with_places(year.scheme, places))
    assessment = assess(year)
    at = (replace(year, year=replace(year.year, disclosure=level)) for level in levels)
    return [disclose(known, assessment, Audience.PUBLIC, EDITION) for known in at]


def with_places(scheme: Scheme, places: int | None) -> Scheme:
    """The scheme with the mean of ballots rounded to so many places."""
    parts = (replace(part, places=places) if part.id == "peer" else part for part in scheme.components)
    return replace(scheme, components=tuple(parts))


def drawn(part: int, number: int, seed: str) -> Iterator[tuple[Raw, Raw]]:
    """Pairs of twins with one public part."""
    public, chance = public_parts()[part], random.Random(f"{seed} {part}")
    alike = {clause: worth_alike(public, clause, chance) for clause in KINDS}
    for _ in range(number):
        yield twins(public, alike, chance)


def unfinished(part: int, lack: str) -> tuple[Raw, Raw]:
    """Twins without a total."""
    return unfinished_twins(public_parts()[part], lack, random.Random(f"{lack} {part}"))


def differences_between(pair: tuple[Raw, Raw]) -> list[str]:
    """What the public sees of one of two twins only, at the first level that tells them apart."""
    assert shown(pair[0], Disclosure.FULL) == shown(pair[1], Disclosure.FULL), "they are twins"
    assert pair[0] != pair[1]
    here, there = map(published, pair)
    for level, one, other in zip(LEVELS, here, there, strict=True):
        if one != other:
            return [level.value, *differing(one, other)]
    return []


def differing(one: object, other: object, where: str = "") -> list[str]:
    """The places where two things differ, with both values."""
    if type(one) is type(other) and hasattr(one, "__dataclass_fields__"):
        names = one.__dataclass_fields__
        return [line for name in names for line in differing(getattr(one, name), getattr(other, name), f"{where}.{name}")]
    if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        return [line for n, both in enumerate(zip(one, other, strict=True)) for line in differing(*both, f"{where}[{n}]")]
    if isinstance(one, dict) and isinstance(other, dict) and [*one] == [*other]:
        return [line for name in one for line in differing(one[name], other[name], f"{where}[{name}]")]
    return [] if one == other else [f"{where}: {one} / {other}"]


def test_marks_are_reckoned_alike_a_second_time() -> None:
    """So that what is called twins here is so by the scheme."""
    chance = random.Random(0)
    for raw in (*public_parts(), *(anything(chance) for _ in range(30)), *next(drawn(1, 1, "marks"))):
        ledger = assess(dataset(raw)).ledgers[UNIT]
        assert ledger.total == total(raw)
        marks = by_component(raw)
        assert {result.component.id: result.mark for result in ledger.components} == marks  # type: ignore[union-attr]


@pytest.mark.parametrize("part", PUBLIC)
def test_hidden_parts_of_one_worth_look_the_same(part: int) -> None:
    assert [found for pair in drawn(part, 12, "twins") if (found := differences_between(pair))] == []


@pytest.mark.parametrize("lack", LACKS)
def test_units_that_lack_the_same_marks_look_the_same(lack: str) -> None:
    """The unit has no total, and so no sum of internal records is shown."""
    for part in PUBLIC[:2]:
        pair = unfinished(part, lack)
        for raw in pair:
            results = assess(dataset(raw)).ledgers[UNIT].components
            assert {result.component.id for result in results if not isinstance(result, Marked)} == {*without_marks(raw)}
        assert differences_between(pair) == []


def test_ballots_of_one_rounded_mean_look_the_same_where_the_scheme_rounds_it() -> None:
    """90 1/3 and 89 2/3 are both 90, and so are the totals and all that is made of them."""
    pair = [with_ballots(plain(), [[90], [90], [last]]) for last in (91, 89)]
    for places, alike in ((0, True), (1, False)):
        here, there = (published(raw, places=places) for raw in pair)
        assert (here == there) is alike
        result = here[-1].units[UNIT].result
        assert isinstance(result, InFull)
        marks = {component.id: component.mark.text for component in result.components}
        assert marks["peer"] == ("90" if alike else "90.3")


@pytest.mark.slow
@pytest.mark.parametrize("part", PUBLIC)
def test_more_hidden_parts_of_one_worth_look_the_same(part: int) -> None:
    assert [found for pair in drawn(part, 800, "more twins") if (found := differences_between(pair))] == []


def test_records_that_a_lower_level_shows_alike_look_the_same_there() -> None:
    chance = random.Random(1)
    pool = [anything(chance) for _ in range(40)]
    pool += [moved(plain(), step) for step in range(-2, 3)]
    for part in PUBLIC:
        pool += next(drawn(part, 1, "pool"))
    pool += [raw for lack in LACKS for raw in unfinished(0, lack)]
    seen: dict[tuple[Disclosure, str], tuple[Raw, Publication]] = {}
    pairs = dict.fromkeys(LEVELS[:-1], 0)
    for raw in pool:
        for level, publication in zip(LEVELS[:-1], published(raw, LEVELS[:-1]), strict=True):
            first, known = seen.setdefault((level, shown(raw, level)), (raw, publication))
            assert differing(known, publication) == []
            pairs[level] += first is not raw
    assert all(pairs.values()), pairs
    assert [level for level, more in pairwise(LEVELS[:-1]) if pairs[level] < pairs[more]] == [], "each shows more"


@pytest.mark.parametrize("stage", [Stage.COLLECTING, Stage.UNDER_REVIEW])
def test_before_approval_all_records_look_the_same(stage: Stage) -> None:
    chance = random.Random(2)
    known = [
        disclose(dataset(raw, stage, level), assess(dataset(raw)), Audience.PUBLIC, EDITION)
        for raw in (plain(), *(anything(chance) for _ in range(5)))
        for level in (Disclosure.NAMES, Disclosure.FULL)
    ]
    assert [publication for publication in known if publication != known[0]] == []
