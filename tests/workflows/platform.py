"""A platform on this machine that keeps comments and says who wrote them, as GitHub, Gitea and Forgejo do."""

import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

POLL = 0.01
"""Seconds until a server notices that it is to end."""
SOMEBODY = {"id": 7, "login": "zhangsan", "full_name": "张三", "type": "User"}


@dataclass(frozen=True)
class Kind:
    """How one platform answers."""

    name: str
    author: dict[str, object]
    """The user that a workflow's token stands for, as comments name it."""
    says_who: bool
    """Whether it tells the token so; GitHub does not."""
    page: int | None
    """The most comments that it puts into one answer; None where it puts all there, whichever page is asked for."""


GITHUB = Kind("github", {"id": 41898282, "login": "github-actions[bot]", "type": "Bot"}, says_who=False, page=100)
GITEA = Kind("gitea", {"id": -2, "login": "gitea-actions", "full_name": "Gitea Actions"}, says_who=True, page=None)
FORGEJO = Kind("forgejo", {"id": -2, "login": "forgejo-actions", "full_name": ""}, says_who=True, page=30)
KINDS = (GITHUB, GITEA, FORGEJO)


@dataclass
class Platform:
    """What a platform keeps, and what it was asked to write."""

    kind: Kind
    comments: list[dict[str, object]] = field(default_factory=list)
    written: list[tuple[str, str]] = field(default_factory=list)
    refusal: int = 0
    """The status of every answer, where it refuses."""
    address: str = ""

    def say(self, body: str, user: object = SOMEBODY, **more: object) -> dict[str, object]:
        """Keep a comment of a user."""
        comment = {"id": len(self.comments) + 1, "body": body, "user": user, **more}
        self.comments.append(comment)
        return comment


@contextmanager
def running(kind: Kind) -> Iterator[Platform]:
    """Run a platform for one repository and one pull request, number 7."""
    kept = Platform(kind)

    class Api(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            if address.path == "/api/v1/user":
                self.answer(kind.author if kind.says_who else {}, 200 if kind.says_who else 403)
                return
            assert address.path == "/api/v1/repos/xian/kaoping/issues/7/comments"
            query = parse_qs(address.query)
            size, page = min(int(query["per_page"][0]), kind.page or 0), int(query["page"][0])
            assert query["limit"] == query["per_page"]
            self.answer(kept.comments[(page - 1) * size : page * size] if kind.page else kept.comments)

        def do_POST(self) -> None:
            kept.written.append((self.command, self.path))
            self.answer(kept.say(self.body(), kind.author))

        def do_PATCH(self) -> None:
            kept.written.append((self.command, self.path))
            id = int(self.path.rsplit("/", 1)[1])
            [comment] = [one for one in kept.comments if one["id"] == id]
            comment["body"] = self.body()
            self.answer(comment)

        def body(self) -> str:
            return str(json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"])

        def answer(self, content: object, status: int = 200) -> None:
            assert self.headers["Authorization"] == "token secret"
            self.send_response(kept.refusal or status)
            self.end_headers()
            self.wfile.write(json.dumps(content).encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Api) as server:
        threading.Thread(target=server.serve_forever, args=(POLL,), daemon=True).start()
        kept.address = f"http://127.0.0.1:{server.server_port}/api/v1"
        yield kept
        server.shutdown()
