"""The data folder is where its path says, and Git knows one repository there, the one around it."""

from collections.abc import Iterator
from pathlib import Path, PurePath

from assessment.findings import Finding
from assessment.place import Place
from assessment.repository.clone import clone_of
from assessment.repository.links import links_above, links_inside
from assessment.repository.nested import nested_at, nested_now
from assessment.repository.repository import without_links


def check_data_folder(data: Path) -> Iterator[Finding]:
    """Find links that stand for the data folder or for data, which hide its history, and repositories inside of it.

    Raises:
        GitError: if the repository that holds the data is damaged.
    """
    links = [*links_above(data)]
    for link in links:
        message = f"{link} 是链接，Git 不跟着链接走，里面的历史和审定记录就看不到了"
        hint = f"请去掉链接，用数据文件夹本身的路径 {without_links(data)}"
        yield Finding(Place(data.name, 1, 1), "linked-data", message, hint)
    if links:
        return
    for link in links_inside(data):
        message = "这里是链接，不是数据本身；Git 不跟着链接走，改动和历史都看不到"
        hint = "请换成文件或文件夹本身；证据放在别处的，用 EVIDENCE_FOLDER"
        yield Finding(_place(data, link.relative_to(data)), "linked-data", message, hint)
    clone = clone_of(data)
    there = nested_now(data)
    for folder in sorted({*there, *(nested_at(clone, clone.commit) if clone else ())}):
        what = "数据文件夹本身" if folder == PurePath() else "这里"
        where = "" if folder in there else "（在提交里）"
        message = f"{what}是另一个版本库{where}，它会冒充存放数据的版本库，还可能指定要运行的程序"
        hint = "请删去其中的 .git，或 HEAD、objects、refs 等；数据由外面一层的版本库保存"
        yield Finding(_place(data, folder), "nested-repository", message, hint)


def _place(data: Path, path: PurePath) -> Place:
    return Place(PurePath(data.name, path).as_posix(), 1, 1)
