"""README.md's two commands, and the installed program, on a minimal Debian 12 and 13; what both build is the same.

Run with ``scripts/test -m fresh``: an hour on two cores, and a network with Debian's and Python's packages. What is
tried is the last commit.
"""

import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest
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


def test_the_program_installs_as_a_package(machine: Machine) -> None:
    """The lines of docs/install.md as they stand there; the data are the shipped ones, in a folder elsewhere."""
    first, second = blocks_of(text_of(ROOT / "docs" / "install.md"), "console")[:2]
    lines = [line.removeprefix("$ ").replace("apt-get install", "apt-get install -qq -y") for line in first.splitlines()]
    assert lines
    county = ("mkdir 某县", "cd 某县", "git init -q", "git config user.name a", "git config user.email a@example.org")
    shipped = (
        "cp -r ../repository/data ../repository/content ../repository/.gitattributes .",
        "echo output > .gitignore",
        "git add -A",
    )
    program = second.splitlines()[-1].removeprefix("$ ").removesuffix(" validate")
    used = (f"{program} validate", f"{program} build", f"{program} verify output --rebuild")
    every = ("cd repository", *lines, "cd", *county, *shipped, "git commit -qm a", *used)
    done = machine.type(" && ".join(every))
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "逐字节一致" in done.stdout


def test_both_built_the_same() -> None:
    assert len(BUILT) == len(RELEASES), "both have built"
    one, other = map(contents, BUILT.values())
    apart = [name for name in one.keys() ^ other.keys() if Path(name).suffix not in PARTS_OF_INDEX]
    assert apart == []
    unlike = [name for name in one.keys() & other.keys() if one[name] != other[name] and name not in (MARKER, SUMS)]
    kinds = {name: name if name in READ else Path(name).suffix for name in unlike}
    assert {*kinds.values()} <= READ.keys()
    with ThreadPoolExecutor() as pool:  # a PDF's structure takes seconds to be read
        alike = [*pool.map(read_alike, kinds, kinds.values())]
    assert [name for name, same in zip(kinds, alike, strict=True) if not same] == []


def read_alike(name: str, kind: str) -> bool:
    """Whether both have built the same file but for what may differ."""
    ours, theirs = (READ[kind](folder / name) for folder in BUILT.values())
    return ours == theirs


def test_both_find_the_same() -> None:
    ours, theirs = (fragments(folder) for folder in BUILT.values())
    assert ours
    assert ours == theirs


def test_their_manifests_differ_in_versions_and_in_the_files_that_do() -> None:
    ours, theirs = (json.loads((folder / MARKER).read_text(encoding="utf-8")) for folder in BUILT.values())
    for one in (ours, theirs):
        for name in ("libraries", "fonts", "files"):
            one.pop(name)
        one["engine"].pop("python")
    assert ours == theirs


FACTS = re.compile(r"(?<=<span>)(?:\d+页|[\d.]+ [KM]B)(?=</span>)")
"""What a page says of a file that it offers: how many pages, how large. Those of a PDF are of its release's own fonts."""


def html(path: Path) -> object:
    """A page, every byte of it but the facts about files."""
    return FACTS.sub("", path.read_text(encoding="utf-8"))


def pdf(path: Path) -> object:
    """What a PDF says, in its order, its headings, and what is attached; where lines and pages break depends on fonts.

    The volume binds sheets that are compared one by one, and takes minutes to be read by its structure: its headings do.
    """
    with pikepdf.open(path) as document:
        assert document.check_pdf_syntax() == []
        attached = {name: bytes(spec.get_file().read_bytes()) for name, spec in document.attachments.items()}
        with document.open_outline() as outline:
            headings = [*titles_of(outline.root)]
    return headings, attached, structure(path) if path.name != "annual.pdf" else None


def titles_of(items: Sequence[pikepdf.OutlineItem]) -> Iterator[str]:
    """The headings of a PDF, each before those below it."""
    for item in items:
        yield item.title
        yield from titles_of(item.children)


def structure(path: Path) -> tuple[str, set[str]]:
    """The text of a PDF in the order of its structure, and its heads of tables, which every further page repeats."""
    command = ["pdfinfo", "-struct-text", str(path)]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    text, heads = "", list[str]()
    head: int | None = None
    for line in lines:
        kind, depth = line.strip(), len(line) - len(line.lstrip())
        head = None if head is not None and depth <= head else head
        if kind.startswith('"') and head is None:
            text += kind[1:-1]
        elif kind.startswith('"'):
            heads[-1] += kind[1:-1]
        elif head is None and kind.partition(" ")[0] == "TH":
            heads.append("")
            head = depth
    return re.sub(r"\s", "", text), {re.sub(r"\s", "", one) for one in heads}


def picture(path: Path) -> object:
    """How large a picture is; its letters are of the release's own edition of the font."""
    with Image.open(path) as image:
        return image.size


def titles(path: Path) -> object:
    """What the search shows of each page, without the digests of their texts that it is called by."""
    return sorted(json.loads(path.read_text(encoding="utf-8")).values())


def without_digests(path: Path) -> object:
    """The head of the search's index, without what its files are called."""
    return re.sub(r"zh_[0-9a-f]+", "", path.read_text(encoding="utf-8"))


PARTS_OF_INDEX = (".pf_fragment", ".pf_index", ".pf_meta")
"""They are called by digests of the texts of pages, and so of the facts about files that these show."""

READ: Mapping[str, Callable[[Path], object]] = {
    ".html": html,
    ".pdf": pdf,
    ".png": picture,
    "search/pagefind/pages.json": titles,
    "search/pagefind/pagefind-entry.json": without_digests,
}
"""How the files are compared that need not have the same bytes, by name or kind; all others do."""


def fragments(output: Path) -> Mapping[str, object]:
    """What the search knows of each page by its address, without the facts about files."""
    found = {}
    for path in sorted((output / "search" / "pagefind" / "fragment").iterdir()):
        # The index has its words apart by signs that nobody sees.
        text = gzip.decompress(path.read_bytes()).decode().removeprefix("pagefind_dcd").replace("\u200b", "")
        known = json.loads(text)
        found[known["url"]] = re.sub(r"\d+页|[\d.]+ [KM]B", "", text)
    return found
