"""Where the office lists who may sign, the newest act must be committed with one of their SSH signatures."""

import shutil
from pathlib import Path

import pytest

from tests.approval.office import Office
from tests.approval.signing import SIGNERS, Keys, commit, list_signers

HOW = "（请由名单里的人用 git commit -S 签名提交（git config gpg.format ssh，user.signingkey 写本人的密钥））"


def acted(office: Office, keys: Keys) -> None:
    office.county.commit()
    list_signers(office, keys, "director")
    assert office.approve() == 0


def test_a_listed_signature_is_good(office: Office, keys: Keys) -> None:
    acted(office, keys)
    commit(office, keys["director"])
    assert office.messages() == []
    office.county.write("units/wu.yaml", "id: wu\nname: 戊镇\n")
    commit(office, None)
    assert office.messages() == [], "later commits need none"


def test_every_new_act_needs_one(office: Office, keys: Keys) -> None:
    acted(office, keys)
    commit(office, keys["director"])
    office.publish()
    id = commit(office, None)
    (message,) = office.messages()
    assert message.endswith(f"approval-unsigned: 记录最近一次公布的提交 {id} 没有名单（data/{SIGNERS}）里的人的签名{HOW}")


@pytest.mark.parametrize("who", ["stranger", None])
def test_any_other_is_none(office: Office, keys: Keys, who: str | None) -> None:
    acted(office, keys)
    id = commit(office, None if who is None else keys[who])
    (message,) = office.messages()
    assert f"记录最近一次审定的提交 {id} 没有名单" in message


def test_what_is_not_committed_is_not_signed(office: Office, keys: Keys) -> None:
    acted(office, keys)
    (message,) = office.messages()
    assert message.endswith(f"approval-unsigned: 最近一次审定还没有提交{HOW}")


def test_a_key_that_comes_with_the_act_it_signs_is_none(office: Office, keys: Keys) -> None:
    office.county.commit()
    list_signers(office, keys, "director")
    commit(office, None)
    list_signers(office, keys, "director", "stranger")
    assert office.approve() == 0
    id = commit(office, keys["stranger"])
    messages = sorted(office.messages())
    assert f"记录最近一次审定的提交 {id} 没有名单" in messages[0]
    assert messages[1] == (
        f"data/{SIGNERS}:1:1: signers-changed: 提交 {id} 改动了签名人名单，没有原名单里的人的签名，改动不生效"
        "（请恢复原来的名单；加人、减人都由原名单里的人用 git commit -S 签名提交）"
    )


def test_nor_is_one_that_was_put_on_the_list_before_by_nobody_on_it(office: Office, keys: Keys) -> None:
    list_signers(office, keys, "director")
    commit(office, None)
    assert office.approve() == 0
    list_signers(office, keys, "director", "stranger")
    office.county.git("add", "data/approvals/allowed_signers")
    office.county.git("commit", "--quiet", "--message", "list")
    commit(office, keys["stranger"])
    assert sorted(line.split(": ")[1] for line in office.messages()) == ["approval-unsigned", "signers-changed"]
    list_signers(office, keys, "director")
    commit(office, None)
    (message,) = office.messages()
    assert "approval-unsigned" in message, "to write the list as it was needs nobody's leave"


def test_the_list_goes_on_by_the_hands_of_those_on_it_and_old_acts_stand(office: Office, keys: Keys) -> None:
    list_signers(office, keys, "director")
    commit(office, None)
    assert office.approve() == 0
    commit(office, keys["director"])
    list_signers(office, keys, "stranger")
    commit(office, keys["director"])
    assert office.messages() == [], "the director has left"
    assert office.publish() == 0
    commit(office, keys["director"])
    assert "approval-unsigned" in office.messages()[0]
    office.county.git("reset", "--quiet", "--soft", "HEAD~1")
    commit(office, keys["stranger"])
    assert office.messages() == []


def test_a_list_is_taken_away_by_those_on_it_only(office: Office, keys: Keys) -> None:
    list_signers(office, keys, "director")
    commit(office, None)
    (office.data / SIGNERS).unlink()
    id = commit(office, None)
    (message,) = office.messages()
    assert f"signers-changed: 提交 {id} 改动了签名人名单" in message
    office.county.git("reset", "--quiet", "--soft", "HEAD~1")
    commit(office, keys["director"])
    assert office.approve() == 0
    commit(office, None)
    assert office.messages() == []


def test_acts_from_before_the_list_need_no_signature(office: Office, keys: Keys) -> None:
    office.approve()
    commit(office, None)
    list_signers(office, keys, "director")
    commit(office, None)
    assert office.messages() == []


def test_a_merge_takes_over_what_grew_out_of_the_list_and_nothing_else(office: Office, keys: Keys) -> None:
    office.county.write("approvals/README", "")
    commit(office, None)
    start = office.county.git("rev-parse", "HEAD")
    list_signers(office, keys, "director")
    first = commit(office, None)
    office.county.git("checkout", "--quiet", "-b", "change")
    list_signers(office, keys, "director", "stranger")
    commit(office, keys["director"])
    office.county.git("checkout", "--quiet", "main")
    office.county.write("units/wu.yaml", "id: wu\nname: 戊镇\n")
    commit(office, None)
    office.county.git("merge", "--quiet", "--no-ff", "--message", "merge", "change")
    assert office.messages() == []
    for name, base in (("older", first), ("elsewhere", start)):
        office.county.git("checkout", "--quiet", "-b", name, base)
        list_signers(office, keys, *(("director",) if name == "older" else ("stranger",)))
        office.county.write("units/ji.yaml", f"id: ji\nname: 己镇\n# {name}\n")
        commit(office, None)
        office.county.git("merge", "--quiet", "--strategy", "ours", "--message", "merge", "main")
        assert ["signers-changed" in line for line in office.messages()] == [True], name


def test_a_shallow_clone_cannot_tell(office: Office, keys: Keys, tmp_path: Path) -> None:
    acted(office, keys)
    commit(office, keys["director"])
    office.county.write("units/wu.yaml", "id: wu\nname: 戊镇\n")
    commit(office, None)
    copy = tmp_path / "copy"
    office.county.git("clone", "--quiet", "--depth", "1", f"file://{office.county.top}", str(copy))
    office.data = copy / "data"
    messages = [line for line in office.messages() if "approval-unsigned" in line]
    assert len(messages) == 1
    assert (
        "仓库是浅克隆，找不到记录最近一次审定的提交，签名没有核对（请运行 git fetch --unshallow 后再检查）" in messages[0]
    )


def test_outside_of_a_repository_and_without_the_program_it_is_said(
    office: Office, keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acted(office, keys)
    commit(office, keys["director"])
    with monkeypatch.context() as patched:
        patched.setattr("assessment.repository.signature.shutil.which", lambda _: None)
        assert any("没有安装 ssh-keygen（软件包 openssh-client），核对不了签名" in line for line in office.messages())
    (office.county.top / ".git").rename(tmp_path / "away")
    assert any("数据不在 Git 仓库里，最近一次审定的签名没有核对" in line for line in office.messages())


def test_without_a_list_nothing_is_asked(office: Office) -> None:
    office.published()
    assert office.messages() == []


def test_a_list_goes_with_the_data_folder(office: Office, keys: Keys) -> None:
    list_signers(office, keys, "director")
    commit(office, None)
    office.county.git("mv", "data", "records")
    commit(office, None)
    office.data = office.county.data = office.county.top / "records"
    assert office.approve() == 0
    id = commit(office, None)
    (message,) = office.messages()
    assert f"记录最近一次审定的提交 {id} 没有名单（records/{SIGNERS}）里的人的签名" in message
    office.county.git("reset", "--quiet", "--soft", "HEAD~1")
    commit(office, keys["director"])
    assert office.messages() == []


@pytest.mark.parametrize("left", ["nothing", "another list", "the list where it was"])
def test_a_move_leaves_no_list_behind(left: str, office: Office, keys: Keys) -> None:
    list_signers(office, keys, "director")
    commit(office, None)
    office.county.git("mv", "data", "records")
    office.data = office.county.data = office.county.top / "records"
    if left == "the list where it was":
        office.county.write(f"../data/{SIGNERS}", (office.data / SIGNERS).read_bytes())
    (office.data / SIGNERS).unlink()
    if left == "another list":
        list_signers(office, keys, "stranger")
    assert office.approve() == 0
    commit(office, keys["stranger"])
    codes = [line.split(": ")[1] for line in office.messages()]
    assert "approval-unsigned" in codes
    assert "signers-changed" in codes


@pytest.mark.parametrize("left", ["everything", "the acts and a year"])
@pytest.mark.parametrize("provenance", ["sample", "real"])
def test_a_copy_leaves_no_list_behind(left: str, provenance: str, office: Office, keys: Keys) -> None:
    for path in office.data.rglob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("sample", provenance), encoding="utf-8")
    list_signers(office, keys, "director")
    assert office.approve() == 0
    commit(office, keys["director"])
    shutil.copytree(office.data, office.county.top / "records")
    if left != "everything":
        shutil.rmtree(office.data / "scores")
    office.data = office.county.data = office.county.top / "records"
    (office.data / SIGNERS).unlink()
    assert office.publish() == 0
    commit(office, None)
    codes = [line.split(": ")[1] for line in office.messages()]
    assert "approval-unsigned" in codes
    assert "signers-changed" in codes
