"""From the review to publication in a real browser, and another reading chosen once its effect was seen."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import waitress
from playwright.sync_api import Browser, Page, expect

from assessment.desk.app import make_app
from assessment.desk.workplace import Workplace
from assessment.loopback import hosts_of
from tests.approval.office import Office


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr("assessment.desk.person._setting", lambda _: "")
    office = Office(tmp_path / "county")
    office.county.git("branch", "--move", "--force", "main")
    return office


@pytest.fixture
def page(browser: Browser, office: Office) -> Iterator[Page]:
    hosts: set[str] = set()
    server = waitress.create_server(make_app(Workplace(office.data), hosts), host="127.0.0.1", port=0, threads=2)
    hosts |= hosts_of(server.effective_port)
    threading.Thread(target=server.run, daemon=True).start()
    home = f"http://localhost:{server.effective_port}"
    with browser.new_context(viewport={"width": 390, "height": 900}, locale="zh-CN", base_url=home) as context:
        page = context.new_page()
        page.on("pageerror", lambda fault: pytest.fail(str(fault)))
        yield page
    server.close()


def test_what_was_typed_into_a_step_is_there_again(page: Page) -> None:
    """The forms of one page each keep their own."""
    approval = page.get_by_role("region", name="审定", exact=True)
    page.goto("/steps/2019/")
    approval.get_by_label("审定机构").fill("领导小组")
    page.goto("about:blank")
    page.goto("/steps/2019/")
    expect(approval.get_by_label("审定机构")).to_have_value("")
    assert page.get_by_role("button", name="取回来").count() == 1, "of the form that it was typed into"
    approval.get_by_role("button", name="取回来").click()
    expect(approval.get_by_label("审定机构")).to_have_value("领导小组")
    page.goto("/steps/2019/")
    approval.get_by_role("button", name="不要了").click()
    page.goto("/steps/2019/")
    expect(page.get_by_role("button", name="取回来")).to_be_hidden()


def test_a_year_is_approved_and_published(page: Page, office: Office) -> None:
    page.goto("/2019/")
    page.get_by_role("link", name="待定事项和解读").click()
    page.get_by_role("link", name="改选").click()
    page.get_by_label("全部票一起平均").check()
    page.get_by_role("button", name="看影响").click()
    expect(page.locator(".headline")).to_contain_text("2019年")
    page.get_by_role("link", name="不保存，返回").click()

    page.goto("/steps/2019/")
    approval = page.get_by_role("region", name="审定", exact=True)
    approval.get_by_label("审定机构").fill("领导小组")
    approval.get_by_label("审定文件").fill("纪要1号")
    approval.get_by_label("审定日期").fill("2019-01-01")
    approval.get_by_label("姓名").fill("李科员")
    approval.get_by_label("邮箱").fill("li@example.org")
    approval.get_by_role("button", name="审定").click()
    expect(page.get_by_role("alert")).to_contain_text("早于")
    approval.get_by_label("审定日期").fill("2020-02-20")
    approval.get_by_role("button", name="审定").click()
    expect(page.get_by_role("status")).to_contain_text("已经保存，记在分支 records/li 上")

    publication = page.get_by_role("region", name="公布", exact=True)
    publication.get_by_label("公开总分和名次").check()
    publication.get_by_label("公布日期").fill("2020-02-28")
    publication.get_by_role("button", name="公布").click()
    expect(page.get_by_text("2020年2月28日，公开总分和名次")).to_be_visible()
    assert office.messages() == []
    assert office.county.git("log", "--format=%an %s", "main..").split("\n") == [
        "李科员 2019年：公布",
        "李科员 2019年：审定",
    ]
