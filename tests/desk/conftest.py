"""An office at its desk: a county of four units in a repository, and what a browser would send."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assessment.desk.app import make_app
from assessment.desk.workplace import Workplace
from tests.repository.county import DEDUCTION, County

HOST = "localhost:8010"
PERSON = {"-name": "张三", "-email": "zhang@example.org"}


class Clerk:
    """Somebody at the desk."""

    def __init__(self, data: Path) -> None:
        self.data, self.place = data, Workplace(data)
        self.client: FlaskClient = make_app(self.place, frozenset({HOST})).test_client()

    def get(self, address: str, **headers: str) -> TestResponse:
        return sendable(self.client.get(address, headers={"Host": HOST, **headers}))

    def page(self, address: str) -> str:
        answer = self.get(address)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return answer.get_data(as_text=True)

    def post(self, address: str, fields: Mapping[str, object], do: str = "save", **headers: str) -> TestResponse:
        """Send a form as the page of its own would."""
        own = {"-token": self.place.token, "-do": do, "-opened": self.opened(address), **PERSON}
        return sendable(self.client.post(address, data={**own, **fields}, headers={"Host": HOST, **headers}))

    def opened(self, address: str) -> str:
        """What the page of a form says of the value that it was opened with."""
        answer = self.get(address).get_data(as_text=True)
        _, _, rest = answer.partition('name="-opened" value="')
        return rest.partition('"')[0]

    def record(self, unit: str) -> str:
        return (self.data / f"scores/2019/{unit}.yaml").read_text(encoding="utf-8")


def sendable(answer: TestResponse) -> TestResponse:
    """Return an answer, whose headers a server can send: no letters but those of Latin-1 go on the line."""
    for name, value in answer.headers:
        f"{name}: {value}".encode("latin-1")
    return answer


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> County:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    county = County(tmp_path / "county")
    county.record("jia", more=DEDUCTION)
    county.commit()
    county.git("branch", "--move", "--force", "main")
    return county


@pytest.fixture
def clerk(county: County) -> Clerk:
    return Clerk(county.data)
