"""scripts/hand-in: from a change in a file to a pull request that explains itself, and every way in which it fails."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessment.branches.own_git import own_git
from assessment.branches.work_tree import work_tree
from assessment.commands import hand_in as command
from assessment.forge.place import ForgeKind
from assessment.hand_in.hand_in import review
from assessment.hand_in.shared import shared_repository
from assessment.hand_in.words import BEGIN, END, whole_text
from tests.branches.office import JIA, LI, ZHANG, Clerk, Offices, git
from tests.forge.platform import TOKEN, PlayedForge, Raw, playing
from tests.repository.county import BONUS, DEDUCTION

TITLE = "2019年 甲镇：新增 1 条扣分记录"


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of the person who runs the tests."""
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    for name in ("HAND_IN_TOKEN", "GIT_ASKPASS", "SSH_ASKPASS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(params=[*ForgeKind], ids=lambda kind: kind.value)
def played(request: pytest.FixtureRequest) -> Iterator[PlayedForge]:
    with playing(request.param) as kept:
        yield kept


class HandIn:
    """A clerk at the keyboard."""

    def __init__(self, clerk: Clerk, capsys: pytest.CaptureFixture[str]) -> None:
        self.clerk, self.capsys = clerk, capsys
        clerk.git("config", "user.name", clerk.author.name)
        clerk.git("config", "user.email", clerk.author.email)

    def __call__(self, *options: str, status: int = 0) -> str:
        """Run the command; return what it says."""
        self.capsys.readouterr()
        ended = command.main(["--data", str(self.clerk.data), *options])
        said = self.capsys.readouterr()
        assert ended == status, said
        assert TOKEN not in said.out + said.err
        return said.out + said.err

    def on(self, played: PlayedForge) -> "HandIn":
        """Say that the shared repository, a folder in tests, is on a platform."""
        self.clerk.git("config", "assessment.forge", played.kind.value)
        self.clerk.git("config", "assessment.forgeAddress", played.base)
        return self

    def write(self, more: str) -> None:
        """Write to the end of a record, as by hand."""
        path = self.clerk.data / JIA
        path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")


@pytest.fixture
def offices(tmp_path: Path) -> Offices:
    """An office whose shared repository has the path that platforms are asked for."""
    offices = Offices(tmp_path)
    (tmp_path / "xian").mkdir()
    offices.shared = offices.shared.rename(tmp_path / "xian" / "kaoping.git")
    return offices


@pytest.fixture
def zhang(offices: Offices, capsys: pytest.CaptureFixture[str]) -> HandIn:
    return HandIn(offices.clerk("zhang", ZHANG), capsys)


@pytest.fixture
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HAND_IN_TOKEN", TOKEN)


@pytest.mark.usefixtures("token")
def test_a_change_becomes_a_pull_request_and_then_updates_it(
    offices: Offices, zhang: HandIn, played: PlayedForge
) -> None:
    zhang.on(played).write(DEDUCTION)
    said = zhang("--message", "记甲镇一次扣分")
    [request] = played.requests
    assert said == f"已经建立合并请求（用 zhang 的令牌）：{played.base}/{_below(played)}\n"
    assert (request.branch, request.main, request.title) == ("records/zhang", "main", TITLE)
    head = git(offices.shared, "rev-parse", "records/zhang")
    assert head == zhang.clerk.now().commit
    assert request.text.startswith(f"{BEGIN}\n**2019年：甲镇新增 1 条扣分记录，总分 90.60 → 89.60（−1）")
    assert "示例数据，非真实考评结果" in request.text
    assert re.search(r"改动：\n\n- 记甲镇一次扣分（张科员，\d{4}-\d\d-\d\d \d\d:\d\d）\n" + END, request.text)
    request.text = f"请王主任看\n\n{request.text}\n已看过\n"
    request.remarks = 2
    zhang.write(BONUS)
    said = zhang("--message", "登记加分")
    remarks = 4 if played.kind is ForgeKind.GITHUB else 2
    assert said == (
        f"已经更新合并请求（用 zhang 的令牌）：{played.base}/{_below(played)}\n"
        f"审核人有 {remarks} 条意见，在同一个网页上。\n"
    )
    assert played.requests == [request]
    assert request.text.startswith(f"请王主任看\n\n{BEGIN}\n")
    assert request.text.endswith(f"{END}\n\n已看过\n")
    assert request.title == "2019年 甲镇：新增 1 条扣分记录、新增 1 条加分记录"
    there = review(zhang.clerk.now())
    assert there is not None
    assert (there.number, there.remarks) == (7, remarks)


def _below(played: PlayedForge) -> str:
    return f"xian/kaoping/{'-/merge_requests' if played.kind is ForgeKind.GITLAB else 'pull'}/7"


def test_what_would_be_handed_in_is_shown_and_nothing_is_sent(offices: Offices, zhang: HandIn) -> None:
    zhang.clerk.write(JIA, zhang.clerk.text() + DEDUCTION, "记甲镇一次扣分")
    zhang.write(BONUS)
    before = zhang.clerk.now()
    said = zhang("--dry-run")
    assert said.startswith(f"{TITLE}\n\n**2019年：甲镇新增 1 条扣分记录，总分 90.60 → 89.60（−1）")
    assert said.endswith(f"1 个数据文件改了还没有提交，不在内：{zhang.clerk.data / JIA}\n")
    assert zhang.clerk.now() == before
    assert git(offices.shared, "branch", "--list", "records/*") == ""


def test_no_mark_stands_in_a_title(zhang: HandIn) -> None:
    """Titles go into lists, mails and windows."""
    zhang.clerk.change("mark: 90\n", "mark: 97.25\n")
    title, _, text = zhang("--dry-run").partition("\n")
    assert title == "2019年 甲镇：修改 1 条环节成绩"
    assert "97.25" in text


def test_a_new_year_says_so(zhang: HandIn) -> None:
    for file in ("years/2019.yaml", "schemes/2019.yaml"):
        text = zhang.clerk.text(file).replace("2019", "2020")
        zhang.clerk.write(file.replace("2019", "2020"), text, "建立2020年")
    title, _, text = zhang("--dry-run").partition("\n")
    assert title.partition("；")[0] == "新增 2020年"


def test_without_a_platform_the_branch_is_sent_and_it_is_said_whom_to_tell(offices: Offices, zhang: HandIn) -> None:
    zhang.write(DEDUCTION)
    said = zhang("--message", "记甲镇一次扣分")
    head = git(offices.shared, "rev-parse", "records/zhang")
    assert said == (
        f"已经推送到 {offices.shared} 的分支 records/zhang；没有设置代码平台，请告诉审核人："
        f"核对 records/zhang（版本 {head[:10]}），没有问题就合并到 main\n"
    )
    assert review(zhang.clerk.now()) is None


def test_without_a_remote_it_says_so(zhang: HandIn) -> None:
    zhang.clerk.git("remote", "remove", "origin")
    zhang.write(DEDUCTION)
    assert zhang("--message", "改", status=1).startswith("这个版本库没有远程仓库，没有地方可交")
    assert zhang.clerk.status() == "", "it is committed all the same"


def test_without_a_token_the_branch_is_sent_and_the_page_is_named(zhang: HandIn, played: PlayedForge) -> None:
    zhang.on(played).write(DEDUCTION)
    said = zhang("--message", "改")
    assert said.startswith(f"已经推送；没有找到令牌，请打开 {played.base}/xian/kaoping/")
    assert "records/zhang" in said
    assert played.tokens == set() or played.tokens == {""}


def test_a_token_from_the_credential_store(zhang: HandIn, played: PlayedForge, tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.write_text(f"http://zhang:{TOKEN}@{played.base.removeprefix('http://')}\n")
    zhang.clerk.git("config", "credential.helper", f"store --file={store}")
    zhang.on(played).write(DEDUCTION)
    zhang("--message", "改")
    assert played.tokens == {TOKEN}


@pytest.mark.usefixtures("token")
def test_the_token_is_written_nowhere(zhang: HandIn, played: PlayedForge, tmp_path: Path) -> None:
    zhang.on(played).write(DEDUCTION)
    zhang("--message", "改")
    done = subprocess.run(["grep", "-rl", TOKEN, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.stdout == ""


@pytest.mark.usefixtures("token")
def test_git_takes_the_token_and_no_store_keeps_it(zhang: HandIn, played: PlayedForge, tmp_path: Path) -> None:
    zhang.on(played)
    store = tmp_path / "store"
    zhang.clerk.git("config", "credential.helper", f"store --file={store}")
    settings = shared_repository(zhang.clerk.now()).by_token()
    assert TOKEN not in "".join(settings)
    place = f"protocol=http\nhost={played.base.removeprefix('http://')}\n"
    answer = own_git(zhang.clerk.top, (*settings, "credential", "fill"), stdin=f"{place}\n".encode())
    assert f"password={TOKEN}\n" in answer.out.decode()
    own_git(zhang.clerk.top, (*settings, "credential", "approve"), stdin=answer.out)
    assert not store.exists()
    elsewhere = own_git(zhang.clerk.top, (*settings, "credential", "fill"), stdin=b"protocol=http\nhost=else.example\n\n")
    assert TOKEN not in elsewhere.out.decode()


@pytest.mark.usefixtures("token")
def test_real_marks_go_to_no_public_repository(offices: Offices, zhang: HandIn, played: PlayedForge) -> None:
    played.is_private = False
    zhang.on(played).write(DEDUCTION)
    zhang("--message", "示例")
    for path in ("years/2019.yaml", *(f"scores/2019/{unit}.yaml" for unit in ("jia", "yi", "bing", "ding"))):
        file = zhang.clerk.data / path
        file.write_text(
            file.read_text(encoding="utf-8").replace("provenance: sample", "provenance: real"), encoding="utf-8"
        )
    before = git(offices.shared, "rev-parse", "records/zhang")
    said = zhang("--message", "真实", status=1)
    assert "xian/kaoping 不是私有仓库，没有推送：成绩在审定以前保密" in said
    assert git(offices.shared, "rev-parse", "records/zhang") == before
    played.is_private = True
    zhang()


@pytest.mark.usefixtures("token")
@pytest.mark.parametrize("status", [401, 403, 422, 500])
def test_a_platform_that_refuses(offices: Offices, zhang: HandIn, played: PlayedForge, status: int) -> None:
    zhang.on(played).write(DEDUCTION)
    played.instead = Raw(b'{"message": "no"}', status)
    said = zhang("--message", "改", status=1)
    assert said.startswith("分支已经推送，合并请求没有建立：")
    assert said.count("\n") == 1
    assert git(offices.shared, "rev-parse", "records/zhang") == zhang.clerk.now().commit
    played.instead = None
    assert zhang().startswith("已经建立合并请求")


def test_what_is_not_committed_is_asked_for(zhang: HandIn) -> None:
    zhang.write(DEDUCTION)
    assert zhang(status=1) == f"1 个数据文件改了还没有提交：{zhang.clerk.data / JIA}；加上 --message 说明 一起提交\n"


def test_nothing_to_hand_in(zhang: HandIn) -> None:
    assert zhang(status=1) == "没有要交的改动：自己的分支和主分支一样\n"
    zhang.clerk.git("switch", "--quiet", "main")
    assert zhang("--dry-run", status=1) == "现在在主分支 main 上，没有要交的改动\n"


def test_nobody_whom_git_does_not_know(zhang: HandIn) -> None:
    zhang.clerk.git("config", "--unset", "user.email")
    zhang.write(DEDUCTION)
    assert zhang("--message", "改", status=1).startswith("Git 还不知道您是谁")


def test_when_main_has_moved(offices: Offices, zhang: HandIn, capsys: pytest.CaptureFixture[str]) -> None:
    li = HandIn(offices.clerk("li", LI), capsys)
    li.write(DEDUCTION)
    li("--message", "李的")
    offices.merge("records/li")
    zhang.write(DEDUCTION.replace("level: 省", "level: 国家"))
    said = zhang("--message", "张的", status=1)
    assert said == (
        f"{zhang.clerk.data / JIA}：扣分记录 d1\n"
        "  原来：没有\n"
        "  我的：id d1，clause 第1项，level 国家，date 2019-07-03，reason 栏目三个月未更新，evidence e2\n"
        "  对方的：id d1，clause 第1项，level 省，date 2019-07-03，reason 栏目三个月未更新，evidence e2\n"
        "自己和主分支 main 有 1 处改得不一样，没有推送；"
        "加上 --take 我的 或 --take 对方的 全部用一边的，没有用的一边仍在历史里。\n"
    )
    said = zhang("--take", "我的")
    assert said.endswith("主分支 main 的新内容已经并入自己的分支。\n")
    assert "level: 国家" in git(offices.shared, "show", f"records/zhang:data/{JIA}")
    with pytest.raises(SystemExit):
        zhang("--take", "他的")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "remote: error: GH006: Protected branch update failed",
            "保护着这个分支，不让推送（error: GH006: Protected branch",
        ),
        (
            "remote: 你不能推送到这里",
            "拒绝（你不能推送到这里 error: hook declined to update refs/heads/records/zhang）；请把这句话交给管理员",
        ),
        ("fatal: Authentication failed for 'https://x/'", "不认这个令牌或密钥，可能已经过期"),
    ],
)
def test_a_shared_repository_that_refuses(offices: Offices, zhang: HandIn, words: str, said: str) -> None:
    hook = offices.shared / "hooks" / "update"
    hook.write_text(f'#!/bin/sh\necho "{words.removeprefix("remote: ")}" >&2\nexit 1\n', encoding="utf-8")
    hook.chmod(0o755)
    zhang.write(DEDUCTION)
    output = zhang("--message", "改", status=1)
    assert output.startswith("分支 records/zhang 没有推送成：")
    assert said in output


def test_one_who_works_at_two_machines(offices: Offices, zhang: HandIn, capsys: pytest.CaptureFixture[str]) -> None:
    other = HandIn(offices.clerk("other", ZHANG), capsys)
    other.write(BONUS)
    other("--message", "在另一台电脑上")
    zhang.write(DEDUCTION)
    said = zhang("--message", "改")
    assert said.startswith("已经推送到 ")
    assert said.endswith("共享仓库里的 records/zhang 的新内容已经并入自己的分支。\n")
    text = zhang.clerk.text()
    assert DEDUCTION in text
    assert BONUS in text
    third = HandIn(offices.clerk("third", ZHANG), capsys)
    third.clerk.begin()
    assert third.clerk.text() == text


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://127.0.0.1:9/xian/kaoping.git", "连不上 http://127.0.0.1:9/xian/kaoping.git，请检查网络"),
        ("http://zhang:s3cret-token@127.0.0.1:9/x/k.git", "连不上 http://127.0.0.1:9/x/k.git，请检查网络"),
        ("/nowhere/kaoping.git", "找不到 /nowhere/kaoping.git"),
    ],
)
def test_a_shared_repository_that_cannot_be_reached(zhang: HandIn, url: str, said: str) -> None:
    zhang.clerk.git("remote", "set-url", "origin", url)
    zhang.write(DEDUCTION)
    output = zhang("--message", "改", status=1)
    assert output.startswith("没有取到共享仓库的新内容：")
    assert said in output
    assert zhang.clerk.status() == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"{BEGIN}\n新\n{END}\n"),
        ("人写的\n", f"人写的\n\n{BEGIN}\n新\n{END}\n"),
        (f"前\r\n{BEGIN}\r\n旧\r\n{END}\r\n后", f"前\n{BEGIN}\n新\n{END}\n后"),
        (f"{BEGIN}\n断了", f"{BEGIN}\n断了\n\n{BEGIN}\n新\n{END}\n"),
    ],
)
def test_what_people_write_around_it_stays(before: str, after: str) -> None:
    assert whole_text(before, "新\n") == after


def test_the_working_tree_is_the_clerks(zhang: HandIn) -> None:
    assert work_tree(zhang.clerk.data).branch == "main"
