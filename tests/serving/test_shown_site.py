"""Which files are shown when: while nothing is built, while a build is at work, and when it has ended well or not."""

import shutil
from pathlib import Path

import pytest

from assessment.addresses import ELDER, FRAGMENTS
from assessment.serving.shown_site import MOST_OPEN, BuildState, ShownSite

PAGE, OTHER, MORE = "2019/index.html", "2019/method/index.html", "2019/units/xin/index.html"


class Site:
    """A site that is shown, its last output, and the folder of a build."""

    def __init__(self, top: Path) -> None:
        self.output, self.folder = top / "output", top / ".output.new"
        for page in (PAGE, OTHER):
            write(self.output / page, f"old {page}")
        self.folder.mkdir()
        self.shown = ShownSite(self.output)

    def build(self, path: str) -> None:
        """Have a build write a file, and tell so."""
        write(self.folder / path, f"new {path}")
        self.shown.show(self.folder, path)

    def text(self, path: str) -> str | None:
        """What is shown at a path."""
        found = self.shown.read(path)
        assert self.shown.version_of(path) == ("" if found is None else found[1])
        return None if found is None else found[0].decode()

    def put_in_place(self) -> None:
        """Have the build take the place of the output, as it does before it ends."""
        self.output.rename(self.output.with_name("old"))
        self.folder.rename(self.output)
        shutil.rmtree(self.output.with_name("old"))


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_between_builds_the_output_is_shown(site: Site) -> None:
    assert site.text(PAGE) == f"old {PAGE}"
    assert site.text(MORE) is None
    assert site.text("2019") is None, "a folder is no file"
    assert site.shown.state_of(PAGE) is BuildState.WHOLE


def test_each_file_is_shown_as_soon_as_it_is_whole(site: Site) -> None:
    site.shown.begin()
    assert site.shown.state_of(PAGE) is BuildState.WAITS
    write(site.folder / OTHER, "half")
    site.build(PAGE)
    assert (site.text(PAGE), site.text(OTHER)) == (f"new {PAGE}", f"old {OTHER}")
    assert site.shown.state_of(PAGE) is BuildState.THERE
    assert site.shown.state_of(OTHER) is BuildState.WAITS
    site.build(MORE)
    assert site.text(MORE) == f"new {MORE}"


def test_the_build_is_shown_when_it_has_ended_well(site: Site) -> None:
    site.shown.begin()
    site.build(PAGE)
    site.build(MORE)
    version = site.shown.version_of(PAGE)
    site.put_in_place()
    assert site.text(PAGE) == f"new {PAGE}"
    assert site.text(OTHER) is None, "a page that the build has not"
    site.shown.settle(well=True)
    assert (site.text(PAGE), site.text(MORE)) == (f"new {PAGE}", f"new {MORE}")
    assert site.shown.version_of(PAGE) == version, "nobody opens it a second time"
    assert site.shown.state_of(OTHER) is BuildState.WHOLE


@pytest.mark.parametrize("is_settled", [False, True])
def test_the_output_is_shown_again_when_a_build_has_failed(site: Site, *, is_settled: bool) -> None:
    version = site.shown.version_of(PAGE)
    site.shown.begin()
    site.build(PAGE)
    site.build(MORE)
    assert site.shown.version_of(PAGE) != version
    shutil.rmtree(site.folder)
    if is_settled:
        site.shown.settle(well=False)
        assert site.shown.state_of(PAGE) is BuildState.FAILED
    assert (site.text(PAGE), site.text(MORE)) == (f"old {PAGE}", None)
    assert site.shown.version_of(PAGE) == version, "the reader's page is opened again"


def test_the_next_build_begins_anew(site: Site) -> None:
    site.shown.begin()
    site.build(PAGE)
    site.shown.settle(well=False)
    site.shown.begin()
    assert site.shown.state_of(PAGE) is BuildState.WAITS
    assert site.text(PAGE) == f"old {PAGE}"
    site.shown.settle(well=True)
    assert site.shown.state_of(PAGE) is BuildState.WHOLE


def test_what_somebody_has_open_is_what_was_asked_for_last(site: Site) -> None:
    assert not site.shown.first
    document = "2019/pdf/xin.pdf"
    for path in (PAGE, "theme/site.css", ELDER + OTHER, document, FRAGMENTS + MORE, OTHER, "2019/lost.svg"):
        write(site.output / path, "there")
        site.shown.note(path)
    assert site.shown.first == (OTHER, MORE, document)
    assert len(site.shown.first) == MOST_OPEN
    site.shown.note("2019/unit/index.html")
    assert site.shown.first == (OTHER, MORE, document), "nobody has a page open that is not there"


def test_a_page_that_only_the_build_has_can_be_open(site: Site) -> None:
    site.shown.begin()
    site.build(MORE)
    site.shown.note(MORE)
    assert site.shown.first == (MORE,)


def test_nothing_is_shown_that_is_not_below_the_output(site: Site, tmp_path: Path) -> None:
    write(tmp_path / "secret.html", "secret")
    for outside in ("", str(tmp_path / "secret.html")):
        assert site.text(outside) is None
