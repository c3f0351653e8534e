"""A county of four units into which a piece of a scheme is put, so that it can be checked and computed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from assessment.check import check
from assessment.dataset.scheme import Scheme
from assessment.edit.layout import yaml_text
from assessment.findings import Format, findings_text
from assessment.load.scheme import scheme_of
from assessment.load.yaml_file import Document, parse
from assessment.period import Period, written_period
from assessment.scoring.assessment import Assessment, assess
from assessment.year.reading import read_year
from tests.data_folder import DataFolder

YEAR = 2024
UNITS = {"dongzhen": "东镇", "xizhen": "西镇", "jiaoyuju": "教育局", "shuiliju": "水利局", "tongjiju": "统计局"}
HEAD: Mapping[str, object] = {
    "id": str(YEAR),
    "year": YEAR,
    "title": "考评方案",
    "issuer": "县政府办公室",
    "issued": "2024-01-10",
    "groups": [
        {"id": "town", "name": "乡镇", "clause": "甲", "units": ["dongzhen", "xizhen"]},
        {"id": "office", "name": "部门", "clause": "甲", "units": ["jiaoyuju", "shuiliju", "tongjiju"]},
    ],
    "components": [{"id": "work", "name": "工作", "clause": "甲", "full": 100}],
    "ranking": {"places": 2, "rounding": "half-up", "ties": "skip", "rank_on": "exact", "overall": False},
    "readings": [],
}
"""What a piece of a scheme leaves out."""

APPROVAL = "approval: {body: 领导小组, date: 2024-12-31, document: 纪要1号}\n"
ROUND_SCHEME = f"{YEAR}-quarterly"
EVIDENCE = "{id: e01, title: 记录, kind: 台账, source: 县政府办, captured: 2024-12-31, url: 'https://example.org/'}"


def parsed(text: str) -> dict[str, object]:
    """The mapping that a piece of YAML says."""
    document, faults = parse(text, "block.yaml")
    assert faults == [], text
    assert document is not None
    assert isinstance(document.data, dict)
    return document.data


def fields_named(data: object, name: str) -> Iterator[object]:
    """Every value of a field of a name, at whatever depth."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key == name:
                yield value
            yield from fields_named(value, name)
    for value in data if isinstance(data, list) else ():
        yield from fields_named(value, name)


def whole(piece: Mapping[str, object]) -> dict[str, object]:
    """A whole scheme with a piece of one in it, its clauses and its full marks as the piece needs them."""
    scheme = {**HEAD, **piece}
    cited = [str(clause) for part in ("groups", "components") for clause in fields_named(scheme[part], "clause")]
    cited += [str(one) for listed in fields_named(scheme["readings"], "clauses") for one in _listed(listed)]
    known = {*map(str, fields_named(scheme.get("clauses", []), "id"))}
    added = [{"id": clause, "text": "原文"} for clause in dict.fromkeys(cited) if clause not in known]
    scheme["clauses"] = [*_listed(scheme.get("clauses", [])), *added]
    if "full" not in piece and (full := _full(scheme)) is not None:
        scheme["full"] = full
    return scheme


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _full(fields: dict[str, object]) -> object:
    """What the components come to for each group; None where one of them has no full marks."""
    document, _ = parse(yaml_text(fields), "schemes/2024.yaml")
    assert document is not None
    scheme = read_scheme(document)
    sums: dict[str, Decimal] = {}
    for marked in scheme.marking_groups:
        points = [part.points_of(marked.id) for part in scheme.components_of(marked.id) if not part.on_top]
        known = [most for most in points if most is not None]
        if len(known) < len(points):
            return None
        sums[marked.group] = sum(known, Decimal(0))
    return next(iter(sums.values())) if len({*sums.values()}) == 1 else sums


def read_scheme(document: Document) -> Scheme:
    """The scheme that a file says, of which nothing could not be read."""
    scheme, _, findings = scheme_of(document)
    assert findings == []
    assert scheme is not None
    return scheme


@dataclass(frozen=True)
class Rounds:
    """The rounds that waves may take marks from."""

    scheme: Mapping[str, object]
    """A whole scheme that they share."""
    records: Mapping[str, Mapping[str, str]]
    """The records of some units by id, by round."""


NO_ROUNDS = Rounds({}, {})


class Frame(DataFolder):
    """The folder of the county."""

    def __init__(
        self, path: Path, scheme: Mapping[str, object], records: Mapping[str, str], rounds: Rounds = NO_ROUNDS
    ) -> None:
        """Write it: the scheme, the records of some units by id, and the rounds that the waves of the scheme name."""
        super().__init__(path / "data")
        self.write("county.yaml", "portal:\n  name: 某县人民政府\ncolumn:\n  url: https://www.example.org/kaoping\n")
        units = [str(unit) for listed in fields_named(scheme["groups"], "units") for unit in _listed(listed)]
        for unit in units:
            self.write(f"units/{unit}.yaml", f"id: {unit}\nname: {UNITS[unit]}\n")
        listed = [str(part["clause"]) for part in _parts(scheme["components"]) if part.get("eligible_listed")]
        eligible = "eligible: {" + ", ".join(f"{clause}: [dongzhen]" for clause in listed) + "}\n" if listed else ""
        self._write_period(str(YEAR), scheme, f"stage: collecting\n{eligible}", {u: records.get(u, "") for u in units})
        for name in dict.fromkeys(map(str, fields_named(scheme["components"], "round"))):
            head = f"stage: approved\nround: {{name: {written_period(name).round_name}}}\n{APPROVAL}"
            self._write_period(name, {**rounds.scheme, "id": ROUND_SCHEME}, head, rounds.records[name])

    def _write_period(self, period: str, scheme: Mapping[str, object], head: str, records: Mapping[str, str]) -> None:
        self.write(f"schemes/{scheme['id']}.yaml", yaml_text(scheme))
        self.write(f"schemes/{scheme['id']}.source.txt", "原文\n")
        about = f'scheme: "{scheme["id"]}"\nprovenance: sample\ndisclosure: none\n'
        self.write(f"years/{period}.yaml", f"year: {period}\n{about}{head}")
        for unit, record in records.items():
            evidence = f"evidence:\n  - {EVIDENCE}\n" if "e01" in record else ""
            text = f"unit: {unit}\nyear: {period}\nprovenance: sample\n{evidence}{record}"
            self.write(f"scores/{period}/{unit}.yaml", text)

    def messages(self) -> list[str]:
        """What is said to be wrong, but for what is still undecided."""
        found = [finding for finding in check(read_year(self.data, Period(YEAR))) if finding.code != "undecided"]
        return findings_text(found, Format.TEXT).splitlines()

    def assessed(self) -> Assessment:
        """What the records come to."""
        return assess(read_year(self.data, Period(YEAR)).whole)


def _parts(parts: object) -> Iterator[dict[str, object]]:
    for part in _listed(parts):
        if isinstance(part, dict):
            yield part
            yield from _parts(part.get("items"))
