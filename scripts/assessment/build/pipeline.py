"""The build: read, check, compute, disclose, render, replace."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assessment.approval.commitment import commitment
from assessment.build.edition import edition_of
from assessment.build.guard import refuse_personal_numbers
from assessment.build.manifest import Recipe, write_manifest
from assessment.build.swap import replacing, working
from assessment.build.toolchain import toolchain
from assessment.check import check
from assessment.dataset import Dataset
from assessment.dataset.year import Provenance
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Publication, PublishedUnit
from assessment.errors import FaultyDataError, RequestError
from assessment.findings import Finding, has_errors
from assessment.history.folder import history_of
from assessment.history.shallow import shallow
from assessment.load.files import load
from assessment.render import fonts
from assessment.render.county import County, SettingsError, county_of
from assessment.render.documents.compose import Composer
from assessment.render.documents.press import ANNUAL, Press
from assessment.render.documents.typeset import Typesetter
from assessment.render.results import results_csv, results_json
from assessment.render.site import charts
from assessment.render.site.addresses import Addresses
from assessment.render.site.build import build_site, settings_from
from assessment.repository.clone import clone_of
from assessment.root import ROOT
from assessment.scoring.assessment import assess


@dataclass(frozen=True)
class Plan:
    """What to build, from where, to where."""

    data: Path
    year: int
    audience: Audience
    output: Path
    only: str
    """Id of the one unit whose PDF is wanted; empty for all PDFs."""
    pdf: bool
    """Whether to make PDFs, where there are results to show."""


class Reporter(Protocol):
    """Hears how far a build is."""

    def phase(self, name: str, steps: int) -> None:
        """A part of the build begins, with so many steps."""

    def step(self) -> None:
        """One step of any part is done."""


@dataclass(frozen=True)
class Built:
    """What a build made."""

    publication: Publication
    pages: int
    documents: int
    warnings: list[Finding]


def build(plan: Plan, reporter: Reporter) -> Built:
    """Build everything.

    Raises:
        FaultyDataError: if the data has errors.
        RequestError: if the plan does not fit the data, or what is to be published holds personal data.
        SettingsError, FontError, OutputError: if settings, fonts or the output folder are not usable.
    """
    settings = settings_from(ROOT / "pelicanconf.py")
    county = county_of(settings)
    reporter.phase("读取和检查数据", 1)
    loaded = load(plan.data, plan.year)
    findings = [*check(loaded), *shallow(plan.data, plan.year)]
    if has_errors(findings):
        raise FaultyDataError(findings)
    dataset = loaded.dataset()
    if plan.only and plan.only not in dataset.units:
        raise RequestError(f"没有编号为“{plan.only}”的单位；编号就是 data/units/ 下的文件名")
    _refuse_blanks(county, dataset, plan.audience)
    reporter.phase("计算", 1)
    clone = clone_of(plan.data)
    history = history_of(clone, plan.year)
    publication = disclose(dataset, assess(dataset), plan.audience, edition_of(clone), history)
    with replacing(plan.output) as staging:
        documents = _render(plan, publication, settings, county, staging, reporter)
        reporter.phase("收尾", 1)
        if plan.audience is Audience.PUBLIC:
            refuse_personal_numbers(staging)
        write_manifest(publication, staging, _recipe(plan, dataset, publication))
        pages = sum(1 for _ in staging.rglob("*.html"))
    return Built(publication, pages, documents, findings)


def _refuse_blanks(county: County, dataset: Dataset, audience: Audience) -> None:
    """Refuse to publish real results under settings that only the county can know and has not filled in."""
    real = dataset.year.provenance is Provenance.REAL and dataset.year.stage.is_approved
    blanks = list(county.blanks())
    if audience is Audience.PUBLIC and real and blanks:
        raise SettingsError(f"正式公布前请在 pelicanconf.py 填写：{'、'.join(blanks)}")


def _render(
    plan: Plan, publication: Publication, settings: dict[str, object], county: County, staging: Path, reporter: Reporter
) -> int:
    addresses = Addresses(publication.year)
    year = staging / str(publication.year)
    (year / "pdf").mkdir(parents=True)
    (staging / addresses.results_json).write_text(results_json(publication), encoding="utf-8")
    (staging / addresses.results_csv).write_text(results_csv(publication), encoding="utf-8", newline="")
    with working(plan.output) as work:
        reporter.phase("编排文档和字库", 1)
        composer = Composer(ROOT / "theme" / "print", publication, county)
        style = (ROOT / "theme" / "print" / "print.css").read_text(encoding="utf-8")
        pdf = _sets_type(plan, publication)
        units = tuple(unit for unit in publication.units.values() if pdf and plan.only in ("", unit.id))
        whole = pdf and not plan.only
        cut = _fonts([style, *_texts(publication, composer, units, whole=whole)], work, pdf=pdf)
        charts.use_font(cut["Hei"])
        names = frozenset(unit.id for unit in units) | ({ANNUAL} if whole else set())
        typesetter = Typesetter.start(style, cut, _processes())
        try:
            press = Press(typesetter, composer, work, units, _group_charts(publication) if whole else None)
            press.start()
            reporter.phase("网站", 8 + len(publication.units))
            build_site(settings, publication, staging, chart_font=cut["Hei"], documents=names, page_done=reporter.step)
            reporter.phase("PDF", len(press.queued))
            if units:
                press.finish(year / "pdf", reporter.step)
        finally:
            typesetter.stop()
    if not units:
        (year / "pdf").rmdir()
    return len(names)


def _texts(publication: Publication, composer: Composer, units: Iterable[PublishedUnit], *, whole: bool) -> Iterator[str]:
    """Yield everything that a build sets in type."""
    yield "总分0123456789.−-—"
    yield from (component.name for component in publication.scheme.components)
    yield from (unit.name for unit in publication.units.values())
    yield from (composer.sheet(unit) for unit in units)
    if whole:
        yield composer.contents({})
        yield from composer.parts({}).values()


def _group_charts(publication: Publication) -> dict[str, charts.Chart]:
    drawn = {group.id: charts.makeup(publication, group) for group in publication.groups}
    return {group: chart for group, chart in drawn.items() if chart is not None}


def _fonts(text: Iterable[str], work: Path, *, pdf: bool) -> dict[str, Path]:
    characters = {character for part in text for character in part} | set(map(chr, range(32, 127)))
    cut = fonts.cut(_faces(pdf=pdf), characters, work)
    if pdf and (lacking := fonts.missing(cut, characters)):
        told = "；".join(f"{stack} 缺 {absent}" for stack, absent in lacking.items())
        raise fonts.FontError(f"字库里没有这些字，PDF 会缺字：{told}")
    return cut


def _faces(*, pdf: bool) -> tuple[fonts.Face, ...]:
    """Return the faces that a build uses; without PDFs only charts are drawn."""
    return tuple(face for face in fonts.faces(ROOT / ".cache" / "fonts") if pdf or face.name == "Hei")


def _sets_type(plan: Plan, publication: Publication) -> bool:
    return plan.pdf and publication.disclosure.shows_totals


def _recipe(plan: Plan, dataset: Dataset, publication: Publication) -> Recipe:
    return Recipe(
        plan.pdf,
        plan.only,
        "" if dataset.approval is None else commitment(dataset.approval),
        toolchain(_faces(pdf=_sets_type(plan, publication))),
    )


def _processes() -> int:
    return len(os.sched_getaffinity(0))
