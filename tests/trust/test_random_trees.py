"""What holds of every scheme with readings: reckoned apart and then summed, or whole, combinations come to the same."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.dataset.scheme import Alternative, Scheme
from assessment.load.json_schema import checked
from assessment.load.scheme import scheme_of
from assessment.load.yaml_file import parse
from assessment.scoring.units import ledger_of, reckoning
from assessment.trust.combinations import combinations
from tests.scoring import trees
from tests.scoring.trees import Measure, Node
from tests.scoring.written import HEAD, dataset

VALUES = {
    "limit": ("", "{upper: 5}", "{upper: 50, lower: 3}", "{lower: none}"),
    "weight": ("1", "7"),
    "points": ("", "15", "60"),
    "rescale_here": ("", "true"),
    "vetoed": ("", "{mark: 0, grade: 不合格}", "{mark: 2, grade: 不合格}"),
    "not_applicable": ("keep", "rescale"),
}
"""What an option may set of a part; empty where it leaves the field out."""

OF_ALL = (
    "",
    "vetoed: {mark: 0, grade: 不合格}",
    "rescale_here: true",
    "fails_below: 60\nvetoed: {mark: 1, grade: 不合格}",
)
"""What the scheme does with the total."""

GATES = ("", "{at_least: 30}", "{at_least: 60}", "{part: pg, at_least: 9}", "{part: pn, above: 8}")
"""What opens the component on top."""


@dataclass(frozen=True)
class Questioned:
    """A scheme file with readings, and the facts of a unit."""

    tree: tuple[Node, ...]
    text: str
    """With ``CHOICE`` for the choice of each reading, in order."""
    options: tuple[int, ...]
    """Of each reading."""

    def loaded(self, chosen: tuple[int, ...]) -> tuple[Scheme, tuple[Alternative, ...]]:
        """The scheme with these options chosen, as its file is read."""
        document, faults = parse(re.sub("CHOICE", _each(chosen), self.text), "schemes/2031.yaml")
        assert document is not None
        good, wrong = checked(document, "scheme")
        assert (faults, wrong) == ([], [])
        assert good is not None
        scheme, alternatives, unread = scheme_of(good)
        assert unread == []
        assert scheme is not None
        return scheme, alternatives


def _each(chosen: tuple[int, ...]) -> Callable[[re.Match[str]], str]:
    numbers = iter(chosen)
    return lambda _: f"o{next(numbers)}"


@st.composite
def questioned(draw: st.DrawFn) -> Questioned:
    """Components of every kind, of which readings decide some fields; the total or a component opens the one on top."""
    own = Measure(mark=4 * draw(st.integers(0, 20)))
    beside = [Node(id="pn1", method="given", full=20, measures=(own,))]
    beside += [Node(id="pn2", method="given", full=20, absent=draw(st.sampled_from(["rescale", "even"])))]
    tree = (
        draw(trees.nodes("p0", 2)),
        Node(id="pg", method="given", full=60, measures=(Measure(mark=4 * draw(st.integers(5, 60))),)),
        Node(id="pd", method="deductions", full=20, lower=0, measures=(Measure(late=2, veto=draw(st.booleans())),)),
        Node(id="pn", method="sum", items=tuple(beside)),
        Node(id="pz", method="accrual", on_top=True, measures=(Measure(late=3),)),
    )
    text, _ = _taken_out(trees.scheme_text(tree), "pz", "gate")
    gate = draw(st.sampled_from(GATES))
    text = text.replace("- id: pz\n", f"- id: pz\n    gate: {gate}\n") if gate else text
    places = [(path, field) for path in _paths(tree) for field in VALUES]
    more = st.lists(st.sampled_from(places), max_size=2, unique=True)
    cases = [("components/pg", "limit"), *(one for one in draw(more) if one != ("components/pg", "limit"))]
    readings, counts = "", []
    for number, (path, field) in enumerate(cases):
        text, written = _taken_out(text, path.rpartition("/")[2], field)
        several = tuple(dict.fromkeys((written, *VALUES[field])))
        readings += _reading(number, f"{path}/{field}", several)
        counts.append(len(several))
    head = HEAD.format(full="").replace(
        "readings: []", f"readings:\n{readings}{draw(st.sampled_from(OF_ALL))}\n{trees.KINDS}"
    )
    return Questioned(tree, f"{head}\ncomponents:\n{text}", tuple(counts))


def _paths(tree: tuple[Node, ...], above: str = "components") -> list[str]:
    found = []
    for node in tree:
        found += [f"{above}/{node.id}", *_paths(node.items, f"{above}/{node.id}/items")]
    return found


def _taken_out(text: str, id: str, field: str) -> tuple[str, str]:
    """The file without a field of a part, and the value of the field."""
    line = re.compile(rf"^( *)- id: {id}\n(?:\1  .*\n)*?(\1  {field}: (.*)\n)", re.MULTILINE)
    found = line.search(text)
    return (text, "") if found is None else (text[: found.start(2)] + text[found.end(2) :], found[3])


def _reading(number: int, at: str, values: tuple[str, ...]) -> str:
    options = "".join(
        f"      - {{id: o{n}, text: 第{n}种" + (f", settings: [{{at: {at}, value: {value}}}]}}\n" if value else "}\n")
        for n, value in enumerate(values)
    )
    return f"  - id: r{number}\n    clauses: [甲]\n    question: 怎样读？\n    choice: CHOICE\n    options:\n{options}"


@settings(max_examples=20)
@given(questioned(), st.data())
def test_what_is_reckoned_apart_is_what_the_whole_comes_to(one: Questioned, data: st.DataObject) -> None:
    scheme, alternatives = one.loaded((0,) * len(one.options))
    year = dataset(scheme, trees.record_text(trees.facts(one.tree)))
    found = combinations(scheme, alternatives, reckoning(year), 1)
    everything = [*product(*map(range, one.options))]
    for chosen in data.draw(st.lists(st.sampled_from(everything), min_size=1, max_size=4, unique=True)):
        picks = {f"r{n}": f"o{option}" for n, option in enumerate(chosen) if option}
        choice = tuple((reading, picks[reading]) if reading in picks else None for reading in found.of_marks)
        whole = ledger_of(year, one.loaded(chosen)[0], "one")
        assert found.totals[choice]["one"] == whole.total
