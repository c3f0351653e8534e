"""manifest.json: what was built from what and with what, and the digest of every file; how it is written and read.

Digests are of files that are published with them, and of the scheme, which is public. Of what is not public there is
one commitment, keyed by a random value that is not published, since a plain digest of a mark can be guessed back.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from assessment.bundle.fault import BundleError
from assessment.bundle.sums import MARKER, SUMS, digest, sums
from assessment.bundle.toolchain import Toolchain
from assessment.digests import digest_of
from assessment.disclosure.column import Column
from assessment.disclosure.publication import Publication
from assessment.load.json_schema import validator
from assessment.period import Period, spaced_list, written_period
from assessment.render.output import Output


@dataclass(frozen=True)
class Recipe:
    """How a column is made into files, beside the column itself."""

    pdf: bool
    """Whether PDFs were asked for."""
    only: str
    """Id of the one unit whose PDF was asked for; empty for all."""
    commitments: Mapping[Period, str]
    """To all inputs of each approved year; before approval there is no key yet."""
    toolchain: Toolchain


def write_manifest(column: Column, output: Output, recipe: Recipe) -> str:
    """Write the list of all files of the output, the manifest last of all; its own two paths were taken before.

    Return the digest of the list.
    """
    digests = {path: digest_of(output.folder / path) for path in output.files if path not in (SUMS, MARKER)}
    text = json.dumps(_document(column, recipe, digests), ensure_ascii=False, indent=2) + "\n"
    listed = sums(digests, text.encode("utf-8")).encode("utf-8")
    (output.folder / SUMS).write_bytes(listed)
    (output.folder / MARKER).write_text(text, encoding="utf-8")
    return digest(listed)


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
        "engine": {
            "commit": tools.commit,
            "version": tools.version,
            "changed": tools.changed,
            "python": tools.python,
        },
        "libraries": dict(tools.libraries),
        "fonts": {name: asdict(font) for name, font in tools.fonts.items()},
        "files": dict(sorted(digests.items())),
    }


def _year(publication: Publication, recipe: Recipe) -> dict[str, object]:
    commitment = recipe.commitments.get(publication.period, "")
    return {
        "year": publication.period.written,
        "provenance": publication.provenance.value,
        "scheme": publication.scheme_digest,
        **({"commitment": commitment} if commitment else {}),
    }


@dataclass(frozen=True)
class Manifest:
    """What a bundle says of itself, read as what a stranger may have written."""

    commitments: Mapping[Period, str]
    """By year, newest first; empty where there is none."""
    audience: str
    commit: str
    changed: bool
    engine_commit: str
    engine_version: str
    """Of a program that was installed; empty where it ran from its repository."""
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
        return spaced_list(self.commitments)

    @property
    def expected(self) -> Mapping[str, str]:
        """Digests of all files that the bundle has to hold."""
        listed = sums(self.files, self.content).encode("utf-8", "surrogatepass")
        return {**self.files, MARKER: digest(self.content), SUMS: digest(listed)}


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
            commitments={written_period(str(year["year"])): year.get("commitment", "") for year in document["years"]},
            audience=document["audience"],
            commit=document["commit"],
            changed=document["changed"],
            engine_commit=document["engine"]["commit"],
            engine_version=document["engine"].get("version", ""),
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
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a name stands twice")
    return members
