"""Schemes and records written as an office writes them, and what they come to."""

from dataclasses import replace
from pathlib import Path

from assessment.dataset import Dataset
from assessment.dataset.scheme import Scheme
from assessment.dataset.unit import Unit
from assessment.load.json_schema import checked
from assessment.load.record import record_of
from assessment.load.scheme import scheme_of
from assessment.load.yaml_file import parse
from assessment.scoring.ledger import Ledger
from assessment.scoring.units import ledger_of
from tests.scoring.cases import ORIGIN, published_year

HEAD = """
id: "2031"
year: 2031
title: 考评办法
issuer: 某市人民政府办公室
issued: 2031-01-05
{full}clauses: [{{id: 甲, text: 原文}}]
groups:
  - {{id: county, name: 县区, clause: 甲, units: [one]}}
  - {{id: bureau, name: 部门, clause: 甲, units: [two]}}
ranking: {{places: 2, rounding: half-up, ties: skip, rank_on: exact, overall: false}}
readings: []
"""


def scheme(parts: str, full: str = "100", more: str = "", head: str = HEAD) -> Scheme:
    """A scheme whose components are written here, without anything at fault; empty full marks are not written."""
    document, faults = parse(
        f"{head.format(full=full and f'full: {full}{chr(10)}')}{more}\ncomponents:\n{parts}", "schemes/2031.yaml"
    )
    assert document is not None
    good, wrong = checked(document, "scheme")
    assert (faults, wrong) == ([], [])
    assert good is not None
    found, _, unread = scheme_of(good)
    assert unread == []
    assert found is not None
    return found


def dataset(of: Scheme, record: str, unit: str = "one") -> Dataset:
    """A year with the record of one unit."""
    head = f"unit: {unit}\nyear: 2031\nprovenance: sample\nevidence: []\n"
    document, faults = parse(head + record, f"scores/2031/{unit}.yaml")
    assert document is not None
    good, wrong = checked(document, "score")
    assert (faults, wrong) == ([], [])
    assert good is not None
    year = published_year(2031, {})
    units = {name: Unit(name, f"{name}名", "", (), (), "", ORIGIN) for name in ("one", "two")}
    empty = record_of(good)
    records = {name: empty if name == unit else replace(empty, unit=name) for name in units}
    return Dataset(year, of, (), units, records, "0" * 64)


def ledger(of: Scheme, record: str, unit: str = "one") -> Ledger:
    """What a written record comes to under a scheme."""
    return ledger_of(dataset(of, record, unit), of, unit)


def plain_yaml(path: Path) -> dict[str, dict[str, str]]:
    """A file of plain mappings, as it is."""
    document, faults = parse(path.read_text(encoding="utf-8"), path.name)
    assert faults == []
    assert document is not None
    assert isinstance(document.data, dict)
    return document.data
