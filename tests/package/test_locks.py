"""What is locked is enough on each Python that we support, not only on the one that it was locked with."""

import re
from importlib.metadata import PackageNotFoundError, requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.built import ROOT
from tests.docs.pages import text_of

LOCKS = ("requirements.txt", "requirements-cluster.txt", "requirements-test.txt")
PYTHONS = ("3.11", "3.13")
"""Of Debian 12 and 13."""


def needs_of(package: str, python: str) -> set[str]:
    """What a package needs with a Python, by the package as it is installed here; nothing of one that is not."""
    environment = {"python_version": python, "python_full_version": f"{python}.2", "extra": ""}
    try:
        needs = [Requirement(line) for line in requires(package) or ()]
    except PackageNotFoundError:
        return set()
    return {canonicalize_name(one.name) for one in needs if one.marker is None or one.marker.evaluate(environment)}


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("lock", LOCKS)
def test_all_that_is_needed_is_in_it(lock: str, python: str) -> None:
    locked = {canonicalize_name(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", text_of(ROOT / lock), re.MULTILINE)}
    needs = {f"{package} needs {need}" for package in locked for need in needs_of(package, python) - locked}
    assert len(locked) > 10
    assert needs == set()
