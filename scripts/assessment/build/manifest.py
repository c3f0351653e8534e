"""manifest.json: what was built from what, and the digest of every file."""

import hashlib
import json
from pathlib import Path

from assessment.build.swap import MARKER
from assessment.disclosure.publication import Publication


def write_manifest(publication: Publication, output: Path) -> None:
    """Write the list of all files below ``output``."""
    files = sorted(path for path in output.rglob("*") if path.is_file())
    document = {
        "year": publication.year,
        "audience": publication.audience.value,
        "provenance": publication.provenance.value,
        "commit": publication.edition.commit,
        "changed": publication.edition.changed,
        "scheme": publication.scheme_digest,
        "files": {path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files},
    }
    (output / MARKER).write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
