"""counties.json: the files of a front page, and which bundle of each county it was made from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from assessment.bundle.fault import BundleError
from assessment.load.json_schema import is_sound

FRONT_MARKER = "counties.json"
"""Every finished output of several counties holds this file."""
_NOT_ONE = f"{FRONT_MARKER} 不是首页清单的写法（见 schemas/front.json），没有核对"


@dataclass(frozen=True)
class CountyBundle:
    """A county's bundle below a front page."""

    folder: str
    name: str
    manifest: str
    """SHA-256 of its manifest; empty where the county has no bundle."""


@dataclass(frozen=True)
class FrontManifest:
    """What an output of several counties says of itself, read as what a stranger may have written."""

    audience: str
    counties: tuple[CountyBundle, ...]
    files: Mapping[str, str]
    """Digests of the front page's files by path, but for this one."""

    @property
    def bundles(self) -> tuple[CountyBundle, ...]:
        """The counties that have a bundle."""
        return tuple(one for one in self.counties if one.manifest)


def front_manifest_text(manifest: FrontManifest) -> str:
    """Return the file that holds it."""
    counties = [
        {"folder": one.folder, "name": one.name} | ({"manifest": one.manifest} if one.manifest else {})
        for one in manifest.counties
    ]
    document = {"audience": manifest.audience, "counties": counties, "files": dict(sorted(manifest.files.items()))}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def read_front_manifest(content: bytes) -> FrontManifest:
    """Read one.

    Raises:
        BundleError: if it is none, or names a folder twice or one outside of the output.
    """
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as fault:
        raise BundleError(_NOT_ONE) from fault
    if not is_sound(document, "front"):
        raise BundleError(_NOT_ONE)
    counties = tuple(CountyBundle(one["folder"], one["name"], one.get("manifest", "")) for one in document["counties"])
    folders = [one.folder for one in counties]
    if len({*folders}) != len(folders) or any(folder.startswith(".") for folder in folders):
        raise BundleError(_NOT_ONE)
    return FrontManifest(document["audience"], counties, document["files"])
