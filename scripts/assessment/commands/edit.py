"""scripts/edit: the office works in a browser, one person on this machine or several behind a proxy."""

import argparse
import socket
import sys
import webbrowser
from pathlib import Path
from threading import Thread, Timer
from urllib.parse import urlsplit

import waitress

from assessment.branches.person_tree import person_folder
from assessment.branches.work_tree import work_tree
from assessment.commands.command_line import Parser
from assessment.commands.options import add_data, refuse_without_years
from assessment.commands.running import run
from assessment.desk.app import make_app
from assessment.desk.first_page import ask_first
from assessment.desk.guard import LONGEST_FILES
from assessment.desk.office import OfficeServer
from assessment.desk.workplace import Workplace
from assessment.errors import RequestError
from assessment.loopback import hosts_of
from assessment.people.proxy import sign_on

_THREADS = 4
_SOON = 0.5
"""Seconds until the browser is opened, so that somebody answers it."""


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return the options of a command line."""
    parser = Parser("edit", "在浏览器里填报：记扣分、录成绩，保存之前看到对总分和名次的影响。")
    add_data(parser)
    parser.add_argument("--port", type=int, default=8010, metavar="端口", help="默认 8010，写 0 由系统选")
    parser.add_argument("--behind-proxy", action="store_true", help="几个人用：登录由前面的代理负责，另外三项都要写")
    parser.add_argument("--address", metavar="网址", help="大家打开的网址，例如 https://kaoping.example.gov.cn")
    parser.add_argument("--secret", type=Path, metavar="文件", help="代理的口令所在的文件，只有运行程序的用户能读")
    parser.add_argument("--trees", type=Path, metavar="文件夹", help="各人的工作区放在哪里，在版本库以外")
    parser.add_argument("--no-browser", action="store_true", help="不自动打开浏览器")
    options = parser.parse_args(argv)
    needed = {name: getattr(options, name) for name in ("address", "secret", "trees")}
    if options.behind_proxy and (missing := [name for name, given in needed.items() if given is None]):
        parser.error(f"缺少 {'、'.join(f'--{name}' for name in missing)}")
    if not options.behind_proxy and any(needed.values()):
        parser.error("缺少 --behind-proxy")
    return options


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    return run(lambda: _edit(options), options.data)


def _edit(options: argparse.Namespace) -> int:
    refuse_without_years(options.data)
    listener = socket.socket()
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", options.port))
    except (OSError, OverflowError) as fault:
        raise RequestError(f"不能使用端口 {options.port}：可能已被占用，请用 --port 另选一个") from fault
    port = listener.getsockname()[1]
    app = _office(options) if options.behind_proxy else make_app(Workplace(options.data), hosts_of(port))
    server = waitress.create_server(
        app,
        sockets=[listener],
        threads=_THREADS,
        ident=None,
        clear_untrusted_proxy_headers=True,
        max_request_body_size=LONGEST_FILES,
    )
    address = options.address or f"http://localhost:{port}/"
    sys.stdout.write(f"请在浏览器打开 {address} ，按 Ctrl+C 结束。\n")
    sys.stdout.flush()
    if not options.behind_proxy:
        Thread(target=ask_first, args=(f"http://127.0.0.1:{port}/",), daemon=True).start()
    if not options.no_browser and not options.behind_proxy:
        Timer(_SOON, webbrowser.open, [address]).start()
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
    return 0


def _office(options: argparse.Namespace) -> OfficeServer:
    """Return the desks of all who sign in at the proxy."""
    parts = urlsplit(options.address)
    if parts.scheme != "https" or not parts.netloc or parts.username or parts.path.strip("/"):
        raise RequestError(
            "--address 请写大家打开的网址，以 https:// 开头，后面没有路径，例如 https://kaoping.example.gov.cn"
        )
    server = OfficeServer(options.data, options.trees, sign_on(options.secret), frozenset({parts.netloc}))
    person_folder(work_tree(options.data), options.trees)
    return server


if __name__ == "__main__":
    sys.exit(main())
