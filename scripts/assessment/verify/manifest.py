"""A bundle's manifest, read as what a stranger may have written."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assessment.build.manifest import SUMS, sums
from assessment.build.swap import MARKER
from assessment.load.json_schema import validator
from assessment.verify.fault import BundleError


@dataclass(frozen=True)
class Manifest:
    """What a bundle says of itself."""

    commitments: Mapping[int, str]
    """By year, newest first; empty where there is none."""
    audience: str
    commit: str
    changed: bool
    engine_commit: str
    engine_changed: bool
    day: date
    pdf: bool
    only: str
    tools: Mapping[str, str]
    """Versions of Python and the libraries, and the font files, by what to call them."""
    files: Mapping[str, str]
    """Digests by path, of all files but the manifest and the sums."""
    content: bytes

    @property
    def years(self) -> str:
        """The years, as messages name them."""
        return "、".join(map(str, self.commitments))

    @property
    def expected(self) -> Mapping[str, str]:
        """Digests of all files that the bundle has to hold."""
        lines = sums(self.files, self.content).encode("utf-8", "surrogatepass")
        return {**self.files, MARKER: _sha256(self.content), SUMS: _sha256(lines)}


def read_manifest(content: bytes) -> Manifest:
    """Read a manifest.

    Raises:
        BundleError: if it is none.
    """
    try:
        document = json.loads(content, object_pairs_hook=_once)
        if not validator("manifest").is_valid(document):
            raise ValueError
        return Manifest(
            commitments={year["year"]: year.get("commitment", "") for year in document["years"]},
            audience=document["audience"],
            commit=document["commit"],
            changed=document["changed"],
            engine_commit=document["engine"]["commit"],
            engine_changed=document["engine"]["changed"],
            day=date.fromisoformat(document["date"]),
            pdf=document["pdf"],
            only=document["only"],
            tools={
                "Python": document["engine"]["python"],
                **document["libraries"],
                **{f"字库{name}": f"{font['file']}（{font['sha256'][:10]}）" for name, font in document["fonts"].items()},
            },
            files=document["files"],
            content=content,
        )
    except (ValueError, RecursionError) as fault:
        raise BundleError(f"{MARKER} 不是清单的写法（见 schemas/manifest.json），没有核对") from fault


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object in which no name stands twice, so that no two readers take it differently."""
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a name stands twice")
    return made


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
