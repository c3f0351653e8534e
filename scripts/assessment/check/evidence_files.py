"""Evidence files are there, unchanged, and listed (五（二）: 数据可核实、经得起检验和推敲)."""

from collections.abc import Iterator
from typing import assert_never

from assessment.check.facts import Facts
from assessment.dataset.record import EvidenceFile
from assessment.findings import Finding, Severity
from assessment.load.evidence import Converted, Digest, Held, Missing, Pointer, Unreached
from assessment.place import Place

UNREACHED = "unreached-evidence"
CONVERTED = "converted-evidence"


def check_evidence_files(facts: Facts) -> Iterator[Finding]:
    """Find files that are missing, changed, listed nowhere or out of place, and say which ones could not be looked at."""
    folder = facts.base.evidence
    away = {path for path, held in folder.held.items() if isinstance(held, Unreached)}
    if away and not folder.is_there:
        message = f"证据文件夹 {folder.name} 不在这台机器上，{len(away)}份证据文件没有核对"
        yield _unreached(facts.year.origin.place, message, "请在能读到这个文件夹的机器上再检查一次")
    for record in facts.records.values():
        for piece in record.evidence:
            for kept in piece.files:
                if folder.is_there or kept.path not in away:
                    yield from _file(f"证据“{piece.id}”的文件 {kept.path} ", kept, folder.held[kept.path])
    if not facts.base.gaps.partial and not facts.base.gaps.records:
        for name in folder.unlisted:
            place, message = Place(name, 1, 1), "这个文件没有列入任何证据"
            hint = "请用 scripts/evidence add 登记，或删去"
            yield Finding(place, "unlisted-evidence", message, hint, Severity.WARNING)
    for name, count in folder.stray.items():
        message = f"这里有{count}个文件，不在任何年度的文件夹里，也没有列入任何证据"
        hint = "请用 scripts/evidence add 登记到单位的记录，再删去这里的原件"
        yield Finding(Place(name, 1, 1), "stray-evidence", message, hint, Severity.WARNING)


def _file(what: str, kept: EvidenceFile, held: Held) -> Iterator[Finding]:
    match held:
        case Converted(original=original) if original == kept.sha256:
            message = f"{what}的换行被改过（多半是 Git 改的），内容没有少，校验值对不上"
            yield Finding(kept.origin.of("sha256"), CONVERTED, message, "请运行 scripts/restore 恢复，然后提交")
        case Digest(sha256) | Converted(sha256) | Pointer(sha256) if sha256 != kept.sha256:
            message = f"{what}改动过：现在的校验值是 {sha256[:12]}…，登记的是 {kept.sha256[:12]}…"
            hint = "请找回原来的文件；确需更换的，作为新的证据登记"
            yield Finding(kept.origin.of("sha256"), "changed-evidence", message, hint)
        case Missing():
            hint = "请放回文件，或更正路径"
            yield Finding(kept.origin.of("file"), "missing-evidence", f"{what}不在证据文件夹里", hint)
        case Pointer():
            message = f"{what}没有下载（Git LFS），内容没有核对"
            yield _unreached(kept.origin.of("file"), message, "需要核对时运行 git lfs pull")
        case Unreached():
            yield _unreached(kept.origin.of("file"), f"{what}读不出来，没有核对", "请检查文件的权限")
        case Digest() | Converted():
            pass
        case _:
            assert_never(held)


def _unreached(place: Place, message: str, hint: str) -> Finding:
    return Finding(place, UNREACHED, message, hint, Severity.WARNING)
