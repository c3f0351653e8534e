"""scripts/serve: build, show the site on this machine only, and build again when a file is saved."""

import argparse
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from pathlib import Path

from watchfiles import watch
from watchfiles.main import FileChange

from assessment.cache.at_work import note_program
from assessment.commands import build as build_command
from assessment.commands.running import CRASHED, INTERRUPTED, run
from assessment.errors import RequestError
from assessment.executor.kept_processes import KeptProcesses
from assessment.release.prose import BROUGHT, own_prose
from assessment.render.site.build import SETTINGS
from assessment.root import ROOT
from assessment.serving.page_server import PageServer
from assessment.serving.shown_site import ShownSite

LISTEN = 200
"""Milliseconds after which the wait for a save is taken up anew."""
_NOT_UPDATED = "没有更新，浏览器里还是上一次的结果；改好保存后再生成。"


def _read_beside(data: Path) -> list[Path]:
    """Return what a build reads beside the data, as far as it is there."""
    return [path for path in (own_prose(data), BROUGHT, ROOT / "theme", ROOT / SETTINGS) if path.exists()]


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return the options of a command line."""
    parser = build_command.parser_of("serve", "生成网站并在本机打开，保存文件后自动重新生成。")
    parser.add_argument("--port", type=int, default=8000, metavar="端口", help="默认 8000，写 0 由系统选")
    parser.add_argument("--pdf", action="store_true", help="同时生成 PDF（默认不生成，重新生成更快）")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    return run(lambda: _serve(options), options.data)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _changed(changes: set[FileChange]) -> str:
    """Return what was saved, in a few words."""
    names = sorted({Path(path).name for _, path in changes})
    more = f"等 {len(names)} 个文件" if len(names) > 1 else " "
    return f"{names[0]}{more}"


def _serve(options: argparse.Namespace) -> int:
    note_program()
    output = build_command.plan_of(options).output
    shown = ShownSite(output)
    try:
        server = PageServer(options.port, shown)
    except (OSError, OverflowError) as fault:
        raise RequestError(f"不能使用端口 {options.port}：可能已被占用，请用 --port 另选一个") from fault
    watched = [options.data, *_read_beside(options.data)]
    saves = watch(*watched, rust_timeout=LISTEN, yield_on_timeout=True)
    # Listening begins before the first build, so that what is saved meanwhile is not missed.
    next(saves, None)
    with server, KeptProcesses() as processes:
        _say("正在生成……")
        status = _build(options, shown, processes)
        if status in (INTERRUPTED, CRASHED):
            return status
        output.mkdir(parents=True, exist_ok=True)
        if status != 0:
            _say(_NOT_UPDATED if any(output.iterdir()) else "没有更新，还没有可以看的网页；改好保存后再生成。")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        _say(f"请在浏览器打开 http://localhost:{server.server_address[1]}/ ，按 Ctrl+C 结束。")
        with suppress(KeyboardInterrupt):
            _build_again(options, saves, shown, processes)
        server.shutdown()
    return 0


def _build_again(
    options: argparse.Namespace, saves: Iterator[set[FileChange]], shown: ShownSite, processes: KeptProcesses
) -> None:
    """Build whenever something was saved, until the person at the keyboard ends it."""
    for changes in saves:
        if not changes:
            continue
        _say(f"{_changed(changes)}有改动，正在重新生成……")
        status = _build(options, shown, processes)
        if status == INTERRUPTED:
            return
        _say("已更新。" if status == 0 else _NOT_UPDATED)


def _build(options: argparse.Namespace, shown: ShownSite, processes: KeptProcesses) -> int:
    """Build, show the result where it is whole and else the last one, and return the exit status."""
    first, status = shown.first, INTERRUPTED
    shown.begin()
    try:
        show = _showing(shown, first)
        status = build_command.carry_out(options, show, lambda: nullcontext(processes.for_build()), first)
    finally:
        shown.settle(well=status == 0)
    if status != 0:
        processes.drop()
    return status


def _showing(shown: ShownSite, first: tuple[str, ...]) -> Callable[[Path, str], None]:
    """Return what shows the files of a build, and says when the pages are new that somebody has open."""
    waiting = {path for path in first if path.endswith(".html")}
    # While pages are written, what is printed goes nowhere.
    outlet = sys.stdout

    def show(folder: Path, path: str) -> None:
        shown.show(folder, path)
        if path in waiting:
            waiting.discard(path)
            if not waiting:
                print("打开着的网页已经更新，其余的还在生成……", file=outlet, flush=True)

    return show


if __name__ == "__main__":
    sys.exit(main())
