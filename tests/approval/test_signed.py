"""Where the office lists who may sign, the newest act must be committed with one of their SSH signatures."""

import subprocess
from pathlib import Path

import pytest

from tests.approval.office import Office

SIGNERS = "approvals/allowed_signers"
HOW = "（请由名单里的人用 git commit -S 签名提交（git config gpg.format ssh，user.signingkey 写本人的密钥））"


@pytest.fixture
def keys(tmp_path: Path) -> dict[str, Path]:
    """Keys of the director, who may sign, and of somebody else."""
    made = {name: tmp_path / name for name in ("director", "stranger")}
    for path in made.values():
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path)], check=True)
    return made


def list_the_director(office: Office, keys: dict[str, Path]) -> None:
    public = keys["director"].with_suffix(".pub").read_text(encoding="utf-8")
    office.county.write(SIGNERS, f'director@example.org namespaces="git" {public}')


def commit(office: Office, key: Path | None) -> str:
    """Commit everything, signed with a key or not at all; return the short id."""
    office.county.git("add", "--all")
    signed = () if key is None else ("-c", "gpg.format=ssh", "-c", f"user.signingkey={key}")
    how = ("--no-gpg-sign",) if key is None else ("--gpg-sign",)
    office.county.git(*signed, "commit", "--quiet", "--message", "act", *how)
    return office.county.git("rev-parse", "HEAD")[:10]


def acted(office: Office, keys: dict[str, Path]) -> None:
    office.county.commit()
    list_the_director(office, keys)
    assert office.approve() == 0


def test_a_listed_signature_is_good(office: Office, keys: dict[str, Path]) -> None:
    acted(office, keys)
    commit(office, keys["director"])
    assert office.told() == []
    office.county.write("units/wu.yaml", "id: wu\nname: 戊镇\n")
    commit(office, None)
    assert office.told() == [], "later commits need none"


def test_every_new_act_needs_one(office: Office, keys: dict[str, Path]) -> None:
    acted(office, keys)
    commit(office, keys["director"])
    office.publish()
    id = commit(office, None)
    (told,) = office.told()
    assert told.endswith(f"approval-unsigned: 记录最近一次公布的提交 {id} 没有名单（data/{SIGNERS}）里的人的签名{HOW}")


@pytest.mark.parametrize("who", ["stranger", None])
def test_any_other_is_none(office: Office, keys: dict[str, Path], who: str | None) -> None:
    acted(office, keys)
    id = commit(office, None if who is None else keys[who])
    (told,) = office.told()
    assert f"记录最近一次审定的提交 {id} 没有名单" in told


def test_what_is_not_committed_is_not_signed(office: Office, keys: dict[str, Path]) -> None:
    acted(office, keys)
    (told,) = office.told()
    assert told.endswith(f"approval-unsigned: 最近一次审定还没有提交{HOW}")


def test_a_shallow_clone_cannot_tell(office: Office, keys: dict[str, Path], tmp_path: Path) -> None:
    acted(office, keys)
    commit(office, keys["director"])
    office.county.write("units/wu.yaml", "id: wu\nname: 戊镇\n")
    commit(office, None)
    copy = tmp_path / "copy"
    office.county.git("clone", "--quiet", "--depth", "1", f"file://{office.county.top}", str(copy))
    office.data = copy / "data"
    told = [line for line in office.told() if "approval-unsigned" in line]
    assert len(told) == 1
    assert "仓库是浅克隆，找不到记录最近一次审定的提交，签名没有核对（请运行 git fetch --unshallow 后再检查）" in told[0]


def test_outside_of_a_repository_and_without_the_program_it_is_said(
    office: Office, keys: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acted(office, keys)
    commit(office, keys["director"])
    with monkeypatch.context() as patched:
        patched.setattr("assessment.repository.signature.shutil.which", lambda _: None)
        assert any("没有安装 ssh-keygen（软件包 openssh-client），核对不了签名" in line for line in office.told())
    (office.county.top / ".git").rename(tmp_path / "away")
    assert any("数据不在 Git 仓库里，最近一次审定的签名没有核对" in line for line in office.told())


def test_without_a_list_nothing_is_asked(office: Office) -> None:
    office.published()
    assert office.told() == []
