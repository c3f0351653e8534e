"""What a county publishes, read from its output as anybody may read it: nothing else of a county gets any further."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from assessment.addresses import Addresses
from assessment.bundle.contents import MOST_MANIFEST
from assessment.bundle.fault import BundleError
from assessment.bundle.manifest import Manifest, read_manifest
from assessment.bundle.sums import MARKER, digest
from assessment.dataset.year import Disclosure, Provenance, Stage
from assessment.disclosure.publication import Audience
from assessment.load.json_schema import is_sound
from assessment.load.shapes import list_of, mapping_of
from assessment.period import Period
from assessment.system_faults import reason_of


@dataclass(frozen=True)
class CountyUnit:
    """A unit, with as much of its result as its county publishes."""

    id: str
    name: str
    total: str
    """As published; empty where it is not, or where there is none."""
    rank: int | None
    """In its list; None where it is not published, or not given yet."""
    grade: str
    is_leading: bool

    @property
    def exact(self) -> Fraction:
        """The total as a number.

        Raises:
            ValueError: if there is none.
        """
        return Fraction(self.total)


@dataclass(frozen=True)
class CountyList:
    """Units that are ranked together."""

    id: str
    name: str
    units: tuple[CountyUnit, ...]

    @property
    def totalled(self) -> tuple[CountyUnit, ...]:
        """Those whose total is published."""
        return tuple(unit for unit in self.units if unit.total)

    @property
    def is_ranked(self) -> bool:
        """Whether the county itself has ranked all that have a total; it does not while one of them is 待定."""
        return bool(self.totalled) and all(unit.rank is not None for unit in self.totalled)


@dataclass(frozen=True)
class CountyYear:
    """One year or round of a county."""

    period: Period
    is_sample: bool
    stage: Stage
    disclosure: Disclosure
    rules: str
    """Digest of the rules that marks were given by; empty in results of an older program."""
    count: int
    """How many units are assessed."""
    lists: tuple[CountyList, ...]

    @property
    def has_totals(self) -> bool:
        """Whether any total is published."""
        return any(one.totalled for one in self.lists)


@dataclass(frozen=True)
class PublishedCounty:
    """A county as its output has it."""

    years: tuple[CountyYear, ...]
    """Newest first."""
    built: date
    """The day that its pages say."""
    manifest: str
    """SHA-256 of its manifest, which holds those of all its files."""

    def year(self, period: Period) -> CountyYear | None:
        """Return a year or round; None where the county has none of it."""
        return next((year for year in self.years if year.period == period), None)


def read_published(output: Path, audience: Audience) -> PublishedCounty:
    """Read what a county publishes.

    Raises:
        BundleError: if there is nothing, if it is for others to see, or if it is not what its manifest says.
    """
    content = _content(output / MARKER)
    manifest = read_manifest(content)
    if manifest.audience != audience.value:
        raise BundleError(f"{output} 是给别人看的（{manifest.audience}），没有用")
    years = tuple(_year(output, manifest, period, audience) for period in manifest.commitments)
    return PublishedCounty(years, manifest.day, digest(content))


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_MANIFEST:
            raise BundleError(f"{path} 太大，没有读")
        return path.read_bytes()
    except OSError as fault:
        raise BundleError(f"{path} 读不出来：{reason_of(fault)}") from fault


def _year(output: Path, manifest: Manifest, period: Period, audience: Audience) -> CountyYear:
    name = Addresses(period).results_json
    content = _content(output / name)
    if digest(content) != manifest.files.get(name):
        raise BundleError(f"{output / name} 与清单不一致，没有用")
    try:
        document = json.loads(content, parse_float=Decimal)
    except (ValueError, RecursionError) as fault:
        raise BundleError(f"{output / name} 读不出来") from fault
    known = mapping_of(document)
    if not is_sound(document, "results") or str(known["year"]) != str(period) or known["audience"] != audience.value:
        raise BundleError(f"{output / name} 不是 {period} 的考评结果（见 schemas/results.json），没有用")
    units = {str(unit["id"]): unit for unit in map(mapping_of, list_of(known["units"]))}
    return CountyYear(
        period,
        Provenance(known["provenance"]) is Provenance.SAMPLE,
        Stage(known["stage"]),
        Disclosure(known["disclosure"]),
        str(mapping_of(known["scheme"]).get("rules", "")),
        len(units),
        tuple(_lists(known, units)),
    )


def _lists(known: Mapping[str, object], units: Mapping[str, Mapping[str, object]]) -> Iterator[CountyList]:
    for one in map(mapping_of, list_of(known["lists"])):
        listed = tuple(_unit(unit) for unit in units.values() if unit["list"] == one["id"])
        if listed:
            yield CountyList(str(one["id"]), str(one["name"]), listed)


def _unit(unit: Mapping[str, object]) -> CountyUnit:
    rank = unit.get("rank")
    return CountyUnit(
        str(unit["id"]),
        str(unit["name"]),
        str(mapping_of(unit.get("total")).get("published", "")),
        rank if isinstance(rank, int) else None,
        str(unit.get("grade", "")),
        unit.get("leading") is True,
    )
