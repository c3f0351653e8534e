"""Pull requests (on GitLab: merge requests) of one branch: found, opened, written anew; who asks, and who may look."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from assessment.forge.asking import NO_TOKEN, NOT_FOUND, Forge, ForgeError
from assessment.forge.place import ForgeKind
from assessment.load.shapes import list_of, mapping_of

_PAGE = 50
_PAGES = 40
"""How many pages of open pull requests are looked through on a platform that cannot be asked for those of a branch."""
_PRIVATE = "private"


@dataclass(frozen=True)
class PullRequest:
    """A pull request that is open."""

    number: int
    address: str
    """Of its page, where the reviewers' remarks stand."""
    title: str
    text: str
    remarks: int | None
    """How many remarks there are; None where the platform does not say."""


def is_public(forge: Forge) -> bool:
    """Tell whether others than its members can read the repository.

    Raises:
        ForgeError: if the platform does not say.
    """
    try:
        about = mapping_of(forge.ask("GET", _repository(forge)))
    except ForgeError as fault:
        # What is not shown to nobody in particular is not public.
        if not forge.token and fault.status in (NO_TOKEN, NOT_FOUND):
            return False
        raise
    visibility = about.get("visibility", _PRIVATE if about.get("private") is True else "public")
    return visibility != _PRIVATE or about.get("private") is False


def account(forge: Forge) -> str:
    """Return the name of the account that the token is of.

    Raises:
        ForgeError: if the platform refuses the token.
    """
    about = mapping_of(forge.ask("GET", "user"))
    return str(about.get("login") or about.get("username") or "")


def open_pull_request(forge: Forge, branch: str, main: str) -> PullRequest | None:
    """Return the open pull request of a branch into main; None where there is none.

    Raises:
        ForgeError: if the platform refuses.
    """
    found = next((one for listed in _listed(forge, branch, main) if (one := _of_answer(listed)) is not None), None)
    if found is None or forge.place.kind is not ForgeKind.GITHUB:
        return found
    # Its list says nothing of remarks.
    return _of_answer(forge.ask("GET", f"{_requests(forge)}/{found.number}")) or found


def write_pull_request(
    forge: Forge, branch: str, main: str, title: str, text: str, there: PullRequest | None
) -> PullRequest:
    """Open a pull request of a branch into main, or write title and text of the one that is there anew.

    Raises:
        ForgeError: if the platform refuses.
    """
    of_text = "description" if forge.place.kind is ForgeKind.GITLAB else "body"
    body = {"title": title, of_text: text}
    if there is None:
        sides = ("source_branch", "target_branch") if forge.place.kind is ForgeKind.GITLAB else ("head", "base")
        answer = forge.ask("POST", _requests(forge), {**body, **dict(zip(sides, (branch, main), strict=True))})
    else:
        method = "PUT" if forge.place.kind is ForgeKind.GITLAB else "PATCH"
        answer = forge.ask(method, f"{_requests(forge)}/{there.number}", body)
    written = _of_answer(answer)
    if written is None:
        raise ForgeError(f"{forge.host} 的答复读不懂，请到平台上看一看合并请求建立了没有")
    return written


def _repository(forge: Forge) -> str:
    if forge.place.kind is ForgeKind.GITLAB:
        return f"projects/{quote(forge.place.path, safe='')}"
    return f"repos/{quote(forge.place.path)}"


def _requests(forge: Forge) -> str:
    return f"{_repository(forge)}/{'merge_requests' if forge.place.kind is ForgeKind.GITLAB else 'pulls'}"


def _listed(forge: Forge, branch: str, main: str) -> Iterator[object]:
    """Yield what the platform says of each open pull request of a branch of this repository."""
    match forge.place.kind:
        case ForgeKind.GITHUB:
            owner = forge.place.path.partition("/")[0]
            query = {"state": "open", "head": f"{owner}:{branch}", "base": main}
            yield from _answered(forge, query)
        case ForgeKind.GITLAB:
            yield from _answered(forge, {"state": "opened", "source_branch": branch, "target_branch": main})
        case ForgeKind.GITEA:
            for page in range(1, _PAGES + 1):
                listed = _answered(forge, {"state": "open", "limit": str(_PAGE), "page": str(page)})
                yield from (one for one in listed if _is_of(forge, mapping_of(one), branch, main))
                if not listed:
                    return


def _answered(forge: Forge, query: Mapping[str, str]) -> list[object]:
    return list_of(forge.ask("GET", f"{_requests(forge)}?{urlencode(query)}"))


def _is_of(forge: Forge, listed: Mapping[str, object], branch: str, main: str) -> bool:
    head, base = mapping_of(listed.get("head")), mapping_of(listed.get("base"))
    home = str(mapping_of(head.get("repo")).get("full_name", ""))
    return (head.get("ref"), base.get("ref"), home.lower()) == (branch, main, forge.place.path.lower())


def _of_answer(answer: object) -> PullRequest | None:
    """Return what an answer says; None where it is no pull request of this platform."""
    fields = mapping_of(answer)
    number, address = fields.get("iid", fields.get("number")), str(fields.get("web_url") or fields.get("html_url") or "")
    if not isinstance(number, int) or urlsplit(address).scheme not in ("http", "https"):
        return None
    counts = [fields.get(name) for name in ("comments", "review_comments", "user_notes_count")]
    known = [count for count in counts if isinstance(count, int)]
    text = str(fields.get("body") or fields.get("description") or "")
    return PullRequest(number, address, str(fields.get("title") or ""), text, sum(known) if known else None)
