"""An office's server, as the proxy before it reaches it."""

from pathlib import Path

from werkzeug.test import Client, TestResponse

from assessment.desk.office import OfficeServer
from assessment.people.proxy import SignOn
from tests.branches.office import JIA, Clerk, Offices
from tests.repository.county import DEDUCTION

ADDRESS = "kaoping.example.gov.cn"
SECRET = "s" * 40
PEOPLE = """\
people:
  zhang: {name: 张科员, email: zhang@example.org, rights: [record]}
  li: {name: 李科员, email: li@example.org, rights: [record, review]}
  wang: {name: 王主任, email: wang@example.org, rights: [read]}
  zhao: {name: 赵, email: zhao@example.org, rights: []}
"""


class Server:
    """The office's server, as the proxy reaches it."""

    def __init__(self, clerk: Clerk, trees: Path) -> None:
        self.clerk, self.trees = clerk, trees
        self.office = OfficeServer(clerk.data, trees, SignOn(SECRET.encode()), frozenset({ADDRESS}), clock=lambda: 0.0)
        self.client = Client(self.office)

    def get(self, address: str, person: str, secret: str = SECRET, **headers: str) -> TestResponse:
        return self.client.get(address, headers=self._headers(person, secret, headers))

    def post(self, address: str, person: str, fields: dict[str, str], **headers: str) -> TestResponse:
        """Send a form as its page does."""
        page = self.get(address, person).get_data(as_text=True)
        known = {}
        for name in ("-token", "-opened"):
            known[name] = page.partition(f'name="{name}" value="')[2].partition('"')[0]
        return self.client.post(address, data={**known, **fields}, headers=self._headers(person, SECRET, headers))

    def _headers(self, person: str, secret: str, more: dict[str, str]) -> dict[str, str]:
        return {"Host": ADDRESS, "X-Remote-User": person, "X-Proxy-Secret": secret, **more}


def put_into_main(offices: Offices, people: str) -> None:
    offices.county.write("people.yaml", people)
    if DEDUCTION not in offices.county.text(JIA):
        offices.county.record("jia", more=DEDUCTION)
    offices.county.commit()
    offices.county.git("push", "--quiet", str(offices.shared), "main")
