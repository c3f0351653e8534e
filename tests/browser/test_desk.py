"""A deduction recorded at the desk in a real browser, on a screen and on a phone: filled in, its effect seen, saved."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import waitress
from openpyxl import Workbook
from playwright.sync_api import Browser, Page, Route, expect

from assessment.desk.app import make_app
from assessment.desk.workplace import Workplace
from assessment.loopback import hosts_of
from tests.browser import axe
from tests.browser.kinds import PHONE_AND_DESKTOP
from tests.built import ROOT
from tests.repository.county import DEDUCTION, County

PICTURE = ROOT / "tests/browser/pictures/a-unit-print.png"


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> County:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr("assessment.desk.person._setting", lambda _: "")
    county = County(tmp_path / "county")
    county.record("jia", more=DEDUCTION)
    county.commit()
    return county


@pytest.fixture
def home(county: County) -> Iterator[str]:
    """The address of the desk, which waits for its port before it is told."""
    hosts: set[str] = set()
    app = make_app(Workplace(county.data), hosts)
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=2)
    hosts |= hosts_of(server.effective_port)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://localhost:{server.effective_port}"
    server.close()


@pytest.fixture(params=PHONE_AND_DESKTOP)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    size = {"width": request.param, "height": 900}
    with browser.new_context(viewport=size, locale="zh-CN") as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.on("pageerror", lambda fault: pytest.fail(str(fault)))
        yield page


def fill(page: Page) -> None:
    page.get_by_label("省", exact=False).first.check()
    page.get_by_label("发生日期").fill("2019-09-02")
    page.get_by_label("原因").fill("首页链接打不开，被通报。")
    page.get_by_label("通报", exact=False).check()


def test_a_deduction_from_the_first_page_to_its_commit(page: Page, home: str, county: County) -> None:
    page.goto(home)
    page.get_by_role("link", name="甲镇").click()
    page.get_by_role("link", name="记一次扣分").click()
    page.get_by_role("link", name="第1项").click()
    expect(page.get_by_text("通报国家扣2分，省扣1分")).to_be_visible()
    fill(page)
    effect = page.locator("[data-effect]")
    expect(effect.locator(".headline")).to_have_text("2019年：甲镇新增 1 条扣分记录，总分 89.60 → 88.60（−1）。")

    page.get_by_label("发生日期").fill("2018-09-02")
    fault = page.get_by_text("2018-09-02 不在“日常测评”的测评时间")
    expect(fault).to_be_visible()
    page.get_by_label("发生日期").fill("2019-09-02")
    expect(fault).to_be_hidden()

    page.get_by_label("姓名").fill("李科员")
    page.get_by_label("邮箱").fill("li@example.org")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("status")).to_contain_text("已经保存，记在分支 records/li 上")
    expect(page.locator(".glance")).to_contain_text("88.60")
    assert county.git("log", "-1", "--format=%an %s") == "李科员 甲镇：记一次扣分（第1项）"
    assert page.evaluate("localStorage.length") == 0
    page.get_by_role("link", name="看我的改动").click()
    expect(page.get_by_text("甲镇：记一次扣分")).to_be_visible()


def test_what_was_typed_is_there_again(page: Page, home: str) -> None:
    address = f"{home}/2019/jia/deductions/+?clause=第1项"
    page.goto(address)
    fill(page)
    expect(page.locator("[data-effect] .headline")).to_be_visible()
    page.goto("about:blank")
    page.goto(address)
    expect(page.get_by_label("原因")).to_have_value("")
    page.get_by_role("button", name="取回来").click()
    expect(page.get_by_label("原因")).to_have_value("首页链接打不开，被通报。")
    expect(page.get_by_label("通报", exact=False)).to_be_checked()
    expect(page.locator("[data-effect] .headline")).to_contain_text("88.60")


FORMS = {
    "/roster/jia": "名称",
    "/county": "名称",
    "/scheme/2019/at/title": "标题",
    "/begin": "新的年度或一轮",
    "/begin/roster": "新的年度或一轮",
    "/evidence/2019/jia/": "来源",
}
"""A field of each kind of form whose effect is not shown while it is filled in."""


def test_what_was_typed_into_any_form_is_there_again(page: Page, home: str, county: County) -> None:
    scheme = (county.data / "schemes/2019.yaml").read_text(encoding="utf-8")
    county.write("schemes/2019.yaml", f"{scheme}undecided: [title]\n")
    for address, title in FORMS.items():
        page.goto(home + address)
        field = page.get_by_label(title, exact=False).first
        opened = field.input_value()
        field.fill("上次填的")
        page.goto("about:blank")
        page.goto(home + address)
        expect(field).to_have_value(opened)
        page.get_by_role("button", name="取回来").click()
        expect(field).to_have_value("上次填的")
        page.goto(home + address)
        page.get_by_role("button", name="不要了").click()
        page.goto(home + address)
        expect(page.get_by_role("button", name="取回来")).to_be_hidden()


def test_what_was_saved_is_not_offered_again(page: Page, home: str) -> None:
    page.goto(f"{home}/roster/jia")
    page.get_by_label("名称").first.fill("甲镇人民政府")
    page.get_by_label("姓名").fill("李科员")
    page.get_by_label("邮箱").fill("li@example.org")
    page.get_by_role("button", name="看影响，再保存").click()
    expect(page.get_by_label("姓名")).to_have_value("李科员")
    page.get_by_role("button", name="照此保存").click()
    expect(page.get_by_role("status")).to_contain_text("已经保存")
    page.goto(f"{home}/roster/jia")
    expect(page.get_by_role("button", name="取回来")).to_be_hidden()


def listed(path: Path, *rows: list[str]) -> Path:
    """A list of units."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path / "名单.xlsx")
    return path / "名单.xlsx"


def choose_list(page: Page, home: str, path: Path) -> None:
    page.goto(f"{home}/begin/roster")
    page.get_by_label("新的年度或一轮").fill("2020")
    page.get_by_label("考评对象名单").set_input_files(path)
    page.get_by_role("button", name="看这张名单").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("核对名单")


def test_a_year_from_a_list_leaves_no_draft(page: Page, home: str, tmp_path: Path) -> None:
    choose_list(page, home, listed(tmp_path, ["名称", "组别"], ["甲镇", "乡镇"], ["丁局", "部门"], ["戊局", "部门"]))
    page.get_by_label("姓名").fill("李科员")
    page.get_by_label("邮箱").fill("li@example.org")
    page.get_by_role("button", name="照此保存").click()
    expect(page.get_by_role("status")).to_contain_text("已经保存")
    assert page.url.partition("?")[0] == f"{home}/2020/"
    assert page.evaluate("localStorage.length") == 0


def test_what_is_filled_in_before_the_script_is_read(page: Page, home: str) -> None:
    """A slow line: the form stands, its script does not."""
    held: list[Route] = []
    page.route("**/theme/desk.js", lambda route: held.append(route))
    page.goto(f"{home}/2019/jia/deductions/+?clause=第1项", wait_until="commit")
    fill(page)
    expect(page.locator("[data-effect] .headline")).to_have_count(0)
    held[0].continue_()
    expect(page.locator("[data-effect] .headline")).to_contain_text("88.60")
    page.goto("about:blank")
    page.unroute("**/theme/desk.js")
    page.goto(f"{home}/2019/jia/deductions/+?clause=第1项")
    expect(page.get_by_role("button", name="取回来")).to_be_visible()


def test_an_effect_that_was_not_answered_is_asked_for_again(page: Page, home: str) -> None:
    address = f"{home}/2019/jia/deductions/+*"
    page.goto(f"{home}/2019/jia/deductions/+?clause=第1项")
    page.route(address, lambda route: route.abort())
    fill(page)
    failed = page.get_by_role("alert").filter(has_text="没有算成")
    expect(failed).to_be_visible()
    page.unroute(address)
    failed.get_by_role("button", name="再算一次").click()
    expect(page.locator("[data-effect] .headline")).to_contain_text("88.60")
    expect(failed).to_be_hidden()


def sheet(path: Path) -> Path:
    """Two marks of the agency, one unit under a name that nobody knows."""
    book = Workbook()
    for row in (["单位", "最终成绩", "失分原因"], ["甲镇", 70, "栏目少"], ["乙乡", 80, "栏目少"]):
        book.worksheets[0].append(row)
    book.save(path / "成绩表.xlsx")
    return path / "成绩表.xlsx"


def test_a_sheet_evidence_and_a_trial(page: Page, home: str, county: County, tmp_path: Path) -> None:
    (county.top / ".gitattributes").write_text("data/evidence/** -text -ident -working-tree-encoding\n", encoding="utf-8")
    page.goto(f"{home}/2019/")
    page.get_by_role("link", name="导入表格").click()
    page.get_by_label("选一张表").set_input_files(Path(__file__))
    page.get_by_role("button", name="看这张表").click()
    expect(page.get_by_role("alert")).to_contain_text("没有 .xlsx 或 .csv 的表")
    page.get_by_label("选一张表").set_input_files(sheet(tmp_path))
    page.get_by_role("button", name="看这张表").click()
    page.get_by_label("来源").fill("某机构")
    page.get_by_label("日期", exact=False).first.fill("2019-12-20")
    page.get_by_label("就是“乙镇”").check()
    page.get_by_role("button", name="再看一遍").click()
    expect(page.locator(".headline")).to_contain_text("2 个单位成绩变化")
    page.get_by_label("姓名").fill("李科员")
    page.get_by_label("邮箱").fill("li@example.org")
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_role("status")).to_contain_text("导入成绩表：2 个单位")

    page.goto(f"{home}/2019/jia/")
    page.get_by_role("link", name="证据文件").click()
    page.get_by_label("选文件", exact=True).set_input_files(PICTURE)
    page.get_by_label("来源").fill("县政府办")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_role("status")).to_contain_text("已登记")
    picture = page.get_by_role("img")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    page.get_by_label("选文件", exact=True).set_input_files(PICTURE)
    page.get_by_label("来源").fill("县政府办")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_role("alert")).to_contain_text("同样的文件已经登记为")

    page.goto(f"{home}/2019/")
    page.get_by_role("link", name="试算").click()
    page.get_by_role("button", name="开始试算").click()
    page.get_by_role("link", name="甲镇").click()
    page.get_by_role("link", name="录入成绩").first.click()
    page.get_by_label("最终成绩").fill("100")
    expect(page.locator("[data-effect] .headline")).to_contain_text("76.80 → 96.00")
    page.get_by_role("button", name="记入试算").click()
    expect(page.locator(".differs").filter(has_text="甲镇")).to_contain_text("96.00")
    page.get_by_role("button", name="取消").click()
    expect(page.locator(".differs")).to_have_count(0)
    assert "mark: 70" in county.text("scores/2019/jia.yaml")


ADDRESSES = (
    "/2019/",
    "/evidence/2019/jia/",
    "/sheets/2019",
    "/trial/2019",
    "/2019/jia/",
    "/2019/jia/deductions/+",
    "/2019/jia/deductions/+?clause=第1项",
    "/2019/jia/deductions/d1",
    "/2019/jia/marks/agency",
    "/2019/jia/ballots/peer/+",
    "/mine",
    "/others",
    "/past/2019/jia/",
    "/review",
    "/steps/2019/",
    "/roster/",
    "/roster/jia",
    "/roster/+",
    "/roster/jia/group",
    "/roster/jia/leave",
    "/roster/jia/merge",
    "/county",
    "/scheme/2019/",
    "/scheme/2019/reading/averaging",
    "/begin",
    "/begin/roster",
    "/person",
    "/nowhere",
)


def test_axe_finds_nothing_and_no_page_is_wider_than_the_window(browser: Browser, home: str) -> None:
    found = []
    with browser.new_context(bypass_csp=True) as context:
        axe.equip(context)
        page = context.new_page()
        for address in ADDRESSES:
            for width in PHONE_AND_DESKTOP:
                page.set_viewport_size({"width": width, "height": 900})
                page.goto(home + address)
                found += [f"{address} {width}: {fault}" for fault in axe.faults(page)]
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    found.append(f"{address} {width}: too wide")
    assert found == []


def faulty_sheet(page: Page, home: str, path: Path) -> None:
    page.goto(f"{home}/sheets/2019")
    page.get_by_label("选一张表").set_input_files(sheet(path))
    page.get_by_role("button", name="看这张表").click()
    expect(page.get_by_role("heading", name="要改的地方")).to_be_visible()


def sound_sheet(page: Page, home: str, path: Path) -> None:
    faulty_sheet(page, home, path)
    page.get_by_label("来源").fill("某机构")
    page.get_by_label("日期", exact=False).first.fill("2019-12-20")
    page.get_by_label("就是“乙镇”").check()
    page.get_by_role("button", name="再看一遍").click()
    expect(page.get_by_role("button", name="确认导入")).to_be_visible()


def list_without_groups(page: Page, home: str, path: Path) -> None:
    choose_list(page, home, listed(path, ["名称"], ["甲镇"], ["丁局"]))
    expect(page.get_by_text("请加“组别”一列")).to_be_visible()


def sound_list(page: Page, home: str, path: Path) -> None:
    choose_list(page, home, listed(path, ["名称", "组别"], ["甲镇", "乡镇"], ["丁局", "部门"]))


def evidence_of_a_picture(page: Page, home: str, _: Path) -> None:
    page.goto(f"{home}/evidence/2019/jia/")
    page.get_by_label("选文件", exact=True).set_input_files(PICTURE)
    page.get_by_label("来源").fill("县政府办")
    page.get_by_label("姓名").fill("李科员")
    page.get_by_label("邮箱").fill("li@example.org")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_role("status")).to_contain_text("已登记")


def trial_with_an_act(page: Page, home: str, _: Path) -> None:
    page.goto(f"{home}/trial/2019")
    page.get_by_role("button", name="开始试算").click()
    page.get_by_role("link", name="甲镇").click()
    page.get_by_role("link", name="录入成绩").first.click()
    page.get_by_label("最终成绩").fill("60")
    page.get_by_role("button", name="记入试算").click()
    expect(page.get_by_role("button", name="取消")).to_be_visible()


def note_of_a_trial(page: Page, home: str, path: Path) -> None:
    trial_with_an_act(page, home, path)
    page.get_by_role("link", name="打印用的一页").click()
    expect(page.get_by_text("只是试算")).to_be_visible()


def trial_refused(page: Page, home: str, path: Path) -> None:
    trial_with_an_act(page, home, path)
    page.get_by_role("link", name="甲镇").click()
    page.get_by_role("link", name="录入成绩").first.click()
    page.get_by_label("最终成绩").fill("600")
    page.get_by_role("button", name="记入试算").click()
    expect(page.get_by_text("没有记入：")).to_be_visible()


def removal(page: Page, home: str, _: Path) -> None:
    page.goto(f"{home}/2019/jia/deductions/d1")
    page.get_by_role("button", name="删去这条记录").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("删去这条记录？")


def own_changes_and_what_is_handed_in(page: Page, home: str, _: Path) -> None:
    page.goto(f"{home}/mine")
    page.get_by_role("link", name="交审核").click()
    expect(page.get_by_role("heading", name="审核人看到的说明")).to_be_visible()


FOLLOWING = (
    faulty_sheet,
    sound_sheet,
    list_without_groups,
    sound_list,
    trial_with_an_act,
    note_of_a_trial,
    trial_refused,
    removal,
    evidence_of_a_picture,
    own_changes_and_what_is_handed_in,
)
"""Pages that are there only after something was chosen, filled in or done."""


def test_axe_finds_nothing_on_pages_that_follow(browser: Browser, home: str, county: County, tmp_path: Path) -> None:
    (county.top / ".gitattributes").write_text("data/evidence/** -text -ident -working-tree-encoding\n", encoding="utf-8")
    county.git("branch", "--move", "--force", "main")
    county.commit()
    found = []
    with browser.new_context(bypass_csp=True, locale="zh-CN") as context:
        axe.equip(context)
        page = context.new_page()
        for go in FOLLOWING:
            go(page, home, tmp_path)
            headings = page.get_by_role("heading").all_inner_texts()
            found += [f"{go.__name__}: {text} twice" for text in {*headings} if headings.count(text) > 1]
            for width in PHONE_AND_DESKTOP:
                page.set_viewport_size({"width": width, "height": 900})
                found += [f"{go.__name__} {width}: {fault}" for fault in axe.faults(page)]
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    found.append(f"{go.__name__} {width}: too wide")
    assert found == []


def test_a_form_without_script(browser: Browser, home: str, county: County) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{home}/2019/jia/deductions/+?clause=第1项")
        fill(page)
        page.get_by_label("姓名").fill("李科员")
        page.get_by_label("邮箱").fill("li@example.org")
        page.get_by_role("button", name="看影响").click()
        expect(page.locator(".headline")).to_contain_text("88.60")
        page.get_by_label("姓名").fill("李科员")
        page.get_by_label("邮箱").fill("li@example.org")
        page.get_by_role("button", name="保存").click()
        expect(page.get_by_role("status")).to_contain_text("已经保存")
    assert "首页链接打不开" in (county.data / "scores/2019/jia.yaml").read_text(encoding="utf-8")


def test_everything_can_be_done_with_the_keyboard(page: Page, home: str) -> None:
    page.goto(f"{home}/2019/jia/deductions/+?clause=第1项")
    names = []
    for _ in range(40):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()"))
        if names[-1] == "不保存，返回":
            break
    assert [name for name in ("level", "date", "reason", "evidence", "-do") if name not in names] == []
    assert names[0] == "跳到正文"
