"""Finding and sorting, by hand and by keyboard alone."""

from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

RANKING = "2019/ranking/index.html"
PHONE, DESKTOP = {"width": 390, "height": 800}, {"width": 1280, "height": 900}


@pytest.fixture(params=["on_disk", "served"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(request.getfixturevalue(request.param) + RANKING)
        yield page


def column(table: Locator, name: str) -> list[str]:
    """The cells below a head, from top to bottom."""
    heads = [head.replace("↕", "").strip() for head in table.locator("thead th").all_inner_texts()]
    cells: list[str] = table.locator("tbody tr:visible").evaluate_all(
        "(rows, index) => rows.map(row => row.cells[index].innerText.trim())", heads.index(name)
    )
    return cells


def tab_to(page: Page, wanted: Locator) -> None:
    """Go on with the tabulator until the element has the focus."""
    for _ in range(100):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("not reached by keyboard")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_table_is_sorted_by_keyboard_and_says_so(page: Page, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    table = page.locator("#table-department")
    daily = table.get_by_role("button", name="日常测评")
    ranks = column(table, "名次")
    tab_to(page, daily)
    page.keyboard.press("Enter")
    marks = [float(mark) for mark in column(table, "日常测评")]
    assert marks == sorted(marks, reverse=True)
    assert marks[0] > marks[-1]
    sorted_by = table.locator("th[aria-sort]")
    expect(sorted_by).to_have_count(1)
    expect(sorted_by).to_contain_text("日常测评")
    expect(sorted_by).to_have_attribute("aria-sort", "descending")
    page.keyboard.press("Space")
    expect(sorted_by).to_have_attribute("aria-sort", "ascending")
    assert [float(mark) for mark in column(table, "日常测评")] == sorted(marks)
    table.get_by_role("button", name="名次").click()
    assert column(table, "名次") == ranks, "as it was"


def test_names_are_sorted_as_a_dictionary_has_them(page: Page) -> None:
    table = page.locator("#table-town")
    table.get_by_role("button", name="单位").click()
    assert column(table, "单位")[:3] == ["毕桥镇", "飞鲤镇", "建平镇"]


def test_negative_marks_and_rows_without_a_mark_sort_as_they_should(page: Page) -> None:
    table = page.locator("#table-town")
    table.locator("tbody tr").evaluate_all(
        "rows => ['−1.5', '—', '0.0', '≈2', '10'].forEach((text, index) => rows[index].cells[5].textContent = text)"
    )
    bonus = table.get_by_role("button", name="加分项")
    bonus.click()
    result = column(table, "加分项")
    assert (result[0], result[1], result[-2], result[-1]) == ("10", "≈2", "−1.5", "—")
    bonus.click()
    result = column(table, "加分项")
    assert (result[0], result[-3:]) == ("−1.5", ["≈2", "10", "—"])


@pytest.mark.parametrize("wanted", ["粮储", "FAGAI", "发 改", "ＦａＧａｉ", "发\u200b改"])
def test_a_unit_is_found_by_plate_pinyin_or_name(page: Page, wanted: str) -> None:
    box = page.get_by_label("在县直单位里查找")
    box.fill(wanted)
    table = page.locator("#table-department")
    assert column(table, "单位") == ["县发改委"]
    expect(page.get_by_role("status").nth(1)).to_have_text("找到1个单位")
    box.fill("没有这个")
    expect(page.get_by_role("status").nth(1)).to_have_text("没有找到，请换一个词")
    box.fill("")
    expect(page.get_by_role("status").nth(1)).to_have_text("共33个单位")
    assert len(column(table, "单位")) == 33
    assert len(column(page.locator("#table-town"), "单位")) == 9, "the other table has a box of its own"


@pytest.mark.parametrize("wanted", ["城管局", "执法局"])
def test_a_unit_is_found_by_letters_of_its_name_in_order(page: Page, wanted: str) -> None:
    page.get_by_label("在县直单位里查找").fill(wanted)
    assert "县城管执法局" in column(page.locator("#table-department"), "单位")


def test_letters_in_another_order_find_nothing(page: Page) -> None:
    page.get_by_label("在县直单位里查找").fill("局管城")
    expect(page.get_by_role("status").nth(1)).to_have_text("没有找到，请换一个词")


def test_home_leads_to_a_unit_by_keyboard_alone(browser: Browser, on_disk: str) -> None:
    with browser.new_context(viewport=PHONE) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(on_disk)
        page.goto(f"{on_disk}index.html")
        box = page.get_by_label("查一个单位")
        tab_to(page, box)
        page.keyboard.type("城管")
        expect(page.locator(".units li:visible")).to_have_count(1)
        expect(page.locator(".card:visible")).to_have_count(1)
        page.keyboard.press("Enter")
        page.wait_for_url("**/chengguanju/index.html")


def test_the_table_is_seen_at_once(page: Page) -> None:
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    first = page.locator("#table-town tbody tr").first.bounding_box()
    assert first is not None
    assert first["y"] < 700


def test_two_or_three_units_stand_side_by_side(page: Page) -> None:
    side = page.locator(".compared").first
    expect(side).to_have_text("勾选两三个单位，在这里并列比较。")
    for name in ("建平镇", "凌笪乡", "毕桥镇"):
        page.get_by_label(f"并列比较{name}").focus()
        page.keyboard.press("Space")
    assert side.locator("thead th").all_inner_texts() == ["建平镇", "凌笪乡", "毕桥镇"]
    rows = [row.split() for row in side.locator("tbody tr").all_inner_texts()]
    assert rows[0] == ["名次", "1", "2", "9"]
    assert rows[-1] == ["总分", "95.42", "91.95", "81.17"]
    expect(page.get_by_label("并列比较十字镇")).to_be_disabled()
    page.get_by_label("并列比较毕桥镇").uncheck()
    assert side.locator("thead th").all_inner_texts() == ["建平镇", "凌笪乡"]
    expect(page.get_by_label("并列比较十字镇")).to_be_enabled()


def test_what_is_on_the_screen_is_saved_as_it_stands(page: Page) -> None:
    page.get_by_label("在县直单位里查找").fill("发改")
    page.locator("#table-department").get_by_role("button", name="日常测评").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载表中所列（CSV）").nth(1).click()
    text = saved.value.path().read_bytes().decode("utf-8-sig")
    assert saved.value.suggested_filename == "2019年县直单位名次.csv"
    head, *rows = text.splitlines()
    assert head == '"名次","单位","专业机构测评","日常测评","双向互评","加分项","总分"'
    assert rows == ['"2","县发改委","37.436","29.0","25.7667","5.0","97.20"']


def test_a_chart_gives_its_data_its_picture_and_how_to_cite_it(page: Page) -> None:
    """A browser opens what stands on the disk instead of saving it."""
    figure = page.locator("figure").first
    figure.get_by_text("数据、图片、引用").click()
    expect(figure).to_contain_text("引用：郎溪县人民政府办公室：《2019年政务公开考评：乡镇各单位的得分》（示例数据")
    for kind in ("CSV", "SVG", "PNG"):
        expect(figure.get_by_role("link", name=f"（{kind}）")).to_be_visible()
    if page.url.startswith("file:"):
        return
    for name, begin in (
        ("数据（CSV）", "\ufeff单位,总分（分）".encode()),
        ("图片（SVG）", b"<svg "),
        ("图片（PNG）", b"\x89PNG"),
    ):
        kind = name[3:6].lower()
        with page.expect_download() as saved:
            figure.get_by_role("link", name=name).click()
        assert saved.value.suggested_filename == f"2019年乡镇各单位的得分.{kind}"
        assert saved.value.path().read_bytes().startswith(begin)
    with Image.open(saved.value.path()) as picture:
        assert picture.width == 3 * 296
        assert len(picture.convert("RGB").getcolors(1 << 20) or ()) > 3, "the chart stands on it"


def test_a_dot_says_which_unit_it_is(page: Page) -> None:
    plot = page.locator(".named svg").first
    dots = plot.locator("g")
    expect(dots).to_have_count(9)
    expect(plot.locator("text:visible")).to_have_count(0)
    tab_to(page, dots.first)
    expect(plot.locator("text:visible")).to_have_text("毕桥镇 81.17分 第9名")
    page.keyboard.press("ArrowLeft")
    expect(plot.locator("text:visible")).to_have_text("建平镇 95.42分 第1名")
    page.keyboard.press("Tab")
    assert not plot.evaluate("plot => plot.contains(document.activeElement)"), "one stop leads past them"
