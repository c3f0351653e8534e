"""This machine as its own browsers call it, and nobody else's."""

_HTTP = 80
"""The port that browsers leave out."""


def hosts_of(port: int) -> frozenset[str]:
    """Return what browsers of this machine call a server that listens at a port."""
    names = ("localhost", "127.0.0.1", "[::1]")
    return frozenset(names if port == _HTTP else (f"{name}:{port}" for name in names))
