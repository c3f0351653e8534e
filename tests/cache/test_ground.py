"""Whatever decides the bytes of a document beside what is set in it changes every key."""

import platform
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assessment.cache import ground
from assessment.cache.cache import open_cache

PACKAGE = "weasyprint"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program, and libraries, with next to nothing in them."""
    site = tmp_path / "site"
    for package in (*ground._LIBRARIES, "other"):
        (site / package / "inner").mkdir(parents=True)
        (site / package / "__init__.py").write_text("1\n")
        (site / package / "inner" / "part.py").write_text("1\n")
        (site / f"{package}-1.dist-info").mkdir()
        (site / f"{package}-1.dist-info" / "RECORD").write_text(f"{package}/__init__.py,sha256=1,2\n")
    monkeypatch.setattr(ground, "_folder_of", lambda package: site / package)
    monkeypatch.setattr(ground, "PACKAGE", site / "other")
    return site


def renamed(site: Path) -> None:
    (site / "other" / "inner" / "part.py").rename(site / "other" / "inner" / "whole.py")


def moved_on(site: Path) -> None:
    (site / "pydyf-1.dist-info").rename(site / "pydyf-2.dist-info")


PROGRAM: dict[str, Callable[[Path], object]] = {
    "our code": lambda site: (site / "other" / "inner" / "part.py").write_text("2\n"),
    "a file of ours more": lambda site: (site / "other" / "more.py").write_text(""),
    "a file of ours less": lambda site: (site / "other" / "inner" / "part.py").unlink(),
    "a name of ours": renamed,
    "a library mended here": lambda site: (site / PACKAGE / "inner" / "part.py").write_text("2\n"),
    "a version": moved_on,
    "another build of a version": lambda site: (site / "other-1.dist-info" / "RECORD").write_text("x,sha256=3,2\n"),
}


@pytest.mark.parametrize("kind", PROGRAM)
def test_of_the_program(kind: str, site: Path) -> None:
    before = ground.program()
    assert ground.program() == before
    PROGRAM[kind](site)
    assert ground.program() != before


def test_of_python(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert site.is_dir()
    seen = {ground.program()}
    for module, name, value in ((sys, "version", "4.0"), (platform, "machine", lambda: "pdp11")):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, value)
            seen.add(ground.program())
    assert len(seen) == 3


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A system with one package, one font and settings of its own."""
    (tmp_path / "status").write_text("Package: libpango-1.0-0\nVersion: 1.50.12+ds-1\n")
    monkeypatch.setattr(ground, "_PACKAGES_OF_SYSTEM", tmp_path / "status")
    (tmp_path / "fonts").mkdir()
    font = Path("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf")
    (tmp_path / "fonts" / "a.ttf").symlink_to(font)
    settings = tmp_path / "fonts.conf"
    settings.write_text(f"<fontconfig><dir>{tmp_path}/fonts</dir><cachedir>{tmp_path}/c</cachedir></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(settings))
    return tmp_path


SURROUNDINGS: dict[str, Callable[[Path], object]] = {
    "a package of the system": lambda top: (top / "status").write_text(
        "Package: libpango-1.0-0\nVersion: 1.50.12+ds-2\n"
    ),
    "a setting of fonts": lambda top: (top / "fonts.conf").write_text(
        (top / "fonts.conf").read_text().replace("</fontconfig>", "<!-- --></fontconfig>")
    ),
    "a font more": lambda top: (top / "fonts" / "b.ttf").symlink_to((top / "fonts" / "a.ttf").resolve()),
    "a font less": lambda top: (top / "fonts" / "a.ttf").unlink(),
}


@pytest.mark.parametrize("kind", SURROUNDINGS)
def test_of_the_system(kind: str, system: Path) -> None:
    before = ground.surroundings()
    assert ground.surroundings() == before
    SURROUNDINGS[kind](system)
    assert ground.surroundings() != before


@pytest.mark.parametrize(
    "name",
    [
        *("FONTCONFIG_PATH", "FC_LANG", "FREETYPE_PROPERTIES", "G_SLICE", "HB_OPTIONS", "HOME", "LANG", "LANGUAGE"),
        *("LC_ALL", "LD_LIBRARY_PATH", "LD_PRELOAD", "PANGOCAIRO_BACKEND", "PANGO_LANGUAGE", "PATH", "PYTHONHASHSEED"),
        *("PYTHONPATH", "SOURCE_DATE_EPOCH", "TZ", "WEASYPRINT_DLL_DIRECTORIES", "XDG_CONFIG_HOME", "XDG_DATA_HOME"),
    ],
)
def test_of_the_environment(name: str, system: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert system.is_dir()
    monkeypatch.setenv(name, "1")
    one = ground.surroundings()
    monkeypatch.setenv(name, "2")
    other = ground.surroundings()
    monkeypatch.delenv(name)
    assert len({one, other, ground.surroundings()}) == 3


def test_what_tells_nothing_about_a_document_changes_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    before = ground.surroundings()
    for name in ("PWD", "SHLVL", "SSH_CONNECTION", "XDG_SESSION_ID", "MPLCONFIGDIR"):
        monkeypatch.setenv(name, "2")
    assert ground.surroundings() == before


@pytest.mark.parametrize("missing", ["status", "fonts.conf"])
def test_where_it_cannot_be_told_there_is_no_cache(missing: str, system: Path, tmp_path: Path) -> None:
    assert open_cache(tmp_path / "cache", "public") is not None
    (system / missing).unlink()
    opened = open_cache(tmp_path / "cache", "public")
    assert (opened is None) is (missing == "status"), "without settings, Fontconfig has some of its own"
