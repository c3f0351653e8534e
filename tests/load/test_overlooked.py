"""A file that looks like data and would be read by nothing is told of, wherever it stands and whatever its name."""

import shutil

import pytest

from tests.load.small import Small

JIA = "scores/2019/jia.yaml"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    return Small(tmp_path_factory.mktemp("overlooked"))


def messages_with(small: Small, file: str) -> list[str]:
    """What is said with one more file, a copy of a record."""
    path = small.data / file
    before = set(small.data.rglob("*"))
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(small.data / JIA, path)
    try:
        return small.messages()
    finally:
        for new in sorted(set(small.data.rglob("*")) - before, reverse=True):
            new.rmdir() if new.is_dir() else new.unlink()


@pytest.mark.parametrize("folder", ["scores/2019", "units", "years", "schemes", "approvals"])
@pytest.mark.parametrize(
    "ending", [".yml", ".YAML", ".Yml", ".yaml.txt", ".yaml ", ".yaml.docx", ".YAML.txt", "．yaml", "。yaml", ".yaml(1)"]
)
def test_a_name_that_is_not_looked_for(folder: str, ending: str, small: Small) -> None:
    file = f"{folder}/2020{ending}"
    said = messages_with(small, file)
    assert said == [f"{file}:1:1: wrong-ending: 文件名的结尾是“{ending}”，不会被读取（请把结尾改成 .yaml）"]


@pytest.mark.parametrize(
    ("file", "how"),
    [
        ("scores/2019/town/bing.yaml", "单位记录直接放在年度的文件夹里，名称是单位编号加 .yaml"),
        ("scores/jia.yaml", "单位记录直接放在年度的文件夹里，名称是单位编号加 .yaml"),
        ("scores/2019年/jia.yaml", "单位记录直接放在年度的文件夹里，名称是单位编号加 .yaml"),
        ("units/town/jia.yaml", "单位文件直接放在这个文件夹里，名称是单位编号加 .yaml"),
        (
            "years/2019年.yaml",
            "年度文件的名称是四位数字的年度，例如 2019.yaml；一轮的是 2023-q2.yaml、2023-m04.yaml、2023-h1.yaml",
        ),
        (
            "years/old/2019.yaml",
            "年度文件的名称是四位数字的年度，例如 2019.yaml；一轮的是 2023-q2.yaml、2023-m04.yaml、2023-h1.yaml",
        ),
        ("schemes/2019/2019.yaml", "方案直接放在这个文件夹里，名称例如 2019.yaml"),
        ("approvals/x/2019.yaml", "审定记录由命令写入，名称例如 2019.yaml"),
        ("Scores/2019/jia.yaml", "请放到 years、approvals、schemes、units、scores 中对应的文件夹"),
        ("2019/jia.yaml", "请放到 years、approvals、schemes、units、scores 中对应的文件夹"),
        ("jia.yaml", "请放到 years、approvals、schemes、units、scores 中对应的文件夹"),
        ("County.yaml", "请放到 years、approvals、schemes、units、scores 中对应的文件夹"),
    ],
)
def test_a_folder_that_is_not_looked_into(file: str, how: str, small: Small) -> None:
    assert messages_with(small, file) == [f"{file}:1:1: overlooked-file: 这个文件不会被读取（{how}）"]


def test_records_of_a_year_that_has_no_file(small: Small) -> None:
    assert messages_with(small, "scores/2020/jia.yaml") == [
        "scores/2020:1:1: records-without-year: 有 2020 年的记录，没有年度文件 data/years/2020.yaml，记录不会被读取"
        "（请恢复年度文件，或用 scripts/new-year 开始这一年；年度写错的，改文件夹的名称）"
    ]


@pytest.mark.parametrize("file", ["scores/2019/jia.txt", "scores/台账.xlsx", "units/jia.yaml.bak", "years/说明.md"])
def test_what_looks_like_no_data_is_a_hint_where_only_data_is_expected(file: str, small: Small) -> None:
    [said] = messages_with(small, file)
    assert said.startswith(f"{file}:1:1: overlooked-file: 这个文件不会被读取")


@pytest.mark.parametrize(
    "file", [".DS_Store", "scores/2019/.jia.yaml.swp", "说明.md", "schemes/2019.source.txt", "approvals/allowed_signers"]
)
def test_what_belongs_there_or_beside_is_left_alone(file: str, small: Small) -> None:
    assert messages_with(small, file) == []


def test_the_words_that_imports_keep_are_data_of_their_own(small: Small) -> None:
    kept = small.data / "imports.yaml"
    kept.write_text("words:\n  测评得: 最终成绩\n", encoding="utf-8")
    try:
        assert small.messages() == []
    finally:
        kept.unlink()
