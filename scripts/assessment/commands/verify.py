"""scripts/verify: say whether a published bundle is whole, what a commit gives, and what was approved."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from assessment.bundle.contents import Bundle, read_bundle
from assessment.bundle.manifest import Manifest, read_manifest
from assessment.commands.command_line import Parser
from assessment.commands.options import add_data
from assessment.commands.running import run
from assessment.verify.differences import differences, printable_name
from assessment.verify.opening import open_commitments
from assessment.verify.rebuild import rebuild, unlike


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return the options of a command line."""
    parser = Parser(
        "verify", "核对发布包：文件是否与清单一致；有版本库时，还能核对是否由某个版本生成、是否就是审定的数据。"
    )
    parser.add_argument("bundle", type=Path, metavar="文件夹或zip", help="发布包，例如 output 或下载的 .zip")
    parser.add_argument("--rebuild", action="store_true", help="用清单写明的版本重新生成，逐字节比较")
    parser.add_argument("--open", action="store_true", help="用审定记录里的密钥打开承诺值，只在内部仓库里能做")
    add_data(parser)
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    return run(lambda: _verify(options), options.data)


def _verify(options: argparse.Namespace) -> int:
    bundle = read_bundle(options.bundle)
    manifest = read_manifest(bundle.manifest)
    commit = manifest.commit[:10] or "未入库"
    if not _same(manifest.expected, bundle, "清单"):
        return 1
    more = "" if options.rebuild else "；是不是这个版本生成的，用 --rebuild 核对"
    sys.stdout.write(f"与清单一致：{manifest.years}，{len(bundle.digests)} 个文件，清单写的版本是 {commit}{more}\n")
    if options.rebuild and not _rebuilt(manifest, bundle, options.data):
        return 1
    if options.open:
        count = open_commitments(manifest, options.data)
        sys.stdout.write(f"承诺值相符：版本 {commit} 的 {count} 个输入文件就是审定记录里的那些\n")
    return 0


def _rebuilt(manifest: Manifest, bundle: Bundle, data: Path) -> bool:
    rebuilt = rebuild(manifest, data)
    commit = manifest.commit[:10]
    if _same(rebuilt.digests, bundle, f"版本 {commit} 重新生成的结果"):
        sys.stdout.write(f"与版本 {commit} 重新生成的结果逐字节一致：{len(rebuilt.digests)} 个文件\n")
        return True
    for tool in unlike(manifest, rebuilt.manifest):
        sys.stdout.write(f"环境不同：{printable_name(tool)}\n")
    return False


def _same(expected: Mapping[str, str], bundle: Bundle, what: str) -> bool:
    """Tell whether the files are as expected; say of each that is not what is wrong with it."""
    found = differences(expected, bundle)
    for name, kind in found:
        sys.stdout.write(f"{kind.value}：{printable_name(name)}\n")
    if found:
        sys.stderr.write(f"发布包与{what}不一致，共 {len(found)} 处\n")
    return not found


if __name__ == "__main__":
    sys.exit(main())
