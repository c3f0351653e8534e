"""A county with a scheme of other words: nothing that is made of its data says a word of the shipped schemes."""

import gzip
import html
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.built import ROOT, commit, module, run
from tests.documents.reading import texts
from tests.words.city import write
from tests.words.vocabulary import MORE, vocabulary

ANNEX = re.compile(r"附件\d")
"""A circular numbers annexes of its own so, as the official format has it."""


def _command(name: str, *arguments: str) -> str:
    return run(module(name, *arguments), cwd=ROOT, PYTHONPATH=str(ROOT / "scripts"))


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with everything that the commands make of the city's data."""
    top = tmp_path_factory.mktemp("city")
    outputs = top / "outputs"
    outputs.mkdir()
    published = write(top / "published", published=True)
    commit(published.parent)
    for audience in ("public", "office"):
        _command("build", "--data", str(published), "--audience", audience, "--output", str(outputs / audience))
    for what, name in (("performance", "p.xlsx"), ("deductions", "d.xlsx"), ("report", "r.md")):
        _command("export", what, "--data", str(published), "--output", str(outputs / name))
    collecting = write(top / "collecting", published=False)
    commit(collecting.parent)
    _command("build", "--no-pdf", "--data", str(collecting), "--output", str(outputs / "early"))
    for kind in ("agency", "ballots", "ledger"):
        _command("import_sheets", "template", kind, str(outputs / f"{kind}.xlsx"), "--data", str(collecting))
    record = collecting / "scores" / "2023" / "binjiang.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("mark: 40", "mark: 39"), encoding="utf-8")
    changes = _command("compare", "HEAD", "--data", str(collecting), "--html", str(outputs / "changes.html"))
    (outputs / "changes.md").write_text(changes, encoding="utf-8")
    opened = _command("new_year", "2024", "--data", str(published))
    (outputs / "to-decide.txt").write_text(opened, encoding="utf-8")
    for path in (published / "scores" / "2024").iterdir():
        (outputs / f"empty-{path.name}").write_bytes(path.read_bytes())
    return outputs


def _read(outputs: Path) -> Iterator[tuple[str, str]]:
    """Yield each file by name, with what a reader sees in it; pictures and programs hold no words."""
    for path in sorted(outputs.rglob("*")):
        name = path.relative_to(outputs).as_posix()
        if path.suffix == ".pdf":
            yield name, "".join(texts(path))
        elif path.suffix in (".docx", ".xlsx", ".zip"):
            with zipfile.ZipFile(path) as packed:
                yield name, re.sub("<[^>]*>", "", "".join(packed.read(part).decode() for part in packed.namelist()))
        elif path.suffix == ".pf_fragment":
            # The index of the search page sets every character apart.
            yield name, gzip.decompress(path.read_bytes()).decode().replace("\u200b", "")
        elif path.suffix in (".html", ".xml", ".json", ".csv", ".md", ".txt", ".yaml", ".svg", ".css", ".js"):
            yield name, html.unescape(path.read_text(encoding="utf-8"))


def test_no_output_says_a_word_of_the_shipped_schemes(outputs: Path) -> None:
    words = vocabulary() | MORE
    read = dict(_read(outputs))
    assert {Path(name).suffix for name in read} >= {".pdf", ".docx", ".xlsx", ".html", ".csv", ".json", ".md", ".yaml"}
    found = [
        f"{name}: {word}: …{text[max(0, text.index(word) - 30) :][:70]}…"
        for name, text in read.items()
        for word in words
        if word in text and not (ANNEX.fullmatch(word) and "/circular." in name)
    ]
    assert not found, "\n".join(found)


def test_the_words_of_the_scheme_are_there_instead(outputs: Path) -> None:
    early = (outputs / "early" / "2023" / "ranking" / "index.html").read_text(encoding="utf-8")
    assert "结果审定之前不公布名次（方案第2条）" in early
    assert "次序与方案第2章相同" in early
    assert "（方案第2条），不得外传" in (outputs / "changes.md").read_text(encoding="utf-8")
    unit = (outputs / "public" / "2023" / "units" / "binjiang" / "index.html").read_text(encoding="utf-8")
    assert "省评估组只给出最终成绩" in unit
    assert "四舍六入五成双到1位小数" in unit
    assert "一等嘉许" in unit
    assert ">40.0<" in unit
    assert ">40.00<" not in unit
    assert "省评估组只给出最终成绩" in "".join(texts(outputs / "public" / "2023" / "pdf" / "binjiang.pdf"))
