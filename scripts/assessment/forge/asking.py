"""One question to a platform: bounded in time and size, with certificates verified, and never led anywhere else."""

import json
import queue
import ssl
import threading
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.parse import urlsplit

from assessment.errors import RequestError
from assessment.forge.place import ForgeKind, ForgePlace
from assessment.visible import one_line

MOST_BYTES = 20_000_000
"""How much of one answer is read."""
_SECONDS = 20
"""How long to wait for the next piece of an answer."""
_IN_ALL = 60
"""How long to wait for a whole answer, in seconds."""
_LONGEST = 200
_AGENT = "assessment"

NO_TOKEN = 401
_FORBIDDEN = 403
NOT_FOUND = 404
_TOO_OFTEN = 429


class ForgeError(RequestError):
    """The platform refused, or could not be asked; the message says what to do."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status
        """Of the platform's answer; 0 where there was none."""


@dataclass(frozen=True)
class Forge:
    """A repository on a platform, and the token by which it is asked."""

    place: ForgePlace
    token: str = field(default="", repr=False)
    """Empty to ask as nobody in particular."""
    certificates: str = field(default="", repr=False)
    """File of the certificates that are trusted beside the system's; empty for none."""

    @property
    def host(self) -> str:
        """Host and port, as messages call the platform."""
        return urlsplit(self.place.base).netloc

    def ask(self, method: str, path: str, body: object = None) -> object:
        """Return the platform's answer.

        Args:
            method: of HTTP.
            path: below the interface.
            body: what is sent, as JSON; None for nothing.

        Raises:
            ForgeError: if it refuses, cannot be reached, or answers with something else than JSON.
        """
        try:
            return json.loads(_within(_IN_ALL, _ForgeQuestion(self, method, path, body)))
        except (ValueError, RecursionError) as fault:
            raise ForgeError(
                f"{self.host} 的答复读不懂，请核对地址是不是代码平台，设置 assessment.forge 对不对"
            ) from fault


class _StayHere(urllib.request.HTTPRedirectHandler):
    """Follows nobody elsewhere: the token is for this platform alone."""

    def redirect_request(self, *_: object) -> None:
        """Leave the answer as it is, which is a refusal."""


@dataclass(frozen=True)
class _ForgeQuestion:
    forge: Forge
    method: str
    path: str
    body: object

    def answer(self) -> bytes:
        """Return the content of the answer.

        Raises:
            ForgeError: if there is none.
        """
        forge = self.forge
        request = urllib.request.Request(
            f"{forge.place.interface}/{self.path}",
            method=self.method,
            data=None if self.body is None else json.dumps(self.body).encode(),
            headers={**_headers(forge), "Content-Type": "application/json"},
        )
        try:
            secure = urllib.request.HTTPSHandler(context=_context(forge.certificates))
            with urllib.request.build_opener(_StayHere, secure).open(request, timeout=_SECONDS) as answer:
                content: bytes = answer.read(MOST_BYTES + 1)
        except urllib.error.HTTPError as fault:
            with fault:
                raise _refusal(forge, fault.code, _words(fault)) from None
        except (OSError, HTTPException, ValueError) as fault:
            raise _unreached(forge, getattr(fault, "reason", fault)) from None
        if len(content) > MOST_BYTES:
            raise ForgeError(f"{forge.host} 的答复太大，没有读完，请核对地址")
        return content


def _headers(forge: Forge) -> Mapping[str, str]:
    named = {"Accept": "application/json", "User-Agent": _AGENT}
    if not forge.token:
        return named
    # Gitea takes its tokens under this name only; the others take theirs as RFC 6750 has it.
    scheme = "token" if forge.place.kind is ForgeKind.GITEA else "Bearer"
    return {**named, "Authorization": f"{scheme} {forge.token}"}


def _context(certificates: str) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if certificates:
        context.load_verify_locations(certificates)
    return context


def _within(seconds: float, question: _ForgeQuestion) -> bytes:
    """Return the answer to a question, which is given up if it takes too long, however it comes."""
    outcome: queue.Queue[bytes | ForgeError] = queue.Queue(1)

    def ask() -> None:
        try:
            outcome.put(question.answer())
        except ForgeError as fault:
            outcome.put(fault)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = outcome.get(timeout=seconds)
    except queue.Empty:
        raise _unreached(question.forge, TimeoutError()) from None
    if isinstance(answer, ForgeError):
        raise answer
    return answer


def _words(fault: urllib.error.HTTPError) -> str:
    """Return what a platform says of its refusal, in one short line; empty where it says nothing."""
    try:
        answer = json.loads(fault.read(MOST_BYTES))
    except (OSError, HTTPException, ValueError, RecursionError):
        return ""
    parts = [answer.get("message") or answer.get("error")] if isinstance(answer, dict) else []
    more = answer.get("errors") if isinstance(answer, dict) else None
    parts += [one.get("message") for one in more if isinstance(one, dict)] if isinstance(more, list) else []
    line = one_line("；".join(str(part) for part in parts if part))
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}……"


def _refusal(forge: Forge, status: int, words: str) -> ForgeError:
    """Return what to do about a refusal."""
    quote = f"（{words}）" if words and (not forge.token or forge.token not in words) else ""
    if 300 <= status < 400:
        return ForgeError(f"{forge.host} 要转到别处，没有跟去：仓库可能改过名，请核对远程地址", status)
    match status:
        case _ if status == NO_TOKEN and forge.token:
            what = f"{forge.host} 不认这个令牌，可能已经过期：请在平台上重新生成一个，换掉原来的"
        case _ if status == NO_TOKEN:
            what = f"{forge.host} 要求登录：请把令牌写进环境变量或 Git 的凭据存储"
        case _ if status == _FORBIDDEN:
            what = f"{forge.host} 不允许{quote}：请确认令牌有读写这个仓库和合并请求的权限"
        case _ if status == NOT_FOUND:
            what = f"{forge.host} 上没有仓库 {forge.place.path}，或者令牌看不到它：请核对远程地址和令牌的权限"
        case _ if status == _TOO_OFTEN:
            what = f"{forge.host} 说请求太频繁，请过几分钟再试"
        case _ if status >= 500:
            what = f"{forge.host} 出了错（{status}），请稍后再试"
        case _:
            what = f"{forge.host} 没有接受（{status}）{quote}：请在平台上核对"
    return ForgeError(what, status)


def _unreached(forge: Forge, reason: object) -> ForgeError:
    """Return what to do about a platform that could not be asked."""
    match reason:
        case ssl.SSLCertVerificationError():
            return ForgeError(f"{forge.host} 的证书没有通过核对，没有发送令牌：请管理员把发证机构的根证书装进系统")
        case ssl.SSLError():
            return ForgeError(f"和 {forge.host} 建立不了加密连接：请核对地址是 http 还是 https")
        case TimeoutError():
            return ForgeError(f"{forge.host} 迟迟没有答复，请检查网络，稍后再试")
        case _:
            return ForgeError(f"连不上 {forge.host}，请检查网络（经代理上网的，看环境变量 https_proxy）")
