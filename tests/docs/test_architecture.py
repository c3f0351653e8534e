"""docs/architecture.md lists every room of the program, in the order that import-linter enforces."""

import re
import tomllib

from tests.built import ROOT
from tests.docs.pages import section_of, text_of

PAGE = text_of(ROOT / "docs" / "architecture.md")


def test_every_room_stands_in_the_order_of_the_layers() -> None:
    settings = tomllib.loads(text_of(ROOT / "pyproject.toml"))["tool"]["importlinter"]
    layers = settings["contracts"][0]["layers"]
    listed = re.findall(r"^\| `([a-z_]+)` \|", section_of(PAGE, "Rooms"), re.MULTILINE)
    assert listed == [room for layer in layers for room in layer.split(" | ")]
    package = ROOT / "scripts" / "assessment"
    assert {*listed} == {path.parent.name for path in package.glob("*/__init__.py")}


def test_every_place_that_it_names_is_there() -> None:
    package = ROOT / "scripts" / "assessment"
    for name in re.findall(r"`([a-z_/]+(?:/|\.py))`", PAGE):
        homes = (ROOT / name, package / name, *(folder / name for folder in (ROOT / "theme", package / "render")))
        assert any(home.exists() for home in homes), name
