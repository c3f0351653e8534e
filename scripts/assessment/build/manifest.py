"""manifest.json and SHA256SUMS: what was built from what and with what, and the digest of every file.

Digests are of files that are published with them, and of the scheme, which is public. Of what is not public there is
one commitment, keyed by a random value that is not published, since a plain digest of a mark can be guessed back.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from assessment.build.swap import MARKER
from assessment.build.toolchain import Toolchain
from assessment.disclosure.publication import Publication

SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class Recipe:
    """How a publication is made into files, beside the publication itself."""

    pdf: bool
    """Whether PDFs were asked for."""
    only: str
    """Id of the one unit whose PDF was asked for; empty for all."""
    commitment: str
    """To all inputs; empty before approval, when there is no key yet."""
    toolchain: Toolchain


def write_manifest(publication: Publication, output: Path, recipe: Recipe) -> None:
    """Write the list of all files below ``output``, the manifest last of all."""
    digests = {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in output.rglob("*")
        if path.is_file()
    }
    text = json.dumps(_document(publication, recipe, digests), ensure_ascii=False, indent=2) + "\n"
    (output / SUMS).write_text(sums(digests, text.encode("utf-8")), encoding="utf-8")
    (output / MARKER).write_text(text, encoding="utf-8")


def sums(digests: Mapping[str, str], manifest: bytes) -> str:
    """Return the digests of all files, the manifest's among them, as sha256sum -c reads them."""
    every = {**digests, MARKER: hashlib.sha256(manifest).hexdigest()}
    return "".join(f"{every[name]}  {name}\n" for name in sorted(every))


def _document(publication: Publication, recipe: Recipe, digests: Mapping[str, str]) -> dict[str, object]:
    edition, tools = publication.edition, recipe.toolchain
    return {
        "year": publication.year,
        "audience": publication.audience.value,
        "provenance": publication.provenance.value,
        "commit": edition.commit,
        "changed": edition.changed,
        "date": edition.built.isoformat(),
        "pdf": recipe.pdf,
        "only": recipe.only,
        "scheme": publication.scheme_digest,
        **({"commitment": recipe.commitment} if recipe.commitment else {}),
        "engine": {"commit": tools.commit, "changed": tools.changed, "python": tools.python},
        "libraries": dict(tools.libraries),
        "fonts": {name: asdict(font) for name, font in tools.fonts.items()},
        "files": dict(sorted(digests.items())),
    }
