"""scripts/docs: write the guides of the repository as a site."""

import argparse
import sys
from pathlib import Path

from assessment.commands.command_line import Parser
from assessment.commands.running import run
from assessment.errors import RequestError
from assessment.manual.build import build_manual
from assessment.root import IS_INSTALLED, ROOT, own_place


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return what the command is given."""
    parser = Parser("docs", "把 docs/ 的使用说明生成网站，带目录和搜索；不放进考评专栏。")
    default = own_place("output-docs")
    parser.add_argument("--output", type=Path, default=default, metavar="文件夹", help="输出位置，默认 output-docs")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    output = arguments(argv).output
    return run(lambda: _build(output))


def _build(output: Path) -> int:
    if IS_INSTALLED:
        raise RequestError("安装的程序里没有使用说明；请在程序的版本库里运行")
    count = build_manual(ROOT, output)
    sys.stdout.write(f"已生成使用说明：{count} 页。\n  打开：{output / 'index.html'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
