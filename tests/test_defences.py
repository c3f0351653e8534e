"""Defences that have nothing to do with what is published: each is taken out, and the proof behind it must fail."""

import fcntl
import os
import re
import socket
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from assessment import personal
from assessment.bundle import archive
from assessment.commands import comment
from assessment.evidence.reach import Reach
from assessment.load import lock
from tests.bundle.test_archive import CRAFTED
from tests.bundle.test_archive import (
    test_what_programs_could_unpack_differently_is_refused_in_one_line as refused,
)
from tests.evidence.test_reach import test_an_internal_address_is_not_even_connected_to as not_connected
from tests.test_personal import test_what_belongs_to_a_person_is_found as is_found
from tests.workflows.platform import GITHUB, running
from tests.workflows.test_comment import environment
from tests.workflows.test_comment import test_nobody_elses_comment_is_taken_over as not_taken_over

UNICODE_PATH = 0x7075
Proof = Callable[[Path, pytest.MonkeyPatch], None]


def of_comments(_: Path, patched: pytest.MonkeyPatch) -> None:
    with running(GITHUB) as platform:
        for name, value in environment(platform, "建平镇少 1 分。\n").items():
            patched.setenv(name, value)
        for number in range(70):
            platform.say(f"说 {number}")
        not_taken_over(platform, "a member")


def of_archives(crafted: str) -> Proof:
    content, words = next((content, words) for name, content, words in CRAFTED if name == crafted)
    return lambda path, _: refused(content, words, path)


def of_lock(path: Path, _: pytest.MonkeyPatch) -> None:
    """Nobody else gets a folder that is held."""
    other = os.open(path, os.O_RDONLY)
    try:
        with lock.locked(path, lock.Use.WRITING), pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    finally:
        os.close(other)


def every_address(_: Reach, host: str, port: int) -> list[tuple[object, object]]:
    return [(found[0], found[4]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def nothing(*_: object) -> None:
    """Refuse nothing."""


DEFENCES: Mapping[str, tuple[object, str, object, Proof]] = {
    "the author of a comment": (comment, "_is_by", lambda *_: True, of_comments),
    "what a capture reaches": (Reach, "_addresses", every_address, lambda _, patched: not_connected(patched)),
    "names in archives": (archive, "refuse_names", nothing, of_archives("name '../a'")),
    "fields in archives that rename": (
        archive,
        "_HARMLESS_FIELDS",
        archive._HARMLESS_FIELDS | {UNICODE_PATH},
        of_archives("Unicode path"),
    ),
    "how archives are packed": (archive, "_refuse_method", nothing, of_archives("encrypted directory")),
    "the lock on the data": (lock, "_take", nothing, of_lock),
    "mobile numbers as they are dialled": (
        personal,
        "_MOBILE",
        re.compile("(86|0?)(1[3-9][0-9]{9})"),
        lambda *_: is_found("008613800138000", personal.PersonalNumber.MOBILE),
    ),
}
"""Where a defence stands, what takes its place, and the proof that must see it."""


@pytest.mark.parametrize("defence", DEFENCES)
def test_its_proof_holds_with_it_and_fails_without(defence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where, name, instead, proof = DEFENCES[defence]
    with monkeypatch.context() as patched:
        proof(tmp_path, patched)
    monkeypatch.setattr(where, name, instead)
    with pytest.raises((AssertionError, pytest.fail.Exception)), monkeypatch.context() as patched:
        proof(tmp_path, patched)
