"""The build: read, check, compute, disclose, render, replace."""

import os
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from assessment.addresses import ELDER, FRAGMENTS, Addresses
from assessment.approval.commitment import commitment
from assessment.bundle.manifest import Recipe, write_manifest
from assessment.bundle.sums import MARKER, SUMS
from assessment.bundle.toolchain import toolchain
from assessment.cache.cache import Cache, find_or_make, open_cache
from assessment.cache.content import content_digest
from assessment.cache.several import bytes_of, files_in
from assessment.check import check
from assessment.check.county_blanks import find_county_blanks
from assessment.dataset import Dataset
from assessment.dataset.county import County
from assessment.dataset.year import Provenance
from assessment.disclosure.column import Column
from assessment.disclosure.comparison import earlier
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Publication
from assessment.errors import FaultyDataError, RequestError
from assessment.executor.executor import Executor
from assessment.findings import Finding, has_errors
from assessment.history.folder import history_of
from assessment.history.shallow import shallow
from assessment.load.lock import Use, locked
from assessment.period import Period
from assessment.release.circular_gaps import find_circular_gaps
from assessment.release.edition import edition_of
from assessment.release.guard import refuse_personal_numbers
from assessment.release.plan import BuildPlan
from assessment.release.printing import faces_for, printing
from assessment.release.prose import lay_out_prose
from assessment.release.reporter import Reporter
from assessment.release.swap import replacing, working
from assessment.render.circular.demands import demands_of
from assessment.render.circular.model import Circular
from assessment.render.circular.word import docx_of
from assessment.render.circular.write import circular_of
from assessment.render.open_data.package import open_data
from assessment.render.output import Output
from assessment.render.results import results_json
from assessment.render.site.build import build_site
from assessment.render.site.file_facts import fill_file_facts
from assessment.render.site.generator import Site
from assessment.render.site.index import index_pages
from assessment.repository.clone import clone_of
from assessment.root import ROOT
from assessment.scoring.assessment import assess
from assessment.year.reading import read_year

_CLEAN = "clean"
"""The kind under which the cache notes what holds no personal numbers."""


@dataclass(frozen=True)
class Built:
    """What a build made."""

    column: Column
    pages: int
    documents: int
    damaged: int
    """How many entries of the cache were not what they should be, so that what they held was made anew."""
    warnings: list[Finding]
    sums: str
    """The digest of the sums of all that it made."""


def build(plan: BuildPlan, reporter: Reporter, executor: Executor) -> Built:
    """Build everything.

    Args:
        plan: what.
        reporter: hears how far it is.
        executor: does the jobs that can be done apart from each other.

    Raises:
        FaultyDataError: if the data has errors.
        RequestError: if the plan does not fit the data, prose cannot be read, or what is to be published holds
            personal data.
        FontError, OutputError: if fonts or the output folder are not usable.
    """
    reporter.phase("读取和检查数据", len(plan.years))
    datasets, county, warnings = _read(plan, reporter)
    if plan.only and not any(plan.only in dataset.units for dataset in datasets):
        raise RequestError(f"没有编号为“{plan.only}”的单位；编号就是 data/units/ 下的文件名")
    _refuse_blanks(county, datasets, plan.audience)
    reporter.phase("计算", len(datasets))
    column = _disclosed(plan, datasets, reporter)
    cache = open_cache(plan.cache, plan.audience.value)
    with replacing(plan.output) as staging:
        output = Output(staging, partial(reporter.show, staging))
        for name in (MARKER, SUMS):
            output.claim(name)
        with working(plan.output) as prose:
            lay_out_prose(plan.data, prose)
            documents, circulars = _render(plan, column, county, prose, output, reporter, executor, cache)
        reporter.phase("收尾", 1)
        fill_file_facts(output, column.front.edition.built)
        with working(plan.output) as work:
            index_pages(output, work)
        if unknown := output.unknown():
            raise RuntimeError(f"written by nobody: {unknown}")
        if plan.audience is Audience.PUBLIC:
            _guard(staging, plan, cache)
        sums = write_manifest(column, output, _recipe(plan, datasets, column))
        pages = sum(1 for path in staging.rglob("*.html") if not _repeats(path.relative_to(staging).as_posix()))
    damaged = 0 if cache is None else cache.damaged
    return Built(column, pages, documents, damaged, [*warnings, *find_circular_gaps(county, circulars)], sums)


def _read(plan: BuildPlan, reporter: Reporter) -> tuple[list[Dataset], County, list[Finding]]:
    """Return every year that is wanted, whose they are, and what there is to say; what years share is told once."""
    read = []
    findings: dict[Finding, None] = {}
    with locked(plan.data, Use.READING):
        for year in plan.years:
            read.append(read_year(plan.data, year))
            findings |= dict.fromkeys([*check(read[-1]), *shallow(plan.data, year)])
            reporter.step()
    if has_errors([*findings]):
        raise FaultyDataError([*findings])
    return [year.whole for year in read], read[0].county, [*findings]


def _disclosed(plan: BuildPlan, datasets: list[Dataset], reporter: Reporter) -> Column:
    clone = clone_of(plan.data)
    edition = edition_of(clone)
    publications = []
    for dataset in datasets:
        history = history_of(clone, dataset.year.period)
        publications.append(disclose(dataset, assess(dataset), plan.audience, edition, history))
        reporter.step()
    return Column(tuple(publications))


def _refuse_blanks(county: County, datasets: list[Dataset], audience: Audience) -> None:
    """Refuse to publish real results without what only the county can know."""
    years = (dataset.year for dataset in datasets)
    real = any(year.provenance is Provenance.REAL and year.stage.is_approved for year in years)
    if audience is Audience.PUBLIC and real and (blanks := [*find_county_blanks(county)]):
        raise FaultyDataError(blanks)


def _render(
    plan: BuildPlan,
    column: Column,
    county: County,
    prose: Path,
    output: Output,
    reporter: Reporter,
    executor: Executor,
    cache: Cache | None,
) -> tuple[int, Collection[Period]]:
    """Write everything that is published; return how many documents there are, and which years have a circular."""
    circulars: dict[Period, Circular] = {}
    edition, lasting = column.front.edition, column.of_any_edition
    with printing(plan, column, county, executor, output, cache) as presses:

        def begin_printing() -> None:
            demands = demands_of(prose)
            for publication in lasting.publications:
                before = next(earlier(lasting, publication), None)
                circular = circular_of(publication, before, county, demands)
                if circular is not None:
                    circulars[publication.period] = circular
            presses.start(circulars, demands)

        def count_page() -> None:
            reporter.step()
            presses.advance()

        documents = presses.documents()
        site = Site(lasting, edition, county, documents, count_page, plan.first, begin_printing, cache)
        reporter.phase("网站", site.steps)
        build_site(ROOT, site, prose, output)
        reporter.phase("开放数据和通报", len(column.publications))
        for publication in column.publications:
            output.write(Addresses(publication.period).results_json, results_json(publication).encode())
        for publication in lasting.publications:
            _write_open_data(publication, next(earlier(lasting, publication), None), county, output, cache)
            if (circular := circulars.get(publication.period)) is not None:
                path, fonts = Addresses(publication.period).circular_docx, county.circular.fonts
                key = () if cache is None else (content_digest((circular, fonts, edition.built)),)
                output.write(path, find_or_make(cache, "docx", key, partial(docx_of, circular, fonts, edition.built)))
            reporter.step()
        reporter.phase("PDF", presses.left)
        presses.finish(reporter.step)
    return sum(map(len, documents.values())), circulars.keys()


def _guard(staging: Path, plan: BuildPlan, cache: Cache | None) -> None:
    """Look through what the public is to read, but for what was looked through for the last build of this output."""
    output = os.path.realpath(plan.output)
    clean = refuse_personal_numbers(staging, b"" if cache is None else cache.last(_CLEAN, output))
    if cache is not None:
        cache.note(_CLEAN, output, clean)


def _write_open_data(
    publication: Publication, before: Publication | None, county: County, output: Output, cache: Cache | None
) -> None:
    """Write the tables of a year, and the package that describes them."""
    key = () if cache is None else (content_digest((publication, before, county)),)
    content = find_or_make(cache, "data", key, lambda: bytes_of(open_data(publication, county, before).items()))
    for path, file in files_in(content):
        output.write(path, file)


def _repeats(path: str) -> bool:
    """Tell whether a page only says in another form what another one says."""
    return path.startswith((ELDER, FRAGMENTS))


def _recipe(plan: BuildPlan, datasets: list[Dataset], column: Column) -> Recipe:
    return Recipe(
        plan.pdf,
        plan.only,
        {
            record.period: commitment(record.period, record.in_force)
            for dataset in datasets
            if (record := dataset.approval) is not None and record.in_force is not None
        },
        toolchain(faces_for(plan, column)),
    )
