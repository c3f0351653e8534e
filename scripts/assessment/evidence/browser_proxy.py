"""The proxy, on this machine and for one capture, by which the browser reaches what it may, and nothing else."""

import http.server
import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from assessment.errors import RequestError
from assessment.evidence.reach import InternalAddressError, Reach, UrlScheme, proxy_for

_NOT_PASSED_ON = ("connection", "keep-alive", "proxy-authorization", "proxy-connection", "te", "trailer", "upgrade")
"""Headers between the browser and its proxy (RFC 9110, 7.6.1)."""
_PIECE = 65536


@contextmanager
def browser_proxy(reach: Reach, timeout: float) -> Iterator[list[str]]:
    """Yield the options with which a Chromium reaches nothing but by way of a proxy that judges every address."""

    with _Server(reach, timeout) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield [
                f"--proxy-server=http://127.0.0.1:{server.server_port}",
                # By itself it takes a way around for this machine.
                "--proxy-bypass-list=<-loopback>",
                # No name is looked up, not even ahead; only the proxy is found.
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
                # Calls between browsers are made by datagrams, which no proxy takes; builds read the one or the other.
                "--webrtc-ip-handling-policy=disable_non_proxied_udp",
                "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
            ]
        finally:
            server.shutdown()


class _Server(http.server.ThreadingHTTPServer):
    """Listens on this machine only."""

    def __init__(self, reach: Reach, timeout: float) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.reach, self.seconds = reach, timeout

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a connection that was lost."""


class _Handler(http.server.BaseHTTPRequestHandler):
    """Passes requests on."""

    server: _Server
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_CONNECT(self) -> None:
        """Open a tunnel, for https and for web sockets."""
        target = urlsplit(f"//{self.path}")
        connection = self._connect("https", target.hostname, target.port)
        if connection is not None:
            with connection:
                self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                _pass_both_ways(self.connection, connection)

    def do_GET(self) -> None:
        """Pass a request for http on, and the answer back."""
        target = urlsplit(self.path)
        host = target.hostname if target.scheme == "http" else None
        connection = self._connect("http", host, target.port or 80)
        if host is None or connection is None:
            return
        with connection:
            connection.sendall(self._head(host) + self.rfile.read(int(self.headers.get("Content-Length") or 0)))
            while piece := connection.recv(_PIECE):
                self.wfile.write(piece)

    do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = do_PATCH = do_GET  # noqa: N815

    def _connect(self, scheme: UrlScheme, host: str | None, port: int | None) -> socket.socket | None:
        """Return a connection, or None after an answer that says why there is none."""
        self.close_connection = True
        try:
            if host is None or port is None:
                raise ValueError(self.path)
            return self.server.reach.connect(scheme, host, port, self.server.seconds)
        except InternalAddressError:
            status = "403 Forbidden"
        except (OSError, ValueError, RequestError):
            status = "502 Bad Gateway"
        self.wfile.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode("ascii"))
        return None

    def _head(self, host: str) -> bytes:
        """Return the head of a request as it is passed on."""
        target, proxy = urlsplit(self.path), proxy_for("http", host)
        path = target._replace(scheme="", netloc="", fragment="").geturl() or "/"
        lines = [f"{self.command} {path if proxy is None else self.path} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in self.headers.items() if name.lower() not in _NOT_PASSED_ON]
        if proxy is not None and proxy.authorization:
            lines.append(f"Proxy-Authorization: {proxy.authorization}")
        return "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1")


def _pass_both_ways(one: socket.socket, other: socket.socket) -> None:
    """Pass on what either side says until one of them is silent for good."""
    ends = {one: other, other: one}
    while True:
        ready, _, _ = select.select([one, other], [], [])
        for end in ready:
            piece = end.recv(_PIECE)
            if not piece:
                return
            ends[end].sendall(piece)
