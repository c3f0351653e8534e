"""scripts/hand-in: hand a person's branch in to review, with a pull request where there is a platform (交审核)."""

import argparse
import sys
from collections.abc import Sequence

from assessment.branches.loose import loose_files
from assessment.branches.making import Author
from assessment.branches.own_branch import own_branch
from assessment.branches.own_git import setting
from assessment.branches.save import save
from assessment.branches.up_to_date import Behind, behind, bring_up_to_date
from assessment.branches.work_tree import WorkTree, work_tree
from assessment.clock import now
from assessment.commands.alone import alone
from assessment.commands.command_line import Parser
from assessment.commands.options import add_data
from assessment.commands.running import run
from assessment.commands.whereabouts import path_from_here
from assessment.compare.words import value
from assessment.edit.three_ways import Nothing, Whose
from assessment.errors import RequestError
from assessment.hand_in.hand_in import HandedIn, hand_in, learn, proposed
from assessment.visible import one_line

_SIDES = {"我的": Whose.MINE, "对方的": Whose.THEIRS}
_LONGEST = 200


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return the options of a command line."""
    parser = Parser(
        "hand-in",
        "交审核：把自己分支上的改动推送到共享仓库，并在 GitHub、Gitea、Forgejo、GitLab 上建立合并请求，已经有的就更新它；"
        "没有这样的平台，就推送并说明怎样告诉审核人。主分支有新内容的，先并入自己的分支。",
    )
    add_data(parser)
    parser.add_argument("--message", metavar="说明", help="先提交改了还没有提交的数据文件，用这句话作说明")
    parser.add_argument("--dry-run", action="store_true", help="只显示合并请求的标题和正文，不推送")
    parser.add_argument(
        "--take",
        choices=[*_SIDES],
        metavar="|".join(_SIDES),
        help="自己和主分支（对方）都改了同一处时，全部用哪一边的；不写就列出来，不动手",
    )
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    return run(lambda: alone(options.data, lambda: _hand_in(options)), options.data)


def _hand_in(options: argparse.Namespace) -> int:
    tree = work_tree(options.data)
    if options.dry_run:
        return _show(tree)
    author = _author(tree)
    tree = learn(_saved(own_branch(options.data, author.email), options.message, author))
    while (stands := behind(tree)).is_behind:
        if stands.meetings and options.take is None:
            return _tell(tree, stands)
        choices = {(one.file, one.keys): _SIDES[options.take] for one in stands.meetings}
        tree = bring_up_to_date(tree, stands, choices, author, now())
        sys.stderr.write(f"{stands.name} 的新内容已经并入自己的分支。\n")
        for file, line in stands.comments:
            sys.stderr.write(f"{path_from_here(tree.top / file)}：这行注释没有位置，只留在历史里：{line}\n")
    return _report(hand_in(tree))


def _show(tree: WorkTree) -> int:
    """Show what would be handed in, and change nothing."""
    loose = loose_files(tree)
    if loose:
        sys.stderr.write(f"{len(loose)} 个数据文件改了还没有提交，不在内：{_listed(tree, loose)}\n")
    what = proposed(tree)
    sys.stdout.write(f"{what.title}\n\n{what.text}")
    return 0


def _author(tree: WorkTree) -> Author:
    """Return who hands in, as the person's Git knows."""
    name, email = (setting(tree.top, f"user.{field}") for field in ("name", "email"))
    if not name or not email:
        raise RequestError(
            "Git 还不知道您是谁：请运行 git config --global user.name 姓名 和 git config --global user.email 邮箱"
        )
    return Author(name, email)


def _saved(tree: WorkTree, message: str | None, author: Author) -> WorkTree:
    """Return the working tree with its data committed, or without any to commit."""
    loose = loose_files(tree)
    if not loose:
        return tree
    if not message:
        raise RequestError(f"{len(loose)} 个数据文件改了还没有提交：{_listed(tree, loose)}；加上 --message 说明 一起提交")
    return save(tree, loose, message, author, now())


def _listed(tree: WorkTree, files: Sequence[str]) -> str:
    return "、".join(path_from_here(tree.top / file) for file in files)


def _tell(tree: WorkTree, stands: Behind) -> int:
    for one in stands.meetings:
        what = " ".join(word for word in (one.record, one.field) if word) or "整个文件"
        sys.stdout.write(f"{path_from_here(tree.top / one.file)}：{what}\n")
        sys.stdout.write(f"  原来：{_value(one.base)}\n  我的：{_value(one.mine)}\n  对方的：{_value(one.theirs)}\n")
    sys.stderr.write(
        f"自己和{stands.name} 有 {len(stands.meetings)} 处改得不一样，没有推送；"
        "加上 --take 我的 或 --take 对方的 全部用一边的，没有用的一边仍在历史里。\n"
    )
    return 1


def _value(held: object) -> str:
    if held is Nothing.NOTHING:
        return "没有"
    line = one_line(value(held))
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}……"


def _report(done: HandedIn) -> int:
    if done.request is None:
        sys.stdout.write(f"{done.advice}\n")
        return 0
    by = f"（用 {done.account} 的令牌）" if done.account else ""
    sys.stdout.write(f"{'已经建立' if done.is_new else '已经更新'}合并请求{by}：{done.request.address}\n")
    if done.request.remarks:
        sys.stdout.write(f"审核人有 {done.request.remarks} 条意见，在同一个网页上。\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
