"""What each option that was not chosen would change: computed, not claimed."""

from dataclasses import replace

import pytest

from assessment.approval.results import results_of
from assessment.dataset.part import Part
from assessment.disclosure.as_public import as_public
from assessment.scoring import units
from assessment.scoring.assessment import Effect, assess
from assessment.scoring.branch import PartResult
from assessment.scoring.case import Case
from assessment.scoring.tree import result_of
from assessment.scoring.units import ledgers, reckoning
from tests.scoring.cases import entry
from tests.scoring.shipped import complete, dataset, loaded

CONSULTATIONS = entry("附件3加分项第3项", 31, 4)
CONFERENCES = entry("附件3加分项第4项", 41, 2)
PRAISED = {
    level: entry("附件3加分项第5项", n, level=level, rule="表彰") for n, level in enumerate(("国家", "省", "市"), 51)
}

RECORDS = {
    # 34 + 27 + 26.4 + 5 = 92.4, or 89.4 with the bonus on the agency's mark
    "jianping": complete("jianping", bonus=[CONSULTATIONS, PRAISED["国家"]]),
    # 36.4 + 27 + 26.4 = 89.8
    "shizi": complete("shizi", agency="91"),
    # 32 + 27 + 26.4 = 85.4, and 2 + 1 + 3 - 2 = 4: 89.4; awards first 5 - 2 = 3: 88.4; on the agency's mark 87
    "taocheng": complete(
        "taocheng", agency="80", bonus=[CONSULTATIONS, CONFERENCES, PRAISED["国家"], entry("附件3加分项第2项", 21)]
    ),
    # 87.4 - 10 = 77.4; at least -5: 82.4; on the agency's mark 87.4 - 4 = 83.4
    "meizhu": complete("meizhu", bonus=[entry("附件3加分项第2项", 21, 5)]),
    # 33.6 + 27 + 26.4 + 2 = 89; each time 90; on the agency's mark 87.8
    "xinfa": complete("xinfa", agency="84", bonus=[PRAISED["省"], PRAISED["市"]]),
    # 34 + 27 + 80 x 0.3 = 85; pooled 85 x 0.3: 86.5
    "feili": complete("feili", raters={"b": ["90", "90", "90"], "c": ["70"]}),
    # 34 + 27 + 190/3 x 0.3 = 80; trimmed 80 x 0.3: 85
    "biqiao": complete("biqiao", raters={"b": ["100"], "c": ["10"], "d": ["80"]}),
    # 87.404 and 87.4036, both published as 87.40
    "lingda": complete("lingda", agency="85.01"),
    "yaocun": complete("yaocun", agency="85.009"),
    # the last of 33 departments, of which 32 share the first rank
    "fagaiwei": complete("fagaiwei", agency="10"),
}


def test_effects() -> None:
    of = assess(dataset(RECORDS))
    ranks = {standing.unit: standing.rank for standing in of.orders["town"].standings}
    assert ranks == {
        "jianping": 1,
        "shizi": 2,
        "taocheng": 3,
        "xinfa": 4,
        "lingda": 5,
        "yaocun": 6,
        "feili": 7,
        "biqiao": 8,
        "meizhu": 9,
    }
    assert of.effects == (
        Effect("key-area-block", "leave", 0, ()),
        Effect("key-area-block", "scale-whole", 0, ()),
        # shizi 89.8, jianping 89.4, xinfa 87.8, lingda 87.404, yaocun 87.4036, taocheng 87,
        # feili 85, meizhu 83.4, biqiao 80
        Effect(
            "bonus-attachment",
            "agency",
            4,
            (
                ("jianping", 1, 2),
                ("shizi", 2, 1),
                ("taocheng", 3, 6),
                ("xinfa", 4, 3),
                ("lingda", 5, 4),
                ("yaocun", 6, 5),
                ("biqiao", 8, 9),
                ("meizhu", 9, 8),
            ),
        ),
        Effect("bonus-limit", "awards-first", 1, (("taocheng", 3, 4), ("xinfa", 4, 3))),
        Effect("bonus-limit", "both-ways", 1, (("biqiao", 8, 9), ("meizhu", 9, 8))),
        Effect("commendation-count", "each", 1, (("shizi", 2, 3), ("taocheng", 3, 4), ("xinfa", 4, 2))),
        Effect("ballot-average", "pooled", 1, ()),
        Effect("ballot-average", "trimmed", 1, (("biqiao", 8, 7),)),
        Effect("ranking-scope", "overall", 0, ()),
        Effect("rounding", "half-even", 0, ()),
        # 32 share the first rank before it as they did: only the number differs
        Effect("ties", "dense", 0, (), renumbered=(("fagaiwei", 33, 2),)),
        Effect("rank-on", "published", 0, (("yaocun", 6, 5),)),
    )


def test_the_year_holds_the_ledgers_under_the_readings_chosen() -> None:
    year = dataset(RECORDS)
    assert assess(year).ledgers == ledgers(year, year.scheme)


def test_a_unit_without_a_total_has_none_to_change() -> None:
    records = RECORDS | {unit: replace(RECORDS[unit], marks=()) for unit in ("jianping", "meizhu")}
    effects = {(effect.reading, effect.option): effect for effect in assess(dataset(records)).effects}
    # taocheng and xinfa have a total and a bonus; the group is not ranked
    assert effects["bonus-attachment", "agency"] == Effect("bonus-attachment", "agency", 2, ())
    assert effects["bonus-limit", "both-ways"] == Effect("bonus-limit", "both-ways", 0, ())


def test_what_several_ask_for_is_reckoned_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cases: list[tuple[str, str]] = []

    def counted(case: Case, part: Part, *, fills: bool) -> PartResult:
        cases.append((case.unit, part.key))
        return result_of(case, part, fills=fills)

    monkeypatch.setattr(units, "result_of", counted)
    year = dataset(RECORDS)
    assert assess(year).ledgers == ledgers(year, year.scheme)
    cases.clear()
    results_of(year)
    assert reckoning(as_public(year))(year.scheme) == ledgers(year, year.scheme)
    assert cases == []
    other = replace(year, records={**year.records, "jianping": complete("jianping", agency="91")})
    assert reckoning(other)(year.scheme) == ledgers(other, year.scheme)
    assert {unit for unit, _ in cases} == {"jianping"}


def test_parts_that_no_option_sets_are_the_same_under_all() -> None:
    scheme, alternatives = loaded()
    settings = {
        reading.id: {setting.at.split("/")[1] for option in reading.options for setting in option.settings}
        for reading in scheme.readings
        if all(setting.at.startswith("components/") for option in reading.options for setting in option.settings)
    }
    kept = [
        part is there
        for other in alternatives
        if other.reading in settings
        for part, there in zip(scheme.components, other.scheme.components, strict=True)
        if part.id not in set().union(*settings.values())
    ]
    assert kept
    assert all(kept)
