"""Handing a branch in: sent to the shared repository, and proposed to the reviewer in a pull request of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.branches.steps import BranchStep, steps
from assessment.branches.up_to_date import behind
from assessment.branches.work_tree import WorkTree, work_tree
from assessment.errors import RequestError
from assessment.forge.asking import Forge, ForgeError
from assessment.forge.pull_requests import PullRequest, account, is_public, open_pull_request, write_pull_request
from assessment.hand_in.sending import fetch, send
from assessment.hand_in.shared import SharedRepository, shared_repository
from assessment.hand_in.words import Proposal, proposal, whole_text


@dataclass(frozen=True)
class HandedIn:
    """A branch that was handed in."""

    proposal: Proposal
    request: PullRequest | None
    """The pull request; None where none could be opened from here."""
    is_new: bool
    """Whether it was opened just now."""
    account: str
    """Whose token wrote it, as the platform calls the account; empty where none did, or it does not say."""
    advice: str
    """What the person still has to do; empty where there is nothing."""


def learn(tree: WorkTree) -> WorkTree:
    """Return the working tree, knowing what the shared repository has now.

    Raises:
        RequestError: if there is no shared repository, or it cannot be reached.
    """
    fetch(tree, shared_repository(tree))
    return work_tree(tree.clone.data)


def proposed(tree: WorkTree) -> Proposal:
    """Return what would be handed in of the branch of a working tree; nothing is sent.

    Raises:
        RequestError: if there is nothing to hand in, or main has moved so that the branch has to be brought up to date.
    """
    return proposal(tree, _ready(tree))


def hand_in(tree: WorkTree) -> HandedIn:
    """Hand in the branch of a working tree, which has been brought up to date.

    Raises:
        RequestError: if there is nothing to hand in, if the repository is open to others, or it refuses.
    """
    shared = shared_repository(tree)
    what = proposal(tree, _ready(tree))
    if shared.forge is not None:
        _refuse_public(shared.forge, what)
    send(tree, shared)
    if shared.forge is None:
        return HandedIn(what, None, False, "", _by_mouth(tree, shared))
    if not shared.forge.token:
        address = shared.forge.place.form_address(tree.branch, tree.main)
        return HandedIn(what, None, False, "", f"已经推送；没有找到令牌，请打开 {address} 建立合并请求")
    return _requested(shared.forge, tree, what)


def review(tree: WorkTree) -> PullRequest | None:
    """Return the open pull request of a branch, with how many remarks reviewers made; None where there is none.

    Raises:
        RequestError: if the platform cannot be asked.
    """
    forge = shared_repository(tree).forge if tree.remote else None
    return None if forge is None or not forge.token else open_pull_request(forge, tree.branch, tree.main)


def account_of(tree: WorkTree) -> str:
    """Return whose token opens pull requests, as the platform calls the account; empty where there is no token.

    Raises:
        RequestError: if the platform refuses the token, or cannot be asked.
    """
    forge = shared_repository(tree).forge if tree.remote else None
    return "" if forge is None or not forge.token else account(forge)


def _ready(tree: WorkTree) -> Sequence[BranchStep]:
    if not tree.is_own:
        raise RequestError(f"现在在主分支 {tree.main} 上，没有要交的改动")
    done = steps(tree)
    if not done:
        raise RequestError("没有要交的改动：自己的分支和主分支一样")
    if behind(tree).is_behind:
        raise RequestError("有了新的内容还没有并入自己的分支，请先更新，再交审核")
    return done


def _refuse_public(forge: Forge, what: Proposal) -> None:
    if what.is_secret and is_public(forge):
        raise RequestError(
            f"{forge.host} 上的 {forge.place.path} 不是私有仓库，没有推送：成绩在审定以前保密，请管理员先把仓库改成私有"
        )


def _requested(forge: Forge, tree: WorkTree, what: Proposal) -> HandedIn:
    try:
        there = open_pull_request(forge, tree.branch, tree.main)
        text = whole_text("" if there is None else there.text, what.text)
        request = write_pull_request(forge, tree.branch, tree.main, what.title, text, there)
    except ForgeError as fault:
        address = forge.place.form_address(tree.branch, tree.main)
        raise RequestError(f"分支已经推送，合并请求没有建立：{fault}；也可以打开 {address} 自己建立") from fault
    try:
        by = account(forge)
    except ForgeError:
        # A token may write pull requests without being let to say whose it is.
        by = ""
    return HandedIn(what, request, there is None, by, "")


def _by_mouth(tree: WorkTree, shared: SharedRepository) -> str:
    return (
        f"已经推送到 {shared.address} 的分支 {tree.branch}；没有设置代码平台，请告诉审核人："
        f"核对 {tree.branch}（版本 {tree.commit[:10]}），没有问题就合并到 {tree.main}"
    )
