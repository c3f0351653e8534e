"""Whether an output still stands as the last build left it, and nothing that it was made from has changed since."""

import os
from dataclasses import dataclass
from pathlib import Path

from assessment.bundle.sums import SUMS, digest
from assessment.cache.folders import contents_in
from assessment.release.plan import BuildPlan
from assessment.release.prose import own_prose
from assessment.unchanged.dependencies import CommandCall
from assessment.unchanged.last_answer import EvidenceElsewhere, LastAnswer, last_answer


@dataclass(frozen=True)
class LastBuild:
    """What is kept of the last build of an output that was asked for as this one is, from what is there now."""

    output: Path
    answer: LastAnswer

    def warnings(self) -> str | None:
        """Return the warnings of the last build; None if there was none, or its output or other evidence has changed."""
        known = self.answer.read()
        try:
            return known["warnings"] if known is not None and _is_whole(self.output, known["sums"]) else None
        except OSError:
            return None

    def keep(self, warnings: str, sums: str, evidence: EvidenceElsewhere | None) -> None:
        """Keep what was built, unless what it depends on has changed meanwhile; no fault stops anybody.

        Args:
            warnings: what there was to say.
            sums: the digest of the output's sums as they were written; by now another build may have written its own.
            evidence: that is kept outside of the data, as it was before the build.
        """
        self.answer.keep({"warnings": warnings, "sums": sums}, evidence)


def last_build(plan: BuildPlan) -> LastBuild | None:
    """Return what is known of the last build; None where nothing is to be kept, or it cannot be told what there is."""
    answer = last_answer(_call(plan), plan.cache, plan.audience.value)
    return None if answer is None else LastBuild(plan.output, answer)


def _call(plan: BuildPlan) -> CommandCall:
    # Which rights new files do not get is told only by setting it.
    os.umask(mask := os.umask(0o077))
    words = ("build", plan.audience.value, plan.only, str(plan.pdf), os.path.realpath(plan.output), str(mask))
    return CommandCall((*words, *map(str, plan.years)), plan.data, own_prose(plan.data))


def _is_whole(output: Path, expected: str) -> bool:
    """Tell whether an output holds its sums as they were written, and every file of theirs, and no other."""
    listed = (output / SUMS).read_bytes()
    if digest(listed) != expected:
        return False
    there = {name: digest for name, digest in contents_in(output) if digest}
    del there[SUMS]
    return "".join(f"{there[name]}  {name}\n" for name in sorted(there)).encode("utf-8", "surrogateescape") == listed
