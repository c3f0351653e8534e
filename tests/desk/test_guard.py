"""Only the browser of this machine, on a page of the desk itself, is answered; nothing is kept and nothing loads."""

from pathlib import Path

import pytest

from tests.desk.conftest import HOST, Clerk
from tests.repository.county import County

ADDRESSES = (
    "/",
    "/2019/",
    "/2019/jia/",
    "/2019/jia/deductions/+",
    "/2019/jia/deductions/d1",
    "/mine",
    "/steps/2019/",
    "/roster/",
    "/roster/jia",
    "/county",
    "/begin",
    "/scheme/2019/",
    "/scheme/2019/reading/averaging",
    "/person",
    "/hand-in",
    "/update",
    "/others",
    "/past/2019/jia/",
    "/review",
    "/evidence/2019/jia/",
    "/sheets/2019",
    "/trial/2019",
    "/theme/desk.js",
    "/theme/site.css",
    "/nowhere",
    "/2019/nobody/",
    "/2018/",
)
FORM = "/2019/jia/deductions/d1"


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_sealed(clerk: Clerk, address: str) -> None:
    headers = clerk.get(address).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert {policy[name] for name in ("script-src", "style-src", "img-src", "form-action", "connect-src")} == {"'self'"}
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("address", [address for address in ADDRESSES if not address.startswith("/theme")])
def test_no_page_holds_a_script_a_style_or_anything_from_elsewhere(clerk: Clerk, address: str) -> None:
    page = clerk.get(address).get_data(as_text=True)
    assert "<style" not in page
    assert " style=" not in page
    assert " on" not in page.replace(" only", "").partition("<body>")[0]
    assert "<script>" not in page
    assert 'src="http' not in page


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost", "localhost:8011", "evil.example:8010", "", "127.0.0.2:8010"]
)
def test_a_name_of_elsewhere_is_not_answered(clerk: Clerk, host: str) -> None:
    """DNS rebinding: the browser believes that the page of elsewhere has the address of this machine."""
    assert clerk.client.get("/2019/", headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_page_of_elsewhere_reads_nothing(clerk: Clerk, site: str) -> None:
    answer = clerk.get("/2019/", **{"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"})
    assert answer.status_code == 403


def test_a_link_from_elsewhere_opens_a_page(clerk: Clerk) -> None:
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert clerk.get("/2019/", **link).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": f"https://{HOST}"},
        {"Origin": "http://localhost:8000"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_elsewhere_is_not_taken(clerk: Clerk, headers: dict[str, str]) -> None:
    """CSRF, even with a token that somebody has learnt."""
    before = clerk.record("jia")
    assert clerk.post(FORM, {"reason": "别处"}, **headers).status_code == 403
    assert clerk.record("jia") == before


@pytest.mark.parametrize("token", ["", "x", "令牌"])
def test_a_form_without_the_token_is_not_taken(clerk: Clerk, token: str) -> None:
    before = clerk.record("jia")
    assert clerk.post(FORM, {"reason": "别处", "-token": token}).status_code == 403
    assert clerk.record("jia") == before


def test_a_form_of_its_own_is_taken(clerk: Clerk) -> None:
    own = {"Origin": f"http://{HOST}", "Sec-Fetch-Site": "same-origin"}
    assert clerk.post(FORM, {"reason": "写得更清楚"}, **own).status_code == 303


def test_what_is_sent_is_bounded(clerk: Clerk) -> None:
    assert clerk.post(FORM, {"reason": "长" * 1_000_000}).status_code == 413
    assert clerk.client.post(FORM, data={f"f{n}": "" for n in range(6_000)}, headers={"Host": HOST}).status_code == 413


@pytest.mark.parametrize(
    "path", ["/theme/../../pyproject.toml", "/theme/%2e%2e/base.html", "/2019/../../etc/", "/2019/..%2f..%2fx/"]
)
def test_no_path_leads_out(clerk: Clerk, path: str) -> None:
    assert clerk.get(path).status_code == 404


def test_a_fault_of_the_program_is_one_sentence_with_a_number(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("成绩 95.42")

    monkeypatch.setattr("assessment.desk.app.year_desk", fail)
    monkeypatch.setattr("assessment.desk.log.CACHE", tmp_path)
    answer = clerk.get("/2019/")
    said = answer.get_data(as_text=True)
    assert answer.status_code == 500
    assert "程序出错，没有保存；请把编号 " in said
    assert "Traceback" not in said
    assert "ZeroDivisionError" not in said
    number = said.partition("请把编号 ")[2][:8]
    log = (tmp_path / "desk.log").read_text(encoding="utf-8")
    assert number in log
    assert "in fail\n" in log
    assert "builtins.ZeroDivisionError" in log
    assert "95.42" not in log.replace('raise ZeroDivisionError("成绩 95.42")', "")


HOSTILE = "</textarea><script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{31337*3}}${31337*3}"


def test_hostile_text_is_text_everywhere(clerk: Clerk, county: County) -> None:
    county.write("units/jia.yaml", f'id: jia\nname: "{HOSTILE.replace(chr(34), chr(39))}"\n')
    assert clerk.post(FORM, {"reason": HOSTILE, "-sure": "yes"}).status_code == 303
    for address in ("/2019/", "/2019/jia/", FORM, "/2019/jia/deductions/+", "/mine"):
        page = clerk.page(address)
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "94011" not in page
    effect = clerk.post(FORM, {"reason": HOSTILE + "甲"}, "effect").get_json()["effect"]
    assert "<script>" not in effect
    assert "<img" not in effect
