"""Capturing a web page: as a WARC, which holds what the servers answered, and as a PDF, which anybody can read."""

# warcio listens to http.client; it has to come before whatever uses that.
from warcio.capture_http import capture_http  # isort: skip

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from assessment.errors import RequestError
from assessment.evidence.browser_proxy import browser_proxy
from assessment.evidence.charset import page_text
from assessment.evidence.reach import InternalAddressError, Reach, proxy_for

SECONDS = 30
"""How long to wait for any one answer."""
MOST_BYTES = 50_000_000
"""How much of one answer to keep."""
MOST_PARTS = 300
"""How many pictures, style sheets and scripts of a page to keep."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
AGENT = "Mozilla/5.0 (compatible; evidence)"

_PART_OF = {"img": "src", "script": "src", "source": "src", "link": "href", "iframe": "src", "embed": "src"}


class _Parts(HTMLParser):
    """Collects what a page is made of, and its title."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.title = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Pictures in a page may have titles of their own.
        self._in_title = tag == "title" and not self.title
        address = dict(attrs).get(_PART_OF.get(tag, ""))
        if address:
            self.addresses.append(address)

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False


def capture(url: str, warc: Path, pdf: Path, reach: Reach) -> str:
    """Capture a page into two new files; return its title, empty where it has none.

    What the page asks for beyond the reach is in neither; the reach says afterwards what that was.

    Raises:
        RequestError: if the page cannot be had or is beyond the reach, or no browser is installed.
    """
    if urlsplit(url).scheme not in ("http", "https"):
        raise RequestError(f"网址应以 http:// 或 https:// 开头：{url}")
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        raise RequestError("抓取网页需要 chromium 浏览器，请管理员安装：apt-get install chromium")
    title = _archive(url, warc, reach)
    with browser_proxy(reach, SECONDS) as options:
        _print([browser, *options], url, pdf)
    return title


def _archive(url: str, warc: Path, reach: Reach) -> str:
    opener = _opener(reach)
    with capture_http(str(warc), warc_version="1.1", header_filter=_archived):
        try:
            address, headers, content = _get(opener, url)
        except urllib.error.HTTPError as fault:
            raise RequestError(f"网页打不开（{fault.code}）：{url}") from fault
        except (OSError, http.client.HTTPException, ValueError) as fault:
            if isinstance(inner := getattr(fault, "reason", fault), InternalAddressError):
                message = f"网址在本机或内网（{inner.place}）：{url}；确实要登记内网的网页，请加 --intranet"
                raise RequestError(message) from fault
            raise RequestError(f"网页打不开：{url}") from fault
        if headers.get_content_type() != "text/html":
            return ""
        parts = _Parts()
        parts.feed(page_text(content, headers.get_content_charset()))
        for part in _addresses(address, parts.addresses):
            try:
                _get(opener, part)
            except (OSError, http.client.HTTPException, ValueError):
                # A page that lacks a picture is still evidence; the archive holds what there was.
                continue
    return " ".join(parts.title.split())


def _archived(header: tuple[str, str]) -> tuple[str, str] | None:
    """Leave the password of the office's proxy out of the archive."""
    return None if header[0].lower() == "proxy-authorization" else header


def _get(opener: urllib.request.OpenerDirector, url: str) -> tuple[str, Message, bytes]:
    """Return where an address led, what the server says of the content there, and the content."""
    request = urllib.request.Request(url, headers={"User-Agent": AGENT})
    try:
        with opener.open(request, timeout=SECONDS) as answer:
            return answer.url, answer.headers, answer.read(MOST_BYTES)
    except urllib.error.HTTPError as refusal:
        with refusal:
            refusal.read(MOST_BYTES)
        raise


class _Connection(http.client.HTTPConnection):
    """Records what is said, and goes no farther than the reach."""

    def __init__(self, host: str, *, reach: Reach, timeout: float) -> None:
        super().__init__(host, timeout=timeout)
        self.reach = reach

    def connect(self) -> None:
        """Connect, by way of the office's proxy where there is one."""
        self.sock: socket.socket = self.reach.connect("http", self.host, self.port, SECONDS)

    def putrequest(self, method: str, url: str, skip_host: bool = False, skip_accept_encoding: bool = False) -> None:
        """Begin a request; a proxy is told whom it is for."""
        proxy = proxy_for("http", self.host) if self.default_port == http.client.HTTP_PORT else None
        whole = url if proxy is None else f"http://{self.host}:{self.port}{url}"
        super().putrequest(method, whole, skip_host, skip_accept_encoding)
        if proxy is not None and proxy.authorization:
            self.putheader("Proxy-Authorization", proxy.authorization)


class _SecureConnection(_Connection):
    """The same for https."""

    default_port = http.client.HTTPS_PORT

    def connect(self) -> None:
        """Connect, and make sure whose the other end is."""
        connection = self.reach.connect("https", self.host, self.port, SECONDS)
        self.sock = ssl.create_default_context().wrap_socket(connection, server_hostname=self.host)


def _opener(reach: Reach) -> urllib.request.OpenerDirector:
    """Return what opens addresses of the web, and follows redirections to such, and opens nothing else."""

    class Opening(urllib.request.AbstractHTTPHandler):
        def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
            return self.do_open(_Connection, request, reach=reach)  # type: ignore[arg-type]

        def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
            return self.do_open(_SecureConnection, request, reach=reach)  # type: ignore[arg-type]

        http_request = https_request = urllib.request.AbstractHTTPHandler.do_request_

    opener = urllib.request.OpenerDirector()
    for handler in (
        Opening(),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _addresses(page: str, parts: list[str]) -> Iterator[str]:
    """Yield the addresses of the parts, each once."""
    addresses = dict.fromkeys(urldefrag(urljoin(page, part)).url for part in parts)
    web = [address for address in addresses if urlsplit(address).scheme in ("http", "https")]
    yield from web[:MOST_PARTS]


def _print(browser: list[str], url: str, pdf: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="assessment-") as profile:
        command = [
            *browser,
            "--headless",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-pdf-header-footer",
            "--virtual-time-budget=10000",
            f"--user-data-dir={profile}",
            f"--print-to-pdf={pdf}",
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
            url,
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=4 * SECONDS, check=False)
        except subprocess.TimeoutExpired as fault:
            raise RequestError(f"浏览器迟迟没有打完网页：{url}") from fault
    if not pdf.is_file() or not pdf.read_bytes().startswith(b"%PDF"):
        raise RequestError(f"浏览器没有把网页存成 PDF：{url}")
