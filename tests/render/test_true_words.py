"""No page and no paragraph says more than is so: every stage, level and audience, with units in every state."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product
from types import UnionType

import pytest

from assessment.dataset import Dataset
from assessment.dataset.record import Outcome, Visibility
from assessment.dataset.year import Disclosure, Stage
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Publication
from assessment.disclosure.published_result import ByComponent, Detailed, Graded, Totalled, Unfinished, Unmarked
from assessment.exports.annual_report import annual_report
from assessment.load.county import load_county
from assessment.pages import UNIT
from assessment.render.circular.demands import demands_of
from assessment.render.circular.model import Heading, Paragraph
from assessment.render.circular.write import circular_of
from assessment.render.documents.compose import Composer
from assessment.root import ROOT
from assessment.scoring.assessment import Assessment, assess
from tests.disclosure.years import EDITION, absent, at, graded, pending, rising, with_records
from tests.folder import DATA
from tests.render.pages import elder_page_of, page_of, page_texts, prose, text_of
from tests.scoring import shipped
from tests.scoring.cases import entry, objection, record

STATES = ("complete", "one absent", "one pending", "all absent", "all pending", "none lost")


@cache
def year(state: str) -> tuple[Dataset, Assessment]:
    """A year whose units are all in a state but for what the name says, under a scheme with grades."""
    match state:
        case "one absent":
            dataset = rising(absent())
        case "one pending":
            dataset = rising(pending())
        case "all absent":
            dataset = with_records(rising(), lambda old: replace(record(not_assessed=["agency", "peer"]), unit=old.unit))
        case "all pending":
            dataset = with_records(rising(), lambda old: replace(record(), unit=old.unit))
        case "none lost":
            dataset = shipped.dataset({unit: shipped.complete(unit, "100", 0, "100") for unit in rising().units})
        case _:
            dataset = rising()
    dataset = replace(graded(dataset, "75"), alternatives=())
    return dataset, assess(dataset)


@cache
def publication_of(state: str, stage: Stage, level: Disclosure, audience: Audience) -> Publication:
    dataset, assessment = year(state)
    return disclose(at(dataset, stage, level), assessment, audience, EDITION)


def every() -> Iterator[tuple[str, Stage, Disclosure, Audience]]:
    """Yield every case that differs: before approval the public's level is none, and the office sees everything."""
    for state, stage, level, audience in product(STATES, Stage, Disclosure, Audience):
        if level is Disclosure.FULL or (audience is Audience.PUBLIC and stage.is_approved):
            yield state, stage, level, audience


def cases(*stages: Stage) -> pytest.MarkDecorator:
    """Run a test for every case at these stages."""
    chosen = [case for case in every() if case[1] in stages]
    return pytest.mark.parametrize(
        ("state", "stage", "level", "audience"),
        [pytest.param(*case, id="-".join((case[0], *(part.value for part in case[1:])))) for case in chosen],
    )


CASES = cases(*Stage)


def results(publication: Publication) -> list[object]:
    return [unit.result for unit in publication.units.values()]


def some(publication: Publication, *types: type | UnionType) -> bool:
    return any(isinstance(result, types) for result in results(publication))


def has_parts(publication: Publication) -> bool:
    return any(isinstance(known, ByComponent | Unfinished) and known.components for known in results(publication))


def has_ranks(publication: Publication) -> bool:
    return any(group.ranking for group in publication.groups)


def offer_on(home: str) -> str:
    """Return what home says can be looked up."""
    lead = (ROOT / "content" / "leads" / "home.md").read_text(encoding="utf-8").strip()
    return home.partition(lead)[2].partition("查一个单位")[0].partition("进展")[0]


@CASES
def test_pages_promise_what_is_there(state: str, stage: Stage, level: Disclosure, audience: Audience) -> None:
    publication = publication_of(state, stage, level, audience)
    last = [*publication.units][-1]
    pages = page_texts(publication, last)
    offer = offer_on(pages["home"])
    totalled = some(publication, Totalled)
    assert ("原因" in offer) is (some(publication, Detailed) and totalled)
    assert ("总分、" in offer) is totalled
    assert ("名次" in offer) is has_ranks(publication)
    assert ("每个单位" in offer and "查到" in offer) is all(
        isinstance(known, Graded | Totalled) for known in results(publication)
    )
    for label in ("待定", "未参评"):
        number = sum(isinstance(known, Unmarked) and known.label == label for known in results(publication))
        assert (f"{label}{number}个，不作0分" in offer) is (number > 0)
    assert ("公开程度：" in pages["home"]) is (audience is Audience.PUBLIC and stage.is_approved)
    for group in publication.groups:
        link = pages["home"].partition(f"{group.name}{len(group.units)}个")[2].partition("怎样考评")[0]
        members = [publication.units[unit].result for unit in group.units]
        parts = any(isinstance(known, ByComponent | Unfinished) and known.components for known in members)
        assert bool(re.search(f"{group.name}(名次|总分|等次|名单)和各环节得分", link)) is parts
        assert (f"{group.name}名次" in link) is bool(group.ranking)
        assert (f"{group.name}总分" in link) is (
            not group.ranking and any(isinstance(known, Totalled) for known in members)
        )
    ranking = pages["ranking"]
    assert ("折算后计入总分" in ranking) is (has_parts(publication) and totalled)
    assert ("名次并列" in ranking) is totalled
    shown = publication.disclosure
    assert ("不公布名次" in ranking) is (shown in (Disclosure.NONE, Disclosure.NAMES))
    assert ("没有单位的成绩齐全" in ranking) is (publication.disclosure.shows_totals and not totalled)
    if not has_ranks(publication) and some(publication, Unmarked):
        assert "待定、未参评的列在最后" in ranking
    assert ("换一种读法" in pages["method"]) is (publication.disclosure is Disclosure.FULL)
    assert ("考评结果（JSON）" in pages["downloads"]) is (
        some(publication, Graded, Totalled) or shown is Disclosure.NAMES
    )


@CASES
def test_a_unit_is_one_of_those_that_are_ranked(state: str, stage: Stage, level: Disclosure, audience: Audience) -> None:
    publication = publication_of(state, stage, level, audience)
    group = publication.groups[-1]
    first, last = group.units[0], group.units[-1]
    pages = page_texts(publication, first, last)
    if isinstance(publication.units[first].result, Totalled):
        ranked = len(group.ranking)
        text = "共33个单位" + (f"，{ranked}个有名次" if 0 < ranked < 33 else "")
        assert f"名（并列）{text}" in pages[first] or f"名{text}" in pages[first] or f"本组暂不排名{text}" in pages[first]
        assert re.search(re.escape(text) + "(?!，[0-9])", pages[first])
    result = publication.units[last].result
    if isinstance(result, Unmarked):
        assert ("本组不排名" in pages[last]) is (publication.disclosure.shows_totals and result.label == "待定")
        assert "没有失分。" not in pages[last].replace("已有的成绩没有失分。", "")
        assert "取整就是总分" not in pages[last]


def circular_text(publication: Publication) -> str:
    circular = circular_of(publication, None, load_county(DATA).county, demands_of(ROOT / "content"))
    if circular is None:
        return ""
    return "\n".join(block.text for block in circular.body if isinstance(block, Heading | Paragraph))


@CASES
def test_the_circular_counts_only_those_that_have_a_mark(
    state: str, stage: Stage, level: Disclosure, audience: Audience
) -> None:
    publication = publication_of(state, stage, level, audience)
    text = circular_text(publication)
    marked: dict[str, int] = {}
    for result in results(publication):
        for component in result.components if isinstance(result, Detailed) else ():
            marked[component.name] = marked.get(component.name, 0) + 1
    counted = re.findall(r"（[一二三]）(\S+)\n(?:有(?:总分|\1成绩)的)?(\d+)个单位中(\d+)个(?:失分|被减分)", text)
    assert all(int(of) == marked[name] and int(lost) <= int(of) for name, of, lost in counted)
    assert bool(counted) is (bool(text) and some(publication, Detailed) and state != "none lost")
    if text and some(publication, Detailed):
        assert "不在本次公布的范围内" not in text
    if text and not publication.disclosure.shows_totals:
        assert "本组不排名" not in text
    assert "本通报列出" not in text
    assert ("考评结果尚未审定。" in text) is (bool(text) and not stage.is_approved)


@CASES
def test_the_annual_report_speaks_of_what_took_place(
    state: str, stage: Stage, level: Disclosure, audience: Audience
) -> None:
    publication = publication_of(state, stage, level, audience)
    paragraph = annual_report(publication)
    assert ("组织了双向互评" in paragraph) is (
        some(publication, Graded, Totalled)
        or "peer"
        in {mark.id for known in results(publication) if isinstance(known, Unfinished) for mark in known.components}
    )
    assert ("只统计公开的记录" in paragraph) is (some(publication, Detailed) and audience is Audience.PUBLIC)
    assert ("全年按规则" in paragraph) is (some(publication, Detailed) and stage.is_approved)
    assert "尚无成绩" not in paragraph
    assert "进行了年度考评" not in paragraph
    if publication.disclosure.shows_totals and not some(publication, Totalled):
        assert "没有总分" in paragraph
        assert "按规定范围通报" not in paragraph


def test_the_annual_report_counts_what_stands_after_objections_and_says_what_it_leaves_out() -> None:
    clean = shipped.dataset({unit: shipped.complete(unit, missed=0) for unit in rising().units})
    unit = next(iter(clean.records))
    entries = [entry("附件2第1项", 1), entry("附件2第1项", 2, count=3), entry("附件2第1项", 3)]
    changed = replace(
        clean.records[unit],
        deductions=(*entries[:2], replace(entries[2], visibility=Visibility.INTERNAL)),
        objections=(
            objection("d01", Outcome.UPHELD, number=1),
            objection("d02", Outcome.PARTLY, count=1, number=2),
        ),
    )
    dataset = replace(clean, alternatives=(), records={**clean.records, unit: changed})
    paragraph = {audience: annual_report(disclose(dataset, assess(dataset), audience, EDITION)) for audience in Audience}
    assert "全年按规则扣分1条、1件次，已完成整改0条（只统计公开的记录）。" in paragraph[Audience.PUBLIC]
    assert "全年按规则扣分2条、2件次，已完成整改0条。" in paragraph[Audience.OFFICE]


def test_prose_that_every_year_shows_promises_no_results() -> None:
    """Which results there are depends on level and stage, and templates say it."""
    for name in ("leads/home.md", "leads/ranking.md", "leads/method.md", "leads/scheme.md", "leads/downloads.md"):
        assert not re.search("得分|失分|原因|名次|总分相同|自由下载|一遍|[0-9]个", text_of(prose(name))), name
    assert "本通报列出" not in prose("circular/demands.md")
    about = text_of(prose("pages/about.md"))
    assert "全部公开的年度，每个单位的页面上" in about
    assert "不公开的记录，每个条款合并成一行" in about


# Filling templates anew for each year takes long; documents know only whether a year is approved.
@cases(Stage.COLLECTING, Stage.APPROVED)
def test_documents_say_the_same(state: str, stage: Stage, level: Disclosure, audience: Audience) -> None:
    publication = publication_of(state, stage, level, audience)
    composer = Composer(ROOT / "theme/print", publication, load_county(DATA).county)
    group = publication.groups[-1]
    first = publication.units[group.units[0]]
    sheet = text_of(composer.sheet(first))
    if isinstance(first.result, Totalled) and group.ranking:
        ranked = len(group.ranking)
        assert f"在{group.name}{ranked}个{'有名次的' if ranked < len(group.units) else ''}单位中列第" in sheet
    summary = text_of(composer.parts({})["summary"])
    shown = publication.disclosure
    assert ("成绩按公开程度不在此列出" in summary) is (stage.is_approved and not shown.shows_results)
    assert ("成绩尚未审定" in summary) is (not stage.is_approved and not shown.shows_results)
    assert ("本组不排名" in summary) is (shown.shows_totals and any(group.pending for group in publication.groups))
    assert ("由领导小组审定。" in summary) is stage.is_approved


# The elder pages take their words from these views and these templates, whatever the stage of approval.
@cases(Stage.COLLECTING, Stage.APPROVED)
def test_the_elder_page_of_a_unit_says_what_the_level_lets_it(
    state: str, stage: Stage, level: Disclosure, audience: Audience
) -> None:
    publication = publication_of(state, stage, level, audience)
    unit = publication.groups[-1].units[0]
    result = publication.units[unit].result
    said = elder_page_of(publication, UNIT, unit)
    whole = page_of(publication, UNIT, unit)
    assert said.count("有不同意见，向谁反映") == 1
    assert ("失分的主要原因" in said) is isinstance(result, Detailed)
    assert set(re.findall(r"\d+\.\d+", said)) <= set(re.findall(r"\d+\.\d+", whole))
    assert ("成绩保密" in said) is ("成绩保密" in whole)
    ranked = [f"第{result.rank}名"] if isinstance(result, Totalled) and result.rank else []
    assert re.findall(r"第\d+名", said) == ranked
