"""Answers a browser on this machine: files as they are, pages with a program that opens them again when they change."""

import http.server
import io
import json
import re
from http import HTTPStatus
from http.server import HTTPServer
from typing import assert_never
from urllib.parse import parse_qs, quote, unquote, urlsplit

from assessment.loopback import hosts_of
from assessment.root import ROOT
from assessment.serving.shown_site import BuildState, ShownSite

_PROGRAM = "/~serving/page.js"
_STATE = "/~serving/state"
_POLICY = re.compile(rb'(?<=http-equiv="Content-Security-Policy" content=")[^"]*')
_HTML = "text/html; charset=utf-8"
_FOREIGN = "这不是预览的地址，请打开运行 scripts/serve 的窗口里写的地址。"


class PageHandler(http.server.SimpleHTTPRequestHandler):
    """Serves what is shown, without a line for each request, and never lets a browser keep an old page.

    A name that leads to this machine for a moment (DNS rebinding) is answered nothing.
    """

    server: HTTPServer
    site: ShownSite
    error_message_format = (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>没有这个文件</title>'
        f'<script src="{_PROGRAM}" data-version="" defer></script></head>'
        "<body><p>没有这个文件，或者还在生成；生成好了这一页会自己打开。</p></body></html>"
    )
    error_content_type = _HTML

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Forbid caching."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_head(self) -> io.BytesIO | None:
        """Send what comes before the content; return the content, None for none."""
        if self.headers.get("Host") not in hosts_of(self.server.server_port):
            return self._send(_FOREIGN.encode(), "text/plain; charset=utf-8", HTTPStatus.FORBIDDEN)
        address = urlsplit(self.path)
        if address.path == _PROGRAM:
            return self._send((ROOT / "theme" / "serving" / "page.js").read_bytes(), "text/javascript; charset=utf-8")
        if address.path == _STATE:
            return self._send_state(file_at("".join(parse_qs(address.query).get("page", [""]))))
        path = file_at(unquote(address.path))
        self.site.note(path)
        if (found := self.site.read(path)) is not None:
            content, version = found
            if path.endswith(".html"):
                return self._send(page_with_program(content, version), _HTML)
            return self._send(content, self.guess_type(path))
        if path and self.site.version_of(f"{path}/index.html"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", quote(f"/{path}/"))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        self.send_error(HTTPStatus.NOT_FOUND)
        return None

    def _send_state(self, path: str) -> io.BytesIO:
        """Send which version of a page is shown, and what there is to say to its reader."""
        self.site.note(path)
        # What is said may be old by a moment, but never says that an old page is new.
        say = _words(self.site.state_of(path))
        state = {"version": self.site.version_of(path), "say": say}
        return self._send(json.dumps(state, ensure_ascii=False).encode(), "application/json")

    def _send(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> io.BytesIO:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)


def handler_of(shown: ShownSite) -> type[PageHandler]:
    """Return the handler of a site: a server makes one for each request, out of a class."""

    class OwnPageHandler(PageHandler):
        """Serves this site."""

        site = shown

    return OwnPageHandler


def file_at(address: str) -> str:
    """Return the path of the file that an address shows; one that leads out of the site is of no file."""
    path = address.removeprefix("/")
    if not path or path.endswith("/"):
        path += "index.html"
    return "" if {"", ".", ".."}.intersection(path.split("/")) else path


def page_with_program(page: bytes, version: str) -> bytes:
    """Return a page with the program that opens it again when another version is there, and the right to ask for that."""
    allowed = _POLICY.sub(lambda policy: _with_rights(policy[0]), page, count=1)
    program = f'<script src="{_PROGRAM}" data-version="{version}" defer></script>\n'.encode()
    return allowed.replace(b"</head>", program + b"</head>", 1)


def _with_rights(policy: bytes) -> bytes:
    for right in (b"script-src", b"connect-src"):
        if right not in policy:
            policy += b"; " + right + b" 'self'"
    return policy


def _words(state: BuildState) -> str:
    match state:
        case BuildState.WHOLE:
            return ""
        case BuildState.WAITS:
            return "正在重新生成，这一页好了会自己更新……"
        case BuildState.THERE:
            return "这一页已经是新的，其余的还在生成……"
        case BuildState.FAILED:
            return "没有更新，还是上一次的结果；原因写在运行 scripts/serve 的窗口里，改好保存后再生成。"
        case _:
            assert_never(state)
