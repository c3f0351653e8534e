"""Ranking lists that are not the groups: groups that are ranked together, by hand."""

from dataclasses import replace
from decimal import Decimal

from assessment.dataset.scheme import Alternative, Grade, RankingList, Scheme, Ties
from assessment.scoring.assessment import Assessment, assess
from tests.scoring.cases import ORIGIN
from tests.scoring.shipped import complete, dataset, shipped

TOWNS, DEPARTMENTS = (group.units for group in shipped().groups)
ALL = RankingList("all", "全部单位", ("town", "department"), ORIGIN)


def in_one_list(scheme: Scheme) -> Scheme:
    """The scheme with both groups in one list."""
    return replace(scheme, ranking=replace(scheme.ranking, lists=(ALL,)))


def year(scheme: Scheme, *others: Scheme) -> Assessment:
    """A year in which totals are 0.4 of these marks and 53.4, and 53.4 + 4 of all others."""
    marks = {TOWNS[0]: "90", TOWNS[1]: "80", DEPARTMENTS[0]: "95", DEPARTMENTS[1]: "90", DEPARTMENTS[2]: "70"}
    records = {unit: complete(unit, agency=marks.get(unit, "10")) for unit in (*TOWNS, *DEPARTMENTS)}
    alternatives = tuple(Alternative("order", str(number), other) for number, other in enumerate(others))
    return assess(replace(dataset(records, scheme), alternatives=alternatives))


def ranks(of: Assessment, name: str) -> list[tuple[str, int]]:
    """The first five of a list."""
    return [(standing.unit, standing.rank) for standing in of.orders[name].standings[:5]]


def test_groups_of_one_list_are_ranked_together() -> None:
    of = year(in_one_list(shipped()))
    assert [*of.orders] == ["all"]
    # 95; 90 and 90, in the order of the scheme; 80; 70
    first, second, third = (DEPARTMENTS[0], 1), (TOWNS[0], 2), (DEPARTMENTS[1], 2)
    assert ranks(of, "all") == [first, second, third, (TOWNS[1], 4), (DEPARTMENTS[2], 5)]
    dense = shipped()
    dense = replace(dense, ranking=replace(dense.ranking, ties=Ties.DENSE))
    assert ranks(year(in_one_list(dense)), "all")[2:] == [third, (TOWNS[1], 3), (DEPARTMENTS[2], 4)]


def test_a_scheme_without_lists_has_one_for_each_group() -> None:
    of = year(shipped())
    assert [*of.orders] == ["town", "department"]
    assert ranks(of, "department")[:3] == [(unit, rank) for rank, unit in enumerate(DEPARTMENTS[:3], 1)]
    assert [(one.id, one.groups) for one in shipped().lists] == [("town", ("town",)), ("department", ("department",))]


def test_units_of_a_list_stand_in_the_order_of_the_scheme_however_its_groups_are_written() -> None:
    turned = replace(ALL, groups=("department", "town"))
    assert in_one_list(shipped()).units_of(turned) == (*TOWNS, *DEPARTMENTS)


def test_a_pending_unit_keeps_its_whole_list_from_being_ranked() -> None:
    scheme = in_one_list(shipped())
    records = {TOWNS[0]: replace(complete(TOWNS[0]), marks=())}
    of = assess(replace(dataset(records, scheme), alternatives=()))
    assert of.orders["all"].pending == (TOWNS[0],)
    assert of.orders["all"].standings == ()


def test_grades_go_by_the_bands_of_the_list() -> None:
    bands = (Grade("优秀", Decimal("89.4"), ORIGIN), Grade("其他", None, ORIGIN))
    of = year(replace(in_one_list(shipped()), grades={"all": bands}))
    # 0.4 · 90 + 53.4 = 89.4; 0.4 · 80 + 53.4 = 85.4
    units = (TOWNS[0], TOWNS[1], DEPARTMENTS[0], DEPARTMENTS[1])
    assert [of.grades[unit] for unit in units] == ["优秀", "其他", "优秀", "优秀"]


def test_a_reading_that_joins_lists_moves_who_stands_elsewhere_in_it() -> None:
    (effect,) = year(shipped(), in_one_list(shipped())).effects
    moved = {unit: (now, then) for unit, now, then in effect.moved}
    # TOWNS[0] was first of the towns; DEPARTMENTS[0] is first in both
    assert moved[TOWNS[0]] == (1, 2)
    assert moved[TOWNS[1]] == (2, 4)
    assert moved[DEPARTMENTS[2]] == (3, 5)
    assert DEPARTMENTS[0] not in moved
    assert effect.totals == 0


def test_a_reading_that_moves_a_line_changes_grades() -> None:
    scheme = in_one_list(shipped())
    now, then = (
        replace(scheme, grades={"all": (Grade("优秀", Decimal(line), ORIGIN), Grade("其他", None, ORIGIN))})
        for line in ("89.4", "85.4")
    )
    (effect,) = year(now, then).effects
    assert (effect.totals, effect.moved, effect.grades) == (0, (), 1)  # TOWNS[1] has 85.4
