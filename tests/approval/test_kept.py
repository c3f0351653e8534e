"""No act of a real year that was committed goes away unseen, and evidence that nobody could look at is not sealed."""

import shutil
from collections.abc import Callable, Mapping

import pytest

from assessment.approval.canonical import digest
from assessment.check import check
from assessment.commands import validate
from assessment.findings import Format, told
from assessment.year.reading import read_year
from tests.approval.office import Office

JIA, YEAR, RECORD = "scores/2019/jia.yaml", "years/2019.yaml", "approvals/2019.yaml"


def make_real(office: Office, was: str = "sample", now: str = "real") -> None:
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
    return [line for line in office.told() if ": approval-undone: " in line]


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
    office.county.git("mv", f"data/{RECORD}", "data/approvals/older.yaml")
    office.county.commit()
    (office.data / RECORD).write_text("", encoding="utf-8")
    reseal_by_hand(office)


def with_a_decoy(office: Office) -> None:
    office.county.git("mv", "data", "records")
    (office.data / "approvals").mkdir(parents=True)
    shutil.copy(office.county.top / "records" / RECORD, office.data / RECORD)
    office.data = office.county.data = office.county.top / "records"
    reseal_by_hand(office)


CHANGES: Mapping[str, Change] = {
    change.__name__: change
    for change in (
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
    )
}


@pytest.mark.parametrize("change", CHANGES)
def test_no_act_is_put_in_place_of_another(change: str, real: Office) -> None:
    CHANGES[change](real)
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
    assert f"data/{YEAR}:1:1: approval-undone: " in capsys.readouterr().out


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
    assert real.told() == []


def test_an_edited_record_that_was_committed_holds_nobody(real: Office) -> None:
    """Its seals fit nothing, so that it was no act."""
    text = real.text(RECORD)
    wrong = digest("wrong")
    real.county.write(RECORD, f"{text[: text.index('seal: ')]}seal: {wrong}\n")
    assert any("approval-edited" in line for line in real.told())
    real.county.commit()
    real.county.write(RECORD, text)
    assert real.told() == []


def test_another_county_in_the_same_repository_keeps_its_own(real: Office) -> None:
    other = real.county.top / "other" / "data"
    shutil.copytree(real.data, other)
    reopen(real.at(other))
    real.county.commit()
    assert told(check(read_year(other, 2019)), Format.TEXT) == ""
    assert real.told() == []
    shutil.rmtree(other / "approvals", ignore_errors=True)
    shutil.rmtree(real.data / "approvals")
    real.county.commit()
    assert "approval-undone" in told(check(read_year(other, 2019)), Format.TEXT), "the first one lost what it held"


def test_where_git_cannot_read_the_past_it_is_said(real: Office) -> None:
    blob = real.county.git("rev-parse", f"HEAD:data/{RECORD}")
    (real.county.top / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    assert any(": approval-unread: 以前的审定记录没有核对：" in line for line in real.told())


def test_an_invented_year_may_be_made_anew(office: Office) -> None:
    assert office.approve() == 0
    office.county.commit()
    shutil.rmtree(office.data / "approvals")
    office.county.commit()
    assert not any("approval-undone" in line for line in office.told())


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
