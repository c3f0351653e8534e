"""The digests of a bundle's files, and the names of the two files that hold them."""

import hashlib
from collections.abc import Mapping

MARKER = "manifest.json"
"""Every finished output holds this file; a folder with other contents is never replaced."""
SUMS = "SHA256SUMS"


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


def sums(digests: Mapping[str, str], manifest: bytes) -> str:
    """Return the digests of all files, the manifest's among them, as sha256sum -c reads them."""
    every = {**digests, MARKER: digest(manifest)}
    return "".join(f"{every[name]}  {name}\n" for name in sorted(every))
