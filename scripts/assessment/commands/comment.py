"""scripts/comment: write a text under a pull request as one comment, which later runs write anew.

``platform.py`` knows the interfaces of GitHub, Gitea, Forgejo and GitLab. The text is in the environment: another job,
which may not write, hands it over, and it is data, of which nothing is run. All that is needed is Python, so that
nothing has to be installed where a token is that may write.
"""

import argparse
import base64
import json
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from http.client import HTTPException

from assessment.commands.command_line import Parser
from assessment.commands.platform import Platform, environment, platform_of
from assessment.commands.running import run
from assessment.errors import RequestError

MARK = "<!-- 结果比较 -->"
"""First line of the comment, by which it is found again; readers do not see it."""

MOST = 60_000
"""Bytes of a text that become a comment; platforms refuse more than 65,536 characters."""

PAGE = 50
SECONDS = 30
REFUSED = 403


class PlatformError(RequestError):
    """The platform refused, with this status."""

    def __init__(self, status: int) -> None:
        why = "仓库改过名，或者地址不对" if 300 <= status < 400 else "请检查权限"
        super().__init__(f"评论没有写成：平台答复 {status}，{why}")
        self.status = status


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return the options of a command line."""
    parser = Parser("comment", "在合并请求下写一条评论；已经写过的，改写那一条。内容在环境变量 CHANGES 里（base64）。")
    parser.add_argument("number", type=int, metavar="编号", help="合并请求的编号")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    request = arguments(argv)
    return run(lambda: _comment(request.number))


def _comment(number: int) -> int:
    body = {"body": f"{MARK}\n{_text()}"}
    platform = platform_of(number)
    earlier = _earlier(platform)
    if earlier is None:
        _ask(platform, "POST", platform.comments, body)
    else:
        _ask(platform, platform.change, f"{platform.one}/{earlier}", body)
    return 0


def _text() -> str:
    """Return the text to write, cut at the end of a line if it is too long for a comment."""
    try:
        content = base64.b64decode(environment("CHANGES"), validate=True)
        cut = len(content) > MOST
        text = (content[:MOST].rpartition(b"\n")[0] if cut else content).decode()
    except ValueError as fault:
        raise RequestError("评论没有写成：环境变量 CHANGES 里的内容不完整") from fault
    if not content:
        raise RequestError("评论没有写成：环境变量 CHANGES 是空的")
    return f"{text}\n\n内容太长，其余见运行摘要和预览。\n" if cut else text


def _earlier(platform: Platform) -> int | None:
    """Return the id of the comment that an earlier run wrote.

    Whoever else begins a comment with the mark keeps it: only the platform says who wrote what.
    """
    author = _author(platform)
    for comment in _comments(platform):
        # One that was moved here from another platform names an author of its own.
        ours = _is_by(author, comment.get(platform.author)) and not comment.get("original_author")
        if ours and str(comment.get("body", "")).startswith(MARK):
            return int(str(comment["id"]))
    return None


def _author(platform: Platform) -> Mapping[str, object]:
    """Return what a platform says of the user that this token stands for, wherever it names the author of a comment.

    GitHub tells a workflow's own token nothing about itself; it writes as a bot whose name no user can take.
    """
    try:
        user = _ask(platform, "GET", "user")
    except PlatformError as refusal:
        if refusal.status != REFUSED:
            raise
        return {"login": "github-actions[bot]", "type": "Bot"}
    if not isinstance(user, dict) or not user.get("id") or not user.get(platform.name):
        raise RequestError("评论没有写成：平台没有说明由谁写评论")
    return {"id": user["id"], platform.name: user[platform.name]}


def _is_by(author: Mapping[str, object], user: object) -> bool:
    """Tell whether a user is this author."""
    return isinstance(user, dict) and all(user.get(key) == value for key, value in author.items())


def _comments(platform: Platform) -> Iterator[Mapping[str, object]]:
    """Yield all comments. Some platforms answer with pages, of their own length, others with everything every time."""
    seen: set[object] = set()
    page = 1
    while True:
        listed = _ask(platform, "GET", f"{platform.comments}?per_page={PAGE}&limit={PAGE}&page={page}")
        if not isinstance(listed, list):
            raise RequestError("评论没有写成：平台答复的不是评论的列表")
        new = [comment for comment in listed if isinstance(comment, dict) and comment.get("id") not in seen]
        if not new:
            return
        yield from new
        seen.update(comment.get("id") for comment in new)
        page += 1


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Follows nobody elsewhere: the token is for this platform alone."""

    def redirect_request(self, *_: object) -> None:
        """Leave the answer as it is, which is a refusal."""


def _ask(platform: Platform, method: str, path: str, body: object = None) -> object:
    request = urllib.request.Request(
        f"{platform.interface}/{path}",
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={**platform.headers, "Accept": "application/json", "Content-Type": "application/json"},
    )
    try:
        with urllib.request.build_opener(_NoRedirects).open(request, timeout=SECONDS) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as fault:
        with fault:
            raise PlatformError(fault.code) from fault
    except (OSError, ValueError, HTTPException) as fault:
        raise RequestError("评论没有写成：连不上平台") from fault


if __name__ == "__main__":
    sys.exit(main())
