"""A page that scripts/serve shows says that it is made anew, and is opened again when it has changed."""

import threading
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from assessment.serving.page_server import PageServer
from assessment.serving.shown_site import ShownSite

PAGE = "2019/units/xin/index.html"

TEXT = """<!DOCTYPE html>
<html lang="zh-CN"><head><title>新镇</title><link rel="icon" href="data:,">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; base-uri 'none'">
</head><body><h1>{}</h1></body></html>
"""
"""A page that lets no program run by itself, as the strictest of the site."""


@pytest.fixture
def site(tmp_path: Path) -> ShownSite:
    for folder, text in (("output", "原来的"), ("new", "新的")):
        (tmp_path / folder / PAGE).parent.mkdir(parents=True)
        (tmp_path / folder / PAGE).write_text(TEXT.format(text), encoding="utf-8")
    return ShownSite(tmp_path / "output")


def test_a_page_is_opened_again_when_it_has_changed(site: ShownSite, tmp_path: Path, browser: Browser) -> None:
    page, faults = browser.new_page(), list[str]()
    heading, line = page.locator("h1"), page.get_by_role("status")
    page.on("console", lambda message: faults.append(message.text))
    with PageServer(0, site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/{PAGE.removesuffix('index.html')}")
        expect(heading).to_have_text("原来的")
        expect(line).to_have_count(0)
        site.begin()
        expect(line).to_have_text("正在重新生成，这一页好了会自己更新……")
        site.show(tmp_path / "new", PAGE)
        expect(heading).to_have_text("新的")
        expect(line).to_have_text("这一页已经是新的，其余的还在生成……")
        site.settle(well=False)
        expect(heading).to_have_text("原来的")
        expect(line).to_have_text("没有更新，还是上一次的结果；原因写在运行 scripts/serve 的窗口里，改好保存后再生成。")
        assert site.first == (PAGE,)
        page.close()
        server.shutdown()
    assert faults == []
