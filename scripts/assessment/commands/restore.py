"""scripts/restore: undo what was left half written, and give evidence back the line breaks that Git has changed."""

import argparse
import sys
from pathlib import Path

from assessment.commands.alone import alone
from assessment.commands.command_line import Parser
from assessment.commands.options import add_data
from assessment.commands.running import run
from assessment.edit.files import write_all
from assessment.errors import RequestError
from assessment.evidence.restored import restored
from assessment.evidence.unchanged import refuse_changeable
from assessment.load.data_files import years
from assessment.load.evidence_folder import evidence_folder_of


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return the options of a command line."""
    parser = Parser("restore", "把写到一半的数据还原到写之前，把换行被改过的证据恢复成登记时的样子；别的一律不动。")
    add_data(parser)
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    return run(lambda: alone(options.data, lambda: _restore(options.data)), options.data)


def _restore(data: Path) -> int:
    if not years(data):
        raise RequestError(f"{data}/years/ 里没有年度文件，请核对 --data")
    folder, beside = evidence_folder_of(data), data / "evidence"
    turned = restored(data)
    for each in {folder, beside}:
        refuse_changeable(each, [path.relative_to(each).as_posix() for path in turned if path.is_relative_to(each)])
    kept = {path.relative_to(folder).as_posix(): text for path, text in turned.items() if path.is_relative_to(folder)}
    others = {path: text for path, text in turned.items() if not path.is_relative_to(folder)}
    write_all(data, {path.relative_to(data).as_posix(): text for path, text in others.items()}, kept=kept)
    for path in turned:
        sys.stdout.write(f"已恢复 {path}\n")
    sys.stderr.write(f"{len(turned)} 份证据恢复成登记时的样子，请提交。\n" if turned else "没有被改过换行的证据。\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
