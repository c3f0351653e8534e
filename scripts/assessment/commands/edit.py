"""scripts/edit: the office works in a browser, on this machine only."""

import argparse
import socket
import sys
import webbrowser
from threading import Timer

import waitress

from assessment.commands.command_line import Parser
from assessment.commands.options import add_data, refuse_without_years
from assessment.commands.running import run
from assessment.desk.app import make_app
from assessment.desk.guard import hosts_of
from assessment.desk.workplace import Workplace
from assessment.errors import RequestError

_THREADS = 4
_SOON = 0.5
"""Seconds until the browser is opened, so that somebody answers it."""


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return what was asked for."""
    parser = Parser("edit", "在浏览器里填报：记扣分、录成绩，保存之前看到对总分和名次的影响。")
    add_data(parser)
    parser.add_argument("--port", type=int, default=8010, metavar="端口", help="默认 8010，写 0 由系统选")
    parser.add_argument("--no-browser", action="store_true", help="不自动打开浏览器")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    return run(lambda: _edit(options))


def _edit(options: argparse.Namespace) -> int:
    refuse_without_years(options.data)
    listener = socket.socket()
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", options.port))
    except (OSError, OverflowError) as fault:
        raise RequestError(f"不能使用端口 {options.port}：可能已被占用，请用 --port 另选一个") from fault
    port = listener.getsockname()[1]
    app = make_app(Workplace(options.data), hosts_of(port))
    server = waitress.create_server(
        app, sockets=[listener], threads=_THREADS, ident=None, clear_untrusted_proxy_headers=True
    )
    address = f"http://localhost:{port}/"
    sys.stdout.write(f"请在浏览器打开 {address} ，按 Ctrl+C 结束。\n")
    sys.stdout.flush()
    if not options.no_browser:
        Timer(_SOON, webbrowser.open, [address]).start()
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
