"""An office on one server: each person who signs in works at a desk of one's own, and does what main allows.

Nobody is believed but the proxy that brings the secret; it says who asks. What may be done is looked up in main at every
request, so that a right that was taken away is gone with the next click.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from threading import Lock, Thread
from time import monotonic
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from assessment.branches.making import Author
from assessment.branches.person_tree import person_tree
from assessment.branches.work_tree import WorkTree, work_tree
from assessment.dataset.person import OfficePerson, Right
from assessment.desk.app import make_app
from assessment.desk.guard import HEADERS
from assessment.desk.log import log_fault
from assessment.desk.person import SIGNED_IN
from assessment.desk.workplace import Workplace
from assessment.errors import RequestError
from assessment.hand_in.hand_in import learn
from assessment.load.people import People
from assessment.people.proxy import PERSON_HEADER, SECRET_HEADER, SignOn
from assessment.people.rights import people_in_main, person_of, refusal

_FRESH = 300.0
"""Seconds after which the shared repository is asked again what is new."""
_SCHEME = "https"
"""By which browsers reach the proxy; addresses to which they are sent begin with it."""


def right_for(method: str, path: str) -> Right:
    """Return what a person must be allowed to do for a request to be answered."""
    if method not in ("GET", "HEAD") and not path.startswith("/trial/"):
        return Right.APPROVE if path.startswith("/steps/") else Right.RECORD
    return Right.REVIEW if path.startswith("/others/") else Right.READ


@dataclass
class OfficeServer:
    """The desks of all who have signed in, as one web application."""

    data: Path
    """The data folder of the repository that all share on the server."""
    trees: Path
    """Where the working trees of persons are."""
    sign_on: SignOn
    hosts: frozenset[str]
    """What browsers call the office's address."""
    clock: Callable[[], float] = monotonic
    """Seconds that only grow."""
    _desks: dict[str, WSGIApplication] = field(default_factory=dict)
    _people: tuple[str, People] | None = None
    _last_look: float | None = None
    _lock: Lock = field(default_factory=Lock)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, at the desk of the person who asks."""
        id = self.sign_on.person(_header(environ, SECRET_HEADER), _header(environ, PERSON_HEADER))
        if id is None:
            return _refuse(start_response, "请从单位的登录页面进来")
        try:
            person = person_of(self._known(), id)
            why = refusal(person, right_for(str(environ["REQUEST_METHOD"]), str(environ.get("PATH_INFO", ""))))
            if why:
                return _refuse(start_response, why)
            desk = self._desk(person)
            environ[SIGNED_IN] = Author(person.name, person.email)
            environ["wsgi.url_scheme"] = _SCHEME
        except RequestError as fault:
            return _refuse(start_response, str(fault))
        except Exception:
            return _refuse(start_response, f"程序出错；请把编号 {log_fault()} 告诉维护人员", "500 Internal Server Error")
        return desk(environ, start_response)

    def _known(self) -> People:
        """Return the persons that main names, having it looked up beside whether there is something new."""
        shared = work_tree(self.data)
        self._look_for_news(shared)
        with self._lock:
            if self._people is None or self._people[0] != shared.main_commit:
                self._people = (shared.main_commit, people_in_main(shared))
            return self._people[1]

    def _look_for_news(self, shared: WorkTree) -> None:
        now = self.clock()
        with self._lock:
            due = bool(shared.remote) and (self._last_look is None or now - self._last_look >= _FRESH)
            if due:
                self._last_look = now
        if due:
            Thread(target=_learn, args=(shared,), daemon=True).start()

    def _desk(self, person: OfficePerson) -> WSGIApplication:
        with self._lock:
            if person.id not in self._desks:
                tree = person_tree(work_tree(self.data), self.trees, person.id)
                self._desks[person.id] = make_app(Workplace(tree.clone.data), self.hosts, _SCHEME)
            return self._desks[person.id]


def _learn(shared: WorkTree) -> None:
    try:
        learn(shared)
    except RequestError:
        # Whoever hands in is told why the shared repository cannot be reached.
        return


def _header(environ: WSGIEnvironment, name: str) -> str:
    return str(environ.get(f"HTTP_{name.upper().replace('-', '_')}", ""))


def _refuse(start_response: StartResponse, why: str, status: str = "403 Forbidden") -> Iterable[bytes]:
    headers: Mapping[str, str] = {**HEADERS, "Content-Type": "text/html; charset=utf-8"}
    start_response(status, [*headers.items()])
    page = f'<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>填报</title><p>{escape(why)}。</p></html>'
    return [page.encode()]
