"""Every number on the units' pages, redone from the records and the text of the scheme, with none of the program's own.

Three of them, as one does them with pencil and paper:

凌笪乡. 三（一）: 92.91 × 40 % = 37.164. 三（二）, annex 2: 30 − 1 (item 3) = 29. 三（三）: the mean of 33 raters' means
is 84.2826…, × 30 % = 25.2848. Annex 3, bonus 3: one document, 0.5. 37.164 + 29 + 25.2848 + 0.5 = 91.95. Lost in the third
block of annex 3: 1.5 and 2.25, each × 36 ÷ 33 × 0.4: 0.65 and 0.98; elsewhere × 0.4: 1.75, 0.75 and 0.5 are 0.70, 0.30
and 0.20; 1 of annex 2; 15.7174 × 0.3 = 4.72: 8.55 in all = 100 + 0.50 − 91.95.

县公安局, of whose deductions one is not public: 91.61 × 40 % = 36.644; 30 − 1 (item 1) − 1 (item 3, inside) = 28;
89.5926 × 30 % = 26.8778; −1 (bonus 5, a criticism by the city): 90.52. Lost 9.48 = 100 − 90.52.

县自然资源和规划局, whose objection failed: 92.41 × 40 % = 36.964; 30 − 1 − 0.5 = 28.5; 89.0278 × 30 % = 26.7083;
2 (bonus 1, no deduction) − 2 (bonus 2) + 0.5 (bonus 3) = 0.5: 92.67. Lost 9.83 = 100 + 2.50 − 92.67.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
import yaml
from lxml import html

from tests.built import Built
from tests.folder import DATA

TOWNS = ("jianping", "shizi", "taocheng", "meizhu", "xinfa", "feili", "biqiao", "lingda", "yaocun")
FULL = {
    "附件3第一类": (15, 5, 5),
    "附件3第二类": (7, 5, 3),
    "附件3第三类": (9, 6, 9, 4, 5),
    "附件3第四类": (4, 4, 5, 7, 4),
}
MOST_LOST = {f"附件2第{number}项": most for number, most in enumerate((10, 6, 6, 5, 1, 1, 1), start=1)}
NOTICES = {"国家": Fraction(2), "省": Fraction(1), "市": Fraction(1, 2)}
PRAISE = {"国家": 3, "省": 2, "市": 1}
BY_WEIGHT = Fraction(2, 5)
PEER_WEIGHT = Fraction(3, 10)

Raw = Mapping[str, object]


@dataclass(frozen=True)
class Lost:
    """What a unit lost in one item, by its clause."""

    own: Fraction
    """In marks of the component."""
    weighted: Fraction


@dataclass(frozen=True)
class Worked:
    """A unit, worked out."""

    parts: tuple[Fraction, Fraction, Fraction, Fraction]
    """三（一）, 三（二）, 三（三） and the bonus, each on its own scale."""
    lost: Mapping[str, Lost]
    """By clause."""
    held: frozenset[str]
    """The clauses in which it could have lost something."""

    @property
    def weighted(self) -> tuple[Fraction, Fraction, Fraction, Fraction]:
        """What the parts add to the total."""
        agency, daily, peer, bonus = self.parts
        return agency * BY_WEIGHT, daily, peer * PEER_WEIGHT, bonus

    @property
    def total(self) -> Fraction:
        """The total."""
        return sum(self.weighted, Fraction(0))


def listed(raw: Raw, name: str) -> list[Raw]:
    found = raw.get(name) or []
    assert isinstance(found, list)
    return found


def exact(value: object) -> Fraction:
    return Fraction(str(value))


def worked(raw: Raw) -> Worked:
    """Work out a unit from its record."""
    stands = {str(one["about"]): one for one in listed(raw, "objections") if one["outcome"] in ("成立", "部分成立")}
    marks = raw["marks"]
    assert isinstance(marks, dict)
    agency = marks["agency"]
    mark = exact(stands["agency"]["mark"]) if "agency" in stands else exact(agency["mark"])
    lost = {**_agency(agency, mark), **_daily(raw, stands)}
    absent = {str(one["clause"]) for one in listed(raw, "not_applicable")}
    daily = 30 - sum((one.own for clause, one in lost.items() if clause.startswith("附件2")), Fraction(0))
    peer = _peer(raw)
    lost["三（三）"] = Lost(100 - peer, (100 - peer) * PEER_WEIGHT)
    bonus = _bonus(raw, stands)
    lost |= {clause: Lost(-points, -points) for clause, points in bonus.items() if points < 0}
    held = {*MOST_LOST, "三（三）", *(f"附件3加分项第{n}项" for n in range(1, 6)), *_items(agency)} - absent
    most = min(sum(bonus.values(), Fraction(0)), Fraction(5))
    return Worked((mark, daily, peer, most), {c: one for c, one in lost.items() if one.own}, frozenset(held))


def _items(agency: Raw) -> set[str]:
    return {str(item["clause"]) for item in listed(agency, "items") if "mark" in item} or {"三（一）"}


def _agency(agency: Raw, mark: Fraction) -> dict[str, Lost]:
    items = listed(agency, "items")
    if not items:
        return {"三（一）": Lost(100 - mark, (100 - mark) * BY_WEIGHT)}
    known = {str(item["clause"]): exact(item["mark"]) for item in items if "mark" in item}
    # What does not apply to a unit is left out, and the rest is worth 100 again.
    whole = sum((_full(clause) * _scale(clause) for clause in known), Fraction(0))
    return {
        clause: Lost(own := _full(clause) - points, own * _scale(clause) * 100 / whole * BY_WEIGHT)
        for clause, points in known.items()
    }


def _full(clause: str) -> Fraction:
    block, _, number = clause.removesuffix("项").rpartition("第")
    return Fraction(FULL[block][int(number) - 1])


def _scale(clause: str) -> Fraction:
    """Return what a mark of an item is worth: the third block says 36 %, and its items come to 33."""
    return Fraction(36, 33) if clause.startswith("附件3第三类") else Fraction(1)


def _daily(raw: Raw, stands: Mapping[str, Raw]) -> dict[str, Lost]:
    found: defaultdict[str, Fraction] = defaultdict(Fraction)
    for entry in listed(raw, "deductions"):
        clause, count = str(entry["clause"]), _count(entry, stands)
        found[clause] += count * (NOTICES[str(entry["level"])] if clause == "附件2第4项" else 1)
    taken = {clause: min(points, Fraction(MOST_LOST[clause])) for clause, points in found.items()}
    return {clause: Lost(points, points) for clause, points in taken.items()}


def _count(entry: Raw, stands: Mapping[str, Raw]) -> int:
    """Return how often an entry counts: an objection that stands leaves what it says, or nothing."""
    about = stands.get(str(entry["id"]))
    return int(str(entry.get("count", 1))) if about is None else int(str(about.get("count", 0)))


def _peer(raw: Raw) -> Fraction:
    """Return the mean of the raters' means; a blank ballot is an abstention."""
    ballots = raw["ballots"]
    assert isinstance(ballots, dict)
    means = []
    for rater in ballots["peer"]:
        given = [exact(mark) for mark in rater["marks"] if mark is not None]
        means += [sum(given, Fraction(0)) / len(given)] if given else []
    return sum(means, Fraction(0)) / len(means)


def _bonus(raw: Raw, stands: Mapping[str, Raw]) -> dict[str, Fraction]:
    """Return what each item of the bonus comes to."""
    entries: defaultdict[str, list[Raw]] = defaultdict(list)
    for entry in listed(raw, "bonus"):
        entries[str(entry["clause"]).removeprefix("附件3加分项")].extend([entry] * _count(entry, stands))
    found = {
        "第1项": max(-Fraction(1, 2) * len(entries["第1项"]), Fraction(-2)),
        "第2项": max(Fraction(-2) * len(entries["第2项"]), Fraction(-10)),
        "第3项": min(Fraction(1, 2) * len(entries["第3项"]), Fraction(2)),
        "第4项": min(Fraction(1, 2) * len(entries["第4项"]), Fraction(1)),
    }
    if raw["unit"] in _listed_units() and not entries["第1项"]:
        found["第1项"] = Fraction(2)
    by_rule = {rule: [e for e in entries["第5项"] if e["rule"] == rule] for rule in ("表彰", "批评或问责")}
    praised, blamed = (max((PRAISE[str(e["level"])] for e in of), default=0) for of in by_rule.values())
    return {f"附件3加分项{item}": points for item, points in (found | {"第5项": Fraction(praised - blamed)}).items()}


@cache
def _listed_units() -> frozenset[str]:
    year = read(DATA / "years/2019.yaml")
    eligible = year["eligible"]
    assert isinstance(eligible, dict)
    return frozenset(eligible["附件3加分项第1项"])


def read(path: Path) -> Raw:
    found = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="module")
def all_worked() -> dict[str, Worked]:
    return {path.stem: worked(read(path)) for path in sorted((DATA / "scores/2019").glob("*.yaml"))}


def group_of(unit: str, units: Mapping[str, Worked]) -> dict[str, Worked]:
    return {other: one for other, one in units.items() if (other in TOWNS) is (unit in TOWNS)}


def mean(several: list[Fraction]) -> Fraction:
    return sum(several, Fraction(0)) / len(several)


def rounded(value: Fraction, places: int = 2) -> str:
    whole = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{whole.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"


def agrees(text: str, value: Fraction) -> bool:
    """Tell whether a number on a page is a value, to as many places as it has; exact unless it says ≈ or has two."""
    plain = text.strip().removeprefix("≈").replace("−", "-")
    places = len(plain.partition(".")[2])
    return rounded(value, places) == plain and ("≈" in text or places == 2 or Fraction(plain) == value)


def test_three_units(all_worked: Mapping[str, Worked]) -> None:
    totals = {unit: rounded(all_worked[unit].total) for unit in ("lingda", "gonganju", "ziranziyuanju")}
    assert totals == {"lingda": "91.95", "gonganju": "90.52", "ziranziyuanju": "92.67"}
    sums = {u: rounded(sum((one.weighted for one in all_worked[u].lost.values()), Fraction(0))) for u in totals}
    assert sums == {"lingda": "8.55", "gonganju": "9.48", "ziranziyuanju": "9.83"}


def page(built: Built, unit: str) -> html.HtmlElement:
    return html.fromstring((built.site / f"2019/units/{unit}/index.html").read_bytes())


def text(element: html.HtmlElement) -> str:
    return re.sub(r"\s+", "", element.text_content().replace("\u200b", ""))


def cells(of: html.HtmlElement, table: str) -> list[list[str]]:
    rows = of.xpath(f"//table[contains(concat(' ', @class, ' '), ' {table} ')]/tbody/tr")
    return [[text(cell) for cell in row] for row in rows]


def test_total_rank_and_what_the_group_came_to(built: Built, all_worked: Mapping[str, Worked]) -> None:
    for unit, own in all_worked.items():
        verdict = text(page(built, unit).xpath("//section[@class='verdict']")[0])
        totals = [one.total for one in group_of(unit, all_worked).values()]
        rank, shared = 1 + sum(total > own.total for total in totals), totals.count(own.total) > 1
        assert f"{rounded(own.total)}分" in verdict
        assert f"第{rank}名{'（并列）' if shared else ''}共{len(totals)}个单位" in verdict
        average, highest, lowest = map(rounded, (mean(totals), max(totals), min(totals)))
        apart = Fraction(rounded(own.total)) - Fraction(average)
        assert f"{'高' if apart > 0 else '低'}于本组平均分{rounded(abs(apart))}分" in verdict
        assert f"（平均{average}，最高{highest}，最低{lowest}）" in verdict


def test_components(built: Built, all_worked: Mapping[str, Worked]) -> None:
    for unit, own in all_worked.items():
        group = group_of(unit, all_worked).values()
        rows = cells(page(built, unit), "parts")
        assert [row[2] for row in rows] == ["100", "30", "100", "最多5"]
        for number, row in enumerate(rows):
            assert agrees(row[1], own.parts[number]), (unit, row)
            assert agrees(row[3], mean([one.parts[number] for one in group])), (unit, row)
            assert agrees(row[4], own.weighted[number]), (unit, row)
        added = text(page(built, unit).xpath("//section[@aria-labelledby='ledger']/p[@class='sum']")[0])
        numbers = re.findall(r"[−-]?[\d.]+", added.partition("四舍五入")[0])
        assert all(agrees(f"≈{one}", value) for one, value in zip(numbers, (*own.weighted, own.total), strict=True))


def test_losses(built: Built, all_worked: Mapping[str, Worked]) -> None:
    for unit, own in all_worked.items():
        found, group = page(built, unit), group_of(unit, all_worked).values()
        clauses = {link.get("href"): clause for link, clause in _reasons(found)}
        rows = found.xpath("//table[contains(@class, 'lost')]/tbody/tr")
        named = [clauses[row.xpath("th/a/@href")[0]] for row in rows]
        assert set(named) == own.lost.keys(), unit
        beyond = {}
        for clause, row in zip(named, rows, strict=True):
            lost = own.lost[clause]
            _, _, taken, factors, weighted, average, more = (text(cell) for cell in row)
            holding = (one for one in group if clause in one.held)
            several = [one.lost[clause].weighted if clause in one.lost else Fraction(0) for one in holding]
            assert agrees(taken, lost.own), (unit, clause, taken)
            assert _product(factors) * lost.own == lost.weighted, (unit, clause, factors)
            assert agrees(weighted, lost.weighted)
            assert agrees(average, mean(several)), (unit, clause, average)
            assert Fraction(more.replace("−", "-")) == Fraction(weighted) - Fraction(average)
            beyond[text(row[0])] = (lost.weighted - mean(several), f"（多{more}分）")
        weights = [own.lost[clause].weighted for clause in named]
        assert weights == sorted(weights, reverse=True)
        said = [text(one) for one in found.xpath("//p[@class='most']")]
        largest = sorted(beyond, key=lambda name: -beyond[name][0])[:3]
        assert (
            said[0]
            == f"与本组平均相比，失分多出最多的是{'、'.join(n + beyond[n][1] for n in largest if beyond[n][0] > 0)}。"
        )
        assert said[1].startswith(f"失分最多的是{text(rows[0][0])}（{rounded(weights[0])}分）")


def _reasons(found: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str]]:
    """Yield the link to each reason with the clause that stands there."""
    for article in found.xpath("//article[@class='loss']"):
        link = found.xpath(f"//table[contains(@class, 'lost')]//a[@href='#{article.get('id')}']")[0]
        yield link, text(article.xpath("h3/a")[-1])


def _product(factors: str) -> Fraction:
    """Return what factors come to, read from left to right as on a calculator."""
    found = Fraction(1)
    for sign, number in re.findall(r"([×÷])([\d.]+)", factors):
        found = found * Fraction(number) if sign == "×" else found / Fraction(number)
    return found


def test_the_sum_closes(built: Built, all_worked: Mapping[str, Worked]) -> None:
    for unit, own in all_worked.items():
        said = text(page(built, unit).xpath("//section[@aria-labelledby='lost']/p[@class='sum']")[0])
        closed = re.fullmatch(r"共失([\d.]+)＝100([＋−][\d.]+)?−([\d.]+)(（公布的总分取整为([\d.]+)）)?。", said)
        assert closed, said
        whole = sum((one.weighted for one in own.lost.values()), Fraction(0))
        more = Fraction((closed[2] or "0").replace("＋", "").replace("−", "-"))
        assert agrees(f"≈{closed[1]}", whole), said
        assert agrees(f"≈{closed[3]}", own.total), said
        assert Fraction(closed[1]) == 100 + more - Fraction(closed[3])


def test_the_points_of_each_record(built: Built, all_worked: Mapping[str, Worked]) -> None:
    """What the records of an item take, with limits and objections, is what was lost in it."""
    for unit, own in all_worked.items():
        for article in page(built, unit).xpath("//article[@class='loss']"):
            clause = text(article.xpath("h3/a")[-1])
            said = [text(one) for one in article.xpath(".//b")]
            taken = sum((Fraction(re.findall(r"[\d.]+", one)[-1]) for one in said), Fraction(0))
            capped = re.search(r"以上共扣([\d.]+)分，.*，实扣([\d.]+)分（少扣([\d.]+)分）", text(article))
            if capped:
                assert taken == Fraction(capped[1]) == own.lost[clause].own + Fraction(capped[3])
                taken = Fraction(capped[2])
            if said and not article.xpath(".//*[text()='不公开的记录' or contains(text(), '复核')]"):
                assert taken == own.lost[clause].own, (unit, clause)
