"""Web servers on this machine, each at an address of its own: a test says which of them are outside."""

import http.server
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

Answer = tuple[int, Mapping[str, str], bytes]
"""Status, headers and content."""


@dataclass
class Server:
    """A server, and what it was asked for."""

    host: str
    port: int
    requests: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address of its first page."""
        return f"http://{self.host}:{self.port}/"


def page(body: str, title: str = "通知") -> Answer:
    """Return a page."""
    head = f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{title}</title>'
    return 200, {"Content-Type": "text/html; charset=utf-8"}, f"{head}<body>{body}</body></html>".encode()


@contextmanager
def serving(host: str, answer: Callable[[str], Answer]) -> Iterator[Server]:
    """Run a server that answers by path."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            server.requests.append(self.path)
            server.headers.append(dict(self.headers))
            status, headers, content = answer(self.path)
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def do_POST(self) -> None:
            self.do_GET()

        def do_CONNECT(self) -> None:
            server.requests.append(f"CONNECT {self.path}")
            server.headers.append(dict(self.headers))
            self.send_error(403)

    with http.server.ThreadingHTTPServer((host, 0), Handler) as running:
        server = Server(host, running.server_port)
        threading.Thread(target=running.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            running.shutdown()
