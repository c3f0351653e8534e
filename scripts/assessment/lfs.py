"""What Git LFS keeps in place of a file: a few lines that name the file's digest."""

import re

LONGEST = 1024
"""Bytes; a longer file is no such stand-in."""

_POINTER = re.compile(rb"version https://git-lfs\.github\.com/spec/v1\n(?:.*\n)*?oid sha256:([0-9a-f]{64})\n(?:.*\n)*")


def pointed_at(held: bytes) -> str:
    """Return the SHA-256 of the file that a stand-in names; empty for what is none."""
    pointer = _POINTER.fullmatch(held) if len(held) <= LONGEST else None
    return pointer[1].decode() if pointer else ""
