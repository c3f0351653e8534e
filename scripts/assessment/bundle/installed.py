"""Whether an installed program is what its package brought: every file as the package's own list has it."""

import base64
import hashlib
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from assessment.root import PACKAGE

DISTRIBUTION = "openness-assessment"
"""What the package is called where it is installed from."""


def is_altered() -> bool:
    """Tell whether a file of the installed program was changed or added; what Python compiled is no file of it."""
    try:
        listed = files(DISTRIBUTION) or []
    except PackageNotFoundError:
        return True
    known = {Path(one.locate()).resolve(): one.hash for one in listed}
    for path in PACKAGE.rglob("*"):
        if path.is_file() and path.suffix != ".pyc":
            wanted = known.get(path)
            if wanted is None or _digest(path) != wanted.value:
                return True
    return False


def _digest(path: Path) -> str:
    """Return a digest as such lists have it."""
    return base64.urlsafe_b64encode(hashlib.sha256(path.read_bytes()).digest()).rstrip(b"=").decode("ascii")
