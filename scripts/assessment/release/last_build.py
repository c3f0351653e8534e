"""Whether an output still stands as the last build left it, and nothing that it was made from has changed since.

One digest is of all that a build depends on: the program and the libraries, the system and its fonts, the environment,
the day, the data, the prose, the commits, and what was asked for. Under it is kept what the output digested to.
"""

import json
import os
import re
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from assessment.bundle.sums import SUMS, digest
from assessment.cache.entries import Entries, ForeignEntryError
from assessment.cache.folders import contents_in, stamps_in
from assessment.cache.ground import surroundings
from assessment.cache.key import key_of
from assessment.cache.place import private_folder
from assessment.clock import today
from assessment.digests import digest_of
from assessment.errors import RequestError
from assessment.load.unfinished import unfinished
from assessment.release.plan import BuildPlan
from assessment.release.prose import BROUGHT, own_prose
from assessment.repository.clone import clone_of
from assessment.repository.git import NoGitError
from assessment.repository.repository import repository_at, top_above
from assessment.root import CACHE, PACKAGE, ROOT

_PROGRAM = ("scripts", "schemas", "theme", "pelicanconf.py", "requirements.txt")
"""What of the program a build reads, beside its own prose."""

_OF_THE_SESSION = re.compile("_|COLUMNS|LINES|OLDPWD|PWD|SHLVL|SSH_.*|TERM.*|WINDOWID|XDG_SESSION_.*")
"""The names of variables that change with every window, and tell a build nothing."""

_EVIDENCE = "evidence"
"""The folder below the data whose files may be too large to be read each time."""


@dataclass(frozen=True)
class LastBuild:
    """What is kept of the last build of an output that was asked for as this one is, from what is there now."""

    plan: BuildPlan
    entries: Entries
    key: str
    """The digest of all that the build depends on, but for evidence that is kept elsewhere."""

    def warnings(self) -> str | None:
        """Return the warnings of the last build; None if there was none, or its output or other evidence has changed."""
        try:
            kept = self.entries.read(self.key)
            if kept is None:
                return None
            known: dict[str, str] = json.loads(kept)
            elsewhere = stamps_of(Path(known["evidence"])) if known["evidence"] else ""
            unchanged = elsewhere == known["stamps"] and _is_whole(self.plan.output, known["sums"])
        except (OSError, ForeignEntryError):
            return None
        return known["warnings"] if unchanged else None

    def keep(self, warnings: str, evidence: Path | None, stamps: str) -> None:
        """Keep what was built, unless what it depends on has changed meanwhile; no fault stops anybody.

        Args:
            warnings: what there was to say.
            evidence: the folder outside of the data in which evidence is kept; None for none.
            stamps: of that folder before the build.
        """
        try:
            if _key(self.plan) == self.key and (evidence is None or stamps_of(evidence) == stamps):
                sums = digest_of(self.plan.output / SUMS)
                known = {"warnings": warnings, "evidence": str(evidence or ""), "stamps": stamps, "sums": sums}
                self.entries.write(self.key, json.dumps(known, ensure_ascii=False).encode())
        except (OSError, RequestError):
            return


def last_build(plan: BuildPlan) -> LastBuild | None:
    """Return what is known of the last build; None where nothing is to be kept, or it cannot be told what there is."""
    if plan.cache is None or not all(map(private_folder, (plan.cache, plan.cache / plan.audience.value))):
        return None
    if any(unfinished(plan.data)):
        return None
    try:
        return LastBuild(plan, Entries(plan.cache / plan.audience.value), _key(plan))
    except (OSError, RequestError):
        return None


def stamps_of(folder: Path) -> str:
    """Return one digest for the stamps of all that stands below a folder.

    Raises:
        OSError: as ``stamps_in``.
    """
    return key_of(stamps_in(folder))


def _key(plan: BuildPlan) -> str:
    return key_of(("output", *_order(plan), *_program(), *_inputs(plan), *_commits(plan)))


def _order(plan: BuildPlan) -> Iterator[str]:
    yield from (plan.audience.value, plan.only, str(plan.pdf), str(plan.data), str(plan.data.resolve()))
    yield os.path.realpath(plan.output)
    yield from map(str, plan.years)
    # Which rights new files do not get is told only by setting it.
    os.umask(mask := os.umask(0o077))
    yield f"{mask} {today()}"


def _program() -> Iterator[str]:
    """Yield the program, and what it runs on."""
    yield from (sys.version, str(sys.flags), sys.prefix)
    for place in dict.fromkeys((PACKAGE, *(ROOT / part for part in _PROGRAM), BROUGHT, CACHE / "fonts")):
        yield from (str(place), *chain.from_iterable(contents_in(place)))
    for site in dict.fromkeys((sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))):
        yield stamps_of(Path(site))
    yield surroundings()
    for name, value in sorted(os.environ.items()):
        if not _OF_THE_SESSION.fullmatch(name):
            yield f"{name}={value}"


def _inputs(plan: BuildPlan) -> Iterator[str]:
    """Yield the data and the prose; of evidence the stamps."""
    yield from chain.from_iterable(contents_in(plan.data, plan.data / _EVIDENCE))
    yield stamps_of(plan.data / _EVIDENCE)
    prose = own_prose(plan.data)
    yield from (str(prose), *chain.from_iterable(contents_in(prose)))


def _commits(plan: BuildPlan) -> Iterator[str | bytes]:
    """Yield the commits of the data and of the program; what is not committed shows in the files themselves."""
    clone = clone_of(plan.data)
    yield from (
        ("",) if clone is None else (str(clone.data), str(clone.repository.top), clone.commit, clone.repository.cut)
    )
    top = top_above(ROOT)
    try:
        program = None if top is None else repository_at(top)
    except NoGitError:
        program = None
    yield "" if program is None else program.commit


def _is_whole(output: Path, expected: str) -> bool:
    """Tell whether an output holds its sums as they were written, and every file of theirs, and no other."""
    listed = (output / SUMS).read_bytes()
    if digest(listed) != expected:
        return False
    there = dict(contents_in(output))
    del there[SUMS]
    return "".join(f"{there[name]}  {name}\n" for name in sorted(there)).encode("utf-8", "surrogateescape") == listed
