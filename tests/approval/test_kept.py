"""No act of a real year that was committed goes away unseen, and evidence that nobody could look at is not sealed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assessment.approval.canonical import digest
from assessment.commands import validate
from tests.approval.office import UNUSED, Office

JIA, YEAR, RECORD = "scores/2019/jia.yaml", "years/2019.yaml", "approvals/2019.yaml"


FILLED = """\
portal: {name: 某县人民政府, domain: www.mouxian.gov.cn, id_code: "3400000000", icp: 备1号, police: 公安备1号}
column: {url: https://www.mouxian.gov.cn/kaoping, breadcrumb: [某县政府办]}
organiser: {name: 某县政府办, contact: 县政府大楼二楼, complaints: 县政府办}
"""
"""What a real county says of itself before it publishes; the small county's own settings leave it blank."""


def make_real(office: Office, was: str = "sample", now: str = "real") -> None:
    """Make the year one of real results, in a county that has filled in its settings."""
    office.county.write("county.yaml", FILLED)
    for path in office.data.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(f"provenance: {was}", f"provenance: {now}"), encoding="utf-8")


@pytest.fixture
def real(office: Office) -> Office:
    """An office whose real year is approved, in a commit of its own; ``before`` is the commit before that."""
    make_real(office)
    office.county.commit()
    office.county.git("branch", "before")
    assert office.approve() == 0
    office.county.commit()
    return office


def undone(office: Office) -> list[str]:
    return [line for line in office.messages() if ": approval-undone: " in line]


def reopen(office: Office) -> None:
    """Take the year back to its review, as if nobody had approved it."""
    (office.data / RECORD).unlink()
    text = office.text(YEAR).replace("stage: approved", "stage: under-review")
    office.county.write(YEAR, text[: text.index("approval:\n")])


def reseal(office: Office) -> None:
    """Change a mark, and put in place of the newest act one that fits."""
    reopen(office)
    office.county.change(JIA, "mark: 90\n", "mark: 99\n")
    assert office.approve() == 0


def test_an_approval_that_was_taken_away_is_told(real: Office) -> None:
    commit = real.county.git("rev-parse", "HEAD")[:10]
    reopen(real)
    (line,) = undone(real)
    assert line == (
        f"data/{YEAR}:4:8: approval-undone: 提交 {commit} 记录的 2019 年审定（2020-02-20），现在的审定记录里没有了"
        f"（请从 Git 恢复 data/{RECORD} 和当时的数据；审定以后的改动用 scripts/amend 更正，"
        "还没有公布的审定用 scripts/approve --withdraw 撤回；是要合并的分支另记的，请不要合并）"
    )
    real.county.commit()
    assert undone(real) == [line], "committing it does not hide it"


Change = Callable[[Office], None]


def in_place(office: Office) -> None:
    office.county.git("rm", "--quiet", "--cached", f"data/{RECORD}")
    reseal_by_hand(office)


def reseal_by_hand(office: Office) -> None:
    """Do what the command refuses: it is told of what Git knows, as everybody is."""
    (office.county.top / ".git").rename(office.county.top.parent / "away")
    reseal(office)
    (office.county.top.parent / "away").rename(office.county.top / ".git")


def in_two_commits(office: Office) -> None:
    reopen(office)
    office.county.commit()
    reseal_again(office)


def reseal_again(office: Office) -> None:
    (office.county.top / ".git").rename(office.county.top.parent / "away")
    office.county.change(JIA, "mark: 90\n", "mark: 99\n")
    assert office.approve() == 0
    (office.county.top.parent / "away").rename(office.county.top / ".git")


def as_a_sample(office: Office) -> None:
    reseal_by_hand(office)
    make_real(office, "real", "sample")


def as_a_sample_for_a_while(office: Office) -> None:
    make_real(office, "real", "sample")
    reopen(office)
    office.county.commit()
    make_real(office)
    reseal_again(office)


def from_a_branch_before_it(office: Office) -> None:
    office.county.git("checkout", "--quiet", "-b", "side", "before")
    office.county.change(JIA, "mark: 90\n", "mark: 99\n")
    assert office.approve() == 0
    office.county.commit()
    office.county.git("merge", "--quiet", "--strategy", "ours", "--message", "merge", "main")


def with_a_further_act(office: Office) -> None:
    """So that there are no fewer acts than before."""
    reseal_by_hand(office)
    (office.county.top / ".git").rename(office.county.top.parent / "away")
    assert office.publish() == 0
    (office.county.top.parent / "away").rename(office.county.top / ".git")


def moved(office: Office) -> None:
    office.county.git("mv", "data", "records")
    office.data = office.county.data = office.county.top / "records"
    reseal_by_hand(office)


def moved_before(office: Office) -> None:
    office.county.git("mv", "data", "records")
    office.county.commit()
    office.data = office.county.data = office.county.top / "records"
    reseal_by_hand(office)


def moved_below(office: Office) -> None:
    (office.county.top / "a" / "b").mkdir(parents=True)
    office.county.git("mv", "data", "a/b/data")
    office.data = office.county.data = office.county.top / "a" / "b" / "data"
    reseal_by_hand(office)


def moved_and_back(office: Office) -> None:
    office.county.git("mv", "data", "records")
    shutil.rmtree(office.county.top / "records" / "approvals")
    office.county.commit()
    office.county.git("mv", "records", "data")
    (office.data / RECORD).parent.mkdir()
    (office.data / RECORD).write_text("", encoding="utf-8")
    reseal_by_hand(office)


def with_the_acts_moved_aside(office: Office) -> None:
    office.county.git("mv", f"data/{RECORD}", "older-acts.yaml")
    office.county.commit()
    (office.data / RECORD).write_text("", encoding="utf-8")
    reseal_by_hand(office)


def with_a_decoy(office: Office) -> None:
    office.county.git("mv", "data", "records")
    (office.data / "approvals").mkdir(parents=True)
    shutil.copy(office.county.top / "records" / RECORD, office.data / RECORD)
    office.data = office.county.data = office.county.top / "records"
    reseal_by_hand(office)


CHANGES: list[Change] = [
    in_place,
    in_two_commits,
    as_a_sample,
    as_a_sample_for_a_while,
    from_a_branch_before_it,
    with_a_further_act,
    moved,
    moved_before,
    moved_below,
    moved_and_back,
    with_the_acts_moved_aside,
    with_a_decoy,
]


@pytest.mark.parametrize("change", CHANGES)
def test_no_act_is_put_in_place_of_another(change: Change, real: Office) -> None:
    change(real)
    assert "mark: 99\n" in real.text(JIA)
    for _ in ("before it is committed", "and after"):
        assert len(undone(real)) == 1
        real.county.commit()


@pytest.mark.parametrize("year", ["2018", "2119"])
def test_a_year_that_has_no_file_any_more_is_told_with_any_other(
    year: str, real: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in [*real.data.rglob("*2019*")]:
        if path.exists():
            path.rename(path.with_name(path.name.replace("2019", year)))
    for path in real.data.rglob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("2019", year), encoding="utf-8")
    capsys.readouterr()
    assert validate.main(["--data", str(real.data)]) == 1
    assert f"{real.data}/{YEAR}:1:1: approval-undone: " in capsys.readouterr().out


def test_an_act_that_was_merged_from_another_branch_is_kept_too(real: Office) -> None:
    real.county.git("checkout", "--quiet", "-b", "side", "before")
    assert real.approve("--document", "纪要2号") == 0
    real.county.commit()
    real.county.git("checkout", "--quiet", "main")
    real.county.git("merge", "--quiet", "--strategy", "ours", "--message", "merge", "side")
    (line,) = undone(real)
    assert "是要合并的分支另记的，请不要合并" in line


def test_what_is_kept_is_not_told(real: Office) -> None:
    assert real.publish() == 0
    real.county.commit()
    real.county.change(JIA, "mark: 90\n", "mark: 91\n")
    assert real.amend() == 0
    real.county.commit()
    real.county.git("mv", "data", "records")
    real.county.commit()
    real.data = real.county.top / "records"
    assert real.messages() == []


def test_an_edited_record_that_was_committed_holds_nobody(real: Office) -> None:
    """Its seals fit nothing, so that it was no act."""
    text = real.text(RECORD)
    wrong = digest("wrong")
    real.county.write(RECORD, f"{text[: text.index('seal: ')]}seal: {wrong}\n")
    assert any("approval-edited" in line for line in real.messages())
    real.county.commit()
    real.county.write(RECORD, text)
    assert real.messages() == []


def move(office: Office, folder: str) -> None:
    (office.county.top / folder).parent.mkdir(parents=True, exist_ok=True)
    office.county.git("mv", office.data.relative_to(office.county.top).as_posix(), folder)
    office.data = office.county.data = office.county.top / folder


def copy(office: Office, folder: str) -> None:
    shutil.copytree(office.data, office.county.top / folder)
    office.data = office.county.data = office.county.top / folder


def leave_acts(office: Office) -> None:
    """Leave a folder with the acts of the data folder and a year, as if it were another county's."""
    shutil.copytree(office.data / "approvals", office.county.top / "data" / "approvals")
    office.county.write("../data/years/2011.yaml", "year: 2011\n")


def leave_county(office: Office) -> None:
    """Leave a folder with the acts and all files that they fix, but no record in any."""
    shutil.copytree(office.data, office.county.top / "data")
    empty_records(office.county.top / "data")


def empty_records(data: Path) -> None:
    for path in (data / "scores" / "2019").iterdir():
        path.write_text(f"unit: {path.stem}\nyear: 2019\nprovenance: real\n", encoding="utf-8")


def moved_off_a_stub(office: Office) -> None:
    move(office, "records")
    leave_acts(office)


def moved_off_an_empty_county(office: Office) -> None:
    move(office, "records")
    leave_county(office)


def copied(office: Office) -> None:
    copy(office, "records")


def copied_without_acts(office: Office) -> None:
    copy(office, "records")
    shutil.rmtree(office.data / "approvals")


def edited_copy(office: Office) -> None:
    copy(office, "a/records")
    for path in office.data.rglob("*.yaml"):
        if path.parent.name != "approvals":
            path.write_text(path.read_text(encoding="utf-8") + "#\n", encoding="utf-8")
    for unit in ("jia", "yi", "bing", "ding"):
        office.county.change(f"scores/2019/{unit}.yaml", "title: 报告", "title: 报告书")


def padded_copy(office: Office) -> None:
    """More is added than was there."""
    copy(office, "records")
    entry = "  - {{id: e{}, title: 补充, kind: 文件, source: 县政府办, captured: 2019-12-20, url: /{}}}\n"
    more = "".join(entry.format(number, number) for number in range(50, 90))
    for unit in ("jia", "yi", "bing", "ding"):
        office.county.change(f"scores/2019/{unit}.yaml", "evidence:\n", f"evidence:\n{more}")


def renamed_copy(office: Office) -> None:
    """Every unit has another id."""
    copy(office, "records")
    for path in [*office.data.rglob("*.yaml")]:
        text = path.read_text(encoding="utf-8")
        if path.parent.name != "approvals":
            path.write_text(text.replace("yi", "wu").replace("bing", "geng"), encoding="utf-8")
        path.rename(path.with_name(path.name.replace("yi", "wu").replace("bing", "geng")))


def in_two_steps(office: Office) -> None:
    move(office, "aside")
    leave_county(office)
    shutil.rmtree(office.data / "approvals")
    office.county.commit()
    move(office, "records")


def emptied_before(office: Office) -> None:
    """Just before the copy the original holds no records any more."""
    away = office.county.top.parent / "copy"
    shutil.copytree(office.data, away)
    empty_records(office.data)
    office.county.commit()
    office.data = office.county.data = shutil.copytree(away, office.county.top / "records")


def bit_by_bit(office: Office) -> None:
    copied_without_acts(office)
    away = office.county.top.parent / "away-with-it"
    (office.data / "scores").rename(away)
    office.county.commit()
    for path in sorted((away / "2019").iterdir()):
        office.county.write(f"scores/2019/{path.name}", path.read_bytes())
        office.county.commit()


def across_a_merge(office: Office) -> None:
    """The folder was copied before there was an act, on a branch that was merged after it."""
    office.county.git("checkout", "--quiet", "-b", "side", "before")
    copy(office, "records")
    office.county.commit()
    office.county.git("checkout", "--quiet", "main")
    office.county.git("merge", "--quiet", "--message", "merge", "side")


COPIES: list[Change] = [
    moved_off_a_stub,
    moved_off_an_empty_county,
    copied,
    copied_without_acts,
    edited_copy,
    padded_copy,
    renamed_copy,
    in_two_steps,
    emptied_before,
    bit_by_bit,
    across_a_merge,
]


def reseal_wherever(office: Office) -> None:
    (office.county.top / ".git").rename(office.county.top.parent / "away")
    (office.data / RECORD).unlink(missing_ok=True)
    text = office.text(YEAR)
    if "approval:\n" in text:
        office.county.write(YEAR, text[: text.index("approval:\n")].replace("stage: approved", "stage: under-review"))
    office.county.change(JIA, "mark: 90\n", "mark: 99\n")
    assert office.approve() == 0
    (office.county.top.parent / "away").rename(office.county.top / ".git")


@pytest.mark.parametrize("change", COPIES)
def test_a_copy_of_a_countys_records_is_no_other_county(change: Change, real: Office) -> None:
    change(real)
    reseal_wherever(real)
    for _ in ("before it is committed", "and after"):
        assert len(undone(real)) == 1
        real.county.commit()
    if (real.county.top / "data" / "scores").is_dir():
        assert undone(real.at(real.county.top / "data")) == [], "the original keeps its own"


def test_a_copy_as_another_year_is_told(real: Office, capsys: pytest.CaptureFixture[str]) -> None:
    copied_without_acts(real)
    (real.data / "scores" / "2019").rename(real.data / "scores" / "2018")
    (real.data / YEAR).rename(real.data / "years" / "2018.yaml")
    for path in [*real.data.glob("scores/*/*.yaml"), real.data / "years" / "2018.yaml"]:
        path.write_text(path.read_text(encoding="utf-8").replace("year: 2019", "year: 2018"), encoding="utf-8")
    capsys.readouterr()
    assert validate.main(["--data", str(real.data)]) == 1
    assert f"records/{YEAR}:1:1: approval-undone: " in capsys.readouterr().out


def found_another(office: Office) -> Office:
    """Make another county by copying the scheme and the units; its records are its own."""
    other = office.at(office.county.top / "other" / "data")
    for name in ("county.yaml", "schemes", "units"):
        source = office.county.top / "data" / name
        if source.is_dir():
            shutil.copytree(source, other.data / name)
        else:
            other.county.write(name, source.read_bytes())
    other.county.write(YEAR, (office.county.top / "data" / YEAR).read_bytes())
    text = other.text(YEAR)
    if "approval:\n" in text:
        other.county.write(YEAR, text[: text.index("approval:\n")].replace("stage: approved", "stage: under-review"))
    for unit, mark in {"jia": "71", "yi": "72", "bing": "73", "ding": "74"}.items():
        other.county.record(unit, agency=mark)
        other.county.change(f"scores/2019/{unit}.yaml", UNUSED, "")
    make_real(other)
    return other


def test_another_county_with_the_same_scheme_keeps_its_own(real: Office) -> None:
    other = found_another(real)
    assert other.messages() == []
    real.county.commit()
    assert other.approve() == 0
    real.county.commit()
    assert other.messages() == real.messages() == []
    shutil.rmtree(real.data / "approvals")
    real.county.commit()
    assert undone(other), "the first one lost what it held"


@pytest.mark.parametrize("lost", [YEAR, "scores/2019"])
def test_a_folder_without_what_an_act_fixed_does_not_keep_it(lost: str, real: Office) -> None:
    other = found_another(real)
    assert other.approve() == 0
    real.county.commit()
    place = real.data / lost
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink()
    assert undone(other)


def test_where_git_cannot_read_the_past_it_is_said(real: Office) -> None:
    blob = real.county.git("rev-parse", f"HEAD:data/{RECORD}")
    (real.county.top / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    assert any(": approval-unread: 以前的审定记录没有核对：" in line for line in real.messages())


def test_an_invented_year_may_be_made_anew(office: Office) -> None:
    assert office.approve() == 0
    office.county.commit()
    shutil.rmtree(office.data / "approvals")
    office.county.commit()
    assert not any("approval-undone" in line for line in office.messages())


def test_evidence_that_is_not_here_is_not_sealed(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    record = office.data / "scores" / "2019" / "jia.yaml"
    text = record.read_text(encoding="utf-8")
    digest = "0" * 64
    kept = f"files: [{{file: 2019/jia/e2.pdf, sha256: {digest}}}]"
    assert text.count("url: /tb") == 1
    record.write_text(text.replace("url: /tb", kept), encoding="utf-8")
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize 15\n"
    (office.data / "evidence/2019/jia").mkdir(parents=True)
    (office.data / "evidence/2019/jia/e2.pdf").write_text(pointer, encoding="utf-8")
    assert office.approve() == 1
    assert "unreached-evidence" in capsys.readouterr().err
    assert not (office.data / "approvals").exists()
