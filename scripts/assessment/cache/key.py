"""One digest for several things that some work was given, so that no two lists of things have the same."""

import hashlib
from collections.abc import Iterable


def key_of(parts: Iterable[str | bytes]) -> str:
    """Return the SHA-256 of some things, each told from the next by its length, and text from bytes."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(b"%s%d:" % (b"t" if isinstance(part, str) else b"b", len(content)))
        digest.update(content)
    return digest.hexdigest()
