"""A page's body as a fragment that an editor pastes into a page of the county's portal."""

import base64
from collections.abc import Callable

from lxml import html

BOX = "zwgk-kaoping"
"""The id of the box that holds everything, and the beginning of every other id in it."""

CHARSET = '<meta charset="utf-8">'
"""Lets a fragment be opened by itself; in a page of the portal it says what that page says already."""

_REFERENCES = ("id", "for", "aria-labelledby", "aria-describedby", "headers")


def fragment(body: str, style: str, picture: Callable[[str], bytes]) -> str:
    """Return a body in a box of its own, with its styles and pictures within.

    Args:
        body: HTML as templates make it, its links whole addresses.
        style: the style sheet, held to the box.
        picture: returns the drawing that an image's address names.
    """
    box = html.fragment_fromstring(body, create_parent="div")
    box.set("id", BOX)
    box.set("lang", "zh-CN")
    for element in box.iterdescendants():
        for name in _REFERENCES:
            if name in element.attrib:
                element.set(name, " ".join(f"{BOX}-{one}" for one in element.get(name, "").split()))
        if (element.get("href") or "").startswith("#"):
            element.set("href", f"#{BOX}-{element.get('href', '')[1:]}")
        if element.tag == "img":
            drawing = base64.b64encode(picture(element.get("src", ""))).decode("ascii")
            element.set("src", f"data:image/svg+xml;base64,{drawing}")
            element.attrib.pop("loading", None)
    text: str = html.tostring(box, encoding="unicode")
    return f"{CHARSET}\n<style>{style}</style>\n{text}\n"
