"""What a capture may reach: the web, and not this machine or the networks around it, unless the office means them.

Every connection of a capture is made here, for the archive and for the browser alike. A name is looked up once, each of
its addresses is judged, and the connection goes to an address that was judged, so that no second look-up can tell
another one.
"""

import base64
import socket
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from assessment.errors import RequestError

Address = IPv4Address | IPv6Address
UrlScheme = Literal["http", "https"]
SocketAddress = tuple[socket.AddressFamily, Any]
"""An address as sockets take it, and its family."""

_TRANSLATED = IPv6Network("64:ff9b::/96")
"""IPv4 addresses as a NAT64 gateway writes them (RFC 6052)."""
_ASSIGNED = IPv6Network("2000::/3")
"""What is assigned of the public internet (IANA, IPv6 global unicast address assignments)."""
_PROTOCOLS = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"))
"""Addresses of protocols, of which some lead to the nearest machine (IANA IPv4 special-purpose registry)."""


class InternalAddressError(OSError):
    """A place on this machine or in a network around it was asked for."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place
        """Host and port."""


def is_internal(address: Address) -> bool:
    """Tell whether an address is no single machine's of the public internet (IANA special-purpose registries, RFC 6890).

    An address that stands for an IPv4 address is as that one is.
    """
    if isinstance(address, IPv6Address):
        inner = _inner(address)
        return address not in _ASSIGNED or not address.is_global if inner is None else is_internal(inner)
    special = address.is_multicast or address.is_reserved or any(address in network for network in _PROTOCOLS)
    return special or not address.is_global


def _inner(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address stands for."""
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


@dataclass(frozen=True)
class Proxy:
    """The proxy by which the office reaches the web."""

    host: str
    port: int
    authorization: str
    """The value of Proxy-Authorization; empty for none."""


@dataclass(frozen=True)
class Reach:
    """What one capture may reach, and what it asked for beyond."""

    everywhere: bool
    """Whether the office means its own network too."""
    internal: Callable[[Address], bool] = is_internal
    refused: set[str] = field(default_factory=set)
    """Hosts and ports that were asked for and not reached."""

    def connect(self, scheme: UrlScheme, host: str, port: int, timeout: float) -> socket.socket:
        """Return a connection by which a host of the web is spoken to: by way of the office's proxy where there is one.

        For http, a proxy is still to be told whom it is for.

        Raises:
            InternalAddressError: if the host is internal.
            OSError: if it cannot be reached.
        """
        proxy = proxy_for(scheme, host)
        if proxy is None:
            return self._first(self._addresses(host, port), host, port, timeout)
        if not self.everywhere:
            self._addresses(host, port)
        connection = socket.create_connection((proxy.host, proxy.port), timeout)
        try:
            if scheme == "https":
                _ask_for_tunnel(connection, proxy, host, port)
        except BaseException:
            connection.close()
            raise
        return connection

    def _addresses(self, host: str, port: int) -> list[SocketAddress]:
        """Return the addresses of a host that may be reached, as sockets take them.

        Where a proxy looks names up, they are looked up here too: what only the proxy knows cannot be judged.
        """
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        allowed: list[SocketAddress] = [
            (family, address)
            for family, _, _, _, address in found
            if self.everywhere or not self.internal(ip_address(address[0]))
        ]
        if not allowed:
            raise self._refusal(host, port)
        return allowed

    def _first(self, addresses: list[SocketAddress], host: str, port: int, timeout: float) -> socket.socket:
        """Return a connection to the first address that answers."""
        fault = OSError(f"{host}:{port}")
        for family, address in addresses:
            connection = socket.socket(family, socket.SOCK_STREAM)
            connection.settimeout(timeout)
            try:
                connection.connect(address)
            except OSError as failure:
                connection.close()
                fault = failure
                continue
            # An address of the public internet that is this machine's own.
            if not self.everywhere and connection.getsockname()[0] == connection.getpeername()[0]:
                connection.close()
                raise self._refusal(host, port)
            return connection
        raise fault

    def _refusal(self, host: str, port: int) -> InternalAddressError:
        place = _place(host, port)
        self.refused.add(place)
        return InternalAddressError(place)


def proxy_for(scheme: UrlScheme, host: str) -> Proxy | None:
    """Return the proxy that the environment names for a host (``http_proxy``, ``https_proxy``, ``no_proxy``).

    Raises:
        RequestError: if it is named in a way that is not understood.
    """
    named = urllib.request.getproxies().get(scheme, "")
    if not named or urllib.request.proxy_bypass(host):
        return None
    try:
        parts = urlsplit(named if "//" in named else f"//{named}")
        name, port = parts.hostname, parts.port or 80
    except ValueError:
        name, port = None, 0
    if name is None or parts.scheme not in ("", "http"):
        raise RequestError(f"环境变量 {scheme}_proxy 的写法不认识，应写作 http://主机:端口")
    user = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}".encode()
    authorization = f"Basic {base64.b64encode(user).decode('ascii')}" if parts.username else ""
    return Proxy(name, port, authorization)


def _place(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _ask_for_tunnel(connection: socket.socket, proxy: Proxy, host: str, port: int) -> None:
    target = _place(host if host.isascii() else host.encode("idna").decode("ascii"), port)
    allowed = f"Proxy-Authorization: {proxy.authorization}\r\n" if proxy.authorization else ""
    connection.sendall(f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n{allowed}\r\n".encode("ascii"))
    answer = b""
    while not answer.endswith(b"\r\n\r\n"):
        # Byte by byte: what comes after the head belongs to the tunnel.
        byte = connection.recv(1)
        if not byte or len(answer) > 65536:
            raise OSError("the proxy does not answer")
        answer += byte
    if answer.split(b" ", 2)[1:2] != [b"200"]:
        raise OSError("the proxy refuses")
