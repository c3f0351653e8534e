"""The newest act, and every change of the list of signers, is signed by somebody whom the office had named before."""

from collections.abc import Iterator

from assessment.approval.past import SIGNERS, past_of
from assessment.approval.signers import Signers
from assessment.check.approval import act_words
from assessment.check.facts import Facts
from assessment.dataset.approval import Act, Withdrawal
from assessment.errors import RequestError
from assessment.findings import Finding
from assessment.place import Place
from assessment.repository.clone import clone_of

UNSIGNED = "approval-unsigned"
"""The code of what a signed commit puts right."""

HOW = "请由名单里的人用 git commit -S 签名提交（git config gpg.format ssh，user.signingkey 写本人的密钥）"
_HOW_TO_MERGE = "请由名单里的人核对以后用 git merge -S 签名合并，或另记一次由名单里的人签名提交"


def check_signature(facts: Facts) -> Iterator[Finding]:
    """Find a newest act that nobody on the list signed or that cannot be checked, and a list that others changed.

    The newest act vouches for those before, which its seal covers. Acts from before there was a list need no signature.
    """
    act = None if facts.dataset.approval is None else facts.dataset.approval.newest
    clone = clone_of(facts.base.data)
    if clone is None:
        if act is not None and (facts.base.data / SIGNERS).exists():
            message = f"数据不在 Git 仓库里，最近一次{act_words(act)}的签名没有核对"
            yield Finding(act.origin.place, UNSIGNED, message, "请在仓库里再检查一次")
        return
    place = Place(f"{facts.base.data.name}/{SIGNERS}", 1, 1) if act is None else act.origin.place
    try:
        signers = Signers(past_of(clone))
        fault = None if act is None else _fault(facts, signers, act)
        vain = signers.changed_in_vain()
    except RequestError as failure:
        yield Finding(place, UNSIGNED, str(failure), "请在装有 git 和 openssh-client、有完整历史的机器上再检查一次")
        return
    if fault is not None:
        yield Finding(place, UNSIGNED, *fault)
    if vain is not None:
        message = f"提交 {vain.id[:10]} 改动了签名人名单，没有原名单里的人的签名，改动不生效"
        hint = "请恢复原来的名单；加人、减人都由原名单里的人用 git commit -S 签名提交"
        yield Finding(Place(f"{facts.base.data.name}/{SIGNERS}", 1, 1), "signers-changed", message, hint)


def _fault(facts: Facts, signers: Signers, act: Act | Withdrawal) -> tuple[str, str] | None:
    """Return what is wrong with the signature and what to do, or None where it is good or not asked for."""
    what = f"最近一次{act_words(act)}"
    if not signers.holds(act.seal):
        is_due = signers.in_force or (facts.base.data / SIGNERS).exists()
        return (f"{what}还没有提交", HOW) if is_due else None
    unsigned = signers.unsigned(act.seal)
    if unsigned is None:
        return None
    commit, first = unsigned.commit, unsigned.introduced
    if signers.past.clone.repository.cuts_at(commit.id):
        return f"仓库是浅克隆，找不到记录{what}的提交，签名没有核对", "请运行 git fetch --unshallow 后再检查"
    nobody = f"没有名单（{facts.base.data.name}/{SIGNERS}）里的人的签名"
    if commit.id != first.id:
        return f"记录{what}的提交 {first.id[:10]} 和并入它的提交 {commit.id[:10]} 都{nobody}", _HOW_TO_MERGE
    return f"记录{what}的提交 {commit.id[:10]} {nobody}", HOW
