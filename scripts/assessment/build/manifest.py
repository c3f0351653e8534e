"""manifest.json and SHA256SUMS: what was built from what and with what, and the digest of every file.

Digests are of files that are published with them, and of the scheme, which is public. Of what is not public there is
one commitment, keyed by a random value that is not published, since a plain digest of a mark can be guessed back.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from assessment.build.swap import MARKER
from assessment.build.toolchain import Toolchain
from assessment.disclosure.column import Column
from assessment.disclosure.publication import Publication
from assessment.render.output import Output

SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class Recipe:
    """How a column is made into files, beside the column itself."""

    pdf: bool
    """Whether PDFs were asked for."""
    only: str
    """Id of the one unit whose PDF was asked for; empty for all."""
    commitments: Mapping[int, str]
    """To all inputs of each approved year; before approval there is no key yet."""
    toolchain: Toolchain


def write_manifest(column: Column, output: Output, recipe: Recipe) -> None:
    """Write the list of all files of the output, the manifest last of all; its own two paths were taken before."""
    digests = {
        path: hashlib.sha256((output.folder / path).read_bytes()).hexdigest()
        for path in output.files
        if path not in (SUMS, MARKER)
    }
    text = json.dumps(_document(column, recipe, digests), ensure_ascii=False, indent=2) + "\n"
    (output.folder / SUMS).write_text(sums(digests, text.encode("utf-8")), encoding="utf-8")
    (output.folder / MARKER).write_text(text, encoding="utf-8")


def sums(digests: Mapping[str, str], manifest: bytes) -> str:
    """Return the digests of all files, the manifest's among them, as sha256sum -c reads them."""
    every = {**digests, MARKER: hashlib.sha256(manifest).hexdigest()}
    return "".join(f"{every[name]}  {name}\n" for name in sorted(every))


def _document(column: Column, recipe: Recipe, digests: Mapping[str, str]) -> dict[str, object]:
    front, tools = column.front, recipe.toolchain
    return {
        "audience": front.audience.value,
        "commit": front.edition.commit,
        "changed": front.edition.changed,
        "date": front.edition.built.isoformat(),
        "pdf": recipe.pdf,
        "only": recipe.only,
        "years": [_year(publication, recipe) for publication in column.publications],
        "engine": {"commit": tools.commit, "changed": tools.changed, "python": tools.python},
        "libraries": dict(tools.libraries),
        "fonts": {name: asdict(font) for name, font in tools.fonts.items()},
        "files": dict(sorted(digests.items())),
    }


def _year(publication: Publication, recipe: Recipe) -> dict[str, object]:
    commitment = recipe.commitments.get(publication.year, "")
    return {
        "year": publication.year,
        "provenance": publication.provenance.value,
        "scheme": publication.scheme_digest,
        **({"commitment": commitment} if commitment else {}),
    }
