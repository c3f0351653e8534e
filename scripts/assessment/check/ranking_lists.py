"""Ranking lists hold every group once, and rank together what has the same full marks."""

from collections import Counter
from collections.abc import Collection, Iterator

from assessment.check.every_reading import under_readings
from assessment.check.facts import Facts
from assessment.dataset.scheme import Scheme
from assessment.findings import Finding
from assessment.nearest import did_you_mean
from assessment.place import Place


def check_ranking_lists(facts: Facts) -> Iterator[Finding]:
    """Find lists of unknown groups, groups in two lists or in none, and units ranked together on different totals."""
    yield from under_readings(facts, _of_scheme)
    if facts.scheme.ranking.overall:
        everyone = [group.id for group in facts.scheme.groups]
        yield from _on_one_total(facts.scheme, "统一名次", everyone, facts.scheme.origin.of("ranking"))


def _of_scheme(scheme: Scheme) -> Iterator[Finding]:
    if scheme.ranking.lists:
        yield from _as_written(scheme)
    for one in scheme.lists:
        yield from _on_one_total(scheme, one.name, one.groups, one.origin.of("groups"))


def _on_one_total(scheme: Scheme, name: str, groups: Collection[str], place: Place) -> Iterator[Finding]:
    fulls = {scheme.full_of(one.id) for one in scheme.marking_groups if one.group in groups}
    known = sorted(full for full in fulls if full is not None)
    if len(known) > 1:
        message = f"“{name}”里各单位的总分不同（{'、'.join(f'{full:f}' for full in known)}），不能放在一起排名"
        yield Finding(place, "list-full", message, "请分开排名，或用各环节的 points 折算到同一个总分")


def _as_written(scheme: Scheme) -> Iterator[Finding]:
    names = {group.id: group.name for group in scheme.groups}
    ids = Counter(one.id for one in scheme.ranking.lists)
    for one in scheme.ranking.lists:
        if ids[one.id] > 1:
            message = f"名单“{one.id}”出现了 {ids[one.id]} 次"
            yield Finding(one.origin.of("id"), "repeated-id", message, "请改成各不相同")
        if one.id in names and set(one.groups) != {one.id}:
            message = f"名单“{one.id}”与一个组同名，却不是只有那个组"
            yield Finding(one.origin.of("id"), "repeated-id", message, "请给名单换一个编号")
        for group in one.groups:
            if group not in names:
                hint = did_you_mean(group, names, f"方案的组：{'、'.join(names)}")
                yield Finding(one.origin.of("groups"), "unknown-group", f"“{one.name}”里有不存在的组“{group}”", hint)
            elif next(other for other in scheme.ranking.lists if group in other.groups) is not one:
                message = f"“{names[group]}”组已在另一个名单里，一个单位只能有一个名次"
                hint = "请只留一处；另外还要把各组放在一起排的，请写 overall: true"
                yield Finding(one.origin.of("groups"), "group-in-two-lists", message, hint)
    listed = {group for one in scheme.ranking.lists for group in one.groups}
    for id, name in names.items():
        if id not in listed:
            message = f"“{name}”组不在任何一个排名名单里"
            hint = f"请把 {id} 列入一个名单，或为它另写一个名单"
            yield Finding(scheme.ranking.lists[0].origin.place, "group-without-list", message, hint)
    if scheme.ranking.overall and len(scheme.ranking.lists) == 1:
        message = "只有一个排名名单，统一名次（overall）与它相同"
        yield Finding(scheme.origin.of("ranking"), "unused-field", message, "请写 overall: false")
