"""Files that nothing reads although they look like data: in the wrong folder, or under a name that is not looked for."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from assessment.findings import Finding, Severity
from assessment.load import import_words, people
from assessment.load.data_files import years
from assessment.period import FORM, Period, written_period
from assessment.place import Place

_LIKE_DATA = re.compile(r"[.．。]ya?ml", re.IGNORECASE)
"""What a name has that was meant for data, whatever stands behind it."""
_SPARE = re.compile(r"(~|\.(bak|orig|rej|old|tmp))$", re.IGNORECASE)
"""How the names of copies end that editors and Git leave."""
_YEAR = rf"(?:{FORM})\.yaml"
_NAME = r"[^/]+\.yaml"
_FOLDERS: Mapping[str, tuple[str, str]] = {
    "years": (
        _YEAR,
        "年度文件的名称是四位数字的年度，例如 2019.yaml；一轮的是 2023-q2.yaml、2023-m04.yaml、2023-h1.yaml",
    ),
    "approvals": (rf"{_YEAR}|allowed_signers", "审定记录由命令写入，名称例如 2019.yaml"),
    "schemes": (rf"{_NAME}|(?!.*(?i:{_LIKE_DATA.pattern}))[^/]+\.txt", "方案直接放在这个文件夹里，名称例如 2019.yaml"),
    "units": (_NAME, "单位文件直接放在这个文件夹里，名称是单位编号加 .yaml"),
    "scores": (rf"(?:{FORM})/{_NAME}", "单位记录直接放在年度的文件夹里，名称是单位编号加 .yaml"),
}
"""By folder: the paths below it of files that are read, and how they are named."""
_READ_ELSEWHERE = ("county.yaml", "county.yml", "evidence", import_words.FILE, people.FILE)
"""What has rules of its own."""


def overlooked(data: Path, period: Period) -> Iterator[Finding]:
    """Find files that look like data and are read by nothing; in a folder for data, a hint of what looks like none.

    That the year itself has no file is told where it is read.
    """
    known = {str(known) for known in (*years(data), period)}
    for path in sorted(data.rglob("*")):
        below = PurePosixPath(path.relative_to(data).as_posix())
        if below.parts[0] in _READ_ELSEWHERE or any(part.startswith(".") for part in below.parts) or path.is_dir():
            continue
        place = Place(f"{data.name}/{below}", 1, 1)
        top, _, rest = below.as_posix().partition("/")
        pattern, how = _FOLDERS.get(top, (None, f"请放到 {'、'.join(_FOLDERS)} 中对应的文件夹"))
        if pattern is not None and re.fullmatch(pattern, rest):
            if top == "scores" and below.parts[1] not in known:
                yield _without_year(data, written_period(below.parts[1]))
        elif _LIKE_DATA.search(path.name) and not _SPARE.search(path.name):
            yield _unread(place, path.name, how)
        elif pattern is not None and not path.name.upper().startswith("README"):
            yield Finding(place, "overlooked-file", "这个文件不会被读取", how, Severity.WARNING)


def _unread(place: Place, name: str, how: str) -> Finding:
    if name.endswith(".yaml"):
        return Finding(place, "overlooked-file", "这个文件不会被读取", how)
    start = _LIKE_DATA.search(name)
    ending = name[start.start() :] if start else ""
    return Finding(place, "wrong-ending", f"文件名的结尾是“{ending}”，不会被读取", "请把结尾改成 .yaml")


def _without_year(data: Path, period: Period) -> Finding:
    message = f"有 {period.spaced}的记录，没有年度文件 {data.name}/years/{period}.yaml，记录不会被读取"
    hint = "请恢复年度文件，或用 scripts/new-year 开始这一年；年度写错的，改文件夹的名称"
    return Finding(Place(f"{data.name}/scores/{period}", 1, 1), "records-without-year", message, hint)
