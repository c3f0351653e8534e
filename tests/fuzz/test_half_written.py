"""A scheme that is half written is refused, or computes what it computed: never something else without a word.

Of every field of every example: its name misspelt, its value emptied, or of the wrong kind, the field left out, and the
file broken off behind it. A few of them in every run, all of them with ``scripts/test -m slow``.
"""

import copy
import random
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from assessment.check import check
from assessment.edit.layout import yaml_text
from assessment.exact import exact_text
from assessment.findings import has_errors
from assessment.load.data_files import years
from assessment.load.yaml_file import Steps, read
from assessment.scoring.assessment import assess
from assessment.scoring.ranking import Order
from assessment.year.reading import read_year
from tests.built import ROOT
from tests.fuzz.mutants import text_mutant

EXAMPLES = [*sorted((ROOT / "examples").glob("*/data")), ROOT / "tests" / "docs" / "from_words" / "data"]
FEW = 8
"""How many mutants of an example are tried in every run."""

LEFT_OUT = {
    "averaging",
    "combine",
    "gate",
    "grade",
    "limit",
    "lower",
    "mark",
    "members",
    "not_applicable",
    "on_top",
    "places",
    "upper",
    "weight",
}
"""Fields without which a scheme says something else and says it whole: docs/schemes.md gives what goes without saying."""


Results = tuple[Mapping[str, tuple[str, str]], Mapping[str, Order]]
"""Total and grade of each unit, and the order of each group."""


class Ground:
    """A copy of an example whose scheme is damaged."""

    def __init__(self, example: Path, folder: Path) -> None:
        self.data = folder / "data"
        shutil.copytree(example, self.data)
        self.year = years(self.data)[0]
        scheme = read_year(self.data, self.year).whole.year.scheme
        self.path = self.data / "schemes" / f"{scheme}.yaml"
        document, faults = read(self.path, self.path.name)
        assert faults == []
        assert document is not None
        assert isinstance(document.data, dict)
        self.fields = document.data
        found = self.results()
        assert found is not None, "the example is sound"
        self.good = found

    def results(self) -> Results | None:
        """What the records come to; None where the data are refused."""
        year = read_year(self.data, self.year)
        if has_errors(check(year)):
            return None
        found = assess(year.whole)
        totals = {unit: (exact_text(ledger.total), found.grades.get(unit, "")) for unit, ledger in found.ledgers.items()}
        return totals, found.orders

    def mutants(self) -> Iterator[tuple[str, str, str]]:
        """Yield damaged schemes: what was done, to which field, and the text."""
        for path in fields_of(self.fields):
            for kind in ("misspelt", "emptied", "of another kind", "left out"):
                yield kind, str(path[-1]), yaml_text(damaged(self.fields, path, kind))
        lines = self.path.read_text(encoding="utf-8").splitlines(keepends=True)
        for number in range(1, len(lines)):
            yield "broken off", lines[number].strip()[:20], "".join(lines[:number])


def fields_of(value: object, path: Steps = ()) -> Iterator[Steps]:
    """Yield the path of every field but those of the text as issued."""
    for key, below in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if isinstance(value, dict):
            yield (*path, key)
        if (*path, key) != ("clauses",):
            yield from fields_of(below, (*path, key))


def damaged(fields: Mapping[str, object], path: Steps, kind: str) -> dict[str, object]:
    """Return a scheme with one field damaged."""
    whole = copy.deepcopy({**fields})
    holder: object = whole
    for step in path[:-1]:
        holder = holder[step]  # type: ignore[index]
    assert isinstance(holder, dict)
    last = path[-1]
    match kind:
        case "misspelt":
            renamed = {f"{key}x" if key == last else key: value for key, value in holder.items()}
            holder.clear()
            holder.update(renamed)
        case "emptied":
            holder[last] = None
        case "of another kind":
            holder[last] = "某" if isinstance(holder[last], list | dict) or not isinstance(holder[last], str) else ["某"]
        case "left out":
            del holder[last]
    return whole


def tried(example: Path, folder: Path, chosen: int | None) -> None:
    """Try mutants of an example, all of them or some that always are the same."""
    ground = Ground(example, folder)
    mutants = [*ground.mutants()]
    if chosen is not None:
        mutants = random.Random(example.parent.name).sample(mutants, min(chosen, len(mutants)))
    for kind, field, text in mutants:
        ground.path.write_text(text, encoding="utf-8")
        found = ground.results()
        means_something = kind == "left out" and field in LEFT_OUT
        assert found is None or found == ground.good or means_something, f"{kind}: {field}\n{text}"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.parent.name)
def test_some_mutants(example: Path, tmp_path: Path) -> None:
    tried(example, tmp_path, FEW)


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.parent.name)
def test_all_mutants(example: Path, tmp_path: Path) -> None:
    tried(example, tmp_path, None)


@pytest.mark.parametrize(
    ("example", "numbers"),
    [(example, range(4)) for example in EXAMPLES]
    + [pytest.param(example, range(4, 500), marks=pytest.mark.slow) for example in EXAMPLES],
    ids=lambda value: value.parent.name if isinstance(value, Path) else str(value),
)
def test_damaged_text_is_told_or_computed(example: Path, numbers: range, tmp_path: Path) -> None:
    ground = Ground(example, tmp_path)
    good = ground.path.read_bytes()
    for number in numbers:
        ground.path.write_bytes(text_mutant(good, random.Random(f"{example.parent.name}-{number}")))
        ground.results()
