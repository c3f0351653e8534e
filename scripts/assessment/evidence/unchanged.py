"""No evidence is taken in that Git would change: its digest would be wrong in every other copy of the repository."""

from collections.abc import Iterable
from pathlib import Path

from assessment.errors import RequestError
from assessment.repository.attributes import changeable, nearer_attributes, pattern_for


def refuse_changeable(folder: Path, files: Iterable[str]) -> None:
    """Refuse new files, by path below the evidence folder, that the attributes of the repository do not keep as they are.

    Raises:
        RequestError: if there is one.
    """
    if changeable(folder, files):
        raise RequestError(
            f"Git 会改动证据文件的换行或编码，别处取出的校验值就对不上，没有改动任何文件；{how_to_keep(folder)}"
        )


def how_to_keep(folder: Path) -> str:
    """Return what makes Git keep the files of a folder as they are."""
    nearer = nearer_attributes(folder)
    if nearer:
        return f"请先删去 {'、'.join(map(str, nearer))} 里对证据文件的规定"
    line = f"{pattern_for(folder)} -text -ident -working-tree-encoding"
    return f"请先在版本库最上层的 .gitattributes 末尾加一行：{line}"
