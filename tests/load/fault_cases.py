"""Cases in text files: ``## `` what is wrong, the lines in which it is, and ``=> `` each line that is said about it."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class FaultCase(NamedTuple):
    """Something written, and what is said about it."""

    what: str
    written: list[str]
    messages: list[str]

    @property
    def text(self) -> str:
        """What is written, as a file holds it."""
        return "".join(f"{line}\n" for line in self.written)


def fault_cases(name: str) -> Iterator[FaultCase]:
    """Yield the cases of a file beside this one, in its order."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    for block in f"\n{text}".split("\n## ")[1:]:
        what, *lines = block.rstrip("\n").split("\n")
        messages = [line.removeprefix("=> ") for line in lines if line.startswith("=> ")]
        yield FaultCase(what, [line for line in lines if not line.startswith("=> ")], messages)
