"""How the files of a bundle differ from those it should hold."""

from collections.abc import Mapping
from enum import Enum

from assessment.bundle.contents import Bundle
from assessment.visible import printable

_LONGEST = 200


class Mismatch(Enum):
    """What is wrong with a file."""

    MISSING = "缺少"
    CHANGED = "改动"
    EXTRA = "多出"
    ODD = "不是普通文件"


def differences(expected: Mapping[str, str], bundle: Bundle) -> list[tuple[str, Mismatch]]:
    """Return what differs, by path."""
    found = [(name, Mismatch.ODD) for name in bundle.odd]
    found += [(name, Mismatch.MISSING) for name in expected.keys() - bundle.digests.keys() - set(bundle.odd)]
    found += [(name, Mismatch.EXTRA) for name in bundle.digests.keys() - expected.keys()]
    found += [(name, Mismatch.CHANGED) for name, digest in bundle.digests.items() if expected.get(name, digest) != digest]
    return sorted(found, key=lambda difference: difference[0])


def printable_name(name: str) -> str:
    """Return a file name as one harmless piece of a line."""
    text = printable(name, lambda character: f"\\u{{{ord(character):x}}}")
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"
