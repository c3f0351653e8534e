"""Whom the desk answers: the browser of this machine that opened one of its own pages, and no page of elsewhere.

A name that leads to this machine for a moment (DNS rebinding) is no host of the desk; a form that another page sends
(CSRF) has neither its origin nor its token; and a page of the desk can be shown in no frame.
"""

import hmac
from collections.abc import Mapping, Set

from werkzeug.datastructures import Headers

LONGEST_BODY = 1 << 20
"""Bytes of what a form sends."""
LONGEST_FILES = 200 << 20
"""Bytes of what a form with files sends."""
TAKE_FILES = frozenset({"sheets", "evidence"})
"""The groups of pages whose forms take files."""
MOST_PARTS = 5_000
"""Fields of what a form sends."""
TOKEN = "token"
POLICY = "Content-Security-Policy"

HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    POLICY: "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What every answer says, so that no page is kept, none is shown inside another, and none loads from elsewhere.

Without any referrer a browser would not say either of which page a form is, and no form could be told from a foreign one.
"""


def refusal(method: str, headers: Headers, hosts: Set[str], scheme: str = "http") -> str:
    """Return why a request is not answered; nothing where it is.

    Args:
        method: of the request.
        headers: of the request.
        hosts: what browsers call the desk.
        scheme: by which browsers reach it: https where a proxy stands before it.
    """
    host = headers.get("Host", "")
    if host not in hosts:
        return "这个地址不是填报页面的"
    origin, site = headers.get("Origin"), headers.get("Sec-Fetch-Site", "same-origin")
    if method in ("GET", "HEAD"):
        opens = headers.get("Sec-Fetch-Mode") == "navigate" and headers.get("Sec-Fetch-Dest") == "document"
        return "" if site in ("same-origin", "none") or opens else "别的网页不能读取填报页面"
    if site not in ("same-origin", "none") or (origin is not None and origin != f"{scheme}://{host}"):
        return "别的网页不能提交填报内容"
    return ""


def is_token(given: str, token: str) -> bool:
    """Tell whether a form sends the token that its page was given."""
    return hmac.compare_digest(given.encode(), token.encode())
