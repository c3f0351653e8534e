"""Serves a site to the browsers of this machine."""

import sys
from http.server import ThreadingHTTPServer
from socket import socket

from assessment.serving.page_handler import handler_of
from assessment.serving.shown_site import ShownSite


class PageServer(ThreadingHTTPServer):
    """Listens on this machine only."""

    def __init__(self, port: int, site: ShownSite) -> None:
        super().__init__(("127.0.0.1", port), handler_of(site))

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: object) -> None:
        """Say nothing of a page that was closed while it was sent."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)
