"""README.md's two commands on a minimal Debian 12 and a minimal Debian 13; what both build is the same.

Run with ``scripts/test -m fresh``: an hour on two cores, and a network with Debian's and Python's packages. What is
tried is the last commit.
"""

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from PIL import Image

from assessment.bundle.sums import MARKER, SUMS
from tests.built import ROOT, contents
from tests.docs.pages import blocks_of, text_of
from tests.fresh.machine import Machine, NotHereError, clone, make

RELEASES = ("bookworm", "trixie")
BUILD, TEST = (line.split("#")[0].strip() for line in "".join(blocks_of(text_of(ROOT / "README.md"), "sh")).splitlines())

pytestmark = pytest.mark.fresh


@pytest.fixture(scope="module", params=RELEASES)
def machine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    top = tmp_path_factory.mktemp(request.param)
    try:
        result = make(request.param, top / "root")
    except NotHereError as missing:
        pytest.fail(str(missing))
    clone(ROOT, result)
    yield result
    shutil.rmtree(top, ignore_errors=True)


BUILT: dict[str, Path] = {}
"""What each machine built, kept when the machine has gone."""


def test_the_first_command_builds(machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> None:
    done = machine.type(f"cd repository && {BUILD}")
    assert done.returncode == 0, done.stderr
    kept = tmp_path_factory.mktemp("built") / "output"
    BUILT[machine.top.parent.name] = Path(shutil.copytree(machine.home / "repository" / "output", kept))


def test_the_second_command_tests(machine: Machine) -> None:
    """The quick part; the rest is the same program on the same libraries."""
    done = machine.type(f"cd repository && {TEST} --quick")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert re.search(r"\d+ passed", done.stdout)


def test_both_built_the_same() -> None:
    assert len(BUILT) == len(RELEASES), "both have built"
    one, other = map(contents, BUILT.values())
    apart = [name for name in one.keys() ^ other.keys() if not name.startswith(INDEX)]
    assert apart == []
    shared = [name for name in one.keys() & other.keys() if name not in (MARKER, SUMS) and not name.startswith(INDEX)]
    unlike = [name for name in shared if one[name] != other[name]]
    assert {Path(name).suffix for name in unlike} <= READ.keys()
    for name in unlike:
        ours, theirs = (READ[Path(name).suffix](folder / name) for folder in BUILT.values())
        assert ours == theirs, name


def test_their_manifests_differ_in_versions_and_in_the_files_that_do() -> None:
    ours, theirs = (json.loads((folder / MARKER).read_text(encoding="utf-8")) for folder in BUILT.values())
    for one in (ours, theirs):
        for name in ("libraries", "fonts", "files"):
            one.pop(name)
        one["engine"].pop("python")
    assert ours == theirs


def pdf(path: Path) -> object:
    """The characters of a PDF and what is attached to it; where lines and pages break depends on the fonts."""
    text = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, check=True).stdout
    with pikepdf.open(path) as document:
        assert document.check_pdf_syntax() == []
        attached = {name: bytes(spec.get_file().read_bytes()) for name, spec in document.attachments.items()}
        return Counter(re.sub(r"[\s\d]", "", text)), attached


def html(path: Path) -> object:
    """A page without the sizes and the numbers of pages of the PDFs that it offers."""
    return re.sub(r"[\d.]+ [KM]B|\d+页", "", path.read_text(encoding="utf-8"))


def picture(path: Path) -> object:
    """How large a picture is; its letters are of the release's own edition of the font."""
    with Image.open(path) as image:
        return image.size


def word(path: Path) -> object:
    """The text of a Word file."""
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs], cells


def sizes(path: Path) -> object:
    """A JSON file without the sizes and digests of other files."""
    return re.sub(r'"(bytes|hash|contentSize)": ?("[^"]*"|\d+)', "", path.read_text(encoding="utf-8"))


INDEX = "search/pagefind/"
"""The search's index holds the text of pages, and so the sizes that they name, under names that are digests."""

READ: Mapping[str, Callable[[Path], object]] = {
    ".pdf": pdf,
    ".docx": word,
    ".html": html,
    ".png": picture,
    ".json": sizes,
}
"""How files are compared whose bytes depend on the libraries and fonts of the system."""
