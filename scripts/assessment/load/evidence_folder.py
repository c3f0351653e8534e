"""Where evidence files are kept: ``evidence/`` in the data folder, or where the county's settings say."""

import ast
from pathlib import Path

SETTING = "EVIDENCE_FOLDER"


def evidence_folder_of(data: Path) -> Path:
    """Return the folder that takes new evidence files.

    The settings are read, not run: other people's data may be looked at with this.
    """
    root = data.resolve().parent
    said = _setting(root / "pelicanconf.py")
    return root / said if said else data / "evidence"


def evidence_folders_of(data: Path) -> tuple[Path, ...]:
    """Return the folders in which evidence files are looked for: small ones may stay beside the data."""
    return tuple(dict.fromkeys((evidence_folder_of(data), data / "evidence")))


def _setting(path: Path) -> str:
    try:
        statements = ast.parse(path.read_text(encoding="utf-8")).body
    except (OSError, SyntaxError, ValueError):
        return ""
    for statement in statements:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(value))) if name == SETTING:
                return value
    return ""
