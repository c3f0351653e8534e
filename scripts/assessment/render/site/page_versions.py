"""A page in all its versions: as it is, for elders, and as a fragment; and the files beside it, not yet written."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import unquote

from assessment.addresses import ELDER, FRAGMENTS
from assessment.pages import PageKind
from assessment.render.site.fragment import Fragment


class PageTemplate(Protocol):
    """A page without what is to stand in it."""

    def render(self, *known: object, **more: object) -> str:
        """Return the page."""


@dataclass(frozen=True)
class PageVersions:
    """The pages of a year, and what stands beside them."""

    template: Callable[[str], PageTemplate]
    """Returns a template by its name."""
    known: dict[str, object]
    """What every template may use."""
    whole_link: Callable[..., str]
    """Returns a link that leads to its target from anywhere."""
    path_of: Callable[[str], str]
    """Returns the path that a whole address leads to."""
    fragment: Callable[[str], Fragment]
    """Returns a body as a fragment."""
    show: Callable[[str, bytes], None]
    """Called with path and content of each file, as soon as it is there."""
    page_done: Callable[[], None]
    """Called after each page."""
    files: list[tuple[str, bytes]] = field(default_factory=list)
    """Everything so far, by path."""

    def page(self, path: str, kind: PageKind, **more: object) -> None:
        """Make a page in all its versions."""
        for place, name in ((path, kind.template), (ELDER + path, kind.elder_template)):
            page = self.template(name).render(self.known, **more, output_file=place)
            self.file(place, page.encode())
        own = {"layout": "fragment.html", "link": self.whole_link, "output_file": path}
        body = self.template(kind.template).render({**self.known, **more, **own})
        self.file(FRAGMENTS + path, self.fragment(body).drawn(self._picture).encode())
        self.page_done()

    def file(self, path: str, content: bytes) -> None:
        """Add a file."""
        self.files.append((path, content))
        self.show(path, content)

    def _picture(self, address: str) -> bytes:
        path = unquote(self.path_of(address))
        return next(content for name, content in reversed(self.files) if name == path)
