"""The Nu checker finds nothing in any page, drawing or style sheet of any site."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assessment.addresses import PREVIEW
from tests.browser.kinds import pages_of, shape
from tests.built import Built
from tests.states import States

NU = Path(__file__).parents[1] / "npm" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
MISTAKEN = (
    # On disk it takes no file for the site's own, and it works out no digest of a style; the browser does both.
    "violates Content Security Policy",
    "This validator does not validate RDF",
    # It knows no container queries, by which a fragment tells how wide the portal's column is.
    "Property “container-type” doesn't exist",
    "Unrecognized at-rule “@container”",
)


def checked(files: Iterable[Path]) -> list[str]:
    """Return what the checker says, errors and warnings, a line each."""
    # Most of what a short run costs is the second compiler of the virtual machine; code of the first needs more stack.
    java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m"]
    messages: list[dict[str, Any]] = []
    names = [str(file) for file in files]
    for kind in ("--skip-non-html", "--skip-non-svg", "--skip-non-css"):
        command = [*java, "-jar", str(NU), "--stdout", "--format", "json", kind, *names]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        messages += json.loads(done.stdout)["messages"]
    return [
        f"{said['url']}:{said.get('lastLine')}: {said['message']}: {said.get('extract')}"
        for said in messages
        if not any(mistaken in said["message"] for mistaken in MISTAKEN)
    ]


def judged(site: Path) -> list[Path]:
    """Return every page, drawing and style sheet of a site, and the page that shows an editor the fragments."""
    pages = [site / page for page in (*pages_of(site), PREVIEW)]
    return [*pages, *sorted(site.rglob("*.svg")), *sorted(site.rglob("*.css"))]


def test_every_page_drawing_and_style_is_valid(built: Built, states: States) -> None:
    files = [file for site in (built.site, states.public, states.office) for file in judged(site)]
    assert len(files) > 400
    assert checked(files) == []


def test_fragments_are_valid_inside_of_a_page(built: Built, tmp_path: Path) -> None:
    paths = (path for path in sorted((built.site / "fragments").rglob("*.html")) if path != built.site / PREVIEW)
    fragments = {shape(path.as_posix()): path for path in paths}
    assert len(fragments) > 5
    wrapped = []
    for number, path in enumerate(fragments.values()):
        wrapped.append(tmp_path / f"{number}.html")
        page = f'<!DOCTYPE html><html lang="zh-CN"><title>{path}</title><body>{path.read_text(encoding="utf-8")}'
        wrapped[-1].write_text(page, encoding="utf-8")
    result = checked(wrapped)
    # A portal lets no editor write into the head, so style and character set stand where the text stands.
    placed = ("Element “style” not allowed as child", "A “style” element in “body” must be", '<meta charset="utf-8">')
    assert [said for said in result if not any(one in said for one in placed)] == []


def test_the_checker_sees_what_is_wrong(built: Built, tmp_path: Path) -> None:
    page = (built.site / "index.html").read_text(encoding="utf-8")
    wrong = {
        "page.html": page.replace("<h1>", "<p><h1 id='main'>"),
        "style.css": "p { colour: red }",
        "drawing.svg": '<svg xmlns="http://www.w3.org/2000/svg"><circle/><p/></svg>',
    }
    for name, text in wrong.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = checked(tmp_path / name for name in wrong)
    assert {name for name in wrong if any(f"/{name}:" in said for said in result)} == set(wrong)
