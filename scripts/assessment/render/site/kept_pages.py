"""Pages of a year as they were kept, where nothing of them has changed; else made one by one, and then kept."""

from collections.abc import Callable
from dataclasses import dataclass

from assessment.addresses import FRAGMENTS
from assessment.cache.cache import Cache
from assessment.cache.several import bytes_of, files_in
from assessment.render.site.page_versions import PageVersions
from assessment.render.site.year import YearPages


@dataclass
class KeptPages:
    """Some pages of a year, and what stands beside them."""

    pages: YearPages
    versions: PageVersions
    """Takes what the pages make."""
    cache: Cache | None
    key: str
    """Of the pages in the cache."""
    kept: bytes | None
    """What is in the cache; None where nothing is, and everything is to be made."""

    def write(self, write: Callable[[YearPages], None]) -> None:
        """Write some of the pages, which ``write`` makes; where they were kept, all at the first time."""
        if self.kept is None:
            write(self.pages)
            return
        for path, file in files_in(self.kept):
            self.versions.show(path, file)
            if path.startswith(FRAGMENTS):
                self.versions.page_done()
        self.kept = bytes_of(())

    def keep(self) -> None:
        """Keep all that was made, when everything is."""
        if self.cache is not None and self.kept is None:
            self.cache.keep(self.key, bytes_of(self.versions.files))
