"""What all tests share: the same examples every time, no clock, and one build of the shipped year."""

import pytest
from hypothesis import settings

from tests.built import Built, build_once

settings.register_profile("steady", max_examples=60, deadline=None, derandomize=True)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Built:
    """The shipped year, built once for all processes of pytest-xdist, which share the folder above their own."""
    own = tmp_path_factory.getbasetemp()
    return build_once(own if worker_id == "master" else own.parent)
