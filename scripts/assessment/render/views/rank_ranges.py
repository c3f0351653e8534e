"""How far ranks can be trusted, in words that a citizen understands."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from assessment.dataset.scheme import Option
from assessment.disclosure.publication import Audience, Publication, PublishedGroup
from assessment.disclosure.rank_ranges import ListRanges, PublishedRange, PublishedRanges
from assessment.exact import brief_text
from assessment.render.views.weights import short_points


def ranges_lead(publication: Publication, ranges: PublishedRanges) -> str:
    """Return what was reckoned, and what was left out of it; empty where the scheme has no readings."""
    return "".join(_lead(publication, ranges)) if publication.readings else ""


def _lead(publication: Publication, ranges: PublishedRanges) -> Iterator[str]:
    ballots = f"评议票不公开，与票的算法有关的{len(ranges.left_out)}条不算"
    if not ranges.of_marks:
        yield f"{ballots}，其余换一种读法，分数都不变。" if ranges.left_out else "换一种读法，分数都不变。"
    else:
        yield f"有{len(ranges.of_marks)}条解读，换一种读法分数就可能不同，共有{ranges.count}种组合，"
        sample = f"数目太多，随机抽取{ranges.reckoned}种计算，名次的范围可能偏窄。"
        yield sample if ranges.is_sample else "每一种都算过。"
    if ranges.of_ranks:
        yield f"另有{len(ranges.of_ranks)}条只改变排名的办法，不改变分数，共有{ranges.count_of_ranks}种组合，单独列出。"
    if ranges.left_out and ranges.of_marks:
        yield f"{ballots}。"
    if ranges.of_marks and publication.audience is Audience.PUBLIC:
        yield "不公开的记录照现在的合计计入。"


def ranges_of(publication: Publication, group: PublishedGroup) -> ListRanges | None:
    """Return the ranges of a group; None where the level does not show them, or the group is not ranked."""
    lists = () if publication.ranges is None else publication.ranges.lists
    return next((one for one in lists if one.list == group.id), None)


def range_findings(publication: Publication, of: ListRanges) -> Iterator[str]:
    """Yield what there is to say of a list: who does not move, who cannot be told apart, who is close."""
    ranges = publication.ranges
    if ranges is not None and ranges.of_marks:
        fixed = sum(one.is_fixed for one in of.units)
        among = f"在算过的{ranges.reckoned}种组合里，"
        some = f"{among}{len(of.units)}个单位中有{fixed}个名次不变。" if fixed else ""
        yield f"{among}名次都不变。" if fixed == len(of.units) else some or "每个单位换一种读法，名次都可能不同。"
    by_option = Counter((one.most.reading, one.most.option) for one in of.units if one.most is not None)
    for (reading, option), count in by_option.most_common(1):
        text = _option(publication, reading, option).text.rstrip("。")
        yield f"单独换一条读法，对{count}个单位影响最大的是：{text}。"
    if runs := [*_runs(publication, of)]:
        yield f"{'，'.join(runs)}，实际上分不出先后：换一种读法，先后就不同或者并列。"
    close = sum(one.lead is not None and _is_close(one.lead, of) for one in of.units)
    if of.lightest is not None and close:
        least = f"{brief_text(of.lightest)}分"
        yield f"最轻的一次扣{least}。有{close}个单位只比下一名高不到{least}，多扣或者少扣一次，先后就可能不同。"


def _runs(publication: Publication, of: ListRanges) -> Iterator[str]:
    """Yield the ranks that cannot be told apart, but for those that are shared as published."""
    for run in of.runs:
        first, last = of.by_unit[run[0]].rank, of.by_unit[run[-1]].rank
        if first != last:
            yield f"{_span(first, last)}（{'、'.join(publication.units[unit].name for unit in run)}）"


def range_words(one: PublishedRange) -> str:
    """Return where a unit stands under other readings of marks."""
    return "不变" if one.is_fixed else _span(one.best, one.worst)


def numbered_words(one: PublishedRange) -> str:
    """Return where it stands when totals are ranked in other ways too."""
    return _span(one.best_in_all, one.worst_in_all)


def _span(best: int, worst: int) -> str:
    return f"第{best}名" if best == worst else f"第{best}至第{worst}名"


def most_words(publication: Publication, one: PublishedRange) -> str:
    """Return which reading moves a unit most, in the words of the scheme; empty where none moves it."""
    if one.is_fixed:
        return ""
    option = most_option(publication, one)
    if option is None or one.most is None:
        return "单独换哪一条都不变，几条一起换才变"
    return f"{option.text.rstrip('。')}（改为第{one.most.rank}名）"


def most_option(publication: Publication, one: PublishedRange) -> Option | None:
    """Return the option that by itself moves a unit most; None where none does."""
    return None if one.most is None else _option(publication, one.most.reading, one.most.option)


def _option(publication: Publication, reading: str, option: str) -> Option:
    known = (published.reading for published in publication.readings)
    options = next(one.options for one in known if one.id == reading)
    return next(one for one in options if one.id == option)


def lead_words(one: PublishedRange, of: ListRanges) -> str:
    """Return by how much a unit is ahead of the next, and whether that is less than one deduction; empty for the last."""
    if one.lead is None:
        return ""
    if one.lead == 0:
        return "总分相同"
    return f"{short_points(one.lead)}分{'，不到一次扣分' if _is_close(one.lead, of) else ''}"


def _is_close(lead: Fraction, of: ListRanges) -> bool:
    return of.lightest is not None and 0 < lead < of.lightest
