"""The newest act was committed and signed by somebody whom the office named, where it named any."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from assessment.approval.record import record_path
from assessment.check.approval import act_words
from assessment.check.facts import Facts
from assessment.dataset.approval import Act
from assessment.errors import RequestError
from assessment.findings import Finding
from assessment.repository.clone import Clone, clone_of
from assessment.repository.commits import Commit, texts, versions
from assessment.repository.signature import is_signed

SIGNERS = "approvals/allowed_signers"
"""The list of signers, below the data folder."""

UNSIGNED = "approval-unsigned"
"""The code of what a signed commit puts right."""

HOW = "请由名单里的人用 git commit -S 签名提交（git config gpg.format ssh，user.signingkey 写本人的密钥）"


def signature(facts: Facts) -> Iterator[Finding]:
    """Find a newest act whose commit is not signed by any of the listed signers, or cannot be checked."""
    signers = facts.data / SIGNERS
    if facts.approval is None or not signers.exists():
        return
    act = facts.approval.newest
    try:
        told = _fault(facts, act)
    except RequestError as fault:
        told = str(fault), "请在装有 git 和 openssh-client、有完整历史的机器上再检查一次"
    if told is not None:
        message, hint = told
        yield Finding(act.origin.place, UNSIGNED, message, hint)


def _fault(facts: Facts, act: Act) -> tuple[str, str] | None:
    """Return what is wrong with the signature and what to do, or None where it is good."""
    what = f"最近一次{act_words(act)}"
    clone = clone_of(facts.data)
    if clone is None:
        return f"数据不在 Git 仓库里，{what}的签名没有核对", "请在仓库里再检查一次"
    commit = _introduced(clone, record_path(facts.year.year), act.seal)
    if commit is None:
        return f"{what}还没有提交", HOW
    if clone.shallow and not commit.parents:
        return f"仓库是浅克隆，找不到记录{what}的提交，签名没有核对", "请运行 git fetch --unshallow 后再检查"
    if not is_signed(clone, commit.id, facts.data / SIGNERS):
        return f"记录{what}的提交 {commit.id[:10]} 没有名单（{facts.data.name}/{SIGNERS}）里的人的签名", HOW
    return None


def _introduced(clone: Clone, path: str, seal: str) -> Commit | None:
    """Return the first commit whose record holds the act with this seal."""
    file = PurePosixPath(path)
    history = versions(clone, str(file.parent))
    ids = {version.files[file.name] for version in history if file.name in version.files}
    held = texts(clone, ids)
    for version in history:
        if seal.encode() in held.get(version.files.get(file.name, ""), b""):
            return version.commit
    return None
