"""scripts/verify: say whether a published bundle is whole, what a commit gives, and what was approved."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from assessment.bundle.contents import Bundle, read_bundle, read_front
from assessment.bundle.fault import BundleError
from assessment.bundle.front_manifest import FRONT_MARKER, CountyBundle, FrontManifest, read_front_manifest
from assessment.bundle.manifest import Manifest, read_manifest
from assessment.bundle.sums import digest
from assessment.commands.command_line import Parser
from assessment.commands.options import add_data
from assessment.commands.running import run
from assessment.errors import RequestError
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
    if (options.bundle / FRONT_MARKER).is_file():
        return _verify_counties(options)
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


def _verify_counties(options: argparse.Namespace) -> int:
    """Look through a front page and the bundle of each county below it."""
    folder: Path = options.bundle
    if options.rebuild or options.open:
        raise RequestError(
            f"--rebuild 和 --open 一次核对一个地区：bundle 写 {folder}/地区的文件夹，--data 写这个地区的数据"
        )
    front = read_front_manifest((folder / FRONT_MARKER).read_bytes())
    around = read_front(folder, (one.folder for one in front.bundles))
    expected = {**front.files, FRONT_MARKER: digest(around.manifest)}
    sound = [_same(expected, around, "首页清单"), *(_same_county(front, one, folder) for one in front.bundles)]
    if not all(sound):
        return 1
    sys.stdout.write(f"与清单一致：首页 {len(expected)} 个文件，{len(front.bundles)} 个地区\n")
    return 0


def _same_county(front: FrontManifest, county: CountyBundle, folder: Path) -> bool:
    """Tell whether a county's bundle is whole, and the one that the front page was made from."""
    try:
        bundle = read_bundle(folder / county.folder)
        manifest = read_manifest(bundle.manifest)
    except BundleError as fault:
        sys.stderr.write(f"{printable_name(county.folder)}：{fault}\n")
        return False
    if manifest.audience != front.audience or digest(bundle.manifest) != county.manifest:
        sys.stderr.write(f"{printable_name(county.folder)}：不是首页所据的那一份，请重新生成首页\n")
        return False
    return _same(manifest.expected, bundle, f"{printable_name(county.folder)}的清单", f"{county.folder}/")


def _rebuilt(manifest: Manifest, bundle: Bundle, data: Path) -> bool:
    rebuilt = rebuild(manifest, data)
    commit = manifest.commit[:10]
    if _same(rebuilt.digests, bundle, f"版本 {commit} 重新生成的结果"):
        sys.stdout.write(f"与版本 {commit} 重新生成的结果逐字节一致：{len(rebuilt.digests)} 个文件\n")
        return True
    for tool in unlike(manifest, rebuilt.manifest):
        sys.stdout.write(f"环境不同：{printable_name(tool)}\n")
    return False


def _same(expected: Mapping[str, str], bundle: Bundle, what: str, below: str = "") -> bool:
    """Tell whether the files are as expected; say of each that is not what is wrong with it, and that it is below."""
    found = differences(expected, bundle)
    for name, kind in found:
        sys.stdout.write(f"{kind.value}：{printable_name(below + name)}\n")
    if found:
        sys.stderr.write(f"发布包与{what}不一致，共 {len(found)} 处\n")
    return not found


if __name__ == "__main__":
    sys.exit(main())
