"""What a change of a unit or of the county makes wrong in a year that is not the one being filled is said before."""

import hashlib

import pytest

from assessment.commands.validate import main as validate
from tests.desk.conftest import Clerk
from tests.desk.test_file_forms import save, send
from tests.repository.county import SCHEME, SETTINGS, YEAR, County, record

KEPT = b"a page"


@pytest.fixture
def clerk(county: County) -> Clerk:
    """An office whose scheme of 2018 lists 甲镇 by its alias, and whose record of 2018 has evidence in another folder."""
    county.change("years/2019.yaml", "stage: under-review", "stage: collecting")
    county.write("units/jia.yaml", "id: jia\nname: 甲镇\naliases: [甲乡]\n")
    for path, text in (
        ("years/2018.yaml", YEAR),
        (
            "schemes/2018.yaml",
            SCHEME.replace("text: 乡镇}", "text: 甲乡、乙镇、丙镇}").replace("source: 2019.source.txt\n", ""),
        ),
        *((f"scores/2018/{unit}.yaml", record(unit)) for unit in ("jia", "yi", "bing", "ding")),
    ):
        county.write(path, text.replace("2019", "2018").replace("2020", "2019"))
    digest = hashlib.sha256(KEPT).hexdigest()
    county.change("scores/2018/jia.yaml", "url: /bg}", f"files: [{{file: 2018/jia/e1.txt, sha256: {digest}}}]}}")
    county.write("../share/2018/jia/e1.txt", KEPT)
    county.write("evidence/README", "")
    county.write("county.yaml", f"{SETTINGS}evidence_folder: share\n")
    county.commit()
    return Clerk(county.data)


@pytest.mark.parametrize(
    ("address", "fields", "said"),
    [
        ("/roster/jia", {"name": "甲镇", "aliases": ""}, "“甲镇”不在方案“甲类”所列的名单里"),
        ("/county", {"evidence_folder": ""}, "2018/jia/e1.txt 不在证据文件夹里"),
    ],
)
def test_errors_of_an_earlier_year_are_said_before(
    clerk: Clerk, address: str, fields: dict[str, str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert validate(["--data", str(clerk.data)]) == 0, capsys.readouterr().out
    page = send(clerk, address, fields, "effect").get_data(as_text=True)
    assert said in page
    assert "知道有错，仍然保存" in page


def test_a_year_that_takes_nothing_else_from_a_unit_is_not_tried(clerk: Clerk) -> None:
    site = {"site": "https://jia.example.org", "-since": "2019"}
    page = save(clerk, "/roster/jia", {"name": "甲镇", "aliases": "甲乡", **site})
    assert page.count('<p class="headline">') == 1
    assert "2018年" not in page.partition("<aside")[2]
