"""File names in an archive that every program unpacks to the same file, and none outside the folder it unpacks to."""

import re
import unicodedata
from collections.abc import Iterable

from assessment.bundle.fault import BundleError

_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\..*)?", re.DOTALL)
"""Names that Windows takes for devices, whatever their ending."""
_OTHER_ON_WINDOWS = frozenset('<>:"|?*')


def refuse_names(names: Iterable[str]) -> None:
    """Refuse names that lead outside, that some system changes, and two that some system takes for the same.

    Names of folders end with a slash.

    Raises:
        BundleError: if there is such a name.
    """
    files: set[str] = set()
    folders: set[str] = set()
    for name in names:
        _refuse_outside(name)
        _refuse_changing(name)
        alike = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
        whole, of_folder = alike.removesuffix("/"), name.endswith("/")
        if whole in files or whole in folders:
            raise BundleError("压缩包里有同名的文件，没有核对")
        (folders if of_folder else files).add(whole)
    for whole in (*files, *folders):
        above = whole.rpartition("/")[0]
        while above:
            if above in files:
                raise BundleError("压缩包里有同名的文件和文件夹，没有核对")
            above = above.rpartition("/")[0]


def _refuse_outside(name: str) -> None:
    parts = name.removesuffix("/").split("/")
    if "\\" in name or "\0" in name or set(parts) & {"", ".", ".."} or re.match("[A-Za-z]:", name):
        raise BundleError("压缩包里有指向包外的文件名，没有核对")


def _refuse_changing(name: str) -> None:
    for part in name.removesuffix("/").split("/"):
        unseen = any(unicodedata.category(character)[0] == "C" for character in part)
        if unseen or part[-1] in ". " or _OTHER_ON_WINDOWS & set(part) or _DEVICE.fullmatch(part.casefold()):
            raise BundleError("压缩包里有在别的系统上会变样的文件名，没有核对")
