"""Taking a piece of evidence into the evidence folder and into a unit's record."""

import shutil
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from assessment.dataset.record import EvidenceKind, Visibility
from assessment.digests import digest_of
from assessment.edit.field_order import order_of
from assessment.edit.files import write_all, writing
from assessment.edit.layout import Flow
from assessment.edit.new_ids import new_id
from assessment.edit.splice import append
from assessment.errors import FaultyDataError, RequestError
from assessment.evidence.capture import capture
from assessment.evidence.reach import Reach
from assessment.evidence.unchanged import refuse_changeable
from assessment.load.checked_file import check_text
from assessment.load.data_files import place_of
from assessment.load.evidence_folder import evidence_folder_of
from assessment.load.yaml_file import parse
from assessment.period import Period
from assessment.system_faults import reason_of

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp")


@dataclass(frozen=True)
class NewEvidence:
    """What is to be registered."""

    file: Path | None
    """A file to copy."""
    url: str
    """The address it is at; without a file, the page there is captured."""
    title: str
    """Empty for the title of the page."""
    kind: EvidenceKind
    source: str
    captured: date
    visibility: Visibility
    intranet: bool
    """Whether a page may be of this machine or the networks around it, and made of parts that are."""


@dataclass(frozen=True)
class KeptEvidence:
    """What was registered."""

    id: str
    title: str
    files: tuple[Path, ...]
    record: Path
    left_out: tuple[str, ...]
    """Hosts and ports of this machine and the networks around it from which a page asked for parts."""


@dataclass(frozen=True)
class GatheredEvidence:
    """A piece of evidence that is at hand and not registered yet."""

    wanted: NewEvidence
    files: tuple[Path, ...]
    """In a folder of passage."""
    left_out: tuple[str, ...]
    """As of ``KeptEvidence``."""


def kind_of(file: Path | None) -> EvidenceKind:
    """Return what a file seems to be as evidence; a page where there is none."""
    if file is None:
        return EvidenceKind.PAGE
    return EvidenceKind.SCREENSHOT if file.suffix.lower() in _PICTURES else EvidenceKind.DOCUMENT


def keep(data: Path, period: Period, unit: str, wanted: NewEvidence) -> KeptEvidence:
    """Register a piece of evidence: its files and the entry in the record, neither without the other.

    Raises:
        FaultyDataError: if the record is no sound YAML.
        RequestError: if there is no such record or file, the page cannot be had, the same content is listed already, or
            Git would change the files.
    """
    # Before a page is captured, which takes its time and holds nobody up.
    _record(data, _record_path(data, period, unit))
    with tempfile.TemporaryDirectory(prefix="assessment-") as work:
        gathered = gather(wanted, Path(work))
        with writing(data):
            return register(data, period, unit, gathered)


def gather(wanted: NewEvidence, work: Path) -> GatheredEvidence:
    """Copy a file, or capture a page, into a folder of passage; errors as ``keep``."""
    reach = Reach(everywhere=wanted.intranet)
    title, files = _make(wanted, work, reach)
    return GatheredEvidence(replace(wanted, title=title), tuple(files), tuple(sorted(reach.refused)))


def register(data: Path, period: Period, unit: str, gathered: GatheredEvidence) -> KeptEvidence:
    """Register what is at hand, in a data folder that is held for writing; errors as ``keep``."""
    record, wanted = _record_path(data, period, unit), gathered.wanted
    text, listed = _record(data, record)
    digests = {path: digest_of(path) for path in gathered.files}
    _refuse_known(listed, digests.values())
    id = new_id("e", digests[gathered.files[0]], {str(piece.get("id")) for piece in listed})
    below = f"{record.parent.name}/{record.stem}"
    kept: dict[str, bytes | Path] = {f"{below}/{id}{''.join(path.suffixes)}": path for path in gathered.files}
    files = dict(zip(kept, digests.values(), strict=True))
    # In one line, so that both stay whole where two people's are merged line by line.
    new = append(text, place_of(data, record).file, ("evidence",), [Flow(_entry(id, wanted, files))], order_of("score"))
    folder = evidence_folder_of(data)
    for name in kept:
        if (folder / name).exists():
            raise RequestError(f"{folder / name} 已经存在，没有覆盖；请先登记或移走这个文件")
    refuse_changeable(folder, kept)
    write_all(data, {record.relative_to(data).as_posix(): new}, kept=kept)
    return KeptEvidence(id, wanted.title, tuple(folder / name for name in kept), record, gathered.left_out)


def _record_path(data: Path, period: Period, unit: str) -> Path:
    return data / "scores" / str(period) / f"{unit}.yaml"


def _record(data: Path, record: Path) -> tuple[str, list[dict[str, object]]]:
    """Return the text of a record and the evidence it lists."""
    if not record.is_file():
        raise RequestError(f"没有记录文件 {record}，请核对单位编号和年度")
    try:
        text = record.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as fault:
        raise RequestError(f"{record} 读不出来，请先运行 scripts/validate 并改正") from fault
    text_alone, file = text.removeprefix("\ufeff"), place_of(data, record).file
    document, findings = parse(text_alone, file)
    if document is None or findings:
        raise FaultyDataError([*check_text(text_alone, file, "score").findings])
    listed = document.data.get("evidence") if isinstance(document.data, dict) else None
    return text, [piece for piece in listed or [] if isinstance(piece, dict)] if isinstance(listed, list) else []


def _make(wanted: NewEvidence, work: Path, reach: Reach) -> tuple[str, list[Path]]:
    """Return the title and the files to keep, made in a folder of passage."""
    if wanted.file is None:
        pdf, warc = work / "page.pdf", work / "page.warc.gz"
        title = capture(wanted.url, warc, pdf, reach)
        if not (wanted.title or title):
            raise RequestError("网页没有标题，请用 --title 写明这份证据是什么")
        return wanted.title or title, [pdf, warc]
    copy = work / f"copy{wanted.file.suffix.lower()}"
    try:
        shutil.copyfile(wanted.file, copy)
    except (OSError, shutil.SpecialFileError) as fault:
        why = reason_of(fault) if fault.errno else "这不是普通的文件"
        raise RequestError(f"{wanted.file} 读不出来：{why}") from fault
    if copy.stat().st_size == 0:
        raise RequestError(f"{wanted.file} 是空的，没有登记；请核对文件")
    return wanted.title or wanted.file.stem, [copy]


def _refuse_known(listed: list[dict[str, object]], digests: Collection[str]) -> None:
    for piece in listed:
        files = piece.get("files")
        known = (
            {str(kept.get("sha256")) for kept in files if isinstance(kept, dict)} if isinstance(files, list) else set()
        )
        if known.intersection(digests):
            raise RequestError(f"同样的文件已经登记为“{piece.get('title')}”（编号 {piece.get('id')}），没有再登记")


def _entry(id: str, wanted: NewEvidence, files: Mapping[str, str]) -> dict[str, object]:
    """Return the entry, which stands in one line: of two that people add at a time, a merge can keep both whole."""
    entry: dict[str, object] = {"id": id, "title": wanted.title, "kind": wanted.kind.value, "source": wanted.source}
    entry["captured"] = wanted.captured
    if wanted.url:
        entry["url"] = wanted.url
    entry["files"] = [{"file": file, "sha256": digest} for file, digest in files.items()]
    if wanted.visibility is Visibility.INTERNAL:
        entry["visibility"] = wanted.visibility.value
    return entry
