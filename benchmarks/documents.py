"""The sheets of a county, composed as a build composes them, for another software to lay out."""

from pathlib import Path

from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience
from assessment.history.folder import history_of
from assessment.load.data_files import years
from assessment.release.edition import edition_of
from assessment.render.documents.compose import Composer
from assessment.repository.clone import clone_of
from assessment.root import ROOT
from assessment.scoring.assessment import assess
from assessment.year.reading import read_year
from benchmarks.blocks import Block, blocks_of
from benchmarks.typst_source import source_of, volume_of


def lay_out_documents(data: Path, folder: Path) -> int:
    """Write the sources of a county's sheets, and of the volume that binds them, into a new folder.

    Return how many documents they are.
    """
    folder.mkdir(parents=True)
    titles = _sheets(data)
    for number, (title, blocks) in enumerate(titles.items()):
        (folder / f"sheet-{number}.typ").write_text(source_of(title, blocks), encoding="utf-8")
    (folder / "volume.typ").write_text(volume_of("结果单汇编", [*titles.values()]), encoding="utf-8")
    return len(titles) + 1


def _sheets(data: Path) -> dict[str, tuple[Block, ...]]:
    """Return what each sheet says, by the name of the unit."""
    [period] = years(data)
    year = read_year(data, period)
    dataset = year.whole
    clone = clone_of(data)
    history = history_of(clone, period)
    publication = disclose(dataset, assess(dataset), Audience.PUBLIC, edition_of(clone), history)
    composer = Composer(ROOT / "theme" / "print", publication, year.county)
    return {unit.name: blocks_of(composer.sheet(unit)) for unit in publication.units.values()}
