"""Which platform a remote is on, and where its interface is: by the remote's address and what the office has set."""

import re
from dataclasses import dataclass
from enum import Enum
from urllib.parse import quote, unquote, urlsplit

from assessment.errors import RequestError


class ForgeKind(Enum):
    """A platform's interface; the value is what an office writes in its setting."""

    GITHUB = "github"
    GITEA = "gitea"
    """Forgejo has the same."""
    GITLAB = "gitlab"


_KNOWN = {
    "github.com": ForgeKind.GITHUB,
    "gitlab.com": ForgeKind.GITLAB,
    "gitea.com": ForgeKind.GITEA,
    "codeberg.org": ForgeKind.GITEA,
}
"""Platforms that are open to everybody, by the name of their host."""
_OTHER_NAMES = {"ssh.github.com": "github.com", "altssh.gitlab.com": "gitlab.com", "www.github.com": "github.com"}
_SPELLINGS = {"forgejo": ForgeKind.GITEA, **{kind.value: kind for kind in ForgeKind}}
_SHORT = re.compile(r"(?:[^@/:]+@)?(?P<host>\[[^\]]+\]|[^/:]+):(?P<path>[^/].*|/.*)")
"""An address as ssh has it, such as git@host:owner/name.git."""


@dataclass(frozen=True)
class RemoteAddress:
    """Where a remote is, without any name or password in it."""

    scheme: str
    host: str
    """Without its port, as in an address; in brackets if it is a number with colons."""
    port: str
    """Of http and https only; empty for the usual one."""
    path: str
    """Of the repository, without a slash at either end and without ``.git``."""


@dataclass(frozen=True)
class ForgePlace:
    """A repository on a platform."""

    kind: ForgeKind
    base: str
    """Address of the platform's pages, without a slash at the end."""
    path: str
    """Path of the repository there, such as owner/name."""

    @property
    def interface(self) -> str:
        """Address of the platform's interface for programs."""
        match self.kind:
            case ForgeKind.GITHUB:
                return "https://api.github.com" if self.base == "https://github.com" else f"{self.base}/api/v3"
            case ForgeKind.GITEA:
                return f"{self.base}/api/v1"
            case ForgeKind.GITLAB:
                return f"{self.base}/api/v4"

    def form_address(self, branch: str, main: str) -> str:
        """Return the address of the page on which a person opens a pull request by hand."""
        if self.kind is ForgeKind.GITLAB:
            sides = f"merge_request[source_branch]={quote(branch)}&merge_request[target_branch]={quote(main)}"
            return f"{self.base}/{quote(self.path)}/-/merge_requests/new?{sides}"
        return f"{self.base}/{quote(self.path)}/compare/{quote(main)}...{quote(branch)}"


def remote_address(url: str) -> RemoteAddress | None:
    """Return where a remote is; None for a folder of this machine or of a share."""
    if "://" not in url:
        short = _SHORT.fullmatch(url)
        return None if short is None else RemoteAddress("ssh", short["host"].lower(), "", _bare(short["path"]))
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not host or parts.scheme not in ("http", "https", "ssh", "git+ssh", "git"):
        return None
    is_web = parts.scheme in ("http", "https")
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    shown = f"[{host}]" if ":" in host else host
    return RemoteAddress(
        parts.scheme if is_web else "ssh",
        shown,
        str(port) if is_web and port and port != usual else "",
        _bare(parts.path),
    )


def forge_place(url: str, kind: str = "", base: str = "") -> ForgePlace | None:
    """Return the platform of a remote; None where there is none, or none is known.

    Args:
        url: address of the remote.
        kind: what the office has set: github, gitea, forgejo or gitlab; empty to go by the address alone.
        base: address of the platform's pages, where the remote's own does not tell it; empty where it does.

    Raises:
        RequestError: if what is set is no platform or no address.
    """
    remote = remote_address(url)
    named = _SPELLINGS.get(kind.strip().lower())
    if kind.strip() and named is None:
        raise RequestError(f"设置 assessment.forge 不能是“{kind}”，请写 github、gitea、forgejo 或 gitlab")
    pages = base.strip().rstrip("/")
    if pages and re.fullmatch(r"https?://[^/@\s]+(/[^?#@\s]*)?", pages) is None:
        raise RequestError("设置 assessment.forgeAddress 请写平台首页的地址，例如 https://git.example.gov.cn，不带用户名")
    if remote is None and not pages:
        return None
    host = "" if remote is None else _OTHER_NAMES.get(remote.host, remote.host)
    known = named or _KNOWN.get(host)
    if known is None:
        return None
    if remote is None:
        return ForgePlace(known, pages, "/".join(_bare(url.replace("\\", "/")).split("/")[-2:]))
    scheme = "http" if remote.scheme == "http" else "https"
    own = f"{scheme}://{host}{f':{remote.port}' if remote.port else ''}"
    below = urlsplit(pages).path.strip("/")
    path = remote.path.removeprefix(f"{below}/") if below else remote.path
    return ForgePlace(known, pages or own, path)


def _bare(path: str) -> str:
    return unquote(path).strip("/").removesuffix(".git")
