"""scripts/cache: throw away what builds have kept."""

import argparse
import sys

from assessment.cache.entries import Entries
from assessment.cache.place import cache_folder
from assessment.commands.command_line import Parser
from assessment.commands.running import run
from assessment.disclosure.publication import Audience


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return what the command is given."""
    parser = Parser("cache", "清空缓存：生成时留下、下次没有改动就沿用的 PDF 和字库。")
    parser.add_argument("action", choices=["clear"], metavar="clear", help="全部删去；下一次生成从头做起")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    arguments(argv)
    return run(_clear)


def _clear() -> int:
    folder = cache_folder()
    if folder is None:
        sys.stdout.write("没有使用缓存，没有可删的。\n")
        return 0
    removed = [Entries(folder / audience.value).clear() for audience in Audience]
    count, size = (sum(each) for each in zip(*removed, strict=True))
    sys.stdout.write(f"已清空缓存 {folder}：{count} 份，{size / 1024**2:.0f} MB。\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
