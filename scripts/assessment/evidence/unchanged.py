"""No evidence is taken in that Git would change: its digest would be wrong in every other copy of the repository."""

from collections.abc import Iterable
from pathlib import Path

from assessment.errors import RequestError
from assessment.repository.attributes import changeable, pattern_for


def refuse_changeable(folder: Path, files: Iterable[str]) -> None:
    """Refuse new files, by path below the evidence folder, that the attributes of the repository do not keep as they are.

    Raises:
        RequestError: if there is one.
    """
    if changeable(folder, files):
        raise RequestError(
            "Git 会改动证据文件的换行，别处取出的校验值就对不上，没有改动任何文件；"
            f"请先在版本库最上层的 .gitattributes 里加一行：{pattern_for(folder)} -text"
        )
