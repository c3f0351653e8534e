"""The shared repository of a working tree: its address, the platform that it is on, and the token for it.

The token stands in the environment or in Git's credential store. It is handed to git by the environment and to the
platform in a header, and is written nowhere.
"""

import os
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from assessment.branches.own_git import own_git, setting
from assessment.branches.work_tree import WorkTree
from assessment.errors import RequestError
from assessment.forge.asking import Forge
from assessment.forge.place import forge_place

TOKEN = "HAND_IN_TOKEN"
"""The variable of the environment that holds the token; it goes before the credential store."""
FORGE, ADDRESS = "assessment.forge", "assessment.forgeAddress"
"""The settings of Git that name the platform of a remote that does not tell it by itself."""


@dataclass(frozen=True)
class SharedRepository:
    """Where a person's branch goes."""

    remote: str
    """Its name."""
    address: str
    """As messages show it: without any name or password."""
    forge: Forge | None
    """The platform that it is on; None where there is none, or none is known."""

    def by_token(self) -> tuple[str, ...]:
        """Return the settings by which git takes the token of the environment, and has no store keep it."""
        if self.forge is None or not os.environ.get(TOKEN):
            return ()
        helper = f'!f() {{ test "$1" = get && printf "username=token\\npassword=%s\\n" "${TOKEN}"; }}; f'
        name = f"credential.{self.forge.place.base}.helper"
        return ("-c", f"{name}=", "-c", f"{name}={helper}")


def shared_repository(tree: WorkTree) -> SharedRepository:
    """Return the shared repository of a working tree.

    Raises:
        RequestError: if there is none, or what is set of it is no platform.
    """
    if not tree.remote:
        raise RequestError("这个版本库没有远程仓库，没有地方可交：请管理员建立一个私有的共享仓库，设为远程仓库 origin")
    url = own_git(tree.top, ("remote", "get-url", "--push", tree.remote)).out.decode("utf-8", "replace").strip()
    place = forge_place(url, setting(tree.top, FORGE), setting(tree.top, ADDRESS))
    if place is None:
        return SharedRepository(tree.remote, without_names(url), None)
    certificates = _setting_for(tree, "http.sslCAInfo", place.base)
    token = os.environ.get(TOKEN, "") or _kept_token(tree, place.base)
    return SharedRepository(tree.remote, without_names(url), Forge(place, token, certificates))


def without_names(url: str) -> str:
    """Return an address without the name and the password that may stand in it."""
    if "://" not in url:
        return url
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _kept_token(tree: WorkTree, base: str) -> str:
    """Return the password that the person's credential store has for a platform; empty for none."""
    parts = urlsplit(base)
    question = f"protocol={parts.scheme}\nhost={parts.netloc}\n\n".encode()
    answer = own_git(tree.top, ("credential", "fill"), stdin=question)
    lines = answer.out.decode("utf-8", "replace").splitlines() if answer.status == 0 else []
    return next((line.removeprefix("password=") for line in lines if line.startswith("password=")), "")


def _setting_for(tree: WorkTree, name: str, address: str) -> str:
    """Return a setting that may be another one for each address; empty where there is none."""
    answer = own_git(tree.top, ("config", "--path", "--get-urlmatch", name, address))
    return answer.out.decode("utf-8", "replace").strip()
