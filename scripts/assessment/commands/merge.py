"""scripts/merge: put together what two branches added to the same records, where Git has left both sides marked."""

import argparse
import sys
from collections.abc import Collection
from pathlib import Path

from assessment.commands.alone import alone
from assessment.commands.command_line import Parser
from assessment.commands.options import add_data
from assessment.commands.running import run
from assessment.edit.both_sides import put_together, two_sides
from assessment.edit.files import write_all
from assessment.errors import FaultyDataError, RequestError
from assessment.findings import Format, findings_text
from assessment.load.data_files import place_of
from assessment.repository.clone import clone_of
from assessment.repository.merging import texts_before


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return the options of a command line."""
    parser = Parser(
        "merge",
        "合并以后有冲突的记录，逐栏放到一起：两边各自增加的证据、扣分、加分、票和申诉都留下，一边改了的栏照改了的；"
        "一边删去、另一边没有删的先留着，同一栏两边改得不一样的，都指出来，由人来定。",
    )
    add_data(parser)
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    return run(lambda: alone(options.data, lambda: _merge(options.data)), options.data)


def _merge(data: Path) -> int:
    if not (data / "scores").is_dir():
        raise RequestError(f"{data / 'scores'} 读不出来：没有这个文件夹，没有改动任何文件")
    texts: dict[str, str] = {}
    left = undecided = 0
    conflicts = {
        path: sides
        for path in sorted((data / "scores").rglob("*.yaml"))
        if (sides := two_sides(path.read_bytes().decode("utf-8", "surrogateescape"))) is not None
    }
    before = _texts_before(data, conflicts)
    for path, sides in conflicts.items():
        file = place_of(data, path).file
        try:
            whole = put_together(*sides, file, before.get(path))
        except RequestError as fault:
            sys.stdout.write(f"{file}：{fault}，没有合，请打开文件自己改\n")
            left += 1
        except FaultyDataError as fault:
            sys.stdout.write(f"{file}：有一边的写法有错，没有合，请打开文件自己改\n")
            sys.stdout.write(findings_text(fault.findings, Format.TEXT))
            left += 1
        else:
            sys.stdout.write(f"{file}：两边的都留下，对方的 {'、'.join(whole.added) or '内容相同'}\n")
            for old, new in whole.new_ids.items():
                sys.stdout.write(f"{file}：两边新记的都用了编号 {old}，内容不同，都留下；对方的改为 {new}，引用也改了\n")
            if whole.undecided:
                sys.stdout.write(
                    f"{file}：{'、'.join(whole.undecided)} 有一边删去了，先留着；确要删的，请打开文件自己删\n"
                )
            elif path not in before:
                sys.stdout.write(f"{file}：查不到分开以前的样子，一边删去的也会留着，请核对\n")
            undecided += len(whole.undecided)
            texts[path.relative_to(data).as_posix()] = whole.text
    write_all(data, texts)
    if not texts and not left:
        sys.stderr.write("没有有冲突的记录。\n")
    elif undecided:
        rest = f"，还有 {left} 个要自己改" if left else ""
        sys.stderr.write(
            f"合好 {len(texts)} 个文件{rest}；{undecided} 处有一边删去了，留还是删请您定，再运行 scripts/validate。\n"
        )
    elif left:
        sys.stderr.write(f"合好 {len(texts)} 个文件，还有 {left} 个要自己改。\n")
    else:
        sys.stderr.write(f"合好 {len(texts)} 个文件；运行 scripts/validate，没有错误就 git add 并提交。\n")
    return 1 if left or undecided else 0


def _texts_before(data: Path, paths: Collection[Path]) -> dict[Path, str]:
    """Return the files as they were before the sides of a merge parted, as far as the repository tells."""
    clone = clone_of(data) if paths else None
    if clone is None:
        return {}
    by_name = {path.relative_to(data).as_posix(): path for path in paths}
    found = texts_before(clone, list(by_name))
    return {by_name[name]: content.decode("utf-8", "surrogateescape") for name, content in found.items()}


if __name__ == "__main__":
    sys.exit(main())
