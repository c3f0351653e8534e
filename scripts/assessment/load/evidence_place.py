"""Which folder may hold evidence: one of its own, where reading it reads nothing of the machine or of the records."""

from pathlib import Path

_OF_THE_SYSTEM = tuple(
    Path("/", name)
    for name in (
        *("bin", "boot", "dev", "etc", "lib", "lib32", "lib64", "proc", "root", "run", "sbin", "sys", "usr"),
        *("var/lib", "var/log", "var/cache", "var/spool"),
    )
)
_SHARES = (Path("/run/media"), Path("/run/user"))
"""Below these a desktop shows disks and shared folders."""
_WITHIN = "evidence"
"""The folder below the data that is meant for evidence."""


def evidence_place(data: Path, written: str) -> Path:
    """Return the folder that a county names, counted from the folder that holds the data."""
    return (data.resolve().parent / written).resolve()


def refusal(data: Path, written: str) -> str:
    """Return why evidence cannot lie in a folder; empty where it can.

    The county's file comes with any merge request, and all that lies in the folder is looked through.
    """
    folder, records = evidence_place(data, written), data.resolve()
    beside = folder.is_relative_to(records.parent)
    if records.is_relative_to(folder):
        return "里面有数据文件夹本身"
    if not beside and (len(folder.parts) <= 2 or _is_of_the_system(folder)):
        return "是系统的文件夹"
    if any(part.startswith(".") for part in (folder.relative_to(records.parent) if beside else folder).parts):
        return "以点开头，或者在这样的文件夹里"
    if (folder / ".git").exists():
        return "是版本库的文件夹"
    if not beside and (folder == Path.home() or folder.parent == Path("/home")):
        return "是个人的整个文件夹"
    if any(_holds_records(above) and not folder.is_relative_to(above / _WITHIN) for above in (folder, *folder.parents)):
        return "在数据文件夹里"
    return ""


def _is_of_the_system(folder: Path) -> bool:
    return any(folder.is_relative_to(own) for own in _OF_THE_SYSTEM) and not any(
        folder.is_relative_to(share) and folder != share for share in _SHARES
    )


def _holds_records(folder: Path) -> bool:
    """Tell whether a folder is a county's data."""
    return (folder / "years").is_dir() and (folder / "scores").is_dir()
