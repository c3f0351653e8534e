"""A build is passed over only where nothing that it depends on has changed, and its output is still whole."""

import os
import shutil
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assessment.bundle.contents import digests_of
from assessment.bundle.sums import MARKER, SUMS, sums
from assessment.cache.place import ELSEWHERE
from assessment.commands.build import main
from assessment.digests import digest_of
from assessment.disclosure.publication import Audience
from assessment.load.journal_folder import JOURNAL, make_journal_folder
from assessment.period import Period
from assessment.release.last_build import LastBuild, last_build
from assessment.release.plan import BuildPlan
from assessment.unchanged import dependencies as module
from assessment.unchanged import last_answer
from assessment.unchanged.dependencies import state_of
from assessment.unchanged.last_answer import EvidenceElsewhere
from tests.repository.county import County

SAID = "data/county.yaml:1:1: 有一句话\n"


class Place:
    """A county, its output, and a program of its own, with next to nothing in any of them."""

    def __init__(self, top: Path) -> None:
        self.top, self.county = top, County(top / "county")
        self.elsewhere: Path | None = None
        for file in (
            *("county/content/pages/about.md", "county/data/fonts/own.ttf", "county/data/evidence/2019/a.pdf"),
            *("program/scripts/assessment/exact.py", "program/scripts/run", "program/content/leads/home.md"),
            *("program/schemas/score.json", "program/theme/print/print.css", "program/pelicanconf.py"),
            *("program/requirements.txt", "cache/fonts/Kai.otf", "site/weasyprint/draw.py", "site/lxml/etree.so"),
            *("share/2018/b.pdf", "output/2019/index.html", "output/index.html", "output/manifest.json"),
        ):
            (top / file).parent.mkdir(parents=True, exist_ok=True)
            (top / file).write_text("1", encoding="utf-8")
        (top / "output" / "empty.txt").touch()
        self.county.git("add", ".")
        self.county.commit()
        output = top / "output"
        summed(output)
        self.plan = BuildPlan(
            self.county.data, (Period(2019),), Audience.PUBLIC, output, only="", pdf=True, cache=top / "kept"
        )

    @property
    def last(self) -> LastBuild | None:
        """What is known of the last build."""
        # pytest changes this variable in the middle of a test.
        os.environ["PYTEST_CURRENT_TEST"] = ""
        return last_build(self.plan)

    def keep(self) -> None:
        """Keep the output as if it had just been built."""
        last = self.last
        assert last is not None
        evidence = None if self.elsewhere is None else EvidenceElsewhere(self.elsewhere, state_of(self.elsewhere))
        last.keep(SAID, self.sums, evidence)

    @property
    def sums(self) -> str:
        """The digest of the sums of the output."""
        return digest_of(self.plan.output / SUMS)

    @property
    def said(self) -> str | None:
        """What the last build said, where nothing has changed."""
        last = self.last
        return None if last is None else last.warnings()

    def write(self, file: str, content: str = "2") -> None:
        """Write a file anew."""
        (self.top / file).parent.mkdir(parents=True, exist_ok=True)
        (self.top / file).write_text(content, encoding="utf-8")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    for name, folder in (("ROOT", "program"), ("PACKAGE", "program/scripts/assessment"), ("CACHE", "cache")):
        monkeypatch.setattr(module, name, tmp_path / folder)
    monkeypatch.setattr(sysconfig, "get_path", lambda _: str(tmp_path / "site"))
    monkeypatch.setattr(module, "surroundings", lambda: "Debian")
    place = Place(tmp_path)
    place.keep()
    before = os.umask(0o022)
    os.umask(before)
    yield place
    os.umask(before)


def test_nothing_has_changed(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    assert place.said == SAID
    assert place.said == SAID, "however often one asks"
    place.write("program/scripts/assessment/__pycache__/exact.cpython-311.pyc")
    for name in ("PWD", "SHLVL", "_", "TERM_PROGRAM", "SSH_CONNECTION"):
        monkeypatch.setenv(name, "2")
    assert place.said == SAID


def in_place(path: Path) -> None:
    """Change a file, of the same length, and give it back its time."""
    status = path.stat()
    path.write_bytes(bytes(path.stat().st_size))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def moved_share(place: Place) -> None:
    """Keep evidence elsewhere, and change it there."""
    place.elsewhere = place.top / "share"
    place.keep()
    assert place.said == SAID
    in_place(place.top / "share" / "2018" / "b.pdf")


def moved_link(place: Place) -> None:
    """Keep evidence elsewhere as a link, and change what it leads to."""
    (place.top / "original.pdf").write_text("1", encoding="utf-8")
    (place.top / "share" / "2018" / "c.pdf").symlink_to(place.top / "original.pdf")
    place.elsewhere = place.top / "share"
    place.keep()
    assert place.said == SAID
    in_place(place.top / "original.pdf")


def evidence_repository(place: Place) -> County:
    """Keep evidence in a repository of its own."""
    repository = County(place.top / "archive")
    repository.commit()
    (repository.top / "evidence").mkdir()
    (repository.top / "evidence" / "a.pdf").write_text("1", encoding="utf-8")
    place.elsewhere = repository.top / "evidence"
    place.keep()
    assert place.said == SAID
    return repository


def moved_attributes(place: Place) -> None:
    """Let Git turn the line breaks of evidence that is kept elsewhere."""
    (evidence_repository(place).top / ".gitattributes").write_text("* text=auto", encoding="utf-8")


def moved_commit(place: Place) -> None:
    """Commit something where evidence is kept."""
    evidence_repository(place).git("commit", "--quiet", "--allow-empty", "--message", "another")


def linked(path: Path) -> None:
    """Let a link to the same words take the place of a file."""
    elsewhere = path.rename(Path(tempfile.mkdtemp(dir=path.parents[1])) / path.name)
    path.symlink_to(elsewhere)


def rebuilt(output: Path) -> None:
    """Build an output of something else, which is whole."""
    (output / "index.html").write_text("2", encoding="utf-8")
    summed(output)


def summed(output: Path) -> None:
    """Write the sums of an output."""
    files = {name: digest for name, digest in digests_of(output).items() if name not in (MARKER, SUMS)}
    (output / SUMS).write_text(sums(files, (output / MARKER).read_bytes()), encoding="utf-8")


INPUTS: dict[str, Callable[[Place, pytest.MonkeyPatch], object]] = {
    "a record": lambda to, _: to.write("county/data/scores/2019/jia.yaml"),
    "a unit": lambda to, _: to.county.change("units/jia.yaml", "甲镇", "甲子镇"),
    "a scheme": lambda to, _: to.county.change("schemes/2019.yaml", "省: -1}", "省: -1.5}"),
    "the source of the scheme": lambda to, _: to.write("county/data/schemes/2019.source.txt"),
    "another year": lambda to, _: to.write("county/data/years/2018.yaml"),
    "a setting": lambda to, _: to.county.change("county.yaml", "某县政府办", "某县政府办公室"),
    "a file less": lambda to, _: (to.county.data / "units" / "ding.yaml").unlink(),
    "a file under another name": lambda to, _: (to.county.data / "units" / "ding.yaml").rename(
        to.county.data / "units" / "wu.yaml"
    ),
    "a link in place of a file": lambda to, _: linked(to.county.data / "units" / "jia.yaml"),
    "a folder that is a link": lambda to, _: (to.county.data / "more").symlink_to(to.top / "share"),
    "a link that leads nowhere": lambda to, _: (to.county.data / "units" / "wu.yaml").symlink_to("nowhere"),
    "a pipe in place of a file": lambda to, _: os.mkfifo(to.county.data / "units" / "wu.yaml"),
    "evidence more": lambda to, _: to.write("county/data/evidence/2019/b.pdf"),
    "evidence that keeps its time": lambda to, _: in_place(to.county.data / "evidence" / "2019" / "a.pdf"),
    "evidence elsewhere": lambda to, _: moved_share(to),
    "what a link among evidence elsewhere leads to": lambda to, _: moved_link(to),
    "what Git makes of evidence elsewhere": lambda to, _: moved_attributes(to),
    "the commit of evidence elsewhere": lambda to, _: moved_commit(to),
    "no evidence any more": lambda to, _: shutil.rmtree(to.county.data / "evidence"),
    "a folder with nothing in it": lambda to, _: (to.county.data / "units" / ".git").mkdir(),
    "a program that is not the one at work": lambda _, patch: patch.setattr(last_answer, "is_outdated", lambda: True),
    "a font": lambda to, _: to.write("county/data/fonts/own.ttf"),
    "the prose": lambda to, _: to.write("county/content/pages/about.md"),
    "prose more": lambda to, _: to.write("county/content/advice/2019/第1项.md"),
    "the prose of the program": lambda to, _: to.write("program/content/leads/home.md"),
    "a template": lambda to, _: to.write("program/theme/templates/unit.html"),
    "a style": lambda to, _: to.write("program/theme/print/print.css"),
    "a schema": lambda to, _: to.write("program/schemas/score.json"),
    "the settings of the site": lambda to, _: to.write("program/pelicanconf.py"),
    "the lock": lambda to, _: to.write("program/requirements.txt"),
    "the program": lambda to, _: to.write("program/scripts/assessment/exact.py"),
    "the script before it": lambda to, _: to.write("program/scripts/run"),
    "a font of the program": lambda to, _: to.write("cache/fonts/Kai.otf"),
    "a library": lambda to, _: in_place(to.top / "site" / "weasyprint" / "draw.py"),
    "a library that is compiled": lambda to, _: to.write("site/lxml/etree.so"),
    "a library more": lambda to, _: to.write("site/pydyf/__init__.py"),
    "the system": lambda _, patch: patch.setattr(module, "surroundings", lambda: "Debian 13"),
    "Python": lambda _, patch: patch.setattr(sys, "version", "4.0"),
    "where modules are sought": lambda _, patch: patch.setenv("PYTHONPATH", "/opt"),
    "the environment": lambda _, patch: patch.setenv("SOURCE_DATE_EPOCH", "1600000000"),
    "a variable that nobody knows": lambda _, patch: patch.setenv("PANGO_OR_WHATEVER", "1"),
    "the day": lambda _, patch: patch.setattr(module, "today", lambda: date(2031, 5, 6)),
    "the rights of new files": lambda *_: os.umask(0o027),
    "the commit": lambda to, _: to.county.git("commit", "--quiet", "--allow-empty", "--message", "another"),
    "the repository": lambda to, _: (to.top / "county" / ".git").rename(to.top / "county" / ".not-git"),
    "older commits left out": lambda to, _: to.write("county/.git/shallow", to.county.git("rev-parse", "HEAD")),
    "the commit of the program": lambda to, _: County(to.top / "program").commit(),
    "what Git makes of files": lambda to, _: to.write("county/.gitattributes", "* text=auto"),
    "what Git makes of files in this copy": lambda to, _: to.write("county/.git/info/attributes", "* text=auto"),
    "the settings of the repository": lambda to, _: to.county.git("config", "core.attributesFile", "/tmp/attributes"),
    "a command that was killed": lambda to, _: (make_journal_folder(to.county.data) / JOURNAL).touch(),
}


@pytest.mark.parametrize("kind", INPUTS)
def test_what_a_build_depends_on(kind: str, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    INPUTS[kind](place, monkeypatch)
    assert place.said is None


@pytest.mark.parametrize(
    "other",
    [
        {"audience": Audience.OFFICE},
        {"only": "jia"},
        {"pdf": False},
        {"years": (Period(2018),)},
        {"years": (Period(2019), Period(2018))},
        {"cache": None},
    ],
    ids=str,
)
def test_what_was_asked_for(other: dict[str, object], place: Place) -> None:
    place.plan = replace(place.plan, **other)  # type: ignore[arg-type]
    assert place.said is None


def test_another_output_and_other_data(place: Place) -> None:
    shutil.copytree(place.plan.output, place.top / "other")
    shutil.copytree(place.county.top, place.top / "county2")
    before = place.plan
    place.plan = replace(before, output=place.top / "other")
    assert place.said is None
    place.plan = replace(before, data=place.top / "county2" / "data")
    assert place.said is None
    place.plan = before
    assert place.said == SAID


OUTPUTS: dict[str, Callable[[Path], object]] = {
    "a page changed": lambda output: (output / "2019" / "index.html").write_text("2"),
    "a page of the same time": lambda output: in_place(output / "2019" / "index.html"),
    "a page cut short": lambda output: (output / "2019" / "index.html").write_text(""),
    "a page less": lambda output: (output / "index.html").unlink(),
    "a folder less": lambda output: shutil.rmtree(output / "2019"),
    "a file more": lambda output: (output / "2019" / "more.html").touch(),
    "a page of another name": lambda output: (output / "index.html").rename(output / "index.htm"),
    "a link to the same": lambda output: linked(output / "index.html"),
    "an output of something else": lambda output: rebuilt(output),
    "no sums": lambda output: (output / SUMS).unlink(),
    "no manifest": lambda output: (output / MARKER).unlink(),
    "nothing": lambda output: shutil.rmtree(output),
}


@pytest.mark.parametrize("damage", OUTPUTS)
def test_an_output_that_is_not_whole(damage: str, place: Place) -> None:
    OUTPUTS[damage](place.plan.output)
    assert place.said is None


def test_going_back_finds_what_was_kept_but_not_its_output(place: Place) -> None:
    place.county.change("units/jia.yaml", "甲镇", "甲子镇")
    rebuilt(place.plan.output)
    place.keep()
    assert place.said == SAID
    place.county.change("units/jia.yaml", "甲子镇", "甲镇")
    assert place.said is None


def test_what_another_build_has_put_in_its_place_since_is_not_kept(place: Place) -> None:
    shutil.rmtree(place.top / "kept")
    sums = place.sums
    rebuilt(place.plan.output)
    last = place.last
    assert last is not None
    last.keep(SAID, sums, None)
    assert place.said is None


def test_what_changes_during_a_build_is_not_kept(place: Place) -> None:
    shutil.rmtree(place.top / "kept")
    last = place.last
    assert last is not None
    place.county.change("units/jia.yaml", "甲镇", "甲子镇")
    last.keep(SAID, place.sums, None)
    assert place.said is None
    place.county.change("units/jia.yaml", "甲子镇", "甲镇")
    assert place.said is None
    before = EvidenceElsewhere(place.top / "share", state_of(place.top / "share"))
    place.write("share/2018/b.pdf")
    last.keep(SAID, place.sums, before)
    assert place.said is None
    last.keep(SAID, place.sums, None)
    assert place.said == SAID


def test_what_is_kept_may_be_damaged(place: Place) -> None:
    [entry] = (place.top / "kept" / "public").iterdir()
    entry.write_bytes(entry.read_bytes()[:-1] + b"x")
    assert place.said is None


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv(ELSEWHERE, str(tmp_path / "kept"))
    county, output = County(tmp_path / "county"), tmp_path / "output"
    county.commit()
    given = ["--data", str(county.data), "--output", str(output), "--no-pdf"]
    assert main(given) == 0
    first, before = capsys.readouterr(), digests_of(output)
    assert first.out.startswith("已生成")
    kept = (output / "index.html").stat()
    assert main(given) == 0
    again = capsys.readouterr()
    assert again.err == first.err, "what there is to say is said again"
    [line] = again.out.splitlines()
    assert line.startswith(f"没有任何变化，{output}/ 里每个文件都还是现在的数据生成的，没有重新生成（")
    assert line.endswith(f"秒）；打开 {output}/index.html")
    assert (output / "index.html").stat() == kept
    (output / "index.html").write_text("2")
    assert main([*given, "--no-cache"]) == 0
    assert digests_of(output) == before
    assert capsys.readouterr().out.startswith("已生成")
    assert main(given) == 0
    assert capsys.readouterr().out.startswith("没有任何变化"), "made without the cache, it is the same again"
