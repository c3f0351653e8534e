"""Words that pages and documents take from the scheme, so that they know none of their own."""

from collections.abc import Collection, Iterator

from assessment.dataset.citations import roster_clause, secrecy_clause
from assessment.dataset.marked_as import names_in
from assessment.dataset.part import Part
from assessment.dataset.scheme import Ranking, RankOn, Scheme
from assessment.dataset.year import Disclosure
from assessment.disclosure.publication import Publication
from assessment.exact import Rounding, exact, exact_text

ROUNDING = {Rounding.HALF_UP: "四舍五入", Rounding.HALF_EVEN: "四舍六入五成双"}


def secrecy(scheme: Scheme) -> str:
    """Return the citation of the clause that keeps marks secret, in brackets; nothing where there is none."""
    clause = secrecy_clause(scheme)
    return f"（方案{clause}）" if clause else ""


def roster(scheme: Scheme) -> str:
    """Return where the scheme lists the units, such as 附件1; 方案 where it has no clause of its own for that."""
    return roster_clause(scheme) or "方案"


def roster_in_scheme(scheme: Scheme) -> str:
    """Return the same as a part of the scheme: 方案附件1."""
    return f"方案{roster_clause(scheme)}"


def rounding(ranking: Ranking) -> str:
    """Return how totals are rounded: 四舍五入到2位小数."""
    return f"{ROUNDING[ranking.rounding]}到{places(ranking.places)}"


def places(count: int) -> str:
    """Return so many decimal places in words."""
    return f"{count}位小数" if count else "整数"


def apart(scheme: Scheme) -> str:
    """Return why those ranked apart are not ranked together: others rate each of them, where that is so."""
    differ = any(
        len({frozenset(component.raters.get(group.id, ())) for group in scheme.groups}) > 1
        for component in scheme.components
        if component.raters
    )
    return "各组的评议单位不同，不放在一起比" if differ and not scheme.ranking.lists else "不放在一起比"


def grouping(publication: Publication) -> str:
    """Return how ranks are ordered: in groups or lists, apart from each other or in one more list of all."""
    how = "按名单排列" if publication.scheme.ranking.lists else "分组排列"
    if publication.overall:
        return f"名次{how}，另排统一名次。"
    if len(publication.groups) == 1:
        return ""
    return f"名次{how}，{apart(publication.scheme)}。"


def part_ranks(ranking: Ranking) -> str:
    """Return to which parts ranks go down beside the total, and by what; nothing where totals alone are ranked."""
    if not ranking.depth:
        return ""
    what = "各环节" if ranking.depth == 1 else f"各环节和下面各项（到第{ranking.depth}层）"
    by = f"取{places(ranking.places)}后的得分" if ranking.rank_on is RankOn.PUBLISHED else "得分"
    return (
        f"{what}也按{by}各排名次。不涉及的单位不排；满分因单位而不同的、有单位没有分项得分的、"
        "分几次或分几个对象测评的下面各项，不排名次。"
    )


def self_marks(publication: Publication) -> str:
    """Return for which parts units mark themselves, and that it counts nothing; nothing where that is not shown."""
    if publication.disclosure is not Disclosure.FULL:
        return ""
    names = [name for component in publication.scheme.components for name in _self_marked(component)]
    if not names:
        return ""
    return f"{'、'.join(names)}由各单位先逐项自评；自评得分不计分，在单位页面和结果单上与考评得分列在一起。"


def _self_marked(part: Part) -> Iterator[str]:
    """Yield what units mark themselves for: the part as a whole, or what is below it where that is not so for all."""
    marked = {leaf.key for leaf in part.self_marked()}
    if marked and marked == {leaf.key for leaf in part.leaves()}:
        yield part.name
        return
    for item in part.items if marked else ():
        yield from _self_marked(item)


def whose(scheme: Scheme, marked_as: Collection[str]) -> str:
    """Return which units these are, told by what they are marked as: by group or kind where one holds no others."""
    names: list[str] = []
    covered: set[str] = set()
    for id, name in scheme.group_names.items():
        bearers = {one.id for one in scheme.marking_groups if id in names_in(one.id)}
        if bearers <= set(marked_as) and not bearers <= covered:
            names.append(name)
            covered |= bearers
    names += [one.name for one in scheme.marking_groups if one.id in marked_as and one.id not in covered]
    return "、".join(names)


def has_full_marks(scheme: Scheme) -> bool:
    """Tell whether anything has full marks; a scheme of counts may have none."""
    return any(part.full_of(group.id) is not None for part in scheme.parts() for group in scheme.marking_groups)


def composition(scheme: Scheme) -> str:
    """Return what totals are made of, with what each component is worth; by group where that differs."""
    groups: dict[str, list[str]] = {}
    for group in scheme.marking_groups:
        parts = "、".join(_worth(component, group.id) for component in scheme.components_of(group.id))
        groups.setdefault(parts, []).append(group.id)
    if len(groups) == 1:
        return f"总分由{next(iter(groups))}组成"
    return "，".join(f"{whose(scheme, ids)}的总分由{parts}组成" for parts, ids in groups.items())


def _worth(component: Part, group: str) -> str:
    """Return a component with its points; without them where it is on top, has no end, or only takes away."""
    points = component.points_of(group)
    return component.name if component.on_top or not points else f"{component.name}（{exact_text(exact(points))}分）"


def assessed(publication: Publication) -> str:
    """Return how many units of each group are assessed: 乡镇9个、县直单位33个."""
    return "、".join(f"{group.name}{len(group.units)}个" for group in publication.scheme.groups)
