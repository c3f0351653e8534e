"""What the window of serve says when an answer could not be given."""

from pathlib import Path
from socket import socket

import pytest

from assessment.serving.page_server import PageServer
from assessment.serving.shown_site import ShownSite


@pytest.mark.parametrize(
    ("fault", "is_silent"), [(BrokenPipeError(), True), (ConnectionResetError(), True), (ValueError("wrong"), False)]
)
def test_nothing_is_said_of_a_page_that_was_closed_while_it_was_sent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], fault: Exception, *, is_silent: bool
) -> None:
    with PageServer(0, ShownSite(tmp_path)) as server, socket() as request:
        try:
            raise fault
        except (OSError, ValueError):
            server.handle_error(request, ("127.0.0.1", 1))
    assert (capsys.readouterr().err == "") is is_silent
