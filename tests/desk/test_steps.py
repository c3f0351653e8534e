"""From collecting to an amendment by guided steps: every condition is shown, and the acts are those of the commands."""

import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from assessment.commands import approve as command
from assessment.dataset.year import Stage
from assessment.period import Period
from assessment.sealing.steps import SealingStep
from assessment.year.reading import read_year
from tests.approval.office import Office
from tests.approval.signing import Keys, list_signers, make_keys
from tests.desk.conftest import HOST, PERSON, Clerk

STEPS = "/steps/2019/"
APPROVAL = {"approve.body": "领导小组", "approve.date": "2020-02-20", "approve.document": "纪要1号"}
PUBLICATION = {"publish.disclosure": ["", "full"], "publish.published": "2020-02-28"}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    office = Office(tmp_path / "county")
    office.county.git("branch", "--move", "--force", "main")
    return office


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return make_keys(tmp_path_factory.mktemp("keys"))


def do(clerk: Clerk, step: SealingStep, answers: Mapping[str, object] | None = None) -> TestResponse:
    fields = {"-token": clerk.place.token, "-do": step.value, **PERSON, **(answers or {})}
    return clerk.client.post(STEPS, data=fields, headers={"Host": HOST})


def stage(office: Office) -> Stage:
    return read_year(office.data, Period(2019)).whole.year.stage


def block(page: str, step: SealingStep) -> str:
    """The part of the page that is about a step."""
    return page.partition(f'aria-labelledby="step-{step.value}"')[2].partition("</section>")[0]


def test_a_year_goes_from_collecting_to_published_and_amended(office: Office) -> None:
    office.county.change("years/2019.yaml", "stage: under-review # 审核中", "stage: collecting # 采集")
    office.county.commit()
    clerk = Clerk(office.data)
    assert do(clerk, SealingStep.REVIEW).status_code == 303
    assert "stage: under-review # 采集\n" in (office.data / "years/2019.yaml").read_text(encoding="utf-8")
    assert do(clerk, SealingStep.APPROVE, APPROVAL).status_code == 303
    assert do(clerk, SealingStep.PUBLISH, PUBLICATION).status_code == 303
    assert office.messages() == []
    assert "还没有改动" in block(clerk.page(STEPS), SealingStep.AMEND)
    form = {"reason": "写得更清楚", "-sure": "yes"}
    assert clerk.post("/2019/jia/deductions/d1", form).status_code == 303
    shown = block(clerk.page(STEPS), SealingStep.AMEND)
    assert "写得更清楚" in shown
    assert "栏目三个月未更新" in shown
    amendment = {"amend.reason": "省厅来函", "amend.date": "2020-03-10", "amend.document": "函3号"}
    assert do(clerk, SealingStep.AMEND, amendment).status_code == 303
    assert office.messages() == []
    assert office.county.git("log", "--format=%s", "main..").split("\n") == [
        "2019年：更正",
        "甲镇：修改扣分记录（第1项）",
        "2019年：公布",
        "2019年：审定",
        "2019年：转入审核",
    ]
    assert office.county.git("status", "--porcelain") == ""


def test_the_act_is_the_commands_own(office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The same files as scripts/approve writes, byte for byte."""
    monkeypatch.setattr("assessment.desk.step_doing.secrets.token_hex", lambda _: "a" * 64)
    copy = tmp_path / "copy"
    subprocess.run(["git", "clone", "--quiet", str(office.county.top), str(copy)], check=True)
    assert do(Clerk(office.data), SealingStep.APPROVE, APPROVAL).status_code == 303
    assert office.at(copy / "data").approve() == 0
    for path in ("years/2019.yaml", "approvals/2019.yaml"):
        assert (office.data / path).read_bytes() == (copy / "data" / path).read_bytes()


def test_what_is_missing_is_shown_with_a_link_to_the_field(office: Office) -> None:
    office.county.change("scores/2019/jia.yaml", "    outcome: 部分成立\n", "    outcome: 待定\n")
    for line in ("    decided: 2020-01-12\n", "    explanation: 一次不算\n", "    count: 1\n"):
        office.county.change("scores/2019/jia.yaml", line, "")
    office.county.commit()
    clerk = Clerk(office.data)
    shown = block(clerk.page(STEPS), SealingStep.APPROVE)
    assert 'href="/2019/jia/objections/o1#f-outcome"' in shown
    assert "<form" not in shown
    answer = do(clerk, SealingStep.APPROVE, APPROVAL)
    assert answer.status_code == 409
    assert "没有办成，什么也没有写" in answer.get_data(as_text=True)
    assert stage(office) is Stage.UNDER_REVIEW


@pytest.mark.parametrize("step", SealingStep)
def test_every_step_out_of_turn_is_refused(office: Office, step: SealingStep) -> None:
    """Whatever a browser sends: what cannot follow now, or is not filled in, changes nothing."""
    clerk, before = Clerk(office.data), office.county.git("rev-parse", "HEAD")
    if step is SealingStep.COLLECT:
        office.county.change("years/2019.yaml", "stage: under-review", "stage: collecting")
        office.county.commit()
        before = office.county.git("rev-parse", "HEAD")
    every = {**PUBLICATION, "amend.reason": "原因", "amend.date": "2020-03-10", "withdraw.reason": "原因"}
    assert do(clerk, step, {**every, "withdraw.date": "2020-03-10"}).status_code == 409
    assert office.county.git("rev-parse", "HEAD") == before
    assert office.county.git("status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"approve.body": ""}, "请填写"),
        ({"approve.date": "二月"}, "不是日期"),
        ({"approve.date": "2999-01-01"}, "还没有到"),
        ({"approve.date": "2019-12-01"}, "早于"),
    ],
)
def test_a_wrong_answer_is_told_and_kept(office: Office, answers: dict[str, str], message: str) -> None:
    answer = do(Clerk(office.data), SealingStep.APPROVE, {**APPROVAL, **answers})
    assert answer.status_code == 409
    assert message in answer.get_data(as_text=True)
    assert "纪要1号" in answer.get_data(as_text=True)
    assert stage(office) is Stage.UNDER_REVIEW


def test_an_approval_is_taken_back(office: Office) -> None:
    clerk = Clerk(office.data)
    assert do(clerk, SealingStep.APPROVE, APPROVAL).status_code == 303
    withdrawal = {"withdraw.reason": "附件有误", "withdraw.date": "2020-02-25"}
    assert do(clerk, SealingStep.WITHDRAW, withdrawal).status_code == 303
    assert stage(office) is Stage.UNDER_REVIEW
    assert office.messages() == []
    assert do(clerk, SealingStep.COLLECT).status_code == 303
    assert stage(office) is Stage.COLLECTING


def test_the_page_shows_what_to_type_to_sign_and_sees_the_signature(office: Office, keys: Keys) -> None:
    list_signers(office, keys, "director")
    office.county.commit()
    clerk = Clerk(office.data)
    assert do(clerk, SealingStep.APPROVE, APPROVAL).status_code == 303
    page = clerk.page(STEPS)
    assert "data-await" in page
    assert "git commit --amend --only --no-edit -S" in page
    assert "git merge -S --no-ff records/zhang" in page
    assert "<form" not in block(page, SealingStep.PUBLISH), "what follows waits for the signature"
    settings = f"-c gpg.format=ssh -c user.signingkey={shlex.quote(str(keys['director']))}"
    office.county.git(*shlex.split(settings), "commit", "--amend", "--only", "--no-edit", "-S")
    page = clerk.page(STEPS)
    assert "data-await" not in page
    assert "<form" in block(page, SealingStep.PUBLISH)


def test_who_may_open_it_is_as_for_every_page(office: Office) -> None:
    clerk = Clerk(office.data)
    sent = {"-do": "approve", **PERSON, **APPROVAL}
    assert clerk.client.post(STEPS, data=sent, headers={"Host": HOST}).status_code == 403
    foreign = {"Host": HOST, "Origin": "https://evil.example"}
    assert clerk.client.post(STEPS, data={**sent, "-token": clerk.place.token}, headers=foreign).status_code == 403
    assert clerk.get("/steps/2018/").status_code == 404
    assert stage(office) is Stage.UNDER_REVIEW


def test_hostile_answers_are_text(office: Office) -> None:
    hostile = "<script>alert(1)</script>"
    answer = do(Clerk(office.data), SealingStep.APPROVE, {**APPROVAL, "approve.date": "", "approve.body": hostile})
    assert hostile not in answer.get_data(as_text=True)
    assert "&lt;script&gt;" in answer.get_data(as_text=True)


def test_the_command_still_refuses_what_the_page_does(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--data", str(office.data), "--publish", "--disclosure", "full", "--date", "2020-02-28"]) == 1
    assert "审定" in capsys.readouterr().err
