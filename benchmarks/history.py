"""The history of runs: a line of JSON each, with the machine beside the figures."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from benchmarks.report import Measures
from benchmarks.rows import Order

HISTORY = Path(__file__).with_name("history.jsonl")


@dataclass(frozen=True)
class Conditions:
    """When, of what and where a run was made."""

    began: datetime
    commit: str
    """Of the program; empty where it is not known."""
    changed: bool
    """Whether the program differs from the commit."""
    load: tuple[float, float]
    """Processes that waited for a core, before and after."""
    machine: Mapping[str, str | int]
    peers: Mapping[str, str]
    """Versions by name."""


def add_line(path: Path, conditions: Conditions, order: Order, measures: Measures) -> None:
    """Add a run to a history."""
    line = {
        **asdict(conditions),
        "began": conditions.began.isoformat(timespec="seconds"),
        "order": asdict(order),
        "cpu": {key: [round(spent.cpu, 2) for spent in several] for key, several in measures.items()},
        "wall": {key: [round(spent.wall, 2) for spent in several] for key, several in measures.items()},
    }
    with path.open("a", encoding="utf-8") as history:
        history.write(json.dumps(line, ensure_ascii=False) + "\n")
