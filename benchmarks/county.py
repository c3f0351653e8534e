"""A county of any number of units, from the scheme that is shipped and the sample's room; the same seed, the same bytes.

Up to as many units as the scheme has, it is the scheme with fewer of them. Beyond that, there are further groups of the
same kind, each marked by its own raters and with records from another seed, and one ranking list over all of a kind: so a
unit's record is as long as before, while lists, ranks and charts grow.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from assessment.dataset.scheme import Scheme
from assessment.dataset.unit import Unit
from assessment.load.scheme import scheme_of
from assessment.load.source import source_text
from assessment.load.unit import unit_of
from assessment.load.yaml_file import Document, parse
from assessment.root import ROOT
from assessment.sample import SAMPLE_YEARS, sample_files
from assessment.sample.approval import approval_text

YEAR = 2019
_SCHEME = f"schemes/{YEAR}.yaml"
_SOURCE = f"schemes/{YEAR}.source.txt"
_YEAR_FILE = f"years/{YEAR}.yaml"
_APPROVAL = f"approvals/{YEAR}.yaml"
_RATERS = 3
"""Fewer raters than these would be told apart by what is published, which the check refuses."""
LEAST = 2 * _RATERS
"""How many units a county has at least: each of the two groups marks the other."""


@dataclass(frozen=True)
class Shipped:
    """What the repository ships of the year."""

    texts: Mapping[str, str]
    """Files of the scheme and its units, by path below the data folder."""
    scheme: Scheme
    units: Mapping[str, Unit]


@dataclass(frozen=True)
class Wave:
    """As many units as the scheme can hold, each group in a wave marked by the others of the same wave."""

    number: int
    """From 1."""
    groups: Mapping[str, tuple[str, ...]]
    """Ids that are shipped, by id of the shipped group."""

    def name(self, id: str) -> str:
        """Return what a group or a unit is called in this wave."""
        return id if self.number == 1 else f"{id}-{self.number}"


def shipped(data: Path = ROOT / "data") -> Shipped:
    """Read what is shipped."""
    texts = {_SCHEME: (data / _SCHEME).read_text(encoding="utf-8")}
    scheme = _scheme(texts[_SCHEME])
    for unit in (unit for group in scheme.groups for unit in group.units):
        texts[f"units/{unit}.yaml"] = (data / f"units/{unit}.yaml").read_text(encoding="utf-8")
    texts[_SOURCE] = (data / _SOURCE).read_text(encoding="utf-8")
    texts["county.yaml"] = (data / "county.yaml").read_text(encoding="utf-8")
    return Shipped(texts, scheme, _units(texts))


def county_files(ground: Shipped, count: int, seed: str, *, one_more: bool = False) -> dict[str, str]:
    """Return the text of every file of a county, by path below the data folder.

    Args:
        ground: what it is made from.
        count: how many units, ``LEAST`` at least.
        seed: any text.
        one_more: whether one unit has one deduction more than without it.

    Raises:
        ValueError: if there are too few units for anybody to be marked.
    """
    if count < LEAST:
        raise ValueError(f"a county has {LEAST} units at least")
    waves = [*_waves(ground.scheme, count)]
    texts = {"county.yaml": ground.texts["county.yaml"], _SOURCE: ground.texts[_SOURCE]}
    texts[_SCHEME] = _scheme_text(ground, waves)
    for wave in waves:
        texts |= _unit_files(ground, wave)
        texts |= _records(ground, wave, f"{seed}-{wave.number}-")
    texts[_YEAR_FILE] = _with_eligible(texts[_YEAR_FILE], waves)
    if one_more:
        path = f"scores/{YEAR}/{ground.scheme.groups[0].units[0]}.yaml"
        texts[path] = _with_deduction(texts[path])
    return texts | {_APPROVAL: _approval(texts, seed)}


def open_again(files: Mapping[str, str]) -> dict[str, str]:
    """Return the files of a county whose year is under review, as it is while people work at the desk."""
    text = re.sub(r"^approval:\n(?:  .*\n)+|^published: .*\n", "", files[_YEAR_FILE], flags=re.MULTILINE)
    text = _replaced(_replaced(text, r"^stage: .*$", "stage: under-review"), r"^disclosure: .*$", "disclosure: none")
    return {path: own for path, own in files.items() if path != _APPROVAL} | {_YEAR_FILE: text}


def _waves(scheme: Scheme, count: int) -> Iterator[Wave]:
    """Yield waves of the scheme's own proportions, the last one with the units that are left."""
    most = sum(len(group.units) for group in scheme.groups)
    *others, last = scheme.groups
    number, left = 0, count
    while left > 0:
        number += 1
        # What is left for the next wave is enough for a wave.
        size = left if left <= most else min(most, left - LEAST)
        groups = {group.id: group.units[: max(_RATERS, size * len(group.units) // most)] for group in others}
        rest = size - sum(map(len, groups.values()))
        yield Wave(number, groups | {last.id: last.units[:rest]})
        left -= size


def _scheme_text(ground: Shipped, waves: list[Wave]) -> str:
    """Return the scheme with the groups of all waves, who marks whom, and one list for each kind of group."""
    text = ground.texts[_SCHEME]
    groups, raters = [], []
    for wave in waves:
        for group in ground.scheme.groups:
            name = group.name if wave.number == 1 else f"{group.name}（{wave.number}）"
            groups += [f"  - id: {wave.name(group.id)}", f"    name: {name}", f"    clause: {group.clause}"]
            groups += [f"    units: [{', '.join(map(wave.name, wave.groups[group.id]))}]"]
            others = [wave.name(other.id) for other in ground.scheme.groups if other is not group]
            raters += [f"      {wave.name(group.id)}: [{', '.join(others)}]"]
    text = _replaced(text, r"(?<=^groups:\n)(?:  .*\n)+", "\n".join(groups) + "\n")
    text = _replaced(text, r"(?<=^    raters:\n)(?:      .*\n)+", "\n".join(raters) + "\n")
    if len(waves) == 1:
        return text
    lists = ["ranking:", "  lists:"]
    for group in ground.scheme.groups:
        members = ", ".join(wave.name(group.id) for wave in waves)
        lists += [f"    - id: every-{group.id}", f"      name: {group.name}", f"      groups: [{members}]"]
    return _replaced(text, r"^ranking: \{\}\n", "\n".join(lists) + "\n")


def _replaced(text: str, pattern: str, by: str) -> str:
    changed, times = re.subn(pattern, lambda _: by, text, flags=re.MULTILINE)
    if times != 1:
        raise ValueError(f"the shipped file has {times} places like {pattern}")
    return changed


def _unit_files(ground: Shipped, wave: Wave) -> dict[str, str]:
    files = {}
    for id in (id for units in wave.groups.values() for id in units):
        text, unit = ground.texts[f"units/{id}.yaml"], ground.units[id]
        if wave.number > 1:
            text = "".join(
                f"{line}\n"
                for line in (
                    *(line for line in text.splitlines() if line.startswith("#")),
                    f"id: {wave.name(id)}",
                    f"name: {unit.name}（{wave.number}）",
                    f"full_name: {unit.full_name}（{wave.number}）",
                )
            )
        files[f"units/{wave.name(id)}.yaml"] = text
    return files


def _records(ground: Shipped, wave: Wave, seed: str) -> dict[str, str]:
    """Return records, evidence and year file, with the units called what they are in their wave."""
    groups = tuple(replace(group, units=wave.groups[group.id]) for group in ground.scheme.groups)
    scheme = replace(ground.scheme, groups=groups)
    ids = [id for units in wave.groups.values() for id in units]
    named = re.compile(rf"(?<![\w-])(?:{'|'.join(ids)})(?![\w-])")
    files = sample_files(scheme, ground.units, _documents(ground.texts, f"units/{ids[0]}.yaml"), seed)
    return {
        named.sub(lambda found: wave.name(found[0]), path): text
        if path.startswith(("evidence/", "years/"))
        else named.sub(lambda found: wave.name(found[0]), text)
        for path, text in files.items()
        if path != _APPROVAL
    }


def _with_eligible(text: str, waves: list[Wave]) -> str:
    """Return the year file with the units of each list that are there, in every wave."""

    def there(found: re.Match[str]) -> str:
        listed = found[2].split(", ")
        units = ((wave, unit) for wave in waves for units in wave.groups.values() for unit in units)
        return f"{found[1]}[{', '.join(wave.name(unit) for wave, unit in units if unit in listed)}]"

    return re.sub(r"^(  \S+: )\[(.*)\]$", there, text, flags=re.MULTILINE)


def deduction_reason() -> str:
    """Return the words of the deduction that one unit may have more, by which it is known."""
    return "未按要求参加集中办公（示例）。"


def _with_deduction(text: str) -> str:
    """Return a record with one deduction more, proved by evidence that it lists already."""
    evidence = re.search(r"^  - id: (e\d+)$", text, re.MULTILINE)
    if evidence is None:
        raise ValueError("the record lists no evidence")
    entry = f"""\
  - id: d99
    clause: 附件2第2项
    date: {YEAR}-06-20
    reason: {deduction_reason()}
    evidence: [{evidence[1]}]
    recorder: 县政府办信息公开股（示例）
"""
    if "\ndeductions:\n" in text:
        return re.sub(r"(?<=^deductions:\n)(?:  .*\n)+", lambda found: found[0] + entry, text, flags=re.MULTILINE)
    return re.sub(r"(?=^ballots:\n)", f"deductions:\n{entry}", text, count=1, flags=re.MULTILINE)


def _approval(texts: Mapping[str, str], seed: str) -> str:
    """Return the record of the approval, over the files as they are now."""
    ground = {path: text for path, text in texts.items() if path.startswith(("schemes/", "units/"))}
    own = {path: text for path, text in texts.items() if path.startswith(("years/", "scores/"))}
    documents = _documents(ground, *(path for path in ground if path.startswith("units/")))
    year = replace(SAMPLE_YEARS[YEAR], seed=seed)
    return approval_text(_scheme(texts[_SCHEME]), _units(ground), documents, own, year)


def _documents(texts: Mapping[str, str], *units: str) -> dict[str, Document | None]:
    return {
        _SCHEME: _document(_SCHEME, texts[_SCHEME]),
        _SOURCE: source_text(ROOT / "data" / _SOURCE, _SOURCE),
        **{path: _document(path, texts[path]) for path in units},
    }


def _units(texts: Mapping[str, str]) -> dict[str, Unit]:
    return {
        Path(path).stem: unit_of(_document(path, text), YEAR) for path, text in texts.items() if path.startswith("units/")
    }


def _scheme(text: str) -> Scheme:
    scheme, _, findings = scheme_of(_document(_SCHEME, text))
    if scheme is None or findings:
        raise ValueError(f"the scheme was laid out wrong: {findings}")
    return scheme


def _document(path: str, text: str) -> Document:
    document, findings = parse(text, path)
    if document is None or findings:
        raise ValueError(f"{path} was laid out wrong: {findings}")
    return document
