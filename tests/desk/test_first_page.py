"""The program asks for its own first page, and whoever asks at the same time waits for the same reading."""

import gc
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from werkzeug.serving import BaseWSGIServer, make_server

from assessment.change.ground import Ground, ground_of
from assessment.desk import workplace
from assessment.desk.app import make_app
from assessment.desk.first_page import ask_first
from assessment.desk.workplace import Workplace
from assessment.loopback import hosts_of
from assessment.period import Period
from tests.repository.county import County


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Period]:
    read: list[Period] = []

    def noted(data: Path, period: Period) -> Ground:
        read.append(period)
        return ground_of(data, period)

    monkeypatch.setattr(workplace, "ground_of", noted)
    return read


@pytest.fixture
def server(county: County) -> Iterator[BaseWSGIServer]:
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    app = make_app(Workplace(county.data), hosts_of(port))
    with make_server("127.0.0.1", port, app, threaded=True, fd=listener.fileno()) as server:
        answering = Thread(target=server.serve_forever)
        answering.start()
        yield server
        server.shutdown()
        answering.join()
    listener.close()


def test_the_year_is_read_once_for_all_who_ask_first(server: BaseWSGIServer, readings: list[Period]) -> None:
    address = f"http://127.0.0.1:{server.port}/"
    asking = [Thread(target=ask_first, args=(address,)) for _ in range(3)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert readings == [Period(2019)]


def test_nothing_is_said_or_kept_where_nobody_answers(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[str] = []
    monkeypatch.setattr(gc, "freeze", lambda: kept.append("all"))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        ask_first(f"http://127.0.0.1:{listener.getsockname()[1]}/")
    assert capsys.readouterr() == ("", "")
    assert kept == []
