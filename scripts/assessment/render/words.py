"""The Chinese words for states and the forms of dates and numbers, the same on pages and in documents."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import assert_never

from assessment.dataset.scheme import BandEnd, Grade, Ranking, RankOn, Scheme
from assessment.dataset.year import Disclosure, Stage
from assessment.disclosure.publication import Audience, Publication
from assessment.disclosure.published_amendment import PublishedChange

SAMPLE = "示例数据，非真实考评结果"
EXAMPLE = "（示例）"
"""What a text of the office begins with that goes with sample data and stands in no real year."""
INTERNAL = "内部资料"
UNDECIDED = "本年度方案尚未定稿，标题、日期和条文沿用上一年的写法"

STAGES = {
    Stage.COLLECTING: "采集中",
    Stage.UNDER_REVIEW: "审核中",
    Stage.APPROVED: "已审定",
    Stage.PUBLISHED: "已公布",
}

LEVELS = {
    Disclosure.NONE: "不公开成绩",
    Disclosure.NAMES: "公开先进名单",
    Disclosure.GRADES: "公开等次",
    Disclosure.TOTALS: "公开总分和名次",
    Disclosure.COMPONENTS: "公开各环节得分",
    Disclosure.FULL: "全部公开：得分、原因和依据",
}

_DIGITS = "零一二三四五六七八九"


def belongs(text: str, publication: Publication) -> bool:
    """Tell whether there is a text of the office to show in a year: an example only beside sample data."""
    return bool(text) and (publication.is_sample or not text.startswith(EXAMPLE))


def chinese(number: int) -> str:
    """Return a number below a hundred as headings count: 一, 十, 十一, 二十; a greater one in digits."""
    tens, ones = divmod(number, 10)
    if tens > 9:
        return str(number)
    tens_words = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return f"{tens_words}{_DIGITS[ones] if ones or not tens else ''}"


def version(amendments: int) -> str:
    """Return which version of the results this is after so many amendments: 第一版, 第二版 and on."""
    return f"第{chinese(amendments + 1)}版"


def corrected(change: PublishedChange) -> str:
    """Return what an amendment did to a value."""
    match change.was, change.now:
        case None, now:
            return f"补入“{now}”"
        case was, None:
            return f"删去“{was}”"
        case was, now:
            return f"由“{was}”改为“{now}”"


def on_the_way(scheme: Scheme) -> str:
    """Return what is rounded before the total is: nothing, or the means of ballots that the scheme rounds."""
    kept = [part for part in scheme.parts() if part.places is not None]
    if not kept:
        return "中间各步不取整，"
    sentence = "、".join(
        f"{part.name}平均分四舍五入到{f'{part.places}位小数' if part.places else '整数'}" for part in kept
    )
    return f"{sentence}，其余各步不取整，"


def listing(publication: Publication) -> str:
    """Return what the page is called that lists the units of each group: by what it may say of them."""
    if publication.disclosure.shows_totals:
        return "名次"
    return "等次" if publication.disclosure is Disclosure.GRADES else "名单"


def name_lists(publication: Publication) -> str:
    """Return which lists of names are public where only names are."""
    return "先进单位和排名靠后单位的名单" if publication.names_last else "先进单位名单"


def extent(publication: Publication) -> str:
    """Return how much of the results these pages show, in a sentence."""
    match publication.audience:
        case Audience.PUBLIC:
            last = "和排名靠后名单" if publication.names_last else ""
            return f"公开程度：{LEVELS[publication.disclosure]}{last}。"
        case Audience.OFFICE:
            return "这是内部资料，列出全部内容，不受公开程度限制。"
        case _:
            assert_never(publication.audience)


def bands(grades: Sequence[Grade]) -> Iterator[tuple[str, str]]:
    """Yield the name of each grade and the totals that it takes."""
    above: BandEnd | None = None
    for grade in grades:
        lines = (_from(grade.lower), _to(grade.upper) if grade.upper is not None else _short_of(above))
        yield grade.name, "，".join(filter(None, lines))
        above = grade.lower


def _from(line: BandEnd | None) -> str:
    if line is None:
        return ""
    return f"{line.mark:f}分以上（含）" if line.included else f"超过{line.mark:f}分"


def _to(line: BandEnd) -> str:
    return f"{line.mark:f}分以下（含）" if line.included else f"不到{line.mark:f}分"


def _short_of(line: BandEnd | None) -> str:
    """Return the totals that do not reach a line."""
    return "" if line is None else _to(BandEnd(line.mark, included=not line.included))


def graded_on(ranking: Ranking) -> str:
    """Return which value is held against the lines of the grades."""
    match ranking.rank_on:
        case RankOn.EXACT:
            return "等次按取整前的总分评定，与排名一样：公布的总分恰为分数线、取整前还不到的，列下一等次。"
        case RankOn.PUBLISHED:
            return "等次按公布的总分评定，与排名一样。"
        case _:
            assert_never(ranking.rank_on)


def day(value: date | None) -> str:
    """Return a date as documents write it, without leading zeros; nothing for none."""
    return "" if value is None else f"{value.year}年{value.month}月{value.day}日"


def signed(text: str, places: int) -> str:
    """Return a number's text as ``mark`` does with a sign in front, a real minus or a plus; zero has none."""
    if text.startswith("≈"):
        return f"≈{signed(text[1:], places)}"
    return mark(text, places) if Decimal(text) <= 0 else f"＋{mark(text, places)}"


def mark(text: str, places: int) -> str:
    """Return a number's text with a real minus and as many decimal places at least, so that columns line up.

    Args:
        text: the number.
        places: those that the scheme rounds totals to.
    """
    whole, _, decimals = minus(text).partition(".")
    decimals = decimals.ljust(places, "0")
    return f"{whole}.{decimals}" if decimals else whole


def minus(text: str) -> str:
    """Return a number's text with a real minus."""
    return text.replace("-", "−")


def notices(publication: Publication) -> tuple[str, ...]:
    """Return what every page and every sheet must say of itself."""
    texts = []
    if publication.is_sample:
        texts.append(SAMPLE)
    if publication.audience is Audience.OFFICE:
        texts.append(INTERNAL)
    if publication.scheme.undecided:
        texts.append(UNDECIDED)
    return tuple(texts)
