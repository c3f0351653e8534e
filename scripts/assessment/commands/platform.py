"""Where the comments under one request are kept, as the environment of a workflow tells of its platform."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from assessment.errors import RequestError


@dataclass(frozen=True)
class Platform:
    """A platform, as far as its comments go. Paths stand below the address of its interface."""

    interface: str
    """The address of its interface."""
    headers: Mapping[str, str]
    """By which it knows the workflow."""
    comments: str
    """Path of all comments under the request."""
    one: str
    """Path of a comment, up to its id."""
    change: str
    """The method by which a comment is written anew."""
    author: str
    """Where a comment says who wrote it."""
    name: str
    """What of its user is a name that no other has."""


def platform_of(number: int) -> Platform:
    """Return the platform whose workflow this is, for the request of a number.

    GitHub, Gitea and Forgejo share their interface and the environment that says where it is; GitLab has its own, in
    which the token of a job may not write, so that the office keeps another in COMMENT_TOKEN.

    Raises:
        RequestError: naming what the environment lacks.
    """
    if "GITLAB_CI" in os.environ:
        notes = f"projects/{environment('CI_PROJECT_ID')}/merge_requests/{number}/notes"
        headers = {"PRIVATE-TOKEN": environment("COMMENT_TOKEN")}
        return Platform(environment("CI_API_V4_URL"), headers, notes, notes, "PUT", "author", "username")
    issues = f"repos/{environment('GITHUB_REPOSITORY')}/issues"
    headers = {"Authorization": f"token {environment('GITHUB_TOKEN')}"}
    comments = f"{issues}/{number}/comments"
    return Platform(environment("GITHUB_API_URL"), headers, comments, f"{issues}/comments", "PATCH", "user", "login")


def environment(name: str) -> str:
    """Return a variable that the platform sets.

    Raises:
        RequestError: if it is not set.
    """
    try:
        return os.environ[name]
    except KeyError as fault:
        raise RequestError(f"缺少环境变量 {name}；这个命令由 .github/workflows/ 使用") from fault
