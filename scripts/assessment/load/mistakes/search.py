"""The mistakes of a text, each found by trying to read the text without it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from assessment.load.mistakes.mistake import Edit, Guess, Mistake, edited, edits_of, offset_before, overlap
from assessment.load.mistakes.rows import Rows
from assessment.load.mistakes.signs import suspect_all_signs
from assessment.load.mistakes.suspects import suspects

MOST = 20
"""How many mistakes of one file are sought; whoever has made more finds the rest by the next run."""
EFFORT = 1_500_000
"""How many characters may be read in trying, so that a large file costs no more than a small one."""
_CHECKING = 8
"""How much dearer than reading a text the rules of its schema are."""


@dataclass(frozen=True)
class Refusal:
    """What reading a text ends in, or a schema refuses, by offset."""

    at: int
    code: str
    message: str
    hint: str


@dataclass(frozen=True)
class Judge:
    """How a text is read and by which names; what it is tried on counts towards the effort."""

    stop: Callable[[str], int | None]
    """Tells at which offset a text stops to be readable; None where it never does."""
    faults: Callable[[str], tuple[Refusal, ...]]
    """Tells what the schema refuses in a text; of one that cannot be read, why it cannot."""
    keys: frozenset[str]


@dataclass(frozen=True)
class Explanation:
    """The mistakes of a text and what is left to say of it without them; all offsets are those of the text."""

    mistakes: tuple[Mistake, ...]
    faults: tuple[Refusal, ...]


class _Trial:
    """A text under trial: what has been mended in it, and what may still be spent on it."""

    def __init__(self, text: str, judge: Judge) -> None:
        self.text = text
        self._judge = judge
        self._left = EFFORT
        self._steps: list[tuple[Edit, ...]] = []
        self.mistakes: list[Mistake] = []
        self.stop = judge.stop(text)
        self.faults = judge.faults(text) if self.stop is None else ()

    def mend(self) -> bool:
        """Mend what helps most; tell whether anything does."""
        rows = Rows(self.text)
        places, keys = self._places(rows), self._judge.keys
        best = self._best(suspect_all_signs(rows, keys)) or self._best(
            guess for place in places for guess in suspects(rows, place, keys, self.stop is None)
        )
        if best is None:
            return False
        edits = edits_of(best)
        self.mistakes += [replace(mistake, at=self.origin(mistake.at)) for mistake in best]
        self._steps.append(edits)
        self.text = edited(self.text, edits)
        self.stop = self._judge.stop(self.text)
        self.faults = self._judge.faults(self.text) if self.stop is None else ()
        return True

    def origin(self, offset: int) -> int:
        """Return where in the text as it was given stood what is at an offset now."""
        for edits in reversed(self._steps):
            offset = offset_before(offset, edits)
        return offset

    def _places(self, rows: Rows) -> list[int]:
        if self.stop is not None:
            number = rows.number(min(self.stop, len(self.text)))
            return [number] if not rows[number].is_blank else [*(row.number for row in rows.before(number, 1)), number]
        return [*dict.fromkeys(rows.number(fault.at) for fault in self.faults)][:MOST]

    def _best(self, guesses: Iterable[Guess]) -> Guess | None:
        reach, furthest = self._furthest(guesses)
        if reach is not None:
            return furthest[0] if furthest else None
        best, fewest = None, Counter((fault.code, fault.message) for fault in self.faults)
        for guess in sorted(furthest, key=lambda guess: len(edits_of(guess))):
            if not self._spend(_CHECKING):
                break
            left = Counter(
                (fault.code, fault.message) for fault in self._judge.faults(edited(self.text, edits_of(guess)))
            )
            # Of a text that could be read before, every fault that is left was there: none hides behind another.
            if left < fewest or (self.stop is not None and (best is None or left.total() < fewest.total())):
                best, fewest = guess, left
            if not left:
                break
        return best

    def _furthest(self, guesses: Iterable[Guess]) -> tuple[int | None, list[Guess]]:
        """Return how far the best guesses let the text be read, None for all of it, and those in their order."""
        reach, furthest = self.stop, list[Guess]()
        for guess in self._new(guesses):
            if not self._spend(1):
                break
            edits = edits_of(guess)
            stop = self._judge.stop(edited(self.text, edits))
            stop = stop if stop is None else offset_before(stop, edits)
            if stop == reach and (furthest or reach is None):
                furthest.append(guess)
            elif reach is not None and (stop is None or stop > reach):
                reach, furthest = stop, [guess]
        return reach, furthest

    def _new(self, guesses: Iterable[Guess]) -> Iterator[Guess]:
        """Yield the guesses that change the text, each change once."""
        seen: set[tuple[Edit, ...]] = set()
        for guess in guesses:
            edits = edits_of(guess)
            if edits and edits not in seen and not overlap(edits) and edited(self.text, edits) != self.text:
                seen.add(edits)
                yield guess

    def _spend(self, times: int) -> bool:
        self._left -= times * (len(self.text) + 100)
        return self._left > 0


def explain(text: str, judge: Judge) -> Explanation:
    """Return the mistakes by which a text cannot be read or is refused."""
    trial = _Trial(text, judge)
    while (trial.stop is not None or trial.faults) and len(trial.mistakes) < MOST and trial.mend():
        pass
    faults = tuple(replace(fault, at=trial.origin(fault.at)) for fault in judge.faults(trial.text))
    return Explanation(tuple(trial.mistakes), faults)
