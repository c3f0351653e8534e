"""Change every single value of an approved year in turn: each change is detected."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
import yaml

from assessment.approval.fixed import input_paths
from assessment.check import approval as rules
from assessment.check import check_by
from assessment.check.approval import CHANGED, check_approval
from assessment.findings import has_errors
from assessment.load.yaml_file import Steps
from assessment.period import Period
from assessment.year.reading import read_year
from assessment.year.year import Year
from tests.approval.office import Office
from tests.folder import DATA


def scalars(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """Every value of a file that is not a list or a mapping, in order."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from scalars(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from scalars(value)


def other(value: str) -> str:
    """Another value of the same kind, in quotes where the old one is no number."""
    try:
        return str(Decimal(value) + 1)
    except ArithmeticError:
        return f'"{value[:-1]}{"2" if value[-1:] != "2" else "3"}"' if value else '"2"'


def test_in_the_files_of_a_small_county(office: Office) -> None:
    office.published()
    count = 0
    # What the county says of itself is no part of a year.
    for path in sorted(office.data.glob("*/**/*.yaml")):
        text = path.read_text(encoding="utf-8")
        for node in scalars(yaml.compose(text, Loader=yaml.SafeLoader)):
            value = node.value if node.style is None else f"x{node.value}"
            path.write_text(text[: node.start_mark.index] + other(value) + text[node.end_mark.index :], encoding="utf-8")
            findings = check_by(read_year(office.data, Period(2019)), [check_approval])
            assert has_errors(findings), f"{path.name}:{node.start_mark.line + 1}: {node.value}"
            count += 1
        path.write_text(text, encoding="utf-8")
    assert office.messages() == []
    # 4 records, 4 units, scheme, year and the record of two acts
    assert count > 250


def leaves(value: object, path: Steps = ()) -> Iterator[Steps]:
    """Paths of all values that are not lists or mappings."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from leaves(below, (*path, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from leaves(below, (*path, index))
    else:
        yield path


def changed(value: object) -> object:
    """Another value of the same kind."""
    match value:
        case Decimal():
            return value + Decimal("0.01")
        case bool():
            return not value
        case None:
            return Decimal(0)
        case _:
            return f"{value}。"


def alone(loaded: Year, path: str) -> Year:
    """The shipped year as if the newest act had fixed nothing but one file, so that no other is read again."""
    record = loaded.whole.approval
    assert record is not None
    last = record.in_force
    assert last is not None
    act = replace(last, fixed=replace(last.fixed, inputs={path: last.fixed.inputs[path]}))
    dataset = replace(loaded.whole, approval=replace(record, acts=(act,)))
    return replace(loaded, readable=dataset, documents={path: loaded.documents[path]})


@pytest.mark.slow
def test_in_the_shipped_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "earlier", lambda *_: None)
    monkeypatch.setattr(rules, "broken", lambda _: None)
    loaded = read_year(DATA, Period(2019))
    dataset = loaded.whole
    count = 0
    for path in input_paths(dataset.year, dataset.scheme, loaded.documents):
        document, known = loaded.documents[path], alone(loaded, path)
        assert document is not None
        assert finding_codes(known, path) == []
        for *above, last in leaves(document.data):
            parent = document.at(tuple(above))
            assert isinstance(parent, dict | list)
            holder: Any = parent
            value = holder[last]
            holder[last] = changed(value)
            assert finding_codes(known, path) == [CHANGED], (path, *above, last)
            holder[last] = value
            count += 1
    assert count > 8000


def finding_codes(known: Year, path: str) -> list[str]:
    """What is said about one file."""
    return [finding.code for finding in check_by(known, [check_approval]) if finding.place.file == f"data/{path}"]
