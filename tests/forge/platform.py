"""A platform on this machine that keeps pull requests as GitHub, Gitea and GitLab do, by their documented interfaces."""

import http.server
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from assessment.forge.asking import Forge
from assessment.forge.place import ForgeKind, ForgePlace

TOKEN = "s3cret-token"
PATH = "xian/kaoping"
_POLL = 0.01
"""Seconds until a server notices that it is to end."""
_PREFIX = {ForgeKind.GITHUB: "/api/v3/", ForgeKind.GITEA: "/api/v1/", ForgeKind.GITLAB: "/api/v4/"}
_SCHEME = {ForgeKind.GITHUB: "Bearer", ForgeKind.GITEA: "token", ForgeKind.GITLAB: "Bearer"}


@dataclass
class Kept:
    """A pull request that is kept."""

    number: int
    branch: str
    main: str
    title: str
    text: str
    is_open: bool = True
    remarks: int = 0
    home: str = PATH


@dataclass
class Raw:
    """An answer as bytes, whatever they are."""

    content: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class PlayedForge:
    """What a platform keeps, and what it was asked."""

    kind: ForgeKind
    base: str = ""
    requests: list[Kept] = field(default_factory=list)
    is_private: bool = True
    calls: list[tuple[str, str]] = field(default_factory=list)
    """Method and path of each question."""
    tokens: set[str] = field(default_factory=set)
    """Every token that came."""
    instead: Raw | None = None
    """The answer to everything, where there is another one."""

    @property
    def forge(self) -> Forge:
        """The platform as the program knows it."""
        return Forge(ForgePlace(self.kind, self.base, PATH), TOKEN)

    def written(self) -> list[tuple[str, str]]:
        """What was asked that changes something."""
        return [one for one in self.calls if one[0] != "GET"]

    def answer(self, method: str, path: str, query: Mapping[str, list[str]], body: Mapping[str, str]) -> object:
        """What the platform says to a question of somebody who may ask it; None where it knows no such thing."""
        if path == "user":
            return {"username" if self.kind is ForgeKind.GITLAB else "login": "zhang"}
        repository, _, rest = self._split(path)
        if repository != PATH:
            return None
        pulls, _, number = rest.partition("/")
        if not pulls:
            return {"visibility": "private" if self.is_private else "public", "private": self.is_private}
        if pulls != ("merge_requests" if self.kind is ForgeKind.GITLAB else "pulls"):
            return None
        if method == "POST":
            sides = ("source_branch", "target_branch") if self.kind is ForgeKind.GITLAB else ("head", "base")
            new = Kept(len(self.requests) + 7, body[sides[0]], body[sides[1]], body["title"], self._text(body))
            assert not any(one.is_open and one.branch == new.branch for one in self.requests), "it is there already"
            self.requests.append(new)
            return self._shown(new)
        if number:
            [one] = [one for one in self.requests if one.number == int(number)]
            if method != "GET":
                assert method == ("PUT" if self.kind is ForgeKind.GITLAB else "PATCH")
                one.title, one.text = body["title"], self._text(body)
            return self._shown(one)
        return [self._listed(one) for one in self._found(query)]

    def _split(self, path: str) -> tuple[str, str, str]:
        if self.kind is ForgeKind.GITLAB:
            word, _, rest = path.removeprefix("projects/").partition("/")
            return unquote(word), "/", rest
        owner, name, rest = f"{path.removeprefix('repos/')}/".split("/", 2)
        return f"{owner}/{name}", "/", rest.removesuffix("/")

    def _text(self, body: Mapping[str, str]) -> str:
        return body["description" if self.kind is ForgeKind.GITLAB else "body"]

    def _found(self, query: Mapping[str, list[str]]) -> list[Kept]:
        there = [one for one in self.requests if one.is_open]
        match self.kind:
            case ForgeKind.GITHUB:
                assert query["state"] == ["open"]
                owner, _, branch = query["head"][0].partition(":")
                homes = [one for one in there if one.home.partition("/")[0] == owner]
                return [one for one in homes if one.branch == branch and [one.main] == query["base"]]
            case ForgeKind.GITLAB:
                assert query["state"] == ["opened"]
                return [one for one in there if [one.branch] == query["source_branch"]]
            case ForgeKind.GITEA:
                assert query["state"] == ["open"]
                size, page = min(int(query["limit"][0]), 30), int(query["page"][0])
                return there[(page - 1) * size : page * size]

    def _listed(self, one: Kept) -> dict[str, object]:
        shown = self._shown(one)
        if self.kind is ForgeKind.GITHUB:
            del shown["comments"], shown["review_comments"]
        return shown

    def _shown(self, one: Kept) -> dict[str, object]:
        if self.kind is ForgeKind.GITLAB:
            address = f"{self.base}/{PATH}/-/merge_requests/{one.number}"
            return {
                "id": 1000 + one.number,
                "iid": one.number,
                "web_url": address,
                "title": one.title,
                "description": one.text,
                "user_notes_count": one.remarks,
            }
        more = {"review_comments": one.remarks} if self.kind is ForgeKind.GITHUB else {}
        return {
            "id": 1000 + one.number,
            "number": one.number,
            "html_url": f"{self.base}/{PATH}/pull/{one.number}",
            "title": one.title,
            "body": one.text,
            "comments": one.remarks,
            "head": {"ref": one.branch, "repo": {"full_name": one.home}},
            "base": {"ref": one.main},
            **more,
        }


@contextmanager
def playing(kind: ForgeKind) -> Iterator[PlayedForge]:
    """Run a platform for one repository."""
    kept = PlayedForge(kind)

    class Api(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            kept.calls.append((self.command, address.path))
            scheme, _, token = self.headers.get("Authorization", "").partition(" ")
            kept.tokens.add(token)
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            if kept.instead is not None:
                self.say(kept.instead.status, kept.instead.content, kept.instead.headers)
                return
            assert scheme in ("", _SCHEME[kind])
            assert address.path.startswith(_PREFIX[kind])
            known = token == TOKEN or (not token and not kept.is_private)
            path = address.path.removeprefix(_PREFIX[kind])
            said = kept.answer(self.command, path, parse_qs(address.query), json.loads(body or "{}")) if known else None
            status = 200 if said is not None else 401 if token and not known else 404
            self.say(status, json.dumps({"message": "no"} if said is None else said).encode(), {})

        def do_POST(self) -> None:
            self.do_GET()

        def do_PATCH(self) -> None:
            self.do_GET()

        def do_PUT(self) -> None:
            self.do_GET()

        def say(self, status: int, content: bytes, headers: Mapping[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Api) as server:
        threading.Thread(target=server.serve_forever, args=(_POLL,), daemon=True).start()
        kept.base = f"http://127.0.0.1:{server.server_port}"
        yield kept
        server.shutdown()
