"""Several files as one entry of the cache."""

import json
from collections.abc import Iterable, Iterator


def bytes_of(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return files, each with its path, as one content."""
    listed = [*files]
    sizes = [(path, len(content)) for path, content in listed]
    return b"".join((json.dumps(sizes).encode(), b"\n", *(content for _, content in listed)))


def files_in(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each file that is in such a content."""
    head, _, _ = content.partition(b"\n")
    begin = len(head) + 1
    for path, size in json.loads(head):
        yield path, content[begin : begin + size]
        begin += size
