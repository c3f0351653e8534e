"""What a command answered last when all was as it is now, kept under the digest of all that the answer depends on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assessment.cache.at_work import is_outdated
from assessment.cache.entries import Entries, ForeignEntryError
from assessment.cache.place import private_folder
from assessment.errors import RequestError
from assessment.load.unfinished import unfinished
from assessment.unchanged.dependencies import CommandCall, digest_of_all, state_of


@dataclass(frozen=True)
class EvidenceElsewhere:
    """The folder outside of the data in which a county keeps evidence, as it was before the command began."""

    folder: Path
    state: str


@dataclass(frozen=True)
class LastAnswer:
    """What is kept of the last answer to a call that is the same now, of what is there now."""

    call: CommandCall
    entries: Entries
    key: str
    """The digest of all that the answer depends on, but for evidence that is kept elsewhere."""

    def read(self) -> Mapping[str, str] | None:
        """Return the answer; None if there was none, or evidence elsewhere has changed since."""
        try:
            kept = self.entries.read(self.key)
            if kept is None:
                return None
            known: dict[str, str] = json.loads(kept)
            elsewhere = state_of(Path(known["evidence"])) if known["evidence"] else ""
        except (OSError, RequestError, ForeignEntryError):
            return None
        return known if elsewhere == known["state"] else None

    def keep(self, answer: Mapping[str, str], evidence: EvidenceElsewhere | None) -> None:
        """Keep an answer, unless what it depends on has changed meanwhile; no fault stops anybody.

        Args:
            answer: texts by name.
            evidence: that is kept outside of the data; None for none.
        """
        folder, state = ("", "") if evidence is None else (str(evidence.folder), evidence.state)
        try:
            unchanged = evidence is None or state_of(evidence.folder) == state
            if unchanged and digest_of_all(self.call) == self.key:
                kept = json.dumps({**answer, "evidence": folder, "state": state}, ensure_ascii=False)
                self.entries.write(self.key, kept.encode("utf-8", "surrogatepass"))
        except (OSError, RequestError):
            return


def last_answer(call: CommandCall, cache: Path | None, audience: str) -> LastAnswer | None:
    """Return what is known of the last answer; None where nothing is to be kept, or it cannot be told what there is.

    Args:
        call: what the answer is to.
        cache: the folder of the whole cache; None for none.
        audience: whose part of the cache holds the answer.
    """
    if cache is None or not all(map(private_folder, (cache, cache / audience))):
        return None
    if any(unfinished(call.data)):
        return None
    try:
        if is_outdated():
            return None
        return LastAnswer(call, Entries(cache / audience), digest_of_all(call))
    except (OSError, RequestError):
        return None
