"""A county's own prose stands over what the program brings, text by text."""

import shutil
from pathlib import Path

import pytest

from assessment.commands import build
from assessment.errors import RequestError
from assessment.release.prose import BROUGHT, lay_out_prose
from assessment.repository.clone import clone_of
from tests.repository.county import County

ABOUT, HOME = Path("pages/about.md"), Path("leads/home.md")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "county" / "data").mkdir(parents=True)
    return tmp_path / "county" / "data"


def write(data: Path, name: Path, text: bytes) -> None:
    path = data.parent / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text)


def test_a_county_that_writes_nothing_has_the_programs_texts(data: Path, tmp_path: Path) -> None:
    lay_out_prose(data, tmp_path / "laid")
    names = {path.relative_to(BROUGHT) for path in BROUGHT.rglob("*.md")}
    assert {path.relative_to(tmp_path / "laid") for path in (tmp_path / "laid").rglob("*.md")} == names
    assert {ABOUT, HOME, Path("circular/demands.md")} < names


def test_what_a_county_writes_goes_before(data: Path, tmp_path: Path) -> None:
    write(data, HOME, "某县的话".encode())
    write(data, Path("pages/more.md"), b"Title: more\nSlug: more\n")
    lay_out_prose(data, tmp_path / "laid")
    assert (tmp_path / "laid" / HOME).read_text(encoding="utf-8") == "某县的话"
    assert (tmp_path / "laid" / ABOUT).read_bytes() == (BROUGHT / ABOUT).read_bytes()
    assert (tmp_path / "laid" / "pages" / "more.md").is_file()


def test_a_link_to_the_data_leads_to_the_countys_own_prose(data: Path, tmp_path: Path) -> None:
    write(data, HOME, "某县的话".encode())
    (tmp_path / "link").symlink_to(data)
    lay_out_prose(tmp_path / "link", tmp_path / "laid")
    assert (tmp_path / "laid" / HOME).read_text(encoding="utf-8") == "某县的话"


def test_what_cannot_be_read_is_told_in_a_line(data: Path, tmp_path: Path) -> None:
    write(data, HOME, b"\xff")
    with pytest.raises(RequestError, match=r"content/leads/home\.md 不是 UTF-8 编码，请用 UTF-8 编码另存$"):
        lay_out_prose(data, tmp_path / "laid")
    (data.parent / "content" / HOME).unlink()
    (data.parent / "content" / HOME).mkdir()
    with pytest.raises(RequestError, match=r"content/leads/home\.md 读不出来："):
        lay_out_prose(data, tmp_path / "other")


@pytest.mark.parametrize(("file", "changed"), [("content/leads/home.md", True), ("more/home.md", False)])
def test_prose_that_is_not_committed_is_a_change_of_what_is_built(tmp_path: Path, file: str, changed: bool) -> None:
    county = County(tmp_path / "county")
    county.commit()
    path = county.top / file
    path.parent.mkdir(parents=True)
    path.write_text("某县的话", encoding="utf-8")
    clone = clone_of(county.data)
    assert clone is not None
    assert clone.changed == changed


def test_another_county_is_built_with_its_own_name_and_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    county = County(tmp_path / "county")
    write(county.data, HOME, "某县的话".encode())
    write(county.data, ABOUT, "Title: 说明\nSlug: elsewhere\n".encode())
    options = ["--data", str(county.data), "--output", str(tmp_path / "output"), "--no-pdf"]
    assert build.main(options) == 1
    assert capsys.readouterr().err == "content/pages/ 里没有说明页：文件开头要有一行 Slug: about\n"
    (county.top / "content" / ABOUT).unlink()
    assert build.main(options) == 0
    front = (tmp_path / "output" / "index.html").read_text(encoding="utf-8")
    assert "某县的话" in front
    assert '<meta name="SiteName" content="某县人民政府">' in front
    assert (tmp_path / "output" / "about" / "index.html").is_file()


def test_data_at_the_top_of_its_repository_has_no_prose_in_it(tmp_path: Path) -> None:
    county = County(tmp_path / "county")
    shutil.rmtree(county.top / ".git")
    county.top = county.data
    county.git("init", "--quiet", "--initial-branch=main")
    county.commit()
    clone = clone_of(county.data)
    assert clone is not None
    assert not clone.changed
