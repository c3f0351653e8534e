"""The commits that a bundle names are believed only where the current branch holds them: somebody here took them over."""

from pathlib import Path

from assessment.bundle.installed import is_altered
from assessment.bundle.manifest import Manifest
from assessment.errors import RequestError
from assessment.repository.clone import Clone, clone_of
from assessment.repository.nested import nested_at
from assessment.repository.repository import Repository, repository_at, top_above
from assessment.repository.revision import is_in_history
from assessment.root import ROOT
from assessment.version import VERSION


def records_of(manifest: Manifest, data: Path) -> Clone:
    """Return the repository of the records that a bundle was built from.

    Raises:
        RequestError: if no commit gives the bundle, or the current branch does not hold the one that it names.
    """
    if not manifest.commit:
        raise RequestError("发布包没有写明版本，没有可以核对的版本")
    if manifest.changed:
        raise RequestError("发布包由没有提交的修改生成，没有一个版本可以核对")
    clone = clone_of(data)
    if clone is None:
        raise RequestError(f"{data} 不在版本库中，没有核对")
    _refuse_unmerged(clone.repository, manifest.commit)
    if nested_at(clone, manifest.commit):
        raise RequestError(f"版本 {manifest.commit[:10]} 的数据里有另一个版本库，没有核对")
    return clone


def refuse_another_program(manifest: Manifest) -> None:
    """Refuse a bundle that another program made than the installed one.

    Raises:
        RequestError: if its version is another, or either of the two was changed by hand.
    """
    if not manifest.engine_version:
        raise RequestError("发布包由版本库里的程序生成，请在那个版本库里核对")
    if manifest.engine_version != VERSION:
        raise RequestError(f"发布包由程序 {manifest.engine_version} 生成，这里是 {VERSION}；请安装那个版本再核对")
    if manifest.engine_changed:
        raise RequestError("发布包由改过的程序生成，没有一个版本能重建它")
    if is_altered():
        raise RequestError("这里安装的程序被改过，请重新安装再核对")


def program_of(manifest: Manifest) -> Repository:
    """Return the repository of the program that made a bundle.

    Raises:
        RequestError: if no commit gives the program, or the current branch does not hold the one that the bundle names.
    """
    if manifest.engine_version:
        raise RequestError(f"发布包由安装的程序 {manifest.engine_version} 生成，请在安装了这个版本的地方核对")
    if not manifest.engine_commit:
        raise RequestError("发布包没有写明程序的版本，不能重建")
    if manifest.engine_changed:
        raise RequestError("发布包由没有提交的程序生成，没有一个版本能重建它")
    top = top_above(ROOT)
    repository = None if top is None else repository_at(top)
    if repository is None:
        raise RequestError(f"{ROOT} 不在版本库中，不能重建")
    _refuse_unmerged(repository, manifest.engine_commit)
    return repository


def _refuse_unmerged(repository: Repository, commit: str) -> None:
    if not is_in_history(repository, commit):
        raise RequestError(f"版本 {commit[:10]} 不在当前分支的历史里，没有核对；请切换到含有它的分支")
