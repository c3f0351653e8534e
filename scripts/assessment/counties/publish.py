"""Put a front page between the counties' bundles: beside first, then file by file, what lists the files last of all."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from assessment.addresses import ELDER
from assessment.bundle.fault import BundleError
from assessment.bundle.front_manifest import (
    FRONT_MARKER,
    CountyBundle,
    FrontManifest,
    front_manifest_text,
    read_front_manifest,
)
from assessment.bundle.sums import MARKER
from assessment.counties.front import Front, write_front
from assessment.digests import digest_of
from assessment.disclosure.publication import Audience
from assessment.pages import FRONT
from assessment.release.guard import refuse_personal_numbers
from assessment.release.swap import OutputError, held, remove_leftovers, working
from assessment.render.output import Output


def refuse_foreign(output: Path) -> None:
    """Refuse an output folder that holds anything but a front page and bundles of counties.

    Raises:
        OutputError: saying so.
    """
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise OutputError(f"{output} 不是文件夹，请换一个输出位置")
    if not output.is_dir() or (output / FRONT_MARKER).is_file():
        return
    if any(not path.name.startswith(".") and not (path / MARKER).is_file() for path in output.iterdir()):
        raise OutputError(f"{output} 里有别的文件，不会覆盖；请换一个空的输出位置")


def publish_front(front: Front, output: Path) -> None:
    """Write the front page into the folder that holds the counties' bundles.

    Raises:
        RequestError: if a number in it belongs to a person, or a file of it cannot be where it belongs.
        OutputError: if the folder cannot be written.
    """
    with held(output):
        remove_leftovers(output)
        with working(output) as staging:
            _exchange(output, staging, _written(front, staging))


def _written(front: Front, staging: Path) -> FrontManifest:
    """Write the front page into an empty folder, and return what lists its files."""
    written = Output(staging)
    for of, _ in front.counties:
        written.claim(f"{of.folder}/{MARKER}", f"{of.name}的网站")
    write_front(front, written)
    if front.audience is Audience.PUBLIC:
        refuse_personal_numbers(staging)
    return FrontManifest(
        front.audience.value,
        tuple(CountyBundle(of.folder, of.name, "" if one is None else one.manifest) for of, one in front.counties),
        {path: digest_of(staging / path) for path in written.files if (staging / path).is_file()},
    )


def _exchange(output: Path, staging: Path, manifest: FrontManifest) -> None:
    """Put the files of the front page in their places, one by one, and remove those of the front page before.

    At no moment does a page lead to what is not there: the counties' bundles stand in the same folder and stay where
    they are, so that the folder cannot be exchanged as a whole.
    """
    (staging / FRONT_MARKER).write_text(front_manifest_text(manifest), encoding="utf-8")
    before = _files_of(output)
    for path in (*sorted(manifest.files, key=_after_what_it_needs), FRONT_MARKER):
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (staging / path).replace(output / path)
    _remove(output, before - manifest.files.keys())


def _after_what_it_needs(path: str) -> tuple[bool, bool, str]:
    """Return by what files are ordered so that pages come after styles, and first pages after those that they lead to."""
    return path.endswith(".html"), path in (FRONT.path, ELDER + FRONT.path), path


def _files_of(output: Path) -> frozenset[str]:
    """Return the files of the front page that was there before."""
    try:
        return frozenset(read_front_manifest((output / FRONT_MARKER).read_bytes()).files)
    except (OSError, BundleError):
        return frozenset()


def _remove(output: Path, paths: Iterable[str]) -> None:
    for path in paths:
        file = output / path
        # What is listed was written by whoever wrote the list: it may lead anywhere.
        if not file.resolve().is_relative_to(output.resolve()):
            continue
        file.unlink(missing_ok=True)
        with suppress(OSError):
            file.parent.rmdir()
