"""scripts/serve: build, show the site on this machine only, and build again when a file is saved."""

import argparse
import http.server
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from pathlib import Path

from watchfiles import watch
from watchfiles.main import FileChange

from assessment.commands import build as build_command
from assessment.commands.running import CRASHED, INTERRUPTED, run
from assessment.errors import RequestError
from assessment.executor.kept_processes import KeptProcesses
from assessment.release.prose import BROUGHT, own_prose
from assessment.render.site.build import SETTINGS
from assessment.root import ROOT

LISTEN = 200
"""Milliseconds after which the wait for a save is taken up anew."""


def _read_beside(data: Path) -> list[Path]:
    """Return what a build reads beside the data, as far as it is there."""
    return [path for path in (own_prose(data), BROUGHT, ROOT / "theme", ROOT / SETTINGS) if path.exists()]


class ServedFolder:
    """What is served: the output, and while it is built anew, as soon as they are there, the pages that will be in it."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self._pages = -1

    @property
    def path(self) -> str:
        """Where it is now."""
        return str(self._output) if self._pages < 0 else f"/proc/self/fd/{self._pages}"

    def show(self, pages: Path) -> None:
        """Serve pages that take the place of the output: by the folder itself, whatever it will be called."""
        self._pages = os.open(pages, os.O_RDONLY | os.O_DIRECTORY)
        _say("网页已经可以看，请刷新浏览器；其余的（PDF、搜索等）还在生成……")

    def settle(self) -> None:
        """Serve the output again, which is the new one if all has gone well."""
        if self._pages >= 0:
            pages, self._pages = self._pages, -1
            os.close(pages)


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files without a line for each request, and never lets a browser keep an old page."""

    error_message_format = (
        '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>没有这个文件</title>'
        "<p>没有这个文件，或者还在生成。请稍后刷新。</p></html>"
    )

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Forbid caching."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


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
    output = build_command.plan_of(options).output
    served = ServedFolder(output)
    try:
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", options.port), lambda *given: QuietHandler(*given, directory=served.path)
        )
    except (OSError, OverflowError) as fault:
        raise RequestError(f"不能使用端口 {options.port}：可能已被占用，请用 --port 另选一个") from fault
    watched = [options.data, *_read_beside(options.data)]
    saves = watch(*watched, rust_timeout=LISTEN, yield_on_timeout=True)
    # Listening begins before the first build, so that what is saved meanwhile is not missed.
    next(saves, None)
    with server, KeptProcesses() as processes:
        _say("正在生成……")
        status = build_command.carry_out(options, executor=lambda: nullcontext(processes.for_build()))
        if status in (INTERRUPTED, CRASHED):
            return status
        output.mkdir(parents=True, exist_ok=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        _say(f"请在浏览器打开 http://localhost:{server.server_address[1]}/ ，按 Ctrl+C 结束。")
        with suppress(KeyboardInterrupt):
            _build_again(options, saves, served, processes)
        server.shutdown()
    return 0


def _build_again(
    options: argparse.Namespace, saves: Iterator[set[FileChange]], served: ServedFolder, processes: KeptProcesses
) -> None:
    """Build whenever something was saved, until the person at the keyboard ends it."""
    for changes in saves:
        if not changes:
            continue
        _say(f"{_changed(changes)}有改动，正在重新生成……")
        status = build_command.carry_out(options, served.show, lambda: nullcontext(processes.for_build()))
        served.settle()
        if status != 0:
            processes.drop()
        if status == INTERRUPTED:
            return
        _say("已更新，请刷新浏览器。" if status == 0 else "没有更新，浏览器里还是上一次的结果；改好保存后再生成。")


if __name__ == "__main__":
    sys.exit(main())
