"""Fetching from and sending to the shared repository, by the person's own way to it; why it refuses, in plain words."""

import re

from assessment.branches.own_git import GitAnswer, own_git
from assessment.branches.work_tree import BRANCHES, WorkTree
from assessment.errors import RequestError
from assessment.hand_in.shared import TOKEN, SharedRepository
from assessment.visible import one_line

_SECONDS = 300
"""How long fetching or sending may take: evidence may be large."""
_LONGEST = 200

_NO_WAY = re.compile(
    r"could not resolve|failed to connect|couldn't connect|connection (?:timed out|refused|reset|closed|was reset)"
    r"|network is unreachable|no route to host|operation timed out|could not read from remote repository",
    re.IGNORECASE,
)
_NO_TRUST = re.compile(r"certificate|host key verification failed|SSL", re.IGNORECASE)
_NO_RIGHT = re.compile(
    r"authentication failed|could not read (?:username|password)|permission denied|access denied|http basic: |denied to "
    r"|invalid (?:username|credentials)|the requested url returned error: 40[13]|not allowed to push",
    re.IGNORECASE,
)
_PROTECTED = re.compile(
    r"protected branch|GH006|GH013|pre-receive hook declined|protected ref|branch is protected", re.IGNORECASE
)
_NOT_THERE = re.compile(
    r"not found|does not appear to be a git repository|does not exist|error: 404|no such (?:remote|file)", re.IGNORECASE
)
_OTHERS = re.compile(r"non-fast-forward|fetch first|stale info|\[rejected\]", re.IGNORECASE)
_REMOTE = re.compile(r"^remote: (.*)$", re.MULTILINE)


def fetch(tree: WorkTree, shared: SharedRepository) -> None:
    """Learn what the shared repository has; no branch and no file is changed.

    Raises:
        RequestError: if it cannot be reached or refuses.
    """
    answer = own_git(
        tree.top,
        (*shared.by_token(), "fetch", "--quiet", "--no-auto-gc", "--no-recurse-submodules", shared.remote),
        seconds=_SECONDS,
    )
    if answer.status != 0:
        raise RequestError(_why("没有取到共享仓库的新内容", answer, shared))


def send(tree: WorkTree, shared: SharedRepository) -> None:
    """Send the branch of a working tree to the shared repository, where it only ever grows.

    Raises:
        RequestError: if it cannot be reached or refuses.
    """
    answer = own_git(
        tree.top,
        (*shared.by_token(), "push", "--quiet", shared.remote, f"{tree.commit}:{BRANCHES}{tree.branch}"),
        seconds=_SECONDS,
        # By a hook of its own Git LFS sends the files that it keeps.
        hooks=True,
    )
    if answer.status != 0:
        raise RequestError(_why(f"分支 {tree.branch} 没有推送成", answer, shared))


def _why(what: str, answer: GitAnswer, shared: SharedRepository) -> str:
    """Return what was not done, why, and what to do about it."""
    words, where = answer.words, shared.address
    if answer.status < 0:
        return f"{what}：{where} 迟迟没有答复，请检查网络，稍后再试"
    if _PROTECTED.search(words):
        return f"{what}：共享仓库保护着这个分支，不让推送{_quote(words)}；请管理员放开这个名称的分支，主分支仍然保护"
    if _NO_TRUST.search(words):
        return f"{what}：{where} 的证书或主机密钥没有通过核对；请管理员核对以后装好"
    if _NO_RIGHT.search(words):
        return (
            f"{what}：{where} 不认这个令牌或密钥，可能已经过期，或者没有写权限；"
            f"请换一个，写进环境变量 {TOKEN} 或 Git 的凭据存储"
        )
    if _OTHERS.search(words):
        return f"{what}：共享仓库的这个分支上有这里没有的提交，可能在另一台电脑上交过；请先在这里并入那边的提交"
    if _NOT_THERE.search(words):
        return f"{what}：找不到 {where}，请核对远程地址，或者令牌看不到它"
    if _NO_WAY.search(words):
        return f"{what}：连不上 {where}，请检查网络"
    return f"{what}：{where} 拒绝{_quote(words)}；请把这句话交给管理员"


def _quote(words: str) -> str:
    """Return what the other side itself said, in one short line."""
    line = one_line(" ".join(_REMOTE.findall(words)))
    line = line if len(line) <= _LONGEST else f"{line[:_LONGEST]}……"
    return f"（{line}）" if line else ""
