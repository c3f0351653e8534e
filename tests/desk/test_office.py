"""Several persons on one server: the proxy says who asks, main says what that person may do, and each has a desk."""

import os
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from assessment.branches.work_tree import work_tree
from assessment.dataset.person import Right
from assessment.desk.office import right_for
from tests.branches.office import JIA, ZHANG, Offices
from tests.desk.server import ADDRESS, PEOPLE, SECRET, Server, put_into_main

FORM = "/2019/jia/deductions/d1"


@pytest.fixture
def offices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Offices:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    offices = Offices(tmp_path)
    put_into_main(offices, PEOPLE)
    return offices


@pytest.fixture
def server(offices: Offices, tmp_path: Path) -> Server:
    return Server(offices.clerk("server", ZHANG), tmp_path / "trees")


def change(server: Server, person: str, reason: str, **headers: str) -> TestResponse:
    """Write another reason, and say that somebody else did."""
    fields = {"-do": "save", "clause": "第1项", "level": "省", "date": "2019-07-03", "reason": reason, "evidence": "e2"}
    return server.post(FORM, person, {**fields, "-name": "别人", "-email": "else@example.org"}, **headers)


def test_each_works_in_a_tree_of_ones_own(server: Server) -> None:
    assert change(server, "zhang", "张写的").status_code == 303
    assert "李写的" not in server.get(FORM, "li").get_data(as_text=True)
    assert change(server, "Li", "李写的").status_code == 303
    for person, name in (("zhang", "张"), ("li", "李")):
        text = (server.trees / person / "data" / JIA).read_text(encoding="utf-8")
        assert f"reason: {name}写的" in text
        tree = work_tree(server.trees / person / "data")
        assert tree.branch == f"records/{person}"
        shown = server.clerk.git("show", "--no-patch", "--format=%an <%ae> %cn", tree.commit)
        assert shown == f"{name}科员 <{person}@example.org> {name}科员"
    assert server.clerk.status() == ""
    assert server.clerk.now().branch == "main"


@pytest.mark.parametrize(
    ("person", "secret"),
    [("zhang", ""), ("zhang", "s" * 39), ("zhang", "x" * 40), ("", SECRET), ("zhang, li", SECRET), ("../li", SECRET)],
)
def test_nobody_but_the_proxy_is_believed(server: Server, person: str, secret: str) -> None:
    answer = server.get("/2019/", person, secret)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (403, "no-store")
    assert "请从单位的登录页面进来" in answer.get_data(as_text=True)
    assert not server.trees.exists()


def test_what_a_person_may_not_do_is_refused(server: Server) -> None:
    assert server.get("/2019/", "wang").status_code == 200
    answer = change(server, "wang", "王写的")
    assert answer.status_code == 403
    assert "王主任不能填报和交审核（people.yaml 写明的是：查看）" in answer.get_data(as_text=True)
    assert work_tree(server.trees / "wang" / "data").commit == server.clerk.now().commit
    assert server.get("/others/records/li", "zhang").status_code == 403
    assert server.get("/others/records/li", "li").status_code == 404
    assert server.get("/others", "zhang").status_code == 200
    for person, why in (("zhao", "赵不能查看"), ("nobody", "登录名“nobody”不在主分支的 people.yaml 里")):
        answer = server.get("/2019/", person)
        assert (answer.status_code, why in answer.get_data(as_text=True)) == (403, True)
        assert not (server.trees / person).exists()


def test_a_right_is_not_given_by_ones_own_branch(offices: Offices, server: Server) -> None:
    assert server.get("/2019/", "wang").status_code == 200
    own = server.trees / "wang" / "data" / "people.yaml"
    own.write_text(PEOPLE.replace("[read]", "[record]"), encoding="utf-8")
    assert change(server, "wang", "王写的").status_code == 403
    put_into_main(offices, PEOPLE.replace("[record]", "[read]"))
    assert change(server, "zhang", "张写的").status_code == 303
    server.clerk.git("fetch", "--quiet")
    assert change(server, "zhang", "又写").status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "localhost:8010"},
        {"Origin": "https://evil.example"},
        {"Origin": f"http://{ADDRESS}"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_page_of_elsewhere_changes_nothing(server: Server, headers: dict[str, str]) -> None:
    assert change(server, "zhang", "别处写的", **headers).status_code == 403
    assert change(server, "zhang", "自己写的", Origin=f"https://{ADDRESS}").status_code == 303


def test_the_token_of_one_is_none_of_another(server: Server) -> None:
    page = server.get(FORM, "li").get_data(as_text=True)
    token = page.partition('name="-token" value="')[2].partition('"')[0]
    assert change(server, "zhang", "张写的").status_code == 303
    fields = {"-token": token, "-do": "save", "reason": "x"}
    headers = {"Host": ADDRESS, "X-Remote-User": "zhang", "X-Proxy-Secret": SECRET}
    assert server.client.post(FORM, data=fields, headers=headers).status_code == 403


def test_nobody_signs_with_another_name(server: Server) -> None:
    change(server, "zhang", "张写的")
    assert server.post("/person", "zhang", {"-name": "李科员", "-email": "li@example.org"}).status_code in (303, 403)
    change(server, "zhang", "又写")
    tree = work_tree(server.trees / "zhang" / "data")
    assert server.clerk.git("show", "--no-patch", "--format=%an", tree.commit) == "张科员"


@pytest.mark.parametrize(
    ("method", "path", "right"),
    [
        ("GET", "/2019/", Right.READ),
        ("HEAD", "/others", Right.READ),
        ("GET", "/others/records/li", Right.REVIEW),
        ("POST", "/2019/jia/deductions/+", Right.RECORD),
        ("POST", "/hand-in", Right.RECORD),
        ("POST", "/trial/2019", Right.READ),
        ("POST", "/trial/x/2019/jia/marks/agency", Right.READ),
        ("POST", "/sheets/2019", Right.RECORD),
        ("POST", "/evidence/2019/jia/", Right.RECORD),
        ("GET", "/steps/2019/", Right.READ),
        ("POST", "/steps/2019/", Right.APPROVE),
        ("DELETE", "/", Right.RECORD),
    ],
)
def test_what_each_request_needs(method: str, path: str, right: Right) -> None:
    assert right_for(method, path) is right


def test_a_fault_is_one_sentence_with_a_number(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise ValueError("内情")

    monkeypatch.setattr("assessment.desk.office.work_tree", fail)
    answer = server.get("/2019/", "zhang")
    assert answer.status_code == 500
    assert "请把编号" in answer.get_data(as_text=True)
    assert "内情" not in answer.get_data(as_text=True)
