"""Where the repository names the container images that it uses, and how each file writes one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

CHOSEN = ".github/image"
"""Where the image of all jobs is chosen: a workflow cannot read a name from elsewhere, so every job spells it."""

WRITTEN = r"(?P<name>[\w./:-]+:[\w.-]+)(?:@sha256:[0-9a-f]{64})?"
"""An image with its tag, and with its digest once it is pinned."""


@dataclass(frozen=True)
class ImagePlace:
    """A kind of file that names images."""

    files: str
    """Which files below the repository, with ``*``."""
    pattern: re.Pattern[str]
    """What names an image: its name and tag in the group ``name``, and what stands ``before`` it."""
    is_of_jobs: bool
    """Whether jobs run in it, so that it is the one that is chosen; others have names of their own."""

    def files_in(self, repository: Path) -> Iterator[Path]:
        """Yield the files of this kind that are there."""
        yield from (path for path in sorted(repository.glob(self.files)) if path.is_file())

    def with_images(self, text: str, images: Mapping[str, str]) -> str:
        """Return the text of a file with other images, by the names that it has for them."""
        return self.pattern.sub(lambda found: found["before"] + images[found["name"]], text)


def _line(before: str) -> re.Pattern[str]:
    return re.compile(rf"^(?P<before>{before}){WRITTEN}(?=\s|$)", re.MULTILINE)


PLACES = (
    ImagePlace(".github/workflows/*.yml", _line(r" +(?:container|image): +"), is_of_jobs=True),
    ImagePlace(".gitlab-ci.yml", _line(r" *image: +"), is_of_jobs=True),
    ImagePlace("Containerfile", _line(r"FROM (?:--\S+ +)*"), is_of_jobs=False),
    ImagePlace(".devcontainer/*.json", re.compile(rf'(?P<before>"image": *"){WRITTEN}(?=")'), is_of_jobs=False),
)
