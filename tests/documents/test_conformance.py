"""Every PDF is PDF/A-3a and PDF/UA-1, as veraPDF judges, and carries the published data it shows."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from pikepdf import AttachedFileSpec, Name, Pdf

from assessment.render.documents.finish import elements
from tests.built import COMMITTED, Built
from tests.documents.conformance import PROFILES, failures
from tests.documents.reading import info
from tests.folder import DATA

UNITS = sorted(path.stem for path in (DATA / "units").glob("*.yaml"))
DAY = "".join(re.findall(r"\d+", COMMITTED)[:3])


@pytest.fixture
def pdfs(built: Built) -> list[Path]:
    return sorted(built.site.rglob("*.pdf"))


@pytest.mark.parametrize("profile", PROFILES)
def test_every_pdf_of_a_build_conforms(
    conformance: Mapping[tuple[Path, str], list[str]], pdfs: list[Path], profile: str
) -> None:
    assert len(pdfs) > len(UNITS)
    assert {pdf.name: conformance[pdf, profile] for pdf in pdfs} == {pdf.name: [] for pdf in pdfs}


def test_a_pdf_that_does_not_conform_is_told(built: Built, tmp_path: Path) -> None:
    """Without its language and its output intent, a sheet fails both profiles; so veraPDF does look."""
    spoiled = tmp_path / "spoiled.pdf"
    with Pdf.open(built.site / "2019" / "pdf" / "jianping.pdf") as pdf:
        del pdf.Root.Lang
        del pdf.Root.OutputIntents
        pdf.save(spoiled)
    found = failures([spoiled], tmp_path / "said.txt")
    assert all(found[spoiled, profile] for profile in PROFILES)


def attached(path: Path) -> Iterator[tuple[AttachedFileSpec, bytes]]:
    with Pdf.open(path) as pdf:
        associated = {file.objgen for file in pdf.Root.AF}
        for spec in pdf.attachments.values():
            assert spec.obj.objgen in associated
            assert spec.obj.AFRelationship == Name.Data
            file = spec.get_file()
            assert str(file.obj.Params.CreationDate) == str(file.obj.Params.ModDate) == f"D:{DAY}000000Z"
            assert "年政务公开考评" in spec.description
            yield spec, file.read_bytes()


def own_lines(table: bytes, unit: str) -> list[str]:
    """Return the head of a table and the lines of a unit, none of which is broken over several."""
    head, *lines = table.decode("utf-8-sig").split("\r\n")
    return [head, *(line for line in lines if f",{unit}," in line)]


@pytest.mark.parametrize("unit", UNITS)
def test_a_sheet_carries_the_published_data_of_its_unit(built: Built, unit: str) -> None:
    year = built.site / "2019"
    whole = json.loads((year / "results.json").read_text(encoding="utf-8"))
    rows, line, result = (content for _, content in attached(year / "pdf" / f"{unit}.pdf"))
    own: dict[str, Any] = json.loads(result)
    assert own["units"] == [known for known in whole["units"] if known["id"] == unit]
    assert own.keys() == whole.keys()
    assert [group["units"] for group in own["groups"]] == [[unit]]
    for table, published in ((line, year / "results.csv"), (rows, year / "data" / "deductions.csv")):
        assert own_lines(table, unit) == own_lines(published.read_bytes(), unit), published.name
        assert len(own_lines(table, unit)) > 1


def test_documents_of_a_year_carry_all_its_published_results(pdfs: list[Path]) -> None:
    of_all = [pdf for pdf in pdfs if pdf.stem not in UNITS]
    assert of_all
    for pdf in of_all:
        year = pdf.parent.parent
        files = [content for _, content in attached(pdf)]
        assert files == [(year / "results.csv").read_bytes(), (year / "results.json").read_bytes()], pdf.name


def test_pdfs_date_from_the_commit(pdfs: list[Path]) -> None:
    for pdf in pdfs:
        result = info(pdf)
        assert result["CreationDate"] == result["ModDate"], pdf.name
        assert result["CreationDate"].startswith("Mon Mar  2"), pdf.name


def test_cells_of_tables_name_their_heads(pdfs: list[Path]) -> None:
    """In the volume too, where every sheet has counted its heads from the same number."""
    for path in pdfs:
        with Pdf.open(path) as pdf:
            root = pdf.Root.StructTreeRoot
            every = [*elements(root.K)]
            ids = [str(element.ID) for element in every if "/ID" in element]
            assert len(ids) == len(set(ids)), path.name
            listed = [str(name) for name in [*root.IDTree.Names][::2]]
            assert listed == sorted(ids), path.name
            cells = [element for element in every if Name.TD == element.S]
            named = [str(head) for cell in cells for head in cell.A.get("/Headers", [])]
            assert cells, path.name
            assert set(named) <= set(ids), path.name
            assert len(named) >= len(cells), path.name
