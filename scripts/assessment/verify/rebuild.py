"""Build again what a bundle says it was built from: the records and the program of its commits, in clean copies."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

from assessment.bundle.contents import digests_of
from assessment.bundle.manifest import Manifest, read_manifest
from assessment.bundle.sums import MARKER
from assessment.bundle.toolchain import LOCK
from assessment.cache.place import ELSEWHERE
from assessment.errors import RequestError
from assessment.repository.checkout import check_out
from assessment.repository.clone import clone_of
from assessment.root import IS_INSTALLED, PACKAGE, ROOT
from assessment.verify.commits import program_of, records_of, refuse_another_program

_CACHE = ".cache"


@dataclass(frozen=True)
class Rebuilt:
    """What the commits give here."""

    digests: Mapping[str, str]
    manifest: Manifest


def rebuild(manifest: Manifest, data: Path) -> Rebuilt:
    """Build again.

    Args:
        manifest: what the bundle says of itself.
        data: the data folder in the repository that the bundle was built from.

    Raises:
        RequestError: if it cannot be built again, or not in the present environment.
    """
    records = records_of(manifest, data)
    with _temporary() as work:
        modules = _modules(manifest, work / "engine")
        check_out(records.repository, manifest.commit, work / "records")
        output = work / "output"
        _build(manifest, modules, work / "records" / records.below, output)
        return Rebuilt(digests_of(output), read_manifest((output / MARKER).read_bytes()))


def _modules(manifest: Manifest, target: Path) -> Path:
    """Return the folder of the package that made a bundle: the installed one, or the commit's, which is checked out."""
    if IS_INSTALLED:
        refuse_another_program(manifest)
        return PACKAGE.parent
    program = program_of(manifest)
    check_out(program, manifest.engine_commit, target)
    engine = target / program.below(ROOT)
    if (engine / LOCK).read_bytes() != (ROOT / LOCK).read_bytes():
        commit = manifest.engine_commit[:10]
        raise RequestError(f"版本 {commit} 的 {LOCK} 与现在的不同，现在的环境重建不了；请取出那个版本，在那里核对")
    # Fonts and caches are of the machine, not of the commit.
    if os.path.lexists(engine / _CACHE):
        raise RequestError(f"版本 {manifest.engine_commit[:10]} 里提交了 {_CACHE}，它应当是本机的，不能用来重建")
    (engine / _CACHE).symlink_to(ROOT / _CACHE)
    return engine / "scripts"


def unlike(bundle: Manifest, rebuilt: Manifest) -> list[str]:
    """Return what the two were made with that is not the same: Python, libraries and fonts, with both versions."""
    ours, theirs = rebuilt.tools, bundle.tools
    return [
        f"{name} 发布时是 {theirs.get(name, '没有')}，现在是 {ours.get(name, '没有')}"
        for name in sorted(ours.keys() | theirs.keys())
        if ours.get(name) != theirs.get(name)
    ]


@contextmanager
def _temporary() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="assessment-") as folder:
        yield Path(folder).resolve()


def _build(manifest: Manifest, modules: Path, data: Path, output: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    environment["PYTHONPATH"] = str(modules)
    # What is to be proved is not taken from what was kept.
    environment[ELSEWHERE] = ""
    clone = clone_of(data)
    if clone is None or clone.committed != manifest.day:
        # The bundle was built with this date given, too.
        noon = datetime.combine(manifest.day, time(12), UTC)
        environment["SOURCE_DATE_EPOCH"] = str(int(noon.timestamp()))
    options = ["--data", str(data), "--audience", manifest.audience]
    options += [option for year in manifest.commitments for option in ("--year", str(year))]
    options += [f"--only={manifest.only}", "--output", str(output), *([] if manifest.pdf else ["--no-pdf"])]
    done = subprocess.run(
        [sys.executable, "-P", "-m", "assessment.commands.build", *options],
        cwd=output.parent,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        words = done.stderr.strip().splitlines() or ["没有说明原因"]
        raise RequestError(f"版本 {manifest.commit[:10]} 重建不了：{words[-1]}")
