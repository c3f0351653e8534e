"""A server that is killed while it saves leaves every record whole: as it was, or as it was to be."""

import os
import signal

import pytest

from assessment.edit.files import writing
from assessment.load.yaml_file import parse
from tests.desk.conftest import Clerk
from tests.repository.county import County

NEW = "/2019/jia/deductions/+?clause=第2项"
ENTRY = {"clause": "第2项", "date": "2019-08-01", "reason": "没有报备", "evidence": "e2"}
CALLS = ("replace", "rename", "fsync", "open", "unlink", "mkdir", "link")
"""What the system is asked for on the way; the process ends before one of them."""
SOON = 4
"""How many of the points are tried each time."""
EVERY = [(call, number) for number in range(5) for call in CALLS]
POINTS = [*EVERY[:SOON], *(pytest.param(*point, marks=pytest.mark.slow) for point in EVERY[SOON:])]


def killed_before(clerk: Clerk, call: str, number: int) -> bool:
    """Save in a process of its own that is killed before it asks for something so many times; tell whether it was."""
    child = os.fork()
    if child == 0:
        real, left = getattr(os, call), [number]

        def once_more(*given: object, **more: object) -> object:
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1
            return real(*given, **more)

        setattr(os, call, once_more)
        clerk.post(NEW, ENTRY)
        os._exit(0)
    _, ended = os.waitpid(child, 0)
    return os.WIFSIGNALED(ended)


@pytest.mark.parametrize(("call", "number"), POINTS)
def test_a_server_killed_while_it_saves(clerk: Clerk, county: County, call: str, number: int) -> None:
    before = clerk.record("jia")
    killed_before(clerk, call, number)
    with writing(county.data):
        # Whoever comes next takes back what is half written.
        now = clerk.record("jia")
    document, faults = parse(now, "jia.yaml")
    assert document is not None
    assert faults == []
    assert now == before or (now.startswith(before) and now.endswith("    evidence: [e2]\n"))
    again = Clerk(county.data)
    assert again.get("/2019/").status_code == 200
    assert again.post("/2019/jia/deductions/d1", {"reason": "再存一次"}).status_code == 303
    assert "再存一次" in again.record("jia")
    assert county.git("status", "--porcelain", "--untracked-files=all") == ""


def test_it_is_really_killed(clerk: Clerk) -> None:
    assert killed_before(clerk, "replace", 0)
