"""All that an output folder says, to whoever looks with any program."""

import base64
import gzip
import html
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pikepdf

_DATA = re.compile(r"data:[\w/+.;=-]*;base64,([\w+/=]+)")

_GZIP = b"\x1f\x8b"
_APART = "\u200b".encode()


def everything(output: Path) -> Iterator[tuple[str, str]]:
    """Yield names of files, and every form in which something can be read in them."""
    for path in sorted(output.rglob("*")):
        name = path.relative_to(output).as_posix()
        yield name, unquote(name)
        if path.is_file():
            for text in _texts(path):
                yield name, text


def _texts(path: Path) -> Iterator[str]:
    raw = path.read_bytes()
    yield from _decoded(raw)
    if path.suffix == ".pdf":
        yield from _pdf(path)
    if raw.startswith(_GZIP):
        # The index of the search page sets every character apart.
        yield from _decoded(gzip.decompress(raw).replace(_APART, b""))
    if zipfile.is_zipfile(path):
        yield from _parts(path)


def _parts(path: Path) -> Iterator[str]:
    """Yield what stands in the parts of a packed file, with and without their tags, and in its own comments."""
    with zipfile.ZipFile(path) as packed:
        yield packed.comment.decode("utf-8", "replace")
        for part in packed.infolist():
            yield part.filename
            yield part.comment.decode("utf-8", "replace")
            for text in _decoded(packed.read(part)):
                yield text
                yield re.sub("<[^>]*>", "", text)


def _decoded(raw: bytes) -> Iterator[str]:
    text = raw.decode("utf-8", "replace")
    plain = html.unescape(text)
    yield from (text, plain, unquote(plain), raw.decode("utf-16-be", "replace"), raw[1:].decode("utf-16-be", "replace"))
    if "\\u" in text:
        yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    for inside in _DATA.findall(text):
        yield from _decoded(base64.b64decode(inside))


def _pdf(path: Path) -> Iterator[str]:
    yield "".join(
        subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True, text=True).stdout.split()
    )
    with pikepdf.open(path) as pdf:
        yield repr(dict(pdf.docinfo.items()))
        for thing in pdf.objects:
            yield from _object(thing)


def _object(thing: pikepdf.Object) -> Iterator[str]:
    """Yield the strings of an object and of what it holds directly, and its stream without compression."""
    if isinstance(thing, pikepdf.Stream):
        yield from _decoded(thing.read_bytes())
        yield from _values(thing.stream_dict)
    else:
        yield from _values(thing)


def _values(thing: object) -> Iterator[str]:
    match thing:
        case pikepdf.String():
            yield str(thing)
        case pikepdf.Array():
            for below in thing.as_list():
                yield from _values(below) if not getattr(below, "is_indirect", False) else ()
        case pikepdf.Dictionary():
            for key, below in thing.as_dict().items():
                yield key
                yield from _values(below) if not getattr(below, "is_indirect", False) else ()
