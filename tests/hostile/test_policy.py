"""Every page has a policy under which no program runs but the site's own, and which refuses nothing that a page needs."""

import re
import shutil
from pathlib import Path

from playwright.sync_api import Browser

from tests.built import Built

PROGRAM = (
    "<script>document.title = 'ran'</script><img src='theme/site.css' onerror=\"document.title = 'ran'\">"
    "<a id='planted' href=\"javascript:void(document.title = 'ran')\">x</a>"
    "<iframe srcdoc=\"<script>parent.document.title = 'ran'</script>\"></iframe>"
)


def test_every_page_has_the_policy_before_anything_that_it_rules(built: Built) -> None:
    pages = [path for path in sorted(built.site.rglob("*.html")) if "fragments" not in path.relative_to(built.site).parts]
    assert len(pages) > 80
    for path in pages:
        page = path.read_text(encoding="utf-8")
        start = page.partition("<head>")[2].lstrip()
        [policy] = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
        assert start.partition("Content-Security-Policy")[0] == '<meta charset="utf-8">\n<meta http-equiv="'
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        assert rules.pop("style-src").startswith("'sha256-" if path.name == "404.html" else "'self'")
        search = path.parent.name == "search"
        asks = search or path.name == "404.html"
        programs = "'self' 'wasm-unsafe-eval'" if search else "'self'"
        assert rules.pop("script-src", "") == ("" if path.name == "404.html" else programs)
        assert rules.pop("connect-src", "") == ("'self'" if search else "")
        assert rules.pop("form-action") == ("'self'" if asks else "'none'")
        assert rules == {"default-src": "'none'", "img-src": "'self'", "base-uri": "'none'"}


def test_a_planted_program_does_not_run(built: Built, browser: Browser, tmp_path: Path) -> None:
    site = Path(shutil.copytree(built.site, tmp_path / "site"))
    for name in ("index.html", "search/index.html", "404.html"):
        for guarded in (True, False):
            page_text = (built.site / name).read_text(encoding="utf-8").replace("</main>", f"{PROGRAM}</main>")
            if not guarded:
                page_text = re.sub(r'<meta http-equiv="Content[^>]*>', "", page_text)
            (site / name).write_text(page_text, encoding="utf-8")
            with browser.new_context() as context:
                page = context.new_page()
                page.goto((site / name).as_uri(), wait_until="load")
                page.locator("#planted").dispatch_event("click")
                assert (page.title() == "ran") is not guarded, name
