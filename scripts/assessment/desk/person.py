"""Who works at the desk: asked once, and kept with the person's own settings, outside of any repository."""

import json
import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from flask import has_request_context, request

from assessment.branches.making import Author
from assessment.errors import RequestError
from assessment.load.shapes import mapping_of
from assessment.whole_file import write_whole

NAME, EMAIL = "-name", "-email"
"""What forms send where they ask who saves."""

SIGNED_IN = "assessment.signed_in"
"""Where a request holds who has signed in; what comes by the network never gets there."""

_EMAIL = re.compile(r"[^\s<>@]+@[^\s<>@]+")
_NAME = re.compile(r"[^<>\x00-\x1f]+")


def signed_in() -> Author | None:
    """Return who has signed in, where an office's server says so of a request; None at a desk of one person."""
    author = request.environ.get(SIGNED_IN) if has_request_context() else None
    return author if isinstance(author, Author) else None


def known_person() -> Author | None:
    """Return who has signed in or was asked before, else whom Git knows on this machine; None where nobody is known."""
    if (author := signed_in()) is not None:
        return author
    try:
        kept = mapping_of(json.loads(_file().read_text(encoding="utf-8")))
    except (OSError, ValueError):
        kept = {}
    if kept:
        return person_of(str(kept.get("name", "")), str(kept.get("email", "")))
    return person_of(_setting("user.name"), _setting("user.email"))


def person_of(name: str, email: str) -> Author | None:
    """Return the person of a name and an address; None where Git could not take them for an author."""
    name, email = name.strip(), email.strip()
    return Author(name, email) if _NAME.fullmatch(name) and _EMAIL.fullmatch(email) else None


def keep_person(person: Author) -> None:
    """Keep who works here.

    Raises:
        RequestError: if it cannot be written.
    """
    file = _file()
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, json.dumps({"name": person.name, "email": person.email}, ensure_ascii=False).encode())


def read_person() -> Author:
    """Return what a form that was sent says of who saves it, however it may be written; nothing where it does not."""
    form = request.form if has_request_context() else {}
    return Author(form.get(NAME, ""), form.get(EMAIL, ""))


def signing_person(form: Mapping[str, str]) -> Author:
    """Return who saves a form, and keep it where it is told with the form.

    Raises:
        RequestError: if nobody is known.
    """
    if (author := signed_in()) is not None:
        return author
    named = person_of(form.get(NAME, ""), form.get(EMAIL, ""))
    if named is not None:
        keep_person(named)
    person = named or known_person()
    if person is None:
        raise RequestError("请写明姓名和邮箱，提交记录时署名用，只问一次；请退回上一页补上")
    return person


def _file() -> Path:
    home = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(home) / "assessment" / "person.json"


def _setting(name: str) -> str:
    """Return what the person's own settings of Git say, never those of a repository."""
    try:
        done = subprocess.run(["git", "config", "--global", name], capture_output=True, check=False)
    except OSError:
        return ""
    return done.stdout.decode("utf-8", "replace").strip()
