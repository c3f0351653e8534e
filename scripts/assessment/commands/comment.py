"""scripts/comment: write a text under a pull request as one comment, which later runs write anew.

GitHub, Gitea and Forgejo share this part of their interface, and the environment that tells where it is.
"""

import argparse
import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path

from assessment.commands.command_line import Parser
from assessment.commands.running import run
from assessment.errors import RequestError

MARK = "<!-- 结果比较 -->"
"""First line of the comment, by which it is found again; readers do not see it."""

MOST = 60_000
"""Characters that a comment may have; platforms refuse more than 65,536."""

PAGE = 50
SECONDS = 30


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return what was asked for."""
    made = Parser("comment", "在合并请求下写一条评论；已经写过的，改写那一条。")
    made.add_argument("number", type=int, metavar="编号", help="合并请求的编号")
    made.add_argument("file", type=Path, metavar="文件", help="评论内容（Markdown）")
    return made.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    asked = arguments(argv)
    return run(lambda: _comment(asked.number, asked.file))


def _comment(number: int, file: Path) -> int:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise RequestError(f"文件读不出来：{file}") from fault
    if len(text) > MOST:
        text = text[:MOST].rsplit("\n", 1)[0] + "\n\n内容太长，其余见运行摘要和预览。\n"
    body = {"body": f"{MARK}\n{text}"}
    earlier = _earlier(number)
    if earlier is None:
        _ask("POST", f"issues/{number}/comments", body)
    else:
        _ask("PATCH", f"issues/comments/{earlier}", body)
    return 0


def _earlier(number: int) -> int | None:
    """Return the id of the comment that an earlier run wrote."""
    page = 1
    while True:
        listed = _ask("GET", f"issues/{number}/comments?per_page={PAGE}&limit={PAGE}&page={page}")
        comments = listed if isinstance(listed, list) else []
        for comment in comments:
            if str(comment.get("body", "")).startswith(MARK):
                return int(comment["id"])
        if len(comments) < PAGE:
            return None
        page += 1


def _ask(method: str, path: str, body: object = None) -> object:
    try:
        base = f"{os.environ['GITHUB_API_URL']}/repos/{os.environ['GITHUB_REPOSITORY']}"
        token = os.environ["GITHUB_TOKEN"]
    except KeyError as fault:
        raise RequestError(f"缺少环境变量 {fault.args[0]}；这个命令由 .github/workflows/ 使用") from fault
    asked = urllib.request.Request(
        f"{base}/{path}",
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"token {token}", "Accept": "application/json", "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(asked, timeout=SECONDS) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as fault:
        with fault:
            raise RequestError(f"评论没有写成：平台答复 {fault.code}，请检查权限") from fault
    except (OSError, ValueError) as fault:
        raise RequestError("评论没有写成：连不上平台") from fault


if __name__ == "__main__":
    sys.exit(main())
