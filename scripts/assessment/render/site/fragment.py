"""A page's body as a fragment that an editor pastes into a page of the county's portal."""

import base64
import json
from collections.abc import Callable
from dataclasses import astuple, dataclass

from lxml import html

from assessment.cache.cache import Cache
from assessment.cache.key import key_of

BOX = "zwgk-kaoping"
"""The id of the box that holds everything, and the beginning of every other id in it."""

CHARSET = '<meta charset="utf-8">'
"""Lets a fragment be opened by itself; in a page of the portal it says what that page says already."""

_REFERENCES = ("id", "for", "aria-labelledby", "aria-describedby", "headers")


@dataclass(frozen=True)
class Fragment:
    """A body in a box of its own, with its styles within, and marks where its pictures are to be."""

    text: str
    pictures: tuple[tuple[str, str], ...]
    """Mark and address of each."""

    def drawn(self, picture: Callable[[str], bytes]) -> str:
        """Return it with its pictures within; ``picture`` returns the drawing that an address names."""
        text = self.text
        for mark, address in self.pictures:
            drawing = base64.b64encode(picture(address)).decode("ascii")
            text = text.replace(mark, f"data:image/svg+xml;base64,{drawing}")
        return text


def kept_fragment(body: str, style: str, cache: Cache | None) -> Fragment:
    """Return a body as a fragment, as it was kept where there is a cache."""
    if cache is None:
        return fragment(body, style)
    content = cache.find("fragment", (body, style), lambda: _written(fragment(body, style)))
    text, pictures = json.loads(content)
    return Fragment(text, tuple((mark, address) for mark, address in pictures))


def _written(of: Fragment) -> bytes:
    return json.dumps(astuple(of), ensure_ascii=False).encode()


def fragment(body: str, style: str) -> Fragment:
    """Return a body as a fragment.

    Args:
        body: HTML as templates make it, its links whole addresses.
        style: the style sheet, held to the box.
    """
    own = key_of([body])
    pictures: list[tuple[str, str]] = []
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
            # The digest of the body cannot stand in the body.
            pictures.append((f"{BOX}-{own}-{len(pictures)}.", element.get("src", "")))
            element.set("src", pictures[-1][0])
            element.attrib.pop("loading", None)
    text: str = html.tostring(box, encoding="unicode")
    return Fragment(f"{CHARSET}\n<style>{style}</style>\n{text}\n", tuple(pictures))
