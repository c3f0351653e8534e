"""No name takes the place of another: of what the build writes, of a device of Windows, or of the same in capitals."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from assessment.addresses import Addresses
from assessment.check.facts import Facts
from assessment.documents import ANNUAL, CIRCULAR, CONTENTS, NUMBERS, PARTS
from assessment.findings import Finding
from assessment.place import Origin, Place

DOCUMENTS = frozenset((ANNUAL, CIRCULAR, CONTENTS, NUMBERS, *PARTS))
"""Names among which those of the units' sheets stand while the documents are made."""
DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))))
"""Names that no file can have on Windows, whatever its ending (Microsoft, Naming Files, Paths, and Namespaces)."""


def check_reserved(facts: Facts) -> Iterator[Finding]:
    """Find ids whose files would take the place of others, and files whose names differ in capitals only."""
    addresses = Addresses(facts.year.period)
    others = {path.casefold() for path in addresses.of_nobody()}
    for unit in facts.units.values():
        files = addresses.of_unit(unit.id)
        if unit.id in DOCUMENTS or not others.isdisjoint(path.casefold() for path in files):
            message = f"单位编号“{unit.id}”是程序生成的文件用的名字，会互相覆盖"
            hint = "请换一个编号，同时改单位文件名、记录文件名和方案里的编号"
            yield Finding(unit.origin.of("id"), "reserved-id", message, hint)
        yield from _device("单位编号", unit.id, unit.origin)
    yield from _device("方案编号", facts.scheme.id, facts.scheme.origin)
    for group in facts.scheme.groups:
        yield from _device("分组编号", group.id, group.origin)
    for one in facts.scheme.ranking.lists:
        yield from _device("名单编号", one.id, one.origin)
    data, gaps = facts.base.data, facts.base.gaps
    yield from _alike(f"{data.name}/units", (f"{name}.yaml" for name in {*facts.units, *gaps.units}))
    scores = f"{data.name}/scores/{facts.year.period}"
    yield from _alike(scores, (f"{name}.yaml" for name in {*facts.records, *gaps.records}))
    kept = {file.path for record in facts.records.values() for piece in record.evidence for file in piece.files}
    beside = {path.removeprefix(f"{facts.base.evidence.name}/") for path in facts.base.evidence.unlisted}
    yield from _alike(facts.base.evidence.name, kept | beside)


def _device(what: str, id: str, origin: Origin) -> Iterator[Finding]:
    if id.casefold() in DEVICES:
        message = f"{what}“{id}”是 Windows 保留的名字，那里取不出以它命名的文件"
        yield Finding(origin.of("id"), "reserved-id", message, "请换一个编号，同时改以它命名的文件")


def _alike(folder: str, names: Iterable[str]) -> Iterator[Finding]:
    """Find files of a folder that are one file where names tell no capitals apart."""
    spellings = defaultdict(list)
    for name in names:
        spellings[name.casefold()].append(name)
    for first, *rest in (sorted(same) for same in spellings.values()):
        for name in rest:
            message = f"与 {first} 只有大小写不同，在 Windows 上会互相覆盖"
            yield Finding(Place(f"{folder}/{name}", 1, 1), "same-but-for-case", message, "请给其中一个改名")
