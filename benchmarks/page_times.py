"""Run by a row: prints what the pages alone take, from what may be seen to templates and charts, as JSON."""

import json
import sys
import time
from pathlib import Path

from assessment.disclosure.column import Column
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience
from assessment.history.folder import history_of
from assessment.load.data_files import years
from assessment.release.edition import edition_of
from assessment.release.prose import lay_out_prose
from assessment.render.output import Output
from assessment.render.site.build import build_site
from assessment.render.site.generator import Site
from assessment.repository.clone import clone_of
from assessment.root import ROOT
from assessment.scoring.assessment import assess
from assessment.year.reading import read_year
from benchmarks.clock import Spent


def page_times(data: Path, folder: Path) -> Spent:
    """Write the site of a county's only year into a new folder, in all versions, and return what that took."""
    [period] = years(data)
    year = read_year(data, period)
    dataset, clone = year.whole, clone_of(data)
    publication = disclose(dataset, assess(dataset), Audience.PUBLIC, edition_of(clone), history_of(clone, period))
    column = Column((publication.of_any_edition,))
    site = Site(column, publication.edition, year.county, {}, _nothing, (), _nothing, None)
    output, prose = folder / "output", folder / "prose"
    output.mkdir(parents=True)
    lay_out_prose(data, prose)
    cpu, wall = time.process_time(), time.perf_counter()
    build_site(ROOT, site, prose, Output(output))
    return Spent(time.process_time() - cpu, time.perf_counter() - wall)


def _nothing() -> None:
    pass


if __name__ == "__main__":
    spent = page_times(Path(sys.argv[1]), Path(sys.argv[2]))
    sys.stdout.write(json.dumps({"cpu": spent.cpu, "wall": spent.wall}))
