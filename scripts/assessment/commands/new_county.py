"""scripts/new-county: write what a county says of itself, empty or with what its old pelicanconf.py said."""

import argparse
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from assessment.commands.command_line import Parser
from assessment.commands.running import run
from assessment.edit.county_file import county_text
from assessment.edit.files import write_all, writing
from assessment.edit.layout import inline
from assessment.edit.old_settings import OldSettings, old_settings
from assessment.errors import RequestError
from assessment.findings import Finding, Format, findings_text
from assessment.load.county import FILE, KIND
from assessment.load.json_schema import checked, title_of
from assessment.render.site.build import SETTINGS
from assessment.root import ROOT


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return what was asked for."""
    parser = Parser("new-county", "建立本地设置 county.yaml，每一栏都有说明；已有的不改动。")
    parser.add_argument(
        "--from", type=Path, dest="old", metavar="文件", help="把旧版本写在 pelicanconf.py 里的本地设置移过来；只读不运行"
    )
    parser.add_argument("--data", type=Path, default=Path("data"), metavar="文件夹", help="数据所在的文件夹，默认 data")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    return run(lambda: _make(options.data, options.old))


def _make(data: Path, old: Path | None) -> int:
    if not data.is_dir():
        raise RequestError(f"没有文件夹 {data}，请核对 --data")
    with writing(data):
        if (data / FILE).exists():
            raise RequestError(f"已有 {data / FILE}，没有改动任何文件")
        moved = _Moved({}, (), ()) if old is None else _move(old)
        write_all(data, {FILE: county_text(moved.values)})
    sys.stdout.write("".join(f"{line}\n" for line in _report(moved)))
    sys.stderr.write(f"已建立 {data / FILE}，照里面的说明填写；填好以后运行 scripts/validate。\n")
    return 0


@dataclass(frozen=True)
class _Moved:
    """What an old file gives."""

    values: Mapping[str, object]
    lines: tuple[str, ...]
    """What was moved, a line each."""
    left: tuple[Finding, ...]
    """What was not, and why."""


def _move(path: Path) -> _Moved:
    try:
        text, program = path.read_bytes(), (ROOT / SETTINGS).read_bytes()
    except OSError as fault:
        raise RequestError(f"{path} 读不出来：{fault.strerror}") from fault
    settings = old_settings(text, path.name, program)
    if not settings.names:
        raise RequestError(f"{path} 里没有本地设置，没有建立文件；不写 --from 就建立空白的")
    sound, faults = checked(settings.document, KIND)
    values = sound.data if sound is not None and isinstance(sound.data, dict) else {}
    return _Moved(values, tuple(_lines(settings, values)), (*settings.left, *faults))


def _lines(settings: OldSettings, values: Mapping[str, object]) -> Iterator[str]:
    for field, name in settings.names.items():
        held: object = values
        for step in field:
            held = held.get(step) if isinstance(held, dict) else None
        if held:
            yield f"{name} → {title_of(KIND, field)}（{'.'.join(field)}）：{inline(held)}"


def _report(moved: _Moved) -> Iterator[str]:
    if moved.lines:
        yield f"移过来 {len(moved.lines)} 项："
        yield from (f"  {line}" for line in moved.lines)
    if moved.left:
        yield f"没有移的 {len(moved.left)} 项，请核对后自己填写："
        yield from (f"  {line}" for line in findings_text(moved.left, Format.TEXT).splitlines())


if __name__ == "__main__":
    sys.exit(main())
