"""A county of four units into which a piece of a scheme is put, so that it can be checked and computed."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from assessment.check import check
from assessment.dataset.scheme import Scheme
from assessment.edit.layout import yaml_text
from assessment.findings import Format, findings_text
from assessment.load.scheme import scheme_of
from assessment.load.yaml_file import Document, parse
from assessment.period import Period
from assessment.scoring.assessment import Assessment, assess
from assessment.year.reading import read_year

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
    if "full" not in piece:
        scheme["full"] = _full({**scheme, "full": 1})
    return scheme


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _full(fields: dict[str, object]) -> object:
    """What the components come to for each group; a total of marks without an end is what the others come to."""
    document, _ = parse(yaml_text(fields), "schemes/2024.yaml")
    assert document is not None
    scheme = read_scheme(document)
    sums = {
        group.id: sum(
            (part.points_of(group.id) or Decimal(0) for part in scheme.components_of(group.id) if not part.on_top),
            Decimal(0),
        )
        for group in scheme.groups
    }
    return next(iter(sums.values())) if len({*sums.values()}) == 1 else sums


def read_scheme(document: Document) -> Scheme:
    """The scheme that a file says, of which nothing could not be read."""
    scheme, _, findings = scheme_of(document)
    assert findings == []
    assert scheme is not None
    return scheme


class Frame:
    """The folder of the county."""

    def __init__(self, path: Path, scheme: Mapping[str, object], records: Mapping[str, str]) -> None:
        """Write it: the scheme, and the records of some units by id."""
        self.path = path / "data"
        self._write("county.yaml", "portal:\n  name: 某县人民政府\ncolumn:\n  url: https://www.example.org/kaoping\n")
        self._write(f"schemes/{YEAR}.yaml", yaml_text(scheme))
        self._write(f"schemes/{YEAR}.source.txt", "原文\n")
        listed = [str(part["clause"]) for part in _parts(scheme["components"]) if part.get("eligible_listed")]
        eligible = "eligible: {" + ", ".join(f"{clause}: [dongzhen]" for clause in listed) + "}\n" if listed else ""
        head = f'year: {YEAR}\nscheme: "{YEAR}"\nprovenance: sample\nstage: collecting\ndisclosure: none\n'
        self._write(f"years/{YEAR}.yaml", head + eligible)
        for unit in [str(unit) for units in fields_named(scheme["groups"], "units") for unit in _listed(units)]:
            self._write(f"units/{unit}.yaml", f"id: {unit}\nname: {UNITS[unit]}\n")
            record = records.get(unit, "")
            evidence = f"evidence:\n  - {EVIDENCE}\n" if "e01" in record else ""
            self._write(
                f"scores/{YEAR}/{unit}.yaml", f"unit: {unit}\nyear: {YEAR}\nprovenance: sample\n{evidence}{record}"
            )

    def _write(self, file: str, text: str) -> None:
        path = self.path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def messages(self) -> list[str]:
        """What is said to be wrong, but for what is still undecided."""
        found = [finding for finding in check(read_year(self.path, Period(YEAR))) if finding.code != "undecided"]
        return findings_text(found, Format.TEXT).splitlines()

    def assessed(self) -> Assessment:
        """What the records come to."""
        return assess(read_year(self.path, Period(YEAR)).whole)


def _parts(parts: object) -> Iterator[dict[str, object]]:
    for part in _listed(parts):
        if isinstance(part, dict):
            yield part
            yield from _parts(part.get("items"))
