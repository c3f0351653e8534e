"""How large a piece of evidence may be without a word, and what is said of one that is larger."""

from collections.abc import Iterable
from pathlib import Path

from assessment.repository.attributes import kept_whole

LARGE = 100_000_000
"""Bytes of a file above which platforms refuse a push, GitHub among them (its limit is 100 MiB)."""

HOW = "请用 Git LFS，或在 county.yaml 的 evidence_folder 写共享文件夹"


def too_large(folder: Path, files: Iterable[str]) -> dict[str, str]:
    """Return the sizes, in words, of files below a folder that Git has to keep although they are large, by path."""
    large = [file for file in files if (folder / file).stat().st_size > LARGE]
    return {file: f"{(folder / file).stat().st_size / 1_000_000:.0f} MB" for file in kept_whole(folder, large)}
