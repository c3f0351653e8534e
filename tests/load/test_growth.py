"""However much is wrong with a file, all of it is told, and four times as much takes no more than four times the work."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from assessment.load.json_schema import SCHEMAS, _unique_items, checked
from assessment.load.scheme import MOST_OPTIONS, Guide
from assessment.load.yaml_file import Document, parse
from tests.folder import Folder
from tests.work import steps

KINDS = ("scheme", "score", "unit", "year", "approval")
FEW, MANY = 20, 80
FAULTS: dict[str, Callable[[int], object]] = {
    "no entry": lambda _: "x",
    "no text": lambda number: [number],
    "empty": lambda _: {},
    "unknown": lambda number: {"zz": number},
    "deep": lambda number: {"id": {"a": [{"b": number}]}, "clause": [number], "file": {}, "at": {}},
}
"""Entries that no list takes: a text may be sound in a list of texts, and then they are all the same."""


def lists_of(kind: str) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of every list that a file of this kind may hold, each inside the first entry of those above."""
    root = json.loads((SCHEMAS / f"{kind}.json").read_text(encoding="utf-8"))

    def walk(schema: object, path: tuple[str | int, ...], seen: tuple[str, ...]) -> Iterator[tuple[str | int, ...]]:
        if not isinstance(schema, dict):
            return
        if "$ref" in schema:
            name = schema["$ref"]
            if name not in seen:
                yield from walk(root["$defs"][name.removeprefix("#/$defs/")], path, (*seen, name))
            return
        for branch in schema.get("oneOf", []):
            yield from walk(branch, path, seen)
        if "items" in schema:
            yield path
            yield from walk(schema["items"], (*path, 0), seen)
        for key, below in schema.get("properties", {}).items():
            yield from walk(below, (*path, key), seen)
        yield from walk(schema.get("additionalProperties"), (*path, "a"), seen)

    yield from walk(root, (), ())


def holding(path: tuple[str | int, ...], value: object) -> Document:
    """Return a document that holds a value at a path and nothing else."""
    for step in reversed(path):
        value = [value] if isinstance(step, int) else {step: value}
    document, _ = parse(json.dumps(value, indent=1), "a.yaml")
    assert document is not None
    return document


def work(kind: str, path: tuple[str | int, ...], value: object) -> int:
    document = holding(path, value)
    return steps(lambda: checked(document, kind))


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_list_of_every_file(kind: str, fault: str) -> None:
    found = [*lists_of(kind)]
    assert found
    for path in found:
        work(kind, path, [FAULTS[fault](0)])  # what is made on first use and kept is not counted
    grown = {
        path: work(kind, path, [FAULTS[fault](number) for number in range(MANY)])
        / work(kind, path, [FAULTS[fault](number) for number in range(FEW)])
        for path in found
    }
    assert {path: times for path, times in grown.items() if times > 1.1 * MANY / FEW} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_names_that_nobody_knows(kind: str) -> None:
    few, many = ({f"x{number}": number for number in range(count)} for count in (MANY, 4 * MANY))
    assert work(kind, (), many) < 5 * work(kind, (), few)


def test_all_of_it_is_told_and_the_rest_is_kept() -> None:
    document = holding(("deductions",), [{"zz": number} for number in range(MANY)])
    rest, findings = checked(document, "score")
    assert len([finding for finding in findings if finding.code == "unknown-key"]) == MANY
    assert rest is None, "the heading is missing"


def record(times: int) -> str:
    """Return a record in which everything is wrong many times."""
    lines = ["evidence:"]
    for number in range(times):
        lines.append("  - {id: e1, title: a, kind: 通报, source: 县, captured: 2019-05-12, visibility: internal}")
        lines.append(f"  - {{id: u{number}, title: a, kind: 通报, source: 县, captured: 2019-05-12, url: /t}}")
    lines.append("deductions:")
    for number in range(times):
        lines.append(
            f"  - {{id: d1, clause: 无此条{number}, date: 2030-05-12, reason: a, evidence: [x{number}], recorder: a}}"
        )
        lines.append(
            f"  - {{id: d{number}, clause: 附件2第1项, rule: r{number}, level: a, incident: i, date: 2030-05-12, "
            "reason: a, evidence: [e1], recorder: a}"
        )
    lines.append("not_applicable:")
    lines += [f"  - {{clause: 附件2第1项, reason: a}}\n  - {{clause: x{number}, reason: a}}" for number in range(times)]
    lines.append("ballots:\n  peer:")
    lines += [f"  - {{rater: x{number}, marks: [999]}}\n  - {{rater: shizi, marks: [1]}}" for number in range(times)]
    lines.append("objections:")
    for number in range(times):
        lines.append(
            f"  - {{id: o1, about: x{number}, date: 2019-06-01, statement: a, outcome: 成立, decided: 2019-01-01, "
            "explanation: a, evidence: [x]}"
        )
    return "\n".join(lines) + "\n"


def test_every_rule_about_records(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.findings()

    def steps_with(times: int) -> int:
        folder.record("shizi", record(times))
        return steps(folder.findings)

    none, few, many = (steps_with(times) for times in (1, 80, 320))
    assert many - none < 4.4 * (few - none)
    counts = Counter(finding.code for finding in folder.findings())
    often = {code for code, count in counts.items() if count >= 300}
    assert often >= {
        "absent-with-entries",
        "cannot-be-absent",
        "decided-before-filed",
        "incident-twice",
        "mark-above-full",
        "nothing-kept",
        "outside-window",
        "repeated-id",
        "repeated-rater",
        "unknown-clause",
        "unknown-entry",
        "unknown-evidence",
        "unknown-rule",
        "unknown-unit",
        "unused-evidence",
    }


def test_a_scheme_with_ever_more_options_is_refused(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    text = (folder.data / "schemes" / "2019.yaml").read_text(encoding="utf-8")
    options = "".join(f"      - {{id: x{number}, text: a}}\n" for number in range(MOST_OPTIONS + 1))
    at = text.index("    options:\n") + len("    options:\n")
    folder.write("schemes/2019.yaml", text[:at] + options + text[at:])
    assert any("too-many-options: 到这条解读为止共有" in line for line in folder.messages())


def test_ids_are_looked_up_in_a_list_that_is_read_once() -> None:
    def led(count: int) -> int:
        data = {"items": [{"id": f"x{number}", "full": 1} for number in range(count)]}

        def lead() -> None:
            guide = Guide(data)
            assert all(guide.led_to(f"items/x{number}/full") for number in range(count))

        return steps(lead)

    assert led(400) < 5 * led(100)


@pytest.mark.parametrize("count", [2, 200])
def test_entries_that_cannot_be_sorted_are_compared_by_what_they_hold(count: int) -> None:
    class Counted(dict[str, object]):
        """A mapping that counts how often any of its kind is compared."""

        compared = 0

        def __eq__(self, other: object) -> bool:
            Counted.compared += 1
            return dict.__eq__(self, other)

        __hash__ = None

    entries: list[object] = [Counted(a=number) for number in range(count)]
    assert [*_unique_items(None, True, entries, {})] == []  # type: ignore[arg-type]
    assert len([*_unique_items(None, True, [*entries, {"a": 0}], {})]) == 1  # type: ignore[arg-type]
    assert Counted.compared == 0


@pytest.mark.parametrize(("entries", "repeated"), [(["1", Decimal(1)], 0), ([True, Decimal(1)], 0), ([[1], [1]], 1)])
def test_what_looks_alike_is_not_the_same(entries: list[object], repeated: int) -> None:
    assert len([*_unique_items(None, True, entries, {})]) == repeated  # type: ignore[arg-type]
