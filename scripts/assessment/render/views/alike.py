"""Totals that are published alike while ranks differ, because ranks go by totals before they are rounded."""

from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction

from assessment.dataset.scheme import Ranking
from assessment.disclosure.publication import Publication, PublishedGroup
from assessment.disclosure.published_result import Totalled
from assessment.disclosure.published_unit import PublishedUnit
from assessment.exact import rounded
from assessment.render.scheme_words import places
from assessment.render.views.groups import group_of

WHY = "名次按取整前的总分排"
"""Why units with one published total have different ranks."""

_Ranked = tuple[PublishedUnit, Totalled, int]
"""A unit, its result, and its rank in a list."""

_Close = tuple[tuple[PublishedUnit, str], ...]
"""Units whose published totals are alike while their ranks differ, each with what tells it apart."""


def close(publication: Publication, group: PublishedGroup, shown: Collection[PublishedUnit] = ()) -> tuple[_Close, ...]:
    """Return the units of a group whose published totals are alike while their ranks differ.

    Args:
        publication: the year.
        group: who is ranked together.
        shown: the units that a reader sees beside each other, where they are not all of the group.
    """
    ids = {unit.id for unit in shown} or {*group.ranking}
    ranked = (one for one in _ranked(publication, group) if one[0].id in ids)
    return tuple(_close(ranked, publication.scheme.ranking))


def alike(publication: Publication, group: PublishedGroup, shown: Collection[PublishedUnit] = ()) -> tuple[str, ...]:
    """Return a sentence for each of them."""
    return tuple(_sentence(publication, units) for units in close(publication, group, shown))


def alike_overall(publication: Publication) -> tuple[str, ...]:
    """Return the sentences for the one order of all units."""
    results = ((publication.units[id], publication.units[id].result, rank) for id, rank in publication.overall)
    ranked = ((unit, result, rank) for unit, result, rank in results if isinstance(result, Totalled))
    return tuple(_sentence(publication, units) for units in _close(ranked, publication.scheme.ranking))


def alike_with(publication: Publication, unit: PublishedUnit) -> str:
    """Return the sentence for a unit's own total; empty where no other unit of its group shares it at another rank."""
    found = (units for units in close(publication, group_of(publication, unit)) if any(unit is one for one, _ in units))
    return "".join(_sentence(publication, units) for units in found)


def has_alike(publication: Publication) -> bool:
    """Tell whether there is any such total."""
    return bool(alike_overall(publication)) or any(close(publication, group) for group in publication.groups)


def _ranked(publication: Publication, group: PublishedGroup) -> Iterator[_Ranked]:
    for id in group.ranking:
        result = publication.units[id].result
        if isinstance(result, Totalled) and result.rank is not None:
            yield publication.units[id], result, result.rank


def _close(ranked: Iterable[_Ranked], ranking: Ranking) -> Iterator[_Close]:
    by_total: dict[str, list[_Ranked]] = {}
    for one in ranked:
        by_total.setdefault(one[1].total.text, []).append(one)
    for held in by_total.values():
        if len({rank for _, _, rank in held}) > 1:
            texts = _apart([result for _, result, _ in held], ranking)
            yield tuple((unit, text) for (unit, _, _), text in zip(held, texts, strict=True))


def _sentence(publication: Publication, units: _Close) -> str:
    result = units[0][0].result
    assert isinstance(result, Totalled)
    names = "，".join(f"{unit.name}{text}" for unit, text in units)
    return f"取{places(publication.scheme.ranking.places)}后都是{result.total.text}分的，{WHY}：{names}。"


def _apart(results: Collection[Totalled], ranking: Ranking) -> list[str]:
    """Return totals with as many places as tell different ones apart and round to what is published; or nothing."""
    exact = [result.total.exact for result in results]
    if len(set(exact)) == 1:
        return [""] * len(exact)
    published = {result.total.text for result in results}
    texts: list[str] = []
    places = ranking.places
    while len(set(texts)) < len(set(exact)) or published != {_as_published(text, ranking) for text in texts}:
        places += 1
        texts = [rounded(value, places) for value in exact]
    return texts


def _as_published(text: str, ranking: Ranking) -> str:
    return rounded(Fraction(text), ranking.places, ranking.rounding)
