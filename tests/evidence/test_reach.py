"""Capturing a page reaches the web and nothing of this machine or its networks, whatever the page asks for."""

import functools
import gzip
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest

from assessment.commands import evidence
from assessment.errors import RequestError
from assessment.evidence import keep
from assessment.evidence.capture import capture
from assessment.evidence.reach import Address, InternalAddressError, Reach, is_internal, proxy_for
from tests.evidence.servers import Answer, Server, page, serving
from tests.repository.county import County

OUTSIDE = "127.0.0.2"
"""What stands for the web in these tests."""
SECRET = "内部电话一二三"


def all_but_outside(address: Address) -> bool:
    """Judge as it is judged, but for one address of this machine that stands for the web."""
    return str(address) != OUTSIDE and is_internal(address)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine reaches the web directly, unless a test says otherwise."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.127.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b::127.0.0.1",
        "64:ff9b::192.168.1.1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "2002:c0a8:101::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
        "4000::1",
    ],
)
def test_internal(address: str) -> None:
    assert is_internal(ip_address(address))


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "172.32.0.1", "100.128.0.1", "11.0.0.1", "2606:4700::1", "240e::1", "::ffff:8.8.8.8", "2002:808:808::1"],
)
def test_of_the_web(address: str) -> None:
    assert not is_internal(ip_address(address))


@pytest.fixture
def inside() -> Iterator[Server]:
    """A server of this machine that answers everything with a secret."""

    def answer(path: str) -> Answer:
        if path.endswith(".png"):
            return 200, {"Content-Type": "image/svg+xml"}, f"<svg><text>{SECRET}</text></svg>".encode()
        return page(SECRET, SECRET)

    with serving("127.0.0.1", answer) as server:
        yield server


@pytest.mark.parametrize(
    "form",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "017700000001",
        "0177.0.0.1",
        "0.0.0.0",
        "0",
        "localhost",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "１２７.0.0.1",
        "127。0。0。1",
        "127.0.0.1.",
    ],
)
def test_every_way_to_write_this_machine_is_refused(form: str, inside: Server, tmp_path: Path) -> None:
    """As the address that was typed, and as that of a picture."""
    reach = Reach(everywhere=False, internal=all_but_outside)
    with pytest.raises(RequestError, match=r"网址在本机或内网|网页打不开"):
        capture(f"http://{form}:{inside.port}/", tmp_path / "a.warc.gz", tmp_path / "a.pdf", reach)
    assert inside.requests == []


def test_an_internal_address_is_not_even_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", lambda *_: pytest.fail("connects"))
    for address in ("127.0.0.3", "10.1.2.3", "169.254.169.254"):
        reach = Reach(everywhere=False)
        with pytest.raises(InternalAddressError):
            reach.connect("http", address, 80, 30)
        assert reach.refused == {f"{address}:80"}


PARTS = {
    "picture": '<img src="{inside}a.png">',
    "frame": '<iframe src="{inside}"></iframe>',
    "script": '<script src="{inside}a.js"></script>',
    "style": '<link rel="stylesheet" href="{inside}a.css"><style>@import "{inside}b.css";</style>',
    "background": "<style>p {{background: url({inside}c.png)}}</style><p>x</p>",
    "font": "<style>@font-face {{font-family: a; src: url({inside}a.woff2)}} p {{font-family: a}}</style><p>x</p>",
    "object": '<object data="{inside}a.html"></object><embed src="{inside}b.html">',
    "media": '<video src="{inside}a.mp4" poster="{inside}a.png"></video><audio src="{inside}a.mp3"></audio>',
    "fetch": "<script>fetch('{inside}a.json', {{mode: 'no-cors'}})</script>",
    "request": "<script>r = new XMLHttpRequest(); r.open('GET', '{inside}b'); r.send()</script>",
    "beacon": "<script>navigator.sendBeacon('{inside}a', 'x')</script>",
    "form": '<form id="f" action="{inside}a" method="post"></form><script>f.submit()</script>',
    "navigation": "<script>location = '{inside}a'</script>",
    "refresh": '<meta http-equiv="refresh" content="0; url={inside}a">',
    "web socket": "<script>new WebSocket('ws://{host}/a'); new WebSocket('ws://localhost:{port}/b')</script>",
    "events": "<script>new EventSource('{inside}a')</script>",
    "worker": "<script>new Worker(URL.createObjectURL(new Blob(['importScripts(\"{inside}a.js\")'])))</script>",
    "prefetch": '<link rel="prefetch" href="{inside}a"><link rel="preload" as="image" href="{inside}b.png">',
    "preconnect": '<link rel="preconnect" href="{inside}"><link rel="dns-prefetch" href="{inside}">',
    "icon": '<link rel="icon" href="{inside}c.ico"><link rel="manifest" href="{inside}a.webmanifest">',
    "speculation": '<script type="speculationrules">{{"prerender": [{{"urls": ["{inside}a"]}}]}}</script>',
    "redirection": '<img src="/redirect.png"><iframe src="/redirect"></iframe><script src="/redirect.js"></script>',
    "localhost": '<img src="http://localhost:{port}/a.png"><iframe src="http://localhost:{port}/"></iframe>',
    "decimal": '<img src="http://2130706433:{port}/a.png"><img src="http://0:{port}/a.png">',
    "octal": '<img src="http://0177.1:{port}/a.png"><iframe src="http://0x7f000001:{port}/"></iframe>',
    "mapped": '<img src="http://[::ffff:127.0.0.1]:{port}/a.png"><iframe src="http://[::ffff:7f00:1]:{port}/"></iframe>',
    "https": '<img src="https://127.0.0.1:{port}/a.png"><iframe src="https://localhost:{port}/"></iframe>',
    "nested": '<iframe srcdoc=\'<iframe src="{inside}"></iframe><img src="{inside}a.png">\'></iframe>',
}
"""The ways in which a page asks for something else."""


def test_nothing_of_this_machine_is_asked_for(inside: Server, tmp_path: Path) -> None:
    """All ways at once: pages in frames, so that none keeps another from being tried."""

    def answer(path: str) -> Answer:
        name = path.strip("/").replace("%20", " ")
        if name.startswith("redirect"):
            return 302, {"Location": f"{inside.url}from-{name}"}, b""
        by_name = {"inside": inside.url, "host": f"127.0.0.1:{inside.port}", "port": inside.port}
        if name in PARTS:
            return page(PARTS[name].format(**by_name))
        frames = "".join(f'<iframe src="/{name}"></iframe>' for name in PARTS)
        # What leaves the page stays in its frame.
        leaving = ("form", "navigation", "refresh")
        own = "".join(way.format(**by_name) for name, way in PARTS.items() if name not in leaving)
        return page(f"通知公告{frames}{own}")

    reach = Reach(everywhere=False, internal=all_but_outside)
    with serving(OUTSIDE, answer) as outside:
        title = capture(outside.url, tmp_path / "a.warc.gz", tmp_path / "a.pdf", reach)
    assert inside.requests == []
    assert title == "通知"
    assert f"127.0.0.1:{inside.port}" in reach.refused
    assert f"localhost:{inside.port}" in reach.refused
    assert len(outside.requests) > 2 * len(PARTS), "the archive and the browser both asked for the rest"
    archive = gzip.decompress((tmp_path / "a.warc.gz").read_bytes()).decode("utf-8", "replace")
    assert f"WARC-Target-URI: {outside.url}\r\n" in archive
    assert f"WARC-Target-URI: {inside.url}" not in archive
    said = subprocess.run(["pdftotext", str(tmp_path / "a.pdf"), "-"], capture_output=True, text=True, check=True).stdout
    assert "通知公告" in said
    assert SECRET not in archive + said


def test_with_intranet_all_of_it_is_kept(inside: Server, tmp_path: Path) -> None:
    reach = Reach(everywhere=True)
    with serving("127.0.0.2", lambda _: page(f'<iframe src="{inside.url}"></iframe>')) as outside:
        capture(outside.url, tmp_path / "a.warc.gz", tmp_path / "a.pdf", reach)
    archive = gzip.decompress((tmp_path / "a.warc.gz").read_bytes()).decode("utf-8", "replace")
    said = subprocess.run(["pdftotext", str(tmp_path / "a.pdf"), "-"], capture_output=True, text=True, check=True).stdout
    assert SECRET in archive
    assert SECRET in said
    assert reach.refused == set()


def test_files_of_this_machine_are_in_no_page(tmp_path: Path) -> None:
    secret = tmp_path / "secret.html"
    secret.write_text(SECRET, encoding="utf-8")
    address = secret.as_uri()
    body = (
        f'通知公告<iframe src="{address}"></iframe><object data="{address}"></object><embed src="{address}">'
        f"<iframe src='/redirect'></iframe><script>fetch('{address}').then(a => a.text())"
        ".then(a => document.write(a))</script>"
    )
    reach = Reach(everywhere=False, internal=all_but_outside)

    def answer(path: str) -> Answer:
        return (302, {"Location": address}, b"") if path == "/redirect" else page(body)

    with serving(OUTSIDE, answer) as outside:
        capture(outside.url, tmp_path / "a.warc.gz", tmp_path / "a.pdf", reach)
        with pytest.raises(RequestError, match="网页打不开"):
            capture(f"{outside.url}redirect", tmp_path / "b.warc.gz", tmp_path / "b.pdf", reach)
    archive = gzip.decompress((tmp_path / "a.warc.gz").read_bytes()).decode("utf-8", "replace")
    said = subprocess.run(["pdftotext", str(tmp_path / "a.pdf"), "-"], capture_output=True, text=True, check=True).stdout
    assert "通知公告" in said
    assert SECRET not in archive + said


def test_a_page_that_leads_inside_is_refused(inside: Server, tmp_path: Path) -> None:
    reach = Reach(everywhere=False, internal=all_but_outside)
    with (
        serving(OUTSIDE, lambda _: (302, {"Location": inside.url}, b"")) as outside,
        pytest.raises(RequestError) as message,
    ):
        capture(outside.url, tmp_path / "a.warc.gz", tmp_path / "a.pdf", reach)
    place = f"127.0.0.1:{inside.port}"
    assert str(message.value) == f"网址在本机或内网（{place}）：{outside.url}；确实要登记内网的网页，请加 --intranet"
    assert inside.requests == []
    assert not (tmp_path / "a.pdf").exists()


def test_nothing_is_sent_but_by_way_of_the_proxy(tmp_path: Path) -> None:
    """Calls between browsers look for a way of their own, by datagrams."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.setblocking(False)
        port = listening.getsockname()[1]
        body = (
            "<script>for (let n = 0; n < 9; n++) { const c = new RTCPeerConnection("
            f"{{iceServers: [{{urls: 'stun:127.0.0.1:{port}'}}, "
            f"{{urls: 'turn:127.0.0.1:{port}', username: 'a', credential: 'b'}}]}});"
            "c.createDataChannel('a'); c.createOffer().then(o => c.setLocalDescription(o)) }</script>"
        )
        with serving(OUTSIDE, lambda _: page(body)) as outside:
            reach = Reach(everywhere=False, internal=all_but_outside)
            capture(outside.url, tmp_path / "a.warc.gz", tmp_path / "a.pdf", reach)
        with pytest.raises(BlockingIOError):
            listening.recv(100)


def test_a_name_that_changes_between_look_ups_leads_nowhere_else(inside: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first look-up tells an address outside, every later one this machine; and one name has addresses of both."""
    cases: list[str] = []
    look_up = socket.getaddrinfo

    def changing(host: str, port: int, *given: object, **more: object) -> list[tuple[object, ...]]:
        cases.append(host)
        if host == "mixed.example":
            lines = ["127.0.0.1", OUTSIDE]
        else:
            lines = [OUTSIDE if cases.count(host) == 1 else "127.0.0.1"] if host.endswith(".example") else [host]
        return [one for name in lines for one in look_up(name, port, *given, **more)]  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    reach = Reach(everywhere=False, internal=all_but_outside)
    with serving(OUTSIDE, lambda _: page("")) as outside:
        for name in ("changing.example", "mixed.example"):
            with reach.connect("http", name, outside.port, 30) as connection:
                assert connection.getpeername()[0] == OUTSIDE
        assert cases == ["changing.example", "mixed.example"], "looked up once"
        with pytest.raises(InternalAddressError):
            reach.connect("http", "changing.example", inside.port, 30)


def test_an_address_of_this_machine_that_looks_public() -> None:
    """A connection that ends where it begins: as to the machine's own address on the internet."""
    with serving("127.0.0.1", lambda _: page("")) as server:
        reach = Reach(everywhere=False, internal=lambda _: False)
        with pytest.raises(InternalAddressError):
            reach.connect("http", "127.0.0.1", server.port, 30)
        Reach(everywhere=True).connect("http", "127.0.0.1", server.port, 30).close()


def test_pages_of_https_are_in_the_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "2"]
    command += ["-addext", f"subjectAltName=IP:{OUTSIDE}", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, capture_output=True, check=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server((OUTSIDE, 0)) as plain, context.wrap_socket(plain, server_side=True) as listening:

        def answer() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                    with connection:
                        connection.recv(65536)
                        connection.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<title>safe</title>safe")
                except ssl.SSLError:
                    continue
                except OSError:
                    return

        threading.Thread(target=answer, daemon=True).start()
        url = f"https://{OUTSIDE}:{listening.getsockname()[1]}/"
        reach = Reach(everywhere=False, internal=all_but_outside)
        # The browser has no list of its own to which the certificate could be added.
        with pytest.raises(RequestError, match="浏览器没有把网页存成 PDF"):
            capture(url, tmp_path / "a.warc.gz", tmp_path / "a.pdf", reach)
    archive = gzip.decompress((tmp_path / "a.warc.gz").read_bytes()).decode("utf-8", "replace")
    assert f"WARC-Target-URI: {url}\r\n" in archive


class TestByWayOfAProxy:
    """The office reaches the web through a proxy of its own."""

    @pytest.fixture
    def proxy(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
        """A proxy in the office's network, which answers everything itself, and names that it alone could tell."""
        look_up = socket.getaddrinfo

        def resolve(host: str, port: int, *given: object, **more: object) -> object:
            named = {"web.example": OUTSIDE, "inside.example": "127.0.0.1"}
            if host == "unknown.example":
                raise socket.gaierror(socket.EAI_NONAME, "no such name")
            return look_up(named.get(host, host), port, *given, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        with serving("127.0.0.1", lambda _: page("通知公告")) as server:
            for scheme in ("http", "https"):
                monkeypatch.setenv(f"{scheme}_proxy", f"http://office:pass%20word@127.0.0.1:{server.port}")
            yield server

    def test_the_page_comes_through_it_and_its_password_stays(self, proxy: Server, tmp_path: Path) -> None:
        reach = Reach(everywhere=False, internal=all_but_outside)
        assert capture("http://web.example/a", tmp_path / "a.warc.gz", tmp_path / "a.pdf", reach) == "通知"
        assert [path for path in proxy.requests if path.endswith("/a")] == [
            "http://web.example:80/a",
            "http://web.example/a",
        ]
        assert {headers.get("Proxy-Authorization") for headers in proxy.headers} == {"Basic b2ZmaWNlOnBhc3Mgd29yZA=="}
        archive = gzip.decompress((tmp_path / "a.warc.gz").read_bytes()).decode("utf-8", "replace")
        assert "WARC-Target-URI: http://web.example" in archive
        assert "b2ZmaWNlOnBhc3Mgd29yZA==" not in archive
        assert "authorization" not in archive.lower()

    @pytest.mark.parametrize("host", ["inside.example", "127.0.0.1", "10.0.0.1", "localhost", "[::1]"])
    def test_what_is_internal_is_not_asked_of_it(self, proxy: Server, host: str, tmp_path: Path) -> None:
        reach = Reach(everywhere=False, internal=all_but_outside)
        for scheme in ("http", "https"):
            with pytest.raises(RequestError, match="网址在本机或内网"):
                capture(f"{scheme}://{host}/a", tmp_path / "a.warc.gz", tmp_path / "a.pdf", reach)
        assert proxy.requests == []

    def test_what_only_it_can_look_up_is_not_asked_of_it(self, proxy: Server, tmp_path: Path) -> None:
        with pytest.raises(RequestError, match="网页打不开"):
            capture("http://unknown.example/", tmp_path / "a.warc.gz", tmp_path / "a.pdf", Reach(everywhere=False))
        assert proxy.requests == []
        capture("http://unknown.example/", tmp_path / "b.warc.gz", tmp_path / "b.pdf", Reach(everywhere=True))
        assert proxy.requests != []

    def test_it_is_asked_for_a_tunnel(self, proxy: Server) -> None:
        with pytest.raises(OSError, match="refuses"):
            Reach(everywhere=False, internal=all_but_outside).connect("https", "web.example", 443, 30)
        assert proxy.requests == ["CONNECT web.example:443"]

    @pytest.mark.usefixtures("proxy")
    def test_some_hosts_are_reached_without_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("no_proxy", "web.example")
        assert proxy_for("http", "web.example") is None
        assert proxy_for("http", "other.example") is not None

    @pytest.mark.parametrize("named", ["socks5://127.0.0.1:1080", "http://", "http://a:b:c"])
    def test_one_that_is_not_understood_is_a_line(
        self, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("http_proxy", named)
        with pytest.raises(RequestError, match=r"^环境变量 http_proxy 的写法不认识，应写作 http://主机:端口$"):
            capture("http://web.example/", tmp_path / "a.warc.gz", tmp_path / "a.pdf", Reach(everywhere=False))


def test_the_command_says_what_was_left_out(
    inside: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(keep, "Reach", functools.partial(Reach, internal=all_but_outside))
    data = County(tmp_path / "county").data
    (data.parent / ".gitattributes").write_text("* -text\n", encoding="utf-8")
    adding = ["add", "--data", str(data), "--unit", "jia", "--url"]
    assert evidence.main([*adding, inside.url]) == 1
    assert capsys.readouterr().err.endswith("；确实要登记内网的网页，请加 --intranet\n")
    with serving(OUTSIDE, lambda _: page(f'<img src="{inside.url}a.png"><img src="{inside.url}b.png">')) as outside:
        assert evidence.main([*adding, outside.url]) == 0
    left_out = f"网页里指向本机或内网的 1 处没有留存：127.0.0.1:{inside.port}；确实要留存的请加 --intranet\n"
    assert left_out in capsys.readouterr().out
    assert evidence.main([*adding, inside.url, "--intranet"]) == 0
    assert "没有留存" not in capsys.readouterr().out
