"""scripts/serve: build, show the site on this machine only, and build again when a file is saved."""

import argparse
import functools
import http.server
import sys
import threading
from pathlib import Path

from watchfiles import watch

from assessment.build.pipeline import ROOT
from assessment.commands import build as build_command
from assessment.commands.running import run


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files without a line for each request, and never lets a browser keep an old page."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Forbid caching."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


def main(argv: list[str] | None = None) -> int:
    """Run the command: its own options first, the rest as ``scripts/build`` takes them."""
    options = argparse.ArgumentParser(
        prog="scripts/serve",
        description="生成网站并在本机打开，保存文件后自动重新生成；其余选项同 scripts/build。",
        add_help=False,
    )
    options.add_argument("-h", "--help", action="help", help="显示这份说明")
    options.add_argument("--port", type=int, default=8000, metavar="端口", help="默认 8000，写 0 由系统选")
    options.add_argument("--pdf", action="store_true", help="同时生成 PDF（默认不生成，重新生成更快）")
    own, rest = options.parse_known_args(argv)
    asked = build_command.arguments(rest if own.pdf else [*rest, "--no-pdf"])
    return run(lambda: _serve(asked, own.port, rest if own.pdf else [*rest, "--no-pdf"]))


def _serve(asked: argparse.Namespace, port: int, build_arguments: list[str]) -> int:
    first = build_command.main(build_arguments)
    if first == 3:
        return first
    output: Path = build_command.plan_of(asked).output
    output.mkdir(exist_ok=True)
    handler = functools.partial(QuietHandler, directory=str(output))
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        sys.stdout.write(f"请在浏览器打开 http://localhost:{server.server_address[1]}/ ，按 Ctrl+C 结束。\n")
        sys.stdout.flush()
        watched = [asked.data, ROOT / "content", ROOT / "theme", ROOT / "pelicanconf.py"]
        for _ in watch(*watched, raise_interrupt=False):
            build_command.main(build_arguments)
            sys.stdout.flush()
        server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
