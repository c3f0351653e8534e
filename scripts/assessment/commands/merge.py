"""scripts/merge: put together what two branches added to the same records, where Git has left both sides marked."""

import argparse
import sys
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


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return what was asked for."""
    parser = Parser(
        "merge",
        "合并以后有冲突的记录，两边放到一起：两边各自增加的证据、扣分、加分、票和申诉都留下；"
        "同一处两边写得不一样的，指出来，由人来改。",
    )
    add_data(parser)
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    return run(lambda: alone(options.data, lambda: _merge(options.data)))


def _merge(data: Path) -> int:
    if not (data / "scores").is_dir():
        raise RequestError(f"{data / 'scores'} 读不出来：没有这个文件夹，没有改动任何文件")
    texts: dict[str, str] = {}
    left = 0
    for path in sorted((data / "scores").rglob("*.yaml")):
        sides = two_sides(path.read_bytes().decode("utf-8", "surrogateescape"))
        if sides is None:
            continue
        file = place_of(data, path).file
        try:
            text, added = put_together(*sides, file)
        except RequestError as fault:
            sys.stdout.write(f"{file}：{fault}，没有合，请打开文件自己改\n")
            left += 1
        except FaultyDataError as fault:
            sys.stdout.write(f"{file}：有一边的写法有错，没有合，请打开文件自己改\n")
            sys.stdout.write(findings_text(fault.findings, Format.TEXT))
            left += 1
        else:
            sys.stdout.write(f"{file}：两边的都留下，对方的 {'、'.join(added) or '内容相同'}\n")
            texts[path.relative_to(data).as_posix()] = text
    write_all(data, texts)
    if not texts and not left:
        sys.stderr.write("没有有冲突的记录。\n")
    elif left:
        sys.stderr.write(f"合好 {len(texts)} 个文件，还有 {left} 个要自己改。\n")
    else:
        sys.stderr.write(f"合好 {len(texts)} 个文件；运行 scripts/validate，没有错误就 git add 并提交。\n")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
