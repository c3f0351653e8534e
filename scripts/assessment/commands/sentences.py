"""scripts/sentences: list every sentence that readers and editors see, for somebody to go through them all."""

import argparse
import sys

from assessment.commands.command_line import Parser
from assessment.commands.running import run
from assessment.errors import RequestError
from assessment.root import IS_INSTALLED, ROOT
from assessment.sentences.listing import sentences


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return what the command is given."""
    parser = Parser("sentences", "列出网页、文件、提示、说明里的每一句话，各带文件和行号，供通读修改文字。")
    parser.add_argument("word", nargs="?", default="", metavar="词语", help="只列出含有这个词语的，例如 口径")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    return run(lambda: _list(arguments(argv).word))


def _list(word: str) -> int:
    if IS_INSTALLED:
        raise RequestError("安装的程序里没有全部原文；要通读修改文字，请在程序的版本库里运行")
    for file, line, text in sentences(ROOT):
        if word in text:
            sys.stdout.write(f"{file}:{line}: {text}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
