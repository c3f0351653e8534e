"""The proxy before the server, by which persons sign in: it proves itself by a secret and says who it is that asks."""

import hmac
import re
from dataclasses import dataclass, field
from pathlib import Path

from assessment.errors import RequestError
from assessment.system_faults import reason_of

SECRET_HEADER = "X-Proxy-Secret"
PERSON_HEADER = "X-Remote-User"
_SHORTEST = 32
"""Signs that a secret has at least, so that nobody guesses it."""
_ID = re.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")


@dataclass(frozen=True)
class SignOn:
    """What is known of the proxy."""

    secret: bytes = field(repr=False)

    def is_proxy(self, given: str) -> bool:
        """Tell whether a request brings the secret, in a time that does not tell how much of it is right."""
        return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), self.secret)

    def person(self, given_secret: str, given_person: str) -> str | None:
        """Return the id of who asks by way of the proxy, in small letters; None for whoever comes another way."""
        if not self.is_proxy(given_secret) or _ID.fullmatch(given_person) is None:
            return None
        return given_person.lower()


def sign_on(file: Path) -> SignOn:
    """Return the proxy whose secret stands in a file.

    Raises:
        RequestError: if the file cannot be read, if others can read it, or if the secret is too short.
    """
    try:
        mode, content = file.stat().st_mode, file.read_bytes().strip()
    except OSError as fault:
        raise RequestError(f"口令文件 {file} 读不出来：{reason_of(fault)}") from fault
    if mode & 0o007:
        raise RequestError(f"口令文件 {file} 别人也能读，请只让运行程序的用户读（权限 600）")
    if len(content) < _SHORTEST or not content.isascii() or len(content.split()) != 1:
        raise RequestError(f"口令文件 {file} 里要有一行口令，至少 {_SHORTEST} 个字母和数字，中间没有空格")
    return SignOn(content)
