"""Write the manual as a site: guides with navigation and search, in the project's own theme."""

import posixpath
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import quote

import lxml.html
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml.html import HtmlElement, builder
from markupsafe import Markup

from assessment.manual.contents import contents_of
from assessment.manual.manual import Manual, read_manual, text_of
from assessment.manual.places import FIRST, PlaceKind, kind_of, place_of, target_of
from assessment.manual.reading import ManualPage
from assessment.release.swap import replacing, working
from assessment.render.output import Output
from assessment.render.site.fallbacks import root_values, with_fallbacks
from assessment.render.site.index import index_pages
from assessment.version import VERSION

MARKER = "version.txt"
"""Every finished manual holds this file; a folder with other contents is never replaced."""

_SEARCH = "search/index.html"
_STYLES = ("static/site.css", "manual/manual.css")
_AS_THEY_ARE = ("icon.svg", "numerals.js", "names.js", "search.js")

_SHORT = 24
"""Characters of a piece of code that is never broken: it fits on a line of the narrowest page."""


def build_manual(root: Path, output: Path) -> int:
    """Build the manual of a repository; return how many guides it has.

    Raises:
        RequestError: if a guide cannot be read, or leads to a file that is not there.
        OutputError: if the output folder is not usable.
    """
    manual = read_manual(root)
    with replacing(output, MARKER) as staging:
        written = Output(staging)
        _write_pages(manual, written)
        _write_theme(root / "theme", written)
        # The search asks for units, of which there are none here.
        written.write("search/units.json", b"[]")
        with working(output) as work:
            index_pages(written, work)
        written.write(MARKER, f"assessment {VERSION}\n".encode())
    return len(manual.guides)


def _write_pages(manual: Manual, output: Output) -> None:
    templates = Environment(
        loader=FileSystemLoader(manual.root / "theme" / "manual"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals.update(relative=_relative, search=_SEARCH, version=VERSION, groups=[*_navigation(manual)])

    def write(template: str, place: str, **more: object) -> None:
        output.write(place, templates.get_template(template).render(place=place, **more).encode())

    for file, guide in manual.guides.items():
        _prepare(file, guide)
        body = Markup("".join(lxml.html.tostring(part, encoding="unicode") for part in guide.body))
        write("guide.html", place_of(file), guide=guide, body=body)
    for file in sorted(manual.others):
        if kind_of(file) is PlaceKind.PICTURE:
            output.write(place_of(file), (manual.root / file).read_bytes(), str(file))
        else:
            write("listing.html", place_of(file), name=str(file), text=text_of(manual.root / file))
    write("search.html", _SEARCH)


def _write_theme(theme: Path, output: Output) -> None:
    values = root_values(text_of(theme / _STYLES[0]))
    for style in _STYLES:
        output.write(f"theme/{Path(style).name}", with_fallbacks(text_of(theme / style), values).encode())
    for name in _AS_THEY_ARE:
        output.write(f"theme/{name}", (theme / "static" / name).read_bytes())


def _navigation(manual: Manual) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield each group of guides with the titles and the places of them."""
    for group in contents_of(manual.guides[FIRST]):
        targets = [(entry.title, target_of(FIRST, entry.link)) for entry in group.entries]
        yield group.title, [(title, place_of(target)) for title, target in targets if target is not None]


def _prepare(file: PurePosixPath, guide: ManualPage) -> None:
    """Lead the links of a guide to the places of the manual, and see to what is wide and what is not to be broken."""
    own = place_of(file)
    for element, attribute, link in guide.links:
        target = target_of(file, link)
        if target is not None:
            _, sign, anchor = link.partition("#")
            element.set(attribute, _relative(own, place_of(target)) + sign + anchor)
    for code in guide.body.iter("code"):
        if len(code.text_content()) <= _SHORT and code.getparent().tag != "pre":
            code.set("class", "whole")
    for number, table in enumerate([*guide.body.iter("table")], 1):
        _wrap(table, f"表{number}")


def _wrap(element: HtmlElement, label: str) -> None:
    """Put an element into a box that moves sideways, by a keyboard too."""
    box = builder.DIV(tabindex="0", role="region")
    box.set("class", "across")
    box.set("aria-label", label)
    box.tail, element.tail = element.tail, None
    element.getparent().replace(element, box)
    box.append(element)


def _relative(place: str, target: str) -> str:
    """Return the way from one file of the manual to another."""
    return quote(posixpath.relpath(target, posixpath.dirname(place) or "."))
