"""Which folder may hold evidence: one of its own, where reading it reads nothing of the machine or of the records."""

from pathlib import Path

_OF_THE_SYSTEM = frozenset({"bin", "boot", "dev", "etc", "lib", "lib32", "lib64", "proc", "run", "sbin", "sys", "usr"})
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
    if len(folder.parts) <= 2 or folder.parts[1] in _OF_THE_SYSTEM:
        return "是系统的文件夹"
    if records.is_relative_to(folder):
        return "里面有数据文件夹本身"
    if folder.is_relative_to(records) and not folder.is_relative_to(records / _WITHIN):
        return "在数据文件夹里"
    if ".git" in folder.parts or (folder / ".git").exists():
        return "是版本库的文件夹"
    return ""
