"""Where the newest act has to be signed: what to type to sign it, in the state that the repository is in."""

import shlex
from dataclasses import dataclass
from pathlib import Path

from assessment.approval.record import record_path
from assessment.branches.loose import loose_files
from assessment.branches.steps import steps
from assessment.branches.work_tree import WorkTree
from assessment.change.ground import Ground
from assessment.check.signature import UNSIGNED
from assessment.desk.committing import from_top, tree_or_none
from assessment.findings import Finding


@dataclass(frozen=True)
class SigningNeed:
    """A signature that is missing."""

    finding: Finding
    here: tuple[str, ...]
    """Commands for somebody on the list at this machine; none where it is too late for that."""
    elsewhere: tuple[str, ...]
    """Commands for somebody on the list who joins the branch with the main one; none where it is there already."""


def signing_need(ground: Ground) -> SigningNeed | None:
    """Return what is missing of a year's signatures; None where nothing is."""
    finding = next((one for one in ground.findings if one.code == UNSIGNED), None)
    if finding is None:
        return None
    tree = tree_or_none(ground.year.data)
    if tree is None:
        return SigningNeed(finding, (), ())
    merge = f"git merge -S --no-ff {shlex.quote(tree.branch)}" if tree.is_own else ""
    return SigningNeed(finding, _here(tree, ground), (f"git switch {shlex.quote(tree.main)}", merge) if merge else ())


def _here(tree: WorkTree, ground: Ground) -> tuple[str, ...]:
    period = ground.year.period
    names = [from_top(tree, path) for path in (f"years/{period}.yaml", record_path(period))]
    into = f"cd {shlex.quote(str(Path(tree.top).resolve()))}"
    if names[1] in loose_files(tree):
        options = " ".join(map(shlex.quote, names))
        return (into, f"git add -- {options}", f"git commit -S -m {shlex.quote(f'{period.name}审定公布')} -- {options}")
    newest = next(iter(steps(tree)), None) if tree.is_own else None
    if newest is None or newest.commit != tree.commit or newest.is_handed_in or names[1] not in newest.files:
        return ()
    # What others have staged stays out of the commit.
    return (into, "git commit --amend --only --no-edit -S")
