"""Which counties may stand in one ranking, and who stands where: only published totals, given by the same rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from assessment.counties.folder import CountyFolder
from assessment.counties.published import CountyList, CountyUnit, CountyYear
from assessment.period import Period


class Apart(Enum):
    """Why a county's year stands in no common ranking; the value is what pages say."""

    NO_TOTALS = "没有公布总分"
    SAMPLE = "示例数据，不与真实数据同排"
    OTHER_RULES = "口径不可比：计分规则与别的地区不同"
    NOBODY_ELSE = "按同样规则计分的别的地区还没有可以同排的总分"


@dataclass(frozen=True)
class CountyOfYear:
    """A county, and what it publishes of a year."""

    of: CountyFolder
    year: CountyYear


@dataclass(frozen=True)
class CountyStanding:
    """How the units of one county did in a list of all."""

    of: CountyFolder
    count: int
    """How many totals the mean is of."""
    mean: Fraction
    """Of published totals."""
    highest: str
    lowest: str
    rank: int | None
    """By the mean; None while the county has not ranked the list itself."""


@dataclass(frozen=True)
class UnitStanding:
    """A unit among those of all counties."""

    of: CountyFolder
    unit: CountyUnit
    rank: int | None
    """By the published total; None while its county has not ranked the list itself."""


@dataclass(frozen=True)
class CommonList:
    """The units of one list in all counties that mark by the same rules."""

    id: str
    name: str
    is_sample: bool
    counties: tuple[CountyStanding, ...]
    """Best first; those without a rank at the end."""
    units: tuple[UnitStanding, ...]
    """Likewise."""


@dataclass(frozen=True)
class ComparedYear:
    """The counties of one year or round held against each other."""

    period: Period
    counties: tuple[CountyOfYear, ...]
    """In the order of the front page."""
    lists: tuple[CommonList, ...]
    apart: tuple[tuple[CountyFolder, Apart], ...]
    """Counties that no common list holds."""


def compare_year(period: Period, counties: Sequence[CountyOfYear]) -> ComparedYear:
    """Hold the counties of one year against each other.

    Two counties stand in one ranking if both publish totals, by rules with the same digest, and both of real marks or
    both of invented ones. A city's own ranking of its counties is not reckoned here: it is published by the city.
    """
    sets: dict[tuple[str, bool], list[CountyOfYear]] = {}
    for one in counties:
        if one.year.has_totals and one.year.rules:
            sets.setdefault((one.year.rules, one.year.is_sample), []).append(one)
    common = [among for among in sets.values() if len(among) > 1]
    lists = tuple(held for among in common for held in _lists(among))
    together = {one.of.folder for among in common for one in among}
    apart = tuple((one.of, _why(one, counties)) for one in counties if one.of.folder not in together)
    return ComparedYear(period, tuple(counties), lists, apart)


def _why(one: CountyOfYear, counties: Sequence[CountyOfYear]) -> Apart:
    if not one.year.has_totals:
        return Apart.NO_TOTALS
    others = [other.year for other in counties if other is not one]
    same = [year for year in others if year.rules == one.year.rules and year.rules]
    if others and not same:
        return Apart.OTHER_RULES
    is_real_there = any(year.has_totals and not year.is_sample for year in same)
    return Apart.SAMPLE if one.year.is_sample and is_real_there else Apart.NOBODY_ELSE


def _lists(among: Sequence[CountyOfYear]) -> Iterator[CommonList]:
    """Yield the lists that at least two counties have totals in; the same rules have the same lists."""
    by_id: dict[str, list[tuple[CountyFolder, CountyList]]] = {}
    for one in among:
        for units in one.year.lists:
            if units.totalled:
                by_id.setdefault(units.id, []).append((one.of, units))
    for id, held in by_id.items():
        if len(held) > 1:
            name, is_sample = held[0][1].name, among[0].year.is_sample
            yield CommonList(id, name, is_sample, tuple(_counties(held)), tuple(_units(held)))


def _counties(held: Sequence[tuple[CountyFolder, CountyList]]) -> Iterator[CountyStanding]:
    means = {of.folder: _mean(one.totalled) for of, one in held}
    ranked = sorted((means[of.folder] for of, one in held if one.is_ranked), reverse=True)
    best_first = sorted(held, key=lambda pair: (not pair[1].is_ranked, -means[pair[0].folder]))
    for of, one in best_first:
        totals = sorted(one.totalled, key=lambda unit: unit.exact)
        mean = means[of.folder]
        rank = ranked.index(mean) + 1 if one.is_ranked else None
        yield CountyStanding(of, len(totals), mean, totals[-1].total, totals[0].total, rank)


def _mean(units: Sequence[CountyUnit]) -> Fraction:
    return sum((unit.exact for unit in units), Fraction(0)) / len(units)


def _units(held: Sequence[tuple[CountyFolder, CountyList]]) -> Iterator[UnitStanding]:
    every = [(of, one.is_ranked, unit) for of, one in held for unit in one.totalled]
    every.sort(key=lambda entry: (not entry[1], -entry[2].exact))
    first: dict[Fraction, int] = {}
    for place, (of, is_ranked, unit) in enumerate(every, 1):
        rank = first.setdefault(unit.exact, place) if is_ranked else None
        yield UnitStanding(of, unit, rank)
