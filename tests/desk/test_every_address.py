"""Every address of the desk by every method: who is answered at all, what every answer says, and that none leads out.

The addresses come from the application itself, so a new one is tried when it appears.
"""

import os
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

import pytest
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from assessment.dataset.person import Right
from assessment.desk.app import make_app
from assessment.desk.office import right_for
from assessment.desk.workplace import Workplace
from tests.branches.office import ZHANG, Offices
from tests.desk.conftest import HOST, PERSON, Clerk
from tests.desk.server import ADDRESS, PEOPLE, SECRET, Server, put_into_main

HAND_IN = "/hand-in"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")
OWN = {
    "period": "2019",
    "unit": "jia",
    "steps": "deductions/d1",
    "id": "averaging",
    "number": "0",
    "kind": "agency",
    "at": "title",
    "name": "desk.css",
}
"""What stands in each place of an address."""
OUTSIDE = (
    "..",
    "../../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/etc/passwd",
    "..%5c..%5cboot.ini",
    "%2fetc%2fpasswd",
    "%00",
    "jia%00.yaml",
    "jia.yaml",
    "../county",
    "con",
    "%0d%0aSet-Cookie:%20a=b",
    "%ff%fe",
    "%e2%80%ae",
    "a" * 4096,
    "%F0%9F%98%80" * 300,
    "-1",
    "9" * 400,
    "{{7*7}}",
    "<script>alert(1)</script>",
)
FORBIDDEN = ("root:", "[county]", "portal:", "Traceback", "<script>alert", "{{7*7}}49", "Set-Cookie: a")


def rules() -> list[Rule]:
    """Every rule of the desk."""
    app = make_app(Workplace(Path("/nonexistent")), frozenset({HOST}))
    return sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)


RULES = rules()


def filled(rule: Rule, other: Mapping[str, str]) -> str:
    """Return an address of a rule."""
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: {**OWN, **other}[found[1]], rule.rule)


def led_out() -> Iterator[tuple[str, str]]:
    """Yield methods and addresses in which one place after another leads elsewhere."""
    for rule in RULES:
        for name in sorted(rule.arguments):
            for value in OUTSIDE:
                yield "POST" if "POST" in (rule.methods or ()) else "GET", filled(rule, {name: value})


def every() -> Iterator[tuple[str, str]]:
    """Yield every method at every address."""
    for rule in RULES:
        for method in METHODS:
            yield method, filled(rule, {})


def send(clerk: Clerk, method: str, address: str, fields: Mapping[str, str], **headers: str) -> TestResponse:
    data = dict(fields) if method not in ("GET", "HEAD", "OPTIONS", "TRACE") else None
    return clerk.client.open(address, method=method, data=data, headers={"Host": HOST, **headers})


def state(clerk: Clerk) -> Mapping[str, bytes]:
    """Every file of the county, with the branches of its repository."""
    top = clerk.data.parent
    files = (path for path in top.rglob("*") if path.is_file() and ".git/" not in path.as_posix())
    heads = (path for path in (top / ".git/refs").rglob("*") if path.is_file())
    return {path.relative_to(top).as_posix(): path.read_bytes() for path in chain(files, heads, [top / ".git/HEAD"])}


def test_every_place_of_an_address_is_known_here() -> None:
    assert {name for rule in RULES for name in rule.arguments} == set(OWN)


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": f"evil.example, {HOST}"},
        {"Host": "localhost.evil.example:8010"},
        {"Host": "evil.example", "X-Forwarded-Host": HOST, "Forwarded": f"host={HOST}"},
    ],
)
def test_no_other_host_is_answered(clerk: Clerk, headers: dict[str, str]) -> None:
    """DNS rebinding, at every address by every method, even with the token of the desk."""
    before = state(clerk)
    for method, address in every():
        answer = send(clerk, method, address, {"-token": clerk.place.token, "-do": "save"}, **headers)
        assert answer.status_code == 403, (method, address)
        sealed(answer)
    assert state(clerk) == before


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_nothing_is_taken_from_a_page_of_elsewhere(clerk: Clerk, headers: dict[str, str]) -> None:
    """CSRF, at every address by every method that may change something, even with the token of the desk."""
    before = state(clerk)
    for method, address in every():
        if method not in ("GET", "HEAD"):
            answer = send(clerk, method, address, {"-token": clerk.place.token, "-do": "save", **PERSON}, **headers)
            assert answer.status_code == 403, (method, address)
    assert state(clerk) == before


@pytest.mark.parametrize("token", [None, "", "x" * 43, "令牌", "\ud800"])
def test_nothing_is_taken_without_the_token_of_this_run(clerk: Clerk, token: str | None) -> None:
    before, own = state(clerk), {} if token is None else {"-token": token.encode("utf-8", "replace").decode()}
    for method, address in every():
        if method == "POST":
            answer = send(clerk, method, address, {**own, "-do": "save", "-take": "mine", **PERSON})
            assert answer.status_code in (403, 405), (method, address)
            sealed(answer)
    assert state(clerk) == before


def test_a_token_of_an_earlier_run_is_none_of_this(clerk: Clerk) -> None:
    assert Workplace(clerk.data).token != clerk.place.token


def test_every_answer_is_kept_nowhere_and_shown_in_no_frame(clerk: Clerk) -> None:
    before = state(clerk)
    for method, address in every():
        answer = send(clerk, method, address, {})
        assert answer.status_code < 500, (method, address)
        sealed(answer)
    assert state(clerk) == before


def test_no_place_of_an_address_leads_out_of_the_data(clerk: Clerk) -> None:
    before = state(clerk)
    for method, address in led_out():
        answer = send(clerk, method, address, {"-token": clerk.place.token, "-do": "look"})
        assert answer.status_code < 500, (method, address)
        sealed(answer)
        said = answer.get_data().decode("utf-8", "replace")
        assert not any(word in said for word in FORBIDDEN), (method, address)
    assert state(clerk) == before


def test_titles_hold_no_marks_and_no_token(clerk: Clerk) -> None:
    """Titles of pages stay in the history of a browser."""
    for rule in RULES:
        page = send(clerk, "GET", filled(rule, {}), {}).get_data().decode("utf-8", "replace")
        title = page.partition("<title>")[2].partition("</title>")[0]
        assert not re.search(r"\d+\.\d|[−-]\d|名次|第\d+名", title), title
        assert clerk.place.token not in title


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    offices = Offices(tmp_path / "office")
    put_into_main(offices, PEOPLE)
    return Server(offices.clerk("server", ZHANG), tmp_path / "trees")


def proxied(server: Server, method: str, address: str, **headers: str) -> TestResponse:
    """Send a request to an office as it comes by the network."""
    data = {"-do": "save"} if method == "POST" else None
    return server.client.open(address, method=method, data=data, headers={"Host": ADDRESS, **headers})


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Remote-User": "li"},
        {"X-Remote-User": "li", "X-Proxy-Secret": ""},
        {"X-Remote-User": "li", "X-Proxy-Secret": f"{SECRET}x"},
        {"X-Remote-User": "li", "Authorization": f"Bearer {SECRET}"},
        {"X-Remote-User": "li, zhang", "X-Proxy-Secret": SECRET},
        {"Remote-User": "li", "X-Forwarded-User": "li", "X-Proxy-Secret": SECRET},
    ],
)
def test_nobody_comes_past_the_proxy(server: Server, headers: dict[str, str]) -> None:
    """Every address by every method: without the secret, or without one person whom the proxy names."""
    for method, address in every():
        answer = proxied(server, method, address, **headers)
        assert answer.status_code == 403, (method, address)
        sealed(answer)
    assert not server.trees.exists()


def test_whoever_may_only_look_changes_nothing(server: Server) -> None:
    """Every address that changes something asks for a right, however the address is written."""
    who = {"X-Remote-User": "wang", "X-Proxy-Secret": SECRET}
    odd = [written.format(HAND_IN) for written in ("/{}", "/.{}", "/theme/..{}", "/theme/%2e%2e{}", "{}/", "{}?-do=look")]
    for address in (*(filled(rule, {}) for rule in RULES if not rule.rule.startswith("/trial/")), *odd):
        assert proxied(server, "POST", address, **who).status_code == 403, address
    assert proxied(server, "DELETE", HAND_IN, **who).status_code == 403
    assert not server.trees.exists()


def test_only_approvers_do_what_ends_a_year() -> None:
    steps = [rule for rule in RULES if rule.endpoint.startswith("steps.")]
    assert steps
    assert {right_for("POST", filled(rule, {})) for rule in steps} == {Right.APPROVE}


def test_an_office_sends_nobody_to_an_unsafe_address(server: Server) -> None:
    """An address that lacks its slash is led to the office's own, which is https."""
    answer = proxied(server, "GET", "/2019", **{"X-Remote-User": "li", "X-Proxy-Secret": SECRET})
    assert answer.headers["Location"] == f"https://{ADDRESS}/2019/"


def sealed(answer: TestResponse) -> None:
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert not {"Set-Cookie", "Access-Control-Allow-Origin", "Server"} & set(answer.headers.keys())
    assert re.match(rf"(http://{HOST}|https://{ADDRESS})?/(?!/)", answer.headers.get("Location", "/"))
