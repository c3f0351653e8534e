"""What was not understood is told once: on the command line, or in a file that is proposed and then kept."""

from pathlib import Path

import pytest

from assessment.check import check
from assessment.errors import RequestError
from assessment.imports.glossary import glossary_of
from assessment.load.import_words import county_words
from assessment.load.yaml_file import read
from assessment.period import Period
from assessment.year.reading import read_year
from tests.office import Office

OPTIONS_OF_IMPORT = ("--source", "某测评机构", "--date", "2019-12-20")
ROWS = [["单位", "测评得"], ["县发展和改革委员会", 90], ["经开区", 91], ["某某镇", 92]]


def test_what_was_told_once_goes_in_without_a_word(office: Office) -> None:
    file = office.book([["单位", "测评得"], ["经开区", 90]])
    office.refused("agency", file, *OPTIONS_OF_IMPORT)
    result = ("--map", "测评得=最终成绩", "--map", "经开区＝郎溪经开区管委会")
    status, _, said = office.run("agency", file, *OPTIONS_OF_IMPORT, *result)
    assert (status, said[-2].endswith("imports.yaml，以后不用再写。")) == (0, True)
    assert county_words(office.data).words == {"测评得": "最终成绩", "经开区": "郎溪经开区管委会"}
    assert not any(finding.place.file.endswith("imports.yaml") for finding in check(read_year(office.data, Period(2019))))
    words = office.imported("agency", office.book([["单位", "测评得"], ["经开区", 95]]), *OPTIONS_OF_IMPORT)
    assert words[-1] == "郎溪经开区管委会：专业机构测评成绩 90 改为 95"


def test_a_dry_run_keeps_no_words(office: Office) -> None:
    file = office.book([["单位", "测评得"], ["建平镇", 90]])
    before = office.state()
    assert office.run("agency", file, *OPTIONS_OF_IMPORT, "--map", "测评得=最终成绩", "--dry-run")[0] == 0
    assert office.state() == before


def test_a_mapping_file_is_proposed_and_then_read(office: Office) -> None:
    mapping = office.path / "对照.yaml"
    file = office.book([["单位", "得分"], *ROWS[1:]])
    faults = office.refused("agency", file, *OPTIONS_OF_IMPORT, "--mapping", str(mapping))
    assert faults[-2] == f"已写出对照表 {mapping}：请核对每一行，再用同一个命令导入。"
    document, _ = read(mapping, "对照.yaml")
    assert document is not None
    assert document.data == {"words": {"县发展和改革委员会": "县发改委", "经开区": "郎溪经开区管委会", "某某镇": None}}
    text = mapping.read_text(encoding="utf-8")
    mapping.write_text(text.replace("某某镇: ~", "某某镇: 十字镇"), encoding="utf-8")
    office.imported("agency", file, *OPTIONS_OF_IMPORT, "--mapping", str(mapping))
    assert county_words(office.data).words["某某镇"] == "十字镇"


def test_what_a_mapping_file_lacks_is_said_in_lines_to_add(office: Office) -> None:
    mapping = office.path / "对照.yaml"
    mapping.write_text("words:\n  测评得: 最终成绩\n", encoding="utf-8")
    file = office.book([["单位", "测评得"], ["十子镇", 90]])
    faults = office.refused("agency", file, *OPTIONS_OF_IMPORT, "--mapping", str(mapping))
    assert faults[1:3] == [f"对照表 {mapping} 里还没有这些写法，请补上，再用同一个命令导入：", "  十子镇: 十字镇"]
    mapping.write_text(f"{mapping.read_text(encoding='utf-8')}{faults[2]}\n", encoding="utf-8")
    assert (
        office.imported("agency", file, *OPTIONS_OF_IMPORT, "--mapping", str(mapping))[-1]
        == "十字镇：专业机构测评成绩 90"
    )


def test_several_questions_lead_to_a_mapping_file(office: Office) -> None:
    faults = office.refused("agency", office.book([["单位", "得分"], *ROWS[1:]]), *OPTIONS_OF_IMPORT)
    assert faults[-2].startswith("有 3 个写法没有认出：加 --mapping 对照.yaml")


@pytest.mark.parametrize("pair", ["测评得", "=最终成绩", "测评得="])
def test_a_pair_that_says_nothing(tmp_path: Path, pair: str) -> None:
    with pytest.raises(RequestError, match="--map 要写成 表里的写法=意思"):
        glossary_of(tmp_path, [pair], None)


def test_a_faulty_file_is_told_by_the_check(office: Office) -> None:
    (office.data / "imports.yaml").write_text("words:\n  测评得: [最终成绩]\n", encoding="utf-8")
    [finding] = [
        finding for finding in check(read_year(office.data, Period(2019))) if finding.place.file.endswith("imports.yaml")
    ]
    assert (finding.place.line, finding.code) == (2, "wrong-type")


def test_the_command_line_goes_before_the_files(office: Office) -> None:
    (office.data / "imports.yaml").write_text("words:\n  测评得: 备注\n", encoding="utf-8")
    assert glossary_of(office.data, ["测评得=最终成绩"], None).words == {"测评得": "最终成绩"}


def test_a_sheet_can_be_left_out(office: Office) -> None:
    file = office.book([["单位", "得分"], ["建平镇", 90]], 旧表=[["单位", "得分"], ["建平镇", 80]])
    words = office.imported("agency", file, *OPTIONS_OF_IMPORT, "--map", "旧表=不导入")
    assert words[-1] == "建平镇：专业机构测评成绩 90"


def test_a_sheet_of_text(office: Office) -> None:
    file = office.path / "成绩.csv"
    file.write_bytes("单位,得分\n建平镇,90\n".encode("gb18030"))
    assert office.imported("agency", file, *OPTIONS_OF_IMPORT)[-1] == "建平镇：专业机构测评成绩 90"
