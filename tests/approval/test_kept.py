"""An approval that was committed cannot be taken back unseen, and evidence that nobody could look at is not sealed."""

import shutil

import pytest

from tests.approval.office import Office


def make_real(office: Office) -> None:
    for path in [*(office.data / "scores").rglob("*.yaml"), *(office.data / "years").glob("*.yaml")]:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("provenance: sample", "provenance: real"), encoding="utf-8")
    office.county.commit()


def test_an_approval_that_was_taken_back_is_told(office: Office) -> None:
    make_real(office)
    year = office.data / "years" / "2019.yaml"
    before = year.read_text(encoding="utf-8")
    assert office.approve() == 0
    office.county.commit()
    year.write_text(before, encoding="utf-8")
    shutil.rmtree(office.data / "approvals")
    told = [line for line in office.told() if "approval-undone" in line]
    assert len(told) == 1
    assert told[0].startswith("data/years/2019.yaml:")
    assert "approval-undone: Git 里的审定记录有1次（审定、公布、更正），现在只有0次" in told[0]
    office.county.commit()
    assert any("approval-undone" in line for line in office.told()), "committing it does not hide it"


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
