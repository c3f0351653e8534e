"""Pull requests on each platform: found and not doubled, and every refusal one sentence that says what to do."""

import http.server
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from assessment.forge import asking
from assessment.forge.asking import Forge, ForgeError
from assessment.forge.place import ForgeKind, ForgePlace
from assessment.forge.pull_requests import account, is_public, open_pull_request, write_pull_request
from tests.forge.platform import PATH, TOKEN, Kept, PlayedForge, Raw, playing

ME, MAIN = "records/zhang", "main"


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy of the environment stands between."""
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture(params=[*ForgeKind], ids=lambda kind: kind.value)
def played(request: pytest.FixtureRequest) -> Iterator[PlayedForge]:
    with playing(request.param) as kept:
        yield kept


def test_one_is_opened_and_then_written_anew(played: PlayedForge) -> None:
    for number in range(40):
        played.requests.append(Kept(100 + number, f"other-{number}", MAIN, "别人的", ""))
    assert open_pull_request(played.forge, ME, MAIN) is None
    first = write_pull_request(played.forge, ME, MAIN, "记一次扣分", "说明", None)
    assert first.address.startswith(f"{played.base}/{PATH}/")
    assert (played.requests[-1].title, played.requests[-1].text) == ("记一次扣分", "说明")
    played.requests[-1].remarks = 2
    there = open_pull_request(played.forge, ME, MAIN)
    assert there is not None
    remarks = 4 if played.kind is ForgeKind.GITHUB else 2
    assert (there.number, there.text, there.remarks) == (first.number, "说明", remarks)
    again = write_pull_request(played.forge, ME, MAIN, "记两次扣分", "又一说明", there)
    assert (again.number, again.title, again.text) == (first.number, "记两次扣分", "又一说明")
    assert [method for method, _ in played.written()] == ["POST", "PUT" if played.kind is ForgeKind.GITLAB else "PATCH"]
    assert len(played.requests) == 41


def test_one_that_is_closed_or_of_another_place_is_not_taken(played: PlayedForge) -> None:
    played.requests = [
        Kept(1, ME, MAIN, "关了的", "", is_open=False),
        Kept(2, "records/zhang2", MAIN, "别的分支", ""),
    ]
    if played.kind is not ForgeKind.GITLAB:
        played.requests.append(Kept(3, ME, MAIN, "复刻来的", "", home="else/kaoping"))
        played.requests.append(Kept(4, ME, "other", "并到别处", ""))
    assert open_pull_request(played.forge, ME, MAIN) is None


def test_whose_token_it_is_and_who_may_look(played: PlayedForge) -> None:
    nobody = replace(played.forge, token="")
    assert account(played.forge) == "zhang"
    assert (is_public(played.forge), is_public(nobody)) == (False, False)
    played.is_private = False
    assert (is_public(played.forge), is_public(nobody)) == (True, True)


@pytest.mark.parametrize("said", [b'{"private": true, "visibility": "internal"}', b"{}", b'{"private": false}'])
def test_what_is_not_said_to_be_private_is_public(played: PlayedForge, said: bytes) -> None:
    """Internal is open to every account of a platform."""
    played.instead = Raw(said)
    assert is_public(played.forge)


REFUSALS = {
    301: "要转到别处，没有跟去",
    400: "没有接受（400）（no）",
    401: "不认这个令牌，可能已经过期",
    403: "不允许（no）：请确认令牌有读写这个仓库和合并请求的权限",
    404: "上没有仓库 xian/kaoping，或者令牌看不到它",
    409: "没有接受（409）（no）",
    422: "没有接受（422）（no）",
    429: "说请求太频繁",
    500: "出了错（500）",
    503: "出了错（503）",
}


@pytest.mark.parametrize("status", REFUSALS)
def test_a_refusal_is_one_sentence(played: PlayedForge, status: int) -> None:
    played.instead = Raw(b'{"message": "no"}', status)
    with pytest.raises(ForgeError) as refusal:
        write_pull_request(played.forge, ME, MAIN, "改", "", None)
    said = str(refusal.value)
    assert REFUSALS[status] in said
    assert said.startswith(played.forge.host)
    assert refusal.value.status == status
    assert "\n" not in said
    assert TOKEN not in said


HOSTILE = {
    "not json": Raw(b"<html>"),
    "not utf-8": Raw(b"\xff\xfe{"),
    "deep": Raw(b"[" * 200_000),
    "nothing": Raw(b""),
    "a number": Raw(b"7"),
    "a list": Raw(b"[[]]"),
    "no number": Raw(b'{"html_url": "http://x/1", "web_url": "http://x/1"}'),
    "a script": Raw(b'{"number": 1, "iid": 1, "html_url": "javascript:x", "web_url": "javascript:x"}'),
    "huge": Raw(b" " * 3000 + b"{}"),
    "a refusal that is no json": Raw(b"<html>" * 9, 400),
    "a refusal in many lines": Raw(b'{"message": "a\\nb\\u0007' + b"c" * 900 + b'"}', 400),
    "a refusal with the token": Raw(
        b'{"message": "token s3cret-token is bad", "errors": [{"message": "s3cret-token"}, 1]}', 400
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_answer_is_one_sentence(played: PlayedForge, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "MOST_BYTES", 2000)
    if what == "deep":
        monkeypatch.setattr(asking, "MOST_BYTES", 1_000_000)
    played.instead = HOSTILE[what]
    with pytest.raises(ForgeError) as refusal:
        write_pull_request(played.forge, ME, MAIN, "改", "", None)
    said = str(refusal.value)
    assert said.isprintable()
    assert len(said) < 400
    assert TOKEN not in said


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_the_token_goes_nowhere_else(played: PlayedForge, status: int) -> None:
    with playing(played.kind) as elsewhere:
        played.instead = Raw(b"", status, {"Location": f"{elsewhere.base}/api/v1/user"})
        with pytest.raises(ForgeError, match="没有跟去"):
            account(played.forge)
        assert (elsewhere.calls, elsewhere.tokens) == ([], set())


def test_a_token_shows_nowhere(played: PlayedForge) -> None:
    assert TOKEN not in repr(played.forge)
    played.instead = Raw(b"", 500)
    with pytest.raises(ForgeError) as refusal:
        account(played.forge)
    fault: BaseException | None = refusal.value
    while fault is not None:
        assert TOKEN not in repr(fault) + str(fault)
        fault = fault.__cause__ or fault.__context__


def refusal_at(port: int, scheme: str = "http") -> str:
    """What is said where a platform at a port is asked."""
    with pytest.raises(ForgeError) as refusal:
        account(Forge(ForgePlace(ForgeKind.GITEA, f"{scheme}://127.0.0.1:{port}", PATH), TOKEN))
    return str(refusal.value)


@contextmanager
def speaking(first: bytes, then: bytes = b"") -> Iterator[int]:
    """Run a server that says something to whoever comes, and then drop by drop without end; yield its port."""
    ended = threading.Event()

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.sendall(first)
            while not ended.wait(0.01) and then:
                try:
                    connection.sendall(then)
                except OSError:
                    return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        ended.set()
        thread.join()


def test_no_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert refusal_at(port) == f"连不上 127.0.0.1:{port}，请检查网络（经代理上网的，看环境变量 https_proxy）"
    forge = Forge(ForgePlace(ForgeKind.GITEA, "http://nowhere.invalid", PATH), TOKEN)
    with pytest.raises(ForgeError, match=r"^连不上 nowhere\.invalid"):
        account(forge)


def test_one_who_speaks_something_else() -> None:
    with speaking(b"SSH-2.0-OpenSSH\r\n") as port:
        assert refusal_at(port).startswith("连不上 ")


@pytest.mark.parametrize("first", [b"HTTP/1.1 200 OK\r\n\r\n[", b"HTTP/1.1 200 OK\r\nX: "])
def test_one_who_never_ends(first: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_IN_ALL", 0.3)
    with speaking(first, b" ") as port:
        assert refusal_at(port) == f"127.0.0.1:{port} 迟迟没有答复，请检查网络，稍后再试"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that nobody vouches for."""
    folder = tmp_path_factory.mktemp("certificate")
    words = "req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 30 -subj /CN=127.0.0.1"
    more = ["-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(["openssl", *words.split(), *more], cwd=folder, check=True, capture_output=True)
    return folder


@contextmanager
def secure(certificate: Path) -> Iterator[tuple[int, set[str]]]:
    """Run a platform behind a certificate; yield its port and what tokens come."""
    tokens: set[str] = set()

    class Api(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            tokens.add(self.headers.get("Authorization", ""))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"login": "zhang"}')

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Api) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server.server_port, tokens
        server.shutdown()


def test_a_certificate_that_nobody_vouches_for(certificate: Path) -> None:
    with secure(certificate) as (port, tokens):
        assert "的证书没有通过核对，没有发送令牌" in refusal_at(port, "https")
        assert tokens == set()
        place = ForgePlace(ForgeKind.GITEA, f"https://127.0.0.1:{port}", PATH)
        assert account(Forge(place, TOKEN, str(certificate / "cert.pem"))) == "zhang"
        assert tokens == {f"token {TOKEN}"}
